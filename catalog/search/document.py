"""A photo as the index keeps it: words by field, codes, facet values, days."""

from datetime import UTC, datetime
from functools import lru_cache
from typing import NamedTuple

from catalog.records import ParsedCaption, Photo
from catalog.search.dates import Days
from catalog.search.fields import load_fields, presences, text_fields
from catalog.search.names import Names
from catalog.search.tokens import column_text, key
from catalog.search.traits import flags_of, presences_of
from catalog.search.values import Values, days_of, read_values, searched_values, years_of
from catalog.vocabulary.codes import Kind
from catalog.vocabulary.labels import label

FACETS = ("agency", "from", "kind", "country", "place", "year")
"""The fields whose values can be counted."""
_EMPTY = ParsedCaption(caption="")
_KINDS = frozenset(Kind)


class IndexDocument(NamedTuple):
    """What the index knows of a photo, made by `document` and compared by `matches`.

    Attributes:
        id: The photo's id.
        days: First and last day of its date, None where it has none.
        added: Seconds since 1970 (UTC) of its first import.
        columns: Text field to the tokens of its values.
        codes: Whole values as tokens: `kind=pool`; `agency~ap` for another name of an agency.
        facets: Facet to value and label.
    """

    id: int
    days: Days | None
    added: int
    columns: dict[str, str]
    codes: frozenset[str]
    facets: dict[str, dict[str, str]]


@lru_cache(maxsize=65536)
def code(field: str, value: str) -> str:
    """The token that says that a field has this whole value."""
    return f"{field}={key(value)}"


@lru_cache(maxsize=16384)
def name_code(field: str, name: str) -> str:
    """The token that says that a field's value has this other name."""
    return f"{field}~{key(name)}"


@lru_cache(maxsize=1)
def _exact_fields() -> frozenset[str]:
    """The fields whose whole values can be asked for."""
    return frozenset(field.name for field in load_fields().values() if field.exact)


@lru_cache(maxsize=1)
def _presence_names() -> frozenset[str]:
    """The values of `has:` that say more than that a field has a value."""
    return frozenset(presence.name for presence in presences())


def document(photo: Photo, names: Names) -> IndexDocument:
    """What the index keeps of a photo; the same photo and names always give the same document."""
    days = days_of(photo)
    values = read_values(photo, names)
    values["year"] = years_of(days)
    return IndexDocument(
        id=photo.id,
        days=days,
        added=_seconds(photo.added),
        columns={name: column_text(searched_values(photo, name, values[name])) for name in text_fields()},
        codes=_codes(photo, values, names, dated=days is not None),
        facets=_facets(photo, values, names),
    )


def _codes(photo: Photo, values: Values, names: Names, *, dated: bool) -> frozenset[str]:
    """Every whole value, what the photo is, and what it has."""
    codes = {code(name, value) for name in _exact_fields() & values.keys() for value in values[name]}
    for agency in values["agency"]:
        codes.update(name_code("agency", name) for name in names.agency_names(agency))
    filled = {name for name, found in values.items() if found} - _presence_names()
    codes.update(code("has", presence) for presence in presences_of(photo, dated=dated) | filled)
    codes.update(code("is", flag) for flag in flags_of(photo))
    return frozenset(codes)


def _seconds(added: str) -> int:
    """ISO 8601 as seconds since 1970; a time without zone is UTC, no time is 0."""
    if not added:
        return 0
    moment = datetime.fromisoformat(added)
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())


def _facets(photo: Photo, values: dict[str, tuple[str, ...]], names: Names) -> dict[str, dict[str, str]]:
    """Facet to its values of this photo and the label of each."""
    labels = {party.id: party.name for party in photo.handout.from_}
    if photo.caption is not None:
        labels = {key(source.name): source.name for source in photo.caption.handout_sources} | labels
    facets = {facet: {value: value for value in values[facet]} for facet in FACETS}
    facets["from"] = {
        value if value in labels else key(value): labels.get(value, value) for value in values["from"]
    }
    spoken = {agency.id: agency.name for agency in (photo.caption or _EMPTY).agencies}
    facets["agency"] = {
        value: (*names.agency_names(value), spoken.get(value, value))[0] for value in values["agency"]
    }
    facets["kind"] = {value: label(Kind(value)) if value in _KINDS else value for value in values["kind"]}
    facets["country"] = {value: names.country_name(value) for value in values["country"]}
    facets["place"] = {key(value): value for value in values["place"] if key(value)}
    return facets
