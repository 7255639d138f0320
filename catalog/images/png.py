"""PNG chunks that hold metadata, also those that stand after the picture."""

import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

SIGNATURE = b"\x89PNG\r\n\x1a\n"
XMP_KEYWORD = b"XML:com.adobe.xmp"
MOST_CHUNKS = 20_000
LARGEST_TEXT = 4 * 1024 * 1024
# ImageMagick's text form of a binary block: name, length, then lines of hexadecimal digits.
PROFILE = re.compile(rb"Raw profile type (exif|iptc|8bim|xmp|APP1)", re.IGNORECASE)


class PngBlocks(NamedTuple):
    """The metadata of a PNG file.

    Attributes:
        exif: TIFF streams of eXIf chunks and of raw profiles.
        photoshop: Image resources or bare IIM from a raw profile, empty without any.
        xmp: XMP packets.
    """

    exif: tuple[bytes, ...]
    photoshop: bytes
    xmp: tuple[bytes, ...]


def read_png_blocks(file: BinaryIO) -> PngBlocks:
    """Collect eXIf, iTXt and raw-profile chunks (PNG Specification, third edition, section 11.3).

    Args:
        file: Seekable bytes that begin with the PNG signature.
    """
    exif: list[bytes] = []
    xmp: list[bytes] = []
    photoshop = b""
    for kind, body in _chunks(file):
        if kind == b"eXIf":
            exif.append(body.removeprefix(b"Exif\x00\x00"))
            continue
        keyword, text = text_of(kind, body)
        profile = PROFILE.fullmatch(keyword)
        if keyword == XMP_KEYWORD:
            xmp.append(text)
        elif profile is None:
            continue
        elif profile[1].lower() in {b"exif", b"app1"}:
            exif.append(from_hexadecimal(text).removeprefix(b"Exif\x00\x00"))
        elif profile[1].lower() == b"xmp":
            xmp.append(from_hexadecimal(text))
        else:
            photoshop += from_hexadecimal(text)
    return PngBlocks(tuple(exif), photoshop, tuple(xmp))


def _chunks(file: BinaryIO) -> Iterator[tuple[bytes, bytes]]:
    """Type and body of each chunk that may hold metadata; the others are passed over."""
    file.seek(len(SIGNATURE))
    for _ in range(MOST_CHUNKS):
        head = file.read(8)
        if len(head) < 8 or head[4:] == b"IEND":  # noqa: PLR2004 -- length and type, four bytes each
            return
        size = int.from_bytes(head[:4], "big")
        if head[4:] in {b"eXIf", b"iTXt", b"tEXt", b"zTXt"} and size <= LARGEST_TEXT:
            yield head[4:], file.read(size)
            file.seek(4, 1)
        else:
            file.seek(size + 4, 1)


def text_of(kind: bytes, body: bytes) -> tuple[bytes, bytes]:
    """Keyword and text of a textual chunk, inflated within bounds."""
    keyword, _, rest = body.partition(b"\x00")
    if kind == b"tEXt":
        return keyword, rest
    if kind == b"zTXt":
        return keyword, _inflate(rest[1:])
    compressed, rest = rest[:1], rest[2:]
    text = rest.split(b"\x00", 2)[-1]
    return keyword, _inflate(text) if compressed == b"\x01" else text


def _inflate(data: bytes) -> bytes:
    """The inflated bytes, at most `LARGEST_TEXT`; empty where they are damaged."""
    try:
        return zlib.decompressobj().decompress(data, LARGEST_TEXT)
    except zlib.error:
        return b""


def from_hexadecimal(text: bytes) -> bytes:
    """The block behind a raw profile's digits."""
    lines = text.strip().split(b"\n", 2)
    digits = re.sub(rb"[^0-9a-fA-F]", b"", lines[-1])
    return bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))
