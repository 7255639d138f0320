"""Country codes as fields of pictures hold them: ISO's, those it withdrew, IPTC's own, and those of sport."""

import re
import tomllib
from collections.abc import Collection, Mapping
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

import msgspec
from msgspec import Struct

_ALPHA3 = 3
# Codes that ISO 3166-1 (8.1.3) leaves to its users; CLDR gives them back as they are, but for Kosovo's XK.
_FOR_USERS = re.compile(r"AA|Q[M-Z]|X(?!K)[A-Z]|ZZ")


class CodeKind(StrEnum):
    """Whose code it is."""

    ISO = "iso"
    FORMER = "former"
    USUAL = "usual"
    IPTC = "iptc"
    SPORT = "sport"


class CountryCode(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a code stands for.

    Attributes:
        kind: Whose code it is.
        country: ISO 3166-1 alpha-2, None for what is no country, or is several today.
        name: The name in English, where it is not the country's own.
    """

    kind: CodeKind = CodeKind.ISO
    country: str | None = None
    name: str | None = None


class _Entry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A code in `data/country_codes.toml`."""

    country: str | None = None
    name: str | None = None


class _Table(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`data/country_codes.toml`."""

    sources: tuple[str, ...]
    checked: str
    reserved: tuple[str, ...]
    former: dict[str, _Entry]
    usual: dict[str, _Entry]
    iptc: dict[str, _Entry]
    sport: dict[str, _Entry]


def country_of_code(code: str) -> CountryCode | None:
    """What a country code of two or three letters stands for, in any case; None for any other text."""
    return load_country_codes().get(code.upper())


@lru_cache(maxsize=1)
def load_country_codes() -> Mapping[str, CountryCode]:
    """Every code in capitals; where two lists have one code, ISO's meaning stands."""
    text = files("catalog.vocabulary").joinpath("data/country_codes.toml").read_text("utf-8")
    table = msgspec.convert(tomllib.loads(text), _Table)
    codes = {
        code: CountryCode(kind=kind, country=entry.country, name=entry.name)
        for kind in (CodeKind.SPORT, CodeKind.IPTC, CodeKind.USUAL, CodeKind.FORMER)
        for code, entry in getattr(table, kind.value).items()
    }
    return MappingProxyType(codes | _iso_codes(table.reserved))


def _iso_codes(reserved: Collection[str]) -> dict[str, CountryCode]:
    """ISO 3166-1 in both lengths, and what it withdrew for one successor, from CLDR's aliases of territories.

    CLDR's alias of an alpha-3 code in use is its alpha-2 code; of a code of two letters, its successor.
    """
    from babel.core import get_global  # noqa: PLC0415 (loads only where a code is asked for)

    aliases = {
        alias: heirs[0]
        for alias, heirs in get_global("territory_aliases").items()
        if alias.isalpha()
        and len(heirs) == 1
        and heirs[0] not in reserved
        and not _FOR_USERS.fullmatch(heirs[0])
    }
    current = {heir: heir for alias, heir in aliases.items() if len(alias) == _ALPHA3}
    return {code: CountryCode(country=heir) for code, heir in (aliases | current).items()}
