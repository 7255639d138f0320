"""Open the gazetteer that is shipped with the program."""

from pathlib import Path

from catalog.places.gazetteer import Gazetteer
from catalog.places.overlay import load_overlay
from catalog.places.table import PlaceTable

BUILT = Path(__file__).parent / "data" / "gazetteer.bin"
"""The built file; `python -m catalog.places.build` makes it."""


def load_gazetteer(overlay: Path | None = None) -> Gazetteer:
    """Open the gazetteer; cheap, because the file is mapped and not read.

    Args:
        overlay: A catalog's own places, a TOML file or a folder of them; they win over ours.

    Raises:
        CatalogError: The built file is missing or of another version, or the overlay is at fault.
    """
    return Gazetteer(PlaceTable(BUILT), load_overlay(overlay) if overlay else ())
