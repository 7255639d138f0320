"""What stands beside the pictures of a GIF file: comments, and XMP in an application extension."""

from typing import BinaryIO, NamedTuple

_HEAD = 13
_LARGEST_SEARCHED = 64 * 1024 * 1024
_MOST_BLOCKS = 20_000
_MOST_COMMENTS = 50
_EXTENSION, _PICTURE = 0x21, 0x2C
_COMMENT, _APPLICATION = 0xFE, 0xFF
# The last is that of Content Credentials (C2PA Technical Specification 2.2, annex A).
_XMP, _ICC, _CREDENTIALS = b"XMP DataXMP", b"ICCRGBG1012", b"C2PA_GIF"
# The trailer that lets a GIF reader skip the packet (XMP Part 3, section 1.1.2): FF, FE ... 01, 00, 00.
_TRAILER = 258


class GifBlocks(NamedTuple):
    """The metadata of a GIF file.

    Attributes:
        xmp: XMP packets.
        comments: Comment extensions.
        size: Width and height of the screen in pixels.
        icc: The colour profile, empty without one.
        credentials: Whether there are Content Credentials.
    """

    xmp: tuple[bytes, ...]
    comments: tuple[bytes, ...]
    size: tuple[int, int] | None
    icc: bytes = b""
    credentials: bool = False


def read_gif_blocks(file: BinaryIO) -> GifBlocks:
    """Walk the blocks (GIF89a, sections 17 to 26).

    Args:
        file: Seekable bytes that begin with `GIF8`.
    """
    file.seek(0)
    data = file.read(_LARGEST_SEARCHED)
    if len(data) < _HEAD:
        return GifBlocks((), (), None)
    xmp: list[bytes] = []
    comments: list[bytes] = []
    icc = b""
    credentials = False
    at = _HEAD + _table(data[10])
    for _ in range(_MOST_BLOCKS):
        kind = data[at : at + 1]
        if kind == bytes((_PICTURE,)) and at + 9 < len(data):
            at = _after(data, at + 11 + _table(data[at + 9]))
        elif kind == bytes((_EXTENSION,)) and at + 2 < len(data):
            end = _after(data, at + 2)
            label, first = data[at + 1], data[at + 3 : at + 3 + data[at + 2]]
            if label == _APPLICATION and first == _XMP:
                # The packet is no row of blocks but bare text, closed by the trailer.
                end = _after(data, at + 3 + len(_XMP))
                xmp.append(data[at + 3 + len(_XMP) : end - _TRAILER])
            elif label == _APPLICATION and first == _ICC:
                icc = icc or _joined(data, at + 3 + len(_ICC), end)
            elif label == _APPLICATION and first.startswith(_CREDENTIALS):
                credentials = True
            elif label == _COMMENT and len(comments) < _MOST_COMMENTS:
                comments.append(_joined(data, at + 2, end))
            at = end
        else:
            break
    size = int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little")
    return GifBlocks(tuple(xmp), tuple(comments), size, icc, credentials)


def _table(flags: int) -> int:
    """Bytes of the colour table that follows, by its flags."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _after(data: bytes, at: int) -> int:
    """Where the row of blocks that begins at `at` has ended."""
    while at < len(data) and data[at]:
        at += data[at] + 1
    return at + 1


def _joined(data: bytes, at: int, end: int) -> bytes:
    """The contents of a row of blocks."""
    parts: list[bytes] = []
    while at < end - 1 and data[at]:
        parts.append(data[at + 1 : at + 1 + data[at]])
        at += data[at] + 1
    return b"".join(parts)
