"""PNG chunks that hold metadata, also those that stand after the picture."""

import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

SIGNATURE = b"\x89PNG\r\n\x1a\n"
XMP_KEYWORD = b"XML:com.adobe.xmp"
# The chunk of Content Credentials (C2PA Technical Specification 2.2, annex A).
_CREDENTIALS = b"caBX"
MOST_CHUNKS = 20_000
_MOST_TEXTS = 200
LARGEST_TEXT = 4 * 1024 * 1024
_KINDS = frozenset({b"IHDR", b"eXIf", b"iCCP", b"iTXt", b"tEXt", b"zTXt", b"tIME"})
# ImageMagick's text form of a binary block: name, length, then lines of hexadecimal digits.
PROFILE = re.compile(rb"Raw profile type (exif|iptc|8bim|xmp|APP1)", re.IGNORECASE)


class PngBlocks(NamedTuple):
    """The metadata of a PNG file.

    Attributes:
        exif: TIFF streams of eXIf chunks and of raw profiles.
        photoshop: Image resources or bare IIM from a raw profile, empty without any.
        xmp: XMP packets.
        icc: The inflated colour profile, empty without one.
        texts: Keyword to text of the other textual chunks, and `tIME`, the time of the last change.
        size: Width and height in pixels.
        credentials: Whether there are Content Credentials.
    """

    exif: tuple[bytes, ...]
    photoshop: bytes
    xmp: tuple[bytes, ...]
    icc: bytes
    texts: dict[str, str]
    size: tuple[int, int] | None
    credentials: bool


def read_png_blocks(file: BinaryIO) -> PngBlocks:
    """Collect metadata chunks (PNG Specification, third edition, section 11.3).

    Args:
        file: Seekable bytes that begin with the PNG signature.
    """
    found = _Found()
    for kind, body in _chunks(file):
        found.take(kind, body)
    return PngBlocks(
        exif=tuple(found.exif), photoshop=found.photoshop, xmp=tuple(found.xmp), icc=found.icc,
        texts=found.texts, size=found.size, credentials=found.credentials,
    )  # fmt: skip


class _Found:
    """What was met so far."""

    def __init__(self) -> None:
        self.exif: list[bytes] = []
        self.xmp: list[bytes] = []
        self.photoshop = b""
        self.icc = b""
        self.texts: dict[str, str] = {}
        self.size: tuple[int, int] | None = None
        self.credentials = False

    def take(self, kind: bytes, body: bytes) -> None:
        """One chunk."""
        if kind == b"IHDR":
            self.size = self.size or (int.from_bytes(body[:4], "big"), int.from_bytes(body[4:8], "big"))
        elif kind == _CREDENTIALS:
            self.credentials = True
        elif kind == b"eXIf":
            self.exif.append(body.removeprefix(b"Exif\x00\x00"))
        elif kind == b"iCCP":
            self.icc = self.icc or _inflate(body.partition(b"\x00")[2][1:])
        elif kind == b"tIME":
            self.texts.setdefault("tIME", _moment(body))
        else:
            self._take_text(*text_of(kind, body))

    def _take_text(self, keyword: bytes, text: bytes) -> None:
        """A textual chunk: a packet, a block in hexadecimal digits, or words."""
        profile = PROFILE.fullmatch(keyword)
        if keyword == XMP_KEYWORD:
            self.xmp.append(text)
        elif profile is None:
            name = keyword.decode("latin-1")
            if len(self.texts) < _MOST_TEXTS:
                self.texts.setdefault(name, _words(text))
        elif profile[1].lower() in {b"exif", b"app1"}:
            self.exif.append(from_hexadecimal(text).removeprefix(b"Exif\x00\x00"))
        elif profile[1].lower() == b"xmp":
            self.xmp.append(from_hexadecimal(text))
        else:
            self.photoshop += from_hexadecimal(text)


def _words(text: bytes) -> str:
    """UTF-8 where it is that, as iTXt is and generators write into tEXt too; else Latin-1 by the standard."""
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError:
        return text.decode("latin-1")


def _moment(body: bytes) -> str:
    """The time of the last change as `YYYY-MM-DD HH:MM:SS`, empty where the chunk is damaged."""
    if len(body) < 7:  # noqa: PLR2004 -- a year of two bytes, then five numbers of one
        return ""
    month, day, hour, minute, second = body[2:7]
    return f"{int.from_bytes(body[:2], 'big'):04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}"


def _chunks(file: BinaryIO) -> Iterator[tuple[bytes, bytes]]:
    """Type and body of each chunk that may hold metadata; the others are passed over."""
    file.seek(len(SIGNATURE))
    for _ in range(MOST_CHUNKS):
        head = file.read(8)
        if len(head) < 8 or head[4:] == b"IEND":  # noqa: PLR2004 -- length and type, four bytes each
            return
        size = int.from_bytes(head[:4], "big")
        if head[4:] in _KINDS and size <= LARGEST_TEXT:
            yield head[4:], file.read(size)
            file.seek(4, 1)
        else:
            if head[4:] == _CREDENTIALS:
                yield head[4:], b""
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
