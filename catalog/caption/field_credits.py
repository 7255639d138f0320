"""Creators, agencies, handout sources, kinds and origin of the credit fields, over all blocks."""

from collections.abc import Iterator, Sequence

from catalog.caption.credit import agency_id, agency_role
from catalog.caption.credit_neighbours import is_shop
from catalog.caption.field_parties import CHAIN_FIELDS, SOURCE, BlockCredit, read_block
from catalog.caption.field_values import FieldValue
from catalog.caption.field_words import JobTitle, load_field_words
from catalog.caption.knowledge import Knowledge
from catalog.caption.names import natural_case, without_article
from catalog.caption.party import Party
from catalog.caption.sources import what_party
from catalog.records import ChainPart, CreditFields, FieldAgency, FieldEvidence, FieldParty
from catalog.text import fold
from catalog.vocabulary.codes import CreditRole, Kind, Origin

_GIVES = {
    CreditRole.CREATOR: ("creators", "field/person"),
    CreditRole.AGENCY: ("agencies", "field/agency"),
    CreditRole.OUTLET: ("agencies", "field/outlet"),
    CreditRole.HANDOUT_SOURCE: ("handout_sources", "field/institution"),
    CreditRole.HANDOUT: ("handout", "field/handout-word"),
    CreditRole.SUPPLIED: ("handout", "field/supplied"),
    CreditRole.POOL: ("kinds", "field/pool"),
    CreditRole.FILE: ("kinds", "field/file"),
    CreditRole.STRINGER: ("kinds", "field/stringer"),
    CreditRole.STAFF: ("kinds", "field/staff"),
    CreditRole.SOCIAL: ("kinds", "field/social"),
    CreditRole.SATELLITE: ("kinds", "field/satellite"),
    CreditRole.NAME: ("chain", "field/name"),
}
"""Role to the field of the record that it gives, and the rule that evidence names."""

_KINDS = {
    CreditRole.POOL: Kind.POOL,
    CreditRole.FILE: Kind.FILE,
    CreditRole.STRINGER: Kind.STRINGER,
    CreditRole.STAFF: Kind.STAFF,
    CreditRole.SOCIAL: Kind.SOCIAL,
    CreditRole.SATELLITE: Kind.SATELLITE,
}


def read_credits(
    values: Sequence[FieldValue], titles: Sequence[FieldValue], knowledge: Knowledge
) -> CreditFields:
    """Read every block by itself and take what they say together, each value once.

    Args:
        values: By-lines, credit lines and sources.
        titles: By-line titles.
        knowledge: Agencies and words to read them with.

    Returns:
        A record with these fields filled.
    """
    told = [(value, load_field_words().job_title(value.text)) for value in titles]
    titled = any(title.handout for _, title in told if title is not None)
    blocks = [read_block(block, knowledge, titled=titled) for block in _by_block(values)]
    evidence = [*_parts_read(blocks), *_handout_words(values), *_titles_read(told)]
    said = any(one.field == "handout" for one in evidence)
    kinds = {_KINDS[role] for block in blocks for _, role in block.parts() if role in _KINDS}
    kinds |= {title.kind for _, title in told if title is not None and title.kind is not None}
    sources = _sources(blocks, knowledge)
    own = Kind.STAFF in kinds or any(block.own for block in blocks)
    origin = _origin(said=said, given=bool(sources), own=own)
    if origin in {Origin.HANDOUT, Origin.HANDOUT_LIKELY, Origin.CONFLICTING}:
        kinds.add(Kind.HANDOUT)
    return CreditFields(
        creators=_creators(blocks, knowledge),
        job_titles=tuple(dict.fromkeys(value.text for value, title in told if _is_words(value.text, title))),
        agencies=_agencies(blocks),
        handout=Kind.HANDOUT in kinds,
        origin=origin,
        handout_sources=sources,
        kinds=tuple(kind for kind in Kind if kind in kinds),
        chain=_chain(blocks),
        evidence=tuple(dict.fromkeys(evidence)),
    )


def _by_block(values: Sequence[FieldValue]) -> Iterator[list[FieldValue]]:
    """The values of each block, without those that are the cut beginning of another block's."""
    for block in dict.fromkeys(value.block for value in values):
        yield [
            value for value in values
            if value.block == block and not any(_is_beginning(value, other) for other in values)
        ]  # fmt: skip


def _is_beginning(value: FieldValue, whole: FieldValue) -> bool:
    """Whether a value was cut off and another has it whole."""
    if not value.cut or value.name != whole.name or len(value.raw) >= len(whole.raw):
        return False
    return fold(whole.text).startswith(fold(value.text))


def _parts_read(blocks: Sequence[BlockCredit]) -> Iterator[FieldEvidence]:
    """What each part of a by-line, credit line or source gives."""
    for block in blocks:
        for party, role in block.parts():
            yield block.values[party.zone].evidence(*_GIVES[role])


def _handout_words(values: Sequence[FieldValue]) -> Iterator[FieldEvidence]:
    """Values with the word in any place: also those cut off, and those too long for a credit."""
    word = load_field_words().handout_word
    for value in values:
        if word.search(value.raw):
            yield value.evidence(*_GIVES[CreditRole.HANDOUT])


def _titles_read(told: Sequence[tuple[FieldValue, JobTitle | None]]) -> Iterator[FieldEvidence]:
    """What each by-line title gives: a code its meaning, other words a profession."""
    for value, title in told:
        if title is not None:
            yield value.evidence("handout" if title.handout else "kinds", title.rule)
        elif _is_words(value.text, title):
            yield value.evidence("job_titles", "field/job-title")


def _is_words(text: str, title: JobTitle | None) -> bool:
    """Whether a by-line title names a profession: words that are no code."""
    return title is None and any(map(str.isalnum, text))


def _origin(*, said: bool, given: bool, own: bool) -> Origin:
    """Whose picture the fields say it is; silence is `not-stated`."""
    if said:
        return Origin.CONFLICTING if own else Origin.HANDOUT
    if given:
        return Origin.HANDOUT_LIKELY
    return Origin.OWN if own else Origin.NOT_STATED


def _creators(blocks: Sequence[BlockCredit], knowledge: Knowledge) -> tuple[str, ...]:
    """Every person once, by the fullest form of the name, in natural case."""
    seen = " ".join(block.text for block in blocks)
    names = [
        natural_case(block.words(party), seen, knowledge.words)
        for block in blocks
        for party, role in block.parts()
        if role is CreditRole.CREATOR
    ]
    once: dict[str, str] = {}
    for name in names:
        once.setdefault(fold(name), name)
    return tuple(
        name for key, name in once.items() if not any(set(key.split()) < set(other.split()) for other in once)
    )


def _agencies(blocks: Sequence[BlockCredit]) -> tuple[FieldAgency, ...]:
    """Every agency once, its role from the first block that names it."""
    found: dict[str, FieldAgency] = {}
    for block in blocks:
        parties = sorted(block.credit.agencies, key=lambda party: _from_camera(block, party))
        for number, party in enumerate(parties):
            words = block.words(party)
            id_ = agency_id(party, without_article(words))
            name = party.agencies[0].name if party.agencies else words.upper()
            role = agency_role(party, number, len(parties))
            found.setdefault(id_, FieldAgency(id=id_, name=name, role=role))
    return tuple(found.values())


def _from_camera(block: BlockCredit, party: Party) -> int:
    """Where an agency stands on the way: a wire's source is whose picture it is, a shop is its own source."""
    if block.values[party.zone].name != SOURCE:
        return 0
    return 1 if any(is_shop(agency) for agency in party.agencies) else -1


def _sources(blocks: Sequence[BlockCredit], knowledge: Knowledge) -> tuple[FieldParty, ...]:
    """Every party from outside the trade once, in natural case."""
    found: dict[str, FieldParty] = {}
    for block in blocks:
        for start, end, _ in block.credit.sources:
            words = block.text[start:end].removeprefix("the ")
            name = natural_case(words, "", knowledge.words, whole=True)
            class_, country = what_party([name], knowledge)
            found.setdefault(without_article(name), FieldParty(name=name, class_=class_, country=country))
    return tuple(found.values())


def _chain(blocks: Sequence[BlockCredit]) -> tuple[ChainPart, ...]:
    """Every part as written, field by field; what two blocks say alike is one part."""
    parts: dict[tuple[str, str], ChainPart] = {}
    for block in blocks:
        for party, role in block.parts():
            name = block.values[party.zone].name
            part = ChainPart(text=block.words(party), role=role, name=name)
            parts.setdefault((name, fold(part.text)), part)
    return tuple(sorted(parts.values(), key=lambda part: CHAIN_FIELDS.index(part.name)))
