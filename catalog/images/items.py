"""The items of AVIF and HEIF files, read without a decoder: EXIF, XMP, colour profile, size in pixels."""

import os
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

_HEAD = 8
_MOST_BOXES = 5_000
_MOST_ITEMS = 5_000
_LARGEST_META = 16 * 1024 * 1024
_LARGEST_ITEM = 64 * 1024 * 1024
_MOST_EXTENTS = 64
_XMP_TYPE = b"application/rdf+xml"
_PROFILES = frozenset({b"prof", b"rICC"})


class ItemBlocks(NamedTuple):
    """The metadata of an AVIF or HEIF file.

    Attributes:
        exif: TIFF streams.
        xmp: XMP packets.
        icc: The colour profile, empty without one.
        size: Width and height of the largest picture in pixels, None where none is stated.
    """

    exif: tuple[bytes, ...] = ()
    xmp: tuple[bytes, ...] = ()
    icc: bytes = b""
    size: tuple[int, int] | None = None


class _Item(NamedTuple):
    """An item: its kind, and the type that one of kind `mime` names."""

    kind: bytes
    media_type: bytes


class _Place(NamedTuple):
    """Where an item lies: whether in the box `idat`, then offset and length of each part in bytes."""

    inside: bool
    extents: tuple[tuple[int, int], ...]


def read_item_blocks(file: BinaryIO) -> ItemBlocks:
    """Read the file's `meta` box (ISO/IEC 14496-12, section 8.11; ISO/IEC 23008-12, annex A).

    Args:
        file: Seekable bytes that begin with a `ftyp` box.
    """
    meta = _meta(file)
    boxes = dict(_boxes(meta, 4)) if meta else {}
    items, places = _items(boxes.get(b"iinf", b"")), _places(boxes.get(b"iloc", b""))
    exif: list[bytes] = []
    xmp: list[bytes] = []
    for number, item in items.items():
        place = places.get(number)
        if place is None or not (item.kind == b"Exif" or item.media_type == _XMP_TYPE):
            continue
        data = _data(file, place, boxes.get(b"idat", b""))
        if item.kind == b"Exif":
            exif.append(_stream(data))
        else:
            xmp.append(data)
    icc, size = _properties(boxes.get(b"iprp", b""))
    return ItemBlocks(tuple(block for block in exif if block), tuple(xmp), icc, size)


def _stream(data: bytes) -> bytes:
    """The TIFF stream of an EXIF item, whose first four bytes say how many more stand before it."""
    stream = data[4 + int.from_bytes(data[:4], "big") :]
    return stream.removeprefix(b"Exif\x00\x00")


def _meta(file: BinaryIO) -> bytes:
    """The body of the first `meta` box at the top."""
    end = file.seek(0, os.SEEK_END)
    at = 0
    for _ in range(_MOST_BOXES):
        file.seek(at)
        head = file.read(_HEAD)
        size, begin = int.from_bytes(head[:4], "big"), _HEAD
        if size == 1:
            size, begin = int.from_bytes(file.read(8), "big"), 16
        size = size or end - at
        if head[4:] == b"meta":
            return file.read(min(size - begin, _LARGEST_META)) if size > begin else b""
        at += size
        if len(head) < _HEAD or size < _HEAD or at >= end:
            break
    return b""


def _boxes(data: bytes, at: int = 0) -> Iterator[tuple[bytes, bytes]]:
    """Name and body of each box within another."""
    for _ in range(_MOST_BOXES):
        size = int.from_bytes(data[at : at + 4], "big")
        begin = at + _HEAD
        if size == 1:
            size, begin = int.from_bytes(data[begin : begin + 8], "big"), begin + 8
        if size < begin - at or at + size > len(data):
            return
        yield data[at + 4 : at + 8], data[begin : at + size]
        at += size


def _items(body: bytes) -> dict[int, _Item]:
    """Item number to what it is."""
    items: dict[int, _Item] = {}
    for name, entry in _boxes(body, 6 if body[:1] == b"\x00" else 8):
        version = entry[0] if entry else 0
        if name != b"infe" or version < 2:  # noqa: PLR2004 -- older entries name no kind
            continue
        wide = 2 if version == 2 else 4  # noqa: PLR2004 -- item numbers grew with version 3
        kind = entry[6 + wide : 10 + wide]
        texts = entry[10 + wide :].split(b"\x00")
        media_type = texts[1] if kind == b"mime" and len(texts) > 1 else b""
        items[int.from_bytes(entry[4 : 4 + wide], "big")] = _Item(kind, media_type)
    return items


def _places(body: bytes) -> dict[int, _Place]:
    """Item number to where it lies; ends where the box does."""
    if len(body) < 8:  # noqa: PLR2004 -- version, sizes and a count
        return {}
    version = body[0]
    offset_size, length_size, base_size = body[4] >> 4, body[4] & 15, body[5] >> 4
    index_size = body[5] & 15 if version else 0
    reader = _Reader(body, 6)
    wide = 4 if version > 1 else 2
    places: dict[int, _Place] = {}
    for _ in range(min(reader.number(wide), _MOST_ITEMS)):
        number = reader.number(wide)
        method = reader.number(2) & 15 if version else 0
        reader.number(2)
        base = reader.number(base_size)
        extents: list[tuple[int, int]] = []
        for _ in range(min(reader.number(2), _MOST_EXTENTS)):
            reader.number(index_size)
            extents.append((base + reader.number(offset_size), reader.number(length_size)))
        if reader.ended:
            break
        if method <= 1:
            places[number] = _Place(method == 1, tuple(extents))
    return places


class _Reader:
    """Whole numbers one after the other; zeros once the bytes have ended."""

    def __init__(self, data: bytes, at: int) -> None:
        self._data = data
        self._at = at

    @property
    def ended(self) -> bool:
        """Whether more was asked for than there is."""
        return self._at > len(self._data)

    def number(self, size: int) -> int:
        """The number in the next `size` bytes."""
        piece = self._data[self._at : self._at + size]
        self._at += size
        return int.from_bytes(piece, "big")


def _data(file: BinaryIO, place: _Place, inside: bytes) -> bytes:
    """An item's bytes, parts joined."""
    parts: list[bytes] = []
    room = _LARGEST_ITEM
    for offset, length in place.extents:
        if offset >= 1 << 62:
            continue
        wanted = min(length or room, room)
        if place.inside:
            parts.append(inside[offset : offset + wanted])
        else:
            file.seek(offset)
            parts.append(file.read(wanted))
        room -= len(parts[-1])
    return b"".join(parts)


def _properties(body: bytes) -> tuple[bytes, tuple[int, int] | None]:
    """The first colour profile, and the size of the largest picture, whose tiles are smaller."""
    icc = b""
    sizes: list[tuple[int, int]] = []
    window: tuple[int, int] | None = None
    for name, entry in _boxes(dict(_boxes(body)).get(b"ipco", b"")):
        if name == b"colr" and entry[:4] in _PROFILES:
            icc = icc or entry[4:]
        elif name == b"ispe" and len(entry) >= 12:  # noqa: PLR2004 -- version and two numbers
            sizes.append((int.from_bytes(entry[4:8], "big"), int.from_bytes(entry[8:12], "big")))
        elif name == b"clap" and len(entry) >= 16:  # noqa: PLR2004 -- four numbers first
            window = window or _window(entry)
    largest = max(sizes, key=lambda size: size[0] * size[1], default=None)
    return icc, window or largest


def _window(entry: bytes) -> tuple[int, int] | None:
    """The part of the coded picture that is shown, in pixels: two ratios, of width and of height."""
    numbers = [int.from_bytes(entry[at : at + 4], "big") for at in range(0, 16, 4)]
    width, by_width, height, by_height = numbers
    return (width // by_width, height // by_height) if by_width and by_height else None
