"""What the shapes of `data/date_shapes.toml` say: a match over folded text to EDTF.

EDTF is ISO 8601-2:2019, level 1. Impossible days are refused; an ambiguous order gives a second reading.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

# First regnal year minus one, of Japan's modern eras (Era Name Act, 1979; Meiji from 1868).
_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_EARLIEST = 1826  # the oldest photograph that survives
_LATEST = 2100
_PIVOT = 40  # a two-digit year up to 40 is of this century: wires of 1941 do not abbreviate
_FINNISH_CASE = re.compile(r"kuu(?:ssa|sta|hun|n|lla|lta)$")


class Reading(NamedTuple):
    """What a match says; `span` where it is shorter than the match (folded offsets)."""

    edtf: str
    other: str | None = None
    span: tuple[int, int] | None = None


def read_shape(name: str, match: re.Match[str], months: Mapping[str, int]) -> Reading | None:
    """The EDTF of a match; None where it is no date after all.

    Args:
        name: Which shape of `data/date_shapes.toml` matched.
        match: Its match over folded text, with groups among `d m y word word2 era n`.
        months: Folded month name to its number.
    """
    groups = match.groupdict()
    if name in {"year-in", "year-end"}:
        return Reading(groups["y"], span=match.span("y")) if _plausible(int(groups["y"])) else None
    month, span = _month(match, groups, months)
    if groups.get("word") and month is None:
        return None
    year = _year(groups)
    if groups.get("m"):
        return _numeric(name, groups, year)
    day = int(groups["d"]) if groups.get("d") else None
    if month is None:
        return Reading(f"{year:04}") if year else None
    edtf = _edtf(year, month, day)
    return Reading(edtf, span=span) if edtf else None


def _plausible(year: int) -> bool:
    return _EARLIEST <= year <= _LATEST


def _year(groups: Mapping[str, str | None]) -> int | None:
    if (era := groups.get("era")) is not None:
        number = groups["n"] or "1"
        return _ERAS[era] + (1 if number == "元" else int(number))
    text = groups.get("y")
    if not text:
        return None
    year = int(text)
    return year + (2000 if year <= _PIVOT else 1900) if len(text) == 2 else year  # noqa: PLR2004 (two digits)


def _month(
    match: re.Match[str], groups: Mapping[str, str | None], months: Mapping[str, int]
) -> tuple[int | None, tuple[int, int] | None]:
    """The month of the words, one or two of them, and the span where less than the match is the date."""
    first, second = groups.get("word"), groups.get("word2")
    if not first:
        return None, None
    if second:
        pair = months.get(f"{first} {second}") or (_named(first, months) if second in months else None)
        if pair:
            return pair, None
        # The words overlap what stands before or after: "saturday october 5", "5 october bridge".
        if (later := _named(second, months)) and match.start("word") < match.start(
            "d" if groups.get("d") else "y"
        ):
            return later, (match.start("word2"), match.end())
        if first in months and groups.get("y") is None:
            return months[first], (match.start(), match.end("word"))
        return None, None
    return _named(first, months), None


def _named(word: str, months: Mapping[str, int]) -> int | None:
    """The month a word names, also behind a Hebrew "in" (ב) or with a Finnish case ending ("elokuussa")."""
    return (
        months.get(word) or months.get(word.removeprefix("ב")) or months.get(_FINNISH_CASE.sub("kuu", word))
    )


def _numeric(name: str, groups: Mapping[str, str | None], year: int | None) -> Reading | None:
    month = int(groups["m"] or 0)
    day = int(found) if (found := groups.get("d")) else None
    edtf = _edtf(year, month, day)
    if name != "numeric" or day is None:
        return Reading(edtf) if edtf else None
    swapped = _edtf(year, day, month)
    if edtf is None:
        return Reading(swapped) if swapped else None
    return Reading(edtf, other=swapped if swapped != edtf else None)


def _edtf(year: int | None, month: int, day: int | None) -> str | None:
    """EDTF of the parts; None for a day that no calendar has."""
    if not 1 <= month <= 12 or (year is not None and not _plausible(year)):  # noqa: PLR2004 (months)
        return None
    if day is not None:
        try:
            date(year or 2000, month, day)
        except ValueError:
            return None
    head = f"{year:04}" if year is not None else "XXXX"
    return f"{head}-{month:02}" + (f"-{day:02}" if day is not None else "")
