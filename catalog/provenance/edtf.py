"""Dates as stretches of days, at the precision in which they are stated."""

import calendar
import re
from datetime import date
from typing import NamedTuple

# Level 1 of ISO 8601-2:2019 as captions need it: year, month, day; unspecified digits; `~`, `?`, `%`.
_DATE = re.compile(r"(?P<year>[\dX]{4})(?:-(?P<month>[\dX]{2})(?:-(?P<day>[\dX]{2}))?)?(?:T.*)?")
# Level 1 numbers the seasons after the months. ISO 8601-2:2019, 4.8.
_SEASONS = frozenset({"21", "22", "23", "24"})


class Days(NamedTuple):
    """A stretch of days, both ends included."""

    first: date
    last: date

    def gap(self, other: "Days") -> int:
        """Days between the nearer ends, 0 where the stretches meet."""
        return max((other.first - self.last).days, (self.first - other.last).days, 0)


def days_of(edtf: str) -> Days | None:
    """The days that an EDTF or ISO 8601 date may mean, None where it is none that we read.

    Open intervals run to the ends of the calendar; seasons (months 21 to 24) stand for their whole year,
    since the words rarely tell the hemisphere.
    """
    first, is_interval, last = edtf.partition("/")
    if is_interval:
        begin = Days(date.min, date.min) if first in {"", ".."} else days_of(first)
        end = Days(date.max, date.max) if last in {"", ".."} else days_of(last)
        return None if begin is None or end is None or end.last < begin.first else Days(begin.first, end.last)
    match = _DATE.fullmatch(edtf.strip().rstrip("~?%"))
    return None if match is None else _stretch(match["year"], match["month"], match["day"])


def _stretch(year: str, month: str | None, day: str | None) -> Days | None:
    try:
        years = int(year.replace("X", "0")) or 1, int(year.replace("X", "9"))
        if "X" in year or month is None or "X" in month or month in _SEASONS:
            return Days(date(years[0], 1, 1), date(years[1], 12, 31))
        if day is None or "X" in day:
            length = calendar.monthrange(years[0], int(month))[1]
            return Days(date(years[0], int(month), 1), date(years[0], int(month), length))
        whole = date(years[0], int(month), int(day))
    except ValueError:
        return None
    return Days(whole, whole)


def has_offset(iso: str) -> bool:
    """Whether an ISO 8601 date states its offset from UTC."""
    return re.search(r"T.*(?:Z|[+-]\d\d:?\d\d)$", iso) is not None
