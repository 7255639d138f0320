"""Take a credit apart into its parties: agencies, people, institutions and the trade's codes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from catalog.agencies import AgencyHit
from catalog.caption.names import class_of, is_person
from catalog.caption.party import Party, Role
from catalog.caption.party_ends import peel, trim
from catalog.caption.party_names import read_name
from catalog.caption.words import Words
from catalog.caption.zone import Zone
from catalog.text import FIRST_IDEOGRAPH, fold
from catalog.vocabulary.codes import SourceClass

_PERSONAL = frozenset({"credit/telex", "credit/byline", "credit/reporter"})
_GIVERS = frozenset({Role.CREATOR, Role.UNKNOWN})
_PROVIDED = re.compile(r"(?:제공|提供|供图|供圖)\s?[=＝:：]\s?$")
_EQUALS = "=＝"
_REPORTER = "기자"


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch between two joints: `[start, end)`, the joint before it, and its zone's number."""

    start: int
    end: int
    joint: str
    zone: int


def read_parties(
    masked: str, zones: Sequence[Zone], hits: Sequence[AgencyHit], words: Words, given: frozenset[str]
) -> list[Party]:
    """The parties of every credit, in reading order.

    Args:
        masked: The cleaned caption with holes for notices.
        zones: Where the credits stand.
        hits: Every agency named in the caption.
        words: The room's knowledge.
        given: Folded names that the prose gives as handout source: never people.
    """
    found: list[Party] = []
    for number, zone in enumerate(zones):
        if zone.rule in _PERSONAL:
            found.append(_person(masked, number, zone, words))
            continue
        if _is_giver(masked, zone, hits):
            found.append(Party(Role.SUPPLIED, zone.opens, zone.start, zone=number))
            found.append(Party(Role.INSTITUTION, *trim(masked, zone.start, zone.end), "beside", number))
            continue
        for part in _parts(masked, number, zone, hits, words):
            found += _read_part(masked, part, hits, words, given)
    return found


def _is_giver(masked: str, zone: Zone, hits: Sequence[AgencyHit]) -> bool:
    """Whether a label says that what follows gave the picture: "사진제공=", "写真提供："; no agency does."""
    label = _PROVIDED.search(masked[zone.opens : zone.start])
    return label is not None and not any(zone.start <= h.start < zone.end for h in hits)


def _person(masked: str, number: int, zone: Zone, words: Words) -> Party:
    """The one person of a credit whose form says that it holds one."""
    tail = words.patterns["after-party"].search(masked, zone.start, zone.end)
    return Party(Role.CREATOR, zone.start, tail.start() if tail else zone.end, zone=number)


def _parts(masked: str, number: int, zone: Zone, hits: Sequence[AgencyHit], words: Words) -> Iterator[_Part]:
    topics = words.patterns["credit-topics"].search(masked, zone.start, zone.end)
    ours = topics is not None and any(a.id == "reuters" for h in hits for a in h.agencies)
    last = topics is not None and not masked[topics.end() : zone.end].strip(" .)")
    end = topics.start() if topics and ours and last else zone.end
    part = _Part(zone.start, end, "start", number)
    for match in words.patterns["joint"].finditer(masked, zone.start, end):
        joint = str(match.lastgroup)
        if any(h.start < match.end() and match.start() < h.end for h in hits):
            continue  # a sign inside an agency's own name: "RFE/RL"
        beside = any(h.start == match.end() for h in hits)  # "REUTERS/Ada Rowe and REUTERS/Ben Lund"
        if joint == "and" and not beside and not _joins_people(masked, part, match, zone, words):
            continue  # "Ministry of Works and Housing": part of a name
        if joint == "for":
            client = any(h.end == match.start() for h in hits)
            served = any(h.start == match.end() for h in hits)
            if not client and not served:
                continue  # "Royal Office for Media": part of a name
            joint = "for" if served else "client"  # "Getty Images for NASCAR": who ordered it
        if part.joint != "client" and not _is_dateline(masked, part, match, hits):
            yield replace(part, start=_behind_place(masked, part, match, hits), end=match.start())
        part = replace(part, start=match.end(), joint=joint)
    if part.joint != "client":
        yield part


def _joins_people(masked: str, part: _Part, joint: re.Match[str], zone: Zone, words: Words) -> bool:
    """Whether both names around a word for "and" are people: "Ada Rowe and Ben Lund / AGENCY"."""
    after = words.patterns["joint"].search(masked, joint.end(), zone.end)
    left = masked[part.start : joint.start()]
    lead = words.patterns["before-party"].match(left)
    right = masked[joint.end() : after.start() if after else zone.end].strip(" .)")
    if class_of(fold(f"{left} {joint.group().strip()} {right}"), words) is not None:
        return False
    return is_person(left[lead.end() if lead else 0 :], words) and is_person(right, words)


def _behind_place(masked: str, part: _Part, joint: re.Match[str], hits: Sequence[AgencyHit]) -> int:
    """Where an agency begins behind the place of a Korean dateline: "(키이우[우크라이나] AFP=연합뉴스)"."""
    agency = next((h for h in hits if part.start < h.start and h.end == joint.start()), None)
    placed = agency is not None and masked[: agency.start].endswith("] ") and joint.group().strip() in _EQUALS
    return agency.start if agency is not None and placed else part.start


def _is_dateline(masked: str, part: _Part, joint: re.Match[str], hits: Sequence[AgencyHit]) -> bool:
    """Korean and Japanese "(Seoul=Agency)": what stands before the sign is the filing place."""
    named = any(part.start <= h.start < joint.start() for h in hits)
    byline = masked[part.start : joint.start()].endswith(_REPORTER)
    return part.joint == "start" and joint.group().strip() in _EQUALS and not named and not byline


def _read_part(
    masked: str, part: _Part, hits: Sequence[AgencyHit], words: Words, given: frozenset[str]
) -> list[Party]:
    """The parties of one part: codes and agencies are peeled off its ends, the rest is a name."""
    before: list[Party] = []
    after: list[Party] = []
    start, end = trim(masked, part.start, part.end)
    if " " in masked[start:end] and fold(masked[start:end]) in words.codes[Role.SUPPLIED]:
        return [Party(Role.SUPPLIED, start, end, part.joint, part.zone)]
    while start < end:
        given_by = bool(before) and before[-1].role is Role.SUPPLIED
        owned = given_by and class_of(fold(masked[start:end]), words) is not None
        peeled = None if owned else peel(masked, start, end, hits, words)
        if peeled is None:
            name = read_name(
                masked, Party(Role.UNKNOWN, start, end, _joint(part, before), part.zone), words, given
            )
            if name and _is_delivered(masked, name, before):
                break
            supplied = any(p.role is Role.SUPPLIED for p in (*before[-1:], *after[:1]))
            if name and supplied and name.role in _GIVERS:
                person = SourceClass.PERSON if name.role is Role.CREATOR else None
                name = name._replace(role=Role.INSTITUTION, class_=person)
            if name and not (_is_pool(after) and name.role is not Role.CREATOR):
                before.append(name)
            break
        party = peeled.between(_joint(part, before) if peeled.start == start else "beside", part.zone)
        if peeled.start == start:
            before.append(party)
            start = peeled.end
        else:
            after.insert(0, party)
            end = peeled.start
        start, end = trim(masked, start, end)
    return [p for p in (*before, *after) if p.role is not Role.NOTHING]


def _is_delivered(masked: str, name: Party, before: list[Party]) -> bool:
    """Whether an East Asian word for supplied stands behind an agency, which only delivered."""
    agency = bool(before) and before[-1].role is Role.AGENCY
    return agency and name.role is Role.SUPPLIED and masked[name.start] >= FIRST_IDEOGRAPH


def _joint(part: _Part, before: list[Party]) -> str:
    return "beside" if any(p.role is not Role.NOTHING for p in before) else part.joint


def _is_pool(after: list[Party]) -> bool:
    """Whether a name says whose pool it is ("Kremlin Pool", "WPA Pool"), not who handed out."""
    return bool(after) and after[0].role is Role.POOL
