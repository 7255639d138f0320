"""Countries and places of the fields: codes of every kind, names in any language, words as written."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from catalog.caption.field_values import FieldValue
from catalog.caption.names import spelled
from catalog.places import Gazetteer, PlaceKind
from catalog.records import FieldCountry, FieldEvidence, FieldPlace
from catalog.text import fold
from catalog.vocabulary.countries import CodeKind, country_of_code

PLACE_NAMES = ("sublocation", "city", "province_or_state")
COUNTRY_NAMES = ("country_code", "country_name")
_BETWEEN = re.compile(r"[\s/,;|()–-]+")
_CODE_RULES = {
    CodeKind.ISO: "field/country-code",
    CodeKind.FORMER: "field/country-former",
    CodeKind.USUAL: "field/country-usual",
    CodeKind.IPTC: "field/country-iptc",
    CodeKind.SPORT: "field/country-sport",
}


class StatedCountry(NamedTuple):
    """What a value of a country field says.

    Attributes:
        country: The country.
        rule: The rule that read it.
        coded: Whether a code states it.
    """

    country: FieldCountry
    rule: str
    coded: bool = False


def country_stated(text: str, gazetteer: Gazetteer) -> StatedCountry | None:
    """The country of a code or name, as a country field holds it; None where we know none.

    Codes are read in any case, names in any language of the gazetteer, also one beside the other
    (`SUISSE SCHWEIZ`). A country that is no more has its name and no code.
    """
    bare = text.strip(" .,;:-–—\t\n")
    code = country_of_code(bare)
    if code is not None:
        name = code.name or gazetteer.country_name(code.country or "")
        return StatedCountry(FieldCountry(code=code.country, name=name), _CODE_RULES[code.kind], coded=True)
    alpha2 = gazetteer.country(bare)
    if alpha2 is not None:
        return StatedCountry(FieldCountry(code=alpha2, name=bare), "field/country-name")
    if any(place.kind is PlaceKind.FORMER_COUNTRY for place in gazetteer.find(bare)):
        return StatedCountry(FieldCountry(code=None, name=bare), "field/country-former")
    each = {gazetteer.country(word) for word in _BETWEEN.split(bare)}
    if len(each) == 1 and (alpha2 := each.pop()) is not None:
        return StatedCountry(FieldCountry(code=alpha2, name=bare), "field/country-names")
    return None


def read_countries(
    values: Sequence[FieldValue], gazetteer: Gazetteer
) -> tuple[tuple[FieldCountry, ...], list[FieldEvidence]]:
    """Every country that the fields state, once, codes first; words that name none follow as written."""
    found = [(value, country_stated(value.text, gazetteer)) for value in values]
    # A code is meant for programs and is the same in every language; names differ, and some are slogans.
    found.sort(key=lambda pair: (pair[1] is None, pair[1] is not None and not pair[1].coded))
    countries: list[FieldCountry] = []
    evidence: list[FieldEvidence] = []
    for value, stated in found:
        if stated is None and (value.name == "country_code" or not any(map(str.isalnum, value.text))):
            continue
        country = stated.country if stated else FieldCountry(code=None, name=value.text)
        evidence.append(value.evidence("countries", stated.rule if stated else "field/country-as-written"))
        if not any(_is_same(country, other) for other in countries):
            countries.append(country)
    return tuple(countries), evidence


def _is_same(one: FieldCountry, other: FieldCountry) -> bool:
    """Whether two countries are one: the same code, or without code the same words."""
    return one.code == other.code if one.code or other.code else fold(one.name) == fold(other.name)


def read_places(
    values: Sequence[FieldValue], countries: Sequence[FieldCountry], gazetteer: Gazetteer
) -> tuple[tuple[FieldPlace, ...], list[FieldEvidence]]:
    """Every place that the fields name, once; a value without letter or digit names none."""
    places: dict[tuple[str, str], FieldPlace] = {}
    evidence: list[FieldEvidence] = []
    for value in values:
        if not any(map(str.isalnum, value.text)):
            continue
        evidence.append(value.evidence("places", "field/place"))
        key = value.name, fold(value.text)
        places.setdefault(key, _place(value.text, value.name, countries, gazetteer))
    return tuple(places.values()), evidence


def _place(words: str, level: str, countries: Sequence[FieldCountry], gazetteer: Gazetteer) -> FieldPlace:
    """A place by its name in the stated country; without one only where the name lies in a single country."""
    stated = {country.code for country in countries if country.code}
    known = [] if level == "sublocation" else gazetteer.find(words)
    there = [place for place in known if not stated or place.country in stated or place.claims]
    fitting = [place for place in there if (place.kind is PlaceKind.CITY) == (level == "city")] or there
    alone = len({place.country for place in fitting}) == 1
    place = fitting[0] if fitting and (stated or alone) else None
    name = spelled(words)
    if place is None:
        return FieldPlace(name=name, level=level)
    return FieldPlace(
        name=name, level=level, country=place.country, geonames_id=place.geonames_id, claims=place.claims
    )
