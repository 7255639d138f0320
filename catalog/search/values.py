"""The values of a photo's fields: a person's own, else what caption and image file say."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import lru_cache

from catalog.records import ImageRecord, ParsedCaption, Photo, PlaceMention
from catalog.search.dates import EARLIEST, Days, edtf_days
from catalog.search.fields import Field, load_fields
from catalog.search.names import Names
from catalog.search.tokens import key
from catalog.search.traits import status_of

MOST_YEARS = 10
"""A date that may lie in more years than this is in no year's count."""
_DERIVED = frozenset({"is", "has", "year"})
_EMPTY = ParsedCaption(caption="")

Reader = Callable[[Photo, ParsedCaption], Iterable[str]]
Values = dict[str, tuple[str, ...]]
"""Field name to its values, without repetition."""


def read_values(photo: Photo, names: Names) -> Values:
    """All values of a photo's text and code fields; agencies and countries by their ids and codes."""
    caption = photo.caption or _EMPTY
    humans = {name: value.human for name, value in photo.values.items() if value.human is not None}
    found: Values = {}
    for field, read in _plan():
        edited = _edited(humans, field) if humans else None
        found[field.name] = _stated(photo, caption, field, read) if edited is None else edited
    found["agency"] = tuple(names.agency_id(value) or value for value in found["agency"])
    found["country"] = tuple(names.country_code(value) or value for value in found["country"])
    return found


def _edited(humans: Mapping[str, str], field: Field) -> tuple[str, ...] | None:
    """A person's values for a field, None where nobody set it; several stand between semicolons."""
    for name in field.edits:
        if name in humans:
            return tuple(part.strip() for part in humans[name].split(";") if part.strip())
    return None


def _stated(photo: Photo, caption: ParsedCaption, field: Field, read: Reader | None) -> tuple[str, ...]:
    """A field's values as caption and image file state them."""
    found = list(read(photo, caption)) if read else []
    if photo.image is not None and field.image:
        found.extend(_in_image(photo.image, field))
    return tuple(dict.fromkeys(str(value) for value in found if value)) if found else ()


def _in_image(image: ImageRecord, field: Field) -> Iterable[str]:
    """A field's values in the image file."""
    for name in field.image:
        stated = image.fields.get(name)
        if stated is not None:
            yield from [stated.value] if isinstance(stated.value, str) else stated.value


@lru_cache(maxsize=1)
def _plan() -> tuple[tuple[Field, Reader | None], ...]:
    """The fields that photos have values for, and how those are read that are more than image fields."""
    readers: dict[str, Reader] = {
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
        "cluster": lambda photo, _: () if photo.cluster is None else (str(photo.cluster),),
        "status": lambda photo, _: (status_of(photo),),
        "decision": lambda photo, _: (photo.decision or "",),
        "finding": lambda photo, _: (finding.rule for finding in photo.findings if finding.dismissed is None),
        "ref": lambda photo, _: (photo.ref.id,),
        "provider": lambda photo, _: (photo.ref.provider,),
        "caption": _words,
    }
    fields = (
        field
        for field in load_fields().values()
        if field.type in {"text", "code"} and field.name not in _DERIVED
    )
    return tuple((field, readers.get(field.name)) for field in fields)


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


def searched_values(photo: Photo, name: str, values: tuple[str, ...]) -> tuple[str, ...]:
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


def days_of(photo: Photo) -> Days | None:
    """The days of the date a person set, else the caption's, else the image file's."""
    edited = photo.values.get("date") or photo.values.get("date_created")
    if edited is not None and edited.human is not None:
        return edtf_days(edited.human)
    if photo.caption is not None and photo.caption.date:
        return edtf_days(photo.caption.date)
    stated = photo.image.fields.get("date_created") if photo.image is not None else None
    return edtf_days(stated.value) if stated is not None and isinstance(stated.value, str) else None


def years_of(days: Days | None) -> tuple[str, ...]:
    """The calendar years of a stretch of days, none where it is open or very long."""
    if days is None or days[0] == EARLIEST:
        return ()
    from_year, to_year = (datetime.fromordinal(day).year for day in days)
    return (
        tuple(f"{year:04}" for year in range(from_year, to_year + 1))
        if to_year - from_year < MOST_YEARS
        else ()
    )
