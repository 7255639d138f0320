"""A WebP file chunk by chunk: XMP replaced or added, all other bytes as they are."""

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from catalog.images.writing.c2pa import LEFT_OUT
from catalog.images.writing.edit import Edit
from catalog.images.writing.model import CannotWriteError, Piece
from catalog.images.writing.packets import whole
from catalog.images.writing.pieces import Pieces, size_of

# WebP Container Specification, "RIFF file format" and "Extended file format".
_HEADER = 12
_HEAD = 8
_MOST_CHUNKS = 100_000
_XMP, _EXTENDED, _MANIFEST = b"XMP ", b"VP8X", b"C2PA"
_HAS_XMP, _HAS_ALPHA = 0x04, 0x10
_LARGEST_XMP = 4 * 1024 * 1024


class _Chunk(NamedTuple):
    """A chunk: its type, where it stands, and its first bytes."""

    kind: bytes
    start: int
    end: int
    size: int
    head: bytes


def plan_webp(file: BinaryIO, edit: Edit) -> tuple[Piece, ...]:
    """What a copy is made of. WebP has no place for IIM.

    Raises:
        CannotWriteError: The file's metadata cannot be carried over whole.
    """
    size = size_of(file)
    file.seek(0)
    stop = min(int.from_bytes(file.read(_HEADER)[4:8], "little") + 8, size)
    chunks = list(_chunks(file, stop))
    if not chunks or chunks[-1].end < stop - 1:
        raise CannotWriteError(where="webp", reason="damaged: its chunks do not come to an end")
    body = Pieces(size)
    if chunks[0].kind == _EXTENDED:
        flags = chunks[0].head[0] | _HAS_XMP
        body.keep(chunks[0].start, chunks[0].start + _HEAD)
        body.add(bytes([flags]))
        body.keep(chunks[0].start + _HEAD + 1, chunks[0].end)
        chunks = chunks[1:]
    else:
        body.add(_extended(chunks[0]))
    _body(file, chunks, edit, body)
    length = body.length + 4
    whole_file = Pieces(size)
    whole_file.add(b"RIFF" + length.to_bytes(4, "little") + b"WEBP")
    for piece in body.done():
        whole_file.add(piece) if isinstance(piece, bytes) else whole_file.keep(*piece)
    whole_file.keep(stop)
    return whole_file.done()


def _body(file: BinaryIO, chunks: list[_Chunk], edit: Edit, body: Pieces) -> None:
    """All chunks after the first, with the packet in its place, which is the end where there was none."""
    missing = True
    for chunk in chunks:
        if chunk.kind == _MANIFEST:
            edit.note(LEFT_OUT)
        elif chunk.kind == _XMP:
            if chunk.size > _LARGEST_XMP:
                raise CannotWriteError(where="xmp", reason=f"a packet of {chunk.size} bytes is too large")
            file.seek(chunk.start + _HEAD)
            body.add(_packet(edit, file.read(chunk.size)))
            missing = False
        else:
            body.keep(chunk.start, chunk.end)
            if (chunk.end - chunk.start) % 2:
                body.add(b"\x00")  # the padding that the last chunk may lack
    if missing:
        body.add(_packet(edit, None))


def _chunks(file: BinaryIO, stop: int) -> Iterator[_Chunk]:
    """Every chunk, until they end or one is cut off."""
    at = _HEADER
    for _ in range(_MOST_CHUNKS):
        file.seek(at)
        head = file.read(_HEAD + 10)
        size = int.from_bytes(head[4:8], "little")
        if at + _HEAD + size > stop or len(head) < _HEAD:
            return
        yield _Chunk(head[:4], at, min(at + _HEAD + size + size % 2, stop), size, head[_HEAD:])
        at += _HEAD + size + size % 2


def _packet(edit: Edit, packet: bytes | None) -> bytes:
    data = whole(edit.packet(packet))
    return _XMP + len(data).to_bytes(4, "little") + data + b"\x00" * (len(data) % 2)


def _extended(picture: _Chunk) -> bytes:
    """The chunk that announces metadata, for a file that is only a picture."""
    flags = _HAS_XMP
    head = picture.head
    if picture.kind == b"VP8L" and head[:1] == b"\x2f":
        # Width and height less one in 14 bits each, then whether there is alpha (lossless bitstream, 3.4).
        bits = int.from_bytes(head[1:5], "little")
        width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        flags |= _HAS_ALPHA * (bits >> 28 & 1)
    elif picture.kind == b"VP8 " and head[3:6] == b"\x9d\x01\x2a":
        # After the start code, 14 bits each of width and height (RFC 6386, 9.1).
        width = int.from_bytes(head[6:8], "little") & 0x3FFF
        height = int.from_bytes(head[8:10], "little") & 0x3FFF
    else:
        raise CannotWriteError(where="webp", reason="damaged: it does not begin with a picture")
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little") if width and height else b""
    if not size:
        raise CannotWriteError(where="webp", reason="damaged: a picture without size")
    return _EXTENDED + (10).to_bytes(4, "little") + bytes([flags, 0, 0, 0]) + size
