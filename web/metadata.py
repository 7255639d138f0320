"""What caption, XMP, IIM and EXIF say about the same field, side by side."""

from dataclasses import dataclass
from typing import NamedTuple

from catalog.records import FieldReading, ImageField, ParsedCaption, Photo
from catalog.text import fold
from catalog.vocabulary.fields import load_fields
from web.words import order, say

BLOCKS = ("sidecar", "xmp", "iim", "exif")
_LONG = 60
"""Characters after which a repeated value is said once; shorter ones are compared faster than referred to."""
_SHORT_OF_LIMIT = 3
"""Bytes by which writers stop short of an IIM limit so as not to cut a UTF-8 character in two."""


class Reading(NamedTuple):
    """One value at one place of a block.

    Attributes:
        text: The value.
        path: Where in the block.
        same: The block before it that states the same long text, in capitals; empty where none does.
        cut: Whether it stops at the limit of its IIM field while another block goes on.
    """

    text: str
    path: str
    same: str = ""
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One block's readings of a field; `differs` from the value chosen."""

    readings: tuple[Reading, ...] = ()
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A field across the caption and the blocks.

    Attributes:
        label: The field in words.
        caption: What the caption says of the same, empty where it says nothing.
        cells: One for each block of the table.
        agree: The reader's own comparison of the blocks.
        first: Whether a desk looks at it first; a field whose blocks disagree always is.
    """

    label: str
    caption: str
    cells: tuple[Cell, ...]
    agree: bool
    first: bool


def _text(value: str | list[str]) -> str:
    return value if isinstance(value, str) else "; ".join(map(str, value))


def _said_by(caption: ParsedCaption | None) -> dict[str, str]:
    """The caption's values under the image's field names; only where both mean the same."""
    if caption is None:
        return {}
    return {
        "description": caption.description,
        "creators": "; ".join(creator.name for creator in caption.creators),
        "credit_line": caption.credit_line or "",
        "source": "; ".join(source.name for source in caption.handout_sources),
        "date_created": caption.date or "",
        "location_created": "; ".join(place.name for place in caption.places),
        "country_code": caption.country or "",
    }


def _is_cut(name: str, text: str, field: ImageField) -> bool:
    known = load_fields().get(name)
    if known is None or known.iim is None or known.kind not in {"text", "list"}:
        return False
    if len(text.encode("utf-8", "surrogatepass")) < known.iim.max_bytes - _SHORT_OF_LIMIT:
        return False
    others = (_text(reading.value) for reading in field.all)
    return any(len(other) > len(text) and fold(other).startswith(fold(text)) for other in others)


def _reading(name: str, one: FieldReading, field: ImageField) -> Reading:
    text = _text(one.value)
    first = next((b for b in BLOCKS if any(b == r.block and _text(r.value) == text for r in field.all)), "")
    repeated = len(text) > _LONG and first != one.block
    cut = one.block == "iim" and _is_cut(name, text, field)
    return Reading(text, one.path, first.upper() if repeated else "", cut)


def _cell(name: str, field: ImageField, block: str) -> Cell:
    readings = tuple(_reading(name, one, field) for one in field.all if one.block == block)
    chosen = fold(_text(field.value)).strip()
    differs = not field.agree and any(fold(reading.text).strip() != chosen for reading in readings)
    return Cell(readings, differs)


def blocks_of(photo: Photo) -> tuple[str, ...]:
    """The blocks that state any field; a file without IIM needs no empty column for it."""
    fields = photo.image.fields.values() if photo.image else ()
    stated = {reading.block for field in fields for reading in field.all}
    return tuple(block for block in BLOCKS if block in stated)


def metadata_rows(photo: Photo, blocks: tuple[str, ...] = BLOCKS) -> tuple[Row, ...]:
    """One row per field that the file states, as a desk reads them, then the rest by name.

    Args:
        photo: Whose file.
        blocks: The blocks that have a column.
    """
    if photo.image is None:
        return ()
    said, places = _said_by(photo.caption), order("field")
    names = sorted(photo.image.fields, key=lambda name: (places.get(name, len(places)), name))
    rows = []
    for name in names:
        field = photo.image.fields[name]
        cells = tuple(_cell(name, field, block) for block in blocks)
        first = name in places or not field.agree
        rows.append(Row(say("field", name).capitalize(), said.get(name, ""), cells, field.agree, first))
    return tuple(rows)
