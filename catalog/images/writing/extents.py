"""Whether all that a TIFF file points to lies within it: what is appended must not become its pixels."""

import struct
from collections.abc import Iterator
from typing import BinaryIO

from catalog.images.writing.model import CannotWriteError

# Size of one value of each field type (TIFF 6.0, section 2; IFD: TIFF Tech Note 1).
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
_ENTRY, _INLINE = 12, 4
# Offsets of pixels, and the tag with their lengths: strips, tiles, JPEG streams (TIFF 6.0, 8, 15, 22).
_PIXELS = {273: 279, 324: 325, 513: 514}
# Further directories: SubIFDs, Exif, GPS (TIFF Tech Note 1; Exif 3.0, 4.6.3).
_DIRECTORIES = (330, 34665, 34853)
_MOST_DIRECTORIES = 1_000
_LARGEST_LIST = 8_000_000


def check_extents(file: BinaryIO, size: int) -> None:
    """Follow all directories of a file and what they point to.

    Args:
        file: Seekable bytes that begin with a TIFF header.
        size: How many they are.

    Raises:
        CannotWriteError: Something lies beyond the file's end, or directories cannot be read.
    """
    file.seek(0)
    head = file.read(8)
    order = "<" if head[:2] == b"II" else ">"
    try:
        waiting = list(struct.unpack_from(f"{order}I", head, 4))
        seen: set[int] = set()
        while waiting:
            place = waiting.pop()
            if not place:
                continue
            if place in seen or len(seen) == _MOST_DIRECTORIES:
                # The first directory gets another place: whatever led back to it would lead astray.
                raise CannotWriteError(where="tiff", reason="damaged: its directories lead in a circle")
            seen.add(place)
            waiting += _follow(file, order, place, size)
    except struct.error as error:
        raise CannotWriteError(where="tiff", reason="damaged: a directory is cut off") from error


def _follow(file: BinaryIO, order: str, place: int, size: int) -> list[int]:
    """Check one directory; where further ones stand."""
    file.seek(place)
    (count,) = struct.unpack(f"{order}H", file.read(2))
    data = file.read(count * _ENTRY)
    further = list(struct.unpack(f"{order}I", file.read(_INLINE)))
    lists: dict[int, list[int]] = {}
    for tag, values in _entries(file, order, data, size):
        lists.setdefault(tag, values)
    for offsets, lengths in _PIXELS.items():
        for at, length in zip(lists.get(offsets, ()), lists.get(lengths, ()), strict=False):
            _within(at + length, size)
    return further + [at for tag in _DIRECTORIES for at in lists.get(tag, ())]


def _entries(file: BinaryIO, order: str, data: bytes, size: int) -> Iterator[tuple[int, list[int]]]:
    """Each entry that says where something lies, after a check of where its value does."""
    wanted = {*_PIXELS, *_PIXELS.values(), *_DIRECTORIES}
    for at in range(0, len(data), _ENTRY):
        tag, kind, count = struct.unpack_from(f"{order}HHI", data, at)
        length = _SIZES.get(kind, 0) * count
        value = data[at + 8 : at + _ENTRY]
        if length > _INLINE:
            (where,) = struct.unpack(f"{order}I", value)
            _within(where + length, size)
            if tag not in wanted or length > _LARGEST_LIST:
                continue
            file.seek(where)
            value = file.read(length)
        if tag in wanted and kind in {3, 4, 13}:
            letter = "H" if kind == 3 else "I"  # noqa: PLR2004 -- a short integer's type
            yield tag, list(struct.unpack_from(f"{order}{count}{letter}", value))


def _within(end: int, size: int) -> None:
    if end > size:
        raise CannotWriteError(where="tiff", reason=f"damaged: it points {end - size} bytes beyond its end")
