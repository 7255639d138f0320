"""Hand-kept places: disputed, renamed and vernacular names with who claims them, read from TOML."""

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from catalog.errors import CatalogError
from catalog.places.place import PlaceKind
from catalog.records import Claim


class OverlayPlace(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One `[[places]]` table.

    Attributes:
        name: The name to show.
        kind: What the name stands for.
        names: Its other spellings, the most used first.
        country: ISO 3166-1 alpha-2 de jure; left out for seas and land that UN documents leave open.
        geonames_id: GeoNames id where known; else the builder looks for a packaged row near by.
        latitude: Degrees north (WGS 84).
        longitude: Degrees east (WGS 84).
        population: People living there, where the packaged data lack the place.
        weight: How likely a bare name means this place, on the scale of a town's population.
        claims: Who claims or controls it.
        claims_of: Another overlay place of the same file whose claims hold here too.
        abbreviations: Spellings that count in capitals or with a full stop only ("D.C.", "NSW").
        note: Why the entry is here, where the names do not tell.
    """

    name: str
    kind: PlaceKind
    names: tuple[str, ...] = ()
    country: str | None = None
    geonames_id: int = 0
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    weight: float | None = None
    claims: tuple[Claim, ...] = ()
    claims_of: str | None = None
    abbreviations: tuple[str, ...] = ()
    note: str = ""


class OverlayFile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One file of hand-kept places.

    Attributes:
        sources: Where its facts were learnt; each claim names its own besides.
        checked: When they were last checked (ISO date).
        places: The places.
    """

    sources: tuple[str, ...]
    checked: str
    places: tuple[OverlayPlace, ...]


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from sorted(path.glob("*.toml"))
    else:
        yield path


def _with_claims(places: Iterable[OverlayPlace], where: str) -> Iterator[OverlayPlace]:
    """Give each place the claims it shares with another one."""
    places = tuple(places)
    by_name = {place.name: place for place in places}
    for place in places:
        if place.claims_of is None:
            yield place
            continue
        if place.claims_of not in by_name:
            where = f"{where}: {place.name}"
            raise CatalogError(where, f"claims_of names no place here: {place.claims_of}")
        yield msgspec.structs.replace(place, claims=place.claims + by_name[place.claims_of].claims)


def load_overlay(path: Path) -> tuple[OverlayPlace, ...]:
    """Read a TOML file, or all TOML files of a folder, of hand-kept places.

    Raises:
        CatalogError: A file is missing, is no TOML, or has a key or value that the format does not know.
    """
    loaded: list[OverlayPlace] = []
    for file in _files(path):
        try:
            table = tomllib.loads(file.read_text(encoding="utf-8"))
            content = msgspec.convert(table, OverlayFile)
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
            raise CatalogError(str(file), str(error)) from error
        loaded.extend(_with_claims(content.places, str(file)))
    return tuple(loaded)
