"""Does the place that the caption gives agree with the file's city, country and position."""

import math
from collections.abc import Collection, Iterator

from catalog.caption.field_places import country_stated
from catalog.places import Place, PlaceKind
from catalog.provenance.facts import Case, Said, in_caption
from catalog.provenance.marks import load_marks
from catalog.provenance.rules import load_rules
from catalog.records import Finding, FindingValue, ParsedCaption, PlaceMention
from catalog.text import fold

# Captions name the city for what lies in and around it: closer is no other place.
NEAR_KM = 50.0
_EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG 1980


def place_findings(case: Case) -> Iterator[Finding]:
    """Compare places as far as the gazetteer knows them; places in dispute are never called different."""
    caption = case.caption
    if caption is None or case.image is None:
        return
    yield from _city(case, caption)
    yield from _country(case, caption)
    yield from _position(case, caption)


def _towns(case: Case, name: str) -> tuple[Place, ...]:
    """The towns that a name may mean, where they lie."""
    return tuple(
        place
        for place in case.gazetteer.find(name)
        if place.kind is PlaceKind.CITY and place.latitude is not None and place.longitude is not None
    )


def _caption_towns(case: Case, caption: ParsedCaption) -> list[tuple[PlaceMention, tuple[Place, ...]]]:
    """The caption's places that are towns we know; a country or a region has no single point."""
    found = [(mention, _towns(case, mention.name)) for mention in caption.places]
    return [(mention, towns) for mention, towns in found if towns]


def _city(case: Case, caption: ParsedCaption) -> Iterator[Finding]:
    said = [s for s in case.said("city") if _towns(case, s.text) and not s.cut]
    named = _caption_towns(case, caption)
    if not said or not named or any(_is_named(s.text, caption) for s in said):
        return
    candidates = [place for s in said for place in _towns(case, s.text)]
    points = [_point(town) for _, towns in named for town in towns]
    if any(_km(_point(place), point) <= NEAR_KM for place in candidates for point in points):
        return
    yield load_rules()["city-differs"].finding(
        [*(in_caption(caption, mention.span) for mention, _ in named), *(s.value for s in said)]
    )


def _is_named(city: str, caption: ParsedCaption) -> bool:
    """Whether the caption has the city's name somewhere, or among the other names of its places."""
    wanted = f" {_plain(city)} "
    return wanted in f" {_plain(caption.caption)} " or any(
        wanted == f" {_plain(name)} " for place in caption.places for name in (place.name, *place.names)
    )


def _plain(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in fold(text)).split())


def _point(place: Place) -> tuple[float, float]:
    return place.latitude or 0.0, place.longitude or 0.0


def _km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance (haversine formula)."""
    (lat1, lon1), (lat2, lon2) = ((math.radians(a), math.radians(b)) for a, b in (one, other))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(h)))


def _country(case: Case, caption: ParsedCaption) -> Iterator[Finding]:
    if caption.country is None or any(place.claims for place in caption.places):
        return
    stated = [
        (said, code)
        for said in case.said("country_name", "country_code")
        if (code := _alpha2(case, said)) is not None
    ]
    related = load_marks().related_countries
    if not stated or any(
        code == caption.country or frozenset({code, caption.country}) in related for _, code in stated
    ):
        return
    if _has_namesake(case, caption, {code for _, code in stated}) or any(
        _is_named(said.text, caption) or _is_named(case.gazetteer.country_name(code), caption)
        for said, code in stated
    ):
        return
    yield load_rules()["country-differs"].finding(
        [*_country_words(case, caption), *(said.value for said, _ in stated)]
    )


def _has_namesake(case: Case, caption: ParsedCaption, codes: Collection[str]) -> bool:
    """Whether the caption leaves its country unsaid and a place of the same name lies in the file's."""
    if _naming(case, caption):
        return False
    return any(
        place.country in codes for mention in caption.places for place in case.gazetteer.find(mention.name)
    )


def _naming(case: Case, caption: ParsedCaption) -> list[PlaceMention]:
    """The caption's places that are its country's name."""
    return [place for place in caption.places if case.gazetteer.country(place.name) == caption.country]


def _country_words(case: Case, caption: ParsedCaption) -> list[FindingValue]:
    """The caption's words that settle its country: the country's own name, else its places."""
    return [in_caption(caption, place.span) for place in _naming(case, caption) or caption.places] or [
        FindingValue(origin="caption", raw=caption.country or "")
    ]


def _alpha2(case: Case, said: Said) -> str | None:
    """The country of a name or code, whatever list the code is from."""
    stated = country_stated(said.text, case.gazetteer)
    return stated.country.code if stated is not None else None


def _position(case: Case, caption: ParsedCaption) -> Iterator[Finding]:
    fixes = [
        (said, point) for said in case.said("gps_position") if (point := _degrees(said.text)) is not None
    ]
    named = _caption_towns(case, caption)
    if not fixes or not named:
        return
    towns = [_point(town) for _, towns in named for town in towns]
    towns.extend(_mentioned_points(caption))
    if any(_km(point, town) <= NEAR_KM for _, point in fixes for town in towns):
        return
    yield load_rules()["gps-far-from-place"].finding(
        [*(in_caption(caption, mention.span) for mention, _ in named), *(said.value for said, _ in fixes)],
        notes=["file_picture"] if case.is_file_picture else [],
    )


def _mentioned_points(caption: ParsedCaption) -> list[tuple[float, float]]:
    """Where the parser put the caption's places."""
    return [
        (place.latitude, place.longitude)
        for place in caption.places
        if place.latitude is not None and place.longitude is not None
    ]


def _degrees(text: str) -> tuple[float, float] | None:
    """A position in degrees; none for 0, 0, which receivers write without a fix."""
    latitude, _, longitude = text.partition(",")
    try:
        point = float(latitude), float(longitude)
    except ValueError:
        return None
    return None if point == (0.0, 0.0) else point
