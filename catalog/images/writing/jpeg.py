"""A JPEG file segment by segment: XMP and IIM replaced, all other bytes as they are."""

import re
from typing import BinaryIO

from catalog.images.blocks import read_resource_blocks
from catalog.images.jpeg import APP1, APP2, APP13, EXIF, EXTENSION, PHOTOSHOP, XMP_END, Segment, read_segments
from catalog.images.writing import mpf
from catalog.images.writing.c2pa import LEFT_OUT, manifest_starts
from catalog.images.writing.edit import Edit
from catalog.images.writing.model import CannotWriteError, Piece
from catalog.images.writing.packets import split
from catalog.images.writing.pieces import Pieces, size_of

_XMP = b"http://ns.adobe.com/xap/1.0/\x00"
_APP0 = 0xE0
# A segment's length has two bytes and counts itself (ITU-T T.81, B.1.1.4).
_LARGEST_BODY = 65_533
# Head and footer of a trailer that may hold IIM of its own begin so; the footer says where the head stands,
# counted from the file's start (AXS File Concatenation Protocol 1.1.2).
_AFCP = re.compile(rb"AXS(?:(!)|\*)(.{4})", re.DOTALL)
_TRAILERS = 1024 * 1024
_START_OF_SCAN = b"\xff\xda"


def plan_jpeg(file: BinaryIO, edit: Edit) -> tuple[Piece, ...]:
    """What a copy is made of.

    Raises:
        CannotWriteError: The file's metadata cannot be carried over whole.
    """
    segments = list(read_segments(file))
    end = file.tell() - len(_START_OF_SCAN)
    file.seek(max(end, 0))
    if not all(segment.whole for segment in segments) or file.read(2) != _START_OF_SCAN:
        raise CannotWriteError(where="jpeg", reason="damaged: there is no picture after its segments")
    size = size_of(file)
    if _has_afcp(file, size):
        raise CannotWriteError(where="jpeg", reason="its AFCP trailer counts from the file's start")
    new, gone = _replacements(segments, edit)
    manifest = manifest_starts(segments)
    if manifest:
        edit.note(LEFT_OUT)
    gone |= manifest
    return _assembled(segments, new, gone, size)


def _has_afcp(file: BinaryIO, size: int) -> bool:
    """Whether an AFCP trailer follows the picture, also before other trailers."""
    file.seek(max(size - _TRAILERS, 0))
    for match in _AFCP.finditer(file.read()):
        file.seek(int.from_bytes(match[2], "big" if match[1] else "little"))
        if _AFCP.match(file.read(8)):
            return True
    return False


def _replacements(segments: list[Segment], edit: Edit) -> tuple[dict[int, bytes], set[int]]:
    """New bytes by where they go in, and the segments that are not kept."""
    photoshop = [s for s in segments if s.marker == APP13 and s.body.startswith(PHOTOSHOP)]
    standard = [s for s in segments if _is_xmp(s)]
    extended = [s for s in segments if s.marker == APP1 and s.body.startswith(EXTENSION)]
    resources = b"".join(s.body[len(PHOTOSHOP) :] for s in photoshop)
    blocks = read_resource_blocks(resources)
    packets: list[bytes | None] = [s.body.split(XMP_END, 1)[1] for s in standard] or list(blocks.xmp[:1])
    iim = edit.resources(resources, blocks.iim, without_xmp=not standard)
    parts = [s.body[len(EXTENSION) :] for s in extended]
    first = _first_place(segments)
    new: dict[int, bytes] = {}
    for number, packet in enumerate(packets or [None]):
        done = split(edit.packet(packet, parts))
        place = standard[number].start if standard else first
        new[place] = new.get(place, b"") + _segment(APP1, _XMP + done.standard)
        new[place] += b"".join(_segment(APP1, EXTENSION + part) for part in done.parts)
    place = photoshop[0].start if photoshop else first
    new[place] = new.get(place, b"") + _resource_segments(iim)
    gone = {s.start for s in (*photoshop, *standard)}
    # Parts that no packet names belong to nobody we know, and stay.
    named = {part[:32] for part in parts if any(p and part[:32] in p for p in packets)}
    return new, gone | {s.start for s, part in zip(extended, parts, strict=True) if part[:32] in named}


def _is_xmp(segment: Segment) -> bool:
    """Whether a segment holds a standard packet; ImageMagick writes another beginning of its signature."""
    return (
        segment.marker == APP1
        and not segment.body.startswith((EXIF, EXTENSION))
        and XMP_END in segment.body[:40]
    )


def _first_place(segments: list[Segment]) -> int:
    """Where new segments go: after JFIF and Exif, which have to come first (Exif 3.0, 4.5.4)."""
    place = 2
    for segment in segments:
        if segment.marker != _APP0 and not (segment.marker == APP1 and segment.body.startswith(EXIF)):
            break
        place = segment.end
    return place


def _assembled(
    segments: list[Segment], new: dict[int, bytes], gone: set[int], size: int
) -> tuple[Piece, ...]:
    """The pieces; an index of further pictures follows the growth, which is known only at the end."""
    lost = sum(s.end - s.start for s in segments if s.start in gone)
    grown = sum(map(len, new.values())) - lost
    pieces = Pieces(size)
    at = 0
    for segment in sorted([*segments, *_marks(segments, new)], key=lambda s: (s.start, s.end)):
        pieces.keep(at, segment.start)
        at = max(at, segment.start)
        pieces.add(new.pop(segment.start, b""))
        if segment.start in gone:
            at = segment.end
        elif segment.marker == APP2 and segment.body.startswith(mpf.SIGNATURE):
            before = pieces.length - segment.start
            body = mpf.move_pictures(segment.body, grown=grown, grown_before=before)
            pieces.add(_segment(APP2, body))
            at = segment.end
    pieces.keep(at)
    return pieces.done()


def _marks(segments: list[Segment], new: dict[int, bytes]) -> list[Segment]:
    """Empty segments for places where none begins."""
    starts = {segment.start for segment in segments}
    return [Segment(0, b"", place, place, whole=True) for place in new if place not in starts]


def _resource_segments(resources: bytes) -> bytes:
    """Photoshop resources in as many segments as they need; readers join them."""
    room = _LARGEST_BODY - len(PHOTOSHOP)
    return b"".join(
        _segment(APP13, PHOTOSHOP + resources[at : at + room]) for at in range(0, len(resources), room)
    )


def _segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(body) + 2).to_bytes(2, "big") + body
