"""Where in a caption the credit stands: after a label, in brackets, as a sentence of its own, at the end."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from catalog.agencies import AgencyHit
from catalog.caption.credit_likeness import CASELESS, WORD, credit_like
from catalog.caption.names import class_of, is_person
from catalog.caption.sentences import sentence_start
from catalog.caption.words import HOLE, Words, load_words
from catalog.text import fold

_MOST_CHARACTERS = 240
_MOST_LABELLED_WORDS = 14
_MOST_FRAGMENT_WORDS = 6
_MOST_OWNER_WORDS = 8
_BEFORE_LABEL = 12  # characters in which a word may make a label part of the prose
_LISTED = re.compile(r"[,،、，]\s?\d")
_TIGHT_SIGN = re.compile(r"[/|｜]|عبر|از طریق")
_LIST_SIGNS = " ,،、，"
_HEAD = 16  # characters before a label that opens the caption
_MOST_UNMARKED_WORDS = 9  # of a credit whose label lacks its colon
_MOST_PLAIN_WORDS = 3  # words of a name that holds a lower-case one and no institution's
_MOST_CASELESS_NAME = 3  # words of a person's name where capitals do not tell it from prose
_BRACKET = re.compile(rf"[(\[（【［]([^()\[\]（）【】［］{HOLE}\n]{{2,{_MOST_CHARACTERS}}})(?:[)\]）】］]|$)")
_SEMICOLON = re.compile(r"\s*[;；]")
_DATED = re.compile(r"\s\([^()\d]{0,30}\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}\)")  # "(Zell, 22. 9. 2023)"
_PHONE = re.compile(r":\s*\+\d")
_OPENERS, _CLOSERS = "([（【［", ")]）】］"
_JOINED = re.compile(r"[/|｜ㅣ│=＝・]|\bvia\b|عبر| - |،|, ")
_JOIN = re.compile(
    r"(?:\s*[/|｜©]\s*|,?\s+(?:via|per)\s+|,?\s+for\s+(?:[Tt]he\s+)?|\s*,\s+|\s*[-–—]\s+|\s*—\s*)$"
)
_TIGHT_JOIN = re.compile(r"(?:\s*[/|｜©]\s*|,?\s+via\s+|\s*—\s*)$")
_NAME_RUN = re.compile(
    r"(?:(?:\d++(?:st|nd|rd|th)?\b|[^\W\d_a-z][\w.'’-]*+|\b(?:de|del|della|di|da|do|dos|das|du|la|le|el|al|van|von|der|den|bin|of|the|and)\b)\s?){1,9}$"
)
_PROSE_BEFORE = re.compile(r"(?<!\w)[a-z]+\s$")
_WIRED = re.compile(r"[\s-](?:(?:TELE|LASER|WIRE|RADIO)?PHOTO|Photo|WIRE)")
# "agentes de la Policía Nacional / AGENCY": what a noun of the prose has behind it names no party.
_GENITIVE = re.compile(r"(?:de la|del|de|da|do|dos|das|des|du|della|dell|dei)\s+", re.IGNORECASE)
_CREDITED = re.compile(
    r"(?:^|[.!?\n:/|–—-])\s*$|\b(?:cort[eé]s[ií]a|gentileza|courtoisie|concess\w+|fot\w+|photos?|im[aá]gen(?:es)?|imagem|"
    r"autorisation|archiv\w+|arquivo|credit\w*|cr[eé]dito?s?)\s*$",
    re.IGNORECASE,
)
_HEAD_LABEL = 24  # characters of the longest label that opens a caption
_BEFORE_PROSE = re.compile(r"[,،]\s|\s(?=(?:An?|The|In|On|At|This)\s)")
_INITIALS = re.compile(r"[A-Z]{2,4}|[a-z]{2,4}")
_LABEL_WORD = re.compile(r"(?:foto|photo|fotó|zdjęcie|фото)s?\s+", re.IGNORECASE)
_LAST_SENTENCE = re.compile(r".*[^\W_]{4,}\.\s")
_LONGEST_NAME = 60  # characters of a person's name
_BARE_NAME = re.compile(r"(?:[^\W\d_a-z][\w.'’-]*\s?){2,4}")
_LEADING_SMALL = re.compile(r"^(?:(?:de|del|di|da|do|du|la|le|el|al|of|the|and|in|at)\s+)+")


class Zone(NamedTuple):
    """A stretch of the cleaned caption that holds a credit, and the rule that found it."""

    start: int
    end: int
    rule: str
    opens: int
    """Where its label or bracket begins; `start` where it has none."""


def find_zones(
    masked: str,
    bounds: list[int],
    hits: Sequence[AgencyHit],
    plain: Sequence[AgencyHit],
    words: Words,
    *,
    stated: Sequence[tuple[int, int]],
) -> list[Zone]:
    """Every credit in the caption, in reading order, without overlaps.

    Args:
        masked: The cleaned caption with holes for notices.
        bounds: Where sentences begin.
        hits: Every agency named.
        plain: Those whose names are no everyday words, which may stand without label or bracket.
        words: The room's knowledge.
        stated: Where sentences say who handed the picture out: no label without colon opens a credit there.
    """
    zones = _patterned(masked, words)
    told = [Zone(start, end, "", start) for start, end in stated]
    zones += [z for z in _unmarked(masked, hits, words) if not _touches(z, [*zones, *told])]
    zones += [z for z in _labelled(masked, bounds, hits, words) if not _touches(z, zones)]
    zones += [z for z in _bracketed(masked, bounds, hits) if not _touches(z, zones)]
    zones += [z for z in _sentences(masked, bounds, hits, plain, zones) if not _touches(z, zones)]
    if not zones:
        zones = [z for z in _fragment(masked, bounds, words) if not _touches(z, told)]
    return sorted(zones)


def _touches(zone: Zone, zones: list[Zone]) -> bool:
    return any(zone.start < other.end and other.start < zone.end for other in zones)


def _patterned(masked: str, words: Words) -> list[Zone]:
    """By-lines whose form alone tells: a telex's, a Japanese or Korean one, a credit at the head."""
    return [
        Zone(*match.span("credit"), f"credit/{name}", match.start())
        for name in (
            "telex",
            "byline",
            "reporter",
            "head",
            "social",
            "service",
            "archive",
            "camera",
            "bylined",
            "times",
            "supplied",
            "whole",
            "provided",
        )
        for match in words.patterns[f"credit-{name}"].finditer(masked)
    ]


def _unmarked(masked: str, hits: Sequence[AgencyHit], words: Words) -> list[Zone]:
    """Credits behind a label without colon or a word for courtesy, at the caption's end or in brackets."""
    zones: list[Zone] = []
    for rule in ("credit/given", "credit/unmarked"):
        for match in words.patterns[rule.replace("/", "-")].finditer(masked):
            start, end = match.span("credit")
            zone = Zone(start, end, rule, match.start())
            text = masked[start:end]
            owned = class_of(fold(text), words) is not None
            named = owned or _holds(hits, start, end) or rule == "credit/given"
            inside = any(h.start <= match.start("label") < h.end for h in hits if rule == "credit/unmarked")
            short = not inside and len(WORD.findall(text)) <= _MOST_UNMARKED_WORDS
            if named and short and not _touches(zone, zones) and (owned or credit_like(text, hits, start)):
                zones.append(zone)
    return zones


def _labelled(masked: str, bounds: list[int], hits: Sequence[AgencyHit], words: Words) -> list[Zone]:
    zones: list[Zone] = []
    labels = [m for m in words.label.finditer(masked) if not _is_crown(masked, m)]
    for number, label in enumerate(labels):
        if (
            number + 1 < len(labels)
            and label.start() < _HEAD
            and _opens_prose(masked, label, labels[number + 1])
        ):
            continue  # "File photo: boats in the port. Photo: Ada Rowe"
        if words.patterns["label-inside"].search(
            masked, max(0, label.start() - _BEFORE_LABEL), label.start()
        ):
            continue
        start = label.end()
        limit = labels[number + 1].start() if number + 1 < len(labels) else len(masked)
        end = _zone_end(masked, start, limit, bounds, words)
        text = masked[start:end]
        if text.strip(" .:") and not _plausible(text, hits, start):
            end = _name_end(masked, start, end, words)
            text = masked[start:end]
        if not text.strip(" .:") or not _plausible(text, hits, start):
            continue
        if label.start() < _HEAD and _LISTED.search(text) and not _holds(hits, start, end):
            continue  # "फाइल फोटो: a station, 1974": prose, with a credit in it only where an agency is named
        begin = start if label.start() in bounds else _institution_before(masked, label, zones)
        agency = next((h for h in hits if h.start < label.start() <= h.end + 1), None)
        if agency is not None and begin == start:
            begin = agency.start  # "MTI Fotó: Ada Rowe"
        rule = "credit/label" if begin == start else "credit/photo-by"
        zones.append(Zone(begin, end, rule, min(begin, label.start())))
    return zones


def _name_end(masked: str, start: int, end: int, words: Words) -> int:
    """Where a person's name ends behind a label at the head, the prose behind a comma or an article."""
    if start > _HEAD_LABEL:
        return end
    cuts = (cut.start() for cut in _BEFORE_PROSE.finditer(masked, start, end))
    return next((cut for cut in cuts if is_person(masked[start:cut], words)), end)


def _is_crown(masked: str, label: re.Match[str]) -> bool:
    """Whether a label is part of "Crown Copyright", which says whose right it is, not who took it."""
    crown = masked[max(0, label.start() - len("crown ")) : label.start()].casefold() == "crown "
    return crown and ":" not in label.group()


def _holds(hits: Sequence[AgencyHit], start: int, end: int) -> bool:
    return any(start <= h.start < end for h in hits)


def _opens_prose(masked: str, label: re.Match[str], following: re.Match[str]) -> bool:
    """Whether a label at the caption's head opens prose: a sentence ends before the next label."""
    return re.search(r"[.։。！]", masked[label.end() : following.start()]) is not None


def _plausible(text: str, hits: Sequence[AgencyHit], start: int) -> bool:
    """A label may also open a caption ("Photo: People are seen…"): what follows must read as a credit."""
    if credit_like(text, hits, start, _MOST_LABELLED_WORDS):
        return True
    count = len(WORD.findall(text))
    if CASELESS.search(text) is None and count > _MOST_PLAIN_WORDS and not class_of(fold(text), load_words()):
        return any(start <= h.start < start + len(text) for h in hits) and count <= _MOST_LABELLED_WORDS
    held = any(start <= h.start < start + len(text) for h in hits)
    return count <= (_MOST_LABELLED_WORDS if held else _MOST_FRAGMENT_WORDS)


def _institution_before(masked: str, label: re.Match[str], zones: list[Zone]) -> int:
    """Where an institution's name before "photo by" begins; the label's end where there is none."""
    if not label.group().rstrip().casefold().endswith("by") or label.group().casefold().startswith("pool"):
        return label.end()
    floor = max((z.end for z in zones), default=0)
    run = _NAME_RUN.search(masked, max(floor, label.start() - 80), label.start())
    if run is None or not run.group().strip() or run.group().strip() in {"A", "The"}:
        return label.end()
    begin = run.start() + (cut.end() if (cut := _LAST_SENTENCE.match(run.group())) else 0)
    small = _LEADING_SMALL.match(masked[begin : label.start()])
    return begin + (small.end() if small else 0)


def _zone_end(masked: str, start: int, limit: int, bounds: list[int], words: Words) -> int:
    limit = min([limit, start + _MOST_CHARACTERS, *[b for b in bounds if b > start][:1]])
    for ending in (words.credit_stop, _PHONE, _DATED, words.patterns["credit-number"]):
        stop = ending.search(masked, start, limit)
        limit = min(limit, stop.start()) if stop else limit
    depth = 0
    for position in range(start, min(limit, len(masked))):
        letter = masked[position]
        if letter in _OPENERS:
            depth += 1
        elif letter in _CLOSERS:
            depth -= 1
            if depth < 0:
                return position
        elif letter in HOLE + "\n":
            return position
    return min(limit, len(masked))


def _bracketed(masked: str, bounds: list[int], hits: Sequence[AgencyHit]) -> list[Zone]:
    zones = []
    for bracket in _BRACKET.finditer(masked):
        start, end = bracket.span(1)
        inside = [h for h in hits if start <= h.start and h.end <= end]
        if not credit_like(bracket.group(1), hits, start):
            continue
        bare = bracket.group(1)
        for hit in inside:  # a sign inside an agency's own name joins nothing: "RFE/RL"
            bare = bare.replace(masked[hit.start : hit.end], "x")
        joined = _JOINED.search(bare) is not None
        formal = bool(inside) and _WIRED.fullmatch(masked, inside[0].end, end) is not None
        if (inside and (joined or formal or _at_edge(masked, bracket.end(), bounds))) or (
            joined and "/" in bracket.group(1) and _at_edge(masked, bracket.end(), bounds)
        ):
            begin = _name_before(masked, bracket.start(), bounds) if inside and not joined else start
            zones.append(Zone(begin, end, "credit/bracket", min(begin, bracket.start())))
    return zones


def _name_before(masked: str, bracket: int, bounds: list[int]) -> int:
    """Where a credit "Ada Rowe (AGENCY)" begins that is a sentence of its own; else behind the bracket."""
    begin = sentence_start(bounds, bracket)
    name = masked[begin:bracket].strip()
    if begin and len(name) <= _LONGEST_NAME and _BARE_NAME.fullmatch(name):
        return begin
    return bracket + 1


def _at_edge(masked: str, position: int, bounds: list[int]) -> bool:
    """Whether nothing but signs and holes follows, or a new sentence or clause begins there."""
    if _SEMICOLON.match(masked, position):
        return True
    rest = masked[position:].lstrip(" .,;:*#\n-–—)]」』。" + HOLE)
    return not rest or (len(masked) - len(rest)) in bounds or rest[0] in _OPENERS


def _sentences(
    masked: str, bounds: list[int], hits: Sequence[AgencyHit], plain: Sequence[AgencyHit], zones: list[Zone]
) -> list[Zone]:
    found = []
    shouting = sum(map(str.isupper, masked)) > sum(map(str.islower, masked)) * 4
    for start, end in _regions(masked, bounds, zones):
        inside = [h for h in hits if start <= h.start and h.end <= end]
        if not inside:
            continue
        whole = _opens_credit(masked, start, inside[0]) or (
            not shouting
            and (inside[0] in plain or _JOINED.search(masked, start, end))
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
        for hit in (h for h in inside if end - h.start <= _MOST_CHARACTERS):
            begin = _extend_left(masked, start, hit.start, hits) if hit in plain else end
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
    near = max(floor, position - _MOST_CHARACTERS)
    while position > near:
        joint = _JOIN.search(masked, near, position)
        if joint is None:
            return position
        lead = masked[floor : joint.start()]
        if near == floor and not _caseless_prose(lead) and credit_like(lead, hits, floor, 12):
            return floor
        tight = _TIGHT_JOIN.search(masked, near, position) is not None
        run = _NAME_RUN.search(masked, near, joint.start())
        if run is None or not run.group().strip():
            return position
        small = _LEADING_SMALL.match(run.group())
        if small and _GENITIVE.fullmatch(small.group()) and not _CREDITED.search(masked, 0, run.start()):
            return position
        begin = run.start() + (small.end() if small else 0)
        name = masked[begin : joint.start()]
        if not tight and (CASELESS.search(name) or not 2 <= len(name.split()) <= 4):  # noqa: PLR2004 (a person's name)
            return position
        position = begin
    return position


def _is_pair(text: str, words: Words) -> bool:
    """Whether a sentence is a person and an institution: "Private Ada Rowe/Department of Lamps"."""
    person, _, owner = text.partition("/")
    rank = words.ranks.match(person)
    named = is_person(person[rank.end() if rank else 0 :], words)
    return named and class_of(fold(owner), words) is not None and credit_like(owner, (), 0, _MOST_OWNER_WORDS)


def _fragment(masked: str, bounds: list[int], words: Words) -> list[Zone]:
    """The last sentence, where it is only a name and another sentence stands before it."""
    regions = _regions(masked, bounds, [])
    if len(regions) < 2:  # noqa: PLR2004 (a description and a name)
        return []
    start, end = regions[-1]
    text = masked[start:end]
    if _INITIALS.fullmatch(text):
        return []  # a desk's or a writer's: "… raw materials. WAW"
    if _is_pair(text, words):
        return [Zone(start, end, "credit/fragment", start)]
    if credit_like(text, (), start, _MOST_FRAGMENT_WORDS) and "," not in text and not re.search(r"\d", text):
        return [Zone(start, end, "credit/fragment", start)]
    return []
