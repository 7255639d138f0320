"""Dates of metadata blocks and rows as ISO 8601, with the precision and the zone that they state."""

import re
from datetime import date, datetime, time
from enum import StrEnum
from typing import NamedTuple

from catalog.dates.zones import load_zones, offset_of

# One grammar reads EXIF `2020:09:30 14:05:11`, IIM `20200930` and `140511+0200`, XMP `2020-09-30T14:05Z`; and
# what rows hold besides: a month of one digit (`20209`), thousandths right behind the minute (`14:05.250`).
_DATE = re.compile(
    r"(?P<year>\d{4})(?:(?P<digit>[1-9])|[-:/.]?(?P<month>\d\d)(?:[-:/.]?(?P<day>\d\d))?)?"
    r"(?:[T ]\s*(?P<hour>\d\d):?(?P<minute>\d\d)"
    r"(?::?(?P<second>\d\d)(?:[.,](?P<fraction>\d+))?|[.,](?P<thousandths>\d{3}))?)?"
    r"\s*(?P<zone>Z|[+-]\d\d:?\d\d)?",
    re.ASCII,
)
_CLOCK = r"(?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.(?P<fraction>\d+))?)?"
_ZONE = r"(?:\s(?P<zone>[+-]\d\d:?\d\d|[A-Z]{2,5}))?"
# `Wed Sep 30 14:05:11 CEST 2020` (date of POSIX, asctime of C), `Wed, 30 Sep 2020 14:05:11 +0200` (RFC 5322).
_IN_WORDS = (
    re.compile(
        rf"[A-Z][a-z]{{2}}\s(?P<name>[A-Z][a-z]{{2}})\s{{1,2}}(?P<day>\d\d?)\s{_CLOCK}{_ZONE}\s(?P<year>\d{{4}})",
        re.ASCII,
    ),
    re.compile(
        rf"(?:[A-Z][a-z]{{2}},\s)?(?P<day>\d\d?)\s(?P<name>[A-Z][a-z]{{2}})\s(?P<year>\d{{4}})\s{_CLOCK}{_ZONE}",
        re.ASCII,
    ),
)
# Zones in force reach from UTC-12 to UTC+14 and lie on quarters of an hour (IANA time zone database).
_FARTHEST_ZONE = 14 * 60
_QUARTER = 15
_LAST_MONTH = 12


class Form(StrEnum):
    """How a date was written, where that says something of how far it may be trusted."""

    USUAL = "date"
    IN_WORDS = "date-in-words"
    INCOMPLETE = "date-incomplete"
    DAY_BEFORE_MONTH = "date-day-before-month"
    THOUSANDTHS = "date-thousandths"
    SUMMER_NAME_IN_WINTER = "date-summer-name-in-winter"


class IsoDate(NamedTuple):
    """A date read, or why it was not.

    Attributes:
        value: `2020`, `2020-09`, `2020-09-30` or `2020-09-30T14:05:11+02:00`; None where blank or unreadable.
        problem: What is wrong with the text, None where nothing is.
        form: How it was written.
    """

    value: str | None
    problem: str | None = None
    form: Form = Form.USUAL


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
    parts, form = _parts(text)
    if not parts:
        if text != day:
            return IsoDate(read_date(day).value, f"unreadable time {time!r}")
        return IsoDate(None, f"unreadable date {text[:40]!r}")
    if parts["year"] == "0000":
        return IsoDate(None)
    try:
        value = _day(parts)
        clock = _clock(parts, subsecond)
    except ValueError:
        return IsoDate(None, f"impossible date {text[:40]!r}")
    if len(value) < len("2020-09-30"):
        return IsoDate(value, form=Form.INCOMPLETE)
    if not clock:
        return IsoDate(value, form=form)
    zone, problem, form = _zone(parts["zone"] or offset.strip(" \x00"), clock, parts["month"], form)
    return IsoDate(f"{value}T{clock}{zone}", problem, form)


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


def _parts(text: str) -> tuple[dict[str, str], Form]:
    """The figures of a date by what they are, and how they were written; empty where it is no date."""
    match = _DATE.fullmatch(text)
    if match is not None:
        parts = {name: figures or "" for name, figures in match.groupdict().items()}
        return _ordered(parts)
    months = load_zones().months
    for pattern in _IN_WORDS:
        match = pattern.fullmatch(text)
        if match is not None and match["name"] in months:
            parts = {name: figures or "" for name, figures in match.groupdict().items()}
            month = f"{months.index(match['name']) + 1:02}"
            return parts | {"month": month, "day": parts["day"].zfill(2)}, Form.IN_WORDS
    return {}, Form.USUAL


def _ordered(parts: dict[str, str]) -> tuple[dict[str, str], Form]:
    """A date in figures with day and month in their places and thousandths behind a second of zero."""
    form = Form.USUAL
    if parts["digit"]:
        parts["month"] = f"0{parts['digit']}"
    if parts["month"] and parts["day"] and int(parts["month"]) > _LAST_MONTH >= int(parts["day"]):
        # `20202809`: American tables that put the day before the month.
        parts["month"], parts["day"], form = parts["day"], parts["month"], Form.DAY_BEFORE_MONTH
    if parts["thousandths"]:
        # No block lets a minute have a fraction: three digits there are thousandths of a second that is zero.
        parts["second"], parts["fraction"], form = "00", parts["thousandths"], Form.THOUSANDTHS
    return parts, form


def _day(parts: dict[str, str]) -> str:
    """The date as far as it is stated.

    Raises:
        ValueError: There is no such day.
    """
    year, month, day = parts["year"], parts["month"] or "00", parts["day"] or "00"
    if month == "00":
        return year
    date(int(year), int(month), max(int(day), 1))
    return f"{year}-{month}" if day == "00" else f"{year}-{month}-{day}"


def _clock(parts: dict[str, str], subsecond: str) -> str:
    """The time as far as it is stated, empty where it is not.

    Raises:
        ValueError: There is no such time.
    """
    if not parts["hour"]:
        return ""
    clock = f"{parts['hour']}:{parts['minute']}"
    if parts["second"]:
        clock = f"{clock}:{parts['second']}"
    time.fromisoformat(clock)
    if not parts["second"]:
        return clock
    fraction = parts["fraction"] or (subsecond.strip(" \x00") if subsecond.strip(" \x00").isdecimal() else "")
    return f"{clock}.{fraction[:6]}" if fraction.strip("0") else clock


def _zone(zone: str, clock: str, month: str, form: Form) -> tuple[str, str | None, Form]:
    """The offset as `+02:00`, empty where it is not stated or cannot be one; a problem; how it was written.

    GIMP writes the time of day where the offset belongs: `105206-1052`.
    """
    if zone == "Z":
        return "+00:00", None, form
    if (named := offset_of(zone, month)) is not None:
        return named[0], None, Form.SUMMER_NAME_IN_WINTER if named[1] else form
    match = re.fullmatch(r"([+-])(\d\d):?(\d\d)", zone)
    if match is None:
        return "", f"unreadable offset {zone!r}" if zone else None, form
    hours, minutes = int(match[2]), int(match[3])
    distance = hours * 60 + minutes
    echo = match[1] == "-" and distance and f"{match[2]}:{match[3]}" == clock[:5]
    if echo or distance > _FARTHEST_ZONE or minutes % _QUARTER:
        return "", f"{zone} is no offset from UTC", form
    return f"{match[1]}{match[2]}:{match[3]}", None, form
