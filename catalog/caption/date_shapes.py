"""The shapes of dates (`data/date_shapes/`) over lines of signs: which stretches are dates."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from catalog.caption.date_parts import Parts
from catalog.caption.date_readings import READINGS
from catalog.caption.date_signs import NUMBERS, Line
from catalog.caption.date_words import DateWords, Shape

_NUMBERS = frozenset(NUMBERS)
_NOTHING = "nothing"  # a stretch that is no date, and closed to the shapes behind it


class Found(NamedTuple):
    """A date in the caption, whatever it is the date of.

    Attributes:
        start: First code point.
        end: First code point after it.
        edtf: What it says; a day without a year is `XXXX-09-30`.
        other: The second reading of an ambiguous order, None where there is one.
        read: How its shape is read; it tells what kind of words name a year.
    """

    start: int
    end: int
    edtf: str
    other: str | None
    read: str


def scan_dates(words: DateWords, lines: list[Line]) -> list[Found]:
    """The dates of a caption, left to right; none overlap.

    Args:
        words: The tables of dates.
        lines: What `write_lines` made of the caption.
    """
    found: list[Found] = []
    for line in lines:
        numbers = [place for place, sign in enumerate(line.signs) if sign in _NUMBERS]
        claimed = bytearray(len(line.signs))
        for shape in words.shapes_for(line.signs, len(numbers)):
            if read := list(_read_shape(shape, line, claimed, words)):
                found += read
                if all(claimed[place] for place in numbers):
                    break
    return sorted(found)


def _read_shape(shape: Shape, line: Line, claimed: bytearray, words: DateWords) -> Iterator[Found]:
    """The dates of one shape where no shape before it read one."""
    position = 0
    while match := shape.pattern.search(line.signs, position):
        start, end = _extent(match)
        position = match.start() + 1
        if any(claimed[start:end]):
            continue
        if shape.read != _NOTHING:
            reading = READINGS[shape.read](Parts(line, match, words))
            if reading is None:
                continue
            yield Found(line.span(start)[0], line.span(end - 1)[1], *reading, shape.read)
        claimed[start:end] = b"\1" * (end - start)
        position = max(end, position)


def _extent(match: re.Match[str]) -> tuple[int, int]:
    """From the first part to the end of the match."""
    places = [match.start(name) for name in match.re.groupindex if match.start(name) >= 0]
    return min(places, default=match.start()), match.end()
