"""Dates that no calendar has: 31 February, month 13. They are refused, and why must be seen.

Only the Gregorian calendar is judged, and only dates with a year: a day and a month alone date nothing.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from catalog.caption.date_parts import YEARS
from catalog.caption.date_signs import LETTERS
from catalog.caption.dates import DateMatch
from catalog.caption.words import Words
from catalog.text import fold

RULE = "date/impossible"
_MONTHS = 12
_SHORTEST = 28  # days that every month has
_FULL_DAY = len("2020-09-30")
_FULL_YEAR = 4
_FIGURES = re.compile(
    r"(?<![\d./-])(?P<a>\d{1,4})(?P<mark>[./-])(?P<b>\d{1,2})(?P=mark)(?P<c>\d{1,4})(?!\d|[./-]\d)"
)
_COUNTED = re.compile(r"(?<!\d)(?P<y>\d{4})\s?年\s?(?P<m>\d{1,2})\s?月(?:\s?(?P<d>\d{1,2})\s?[日號号])?")
_DAY_FIRST = re.compile(
    rf"(?<!\d)(?P<d>\d{{2}})(?:st|nd|rd|th|º|ª)?\.?\s(?:(?:of|de)\s)?(?P<m>{LETTERS})[.,]?\s(?:de\s)?(?P<y>\d{{4}})(?!\d)"
)
_DAY_LAST = re.compile(r"(?<=[^\W\d_.])\.?\s(?P<d>\d{2})(?:st|nd|rd|th)?,?\s(?P<y>\d{4})(?!\d)")
_MONTH_BEFORE = re.compile(rf"(?P<m>{LETTERS})$")
_LONGEST_MONTH = 24  # code points of a month's name


class Impossible(NamedTuple):
    """A date that no calendar has.

    Attributes:
        start: First code point in the cleaned caption.
        end: First code point after it.
        value: What it would be, written as EDTF writes dates.
    """

    start: int
    end: int
    value: str

    def holds(self, date: DateMatch) -> bool:
        """Whether another date was read of a part of its words."""
        return self.start <= date.start and date.end <= self.end


def impossible_dates(text: str, dates: Iterable[DateMatch], words: Words) -> list[Impossible]:
    """The dates of a caption that no calendar has, left to right.

    Args:
        text: The cleaned caption, with holes where notices stand.
        dates: What was read of it: words that give a day in some order give no impossible one in another.
        words: The room's tables.
    """
    whole = [(d.start, d.end) for d in dates if len(d.edtf) >= _FULL_DAY]
    found = [*_in_figures(text), *_counted(text), *_named(text, words)]
    return sorted(f for f in found if not any(f.start < end and start < f.end for start, end in whole))


def _is_day(year: int, month: int, day: int) -> bool:
    return 1 <= month <= _MONTHS and 1 <= day <= monthrange(year, month)[1]


def _in_figures(text: str) -> Iterator[Impossible]:
    """Three numbers with the year first or last; in the second case day and month may stand either way."""
    for match in _FIGURES.finditer(text):
        first, middle, last = int(match["a"]), int(match["b"]), int(match["c"])
        if len(match["a"]) == _FULL_YEAR and len(match["c"]) < _FULL_YEAR - 1:
            year, month, day = first, middle, last
            swapped = False
        elif len(match["c"]) == _FULL_YEAR and len(match["a"]) < _FULL_YEAR - 1:
            year, month, day = last, middle, first
            swapped = day <= _MONTHS < month
        else:
            continue
        if year not in YEARS or _is_day(year, month, day) or (swapped and _is_day(year, day, month)):
            continue
        if swapped:
            month, day = day, month
        yield Impossible(*match.span(), f"{year:04}-{month:02}-{day:02}")


def _counted(text: str) -> Iterator[Impossible]:
    """Years, months and days that are counted, in Chinese and Japanese."""
    for match in _COUNTED.finditer(text):
        year, month = int(match["y"]), int(match["m"])
        if year in YEARS and not _is_day(year, month, int(match["d"] or 1)):
            day = f"-{int(match['d']):02}" if match["d"] else ""
            yield Impossible(*match.span(), f"{year:04}-{month:02}{day}")


def _named(text: str, words: Words) -> Iterator[Impossible]:
    """Months by their names, in every language that we know the months of."""
    for match in _DAY_FIRST.finditer(text):
        yield from _judged(match, match["m"], match.start(), words)
    for match in _DAY_LAST.finditer(text):
        begin = max(match.start() - _LONGEST_MONTH, 0)
        month = _MONTH_BEFORE.search(text[begin : match.start()])
        if month:
            yield from _judged(match, month["m"], begin + month.start(), words)


def _judged(match: re.Match[str], name: str, start: int, words: Words) -> Iterator[Impossible]:
    """A day of a named month that this month does not have."""
    year, day = int(match["y"]), int(match["d"])
    if day <= _SHORTEST or year not in YEARS:
        return
    month = words.months.get(fold(name))
    if month is not None and not _is_day(year, month, day):
        yield Impossible(start, match.end(), f"{year:04}-{month:02}-{day:02}")
