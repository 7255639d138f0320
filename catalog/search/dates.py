"""Stretches of days: of a photo's EDTF date, and of the dates a query names.

Days are counted as `datetime.date.toordinal` does: 1 is 1 January of the year 1 (proleptic Gregorian).
"""

import calendar
import re
from datetime import date

EARLIEST = date.min.toordinal()
"""Stands for an open beginning."""
LATEST = date.max.toordinal()
"""Stands for an open end."""

Days = tuple[int, int]
"""First and last day of a stretch, both included."""

# ISO 8601-2:2019 (EDTF level 1): digits may be unspecified (X) and the end may carry a qualifier.
_EDTF = re.compile(r"(\d[\dX]{3})(?:-(\d\d|\dX|XX)(?:-(\d\d|\dX|XX))?)?(?:[T ].*)?")
_QUALIFIERS = "?~%"
# EDTF level 1 writes seasons as months 21 to 24; which months they are depends on the hemisphere.
_SEASONS = range(21, 25)
_PLAIN = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?")


def days_of_month(year: int, month: int) -> Days:
    """The first and last day of a month.

    Raises:
        ValueError: There is no such year or month.
    """
    first = date(year, month, 1).toordinal()
    return first, first + calendar.monthrange(year, month)[1] - 1


def _days_of_year(first: int, last: int) -> Days:
    """The stretch from one year's first day to another's last."""
    return date(max(first, 1), 1, 1).toordinal(), date(last, 12, 31).toordinal()


def _days(year: str, month: str | None, day: str | None) -> Days:
    """The stretch of a date with parts missing or unspecified."""
    if "X" in year:
        return _days_of_year(int(year.replace("X", "0")), int(year.replace("X", "9")))
    if month is None or "X" in month or int(month) in _SEASONS:
        return _days_of_year(int(year), int(year))
    if day is None or "X" in day:
        return days_of_month(int(year), int(month))
    ordinal = date(int(year), int(month), int(day)).toordinal()
    return ordinal, ordinal


def _side(text: str) -> Days | None:
    """The stretch of one side of an interval, or of a date alone."""
    found = _EDTF.fullmatch(text.strip().rstrip(_QUALIFIERS))
    if not found:
        return None
    try:
        return _days(*found.groups())
    except ValueError:
        return None


def edtf_days(text: str) -> Days | None:
    """The days an EDTF date or interval may lie on; None where the text is no date we can place.

    Seasons stand for their whole year; a time of day is left out.
    """
    if "/" not in text:
        return _side(text)
    left, _, right = text.partition("/")
    first = (EARLIEST, EARLIEST) if left in {"", ".."} else _side(left)
    last = (LATEST, LATEST) if right in {"", ".."} else _side(right)
    if first is None or last is None or first[0] > last[1] or (first[0], last[1]) == (EARLIEST, LATEST):
        return None
    return first[0], last[1]


def plain_days(text: str) -> Days | None:
    """The days of a year, month or day as a query writes it: `2020`, `2020-09`, `2020-09-30`."""
    return _side(text) if _PLAIN.fullmatch(text) else None


def compared_days(comparison: str, value: str, until: str = "") -> Days | None:
    """The stretch of days that a comparison with plain dates asks for; None where a date is none.

    `=` asks for the days themselves, `..` for a range, `<`, `<=`, `>` and `>=` for what lies before or after.
    """
    if comparison == "..":
        first = plain_days(value) if value else (EARLIEST, EARLIEST)
        last = plain_days(until) if until else (LATEST, LATEST)
        return None if first is None or last is None else (first[0], last[1])
    days = plain_days(value)
    if days is None:
        return None
    first_day, last_day = days
    return {
        "=": days,
        "<": (EARLIEST, first_day - 1),
        "<=": (EARLIEST, last_day),
        ">": (last_day + 1, LATEST),
        ">=": (first_day, LATEST),
    }[comparison]
