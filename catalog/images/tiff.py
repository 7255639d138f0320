"""Tags of a TIFF directory as bytes: writers store IIM as bytes or as long integers."""

import struct
from collections.abc import Container
from typing import BinaryIO

_ENTRY = 12
_INLINE = 4
_LARGEST_TAG = 64 * 1024 * 1024
# Field type to size of one value in bytes (TIFF 6.0, section 2).
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 6: 1, 7: 1, 8: 2, 9: 4, 13: 4}


def read_tiff_tags(file: BinaryIO, wanted: Container[int]) -> dict[int, bytes]:
    """The bytes of the first directory's wanted tags, as they lie in the file; the first of a tag counts.

    Args:
        file: Seekable bytes that begin with a TIFF header.
        wanted: Tag numbers.
    """
    file.seek(0)
    head = file.read(8)
    if len(head) < 8 or head[:2] not in {b"II", b"MM"}:  # noqa: PLR2004 -- a TIFF header's size
        return {}
    return read_directory(file, wanted, struct.unpack(f"{_order(head)}I", head[4:])[0])


def read_directory(file: BinaryIO, wanted: Container[int], at: int) -> dict[int, bytes]:
    """The same of the directory at an offset.

    Args:
        file: Seekable bytes that begin with `II` or `MM`.
        wanted: Tag numbers.
        at: Where the directory begins, in bytes.
    """
    file.seek(0)
    order = _order(file.read(2))
    file.seek(at)
    count = file.read(2)
    if len(count) < 2:  # noqa: PLR2004 -- a short integer's size
        return {}
    directory = file.read(struct.unpack(f"{order}H", count)[0] * _ENTRY)
    found: dict[int, bytes] = {}
    for entry in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        tag, kind, number = struct.unpack_from(f"{order}HHI", directory, entry)
        size = _SIZES.get(kind, 0) * number
        if tag not in wanted or tag in found or not 0 < size <= _LARGEST_TAG:
            continue
        value = directory[entry + 8 : entry + _ENTRY]
        if size > _INLINE:
            file.seek(struct.unpack(f"{order}I", value)[0])
            value = file.read(size)
        found[tag] = value[:size]
    return found


def _order(head: bytes) -> str:
    """The byte order that a TIFF header names, as `struct` writes it."""
    return "<" if head[:2] == b"II" else ">"
