"""Where in a caption the credit stands: after a label, in brackets, as a sentence of its own, at the end."""

import re
from collections.abc import Sequence

from catalog.agencies import AgencyHit
from catalog.caption.credit_likeness import CASELESS, WORD, credit_like
from catalog.caption.names import class_of, is_person
from catalog.caption.sentences import sentence_start
from catalog.caption.words import HOLE, Words, load_words
from catalog.caption.zone import JOINED, LEADING_SMALL, MOST_CHARACTERS, MOST_FRAGMENT_WORDS, NAME_RUN, Zone
from catalog.caption.zone_tails import find_fragment, find_sentences
from catalog.text import fold

_MOST_LABELLED_WORDS = 14
_BEFORE_LABEL = 12  # characters in which a word may make a label part of the prose
_LISTED = re.compile(r"[,،、，]\s?\d")
_HEAD = 16  # characters before a label that opens the caption
_MOST_UNMARKED_WORDS = 9  # of a credit whose label lacks its colon
_MOST_SMALL = 2  # words in small letters of an institution's name
_MOST_PLAIN_WORDS = 3  # words of a name that holds a lower-case one and no institution's
# Brackets within hold but a Korean dateline's country: "(키이우[우크라이나] AFP=연합뉴스)".
_WITHIN = rf"(?:[^()\[\]（）【】［］{HOLE}\n]|\[[가-힣 ]{{1,14}}\])"
_BRACKET = re.compile(rf"[(\[（【［]({_WITHIN}{{2,{MOST_CHARACTERS}}})(?:[)\]）】］]|$)")
_SEMICOLON = re.compile(r"\s*[;；]")
_DATED = re.compile(r"\s\([^()\d]{0,30}\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}\)")  # "(Zell, 22. 9. 2023)"
_LONGEST_DATE = 16  # characters
_PHONE = re.compile(r":\s*\+\d")
_OPENERS, _CLOSERS = "([（【［", ")]）】］"
_WIRED = re.compile(r"[\s-](?:(?:TELE|LASER|WIRE|RADIO)?PHOTO|Photo|WIRE)")
_HEAD_LABEL = 24  # characters of the longest label that opens a caption
_BEFORE_PROSE = re.compile(r"[,،]\s|\s(?=(?:An?|The|In|On|At|This)\s)")
_OWNER_BEFORE = re.compile(r"/\s(?P<name>[A-ZÀ-Ý][\w.'’-]+(?:\s[A-ZÀ-Ý][\w.'’-]+){1,2})\s?/\s*$")
_OPENING = re.compile(r"[A-ZÀ-Ž][\w.'’-]+(?:\s[A-ZÀ-Ž][\w.'’-]+){1,3}\s?/\s?")
_BARRED = re.compile(r"(?:©\s?)?(?P<credit>[^|\n.]{3,90}?)\s\|\s(?=[^\W\d_a-z])")
_CAPITALS = re.compile(r"[A-ZÀ-Ž][A-ZÀ-Ž.'’-]+(?:\s[A-ZÀ-Ž][A-ZÀ-Ž.'’-]+){1,2}(?=\s[^\W\d_][^\WA-Z\d_])")
_SLASH = re.compile(r"\s?/\s?")
_LAST_SENTENCE = re.compile(r".*[^\W_]{4,}\.\s?(?=[A-Z])")
_LONGEST_NAME = 60  # characters of a person's name
_BARE_NAME = re.compile(r"(?:[^\W\d_a-z][\w.'’-]*\s?){2,4}")


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
    zones += [z for z in _opening(masked, hits) if not _touches(z, zones)]
    told = [Zone(start, end, "", start) for start, end in stated]
    zones += [z for z in _unmarked(masked, hits, words) if not _touches(z, [*zones, *told])]
    zones += [z for z in _labelled(masked, bounds, hits, words) if not _touches(z, zones)]
    zones += [z for z in _bracketed(masked, bounds, hits) if not _touches(z, zones)]
    zones += [z for z in find_sentences(masked, bounds, hits, plain, zones) if not _touches(z, zones)]
    if not zones:
        zones = [z for z in find_fragment(masked, bounds, words) if not _touches(z, told)]
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
            "owned",
            "small",
            "supplied",
            "whole",
            "provided",
        )
        for match in words.patterns[f"credit-{name}"].finditer(masked)
    ]


def _opening(masked: str, hits: Sequence[AgencyHit]) -> list[Zone]:
    """A credit at the head, the prose behind a bar or right behind: "Ada Rowe/WANA/REUTERS Men wait"."""
    barred = _BARRED.match(masked)
    if barred is not None and _holds(hits, *barred.span("credit")):
        start, end = barred.span("credit")
        return [Zone(start, end, "credit/head", 0)] if credit_like(masked[start:end], hits, start) else []
    name = _OPENING.match(masked)
    end = position = name.end() if name else 0
    first = next((h.end for h in hits if h.start == 0), 0)
    while (
        hit := next((h for h in hits if h.start == position and (position or h.end == first)), None)
    ) is not None:
        end = hit.end
        slash = _SLASH.match(masked, end)
        if slash is None:
            break
        position = slash.end()
    if not name and (person := _CAPITALS.match(masked, position)) and position > end > 0:
        end = person.end()  # "REUTERS / ADA ROWE Men wait"
    joined = "/" in masked[:end]
    prose = masked[end : end + 1] == " " and masked[end + 1 : end + 2].isupper()
    return [Zone(0, end, "credit/head", 0)] if joined and prose and end > (name.end() if name else 0) else []


def _unmarked(masked: str, hits: Sequence[AgencyHit], words: Words) -> list[Zone]:
    """Credits behind a label without colon or a word for courtesy, at the caption's end or in brackets."""
    zones: list[Zone] = []
    for name in ("credit-given", "credit-unmarked", "credit-owner"):
        rule = "credit/given" if name == "credit-given" else "credit/unmarked"
        for match in words.patterns[name].finditer(masked):
            start, end = match.span("credit")
            zone = Zone(start, end, rule, match.start())
            text = masked[start:end]
            owned = class_of(fold(text), words) is not None
            small = sum(w.islower() and w not in words.connectors for w in text.split())
            owned = owned and (small <= _MOST_SMALL or name != "credit-unmarked")
            dashed = masked[match.start() : start].lstrip()[:1] in "-–—"
            held = _holds(hits, start, end) or (dashed and is_person(text, words))
            named = owned or (held and name != "credit-owner") or rule == "credit/given"
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
        if text.strip(" .:") and not (_plausible(text, hits, start) and not _runs_on(text, hits, start)):
            end = _name_end(masked, start, end, words, hits)
            text = masked[start:end]
        if not text.strip(" .:") or not _plausible(text, hits, start):
            continue
        if label.start() < _HEAD and _LISTED.search(text) and not _holds(hits, start, end):
            continue  # "फाइल फोटो: a station, 1974": prose, with a credit in it only where an agency is named
        begin = start if label.start() in bounds else _institution_before(masked, label, zones)
        agency = next((h for h in hits if h.start < label.start() <= h.end + 1), None)
        if agency is not None and any(z.start <= agency.start < z.end for z in zones):
            agency = None  # "Picture: AGENCY Credit: AGENCY"
        if agency is not None and begin == start:
            begin = agency.start  # "MTI Fotó: Ada Rowe"
        if (owner := _OWNER_BEFORE.search(masked, 0, label.start())) and label.group().lstrip()[0] in "©ⓒ":
            begin = owner.start("name")  # "/ Ada Rowe / © AGENCY"
        rule = "credit/label" if begin == start else "credit/photo-by"
        zones.append(Zone(begin, end, rule, min(begin, label.start())))
    return zones


def _name_end(masked: str, start: int, end: int, words: Words, hits: Sequence[AgencyHit]) -> int:
    """Where a name ends behind a label at the head, the prose behind a comma or an article."""
    if start > _HEAD_LABEL:
        return end
    cuts = (cut.start() for cut in _BEFORE_PROSE.finditer(masked, start, end))
    named = (
        cut
        for cut in cuts
        if is_person(masked[start:cut], words) or any(h.start == start and h.end == cut for h in hits)
    )
    return next(named, end)


def _runs_on(text: str, hits: Sequence[AgencyHit], start: int) -> bool:
    """Whether prose follows the comma behind an agency in a script without capitals: "عکاس: AGENCY، …"."""
    agency = next((h for h in hits if h.start == start), None)
    rest = text[agency.end - start :] if agency is not None else ""
    prose = rest.startswith("،") and len(WORD.findall(rest)) > MOST_FRAGMENT_WORDS
    return prose and CASELESS.search(rest) is not None


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
    return count <= (_MOST_LABELLED_WORDS if held else MOST_FRAGMENT_WORDS)


def _institution_before(masked: str, label: re.Match[str], zones: list[Zone]) -> int:
    """Where an institution's name before "photo by" begins; the label's end where there is none."""
    if not label.group().rstrip().casefold().endswith("by") or label.group().casefold().startswith("pool"):
        return label.end()
    floor = max((z.end for z in zones), default=0)
    run = NAME_RUN.search(masked, max(floor, label.start() - 80), label.start())
    if run is None or not run.group().strip() or run.group().strip() in {"A", "The"}:
        return label.end()
    begin = run.start() + (cut.end() if (cut := _LAST_SENTENCE.match(run.group())) else 0)
    small = LEADING_SMALL.match(masked[begin : label.start()])
    return begin + (small.end() if small else 0)


def _zone_end(masked: str, start: int, limit: int, bounds: list[int], words: Words) -> int:
    limit = min([limit, start + MOST_CHARACTERS, *[b for b in bounds if b > start][:1]])
    dated = _DATED.search(masked, start, limit + _LONGEST_DATE)  # a day's full stop may seem a sentence's
    limit = min(limit, dated.start()) if dated else limit
    for ending in (words.credit_stop, _PHONE, words.patterns["credit-number"]):
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
        joined = JOINED.search(bare) is not None
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
