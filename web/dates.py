"""Dates as a reader expects them, from EDTF (ISO 8601-2:2019) and ISO 8601 instants."""

import re
from datetime import UTC, datetime

from babel.dates import format_date, format_datetime

_DATE = re.compile(r"(\d{4}|XXXX|\d{3}X)(?:-(\d{2}))?(?:-(\d{2}))?(?:-XX)*(?:T.*)?[~?%]?")
# Level 1 of EDTF numbers the seasons after the months (ISO 8601-2:2019, 4.8).
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_UNKNOWN = "XXXX"
_LEAP_YEAR = 2000
"""Any year that has a 29 February, to write a day whose year is not stated."""


def _plain(year: str, month: str | None, day: str | None) -> str:
    """A date without qualification.

    Raises:
        ValueError: It is in no calendar.
    """
    if month in _SEASONS:
        return f"{_SEASONS[month]} {year}"
    if month is None:
        if year == _UNKNOWN:
            raise ValueError(year)
        return f"{year[:3]}0s" if year.endswith("X") else year
    shown = f" {year}" if year.isdigit() else ", year not stated"
    when = datetime(int(year) if year.isdigit() else _LEAP_YEAR, int(month), int(day or 1), tzinfo=UTC)
    return f"{format_date(when, 'd MMM' if day else 'MMM', locale='en')}{shown}"


def _single(edtf: str) -> str:
    """One EDTF date; text that is none stays as it is."""
    found = _DATE.fullmatch(edtf)
    if found is None:
        return edtf
    try:
        said = _plain(*found.groups())
    except ValueError:
        return edtf
    # EDTF qualifies at the end: ~ approximate, ? uncertain, % both (ISO 8601-2:2019, 8.4).
    return f"about {said}" if edtf.endswith(("~", "%")) else f"{said}?" if edtf.endswith("?") else said


def say_date(edtf: str | None) -> str:
    """An EDTF date or interval in words: `2020-09-30` is 30 Sep 2020; empty for None."""
    if not edtf:
        return ""
    start, slash, end = edtf.partition("/")
    if not slash:
        return _single(start)
    if start in {"", ".."}:
        return f"until {_single(end)}"
    if end in {"", ".."}:
        return f"from {_single(start)}"
    return f"{_single(start)} – {_single(end)}"


def say_instant(instant: object) -> str:
    """An ISO 8601 instant or a datetime to the minute, in UTC where it says its offset.

    Other text stays as it is, None is empty.
    """
    if instant is None:
        return ""
    try:
        when = instant if isinstance(instant, datetime) else datetime.fromisoformat(str(instant))
    except ValueError:
        return str(instant)
    zone = "" if when.tzinfo is None else " UTC"
    when = when if when.tzinfo is None else when.astimezone(UTC)
    return f"{format_datetime(when, 'd MMM y, HH:mm', locale='en')}{zone}"
