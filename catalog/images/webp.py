"""The chunks of a WebP file, read without its decoder so that damaged files give up their metadata too."""

from typing import BinaryIO, NamedTuple

_MOST_CHUNKS = 5_000
_LARGEST_CHUNK = 64 * 1024 * 1024
_METADATA = {b"EXIF": "exif", b"XMP ": "xmp", b"ICCP": "icc"}
# The chunk of Content Credentials (C2PA Technical Specification 2.2, annex A).
_CREDENTIALS = b"C2PA"
_LOSSY_START = b"\x9d\x01\x2a"
_LOSSLESS_START = 0x2F


class WebpBlocks(NamedTuple):
    """The metadata of a WebP file.

    Attributes:
        exif: TIFF streams.
        xmp: XMP packets.
        icc: The colour profile, empty without one.
        size: Width and height of the canvas in pixels, None where no chunk states them.
        credentials: Whether there are Content Credentials.
    """

    exif: tuple[bytes, ...]
    xmp: tuple[bytes, ...]
    icc: bytes
    size: tuple[int, int] | None
    credentials: bool


def read_webp_blocks(file: BinaryIO) -> WebpBlocks:
    """Walk the chunks (RFC 9649, section 2.3 and after).

    Args:
        file: Seekable bytes that begin with `RIFF`, a size and `WEBP`.
    """
    found: dict[str, list[bytes]] = {"exif": [], "xmp": [], "icc": []}
    size: tuple[int, int] | None = None
    credentials = False
    file.seek(12)
    for _ in range(_MOST_CHUNKS):
        head = file.read(8)
        if len(head) < 8:  # noqa: PLR2004 -- name and size, four bytes each
            break
        credentials = credentials or head[:4] == _CREDENTIALS
        length = int.from_bytes(head[4:], "little")
        kind = _METADATA.get(head[:4])
        taken = min(length, _LARGEST_CHUNK) if kind else min(length, 10)
        body = file.read(taken)
        if kind:
            found[kind].append(body)
        else:
            size = size or _size(head[:4], body)
        file.seek(length - taken + length % 2, 1)
    exif = tuple(block.removeprefix(b"Exif\x00\x00") for block in found["exif"])
    return WebpBlocks(exif, tuple(found["xmp"]), next(iter(found["icc"]), b""), size, credentials)


def _size(name: bytes, body: bytes) -> tuple[int, int] | None:
    """The size that a chunk of the picture states, each format in its own bits."""
    if len(body) < 10:  # noqa: PLR2004 -- the longest of the three heads
        return None
    if name == b"VP8X":
        return int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1
    if name == b"VP8 " and body[3:6] == _LOSSY_START:
        return int.from_bytes(body[6:8], "little") & 0x3FFF, int.from_bytes(body[8:10], "little") & 0x3FFF
    if name == b"VP8L" and body[0] == _LOSSLESS_START:
        bits = int.from_bytes(body[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return None
