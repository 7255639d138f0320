"""Decide who did what: agencies and their roles, creators, handout sources, from a credit's parties."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from catalog.agencies import AgencyKind
from catalog.caption.credit_neighbours import RELAYS, by_neighbours, is_shop
from catalog.caption.names import is_address
from catalog.caption.party import Party, Role
from catalog.caption.party_names import is_given
from catalog.caption.statements import Statement
from catalog.text import fold
from catalog.vocabulary.codes import AgencyRole, How, SourceClass

_UNNAMED = frozenset({"en-shared-by-kin"})  # statements that say who gave it without the name
_RELEASED = frozenset({"en-released-on"})  # statements that say that somebody released it, not who
_OUTLETS = frozenset(
    {AgencyKind.NEWSPAPER, AgencyKind.BROADCASTER, AgencyKind.MAGAZINE, AgencyKind.NEWS_SITE}
)
# Parties of which one may have handed the picture out.
_NAMED = frozenset({Role.CREATOR, Role.INSTITUTION, Role.UNKNOWN, Role.OUTLET, Role.SOCIAL, Role.SATELLITE})


@dataclass(slots=True)
class Credit:
    """Who did what, still as parties of the cleaned caption.

    Attributes:
        agencies: Agencies and outlets in credit order, each once.
        creators: People, each once.
        sources: Runs of institutions that handed the picture out: `[start, end)` and their parties.
        said: Parties that say handout in so many words.
        parties: Everything, for the rules that follow.
    """

    agencies: list[Party] = field(default_factory=list)
    creators: list[Party] = field(default_factory=list)
    sources: list[tuple[int, int, Party]] = field(default_factory=list)
    said: list[Party] = field(default_factory=list)
    parties: list[Party] = field(default_factory=list)

    def has(self, role: Role) -> bool:
        """Whether the credit holds a part of that role."""
        return any(p.role is role for p in self.parties)


def resolve(
    masked: str,
    parties: Sequence[Party],
    statements: Sequence[Statement],
    *,
    third_party: bool,
    given: frozenset[str] = frozenset(),
) -> Credit:
    """Weigh the parties against each other.

    Args:
        masked: The cleaned caption.
        parties: What the credits hold, in reading order.
        statements: What the prose says about the picture's origin.
        third_party: Whether a notice says that a third party supplied it.
        given: Folded names that the prose gives as handout source.
    """
    credit = Credit(parties=list(parties))
    credit.said = [p for p in parties if p.role in {Role.HANDOUT, Role.SUPPLIED}]
    said = bool(credit.said or statements or third_party)
    people = {w for p in parties if p.role is Role.CREATOR for w in fold(masked[p.start : p.end]).split()}
    obtained = any(s.how is How.OBTAINED or s.rule in _UNNAMED for s in statements)
    parties = _handed_by_person(parties, obtained=obtained)
    torn = [p for p in parties if p.role is Role.UNKNOWN and fold(masked[p.start : p.end]) in people]
    settled = [_settle(masked, p, n, parties, said=said) for n, p in enumerate(parties) if p not in torn]
    for party in settled:
        if party.role in {Role.AGENCY, Role.OUTLET}:
            _add(credit.agencies, party, _agency_key(masked, party))
        elif party.role is Role.CREATOR:
            _add(credit.creators, party, fold(masked[party.start : party.end]).rstrip("."))
    credit.sources = _institutions(masked, settled)
    if said and not credit.sources:
        released = any(s.rule.removeprefix("statement/") in _RELEASED for s in statements)
        credit.sources = _relayed_agency(masked, settled, given, third_party=third_party or released)
    return credit


def _handed_by_person(parties: Sequence[Party], *, obtained: bool) -> Sequence[Party]:
    """What reads as a person, alone before "/Handout via", is who handed the picture out.

    So is a person before a bare "via" where the prose says that the picture was obtained.
    """
    named = [n for n, p in enumerate(parties) if p.role in _NAMED]
    if len(named) != 1 or parties[named[0]].role is not Role.CREATOR:
        return parties
    number = named[0]
    after = parties[number + 1] if number + 1 < len(parties) else None
    if after is None or after.zone != parties[number].zone:
        return parties
    relayed = any(p.joint == "via" and p.zone == after.zone for p in parties[number + 1 :])
    handed = after.role is Role.HANDOUT and after.joint == "slash" and relayed
    if not handed and not (obtained and after.role is Role.AGENCY and after.joint == "via"):
        return parties
    settled = list(parties)
    settled[number] = parties[number]._replace(role=Role.INSTITUTION, class_=SourceClass.UNKNOWN)
    return settled


def _settle(masked: str, party: Party, number: int, parties: Sequence[Party], *, said: bool) -> Party:
    """Decide what an unknown name is from its neighbours."""
    if party.role is Role.SATELLITE and _is_handed_out(number, parties, said=said):
        return party._replace(role=Role.INSTITUTION)
    if party.role is Role.INSTITUTION and party.class_ is SourceClass.MEDIA and not said:
        sold = any(is_shop(a) for p in parties for a in p.agencies)
        return party._replace(role=Role.OUTLET) if sold else party
    if (placed := by_neighbours(masked, number, parties)) is not None:
        return placed
    before = parties[number - 1] if number else None
    after = parties[number + 1] if number + 1 < len(parties) else None
    if after and after.role is Role.SOCIAL and after.joint == "slash" and party.role is Role.CREATOR:
        return party._replace(role=Role.NOTHING)  # "Ada Rowe/Telegram": whose account
    account = before is not None and before.role is Role.SOCIAL and before.zone == party.zone
    if account and party.joint == "slash" and party.role in _NAMED - {Role.SOCIAL}:
        return party._replace(role=Role.NOTHING)  # "Facebook/Ada Rowe": whose account, not who took it
    if party.role is not Role.UNKNOWN:
        return party
    return party._replace(role=_unknown_role(masked, party, after, parties, said=said))


def _unknown_role(
    masked: str, party: Party, after: Party | None, parties: Sequence[Party], *, said: bool
) -> Role:
    """Whether a name that no word of ours is in is a house of the picture or who handed it out."""
    kinds = {a.kind for p in parties for a in p.agencies}
    ids = {a.id for p in parties for a in p.agencies}
    if party.trade and not said and not ids & RELAYS:
        return Role.OUTLET
    # "EPA/Ada Rowe/LAMP-WATCH.ORG": an address behind a wire is no house of the photographer.
    site = ids & RELAYS and is_address(masked[party.start : party.end])
    if not said and not site and any(p.role is Role.CREATOR and p.zone == party.zone for p in parties):
        return Role.OUTLET  # "Ada Rowe/XYZ": the house of the photographer
    if not said and _is_house(masked, party, after, parties):
        return Role.OUTLET
    return Role.INSTITUTION if said or not kinds or ids & RELAYS else Role.OUTLET


def _is_house(masked: str, party: Party, after: Party | None, parties: Sequence[Party]) -> bool:
    """Whether a name owns what it is no giver of: "HERALD FILE PHOTO", "Photo by Ada Rowe ©Lampworks"."""
    if after is not None and after.role is Role.FILE and after.zone == party.zone:
        return True
    owned = masked[: party.start].rstrip().endswith(("©", "ⓒ", "(c)"))
    return owned and any(p.role is Role.CREATOR for p in parties)


def _is_handed_out(number: int, parties: Sequence[Party], *, said: bool) -> bool:
    """Whether the party after a name in its credit is HANDOUT, or relays it."""
    after = parties[number + 1] if number + 1 < len(parties) else None
    same = after is not None and after.zone == parties[number].zone
    return said or (same and after is not None and (after.role is Role.HANDOUT or after.joint == "via"))


def _agency_key(masked: str, party: Party) -> str:
    return party.agencies[0].id if party.agencies else fold(masked[party.start : party.end])


def _add(found: list[Party], party: Party, key: str) -> None:
    """Keep a party once: "(Photo by X / AFP) (Photo by X/AFP via …)" says it twice."""
    if key not in {_key(p) for p in found}:
        found.append(party._replace(joint=f"{party.joint}|{key}"))


def _key(party: Party) -> str:
    return party.joint.partition("|")[2]


def _institutions(masked: str, parties: Sequence[Party]) -> list[tuple[int, int, Party]]:
    """Institutions; neighbours with only a slash between are one source ("NASA/JPL-Caltech")."""
    runs: list[tuple[int, int, Party]] = []
    previous: Party | None = None
    for party in parties:
        if party.role is Role.INSTITUTION:
            joined = previous is not None and previous.role is Role.INSTITUTION and party.joint == "slash"
            if joined and previous is not None and previous.zone == party.zone:
                runs[-1] = (runs[-1][0], _closed(masked, runs[-1][0], party.end), runs[-1][2])
            else:
                runs.append((party.start, party.end, party))
        previous = party
    once: dict[str, tuple[int, int, Party]] = {}
    for run in runs:
        once.setdefault(fold(masked[run[0] : run[1]]), run)
    return list(once.values())


def _closed(masked: str, start: int, end: int) -> int:
    """Where a name ends with the bracket that it opened before a slash: "Hubble Team (STScI/AURA)"."""
    opened = masked.count("(", start, end) > masked.count(")", start, end)
    return end + 1 if opened and masked[end : end + 1] == ")" else end


def _relayed_agency(
    masked: str, parties: Sequence[Party], given: frozenset[str], *, third_party: bool
) -> list[tuple[int, int, Party]]:
    """An agency in a handout source's place: named so in the prose, before HANDOUT, or relayed by another."""
    for party in parties:
        if party.role is Role.AGENCY and _is_named(fold(masked[party.start : party.end]), given):
            return [(party.start, party.end, party)]
    for number, party in enumerate(parties):
        if party.role is not Role.AGENCY or number + 1 >= len(parties):
            continue
        following = parties[number + 1]
        first = number == 0 or parties[number - 1].zone != party.zone
        relayed = any(p.joint == "via" and p.zone == party.zone for p in parties[number + 1 :])
        if following.role is Role.HANDOUT and following.zone == party.zone and (not first or relayed):
            return [(party.start, party.end, party)]
        if third_party and relayed and not _relays(party):
            return [(party.start, party.end, party)]
        # "AFP PHOTO / HO / KUNA": the wire first, whose handout it is last.
        after = parties[number + 2] if number + 2 < len(parties) else None
        if (
            following.role is Role.HANDOUT
            and after
            and after.role is Role.AGENCY
            and after.zone == party.zone
        ):
            given_on = _relays(after) and not _relays(party)  # "WAM / HO / AFP"
            giver = party if given_on else after
            return [(giver.start, giver.end, giver)]
    return []


def _is_named(folded: str, given: frozenset[str]) -> bool:
    """Whether the prose gives an agency as source, also among other words: "the state's XYZ news agency"."""
    word = re.compile(rf"\b{re.escape(folded)}\b")
    return is_given(folded, given) or any(word.search(name) for name in given)


def _relays(party: Party) -> bool:
    return any(a.id in RELAYS for a in party.agencies)


def agency_role(party: Party, number: int, count: int) -> AgencyRole:
    """The first made it, the last distributes, those between are partners; papers are outlets."""
    if party.role is Role.OUTLET or (party.agencies and party.agencies[0].kind in _OUTLETS):
        return AgencyRole.OUTLET
    if number and (number == count - 1 or any(is_shop(a) for a in party.agencies)):
        return AgencyRole.DISTRIBUTOR
    return AgencyRole.PARTNER if number else AgencyRole.MAKER


def agency_id(party: Party, words: str) -> str:
    """The id of an agency that we know, else a slug of the words that name it."""
    return party.agencies[0].id if party.agencies else re.sub(r"\W+", "-", fold(words)).strip("-")
