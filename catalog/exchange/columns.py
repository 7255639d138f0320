"""Which header means what: the spellings in `data/columns.toml`, applied to one row's cells."""

import os
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path, PureWindowsPath
from typing import NamedTuple

from catalog.exchange.rows import BadRow, Row, SourceRow, unfit
from catalog.text import fold


class Meaning(NamedTuple):
    """What a column is.

    Attributes:
        field: `caption`, `image`, `provider`, `reference`, or our name of a known further column.
        rank: Its place among the spellings of that field; the lowest wins where a row has several.
    """

    field: str
    rank: int


ROW_FIELDS = frozenset({"caption", "image", "provider", "reference"})
"""What becomes an attribute of a row; every other column stays in `extra`."""


@lru_cache(maxsize=4096)
def meaning(header: str) -> Meaning | None:
    """What a header means, None where it is not known to us."""
    return _spellings().get(_bare(header))


def _bare(header: str) -> str:
    return "".join(letter for letter in fold(header) if letter.isalnum())


@cache
def _spellings() -> dict[str, Meaning]:
    data = tomllib.loads(files("catalog.exchange").joinpath("data/columns.toml").read_text("utf-8"))
    tables = {name: table for name, table in data.items() if name != "extra"} | data["extra"]
    return {
        _bare(spelling): Meaning(field, rank)
        for field, table in tables.items()
        for rank, spelling in enumerate(table["spellings"])
    }


def make_row(number: int, raw: bytes, cells: Mapping[str, str], folder: Path) -> Row:
    """Make a row of named cells.

    Args:
        number: The row's place.
        raw: Its bytes.
        cells: Header to value; empty values count as absent.
        folder: What a relative image path is relative to.
    """
    chosen, extra = _sort_cells(cells)
    for name, value in cells.items():
        if (reason := unfit(value)) is not None:
            return BadRow(number, raw, f"column {name!r}: {reason}")
    image = chosen.get("image")
    if image is not None and image.lower().startswith(("http://", "https://")):
        extra["image_url"] = image
        image = None
    if chosen.get("caption") is None and image is None:
        reason = (
            "only a web address for the picture, which is not fetched"
            if "image_url" in extra
            else "neither caption nor image"
        )
        return BadRow(number, raw, reason)
    return SourceRow(
        number=number,
        raw=raw,
        caption=chosen.get("caption"),
        image=None if image is None else locate(image, folder),
        provider=chosen.get("provider"),
        reference=chosen.get("reference"),
        extra=extra,
    )


def _sort_cells(cells: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Cells for a row's attributes, and all others under our name or their own header."""
    chosen: dict[str, str] = {}
    extra: dict[str, str] = {}
    ranked = sorted(
        ((meaning(header), header, value) for header, value in cells.items() if value.strip()),
        key=lambda cell: -1 if cell[0] is None else cell[0].rank,
    )
    for known, header, value in ranked:
        if known is not None and known.field in ROW_FIELDS and known.field not in chosen:
            chosen[known.field] = value if known.field == "caption" else value.strip()
        elif known is not None and known.field not in ROW_FIELDS and known.field not in extra:
            extra[known.field] = value
        else:
            extra[header] = value
    return chosen, extra


def locate(image: str, folder: Path) -> Path:
    r"""The file that a cell names; a Windows path (`photos\a.jpg`) is read as one elsewhere too."""
    path = folder / image
    if "\\" in image and os.sep == "/" and not path.exists():
        return folder / PureWindowsPath(image).as_posix()
    return path
