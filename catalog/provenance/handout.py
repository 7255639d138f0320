"""Everything in caption and file that speaks of a handout, and what it adds up to."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from catalog.provenance.facts import Case, Said, in_caption
from catalog.provenance.marks import load_marks
from catalog.provenance.names import is_name, same_party, same_person, slug
from catalog.records import FindingValue, Handout, HandoutParty, HandoutSource
from catalog.text import fold
from catalog.vocabulary.codes import CreditRole, HandoutState, Kind, Origin

CREDIT_FIELDS = ("credit_line", "source", "instructions", "creators_job_title")
"""Fields in which a file says whose picture it is; one of them must be filled before its silence counts."""

_MARKED_FIELDS = (
    *CREDIT_FIELDS, "creators", "usage_terms", "other_constraints",
    "keywords", "category", "supplemental_categories", "description",
)  # fmt: skip
_PARTIES = frozenset({CreditRole.HANDOUT_SOURCE, CreditRole.OUTLET, CreditRole.CREATOR})


class FileSource(NamedTuple):
    """A handout source as a file names it: the name, and the whole value it was read from."""

    name: str
    said: Said


class Neighbour(NamedTuple):
    """A copy of the picture that says that it was handed out.

    Attributes:
        photo: Its number.
        values: The words in which it says so.
        parties: Who handed the picture out, as it names them.
    """

    photo: int
    values: tuple[FindingValue, ...]
    parties: tuple[HandoutParty, ...] = ()


@dataclass(frozen=True)
class HandoutEvidence:
    """Everything in a case that speaks of a handout.

    Attributes:
        case: The caption and file.
        neighbours: Copies of the picture that say handout.
    """

    case: Case
    neighbours: tuple[Neighbour, ...] = ()

    @cached_property
    def in_caption(self) -> tuple[FindingValue, ...]:
        """The caption's words that say handout; empty where it does not, or only credits a third party."""
        caption = self.case.caption
        if caption is None or not caption.handout or caption.origin is Origin.HANDOUT_LIKELY:
            return ()
        spans = [evidence.span for evidence in caption.evidence if evidence.field == "handout"]
        if not spans:
            return (FindingValue(origin="caption", raw=caption.credit_line or caption.caption),)
        return tuple(in_caption(caption, span) for span in spans)

    @cached_property
    def in_file(self) -> tuple[Said, ...]:
        """The file's fields that say handout."""
        return tuple(said for said in self.case.said(*_MARKED_FIELDS) if self._says_handout(said))

    def _says_handout(self, said: Said) -> bool:
        """Whether a value says handout: in a credit field by the caption's rules, elsewhere by its marks."""
        mark = load_marks().handout.get(said.field)
        return self.case.gives(said, "handout") or (mark is not None and mark.search(said.text) is not None)

    @cached_property
    def titled(self) -> tuple[Said, ...]:
        """The by-line, where its title says HO, HOGP or HONS: it then holds a party or its photographer."""
        if not any(said.field == "creators_job_title" for said in self.in_file):
            return ()
        return tuple(said for said in self.case.said("creators") if is_name(said.text))

    @cached_property
    def own_marks(self) -> tuple[FindingValue, ...]:
        """What positively marks an agency's own picture: the caption's credit form, a by-line title."""
        caption = self.case.caption
        marks = [
            said.value
            for said in self.case.said("creators_job_title", "creators")
            if self.case.gives(said, "kinds", "field/title-staff", "field/staff")
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
            for name in self._parties(said):
                known = any(same_party(name, other.name) for other in found)
                if not known and not any(same_person(name, creator) for creator in creators):
                    found.append(FileSource(name, said))
        return tuple(found)

    def _parties(self, said: Said) -> list[str]:
        """The names in a value, without agencies and codes."""
        text = fold(said.text)
        return [
            part.text
            for part in self.case.credits.chain
            if part.name == said.field and part.role in _PARTIES and fold(part.text) in text
        ]

    @cached_property
    def state(self) -> HandoutState:
        """What all evidence together says, copies of the picture included.

        What only a copy says is likely, not stated: somebody else said it, of a picture that looks alike.
        """
        if not self.neighbours or self.own_state is not HandoutState.NOT_INDICATED:
            return self.own_state
        return HandoutState.CONFLICTING if self.own_marks else HandoutState.LIKELY

    @cached_property
    def own_state(self) -> HandoutState:
        """What caption and file together say."""
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
        if not parties and self.own_state is HandoutState.NOT_INDICATED:
            for party in (party for neighbour in self.neighbours for party in neighbour.parties):
                _add(parties, party)
        return Handout(state=self.state, from_=tuple(parties))


def _add(parties: list[HandoutParty], party: HandoutParty) -> None:
    if not any(same_party(party.name, known.name) for known in parties):
        parties.append(party)
