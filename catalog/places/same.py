"""When two entries mean the same place on the ground."""

from math import cos, hypot, radians
from typing import Protocol

from catalog.places.place import PlaceKind

# Sources place a town's point in different quarters; two towns of one name lie farther apart than this.
NEAR_KM = 15.0
_KM_PER_DEGREE = 111.2
_TOWNS = frozenset({PlaceKind.CITY})


class Located(Protocol):
    """What is needed of an entry to compare it."""

    @property
    def geonames_id(self) -> int:
        """GeoNames id, 0 for none."""

    @property
    def kind(self) -> PlaceKind:
        """What the name stands for."""

    @property
    def country(self) -> str | None:
        """ISO 3166-1 alpha-2."""

    @property
    def latitude(self) -> float | None:
        """Degrees north."""

    @property
    def longitude(self) -> float | None:
        """Degrees east."""


def distance_km(one: Located, other: Located) -> float | None:
    """Distance on the ground, flat-earth exact enough for tens of kilometres; None without coordinates."""
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return None
    north = (one.latitude or 0) - (other.latitude or 0)
    east = ((one.longitude or 0) - (other.longitude or 0) + 180) % 360 - 180
    return _KM_PER_DEGREE * hypot(north, east * cos(radians(one.latitude or 0)))


def same_place(one: Located, other: Located) -> bool:
    """Whether two entries that share a name are one place.

    The same GeoNames id decides; else two towns must lie near each other, and two areas of one kind must
    belong to the same country.
    """
    if one.geonames_id and other.geonames_id:
        return one.geonames_id == other.geonames_id
    if (one.kind in _TOWNS) != (other.kind in _TOWNS):
        return False
    if one.kind in _TOWNS:
        apart = distance_km(one, other)
        return apart is not None and apart <= NEAR_KM
    return one.kind is other.kind and one.country == other.country
