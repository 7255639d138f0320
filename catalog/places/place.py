"""A place of the gazetteer, as every reader of captions receives it."""

from enum import StrEnum

from msgspec import Struct

from catalog.records import Claim


class PlaceKind(StrEnum):
    """What a name stands for on the map; the order is the one in which the built file numbers them."""

    COUNTRY = "country"
    REGION = "region"
    DISTRICT = "district"
    CITY = "city"
    AREA = "area"
    WATER = "water"
    ISLAND = "island"
    MOUNTAINS = "mountains"
    FORMER_COUNTRY = "former-country"
    LANDMARK = "landmark"


REGION_KINDS = frozenset(
    {PlaceKind.REGION, PlaceKind.DISTRICT, PlaceKind.AREA, PlaceKind.ISLAND, PlaceKind.MOUNTAINS}
)
"""Kinds that a caption may name between a town and its country."""


class Place(Struct, frozen=True, kw_only=True):
    """One place with all its names; whose it is may be disputed, and then `claims` say so.

    Attributes:
        geonames_id: GeoNames id, 0 for an entry of our own overlay that GeoNames (as packaged) lacks.
        name: The name to show.
        kind: What the name stands for.
        country: ISO 3166-1 alpha-2 de jure (XK for Kosovo); None for seas, for land that United Nations
            documents leave open, and for countries that are no more.
        region: The first-level subdivision it lies in, by its name to show.
        latitude: Degrees north (WGS 84), None where the sources give none (most subdivisions).
        longitude: Degrees east (WGS 84), None likewise.
        population: People living there; 0 where unknown, and for subdivisions.
        names: Every spelling we know, the one to show first.
        claims: Who claims or controls it, for places in dispute.
    """

    geonames_id: int
    name: str
    kind: PlaceKind
    country: str | None = None
    region: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    names: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
