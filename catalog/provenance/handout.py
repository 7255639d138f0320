"""Is the picture a handout, from whom, and do caption and file agree about it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from catalog.provenance.facts import Case, Said, in_caption
from catalog.provenance.marks import load_marks
from catalog.provenance.names import is_name, same_party, same_person, slug
from catalog.provenance.rules import CLASS_ORIGIN, load_rules
from catalog.records import Finding, FindingValue, Handout, HandoutParty, HandoutSource
from catalog.vocabulary.codes import HandoutState, Kind, Origin, SourceClass, Term

# Fields in which a file says whose picture it is; one of them must be filled before its silence counts.
_CREDIT_FIELDS = ("credit_line", "source", "instructions", "creators_job_title")
_MARKED_FIELDS = (
    *_CREDIT_FIELDS, "usage_terms", "other_constraints",
    "keywords", "category", "supplemental_categories", "description",
)  # fmt: skip
_TERM_FIELDS = ("instructions", "usage_terms", "other_constraints", "creators_job_title", "description")
_TERMS = frozenset({Term.EXPIRES, Term.NO_ARCHIVE, Term.ONE_TIME_USE})
_CHAIN = re.compile(r"\s*/\s*|\s+via\s+", re.IGNORECASE)
_HANDOUT_WORD = re.compile(r"^\s*HO\s*-\s*|\b(?:press\s+)?hand-?outs?\b|\bHO\b\s*$", re.IGNORECASE)


class FileSource(NamedTuple):
    """A handout source as a file names it: the name, and the whole value it was read from."""

    name: str
    said: Said


@dataclass(frozen=True)
class HandoutEvidence:
    """Everything in a case that speaks of a handout.

    Attributes:
        case: The caption and file.
    """

    case: Case

    @cached_property
    def in_caption(self) -> tuple[FindingValue, ...]:
        """The caption's words that say handout; empty where it does not."""
        caption = self.case.caption
        if caption is None or not caption.handout:
            return ()
        spans = [evidence.span for evidence in caption.evidence if evidence.field == "handout"]
        if not spans:
            return (FindingValue(origin="caption", raw=caption.credit_line or caption.caption),)
        return tuple(in_caption(caption, span) for span in spans)

    @cached_property
    def in_file(self) -> tuple[Said, ...]:
        """The file's fields that say handout."""
        patterns = load_marks().handout
        return tuple(
            said for said in self.case.said(*_MARKED_FIELDS) if patterns[said.field].search(said.text)
        )

    @cached_property
    def own_marks(self) -> tuple[FindingValue, ...]:
        """What positively marks an agency's own picture: the caption's credit form, a by-line title."""
        caption = self.case.caption
        marks = [
            said.value
            for said in self.case.said(*load_marks().own)
            if load_marks().own[said.field].search(said.text)
        ]
        if caption is not None and (caption.origin is Origin.OWN or Kind.STAFF in caption.kinds):
            spans = [evidence.span for evidence in caption.evidence if evidence.field == "origin"]
            own = [in_caption(caption, span) for span in spans]
            marks[:0] = own or [FindingValue(origin="caption", raw=caption.credit_line or caption.caption)]
        return tuple(marks)

    @cached_property
    def caption_sources(self) -> tuple[HandoutSource, ...]:
        """Whom the caption names."""
        return self.case.caption.handout_sources if self.case.caption is not None else ()

    @cached_property
    def file_sources(self) -> tuple[FileSource, ...]:
        """Whom the file names as handout source, where it says handout itself or the caption does.

        Its Source and Credit Line are read; agencies, creators, codes and the handout word are left out.
        An image supplier is the last party before us and never counts.
        """
        if not self.in_file and not self.in_caption:
            return ()
        creators = [said.text for said in self.case.said("creators")]
        found: list[FileSource] = []
        for said in self.case.said("source", "credit_line"):
            for part in _CHAIN.split(said.text):
                name = _HANDOUT_WORD.sub("", part).strip(" -,;.()")
                if self._may_hand_out(name, creators) and not any(
                    same_party(name, other.name) for other in found
                ):
                    found.append(FileSource(name, said))
        return tuple(found)

    def _may_hand_out(self, name: str, creators: list[str]) -> bool:
        if not is_name(name) or self.case.agencies.scan(name):
            return False
        return not any(same_person(name, creator) for creator in creators)

    @cached_property
    def state(self) -> HandoutState:
        """What all evidence together says."""
        caption = self.case.caption
        origin = caption.origin if caption is not None else Origin.NOT_STATED
        if origin is Origin.CONFLICTING or ((self.in_caption or self.in_file) and self.own_marks):
            return HandoutState.CONFLICTING
        if self.in_caption or self.in_file:
            return HandoutState.STATED
        return HandoutState.LIKELY if origin is Origin.HANDOUT_LIKELY else HandoutState.NOT_INDICATED

    @cached_property
    def handout(self) -> Handout:
        """The state and every party named, the caption's first; one party counts once."""
        parties: list[HandoutParty] = []
        for source in self.caption_sources:
            _add(
                parties,
                HandoutParty(
                    id=slug(source.name), name=source.name, class_=source.class_, country=source.country
                ),
            )
        forms = [form.text for source in self.caption_sources for form in source.forms]
        for name, _ in self.file_sources:
            if not any(same_party(name, form) for form in forms):
                _add(parties, HandoutParty(id=slug(name), name=name))
        return Handout(state=self.state, from_=tuple(parties))


def _add(parties: list[HandoutParty], party: HandoutParty) -> None:
    if not any(same_party(party.name, known.name) for known in parties):
        parties.append(party)


def handout_findings(evidence: HandoutEvidence) -> Iterator[Finding]:
    """What a person should see about the handout."""
    yield from _stated(evidence)
    yield from _statements_differ(evidence)
    yield from _source_not_named(evidence)
    yield from _said_in_one_place(evidence)
    yield from _likely(evidence)
    yield from _source_differs(evidence)
    yield from _terms(evidence)


def _source_values(evidence: HandoutEvidence) -> Iterator[FindingValue]:
    caption = evidence.case.caption
    if caption is not None:
        yield from (in_caption(caption, source.span) for source in evidence.caption_sources)
    yield from (source.said.value for source in evidence.file_sources)


def _stated(evidence: HandoutEvidence) -> Iterator[Finding]:
    if not (evidence.in_caption or evidence.in_file):
        return
    classes = {source.class_ for source in evidence.caption_sources} - {SourceClass.UNKNOWN}
    yield load_rules()["handout-stated"].finding(
        [
            *evidence.in_caption,
            *(said.value for said in evidence.in_file),
            *_source_values(evidence),
            *(FindingValue(origin=CLASS_ORIGIN, raw=code.value) for code in sorted(classes)),
        ]
    )


def _statements_differ(evidence: HandoutEvidence) -> Iterator[Finding]:
    if evidence.state is not HandoutState.CONFLICTING:
        return
    values = [*evidence.in_caption, *(said.value for said in evidence.in_file), *evidence.own_marks]
    caption = evidence.case.caption
    if not values and caption is not None:
        values.append(FindingValue(origin="caption", raw=caption.credit_line or caption.caption))
    yield load_rules()["handout-statements-differ"].finding(values)


def _source_not_named(evidence: HandoutEvidence) -> Iterator[Finding]:
    if not (evidence.in_caption or evidence.in_file) or evidence.handout.from_:
        return
    # A by-line title HO, HOGP or HONS belongs to the by-line, which then holds the party.
    titled = any(said.field == "creators_job_title" for said in evidence.in_file)
    if titled and any(is_name(said.text) for said in evidence.case.said("creators")):
        return
    if evidence.case.unreadable and not evidence.case.said("source", "credit_line"):
        return
    yield load_rules()["handout-source-not-named"].finding(
        [*evidence.in_caption, *(said.value for said in evidence.in_file)]
    )


def _said_in_one_place(evidence: HandoutEvidence) -> Iterator[Finding]:
    case = evidence.case
    credits_ = case.said(*_CREDIT_FIELDS)
    if evidence.in_caption and not evidence.in_file and credits_ and not case.unreadable:
        # A cut value may have lost the word: then the file's silence is unknown, not different.
        if any(said.cut for said in credits_):
            return
        yield load_rules()["handout-said-in-one-place"].finding(
            [*evidence.in_caption, *(said.value for said in credits_)]
        )
    caption = case.caption
    if evidence.in_file and caption is not None and not caption.handout and caption.credit_line:
        notes = ["cut"] if any(said.cut for said in evidence.in_file) else []
        yield load_rules()["handout-said-in-one-place"].finding(
            [
                FindingValue(origin="caption", raw=caption.credit_line),
                *(said.value for said in evidence.in_file),
            ],
            notes=notes,
        )


def _likely(evidence: HandoutEvidence) -> Iterator[Finding]:
    caption = evidence.case.caption
    if evidence.state is not HandoutState.LIKELY or caption is None:
        return
    values = list(_source_values(evidence))
    yield load_rules()["handout-likely"].finding(
        values or [FindingValue(origin="caption", raw=caption.credit_line or caption.caption)]
    )


def _source_differs(evidence: HandoutEvidence) -> Iterator[Finding]:
    caption = evidence.case.caption
    if caption is None or not evidence.caption_sources or not evidence.file_sources:
        return
    names = [
        name
        for source in evidence.caption_sources
        for name in (source.name, *(form.text for form in source.forms))
    ]
    for source in evidence.file_sources:
        if any(same_party(source.name, name) or _continues(source, name) for name in names):
            return
    yield load_rules()["handout-source-differs"].finding(
        [
            *(in_caption(caption, source.span) for source in evidence.caption_sources),
            *(source.said.value for source in evidence.file_sources),
        ],
        notes=["cut"] if any(source.said.cut for source in evidence.file_sources) else [],
    )


def _continues(source: FileSource, name: str) -> bool:
    """Whether a value that was cut off may have gone on as this name."""
    return source.said.cut and slug(name).startswith(slug(source.name)[:-1])


def _terms(evidence: HandoutEvidence) -> Iterator[Finding]:
    if evidence.state not in (HandoutState.STATED, HandoutState.LIKELY, HandoutState.CONFLICTING):
        return
    caption = evidence.case.caption
    values: list[FindingValue] = []
    if caption is not None:
        values.extend(
            in_caption(caption, notice.span)
            for notice in caption.notices
            if any(term.term in _TERMS for term in notice.terms)
        )
    patterns = load_marks().terms.values()
    said_terms = [
        said
        for said in evidence.case.said(*_TERM_FIELDS)
        if any(pattern.search(said.text) for pattern in patterns)
    ]
    values.extend(said.value for said in said_terms)
    values.extend(said.value for said in evidence.case.said("date_expires"))
    if values:
        notes = ["cut"] if any(said.cut for said in said_terms) else []
        yield load_rules()["handout-terms"].finding(values, notes=notes)
