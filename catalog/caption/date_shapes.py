"""The shapes that dates take, over folded text, and the EDTF that each gives.

EDTF is ISO 8601-2:2019, level 1. Impossible days are refused; an ambiguous order gives a second reading.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

# First regnal year minus one, of Japan's modern eras (Era Name Act, 1979; Meiji from 1868).
_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_EARLIEST = 1826  # the oldest photograph that survives
_LATEST = 2100
_PIVOT = 40  # a two-digit year up to 40 is of this century: wires of 1941 do not abbreviate
_FINNISH_CASE = re.compile(r"kuu(?:ssa|sta|hun|n|lla|lta)$")


@dataclass(frozen=True, slots=True)
class Shape:
    """A pattern with groups among `d m y word word2 era`, and the order it stands for."""

    name: str
    pattern: re.Pattern[str]


class Reading(NamedTuple):
    """What a match says; `span` where it is shorter than the match (folded offsets)."""

    edtf: str
    other: str | None = None
    span: tuple[int, int] | None = None


_D = r"(?P<d>\d{1,2})"
_YEAR = r"(?P<y>(?:1[89]|20)\d{2})"
_Y = _YEAR + r"(?!\d)"
# Indic vowel signs are no letters to `re`, but they belong to the word.
_LETTERS = r"(?:[^\W\d_]|[\u0900-\u0dff]){3,}"
_WORD = rf"(?P<word>{_LETTERS})\.?(?:[\s/]+(?P<word2>{_LETTERS}))?"
_ORDINAL = r"(?:st|nd|rd|th|er|o|a|º|ª|\.|-?ого|-го|\s?η|\s?年)?"
_OF = r"(?:\s*(?:de|of|d'|del|da|ng)\b)?"

SHAPES: tuple[Shape, ...] = tuple(
    Shape(name, re.compile(pattern))
    for name, pattern in (
        ("iso", rf"(?<![\d/.-]){_YEAR}(?P<s>[-/.])\s?(?P<m>\d{{1,2}})(?P=s)\s?{_D}(?!\d)"),
        ("cjk", rf"(?:(?P<era>明治|大正|昭和|平成|令和)(?P<n>\d{{1,2}}|元)|{_YEAR})\s?[年년]\s?(?:(?P<m>\d{{1,2}})\s?[月월]\s?(?:{_D}\s?[日일])?)?"),
        ("vietnamese", rf"ngay\s+{_D}[/-](?P<m>\d{{1,2}})(?:[/-]{_Y})?"),
        ("numeric", rf"(?<![\d/.-]){_D}(?P<s>[-/.])(?P<m>\d{{1,2}})(?P=s)(?P<y>(?:1[89]|20)\d{{2}}|\d{{2}})(?![\d/.-]\d|\d)"),
        ("day-month", rf"(?<![\d:.,]){_D}{_ORDINAL},?[\s-]*{_OF}\s*{_WORD}[\s,./-]*(?:(?:de|del|da|of)\s+)?{_Y}"),
        ("month-day", rf"(?<!\w){_WORD},?\s*{_D}(?:st|nd|rd|th)?(?:\s*,\s*|\s+|\s+de\s+){_Y}"),
        ("month-year", rf"(?<!\w){_WORD}(?:\s*,\s*|\s+(?:(?:de|of)\s+)?){_Y}"),
        ("day-month-bare", rf"(?<![\d:.,]){_D}{_ORDINAL}[\s-]*{_OF}\s*{_WORD}(?!\w)"),
        ("month-day-bare", rf"(?<!\w){_WORD}\s+{_D}(?:st|nd|rd|th)?(?![\d:]|\s*(?:years|people|million|percent))"),
        ("year-in", rf"(?<!\w)(?:in|from|en|im jahr|im|nel|em|circa|c\.|late|early|mid|summer|winter|spring|autumn|dated|at the)\s+{_Y}(?!\s*[-–]\s*\d|\w)"),
        ("year-end", rf"(?:,|\s)\s*{_Y}(?=\s*(?:\(|$|[.。]\s*(?:$|\(|©|\ue000|[^\W\d_]))|\s*\ue000)"),
    )
)  # fmt: skip


def read_shape(
    shape: Shape, match: re.Match[str], months: Mapping[str, int], today: date | None
) -> Reading | None:
    """The EDTF of a match; None where it is no date after all."""
    groups = match.groupdict()
    if shape.name in {"year-in", "year-end"}:
        span = match.span("y")
        return Reading(groups["y"], span=span) if _plausible(int(groups["y"])) else None
    month, span = _month(match, groups, months)
    if groups.get("word") and month is None:
        return None
    year = _year(groups)
    if groups.get("m"):
        return _numeric(shape, groups, year)
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


def _numeric(shape: Shape, groups: Mapping[str, str | None], year: int | None) -> Reading | None:
    month = int(groups["m"] or 0)
    day = int(groups["d"]) if groups.get("d") else None
    edtf = _edtf(year, month, day)
    if shape.name != "numeric" or day is None:
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
