"""PNG chunks that hold metadata, also those that stand after the picture."""

import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_XMP_KEYWORD = b"XML:com.adobe.xmp"
# The chunk of Content Credentials (C2PA Technical Specification 2.2, annex A).
_CREDENTIALS = b"caBX"
_MOST_CHUNKS = 20_000
_LARGEST_TEXT = 4 * 1024 * 1024
# ImageMagick's text form of a binary block: name, length, then lines of hexadecimal digits.
_PROFILE = re.compile(rb"Raw profile type (exif|iptc|8bim|xmp|APP1)", re.IGNORECASE)


class PngBlocks(NamedTuple):
    """The metadata of a PNG file.

    Attributes:
        exif: TIFF streams of eXIf chunks and of raw profiles.
        photoshop: Image resources or bare IIM from a raw profile, empty without any.
        xmp: XMP packets.
        credentials: Whether there are Content Credentials.
    """

    exif: tuple[bytes, ...]
    photoshop: bytes
    xmp: tuple[bytes, ...]
    credentials: bool


def read_png_blocks(file: BinaryIO) -> PngBlocks:
    """Collect eXIf, iTXt and raw-profile chunks (PNG Specification, third edition, section 11.3).

    Args:
        file: Seekable bytes that begin with the PNG signature.
    """
    exif: list[bytes] = []
    xmp: list[bytes] = []
    photoshop = b""
    credentials = False
    for kind, body in _chunks(file):
        if kind == _CREDENTIALS:
            credentials = True
            continue
        if kind == b"eXIf":
            exif.append(body.removeprefix(b"Exif\x00\x00"))
            continue
        keyword, text = _text_of(kind, body)
        profile = _PROFILE.fullmatch(keyword)
        if keyword == _XMP_KEYWORD:
            xmp.append(text)
        elif profile is None:
            continue
        elif profile[1].lower() in {b"exif", b"app1"}:
            exif.append(_from_hexadecimal(text).removeprefix(b"Exif\x00\x00"))
        elif profile[1].lower() == b"xmp":
            xmp.append(_from_hexadecimal(text))
        else:
            photoshop += _from_hexadecimal(text)
    return PngBlocks(tuple(exif), photoshop, tuple(xmp), credentials)


def _chunks(file: BinaryIO) -> Iterator[tuple[bytes, bytes]]:
    """Type and body of each chunk that may hold metadata; the others are passed over."""
    file.seek(len(_SIGNATURE))
    for _ in range(_MOST_CHUNKS):
        head = file.read(8)
        if len(head) < 8 or head[4:] == b"IEND":  # noqa: PLR2004 -- length and type, four bytes each
            return
        size = int.from_bytes(head[:4], "big")
        if head[4:] in {b"eXIf", b"iTXt", b"tEXt", b"zTXt"} and size <= _LARGEST_TEXT:
            yield head[4:], file.read(size)
            file.seek(4, 1)
        else:
            if head[4:] == _CREDENTIALS:
                yield head[4:], b""
            file.seek(size + 4, 1)


def _text_of(kind: bytes, body: bytes) -> tuple[bytes, bytes]:
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
    """The inflated bytes, at most `_LARGEST_TEXT`; empty where they are damaged."""
    try:
        return zlib.decompressobj().decompress(data, _LARGEST_TEXT)
    except zlib.error:
        return b""


def _from_hexadecimal(text: bytes) -> bytes:
    """The block behind a raw profile's digits."""
    lines = text.strip().split(b"\n", 2)
    digits = re.sub(rb"[^0-9a-fA-F]", b"", lines[-1])
    return bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))
