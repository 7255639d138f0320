"""The directories of a TIFF stream, walked within bounds; what is damaged ends a directory, not the reading.

ExifRead asks its stream for every number, makes each entry's words for a log that nobody keeps, and gives
nothing at all where it breaks off; here a value is taken whole. Names and words stay its own, in
`catalog.images.exif_tags`.
"""

import struct
from collections.abc import Iterator
from typing import Any, NamedTuple, TypeAlias

from exifread.utils import Ratio

Buffer: TypeAlias = bytes | memoryview
"""A whole TIFF stream, or a file mapped into memory."""

_ENTRY = 12
_INLINE = 4
_MOST_ENTRIES = 5_000
_MOST_DIRECTORIES = 32
# Longer lists are tables of the sensor or positions of strips; ExifRead leaves them out too.
_MOST_NUMBERS = 1_000
_LONGEST_TEXT = 256 * 1024
_ASCII = 2
_OCTETS = frozenset({1, 7})
_RATIOS = {5: "I", 10: "i"}
# Field type to the letter that `struct` has for it (TIFF 6.0, section 2; 13 is of TIFF Technical Note 1).
_LETTERS = {1: "B", 3: "H", 4: "I", 6: "b", 7: "B", 8: "h", 9: "i", 11: "f", 12: "d", 13: "I"}
_SIZES = {_ASCII: 1, 5: 8, 10: 8} | {kind: struct.calcsize(letter) for kind, letter in _LETTERS.items()}
# Pointers to other directories, by the directory that holds them (Exif 3.0, section 4.6.3).
_POINTERS = {("Image", 0x8769): "EXIF", ("Image", 0x8825): "GPS", ("EXIF", 0xA005): "Interoperability"}
# XMP, IIM, Photoshop's resources, the colour profile and maker notes are read elsewhere, or not at all.
# Texts that the file calls bytes: GPSProcessingMethod, GPSAreaInformation, UserComment and those of Windows.
_TEXTS = frozenset({0x001B, 0x001C, 0x9286, *range(0x9C9B, 0x9CA0)})
_PASSED_OVER = frozenset({0x02BC, 0x83BB, 0x8649, 0x8773, 0x927C, 0xC634})


class Entry(NamedTuple):
    """One entry of a directory.

    Attributes:
        directory: `Image` (the first), `Thumbnail` (the second), `EXIF`, `GPS`, `Interoperability`.
        number: Tag number.
        values: Bytes of a text or of many bytes, else a list of numbers and ratios.
        text: Whether the file calls it a text.
    """

    directory: str
    number: int
    values: Any
    text: bool


def is_stream(head: bytes | memoryview) -> bool:
    """Whether bytes begin as a TIFF stream; raw formats write other numbers than 42."""
    return bytes(head[:2]) in {b"II", b"MM"}


def walk(data: Buffer) -> Iterator[Entry]:
    """Entries of the first two directories and of those that they point to, each directory once."""
    stream = _Stream(data)
    waiting: list[tuple[str, int]] = [("Image", stream.number(4))]
    seen: set[int] = set()
    budget = _MOST_ENTRIES
    while waiting and len(seen) < _MOST_DIRECTORIES:
        name, at = waiting.pop(0)
        if at in seen or not 0 < at < len(data):
            continue
        seen.add(at)
        count = min(stream.short(at), budget)
        budget -= count
        for entry in stream.entries(name, at, count):
            target = _POINTERS.get((name, entry.number))
            if target and not entry.text and entry.values and isinstance(entry.values[0], int):
                waiting.append((target, entry.values[0]))
            yield entry
        if name == "Image":
            waiting.append(("Thumbnail", stream.number(at + 2 + _ENTRY * count)))


class _Stream:
    """A TIFF stream in its own byte order; what lies beyond its end is 0, or is not there."""

    def __init__(self, data: Buffer) -> None:
        self._data = data
        self._order = "<" if bytes(data[:1]) == b"I" else ">"
        self._head = struct.Struct(f"{self._order}HHI")

    def number(self, at: int) -> int:
        """A long integer."""
        inside = 0 <= at <= len(self._data) - 4
        return int(struct.unpack_from(f"{self._order}I", self._data, at)[0]) if inside else 0

    def short(self, at: int) -> int:
        """A short integer."""
        inside = 0 <= at <= len(self._data) - 2
        return int(struct.unpack_from(f"{self._order}H", self._data, at)[0]) if inside else 0

    def entries(self, name: str, at: int, count: int) -> Iterator[Entry]:
        """A directory's entries, until one of them lies beyond the end."""
        for place in range(at + 2, at + 2 + count * _ENTRY, _ENTRY):
            if place + _ENTRY > len(self._data):
                return
            number, kind, items = self._head.unpack_from(self._data, place)
            if kind not in _SIZES or number in _PASSED_OVER:
                continue
            start = place + 8 if _SIZES[kind] * items <= _INLINE else self.number(place + 8)
            if kind == _ASCII or (kind in _OCTETS and (number in _TEXTS or items > _MOST_NUMBERS)):
                values: Any = bytes(self._data[start : start + min(items, _LONGEST_TEXT)])
            else:
                values = self._numbers(kind, items, start)
            yield Entry(name, number, values, kind == _ASCII)

    def _numbers(self, kind: int, items: int, start: int) -> list[Any]:
        """One entry's numbers or ratios; as many as are there."""
        there = min(items, (len(self._data) - start) // _SIZES[kind])
        if items > _MOST_NUMBERS or there <= 0:
            return []
        if kind in _RATIOS:
            parts = struct.unpack_from(f"{self._order}{2 * there}{_RATIOS[kind]}", self._data, start)
            return [Ratio(one, other) for one, other in zip(parts[::2], parts[1::2], strict=True)]
        return list(struct.unpack_from(f"{self._order}{there}{_LETTERS[kind]}", self._data, start))
