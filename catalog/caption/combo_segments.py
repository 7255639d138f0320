"""Find the words about each picture of a combo."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from catalog.caption.combo_credits import holds_credit
from catalog.caption.combo_cuts import Body, Segment, by_list, by_marks, has_words
from catalog.caption.combo_marks import Mark
from catalog.caption.combo_words import ComboLanguage, load_combo_words
from catalog.caption.dates import DateMatch
from catalog.caption.reading import Reading
from catalog.caption.sentences import sentence_start
from catalog.caption.words import load_words
from catalog.caption.zone import Zone
from catalog.vocabulary.codes import DateRole, Kind

_ENOUGH = 2  # pictures that make a combo
_AXES = (frozenset({"left", "right", "middle"}), frozenset({"top", "bottom", "middle"}))
# Rules of dates of taking: of several dates all but one lose the role, not the rule.
_TAKEN = frozenset(
    {
        "date/taken-said",
        "date/stated",
        "date/dateline",
        "date/clause",
        "date/later-sentence",
        "date/year-shown",
        "date/part",
    }
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_COLON = re.compile(r"[^:：]*[:：]\s*")
_COMMA = re.compile(r"[^,،，]*[,،，]\s*")
_BEHIND_CREDIT = re.compile(r"[\s.)\]）。]*")


def dates_of(reading: Reading, segment: Segment) -> list[DateMatch]:
    """The dates of taking within a segment; the parser says of one at most that it is the whole caption's."""
    found = [d for d in reading.dates if segment.start <= d.start < segment.end]
    return [d for d in found if d.role is DateRole.TAKEN or d.rule in _TAKEN]


def sentences(reading: Reading) -> list[int]:
    """Where sentences begin; the full stop of "9. Juni 2019" ends none."""
    return [b for b in reading.bounds if not any(d.start < b < d.end for d in reading.dates)]


def sentence_end(reading: Reading, place: int) -> int:
    """Where the sentence ends that holds a place."""
    bounds = sentences(reading)
    number = bisect_right(bounds, place)
    return bounds[number] if number < len(bounds) else len(reading.masked)


def split(reading: Reading, marks: Sequence[Mark], *, said: bool) -> list[Segment]:
    """The words about each picture: by the group of marks that parts them best, else as a list.

    Args:
        reading: What the steps found.
        marks: The words of position outside the credits.
        said: Whether the caption says that it is a combo.
    """
    language = load_combo_words().language(reading.language)
    head = _head(reading, marks, language) if said else None
    orders = [m for m in marks if m.is_order]
    best: list[Segment] = []
    weight = (0.0, 0)
    for group in _groups([m for m in marks if not m.is_order]):
        if head is None and len(group) < _ENOUGH:
            continue
        start = sentence_start(sentences(reading), group[0].start) if head is None else head
        found = by_marks(_body(reading, start, group, language), group)
        told = sum(bool(dates_of(reading, s)) or holds_credit(reading, s) for s in found) / len(found)
        telling = all(has_words(reading.masked, s) for s in found)
        if telling and len(found) >= _ENOUGH and (told, len(found)) > weight:
            best, weight = found, (told, len(found))
    if best:
        return [part for segment in best for part in _listed(reading, segment, orders, language)]
    if head is None and not orders:
        return []
    start = max(orders[0].closes if orders else 0, head or 0)
    return by_list(_body(reading, start, [], language), named=bool(orders) and said)


def _groups(marks: list[Mark]) -> Iterator[list[Mark]]:
    """Marks that may point at the pictures: runs with no side twice, and those of a run on one axis."""
    runs: list[list[Mark]] = []
    for mark in marks:
        if not runs or mark.sides in {m.sides for m in runs[-1]}:
            runs.append([])
        runs[-1].append(mark)
    for run in runs:
        yield run
        for axis in _AXES:
            aligned = [m for m in run if m.sides <= axis]
            if aligned and len(aligned) < len(run):
                yield aligned


def _head(reading: Reading, marks: Sequence[Mark], language: ComboLanguage) -> int:
    """Where the pictures of a said combo begin: behind the words that say so and the verb of showing."""
    text = reading.masked
    rules = [rule.pattern for rule in load_words().kinds if rule.kind is Kind.COMBO]
    ends = [m.end() for pattern in rules for m in pattern.finditer(text)]
    if not ends or any(m.end < min(ends) for m in marks if not m.is_order):
        return 0
    limit = min((m.opens for m in marks if m.opens >= min(ends)), default=len(text))
    head = max(end for end in ends if end <= limit)
    limit = min(limit, sentence_end(reading, head))
    for opening in (language.verb.search, _COLON.match, *([_COMMA.match] if marks else [])):
        found = opening(text, head, limit)
        if found is not None:
            return found.end()
    return head


def _body(reading: Reading, start: int, marks: Sequence[Mark], language: ComboLanguage) -> Body:
    """What is said from a place to the end of the last mark's sentence, and over credits between pictures."""
    text = reading.masked
    last = marks[-1].end if marks else start
    zones = [z for z in reading.zones if z.opens >= start]
    end = sentence_end(reading, max(last - 1, start))
    parting = _parting(text, zones, marks, end)
    if not parting:
        end = min([end, *(z.opens for z in zones if z.opens >= last)])
    for zone in zones if parting else []:
        if zone.opens >= last and not _WORD.search(text, end, zone.opens):
            behind = _BEHIND_CREDIT.match(text, zone.end)
            end = max(end, behind.end() if behind else zone.end)
    ends = [d.end for d in reading.dates if d.role is DateRole.TAKEN or d.rule in _TAKEN]
    ends += [z.end for z in zones] if parting else []
    return Body(text, start, end, sorted(ends), sentences(reading), language)


def _parting(text: str, zones: Sequence[Zone], marks: Sequence[Mark], end: int) -> bool:
    """Whether credits stand between the pictures: before a later mark, or each behind words of its own."""
    if marks:
        return any(z.end <= m.start for z in zones for m in marks[1:])
    inside = [z for z in zones if z.opens < end]
    return any(len(_WORD.findall(text, a.end, b.opens)) >= _ENOUGH for a, b in pairwise(inside))


def _listed(
    reading: Reading, segment: Segment, orders: Sequence[Mark], language: ComboLanguage
) -> list[Segment]:
    """A row of pictures as those in it: "top row, from left, A, B and C"."""
    order = next((m for m in orders if segment.start <= m.start < segment.end), None)
    if order is None:
        return [segment]
    whole = _body(reading, segment.start, [], language)
    row = Body(whole.text, order.closes, segment.end, whole.ends, whole.bounds, language)
    found = by_list(row, named=True)
    return [Segment(s.start, s.end, segment.mark) for s in found] if len(found) >= _ENOUGH else [segment]


def shown_alone(reading: Reading, segments: Sequence[Segment]) -> str:
    """By which rule segments are pictures where no word says that there are several; empty where none does.

    People stand left and right in one picture too: each picture must have its own credit, or its own date
    behind a mark that opens its words.
    """
    if len(segments) < _ENOUGH:
        return ""
    if all(holds_credit(reading, s) for s in segments):
        return "credit/combo"
    opened = all(
        s.mark is not None and not s.mark.loose and s.start in {s.mark.opens, s.mark.start} for s in segments
    )
    days = {dates[0].edtf for s in segments if (dates := dates_of(reading, s))}
    return "date/combo" if opened and len(days) == len(segments) else ""
