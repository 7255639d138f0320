"""What caption, XMP, IIM and EXIF say about the same field, side by side."""

from dataclasses import dataclass

from catalog.records import ImageField, ParsedCaption, Photo
from catalog.text import fold
from web.words import order, say

BLOCKS = ("xmp", "iim", "exif")


@dataclass(frozen=True, slots=True)
class Cell:
    """One block's readings of a field: texts with their path; `differs` from the value chosen."""

    readings: tuple[tuple[str, str], ...] = ()
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A field across the caption and the blocks.

    Attributes:
        label: The field in words.
        caption: What the caption says of the same, empty where it says nothing.
        cells: One for each of `BLOCKS`.
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


def _cell(field: ImageField, block: str) -> Cell:
    readings = tuple((_text(reading.value), reading.path) for reading in field.all if reading.block == block)
    chosen = fold(_text(field.value)).strip()
    differs = not field.agree and any(fold(text).strip() != chosen for text, _path in readings)
    return Cell(readings, differs)


def metadata_rows(photo: Photo) -> tuple[Row, ...]:
    """One row per field that the file states, as a desk reads them, then the rest by name."""
    if photo.image is None:
        return ()
    said, places = _said_by(photo.caption), order("field")
    names = sorted(photo.image.fields, key=lambda name: (places.get(name, len(places)), name))
    rows = []
    for name in names:
        field = photo.image.fields[name]
        cells = tuple(_cell(field, block) for block in BLOCKS)
        first = name in places or not field.agree
        rows.append(Row(say("field", name).capitalize(), said.get(name, ""), cells, field.agree, first))
    return tuple(rows)
