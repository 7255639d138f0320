"""Other names that knowledge adds to a photo's own words: of agencies and of countries."""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple, Protocol

from catalog.agencies import Agencies
from catalog.places import Gazetteer
from catalog.text import fold

_CODE_LENGTH = 2


class Names(Protocol):
    """What the index asks of the agencies and the gazetteer."""

    def agency_names(self, agency: str) -> tuple[str, ...]:
        """All spellings of an agency by its id, the one to show first; empty where it is not known."""

    def agency_id(self, name: str) -> str | None:
        """The id of the one agency of that spelling or id; None where there is none, or several."""

    def country_code(self, name: str) -> str | None:
        """ISO 3166-1 alpha-2 of a country's name in any language, or of the code itself."""

    def country_name(self, code: str) -> str:
        """The name to show for an ISO 3166-1 alpha-2 code; the code where it has none."""


class KnownNames:
    """Names from what the program knows of agencies and places."""

    def __init__(self, agencies: Agencies, gazetteer: Gazetteer) -> None:
        self._agencies = agencies
        self._gazetteer = gazetteer
        self._country_code = lru_cache(maxsize=1024)(self._find_country)
        self.country_name = lru_cache(maxsize=1024)(gazetteer.country_name)

    def agency_names(self, agency: str) -> tuple[str, ...]:
        """The short credit form, then the full name and every other spelling."""
        known = self._agencies.get(agency)
        if known is None:
            return ()
        return tuple(dict.fromkeys((known.name, known.full_name, *(name.text for name in known.names))))

    def agency_id(self, name: str) -> str | None:
        """The agency of that id, or the only one of that spelling."""
        if self._agencies.get(name):
            return name
        found = self._agencies.lookup(name)
        return found[0].id if len(found) == 1 else None

    def country_code(self, name: str) -> str | None:
        """The code, by code or by name."""
        return self._country_code(name)

    def _find_country(self, name: str) -> str | None:
        code = name.upper()
        if len(code) == _CODE_LENGTH and self._gazetteer.country_name(code) != code:
            return code
        return self._gazetteer.country(name)


class FixedNames(NamedTuple):
    """Names from two tables, for tests and for catalogs without knowledge.

    Attributes:
        agencies: Agency id to its spellings, the one to show first.
        countries: Upper-case alpha-2 code to the country's names, the one to show first.
    """

    agencies: Mapping[str, tuple[str, ...]] = {}
    countries: Mapping[str, tuple[str, ...]] = {}

    def agency_names(self, agency: str) -> tuple[str, ...]:
        """The spellings of the table."""
        return self.agencies.get(agency, ())

    def agency_id(self, name: str) -> str | None:
        """The first agency whose id or spellings hold `name`, whatever the case."""
        return _first(self.agencies, name)

    def country_code(self, name: str) -> str | None:
        """The code whose names hold `name`, or the code itself, whatever the case."""
        return _first(self.countries, name)

    def country_name(self, code: str) -> str:
        """The table's first name."""
        return self.countries.get(code, (code,))[0]


def _first(table: Mapping[str, tuple[str, ...]], name: str) -> str | None:
    """The key that is `name` or has it among its values."""
    wanted = fold(name)
    return next((key for key, names in table.items() if wanted in map(fold, (key, *names))), None)
