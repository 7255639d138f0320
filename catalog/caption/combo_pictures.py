"""Each picture of a combo with its credit, date and places."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from catalog.caption.combo_credits import Share
from catalog.caption.combo_cuts import Segment
from catalog.caption.combo_segments import dates_of, sentence_end
from catalog.caption.combo_words import load_combo_words
from catalog.caption.credit import Credit
from catalog.caption.dates import DateMatch
from catalog.caption.place_readings import PlaceMatch
from catalog.caption.places import Whereabouts, find_places
from catalog.caption.reading import Reading
from catalog.caption.statements import Statement
from catalog.caption.words import HOLE
from catalog.vocabulary.codes import DateRole

_OWN_WORDS = 3  # words, besides mark and date, of a picture that is of something else than the one before
_GREAT_TOWN = 500_000  # people: the bare name of a greater one means it wherever the others are
_WORD = re.compile(r"[^\W\d_]{2,}")
_Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture of a combo, in places of the cleaned caption.

    Attributes:
        start: First code point of the words about it.
        end: First code point after them.
        label: The words that point at it; empty where none do.
        credit: Who made and handed it out.
        statements: The handout statements about it.
        date: When it was taken; one without a year says only that it differs.
        places: Where it was taken, the most specific first.
        country: ISO 3166-1 alpha-2 of the place, None where the words do not settle it.
    """

    start: int
    end: int
    label: str
    credit: Credit
    statements: list[Statement]
    date: DateMatch | None
    places: tuple[PlaceMatch, ...]
    country: str | None


def read_pictures(
    reading: Reading, segments: Sequence[Segment], shares: Sequence[Share]
) -> tuple[Picture, ...]:
    """The pictures of the segments, each with what the words give it."""
    start, end = segments[0].start, segments[-1].end
    outside = [(0, start), *((a.end, b.start) for a, b in pairwise(segments))]
    outside.append((end, max(end, sentence_end(reading, end - 1))))
    dates = [_date(reading, segment, outside) for segment in segments]
    places = _all_whereabouts(reading, segments, dates, outside)
    found = []
    for segment, share, date, where in zip(segments, shares, dates, places, strict=True):
        mark = segment.mark or share.mark
        label = reading.masked[mark.start : mark.end] if mark else ""
        credited = (share.credit, share.statements)
        found.append(Picture(segment.start, segment.end, label, *credited, date, where.taken, where.country))
    return tuple(found)


def is_undated(reading: Reading, start: int, end: int) -> bool:
    """Whether the words about a picture say that it has no date."""
    language = load_combo_words().language(reading.language)
    return language.undated.search(reading.masked, start, end) is not None


def _date(reading: Reading, segment: Segment, outside: _Spans) -> DateMatch | None:
    """A picture's own date, else one that is said of all, unless it is undated."""
    own = dates_of(reading, segment)
    if own:
        return next((d for d in own if d.has_year), own[0])
    whole = reading.date
    if whole is None or is_undated(reading, segment.start, segment.end):
        return None
    return whole if any(start <= whole.start < end for start, end in outside) else None


def _all_whereabouts(
    reading: Reading, segments: Sequence[Segment], dates: Sequence[DateMatch | None], outside: _Spans
) -> list[Whereabouts]:
    """Where each was taken: by its own words, by what is said of all, or where the one beside it was."""
    found = []
    common = _whereabouts(reading, outside, next(filter(None, dates), None))
    for segment, date in zip(segments, dates, strict=True):
        own = _whereabouts(reading, [(segment.start, segment.end)], date)
        own = own if own.taken else _of_whole(reading, segment)
        found.append(own if own.taken else common)
    found = _agreeing(reading, found)
    same = load_combo_words().language(reading.language).same
    is_same = [same.search(reading.masked, s.start, s.end) is not None for s in segments]
    for number, segment in enumerate(segments):
        for other in (number - 1, number + 1):
            if found[number].taken or not 0 <= other < len(found):
                continue
            if is_same[number] or is_same[other] or _is_bare(reading, segment):
                found[number] = found[other]
    return found


def _whereabouts(reading: Reading, spans: _Spans, date: DateMatch | None) -> Whereabouts:
    """The places that stretches of the prose name."""
    letters = [HOLE] * len(reading.prose)
    for start, end in spans:
        letters[start:end] = reading.prose[start:end]
    mentioned = [d for d in reading.dates if d.role is DateRole.MENTIONED and d != date]
    return find_places("".join(letters), reading.bounds, date, reading.setting, mentioned)


def _of_whole(reading: Reading, segment: Segment) -> Whereabouts:
    """Those of the whole caption's places that stand within a segment."""
    whole = reading.whereabouts
    taken = tuple(m for m in whole.taken if segment.start <= m.start < segment.end)
    return Whereabouts(taken, (), whole.country if taken else None)


def _agreeing(reading: Reading, found: Sequence[Whereabouts]) -> list[Whereabouts]:
    """Small towns named alone lie in the country of all other pictures where one of their name does."""
    gazetteer, agreed = reading.setting.gazetteer, list(found)
    for number, whereabouts in enumerate(found):
        others = {w.country for n, w in enumerate(agreed) if n != number and w.country}
        match = whereabouts.taken[0] if len(whereabouts.taken) == 1 else None
        if len(others) != 1 or match is None or match.place is None or match.place.country in others:
            continue
        name = reading.masked[match.start : match.end]
        near = [p for p in gazetteer.find(name, inflected=True) if p.country in others]
        if near and match.place.population < _GREAT_TOWN and not gazetteer.country(name):
            agreed[number] = Whereabouts((replace(match, place=near[0]),), (), near[0].country)
    return agreed


def _is_bare(reading: Reading, segment: Segment) -> bool:
    """Whether the words about a picture are hardly more than a mark and a date."""
    spans = [(d.start, d.end) for d in dates_of(reading, segment)]
    spans += [(segment.mark.start, segment.mark.end)] if segment.mark else []
    letters = list(reading.prose[: segment.end])
    for start, end in spans:
        letters[start:end] = " " * (end - start)
    return len(_WORD.findall("".join(letters[segment.start :]))) < _OWN_WORDS
