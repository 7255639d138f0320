"""What the catalog says of a photo, in the fields of its copy: a person's word before a program's reading."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from catalog.caption import CreditStyle, Knowledge, format_photo_credit
from catalog.dates import same_date
from catalog.exchange.copies.handouts import instructions_of, sources_of
from catalog.exchange.copies.places import city_of, country_of, location_of
from catalog.exchange.copies.rules import FieldRule, load_copy_rules
from catalog.exchange.copies.said import Said, from_caption, from_person, listed
from catalog.images.writing import FieldValue
from catalog.records import Photo
from catalog.text import fold
from catalog.vocabulary.fields import load_fields

# What both XMP and IIM can say: year, month or day without "about", "or" or a season (ISO 8601-2, EDTF 0).
_PLAIN_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
_DAY = len("2020-09-30")


@dataclass(frozen=True, slots=True)
class CopyWords:
    """What copies say besides the photos' own values.

    Attributes:
        knowledge: Who is who, and the map.
        now: When the copies are made, for `xmp:MetadataDate`.
        style: The house's style of credits; None leaves the caption's own line.
    """

    knowledge: Knowledge
    now: datetime
    style: CreditStyle | None = None


class CopyValues(NamedTuple):
    """What one copy is to say.

    Attributes:
        fields: Its values.
        notes: What the catalog says and a copy cannot.
    """

    fields: tuple[FieldValue, ...]
    notes: tuple[str, ...]


def values_of(photo: Photo, words: CopyWords) -> CopyValues:
    """The fields that a photo's copy takes from the catalog.

    Args:
        photo: As the catalog shows it.
        words: What copies say besides.
    """
    fields: list[FieldValue] = []
    notes: list[str] = []
    for rule in load_copy_rules().fields:
        said = _READERS[rule.says](photo, words)
        if said is not None and said.note:
            notes.append(said.note)
        elif said is not None and _is_written(photo, rule, said):
            fields.append(FieldValue(name=rule.name, texts=said.texts, members=said.members))
    if other := _otherwise_in_exif(photo, fields):
        notes.append(f"EXIF keeps its own words: {', '.join(other)}")
    # When metadata last changed (ISO 16684-1, xmp:MetadataDate).
    stamp = FieldValue(name="date_metadata_modified", texts=(words.now.isoformat(timespec="seconds"),))
    return CopyValues((*fields, stamp), tuple(notes))


def _otherwise_in_exif(photo: Photo, fields: Sequence[FieldValue]) -> list[str]:
    """The fields of which the file's EXIF, which copies carry over, says something else."""
    held = photo.image.fields if photo.image is not None else {}
    other: list[str] = []
    for field in fields:
        readings = held[field.name].all if field.name in held else ()
        texts = [_one_text(reading.value) for reading in readings if reading.block == "exif"]
        if any(not _is_same(field.name, text, "; ".join(field.texts)) for text in texts):
            other.append(field.name)
    return other


def _one_text(value: str | list[str]) -> str:
    return value if isinstance(value, str) else "; ".join(value)


def _is_same(name: str, one: str, other: str) -> bool:
    """Whether two texts say the same but for case, accents and space, or are of the same day."""
    if load_fields()[name].kind == "date" and other:
        return same_date(one, other)
    return fold(" ".join(one.split())) == fold(" ".join(other.split()))


def _is_written(photo: Photo, rule: FieldRule, said: Said) -> bool:
    """Whether a value goes into the copy."""
    if said.by_person or rule.machine == "replaces":
        return True
    return rule.machine == "fills" and (photo.image is None or rule.name not in photo.image.fields)


def _caption(photo: Photo, _words: CopyWords) -> Said | None:
    text = photo.caption.caption if photo.caption is not None else ""
    return from_person(photo, "description") or from_caption([text] if text.strip() else [])


def _creators(photo: Photo, _words: CopyWords) -> Said | None:
    names = [creator.name for creator in photo.caption.creators] if photo.caption is not None else []
    return listed(from_person(photo, "creators", "creator")) or from_caption(names)


def _credit(photo: Photo, words: CopyWords) -> Said | None:
    if words.style is not None:
        return from_caption([format_photo_credit(photo, words.style, agencies=words.knowledge.agencies)])
    line = photo.caption.credit_line if photo.caption is not None else None
    return from_person(photo, "credit_line", "credit") or from_caption([line] if line else [])


def _source(photo: Photo, _words: CopyWords) -> Said | None:
    said = sources_of(photo)
    return (
        said if said is None or not said.texts else Said(("; ".join(said.texts),), by_person=said.by_person)
    )


def _date(photo: Photo, _words: CopyWords) -> Said | None:
    """The date where a copy can say it, and not where the file says the same more precisely."""
    said = from_person(photo, "date")
    if said is None:
        date = photo.caption.date if photo.caption is not None else None
        said = from_caption([date] if date else [])
    if said is None or not said.texts:
        return said
    (date,) = said.texts
    if not _PLAIN_DATE.fullmatch(date):
        return Said(note=f"date {date} is not written: IIM and XMP cannot say it")
    held = photo.image.fields.get("date_created") if photo.image is not None else None
    if not said.by_person and len(date) < _DAY and held is not None and isinstance(held.value, str):
        return None if same_date(held.value, date) else said
    return said


def _own(field: str) -> Callable[[Photo, CopyWords], Said | None]:
    """A reader of what only a person says."""
    return lambda photo, _words: from_person(photo, field)


_READERS: Mapping[str, Callable[[Photo, CopyWords], Said | None]] = MappingProxyType(
    {
        "caption": _caption,
        "headline": _own("headline"),
        "creators": _creators,
        "credit": _credit,
        "handout_source": _source,
        "copyright_notice": _own("copyright_notice"),
        "date": _date,
        "location": lambda photo, words: location_of(photo, words.knowledge.gazetteer),
        "city": lambda photo, words: city_of(photo, words.knowledge.gazetteer),
        "country_name": lambda photo, words: country_of(photo, words.knowledge.gazetteer, code=False),
        "country_code": lambda photo, words: country_of(photo, words.knowledge.gazetteer, code=True),
        "instructions": lambda photo, _words: instructions_of(photo),
    }
)
