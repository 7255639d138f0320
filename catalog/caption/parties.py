"""Take a credit apart into its parties: agencies, people, institutions and the trade's codes."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from rapidfuzz.distance import OSA

from catalog.agencies import Agency, AgencyHit
from catalog.caption.names import class_of, is_newspaper, is_person, is_person_named_so
from catalog.caption.words import Words
from catalog.caption.zones import Zone
from catalog.text import fold
from catalog.vocabulary.codes import SourceClass


class Role(StrEnum):
    """What a part of a credit is."""

    AGENCY = "agency"
    OUTLET = "outlet"
    CREATOR = "creator"
    INSTITUTION = "institution"
    UNKNOWN = "unknown"
    HANDOUT = "handout"
    POOL = "pool"
    FILE = "file"
    STRINGER = "stringer"
    STAFF = "staff"
    SUPPLIED = "supplied"
    SOCIAL = "social"
    SATELLITE = "satellite"
    NOTHING = "nothing"


class Party(NamedTuple):
    """One part of a credit.

    Attributes:
        role: What it is.
        start: First code point in the cleaned caption.
        end: First code point after it.
        joint: The sign before it: `start`, `slash`, `via`, `comma`, `dash`, `for`, `by`, `bar`, `beside`.
        zone: Number of the zone it stands in.
        agencies: Who is meant, for an agency.
        class_: What kind of party it is, for an institution.
    """

    role: Role
    start: int
    end: int
    joint: str
    zone: int
    agencies: tuple[Agency, ...] = ()
    class_: SourceClass | None = None


_JOINTS = re.compile(
    r"(?P<via>(?:\s*[,/]\s*|\s+|^)(?:via|عبر|از طریق|через)\s+(?:the\s+)?)"
    r"|(?P<by>[\s/]*\b(?:photos?|images?|pictures?|photographs?|illustrations?|graphic|video)(?:\s+illustration)?\s+(?:taken\s+)?by\s+)"
    r"|(?P<slash>\s*[/／]\s*)"
    r"|(?P<bar>\s*[|｜]\s*)"
    r"|(?P<equals>\s*[=＝・·]\s*)"
    r"|(?P<dash>\s+[-–—]{1,2}\s*|\s*—\s*|(?<=/HO)-|(?<=^HO)-)"
    r"|(?P<comma>\s*[,،、，;]\s*)"
    r"|(?P<for>\s+(?:for|para|für|pour)\s+(?=[Tt]he\b|[A-Z]))"
    r"|(?P<copyright>\s*©\s*|\s*\(c\)\s*)",
    re.IGNORECASE,
)
_SIGNS = " .,:;*#\"'“”‘’()[]（）【】«»<>\n-–—©|/+"
_LEADING = re.compile(
    r"(?:(?:photo|image|picture|foto|graphic|video)s?\s+)?(?:courtesy|cortes[ií]a)(?:\s+(?:of|de|d[ae]l?))?\s+(?:the\s+)?"
    r"|mandatory credit:?\s+|credit:?\s+|(?:photo|image|picture)s?:\s*|by\s+(?=[A-Z])|(?:and|und|et|y)\s+(?=[A-Z])|source:\s*"
    r"|copyright\s+|באדיבות\s+|photo by\s+|flickr user\s+(?=[A-Z])|official\s+(?=White House)",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"\s(?:photo|image|picture|video|graphic)s?$|(?<=\w)\.jpe?g$|\s?[摄攝]$|\s?(?:撮影|提供)$|\s제공$|\s기자$",
    re.IGNORECASE,
)
_LEADING_YEAR = re.compile(r"(?:19|20)\d\d\s+")
_REPRODUCED = re.compile(r"翻[攝摄]自")
_JUNK = re.compile(
    r"(?:photos?|images?|pictures?|newsroom|wire|tv|left|right|center|centre|north america|europe|asiapac|entertainment|stock|stock photo|archive photos"
    r"|all rights reserved|crown copyright|inc|usa|licensed|handout photo|the|and|released|desk|telephoto|laserphoto|wirephoto|radiophoto|image|graphics?|\d+|www\S*|https?\S*|\S+@\S+|\+?[\d ()-]{6,}"
    r"|[a-z]{2,4}|using .*|[A-Z]{2,4}\d{3,}\w*|dec\. .*|.*\d{4}\.?|via|from|taken|photo)",
    re.IGNORECASE,
)
_DESK_CODE = re.compile(r"[a-z]{2,4}")
_CODES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (
        Role.HANDOUT,
        re.compile(
            r"hand-?outs?(?: photo| image| picture| video)?|(?:press )hand-?out|\bHO\b", re.IGNORECASE
        ),
    ),
    (Role.POOL, re.compile(r"pool(?: photo| picture| image| via)?", re.IGNORECASE)),
    (
        Role.FILE,
        re.compile(r"file(?: photo| picture| pic| image)?|archives?|archiv|archivo|자료사진", re.IGNORECASE),
    ),
    (Role.STRINGER, re.compile(r"(?:CN-)?STR(?:INGER)?S?|stringer", re.IGNORECASE)),
)
_TYPO_LENGTH = range(6, 10)


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
    return [
        party
        for number, zone in enumerate(zones)
        for joint, start, end in _parts(masked, zone, hits)
        for party in _read_part(masked, start, end, joint, number, hits, words, given)
    ]


def _parts(masked: str, zone: Zone, hits: Sequence[AgencyHit]) -> Iterator[tuple[str, int, int]]:
    joint, position = "start", zone.start
    for match in _JOINTS.finditer(masked, zone.start, zone.end):
        following = str(match.lastgroup)
        if following == "for":
            client = any(h.end == match.start() for h in hits)  # "Getty Images for NASCAR": who ordered it
            if not client and not any(h.start == match.end() for h in hits):
                continue  # "Royal Office for Media": part of a name
            following = "client" if client else "for"
        if joint not in {"client"} and not (
            following == "equals" and joint == "start" and _is_dateline(masked, position, match, hits)
        ):
            yield joint, position, match.start()
        joint, position = following, match.end()
    if joint != "client":
        yield joint, position, zone.end


def _is_dateline(masked: str, start: int, equals: re.Match[str], hits: Sequence[AgencyHit]) -> bool:
    """Korean and Japanese "(Seoul=Agency)": what stands before the sign is the filing place."""
    return not any(start <= h.start < equals.start() for h in hits) and equals.group().strip() in {"=", "＝"}


def _trim(masked: str, start: int, end: int) -> tuple[int, int]:
    if masked[start:end].endswith(("…", "...")):
        return start, start  # cut off by the site that printed it
    while start < end and masked[start] in _SIGNS:
        start += 1
    while start < end and masked[end - 1] in _SIGNS and not _is_initial_dot(masked, start, end):
        end -= 1
    return start, end


def _is_initial_dot(masked: str, start: int, end: int) -> bool:
    """A dot that belongs to the name: `T. S.`, `Fox Corp.`, but not the sentence's own."""
    if masked[end - 1] != ".":
        return False
    last = masked[start : end - 1].split(" ")[-1]
    return last.casefold() in {"corp", "inc", "ltd", "co", "jr", "sr", "s.p.a", "s.a"} or (
        " " in masked[start : end - 1] and len(last) == 1 and last.isupper()
    )


def _read_part(
    masked: str,
    start: int,
    end: int,
    joint: str,
    zone: int,
    hits: Sequence[AgencyHit],
    words: Words,
    given: frozenset[str],
) -> list[Party]:
    """The parties of one part: codes and agencies are peeled off its ends, the rest is a name."""
    before: list[Party] = []
    after: list[Party] = []
    while True:
        start, end = _trim(masked, start, end)
        if start == end:
            return before + after
        peeled = _peel(masked, start, end, hits)
        if peeled is None:
            break
        role, left, right, agencies = peeled
        at_start = left == start
        party = Party(role, left, right, joint if at_start and not before else "beside", zone, agencies)
        if at_start:
            before.append(party)
            start = right
        else:
            after.insert(0, party)
            end = left
        if at_start and right >= end:
            return before + after
    name = _read_name(masked, start, end, joint if not before else "beside", zone, words, given)
    if name and any(p.role is Role.POOL for p in after[:1]) and name.role is not Role.CREATOR:
        name = None  # "Kremlin Pool", "WPA Pool": whose pool it is, not who handed out
    return [*before, *([name] if name else []), *after]


def _peel(
    masked: str, start: int, end: int, hits: Sequence[AgencyHit]
) -> tuple[Role, int, int, tuple[Agency, ...]] | None:
    """A code or an agency at one end of the part."""
    text = masked[start:end]
    if (lead := _LEADING.match(text)) is not None and lead.end() < len(text):
        return (Role.NOTHING, start, start + lead.end(), ())
    for role, pattern in _CODES:
        for found in pattern.finditer(text):
            left, right = found.span()
            alone = (left == 0 or not text[left - 1].isalnum()) and (
                right == len(text) or not text[right].isalnum()
            )
            if alone and (left == 0 or right == len(text)):
                return role, start + left, start + right, ()
    if (typo := _misspelt_handout(text)) is not None:
        return Role.HANDOUT, start + typo[0], start + typo[1], ()
    for hit in hits:
        if start <= hit.start and hit.end <= end and (hit.start == start or hit.end == end):
            right = hit.end
            if (
                tail := re.match(
                    r"\s+(?:PHOTO|Photos?|Images?|Picture|Wire|WIRE|TV|Newsroom|(?:LASER|TELE|WIRE|RADIO)PHOTO)\b|圖片|图片|फोटो",
                    masked[hit.end : end],
                )
            ) is not None:
                right += tail.end()
            return Role.AGENCY, hit.start, right if hit.start == start else hit.end, hit.agencies
    if (tail := _TRAILING.search(text)) is not None and tail.start() > 0:
        return (Role.NOTHING, start + tail.start(), end, ())
    return None


def _misspelt_handout(text: str) -> tuple[int, int] | None:
    """HANDOTU, HANDOUR, HADNOUT: one slip away from HANDOUT, in capitals, at either end of a part."""
    for found in (re.match(r"[A-Z]+\b", text), re.search(r"\b[A-Z]+$", text)):
        if found and len(found.group()) in _TYPO_LENGTH and OSA.distance(found.group(), "HANDOUT") <= 1:
            return found.span()
    return None


def _read_name(
    masked: str, start: int, end: int, joint: str, zone: int, words: Words, given: frozenset[str]
) -> Party | None:
    if (year := _LEADING_YEAR.match(masked, start, end)) is not None:
        start = year.end()
    text = masked[start:end]
    folded = fold(text)
    if _REPRODUCED.match(text):
        site = re.search("[官網网]站?$", text) is not None
        return None if site else Party(Role.SOCIAL, start, end, joint, zone)
    if folded in words.codes["supplied"]:
        return Party(Role.SUPPLIED, start, end, joint, zone)
    if folded in words.codes["staff"]:
        return Party(Role.STAFF, start, end, joint, zone)
    class_ = class_of(folded, words)
    if class_ is SourceClass.SOCIAL_MEDIA or text.startswith("@"):
        return Party(Role.SOCIAL, start, end, joint, zone)
    if folded in given:
        return Party(Role.INSTITUTION, start, end, joint, zone, class_=class_ or SourceClass.UNKNOWN)
    if _JUNK.fullmatch(text) and not text.isupper():
        return None
    if is_newspaper(folded):
        return Party(Role.OUTLET, start, end, joint, zone)
    rank = words.ranks.match(text)
    bare = start + (rank.end() if rank else 0)
    if class_ is SourceClass.SATELLITE_OPERATOR:
        return Party(Role.SATELLITE, start, end, joint, zone, class_=class_)
    if class_ is not None and not rank and not is_person_named_so(text, folded, words):
        return Party(Role.INSTITUTION, start, end, joint, zone, class_=class_)
    if is_person(masked[bare:end], words):
        return Party(Role.CREATOR, bare, end, joint, zone)
    return Party(Role.UNKNOWN, start, end, joint, zone) if any(c.isalpha() for c in text) else None
