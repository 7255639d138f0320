"""Dates of the metadata blocks as ISO 8601, with the precision and the zone that they state."""

import re
from datetime import date, datetime
from typing import NamedTuple

# One grammar reads EXIF `2020:09:30 14:05:11`, IIM `20200930` and `140511+0200`, XMP `2020-09-30T14:05Z`.
_DATE = re.compile(
    r"(?P<year>\d{4})(?:[-:/.]?(?P<month>\d\d)(?:[-:/.]?(?P<day>\d\d))?)?"
    r"(?:[T ]\s*(?P<hour>\d\d):?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,](?P<fraction>\d+))?)?)?"
    r"\s*(?P<zone>Z|[+-]\d\d:?\d\d)?",
    re.ASCII,
)
# Zones in force reach from UTC-12 to UTC+14 and lie on quarters of an hour (IANA time zone database).
_FARTHEST_ZONE = 14 * 60
_QUARTER = 15


class IsoDate(NamedTuple):
    """A date read, or why it was not.

    Attributes:
        value: `2020`, `2020-09`, `2020-09-30` or `2020-09-30T14:05:11+02:00`; None where blank or unreadable.
        problem: What is wrong with the text, None where nothing is.
    """

    value: str | None
    problem: str | None = None


def read_date(day: str, *, time: str = "", offset: str = "", subsecond: str = "") -> IsoDate:
    """Read a date and what other fields state of its time.

    A month or day of zero is not stated; a date of zeros or blanks is blank.

    Args:
        day: The date, with or without a time.
        time: The time of day, where the block keeps it apart.
        offset: The offset from UTC, where the block keeps it apart.
        subsecond: The digits after the second, where the block keeps them apart.
    """
    day, time = day.strip(" \x00"), time.strip(" \x00")
    if not day.strip("0 :/.-+TZ\t"):
        return IsoDate(None)
    text = f"{day}T{time}" if time and re.fullmatch(r"[\d\-:/.]+", day) else day
    match = _DATE.fullmatch(text)
    if match is None:
        if text != day:
            return IsoDate(read_date(day).value, f"unreadable time {time!r}")
        return IsoDate(None, f"unreadable date {text[:40]!r}")
    if match["year"] == "0000":
        return IsoDate(None)
    try:
        value = _day(match)
        clock = _clock(match, subsecond)
    except ValueError:
        return IsoDate(None, f"impossible date {text[:40]!r}")
    if len(value) < len("2020-09-30") or not clock:
        return IsoDate(value)
    zone, problem = _zone(match["zone"] or offset.strip(" \x00"), clock)
    return IsoDate(f"{value}T{clock}{zone}", problem)


def same_date(one: str, other: str) -> bool:
    """Whether two dates as `read_date` gives them may be the same moment, at the coarser precision.

    An unknown zone contradicts nothing; two known zones are compared as instants.
    """
    if len(one) > len("2020-09-30T00:00") and len(other) > len("2020-09-30T00:00"):
        first, second = datetime.fromisoformat(one), datetime.fromisoformat(other)
        if first.tzinfo and second.tzinfo:
            seconds = abs((first - second).total_seconds())
            return seconds < (1 if _has_seconds(one) and _has_seconds(other) else 60)
    shorter, longer = sorted((_local(one), _local(other)), key=len)
    return longer.startswith(shorter)


def _has_seconds(value: str) -> bool:
    """Whether a date with a time states the second."""
    return value[16:17] == ":"


def _local(value: str) -> str:
    """Date and time without zone and fraction."""
    return re.sub(r"(?<=T)(\d\d:\d\d(?::\d\d)?).*", r"\1", value)


def _day(match: re.Match[str]) -> str:
    """The date as far as it is stated.

    Raises:
        ValueError: There is no such day.
    """
    year, month, day = match["year"], match["month"] or "00", match["day"] or "00"
    if month == "00":
        return year
    date(int(year), int(month), max(int(day), 1))
    return f"{year}-{month}" if day == "00" else f"{year}-{month}-{day}"


def _clock(match: re.Match[str], subsecond: str) -> str:
    """The time as far as it is stated, empty where it is not.

    Raises:
        ValueError: There is no such time.
    """
    if match["hour"] is None:
        return ""
    clock = f"{match['hour']}:{match['minute']}"
    if match["second"] is None:
        datetime.strptime(clock, "%H:%M")  # noqa: DTZ007 -- only the digits are checked
        return clock
    clock = f"{clock}:{match['second']}"
    datetime.strptime(clock, "%H:%M:%S")  # noqa: DTZ007 -- only the digits are checked
    fraction = (match["fraction"] or "") or (
        subsecond.strip(" \x00") if subsecond.strip(" \x00").isdecimal() else ""
    )
    return f"{clock}.{fraction[:6]}" if fraction.strip("0") else clock


def _zone(zone: str, clock: str) -> tuple[str, str | None]:
    """The offset as `+02:00`, empty where it is not stated or cannot be one.

    GIMP writes the time of day where the offset belongs: `105206-1052`.
    """
    if zone == "Z":
        return "+00:00", None
    match = re.fullmatch(r"([+-])(\d\d):?(\d\d)", zone)
    if match is None:
        return "", f"unreadable offset {zone!r}" if zone else None
    hours, minutes = int(match[2]), int(match[3])
    distance = hours * 60 + minutes
    echo = match[1] == "-" and distance and f"{match[2]}:{match[3]}" == clock[:5]
    if echo or distance > _FARTHEST_ZONE or minutes % _QUARTER:
        return "", f"{zone} is no offset from UTC"
    return f"{match[1]}{match[2]}:{match[3]}", None
