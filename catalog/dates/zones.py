"""Time zones and months by the names that programs print."""

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Literal

import msgspec
from msgspec import Struct


class NamedZone(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a zone's name says of the clock.

    Attributes:
        offset: From UTC, as `+01:00`.
        winter: The offset of the same clocks in winter, for a name that can only be summer time.
        half: On which half of the globe that winter is.
    """

    offset: str
    winter: str | None = None
    half: Literal["north", "south"] | None = None


class ZoneTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`data/zones.toml`.

    Attributes:
        months: English abbreviations, January first.
        winter_months: Half of the globe to the months in which no clock there keeps summer time.
        zones: Name in capitals to what it says.
    """

    months: tuple[str, ...]
    winter_months: dict[str, tuple[str, ...]]
    zones: dict[str, NamedZone]


@lru_cache(maxsize=1)
def load_zones() -> ZoneTable:
    """Read the table that comes with the program, once per process."""
    text = files("catalog.dates").joinpath("data/zones.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), ZoneTable)


def offset_of(name: str, month: str) -> tuple[str, bool] | None:
    """The offset that a zone's name says, None for a name that says none or several.

    Args:
        name: The name in capitals.
        month: The month of the date as two digits.

    Returns:
        The offset, and whether the name is of summer time and the month of winter, so that the offset is
        the winter's.
    """
    table = load_zones()
    zone = table.zones.get(name)
    if zone is None:
        return None
    if zone.winter is not None and month in table.winter_months[zone.half or ""]:
        return zone.winter, True
    return zone.offset, False
