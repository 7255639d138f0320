"""Where a picture was taken, in the fields that a copy has for it.

The five legacy fields of IPTC do not say whether they mean the camera or the subject. A program's reading
fills them only where the file leaves them blank, and for a place in dispute it names no country.
"""

from functools import lru_cache

from catalog.exchange.copies.said import Said, from_person
from catalog.places import Gazetteer, PlaceKind
from catalog.records import Photo, PlaceMention
from catalog.vocabulary.countries import CodeKind, load_country_codes

_ALPHA3 = 3


def location_of(photo: Photo, gazetteer: Gazetteer) -> Said | None:
    """IPTC's structure for where the camera was, of a person's word alone; None without one."""
    said = from_person(photo, "place", "places")
    if said is None or not said.texts:
        return said
    members = [("Iptc4xmpExt:LocationName", said.texts[0])]
    country = _human_country(photo, gazetteer)
    if country is not None:
        members.append(("Iptc4xmpExt:CountryName", gazetteer.country_name(country)))
        if code := _alpha3(country, gazetteer):
            members.append(("Iptc4xmpExt:CountryCode", code))
    return Said(by_person=True, members=tuple(members))


def city_of(photo: Photo, gazetteer: Gazetteer) -> Said | None:
    """The name of the place where it is a town's; None where it is anything else."""
    said = from_person(photo, "place", "places")
    if said is not None:
        is_town = not said.texts or any(p.kind is PlaceKind.CITY for p in gazetteer.find(said.texts[0])[:1])
        return said if is_town else None
    towns = [place for place in _places(photo) if _is_town(place, gazetteer)]
    return Said((towns[0].name,)) if len(towns) == 1 else None


def country_of(photo: Photo, gazetteer: Gazetteer, *, code: bool) -> Said | None:
    """The country's name or its code of three letters.

    Args:
        photo: The photo.
        gazetteer: The map.
        code: Whether the code is wanted.
    """
    said = from_person(photo, "country")
    country = _human_country(photo, gazetteer)
    if said is None:
        country = _undisputed_country(photo)
        if country is None:
            return None
    elif not said.texts:
        return said
    elif country is None:
        return None if code else said
    text = _alpha3(country, gazetteer) if code else gazetteer.country_name(country)
    return Said((text,), by_person=said is not None) if text else None


def _human_country(photo: Photo, gazetteer: Gazetteer) -> str | None:
    """ISO 3166-1 alpha-2 of a person's country, by its code or name."""
    said = from_person(photo, "country")
    return gazetteer.country(said.texts[0].strip()) if said is not None and said.texts else None


def _places(photo: Photo) -> tuple[PlaceMention, ...]:
    """Where the caption says that the picture was taken: "Gorizia" and the "Italy" around it."""
    return photo.caption.places if photo.caption is not None else ()


def _undisputed_country(photo: Photo) -> str | None:
    """The country of all places; None where there are several, or any of them is claimed."""
    places = _places(photo)
    countries = {place.country for place in places}
    return countries.pop() if len(countries) == 1 and not any(place.claims for place in places) else None


def _is_town(place: PlaceMention, gazetteer: Gazetteer) -> bool:
    """Whether a place of a caption is a town on the map."""
    found = gazetteer.find(place.name, rare=True, inflected=True)
    return any(
        one.kind is PlaceKind.CITY and one.geonames_id == place.geonames_id and one.country == place.country
        for one in found
    )


def _alpha3(country: str, gazetteer: Gazetteer) -> str | None:
    """ISO 3166-1 alpha-3; None for a country that has none (Kosovo)."""
    return next(
        (code for code in _alpha3_codes().get(country, ()) if gazetteer.country(code) == country), None
    )


@lru_cache(maxsize=1)
def _alpha3_codes() -> dict[str, list[str]]:
    """Codes of three letters by alpha-2, withdrawn ones among them."""
    codes: dict[str, list[str]] = {}
    for code, meaning in load_country_codes().items():
        if len(code) == _ALPHA3 and meaning.kind is CodeKind.ISO and meaning.country:
            codes.setdefault(meaning.country, []).append(code)
    return codes
