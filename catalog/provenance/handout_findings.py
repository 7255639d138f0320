"""Findings about a handout: where it is said, from whom, and whether caption and file agree about it."""

from collections.abc import Iterator

from catalog.provenance.facts import in_caption
from catalog.provenance.handout import CREDIT_FIELDS, FileSource, HandoutEvidence
from catalog.provenance.marks import load_marks
from catalog.provenance.names import same_party, slug
from catalog.provenance.rules import CLASS_ORIGIN, load_rules
from catalog.records import Finding, FindingValue
from catalog.vocabulary.codes import HandoutState, SourceClass, Term

_TERM_FIELDS = ("instructions", "usage_terms", "other_constraints", "creators_job_title", "description")
# A copy may say it in ten fields; its own page lists them all.
_WORDS_OF_A_COPY = 2
_TERMS = frozenset({Term.EXPIRES, Term.NO_ARCHIVE, Term.ONE_TIME_USE})


def handout_findings(evidence: HandoutEvidence) -> Iterator[Finding]:
    """What a person should see about the handout."""
    yield from _stated(evidence)
    yield from _statements_differ(evidence)
    yield from _source_not_named(evidence)
    yield from _said_in_one_place(evidence)
    yield from _likely(evidence)
    yield from _lost_in_copy(evidence)
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
            *(said.value for said in evidence.titled),
            *(FindingValue(origin=CLASS_ORIGIN, raw=code.value) for code in sorted(classes)),
        ]
    )


def _statements_differ(evidence: HandoutEvidence) -> Iterator[Finding]:
    if evidence.own_state is not HandoutState.CONFLICTING:
        return
    values = [*evidence.in_caption, *(said.value for said in evidence.in_file), *evidence.own_marks]
    caption = evidence.case.caption
    if not values and caption is not None:
        values.append(FindingValue(origin="caption", raw=caption.credit_line or caption.caption))
    yield load_rules()["handout-statements-differ"].finding(values)


def _source_not_named(evidence: HandoutEvidence) -> Iterator[Finding]:
    if not (evidence.in_caption or evidence.in_file) or evidence.handout.from_:
        return
    if evidence.titled or (evidence.case.unreadable and not evidence.case.said("source", "credit_line")):
        return
    yield load_rules()["handout-source-not-named"].finding(
        [*evidence.in_caption, *(said.value for said in evidence.in_file)]
    )


def _said_in_one_place(evidence: HandoutEvidence) -> Iterator[Finding]:
    case = evidence.case
    credits_ = case.said(*CREDIT_FIELDS)
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
    if evidence.own_state is not HandoutState.LIKELY or caption is None:
        return
    values = list(_source_values(evidence))
    yield load_rules()["handout-likely"].finding(
        values or [FindingValue(origin="caption", raw=caption.credit_line or caption.caption)]
    )


def _lost_in_copy(evidence: HandoutEvidence) -> Iterator[Finding]:
    if not evidence.neighbours or evidence.in_caption or evidence.in_file or evidence.case.unreadable:
        return
    caption = evidence.case.caption
    values = [said.value for said in evidence.case.said("credit_line")]
    if caption is not None:
        values.insert(0, FindingValue(origin="caption", raw=caption.credit_line or caption.caption))
    for neighbour in evidence.neighbours:
        values += [
            FindingValue(origin=f"photo {neighbour.photo} {value.origin}", raw=value.raw)
            for value in neighbour.values[:_WORDS_OF_A_COPY]
        ]
    yield load_rules()["handout-mark-lost-in-copy"].finding(values)


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
    if evidence.own_state not in (HandoutState.STATED, HandoutState.LIKELY, HandoutState.CONFLICTING):
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
