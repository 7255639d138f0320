"""A PNG file chunk by chunk: XMP replaced, IIM where it has some, all other bytes as they are."""

import zlib
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from catalog.images.blocks import read_resource_blocks
from catalog.images.png import (
    LARGEST_TEXT,
    MOST_CHUNKS,
    PROFILE,
    SIGNATURE,
    XMP_KEYWORD,
    from_hexadecimal,
    text_of,
)
from catalog.images.writing.c2pa import LEFT_OUT
from catalog.images.writing.edit import Edit
from catalog.images.writing.model import CannotWriteError, Piece
from catalog.images.writing.packets import whole
from catalog.images.writing.pieces import Pieces, size_of

_TEXTUAL = frozenset({b"iTXt", b"tEXt", b"zTXt"})
# The manifest store's chunk (C2PA Technical Specification, "Embedding manifests into PNG").
_MANIFEST = b"caBX"
# Length, type and checksum (PNG Specification, third edition, 5.3).
_FRAME = 12
_LINE = 72


class _Chunk(NamedTuple):
    """A chunk, with what it holds where that is to be replaced."""

    kind: bytes
    start: int
    end: int
    keyword: bytes = b""
    text: bytes = b""


def plan_png(file: BinaryIO, edit: Edit) -> tuple[Piece, ...]:
    """What a copy is made of. PNG has no place of its own for IIM, so none is added.

    Raises:
        CannotWriteError: The file's metadata cannot be carried over whole.
    """
    size = size_of(file)
    chunks = list(_chunks(file, size))
    if not any(chunk.kind == b"IDAT" for chunk in chunks) or chunks[-1].kind != b"IEND":
        raise CannotWriteError(where="png", reason="damaged: its chunks do not come to an end")
    # IIM first: the packet may hold its digest.
    profiles = {c.start: _profile(c, edit) for c in chunks if _holds(c, {b"iptc", b"8bim"})}
    packets = [c for c in chunks if c.keyword == XMP_KEYWORD or _holds(c, {b"xmp"})]
    new = {c.start: _packet(edit, _packet_of(c)) for c in packets} | profiles
    pieces = Pieces(size)
    at = 0
    missing = not packets
    for chunk in chunks:
        if missing and chunk.kind == b"IDAT":
            pieces.keep(at, chunk.start)
            pieces.add(_packet(edit, None))
            at, missing = chunk.start, False
        if chunk.kind == _MANIFEST:
            edit.note(LEFT_OUT)
        if chunk.kind == _MANIFEST or chunk.start in new:
            pieces.keep(at, chunk.start)
            pieces.add(new.get(chunk.start, b""))
            at = chunk.end
    pieces.keep(at)
    return pieces.done()


def _chunks(file: BinaryIO, size: int) -> Iterator[_Chunk]:
    """Every chunk up to the end of the picture, textual ones with their text."""
    at = len(SIGNATURE)
    for _ in range(MOST_CHUNKS):
        file.seek(at)
        head = file.read(8)
        kind, end = head[4:], at + int.from_bytes(head[:4], "big") + _FRAME
        if end > size or not kind:
            return
        keyword = text = b""
        if kind in _TEXTUAL and end - at <= LARGEST_TEXT:
            keyword, text = text_of(kind, file.read(end - at - _FRAME))
            if keyword != XMP_KEYWORD and PROFILE.fullmatch(keyword) is None:
                text = b""  # a comment; ever so many may be inflated one after the other, but not kept
        yield _Chunk(kind, at, end, keyword, text)
        if kind == b"IEND":
            return
        at = end


def _holds(chunk: _Chunk, profiles: set[bytes]) -> bool:
    """Whether a chunk is a raw profile of one of these names."""
    match = PROFILE.fullmatch(chunk.keyword)
    return match is not None and match[1].lower() in profiles


def _packet_of(chunk: _Chunk) -> bytes:
    return chunk.text if chunk.keyword == XMP_KEYWORD else from_hexadecimal(chunk.text)


def _packet(edit: Edit, packet: bytes | None) -> bytes:
    """An XMP chunk, uncompressed and read-only (XMP Part 3, 1.1.5)."""
    data = whole(edit.packet(packet), in_place=False)
    return _chunk(b"iTXt", XMP_KEYWORD + bytes(5) + data)


def _profile(chunk: _Chunk, edit: Edit) -> bytes:
    """A raw profile with the copy's IIM, in the form and kind of chunk that the original has."""
    old = from_hexadecimal(chunk.text)
    data = edit.resources(old, read_resource_blocks(old).iim)
    digits = data.hex()
    lines = "\n".join(digits[at : at + _LINE] for at in range(0, len(digits), _LINE))
    name = chunk.keyword.rpartition(b" ")[2].decode("ascii")
    text = f"\n{name}\n{len(data):8}\n{lines}\n".encode()
    if chunk.kind == b"zTXt":
        return _chunk(b"zTXt", chunk.keyword + bytes(2) + zlib.compress(text))
    if chunk.kind == b"iTXt":
        return _chunk(b"iTXt", chunk.keyword + bytes(5) + text)
    return _chunk(b"tEXt", chunk.keyword + bytes(1) + text)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")
