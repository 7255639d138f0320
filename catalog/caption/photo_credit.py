"""The line to publish for a catalogued photo: its caption, what people set by hand, and its file."""

from dataclasses import replace

from catalog.agencies import Agencies
from catalog.caption.credit_facts import (
    CONFLICTING,
    HANDOUT,
    LIKELY,
    UNNAMED,
    CreditFacts,
    Names,
    facts_of,
    once,
)
from catalog.caption.credit_styles import CreditStyle
from catalog.caption.house_credit import write_credit
from catalog.records import ParsedCaption, Photo
from catalog.vocabulary.codes import HandoutState

_HANDED = frozenset({HANDOUT, LIKELY, CONFLICTING, UNNAMED})
# What provenance finds where a copy says handout and the photo does not.
_LOST_MARK = "handout-mark-lost-in-copy"
_STATES = {
    HandoutState.STATED: frozenset({HANDOUT}),
    HandoutState.LIKELY: frozenset({LIKELY}),
    HandoutState.CONFLICTING: frozenset({HANDOUT, CONFLICTING}),
}


def format_photo_credit(photo: Photo, style: CreditStyle, *, agencies: Agencies | None = None) -> str:
    """The line to publish under a photo.

    A person's word counts before the machine's. Where the caption names nobody, the file's own credit line
    stands: IPTC's Credit Line is what the supplier asks for. What all evidence says of a handout is said.

    Args:
        photo: As the catalog shows it.
        style: The house's style.
        agencies: Whose usual spellings are written; None for those that come with the program.

    Returns:
        One line, never empty.
    """
    return write_credit(photo_facts(photo, agencies), style)


def photo_facts(photo: Photo, agencies: Agencies | None = None) -> CreditFacts:
    """What is known of a photo for its credit."""
    facts = facts_of(photo.caption or ParsedCaption(caption=""), agencies)
    creators = _human(photo, "creators", "creator")
    makers = _human(photo, "agencies", "agency")
    sources = _human(photo, "handout_source", "handout_sources")
    if not (creators is makers is sources is None):
        facts = replace(facts, pictures=())  # nobody said of which picture of a combo it holds
    if creators is not None:
        facts = replace(facts, creators=creators, own=None)
    if makers is not None:
        facts = replace(facts, makers=makers, distributors=(), own=None)
    facts = _handed_out(facts, photo, sources)
    ready = photo.human("credit_line", "credit")
    if ready and ready.strip():
        return replace(facts, ready=" ".join(ready.split()), pictures=())
    return _from_file(facts, photo) if facts.is_nameless else facts


def _human(photo: Photo, *fields: str) -> Names | None:
    """The names that a person set, parted as the store parts them; none of them may be meant."""
    said = photo.human(*fields)
    return None if said is None else once(said.split(";"))


def _handed_out(facts: CreditFacts, photo: Photo, human: Names | None) -> CreditFacts:
    """The handout as all evidence has it; who a person names as source did hand it out."""
    found = () if _only_copies_say(photo) else once(party.name for party in photo.handout.from_)
    sources = human if human is not None else facts.sources or found
    state = _STATES.get(photo.handout.state, facts.flags & _HANDED)
    if human:
        state = frozenset({HANDOUT})
    elif sources:
        state = (state or frozenset({LIKELY})) - {UNNAMED}
    elif state:
        state |= {UNNAMED}
    return replace(facts, sources=sources, flags=(facts.flags - _HANDED) | state)


def _only_copies_say(photo: Photo) -> bool:
    """Whether the parties stand in copies of the picture alone: they are no part of this one's credit."""
    return any(finding.rule == _LOST_MARK for finding in photo.findings)


def _from_file(facts: CreditFacts, photo: Photo) -> CreditFacts:
    """What the file's metadata says, where the caption names nobody: its credit line, else its creators."""
    fields = photo.image.fields if photo.image is not None else {}
    line, creators = fields.get("credit_line"), fields.get("creators")
    if line is not None and isinstance(line.value, str) and line.value.strip():
        return replace(facts, ready=" ".join(line.value.split()))
    if creators is not None:
        values = [creators.value] if isinstance(creators.value, str) else creators.value
        return replace(facts, creators=once(values))
    return facts
