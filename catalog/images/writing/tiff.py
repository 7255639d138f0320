"""A TIFF file with a new first directory at its end: nothing that lies in the file is moved or changed."""

import struct
from typing import BinaryIO, Literal, NamedTuple

from catalog.images.blocks import TIFF_IIM, TIFF_PHOTOSHOP, TIFF_XMP, read_resource_blocks
from catalog.images.tiff import read_tiff_tags
from catalog.images.writing.c2pa import LEFT_OUT
from catalog.images.writing.edit import Edit
from catalog.images.writing.extents import check_extents
from catalog.images.writing.model import CannotWriteError, Piece
from catalog.images.writing.packets import whole
from catalog.images.writing.pieces import Pieces, size_of
from catalog.images.writing.resources import rebuild_resources

_ENTRY, _INLINE, _HEADER = 12, 4, 8
_BYTE, _LONG = 1, 4
# The manifest store (C2PA Technical Specification, "Embedding manifests into TIFF").
_MANIFEST = 0xCD41
# Marks of raw files: a small picture in the first directory (TIFF 6.0, NewSubfileType, bit 0), the pattern of
# a sensor's filters (TIFF/EP, PhotometricInterpretation), DNGVersion (DNG 1.7).
_SUBFILE_TYPE, _PHOTOMETRIC, _DNG_VERSION = 0x00FE, 0x0106, 0xC612
_SENSOR = 32_803
_CANON_RAW = b"CR"
_LARGEST_FILE = 0xFFFFFFFF


class _Directory(NamedTuple):
    """The first directory.

    Attributes:
        order: Byte order for `struct`.
        entries: Its entries by tag, 12 bytes each.
        next: Where the next directory stands, as bytes.
    """

    order: str
    entries: dict[int, bytes]
    next: bytes


def is_raw(file: BinaryIO) -> bool:
    """Whether a TIFF file is a camera's raw file, whose makers' own offsets we do not know."""
    tags = read_tiff_tags(file, {_SUBFILE_TYPE, _PHOTOMETRIC, _DNG_VERSION})
    file.seek(0)
    head = file.read(_HEADER + len(_CANON_RAW))
    order: Literal["little", "big"] = "little" if head[:2] == b"II" else "big"
    is_small = int.from_bytes(tags.get(_SUBFILE_TYPE, b""), order) & 1
    is_sensor = int.from_bytes(tags.get(_PHOTOMETRIC, b""), order) == _SENSOR
    return _DNG_VERSION in tags or head.endswith(_CANON_RAW) or bool(is_small) or is_sensor


def plan_tiff(file: BinaryIO, edit: Edit) -> tuple[Piece, ...]:
    """What a copy is made of: the file, then the new values and a new first directory (TIFF 6.0, section 2).

    The former directory and values stay in the file as bytes that nothing points to.

    Raises:
        CannotWriteError: The file's metadata cannot be carried over whole.
    """
    size = size_of(file)
    check_extents(file, size)
    directory = _read(file)
    tags = read_tiff_tags(file, {TIFF_XMP, TIFF_IIM, TIFF_PHOTOSHOP})
    held = {TIFF_XMP, TIFF_IIM, TIFF_PHOTOSHOP} & directory.entries.keys()
    if held - tags.keys():
        raise CannotWriteError(where="tiff", reason="damaged: a metadata block cannot be read")
    new = _values(tags, edit)
    entries = {tag: entry for tag, entry in directory.entries.items() if tag not in new}
    if entries.pop(_MANIFEST, None):
        edit.note(LEFT_OUT)
    tail = bytearray(size % 2)
    for tag, (kind, data) in new.items():
        count = len(data) // (4 if kind == _LONG else 1)
        entries[tag] = struct.pack(f"{directory.order}HHII", tag, kind, count, size + len(tail))
        tail += data + b"\x00" * (len(data) % 2)
    place = size + len(tail)
    tail += struct.pack(f"{directory.order}H", len(entries))
    tail += b"".join(entries[tag] for tag in sorted(entries)) + directory.next
    if size + len(tail) > _LARGEST_FILE:
        raise CannotWriteError(where="tiff", reason="larger than 4 GB with what is added")
    pieces = Pieces(size)
    pieces.keep(0, 4)
    pieces.add(struct.pack(f"{directory.order}I", place))
    pieces.keep(_HEADER)
    pieces.add(bytes(tail))
    return pieces.done()


def _values(tags: dict[int, bytes], edit: Edit) -> dict[int, tuple[int, bytes]]:
    """Type and bytes of each tag that is written; all hold more than fits into an entry."""
    resources = tags.get(TIFF_PHOTOSHOP, b"")
    among = read_resource_blocks(resources)
    blocks = [block for block in (tags.get(TIFF_IIM), *among.iim) if block]
    iim = edit.iim(blocks)
    # Bytes by their nature, but libtiff and Photoshop expect long integers here.
    iim += b"\x00" * (-len(iim) % 4)
    new = {TIFF_IIM: (_LONG, iim)}
    if resources:
        without_xmp = TIFF_XMP not in tags
        rebuilt = rebuild_resources(resources, iim, without_xmp=without_xmp, elsewhere=True)
        new[TIFF_PHOTOSHOP] = (_BYTE, rebuilt)
    packet = tags.get(TIFF_XMP) or next(iter(among.xmp), None)
    new[TIFF_XMP] = (_BYTE, whole(edit.packet(packet)))
    return new


def _read(file: BinaryIO) -> _Directory:
    """The first directory, whole."""
    file.seek(0)
    head = file.read(_HEADER)
    order = "<" if head[:2] == b"II" else ">"
    try:
        (place,) = struct.unpack_from(f"{order}I", head, 4)
        file.seek(place)
        (count,) = struct.unpack(f"{order}H", file.read(2))
        entries = file.read(count * _ENTRY)
        following = file.read(_INLINE)
        if not count or len(entries) < count * _ENTRY or len(following) < _INLINE:
            raise struct.error  # noqa: TRY301 -- the same damage, told once
    except struct.error as error:
        raise CannotWriteError(where="tiff", reason="damaged: its first directory is cut off") from error
    found: dict[int, bytes] = {}
    for at in range(0, len(entries), _ENTRY):
        (tag,) = struct.unpack_from(f"{order}H", entries, at)
        if tag in found:
            raise CannotWriteError(
                where="tiff", reason=f"damaged: tag {tag:#06x} stands twice in its first directory"
            )
        found[tag] = entries[at : at + _ENTRY]
    return _Directory(order, found, following)
