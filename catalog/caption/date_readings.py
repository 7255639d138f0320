"""How the parts of a date are read: one function for each value of `read` in `data/date_shapes/`.

EDTF is ISO 8601-2:2019, level 1; a day without a year is written `XXXX-09-30` and never leaves the room.
Impossible days are refused; where the order of day and month is open, both readings are given.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from catalog.caption.calendars import (
    buddhist_to_gregorian,
    lunar_span,
    lunar_to_gregorian,
    solar_span,
    solar_to_gregorian,
)
from catalog.caption.date_parts import YEARS, Parts, edtf_of

_DECADE = 10
_DECADE_PIVOT = 20  # "the 20s" are the last century's, "the 10s" this one's
_SOLAR_PIVOT = 20  # 00 to 20 are the years 1400 to 1420 of the solar calendar
_SLIP = 6  # letters of a month that a slip of the keys may hide in; shorter names are too near to other words
_PLAIN_MARKS = frozenset({".", ",", " ", ". "})


class Reading(NamedTuple):
    """What a match says: its EDTF, and the second reading of an ambiguous order."""

    edtf: str
    other: str | None = None


def _parts(parts: Parts) -> Reading | None:
    """Day, month and year in any order, or the two ends of an interval."""
    year, month, day = parts.year or parts.value("y1"), parts.month, parts.value("d")
    if not parts.has("d2") and not parts.has("w2"):
        edtf = edtf_of(year, month, day)
        about = parts.has("q") or parts.has("about")
        return Reading(f"{edtf}~" if about else edtf) if edtf else None
    last_month = parts.last_month
    first_year = parts.value("y1") or year
    if not parts.has("y1") and first_year and month and last_month and month > last_month:
        first_year -= 1  # "30 December to 2 January 2020"
    return _interval(edtf_of(first_year, month, day), edtf_of(year, last_month, parts.value("d2")))


def _year_first(parts: Parts) -> Reading | None:
    """A year, a month's name, perhaps a day: a capital after a point begins a sentence, not a month."""
    marked = parts.has("mark") and parts.match["mark"] in _PLAIN_MARKS
    return None if marked and parts.word("w")[0].isupper() else _parts(parts)


def _numbers(parts: Parts) -> Reading | None:
    """Three numbers, the year last: day, month, year, or else month, day, year."""
    year, first, second = parts.year, parts.value("d"), parts.month
    day_first, month_first = edtf_of(year, second, first), edtf_of(year, first, second)
    chosen = day_first or month_first
    return Reading(chosen, month_first if month_first != chosen else None) if chosen else None


def _eight_figures(parts: Parts) -> Reading | None:
    value = parts.value("y") or 0
    return Reading(f"{value // 10000:04}-{value // 100 % 100:02}-{value % 100:02}")


def _solar(parts: Parts) -> Reading | None:
    """A day, month or year of Iran's calendar; what is longer than a day is an interval of ours."""
    short = parts.value("z")
    if short is not None:
        short += 1400 if short <= _SOLAR_PIVOT else 1300
    year = parts.value("y", "y2") or short or 0
    month, day = parts.value("w", "m"), parts.value("d")
    if month is None or day is None:
        return _span(*solar_span(year, month), by_month=month is not None)
    found = solar_to_gregorian(year, month, day)
    return Reading(found.isoformat()) if found else None


def _lunar(parts: Parts) -> Reading | None:
    """A day, month or year of the Islamic calendar; a day is about right: the sight of the moon decides."""
    year, month, day = parts.value("y") or 0, parts.value("w", "m"), parts.value("d")
    if month is None or day is None:
        return _span(*lunar_span(year, month), by_month=month is not None)
    found = lunar_to_gregorian(year, month, day)
    return Reading(f"{found.isoformat()}~") if found else None


def _hijra_numbers(parts: Parts) -> Reading | None:
    return _lunar(parts) if parts.has("lunar") else _solar(parts)


def _thai(parts: Parts) -> Reading | None:
    edtf = edtf_of(buddhist_to_gregorian(parts.value("y") or 0), parts.month, parts.value("d"))
    return Reading(edtf) if edtf else None


def _season(parts: Parts) -> Reading | None:
    return Reading(f"{parts.year:04}-{parts.value('s')}") if parts.year in YEARS else None


def _decade(parts: Parts) -> Reading | None:
    """Ten years: of a century named or, by two figures, of the one that is near; of a reign, by its years."""
    if parts.has("e"):
        first = parts.year or 0
        return Reading(f"{first}/{first + _DECADE - 1}")
    short = parts.value("z", "z2")
    year = parts.year or 0 if short is None else short + (1900 if short >= _DECADE_PIVOT else 2000)
    return Reading(f"{year // _DECADE}X") if year % _DECADE == 0 else None


def _solar_decade(parts: Parts) -> Reading | None:
    """Ten years of Iran's calendar begin in one year of ours and end in the tenth after it."""
    year = parts.value("y") or 1300 + (parts.value("z") or 0)
    if year % _DECADE:
        return None
    return Reading(f"{solar_span(year)[0].year}/{solar_span(year + _DECADE - 1)[1].year}")


def _about(parts: Parts) -> Reading | None:
    if not parts.has("y1"):
        return Reading(f"{parts.year}~")
    return _interval(f"{parts.value('y1')}~", f"{parts.year}~")


def _doubt(parts: Parts) -> Reading | None:
    return Reading(f"{parts.year}?")


def _years(parts: Parts) -> Reading | None:
    return _interval(str(parts.value("y1")), str(parts.year))


def _year(parts: Parts) -> Reading | None:
    return Reading(str(parts.year))


def _slip(parts: Parts) -> Reading | None:
    """A month that its writer misspelt: one letter wrong, missing, doubled or exchanged."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 (only a slip needs it)

    word = parts.word("w").lower()
    if len(word) < _SLIP - 1:
        return None
    near = (m for name, m in parts.words.english if len(name) >= _SLIP and OSA.distance(word, name) == 1)
    month = next(near, None)
    edtf = edtf_of(parts.year, month, parts.value("d"))
    return Reading(edtf) if edtf else None


def _span(first: date, last: date, *, by_month: bool) -> Reading:
    length = len("2020-09") if by_month else len("2020")
    return Reading(f"{first.isoformat()[:length]}/{last.isoformat()[:length]}")


def _interval(first: str | None, last: str | None) -> Reading | None:
    return Reading(f"{first}/{last}") if first and last and first < last else None


READINGS: Mapping[str, Callable[[Parts], Reading | None]] = {
    "parts": _parts,
    "year-first": _year_first,
    "numbers": _numbers,
    "eight-figures": _eight_figures,
    "solar": _solar,
    "lunar": _lunar,
    "hijra-numbers": _hijra_numbers,
    "thai": _thai,
    "season": _season,
    "decade": _decade,
    "solar-decade": _solar_decade,
    "about": _about,
    "doubt": _doubt,
    "years": _years,
    "year": _year,
    "year-picture": _year,
    "year-shown": _year,
    "slip": _slip,
}
"""How each `read` of the shapes' table is read; None says that the parts are no date after all."""
