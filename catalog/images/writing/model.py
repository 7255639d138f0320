"""What is to be written into a copy, and the plan of how its bytes come together."""

from typing import TypeAlias

from msgspec import Struct

from catalog.errors import CatalogError

Piece: TypeAlias = bytes | tuple[int, int]
"""New bytes, or `[start, end)` of the original."""


class FieldValue(Struct, frozen=True, kw_only=True):
    """A value for a field of the vocabulary.

    Attributes:
        name: The field's name in `catalog.vocabulary.fields`.
        texts: Its values; a date is ISO 8601, as precise as is known. None at all removes the field.
        members: Of a structure, its one item: prefixed names of members and their texts.
    """

    name: str
    texts: tuple[str, ...] = ()
    members: tuple[tuple[str, str], ...] = ()


class Written(Struct, frozen=True, kw_only=True):
    """A value as it was written into one block.

    Attributes:
        name: The field.
        block: `iim` or `xmp`.
        path: Where in the block.
        texts: What stands there; empty where the field was removed.
        cut: Whether the block's limit cut a value off.
    """

    name: str
    block: str
    path: str
    texts: tuple[str, ...]
    cut: bool = False


class CopyPlan(Struct, frozen=True, kw_only=True):
    """How a copy comes together: nobody but the reader of the plan writes a file.

    Attributes:
        sha256: Hex digest of the original that the plan was made for.
        pieces: The copy, in order.
        sidecar: The XMP file that goes beside a copy whose format takes no metadata from us.
        written: What stands where.
        notes: What a person should know, a line each.
    """

    sha256: str
    pieces: tuple[Piece, ...]
    sidecar: bytes | None = None
    written: tuple[Written, ...] = ()
    notes: tuple[str, ...] = ()


class CannotWriteError(CatalogError):
    """Metadata that cannot be written without losing something."""
