"""Credits without label or bracket: sentences of their own, tails of the prose, a name that stands last."""

import re
from collections.abc import Sequence
from itertools import pairwise

from catalog.agencies import AgencyHit
from catalog.caption.credit_likeness import CASELESS, WORD, credit_like
from catalog.caption.names import class_of, is_person
from catalog.caption.words import HOLE, Words
from catalog.caption.zone import JOINED, LEADING_SMALL, MOST_CHARACTERS, MOST_FRAGMENT_WORDS, NAME_RUN, Zone
from catalog.text import fold

_MOST_OWNER_WORDS = 8
_TIGHT_SIGN = re.compile(r"[/|｜]|عبر|از طریق")
_LIST_SIGNS = " ,،、，"
_MOST_CASELESS_NAME = 3  # words of a person's name where capitals do not tell it from prose
_JOIN = re.compile(
    r"(?:\s*[/|｜©]\s*|,?\s+(?:via|per)\s+|,?\s+for\s+(?:[Tt]he\s+)?|\s*,\s+|\s*[-–—]\s+|\s*—\s*)$"
)
_TIGHT_JOIN = re.compile(r"(?:\s*[/|｜©]\s*|,?\s+via\s+|\s*—\s*)$")
_PROSE_BEFORE = re.compile(r"(?<!\w)[a-z]+\s$")
# "patrullas de la Guardia Civil / AGENCY": what a noun of the prose has behind it names no party.
_GENITIVE = re.compile(r"(?:de la|del|de|da|do|dos|das|des|du|della|dell|dei)\s+", re.IGNORECASE)
_CREDITED = re.compile(
    r"(?:^|[.!?\n:/|–—-])\s*$|\b(?:cort[eé]s[ií]a|gentileza|courtoisie|concess\w+|fot\w+|photos?|im[aá]gen(?:es)?|imagem|"
    r"autorisation|archiv\w+|arquivo|credit\w*|cr[eé]dito?s?)\s*$",
    re.IGNORECASE,
)
_CAPITALS = re.compile(r"[a-zà-ÿ]\s(?P<name>[A-ZÀ-Ý][A-ZÀ-Ý.'’-]+(?:\s[A-ZÀ-Ý][A-ZÀ-Ý.'’-]+){1,3})\s?/\s?$")
# "в Каракасе, Венесуэла Ада Роу / AGENCY": a Russian credit names two words, the place before them one.
_PLACE_BEFORE = re.compile(r"[\u0410-\u042f]\w+\s(?=[\u0410-\u042f]\w+\s[\u0410-\u042f]\w+$)")
_OTHER_SCRIPT = re.compile(r"[\u0370-\u058f]\s(?=[A-Z][\w'’.-]*(?:\s[A-Z][\w'’.-]*){0,3}$)")
_GLUE = re.compile(r"[a-zà-ÿ]{3}(?=[A-ZÀ-Ý]{3,}\s[A-ZÀ-Ý]{2}|Handout\b)")
_PARTICLE = re.compile(r"(?:L[AEO]|D[AEIOU]|DE[LRN]|VAN|VON|EL|AL|ABU|BEN|BIN|MAC|SAN|TEN|TER)\s")
_INITIALS = re.compile(r"[A-Z]{2,4}|[a-z]{2,4}")
_LABEL_WORD = re.compile(r"(?:foto|photo|fotó|zdjęcie|фото)s?\s+", re.IGNORECASE)


def find_sentences(
    masked: str, bounds: list[int], hits: Sequence[AgencyHit], plain: Sequence[AgencyHit], zones: list[Zone]
) -> list[Zone]:
    """Credits that are a sentence of their own, or follow the prose behind a sign.

    Args:
        masked: The cleaned caption with holes for notices.
        bounds: Where sentences begin.
        hits: Every agency named.
        plain: Those whose names are no everyday words.
        zones: The credits found so far, which are not looked at again.
    """
    found = []
    shouting = sum(map(str.isupper, masked)) > sum(map(str.islower, masked)) * 4
    for start, end in _regions(masked, bounds, zones):
        inside = [h for h in hits if start <= h.start and h.end <= end]
        if not inside:
            continue
        whole = _opens_credit(masked, start, inside[0]) or (
            not shouting
            and (inside[0] in plain or JOINED.search(masked, start, end))
            and not (
                not masked[inside[-1].end : end].strip(_LIST_SIGNS)
                and _caseless_prose(masked[start : inside[0].start])
            )
        )
        if start == 0 == inside[0].start and masked.startswith(". ", inside[0].end):
            # "TASS. Moscow, 3 May 1978. ..." in a script without capitals is one sentence.
            found.append(Zone(start, inside[0].end, "credit/sentence", start))
            continue
        if whole and credit_like(masked[start:end], hits, start):
            found.append(Zone(start, end, "credit/sentence", start))
            continue
        for hit in (h for h in inside if end - h.start <= MOST_CHARACTERS):
            begin = _extend_left(masked, start, hit.start, hits) if hit in plain else end
            begin = _glued_from(masked, _capitals_from(masked, start, begin, hit), hit)
            if credit_like(masked[begin:end], hits, begin) and _begins_credit(masked, begin, hit, end):
                found.append(Zone(begin, end, "credit/tail", begin))
                break
    return found


def _caseless_prose(before: str) -> bool:
    """Whether what precedes an agency in a script without capitals is prose: dated, or longer than a name."""
    if CASELESS.search(before) is None or _TIGHT_SIGN.search(before):
        return False
    return re.search(r"\d", before) is not None or len(WORD.findall(before)) > _MOST_CASELESS_NAME


def _opens_credit(masked: str, start: int, hit: AgencyHit) -> bool:
    """Whether a stretch begins with an agency, or with a label that lacks its colon: "FOTO TANJUG / …"."""
    return hit.start == start or _LABEL_WORD.fullmatch(masked, start, hit.start) is not None


def _begins_credit(masked: str, begin: int, hit: AgencyHit, end: int) -> bool:
    """An agency within prose begins a credit only where a sign joins it, or it ends the stretch."""
    after = masked[hit.end : end]
    spoken = begin == hit.start and _PROSE_BEFORE.search(masked, 0, begin) is not None
    if spoken and re.match(r"\s*(?:PHOTO\s*)?[/|]|\W*$", after) is None:
        return False  # "in this photo taken by Kyodo January 30": the prose speaks of the agency
    return (
        begin < hit.start
        or not after.strip(" .,*،")
        or re.match(r"\s*(?:[A-Za-z]+\s*)?[/|]|\s+[A-Z]", after) is not None
    )


def _regions(masked: str, bounds: list[int], zones: list[Zone]) -> list[tuple[int, int]]:
    """The stretches of each sentence that are neither hole nor zone, trimmed of signs."""
    cuts = sorted({*bounds, len(masked)})
    regions = []
    for left, right in pairwise(cuts):
        position = left
        blocked = [(z.opens, z.end) for z in zones if left <= z.start < right]
        blocked += [
            (left + m.start(), left + m.end()) for m in re.finditer(f"{HOLE}+|\n+", masked[left:right])
        ]
        for a, b in [*sorted(blocked), (right, right)]:
            start, end = _trim(masked, position, max(position, a))
            if end > start:
                regions.append((start, end))
            position = max(position, b)
    return regions


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    signs = ' .,;:*#\n-–—()[]"“”（）。、|'
    while start < end and text[start] in signs:
        start += 1
    while start < end and text[end - 1] in signs:
        end -= 1
    return start, end


def _extend_left(masked: str, floor: int, position: int, hits: Sequence[AgencyHit]) -> int:
    """Take the parties that stand before an agency and are joined to it."""
    near = max(floor, position - MOST_CHARACTERS)
    while position > near:
        joint = _JOIN.search(masked, near, position)
        if joint is None:
            return position
        lead = masked[floor : joint.start()]
        if near == floor and not _caseless_prose(lead) and credit_like(lead, hits, floor, 12):
            return floor
        tight = _TIGHT_JOIN.search(masked, near, position) is not None
        run = NAME_RUN.search(masked, near, joint.start())
        if run is None or not run.group().strip():
            return position
        small = LEADING_SMALL.match(run.group())
        if small and _GENITIVE.fullmatch(small.group()) and not _CREDITED.search(masked, 0, run.start()):
            return position
        begin = run.start() + (small.end() if small else 0)
        script = _OTHER_SCRIPT.search(masked, begin, joint.start()) or (
            _PLACE_BEFORE.match(masked, begin, joint.start()) if masked.endswith(", ", 0, begin) else None
        )
        begin = script.end() if script else begin
        name = masked[begin : joint.start()]
        if not tight and (CASELESS.search(name) or not 2 <= len(name.split()) <= 4):  # noqa: PLR2004 (a person's name)
            return position
        position = begin
    return position


def _capitals_from(masked: str, floor: int, begin: int, hit: AgencyHit) -> int:
    """Where a credit in capitals begins behind names of the prose: "between X and Y ADA ROWE/HOUSE"."""
    if not masked[hit.start : hit.end].isupper():
        return begin
    run = _CAPITALS.search(masked, floor, hit.start)
    if run is None or _PARTICLE.match(run["name"]):
        return begin  # "Erwan LE DOARE"
    return run.start("name") if begin <= run.start("name") or masked[hit.end :].strip(" .)") == "" else begin


def _glued_from(masked: str, begin: int, hit: AgencyHit) -> int:
    """Where a credit begins glued to the last word: "in LondonADA ROWE/HOUSE", "RoweHandout via"."""
    glue = _GLUE.search(masked, begin, hit.start)
    return glue.end() if glue is not None else begin


def _is_pair(text: str, words: Words) -> bool:
    """Whether a sentence is a person and an institution: "Private Ada Rowe/Department of Lamps"."""
    person, _, owner = text.partition("/")
    rank = words.ranks.match(person)
    named = is_person(person[rank.end() if rank else 0 :], words)
    return named and class_of(fold(owner), words) is not None and credit_like(owner, (), 0, _MOST_OWNER_WORDS)


def find_fragment(masked: str, bounds: list[int], words: Words) -> list[Zone]:
    """The last sentence, where it is only a name and another sentence stands before it."""
    regions = _regions(masked, bounds, [])
    if len(regions) < 2:  # noqa: PLR2004 (a description and a name)
        whole = [(start, end) for start, end in regions if _is_pair(masked[start:end], words)]
        return [Zone(start, end, "credit/fragment", start) for start, end in whole]
    start, end = regions[-1]
    text = masked[start:end]
    if _INITIALS.fullmatch(text):
        return []  # a desk's or a writer's: "… raw materials. WAW"
    if _is_pair(text, words):
        return [Zone(start, end, "credit/fragment", start)]
    if credit_like(text, (), start, MOST_FRAGMENT_WORDS) and "," not in text and not re.search(r"\d", text):
        return [Zone(start, end, "credit/fragment", start)]
    return []
