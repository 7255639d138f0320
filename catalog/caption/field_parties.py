"""Who made a picture and through whom it came, from the by-line, credit line and source of one block.

The fields of a block are read together, as a caption's credits are. Programs rewrite one block and forget
another, so that each speaks for itself.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from catalog.agencies import AgencyHit
from catalog.caption.copyright import without_sign
from catalog.caption.credit import Credit, resolve
from catalog.caption.credit_neighbours import RELAYS
from catalog.caption.field_values import FieldValue
from catalog.caption.field_words import load_field_words
from catalog.caption.knowledge import Knowledge
from catalog.caption.names import is_person, spelled
from catalog.caption.origin import origin_of
from catalog.caption.parties import read_parties
from catalog.caption.party import Party, Role
from catalog.caption.words import HOLE
from catalog.caption.zone import Zone
from catalog.text import fold
from catalog.vocabulary.codes import CreditRole, Origin, SourceClass

BY_LINE, SOURCE = "creators", "source"
CHAIN_FIELDS = (BY_LINE, "credit_line", SOURCE)
"""The fields that name parties, in the order in which they are read."""

# "Rowe, Ada": a family name first, as address books have it.
_FAMILY_FIRST = re.compile(r"([^\W\d_][\w'’-]+),\s*([^\W\d_][\w'’.-]*(?:\s[^\W\d_][\w'’.-]*)?)")
# Classes whose words small picture houses have in their own names: "Lund Media", "Rowe Pictures Ltd".
_HOUSES = frozenset({SourceClass.MEDIA, SourceClass.COMPANY})
_BY_ROLE = {
    Role.CREATOR: CreditRole.CREATOR,
    Role.AGENCY: CreditRole.AGENCY,
    Role.OUTLET: CreditRole.OUTLET,
    Role.INSTITUTION: CreditRole.HANDOUT_SOURCE,
    Role.UNKNOWN: CreditRole.NAME,
    Role.HANDOUT: CreditRole.HANDOUT,
    Role.SUPPLIED: CreditRole.SUPPLIED,
    Role.POOL: CreditRole.POOL,
    Role.FILE: CreditRole.FILE,
    Role.STRINGER: CreditRole.STRINGER,
    Role.STAFF: CreditRole.STAFF,
    Role.SOCIAL: CreditRole.SOCIAL,
    Role.SATELLITE: CreditRole.SATELLITE,
    Role.NOTHING: CreditRole.NAME,
}


# A by-line of whom the picture was ordered by: "Ada Rowe for The Lamp Herald".
_ORDERED = re.compile(r"(?P<who>[^/|;]+?)\s+for\s+(?P<house>[^/|;]+)")
# What parts a chain whatever stands around it; the rules for credits know more signs.
_LINK = re.compile(r"\s*[/|]\s*|\s+via\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BlockCredit:
    """What the fields of one block say together.

    Attributes:
        text: Their texts, with holes between.
        values: For each zone the value that it is of.
        credit: Who did what.
        own: Whether the credit's form marks the agency's own picture.
    """

    text: str
    values: Sequence[FieldValue]
    credit: Credit
    own: bool

    def words(self, party: Party) -> str:
        """The words of a party."""
        return self.text[party.start : party.end]

    def parts(self) -> Iterator[tuple[Party, CreditRole]]:
        """Every part with its role, as the whole credit settles it."""
        agencies = {(p.start, p.end): p.role for p in self.credit.agencies}
        creators = {(p.start, p.end) for p in self.credit.creators}
        for party in self.credit.parties:
            place = party.start, party.end
            if any(start <= party.start < end for start, end, _ in self.credit.sources):
                yield party, CreditRole.HANDOUT_SOURCE
            elif place in creators:
                yield party, CreditRole.CREATOR
            else:
                yield party, _BY_ROLE[agencies.get(place, party.role)]


def read_block(values: Sequence[FieldValue], knowledge: Knowledge, *, titled: bool) -> BlockCredit:
    """Read by-line, credit line and source of one block.

    Args:
        values: Their values.
        knowledge: Agencies and words to read them with.
        titled: Whether the by-line title says handout: a by-line without a person's form is the party then.
    """
    text = ""
    pieces: list[_Piece] = []
    for piece in (piece for value in values for piece in _pieces(value, knowledge)):
        pieces.append(piece._replace(start=len(text)))
        text += piece.text + HOLE
    zones = [Zone(p.start, p.start + len(p.text), f"field/{p.value.name}", p.start) for p in pieces]
    parties = read_parties(text, zones, _hits(text, zones, knowledge), knowledge.words, frozenset())
    if not titled:
        parties = _with_surnames(text, parties, pieces, knowledge)
    parties = _settled(text, parties, pieces, titled=titled)
    credit = resolve(text, parties, (), third_party=titled)
    own = origin_of(credit, text, zones, said=False) is Origin.OWN
    return BlockCredit(text, [piece.value for piece in pieces], credit, own)


class _Piece(NamedTuple):
    """A stretch of a value as the rules for credits read it.

    Attributes:
        value: The value.
        text: The stretch.
        unknown: What a name in it is that nothing else tells.
        start: Where it begins in the text of the block.
    """

    value: FieldValue
    text: str
    unknown: Role = Role.OUTLET
    start: int = 0


def _pieces(value: FieldValue, knowledge: Knowledge) -> Iterator[_Piece]:
    """A value without sign of copyright and filler; a by-line with capitals, apart from who ordered it."""
    text = without_sign(value.text)
    if load_field_words().filler.fullmatch(text):
        return
    if value.name != BY_LINE:
        yield _Piece(value, text)
        return
    text = _FAMILY_FIRST.sub(r"\2 \1", text) if _FAMILY_FIRST.fullmatch(text) else text
    text = spelled(text) if text.islower() else text
    ordered = _ORDERED.fullmatch(text)
    if ordered is None or not is_person(ordered["who"], knowledge.words):
        yield _Piece(value, text, Role.CREATOR)
        return
    yield _Piece(value, ordered["who"], Role.CREATOR)
    yield _Piece(value, ordered["house"])


def _hits(text: str, zones: Sequence[Zone], knowledge: Knowledge) -> list[AgencyHit]:
    """Every agency named; a part that is an agency's spelling and nothing else is one in any case ("ap")."""
    hits = list(knowledge.agencies.scan(text))
    for zone in zones:
        start = zone.start
        for link in (*_LINK.finditer(text, zone.start, zone.end), None):
            end = link.start() if link else zone.end
            if not any(start < hit.end and hit.start < end for hit in hits):
                whose = knowledge.agencies.lookup(text[start:end])
                hits += [AgencyHit(start, end, whose)] if whose else []
            start = link.end() if link else end
    return sorted(hits, key=lambda hit: hit.start)


def _with_surnames(
    text: str, parties: Sequence[Party], pieces: Sequence[_Piece], knowledge: Knowledge
) -> list[Party]:
    """The parties with "Ho" as the surname that it is beside the rest of a name in a by-line."""
    found: list[Party] = []
    for party in parties:
        in_by_line = found and pieces[party.zone].unknown is Role.CREATOR
        joined = _joined(text, found[-1], party, knowledge) if in_by_line else None
        if joined is not None:
            found[-1] = joined
        else:
            found.append(party)
    return found


def _joined(text: str, before: Party, party: Party, knowledge: Knowledge) -> Party | None:
    """A person whose name holds "Ho" beside the rest of it; None where the two are two."""
    if party.joint != "beside" or before.zone != party.zone:
        return None
    code, name = (before, party) if before.role is Role.HANDOUT else (party, before)
    if code.role is not Role.HANDOUT or text[code.start : code.end].casefold() != "ho":
        return None
    if name.role not in {Role.CREATOR, Role.UNKNOWN}:
        return None
    if not is_person(text[before.start : party.end], knowledge.words):
        return None
    return before._replace(role=Role.CREATOR, end=party.end)


def _settled(text: str, parties: Sequence[Party], pieces: Sequence[_Piece], *, titled: bool) -> list[Party]:
    """The parties, each name as its field means it.

    An unknown name in a by-line is the photographer's. Elsewhere it is the house's, for small agencies fill
    these fields too, and so is a name in a person's form where the by-line names another. Where handout is
    said, or a wire passes the name on, it may be the party's: that is left to the whole credit.
    """
    said = titled or any(party.role in {Role.HANDOUT, Role.SUPPLIED} for party in parties)
    relayed = {party.zone for party in parties if any(agency.id in RELAYS for agency in party.agencies)}
    by_line = {party.zone for party in parties if pieces[party.zone].unknown is Role.CREATOR}
    people = {
        word
        for party in parties
        if party.zone in by_line and party.role in {Role.CREATOR, Role.UNKNOWN}
        for word in _names(text, party)
    }
    found = []
    for party in parties:
        role = party.role
        if party.zone not in by_line and role is Role.CREATOR and people and not people & _names(text, party):
            role = Role.UNKNOWN
        is_open = titled if party.zone in by_line else said or party.zone in relayed
        if party.class_ in _HOUSES and role is Role.INSTITUTION and not is_open:
            found.append(party._replace(role=Role.OUTLET))
        elif role is not Role.UNKNOWN or party.trade:
            found.append(party)
        elif any(map(str.isdigit, text[party.start : party.end])):
            found.append(party._replace(role=Role.NOTHING))
        elif party.joint != "beside" or not load_field_words().filler.fullmatch(text, party.start, party.end):
            found.append(party._replace(role=role if is_open else pieces[party.zone].unknown))
    return found


def _names(text: str, party: Party) -> set[str]:
    """The folded words of a name, without initials."""
    return {word for word in fold(text[party.start : party.end]).split() if len(word.rstrip(".")) > 1}
