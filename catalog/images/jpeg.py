"""JPEG's application segments, read without an image library so that damaged files give up theirs too."""

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

_SOI = b"\xff\xd8"
_START_OF_SCAN = 0xDA
_END_OF_IMAGE = 0xD9
# Markers without a length: TEM and RST0-RST7 (ITU-T T.81, table B.1).
_BARE = frozenset({0x01, *range(0xD0, 0xD8)})
_APP0, APP1, APP2, APP11, APP13, _COMMENT = 0xE0, 0xE1, 0xE2, 0xEB, 0xED, 0xFE
# Frame headers of every coding process; C4, C8 and CC are other markers (ITU-T T.81, table B.1).
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}

# A file may hold thousands of tiny segments; real ones hold dozens.
_MOST_SEGMENTS = 2_000
_LONGEST_JUNK = 65_536

_JFIF = b"JFIF\x00"
EXIF = b"Exif\x00\x00"
PHOTOSHOP = b"Photoshop 3.0\x00"
_ICC = b"ICC_PROFILE\x00"
XMP_END = b"xap/1.0/\x00"
# A JUMBF superbox whose description has the type of C2PA (C2PA Technical Specification 2.2, annex A).
_CREDENTIALS = b"jumdc2pa"
EXTENSION = b"http://ns.adobe.com/xmp/extension/\x00"


class Segment(NamedTuple):
    """A marker segment before the picture.

    Attributes:
        marker: The second byte of its marker.
        body: Its bytes after marker and length.
        start: Where its marker stands in the file.
        end: Where it ends; fewer bytes than its length states where the file is cut off.
        whole: Whether the file holds all of it.
    """

    marker: int
    body: bytes
    start: int
    end: int
    whole: bool


class JpegBlocks(NamedTuple):
    """The metadata of a JPEG file, segments joined.

    Attributes:
        exif: TIFF streams; a camera writes one.
        photoshop: The joined Photoshop image resources, empty without any.
        xmp: Standard XMP packets; writers give one.
        extensions: ExtendedXMP parts: GUID, length and offset as bytes, then data.
        icc: The joined colour profile, empty without one.
        jfif: What follows the JFIF signature, empty without one.
        comments: Comment segments.
        size: Width and height in pixels, None where no frame header is found.
        credentials: Whether there are Content Credentials.
    """

    exif: tuple[bytes, ...]
    photoshop: bytes
    xmp: tuple[bytes, ...]
    extensions: tuple[bytes, ...]
    icc: bytes
    jfif: bytes
    comments: tuple[bytes, ...]
    size: tuple[int, int] | None
    credentials: bool


def read_jpeg_blocks(file: BinaryIO) -> JpegBlocks:
    """Collect the segments that stand before the picture.

    Args:
        file: Seekable bytes that begin with a JPEG start marker.
    """
    exif: list[bytes] = []
    photoshop: list[bytes] = []
    xmp: list[bytes] = []
    extensions: list[bytes] = []
    icc: list[bytes] = []
    comments: list[bytes] = []
    jfif = b""
    size = None
    credentials = False
    for marker, body, *_ in read_segments(file):
        if marker == APP13 and body.startswith(PHOTOSHOP):
            photoshop.append(body[len(PHOTOSHOP) :])
        elif marker == APP2 and body.startswith(_ICC):
            icc.append(body[len(_ICC) :])
        elif marker == APP1:
            _sort_app1(body, exif, xmp, extensions)
        elif marker == _APP0 and body.startswith(_JFIF):
            jfif = jfif or body[len(_JFIF) :]
        elif marker == _COMMENT:
            comments.append(body)
        elif marker == APP11:
            credentials = credentials or _CREDENTIALS in body[:64]
        elif marker in _FRAMES:
            size = size or _size(body)
    return JpegBlocks(
        exif=tuple(exif), photoshop=b"".join(photoshop), xmp=tuple(xmp), extensions=tuple(extensions),
        icc=_join_profile(icc), jfif=jfif, comments=tuple(comments), size=size,
        credentials=credentials,
    )  # fmt: skip


def _size(frame: bytes) -> tuple[int, int] | None:
    """Width and height that a frame header states; a height of 0 is told after the scan, and is none here."""
    height, width = int.from_bytes(frame[1:3], "big"), int.from_bytes(frame[3:5], "big")
    return (width, height) if width and height else None


def _join_profile(parts: list[bytes]) -> bytes:
    """A colour profile's parts in the order of their numbers (ICC.1:2022, annex B.4)."""
    return b"".join(part[2:] for part in sorted(parts, key=lambda part: part[:1]))


def _sort_app1(body: bytes, exif: list[bytes], xmp: list[bytes], extensions: list[bytes]) -> None:
    """Put an APP1 segment where it belongs."""
    if body.startswith(EXIF):
        block = body[len(EXIF) :]
        if exif and block[:2] not in {b"II", b"MM"}:
            # A block longer than one segment goes on in the next (as Exif writers of maker notes do).
            exif[-1] += block
        else:
            exif.append(block)
    elif body.startswith(EXTENSION):
        extensions.append(body[len(EXTENSION) :])
    elif XMP_END in body[:40]:
        # ImageMagick writes `XMP\0://ns.adobe.com/xap/1.0/\0`: the end of the signature decides.
        xmp.append(body.split(XMP_END, 1)[1])


def read_segments(file: BinaryIO) -> Iterator[Segment]:
    """Each segment that stands before the picture, in order; where they end, the file stands behind them.

    Args:
        file: Seekable bytes that begin with a JPEG start marker; read between two segments by nobody else.
    """
    file.seek(0)
    if file.read(2) != _SOI:
        return
    for _ in range(_MOST_SEGMENTS):
        marker = _next_marker(file)
        if marker is None or marker in {_END_OF_IMAGE, _START_OF_SCAN}:
            return
        if marker in _BARE:
            continue
        start = file.tell() - 2
        size = int.from_bytes(file.read(2), "big")
        body = file.read(max(size - 2, 0))
        segment = Segment(marker, body, start, file.tell(), len(body) >= size - 2)
        yield segment
        if not segment.whole:
            return


def _next_marker(file: BinaryIO) -> int | None:
    """The next marker's code; fill bytes and a bounded run of foreign bytes are passed over."""
    before = b""
    for _ in range(_LONGEST_JUNK):
        byte = file.read(1)
        if not byte:
            return None
        if before == b"\xff" and byte not in {b"\x00", b"\xff"}:
            return byte[0]
        before = byte
    return None
