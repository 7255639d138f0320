"""The jobs that worker processes run: plan a copy or a sidecar of an untrusted file, and read a copy back.

A worker may not write files: it answers with ranges of the original and new bytes, which the parent puts
together without looking into them.
"""

import hashlib
from collections.abc import Callable
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from catalog.errors import CatalogError
from catalog.images.blocks import Blocks, read_blocks
from catalog.images.container import opened, sniff
from catalog.images.read import read_image
from catalog.images.sidecar import SUFFIX, read_sidecar
from catalog.images.text import clean_text
from catalog.images.writing.edit import Edit
from catalog.images.writing.jpeg import plan_jpeg
from catalog.images.writing.model import CannotWriteError, CopyPlan, FieldValue, Piece, Written
from catalog.images.writing.packets import whole
from catalog.images.writing.pieces import Pieces, size_of
from catalog.images.writing.png import plan_png
from catalog.images.writing.tiff import is_raw, plan_tiff
from catalog.images.writing.webp import plan_webp
from catalog.vocabulary.fields import load_fields

_WRITERS: dict[str, Callable[[BinaryIO, Edit], tuple[Piece, ...]]] = {
    "jpeg": plan_jpeg,
    "png": plan_png,
    "webp": plan_webp,
    "tiff": plan_tiff,
}


def plan_copy(path: str, values: tuple[FieldValue, ...]) -> CopyPlan:
    """Plan a copy that carries these values; a format that takes none gets a sidecar beside an exact copy.

    Args:
        path: The original, which is only read.
        values: What the copy is to say.

    Raises:
        CannotWriteError: Something of the original's metadata would be lost.
        CatalogError: The original cannot be opened.
    """
    with _opened(path) as file:
        sha256 = _digest(file)
        kind = sniff(file)
        if kind.name is None:
            raise CannotWriteError(where="file", reason="is no image that can be copied with its metadata")
        edit = Edit(values)
        writer = _WRITERS.get(kind.name)
        reason = f"{kind.name} files take no metadata from us"
        if kind.name == "tiff" and is_raw(file):
            writer, reason = None, "raw files keep their bytes"
        if writer is not None:
            pieces = writer(file, edit)
            return CopyPlan(sha256=sha256, pieces=pieces, written=edit.written, notes=tuple(edit.notes))
        sidecar = _sidecar(file, edit)
        edit.note(f"{reason}: an exact copy, and a sidecar beside it")
        exact = Pieces(size_of(file))
        exact.keep(0)
        return CopyPlan(
            sha256=sha256,
            pieces=exact.done(),
            sidecar=sidecar,
            written=edit.written,
            notes=tuple(edit.notes),
        )


def plan_sidecar(path: str, values: tuple[FieldValue, ...]) -> CopyPlan:
    """Make an XMP file of a picture's own XMP with these values in it.

    Raises:
        CatalogError: The picture cannot be opened.
    """
    with _opened(path) as file:
        sha256 = _digest(file)
        edit = Edit(values)
        sidecar = _sidecar(file, edit)
        return CopyPlan(
            sha256=sha256, pieces=(), sidecar=sidecar, written=edit.written, notes=tuple(edit.notes)
        )


def check_copy(path: str, written: tuple[Written, ...]) -> tuple[str, ...]:
    """What a copy does not say as it was written; nothing where all is well.

    Args:
        path: The copy, or a sidecar.
        written: What should stand where.
    """
    with _opened(path) as file:
        fields = (
            read_sidecar(file) if Path(path).suffix == SUFFIX else read_image(file, name="").record.fields
        )
    found = {
        (reading.block, reading.path.lower()): reading.value
        for field in fields.values()
        for reading in field.all
    }
    return tuple(
        f"{one.block} {one.path}"
        for one in written
        if not _same(one, found.get((one.block, one.path.lower())))
    )


def _same(one: Written, read: str | list[str] | None) -> bool:
    """Whether a reading is what was written, but for what readers take off and dates' punctuation."""
    wanted = [text for text in map(clean_text, one.texts) if text]
    got = [read] if isinstance(read, str) else read or []
    if load_fields()[one.name].kind == "date":
        return bool(got) == bool(wanted)
    if load_fields()[one.name].kind == "text":
        return "; ".join(wanted) == "; ".join(got)
    return wanted == got or one.path == "Iptc4xmpExt:LocationCreated"


def _sidecar(file: BinaryIO, edit: Edit) -> bytes:
    """The XMP file; where the picture's own XMP cannot be read whole, it holds the values alone."""
    kind = sniff(file)
    with opened(file, []) as image:
        blocks = read_blocks(file, kind, image) if kind.name else Blocks()
    try:
        packet = edit.packet(blocks.xmp[0] if blocks.xmp else None, blocks.extensions)
        return whole(packet)
    except CannotWriteError as error:
        edit.note(f"the picture's own XMP is not in the sidecar ({error.reason})")
        return whole(edit.packet(None))


def _opened(path: str) -> BufferedReader:
    """A file for reading.

    Raises:
        CatalogError: It cannot be opened.
    """
    try:
        return Path(path).open("rb")
    except OSError as error:
        raise CatalogError(path, error.strerror or str(error)) from error


def _digest(file: BufferedReader) -> str:
    """Hex SHA-256 of the whole file."""
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()
