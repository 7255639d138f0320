"""The parts of a date that a shape found: day, month, year, each by its name in `data/date_shapes/`."""

import re
from datetime import date

from catalog.caption.calendars import buddhist_to_gregorian, regnal_to_gregorian
from catalog.caption.date_signs import Line
from catalog.caption.date_words import DateWords

YEARS = range(1826, 2101)
"""Years that a caption's date may lie in: from the oldest photograph that survives to those announced."""
_PIVOT = 30  # a two-digit year above is of the last century: nothing is older than 1926 but written so
_TAIWAN = 1911
_THAI_CENTURY = 2500
_THAI = "\u0e00"
_MONTH_NAMES = frozenset("Mm")


class Parts:
    """The parts of one match over a line of signs."""

    def __init__(self, line: Line, match: re.Match[str], words: DateWords) -> None:
        self.line = line
        self.match = match
        self.words = words

    def has(self, name: str) -> bool:
        """Whether a part stands in the match."""
        return name in self.match.re.groupindex and self.match[name] is not None

    def value(self, *names: str) -> int | None:
        """The number of the first of these parts that stands in the match; None where none does."""
        return next((self.line.value(self.match.start(name)) for name in names if self.has(name)), None)

    def word(self, name: str) -> str:
        """The words of a part, as written."""
        start, end = self.line.span(self.match.start(name))
        return self.line.text[start:end]

    @property
    def year(self) -> int | None:
        """The year of the common era, whatever it is counted from; None where none is said."""
        if self.has("e"):
            return regnal_to_gregorian(self.value("e") or 0, self.value("n") or 0)
        if self.has("z"):
            return self._short_year(self.value("z") or 0)
        year = self.value("y", "y2", "y3")
        return regnal_to_gregorian(_TAIWAN, year or 0) if self.has("y") and self.match["y"] == "T" else year

    def _short_year(self, value: int) -> int:
        if self.has("w") and self.word("w")[0] >= _THAI:
            return buddhist_to_gregorian(_THAI_CENTURY + value)
        return value + (2000 if value <= _PIVOT else 1900)

    @property
    def month(self) -> int | None:
        """The month; None where two different names stand side by side, or none."""
        if not self.has("w"):
            return self.value("m", "m2", "m3")
        first = self.value("w")
        named = {self.match.start(name) for name in ("w", "w2") if self.has(name)}
        others = {
            self.line.value(place)
            for place in range(*self.match.span())
            if self.line.signs[place] in _MONTH_NAMES and place not in named
        }
        return first if others <= {first} else None

    @property
    def last_month(self) -> int | None:
        """The month of an interval's end, where that has one of its own, else the one month."""
        return self.value("w2", "m2") or self.month


def edtf_of(year: int | None, month: int | None, day: int | None) -> str | None:
    """EDTF of the parts; None for a year without photographs, and for a day that no calendar has."""
    if year is not None and year not in YEARS:
        return None
    head = f"{year:04}" if year is not None else "XXXX"
    if month is None:
        return head if day is None and year is not None else None
    try:
        date(year or 2000, month, day or 1)
    except ValueError:
        return None
    return f"{head}-{month:02}" + (f"-{day:02}" if day is not None else "")
