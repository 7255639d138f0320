"""A photo as the index keeps it: words by field, codes, facet values, days."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import lru_cache
from typing import NamedTuple

from catalog.records import ParsedCaption, Photo, PlaceMention
from catalog.search.dates import EARLIEST, Days, edtf_days
from catalog.search.fields import Field, load_fields, presences, text_fields
from catalog.search.names import Names
from catalog.search.tokens import column_text, key
from catalog.search.traits import flags_of, presences_of, status_of
from catalog.vocabulary.codes import Kind
from catalog.vocabulary.labels import label

FACETS = ("agency", "from", "kind", "country", "place", "year")
"""The fields whose values can be counted."""
MOST_YEARS = 10
"""A date that may lie in more years than this is in no year's count."""
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


def code(field: str, value: str) -> str:
    """The token that says that a field has this whole value."""
    return f"{field}={key(value)}"


def name_code(field: str, name: str) -> str:
    """The token that says that a field's value has this other name."""
    return f"{field}~{key(name)}"


def document(photo: Photo, names: Names) -> IndexDocument:
    """What the index keeps of a photo; the same photo and names always give the same document."""
    values = {field.name: _values(photo, field) for field in load_fields().values() if field.type != "date"}
    values["agency"] = tuple(names.agency_id(value) or value for value in values["agency"])
    values["country"] = tuple(names.country_code(value) or value for value in values["country"])
    days = _days(photo)
    values["year"] = _years(days)
    codes = {
        code(name, value) for name, found in values.items() if load_fields()[name].exact for value in found
    }
    codes.update(
        name_code("agency", name) for agency in values["agency"] for name in names.agency_names(agency)
    )
    codes.update(code("is", flag) for flag in flags_of(photo))
    filled = {name for name, found in values.items() if found} - {presence.name for presence in presences()}
    codes.update(code("has", presence) for presence in presences_of(photo, dated=days is not None) | filled)
    return IndexDocument(
        id=photo.id,
        days=days,
        added=_seconds(photo.added),
        columns={name: column_text(_searched(photo, name, values[name])) for name in text_fields()},
        codes=frozenset(codes),
        facets=_facets(photo, values, names),
    )


def _seconds(added: str) -> int:
    """ISO 8601 as seconds since 1970; a time without zone is UTC, no time is 0."""
    if not added:
        return 0
    moment = datetime.fromisoformat(added)
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())


def _edited(photo: Photo, field: Field) -> tuple[str, ...] | None:
    """A person's values for a field, None where nobody set it; several stand between semicolons."""
    for name in field.edits:
        value = photo.values.get(name)
        if value is not None and value.human is not None:
            return tuple(part.strip() for part in value.human.split(";") if part.strip())
    return None


def _values(photo: Photo, field: Field) -> tuple[str, ...]:
    """A field's values without repetition: a person's, else those of caption and image file."""
    edited = _edited(photo, field)
    if edited is not None:
        return edited
    read = _readers().get(field.name)
    found = list(read(photo, photo.caption or _EMPTY)) if read else []
    if photo.image is not None:
        for name in field.image:
            stated = photo.image.fields.get(name)
            if stated is not None:
                found.extend([stated.value] if isinstance(stated.value, str) else stated.value)
    return tuple(dict.fromkeys(str(value) for value in found if value))


Reader = Callable[[Photo, ParsedCaption], Iterable[str]]


@lru_cache(maxsize=1)
def _readers() -> dict[str, Reader]:
    """How each field that is more than an image field is read from a photo."""
    return {
        "agency": lambda _, caption: (agency.id for agency in caption.agencies),
        "from": _parties,
        "class": _classes,
        "creator": lambda _, caption: (creator.name for creator in caption.creators),
        "credit": lambda _, caption: (caption.credit_line or "",),
        "place": lambda _, caption: (place.name for place in caption.places),
        "city": lambda _, caption: (place.name for place in caption.places),
        "country": _countries,
        "kind": lambda _, caption: caption.kinds,
        "origin": lambda photo, caption: (caption.origin,) if photo.caption else (),
        "how": lambda _, caption: (caption.how or "",),
        "language": lambda _, caption: (caption.language or "",),
        "file": lambda photo, _: (photo.image.file,) if photo.image else (),
        "import": lambda photo, _: map(str, photo.runs),
        "status": lambda photo, _: (status_of(photo),),
        "decision": lambda photo, _: (photo.decision or "",),
        "finding": lambda photo, _: (finding.rule for finding in photo.findings if finding.dismissed is None),
        "ref": lambda photo, _: (photo.ref.id,),
        "provider": lambda photo, _: (photo.ref.provider,),
        "caption": _words,
    }


def _words(photo: Photo, caption: ParsedCaption) -> Iterable[str]:
    """The caption, or the image file's description where there is none; and a person's description."""
    described = photo.image.fields.get("description") if photo.image and not photo.caption else None
    edited = photo.values.get("description")
    yield str(described.value) if described else caption.caption
    if edited is not None and edited.human is not None:
        yield edited.human


def _parties(photo: Photo, caption: ParsedCaption) -> Iterable[str]:
    """The handout sources: as the evidence resolved them, else as the caption names them."""
    if photo.handout.from_:
        return (party.id for party in photo.handout.from_)
    return (key(source.name) for source in caption.handout_sources)


def _classes(photo: Photo, caption: ParsedCaption) -> Iterable[str]:
    """The classes of the handout sources."""
    return (source.class_ for source in photo.handout.from_ or caption.handout_sources)


def _countries(photo: Photo, caption: ParsedCaption) -> Iterable[str]:
    """The caption's country, else its places', else the image file's two letters."""
    found = [caption.country] if caption.country else [place.country for place in caption.places]
    stated = photo.image.fields.get("country_code") if photo.image and not any(found) else None
    if stated is not None and isinstance(stated.value, str) and len(stated.value) == len("XX"):
        found.append(stated.value.upper())
    return (country for country in found if country)


def _searched(photo: Photo, name: str, values: tuple[str, ...]) -> tuple[str, ...]:
    """A text field's values with the other names under which they should be found."""
    caption = photo.caption or _EMPTY
    if name in {"place", "city"}:
        return (*values, *_other_names(values, caption.places))
    if name == "from":
        parties = [party.name for party in photo.handout.from_]
        forms = [form.text for source in caption.handout_sources for form in source.forms]
        spoken = [source.name for source in caption.handout_sources]
        return tuple(dict.fromkeys((*parties, *spoken, *forms, *values)))
    return values


def _other_names(values: tuple[str, ...], places: tuple[PlaceMention, ...]) -> Iterable[str]:
    """The other names of those places that are still among the values."""
    for place in places:
        if place.name in values:
            yield from place.names


def _days(photo: Photo) -> Days | None:
    """The days of the date a person set, else the caption's, else the image file's."""
    edited = photo.values.get("date") or photo.values.get("date_created")
    if edited is not None and edited.human is not None:
        return edtf_days(edited.human)
    if photo.caption is not None and photo.caption.date:
        return edtf_days(photo.caption.date)
    stated = photo.image.fields.get("date_created") if photo.image is not None else None
    return edtf_days(stated.value) if stated is not None and isinstance(stated.value, str) else None


def _years(days: Days | None) -> tuple[str, ...]:
    """The calendar years of a stretch of days, none where it is open or very long."""
    if days is None or days[0] == EARLIEST:
        return ()
    from_year, to_year = (datetime.fromordinal(day).year for day in days)
    return (
        tuple(f"{year:04}" for year in range(from_year, to_year + 1))
        if to_year - from_year < MOST_YEARS
        else ()
    )


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
