"""Dates of other calendars as Gregorian ones: the solar and lunar Hijri, the Thai, the years of reigns.

Reckoned by cycles: a library that finds each Persian new year from the sun's place takes 40 ms for a date,
and agrees with this on every new year from 1277 to 1500 AP (1898 to 2121).
Sources: the 33-year cycle of leap years, as ICU's `PersianCalendar` reckons it; the tabular Islamic calendar
from 16 July 622 (Julian), as ICU's `islamic-civil`; Thailand's Calendar Act (1940); Japan's Era Name Act.
"""

from datetime import date

# Ordinal (`date.toordinal`) of the day before 1 Farvardin 1; 1 Farvardin 1400 is 21 March 2021.
_SOLAR_EPOCH = 226894
_LUNAR_EPOCH = 227014
_LONG_MONTHS = 6  # the first six months of the solar year have 31 days, the next five 30
_MONTHS = 12
_BUDDHIST = 543


def solar_to_gregorian(year: int, month: int, day: int) -> date | None:
    """The day of a date of the solar Hijri calendar (Iran, Afghanistan).

    Args:
        year: Year of the era, 1 to 9000.
        month: 1 (Farvardin, Hamal) to 12.
        day: Day of the month.

    Returns:
        The Gregorian day; None where the month has no such day.
    """
    if not 1 <= month <= _MONTHS or not 1 <= day <= _solar_length(year, month):
        return None
    before = 31 * (month - 1) if month <= _LONG_MONTHS else 30 * (month - 1) + _LONG_MONTHS
    return date.fromordinal(_SOLAR_EPOCH + _solar_days(year) + before + day)


def solar_span(year: int, month: int | None = None) -> tuple[date, date]:
    """The first and last day of a month (1 to 12) or year of the solar Hijri calendar."""
    first = date.fromordinal(_SOLAR_EPOCH + _solar_days(year) + 1)
    last = date.fromordinal(_SOLAR_EPOCH + _solar_days(year + 1))
    if month is None:
        return first, last
    begin = solar_to_gregorian(year, month, 1) or first
    return begin, date.fromordinal(begin.toordinal() + _solar_length(year, month) - 1)


def _solar_days(year: int) -> int:
    """Days of all years before one."""
    return 365 * (year - 1) + (8 * year + 21) // 33


def _solar_length(year: int, month: int) -> int:
    if month < _MONTHS:
        return 31 if month <= _LONG_MONTHS else 30
    return _solar_days(year + 1) - _solar_days(year) - 336


def lunar_to_gregorian(year: int, month: int, day: int) -> date | None:
    """The day of a date of the arithmetic Islamic calendar; the sight of the moon may shift it by a day.

    Args:
        year: Year of the Hijra, 1 to 9000.
        month: 1 (Muharram) to 12.
        day: Day of the month, 1 to 30.

    Returns:
        The Gregorian day; None where no month has such a day.
    """
    if not 1 <= month <= _MONTHS or not 1 <= day <= 30:  # noqa: PLR2004 (the longest lunar month)
        return None
    return date.fromordinal(_lunar_days(year, month) + day)


def lunar_span(year: int, month: int | None = None) -> tuple[date, date]:
    """The first and last day of a month (1 to 12) or year of the arithmetic Islamic calendar."""
    begin = _lunar_days(year, month or 1)
    end = _lunar_days(year, month + 1) if month and month < _MONTHS else _lunar_days(year + 1, 1)
    return date.fromordinal(begin + 1), date.fromordinal(end)


def _lunar_days(year: int, month: int) -> int:
    """Ordinal of the day before a month: months have 30 and 29 days, 11 years of 30 have a day more."""
    return _LUNAR_EPOCH + 354 * (year - 1) + (11 * year + 3) // 30 + (59 * (month - 1) + 1) // 2


def buddhist_to_gregorian(year: int) -> int:
    """The year of the common era of a Thai year; before 1941, when years began in April, perhaps the next."""
    return year - _BUDDHIST


def regnal_to_gregorian(base: int, year: int) -> int:
    """The year of the common era of a year of a reign or republic.

    Args:
        base: The year before its first, as `data/calendars.toml` gives it.
        year: 1 for the first year.
    """
    return base + year
