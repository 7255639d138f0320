"""Dates as a reader expects them, from EDTF (ISO 8601-2:2019) and ISO 8601 instants."""

import re
from datetime import UTC, datetime

from babel.dates import format_date, format_datetime

_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def _single(edtf: str) -> str:
    """One EDTF date; text that is none stays as it is."""
    found = _DAY.match(edtf)
    if found is None:
        return edtf
    year, month, day = found.groups()
    try:
        when = datetime(int(year), int(month or 1), int(day or 1), tzinfo=UTC)
    except ValueError:
        return edtf
    pattern = "d MMM y" if day else "MMM y" if month else "y"
    said = format_date(when, pattern, locale="en")
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
    """An ISO 8601 instant or a datetime to the minute; other text stays as it is, None is empty."""
    if instant is None:
        return ""
    try:
        when = instant if isinstance(instant, datetime) else datetime.fromisoformat(str(instant))
    except ValueError:
        return str(instant)
    return str(format_datetime(when, "d MMM y, HH:mm", locale="en"))
