"""What a party of a credit is by its place among the others: a photographer, a code, who handed out."""

import re
from collections.abc import Sequence

from catalog.agencies import Agency, AgencyKind
from catalog.caption.party import Party, Role
from catalog.vocabulary.codes import SourceClass

RELAYS = frozenset({"ap", "reuters", "epa", "epa-efe", "afp", "storyful", "cp", "pa", "aap"})
"""Agencies that pass on what others took."""
_SURNAME_HOUSES = frozenset({"sipa", "abaca"})  # French houses sign with surnames: "ROWE/SIPA"
_SURNAME_AFTER = "adn-germany"  # East Germany's agency signed behind its name: "ADN-ZB/Roewe"
_ONE_NAME = re.compile(r"[A-ZÀ-Ž][a-zà-ž]{2,}(?:-[A-ZÀ-Ž][a-zà-ž]+)?")
_RIGHTS = ("©", "ⓒ", "(c)")
_LONGEST_CODE = 3  # letters


def is_shop(agency: Agency) -> bool:
    """Whether an agency sells other people's pictures."""
    return agency.kind in {AgencyKind.STOCK, AgencyKind.DISTRIBUTOR}


def by_neighbours(masked: str, number: int, parties: Sequence[Party]) -> Party | None:
    """The party as its neighbours make it; None where they leave it as it is.

    Args:
        masked: The cleaned caption.
        number: Which of the parties.
        parties: What the credits hold, in reading order.
    """
    party = parties[number]
    if _is_surname(masked, party, number, parties) or _is_one_name(masked, party, parties):
        return party._replace(role=Role.CREATOR)
    if _is_desk_code(party, parties):
        return party._replace(role=Role.NOTHING)
    before = parties[number - 1] if number else None
    after = parties[number + 1] if number + 1 < len(parties) else None
    if _works_for(party, after) or _signs_behind(masked, party, before):
        return party._replace(role=Role.CREATOR)
    if _is_client(party, before, after):
        return party._replace(role=Role.INSTITUTION, class_=party.class_ or SourceClass.UNKNOWN)
    return None


def _is_surname(masked: str, party: Party, number: int, parties: Sequence[Party]) -> bool:
    """Whether one word before a house that signs with surnames is a photographer's: "ROWE/SIPA/…"."""
    if party.role is not Role.UNKNOWN:
        return False
    before = parties[number - 1] if number else None
    if before is not None and any(a.id == _SURNAME_AFTER for a in before.agencies):
        return masked[party.start : party.end].isalpha()
    after = parties[number + 1] if number + 1 < len(parties) else None
    if after is None or after.joint != "slash":
        return False
    return any(a.id in _SURNAME_HOUSES for a in after.agencies) and masked[party.start : party.end].isalpha()


def _is_one_name(masked: str, party: Party, parties: Sequence[Party]) -> bool:
    """Whether a single word is a photographer's: "© Ada/SHOP", "Foto: Rowe/HOUSE/WIRE", "WIRE/Ada/xyz".

    Stock houses' contributors sign as they like, behind the sign of their right or in small letters; another
    word before a stock house is a house too ("Photo by Lampwire/SHOP"). Behind a house of one country, which
    signs first, stands who took the picture; before a wire that relays, or alone before one, may stand who
    handed it out.
    """
    text = masked[party.start : party.end]
    mine = [p for p in parties if p.zone == party.zone and p.role is not Role.NOTHING]
    if party.role is not Role.UNKNOWN or not text.isalnum() or any(p.role is Role.CREATOR for p in mine):
        return False
    at = mine.index(party)
    houses = [p for p in mine if p.role is Role.AGENCY]
    follows = at + 1 < len(mine) and mine[at + 1].joint == "slash" and mine[at + 1].role is Role.AGENCY
    signed = not text[0].isupper() or masked[: party.start].rstrip().endswith(_RIGHTS)
    if at == 0 and follows and signed and any(a.kind is AgencyKind.STOCK for a in mine[1].agencies):
        return True
    if not text.istitle() or any(a.id in RELAYS for p in mine for a in p.agencies):
        return False
    first = at == 0 and follows and len(houses) > 1
    behind = at == 1 and party.joint == "slash" and houses[:1] == mine[:1] and len(houses) == 1
    return first or (behind and any(a.kind is AgencyKind.WIRE for a in mine[0].agencies))


def _is_desk_code(party: Party, parties: Sequence[Party]) -> bool:
    """Whether letters close a credit whose house and photographer stand before: "WIRE/Ada Rowe/NZ"."""
    if party.role is not Role.UNKNOWN or party.end - party.start > _LONGEST_CODE or party.joint != "slash":
        return False
    mine = [p for p in parties if p.zone == party.zone and p.role is not Role.NOTHING]
    return mine[-1] is party and [p.role for p in mine[:-1]] == [Role.AGENCY, Role.CREATOR]


def _works_for(party: Party, after: Party | None) -> bool:
    """Whether a person took what the institution behind gives: "Courtesy A. Rowe/NASA"."""
    if party.role is not Role.INSTITUTION or party.class_ is not SourceClass.PERSON or after is None:
        return False
    named = after.role is Role.INSTITUTION and after.class_ not in {None, SourceClass.UNKNOWN}
    return named and after.joint == "slash" and after.zone == party.zone


def _signs_behind(masked: str, party: Party, before: Party | None) -> bool:
    """Whether one name stands behind an international organisation: "UNICEF/UN0123/Rowe"."""
    if before is None or party.role is not Role.UNKNOWN or party.joint != "slash":
        return False
    ours = before.class_ is SourceClass.INTERNATIONAL_ORGANISATION and before.zone == party.zone
    return ours and _ONE_NAME.fullmatch(masked, party.start, party.end) is not None


def _is_client(party: Party, before: Party | None, after: Party | None) -> bool:
    """Whether a name stands between who took a picture and who passes it on: "Ada Rowe/Lamp Works via SHOP".

    A person's name has that form too, a palace's or a firm's more often; a paper's only where wires relay.
    """
    if party.joint != "slash" or before is None or after is None:
        return False
    shop = any(is_shop(a) for a in after.agencies)
    if party.role is not Role.CREATOR and not (party.role is Role.UNKNOWN and shop):
        return False
    taken = before.role is Role.CREATOR and before.zone == party.zone
    return taken and after.zone == party.zone and after.joint == "via" and after.role is Role.AGENCY
