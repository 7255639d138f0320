"""A photo as the grid shows it."""

from dataclasses import dataclass
from typing import NamedTuple

from catalog.records import ImageRecord, ParsedCaption, Photo
from catalog.search import All, Query, find_matches
from web.badges import Badge, handout_badge, kind_badges
from web.dates import say_date
from web.words import country_name

_ALT_LIMIT = 250
"""Characters of alternative text; longer text tires a listener (ResourceSpace uses the same limit)."""
_TURNED = ("5", "6", "7", "8", "90", "270")
"""EXIF Orientation values, as numbers or as ExifRead words them, that swap the sides (CIPA DC-008, 4.6.5)."""


class Picture(NamedTuple):
    """A rendition's size in pixels and the start of the file's SHA-256, which makes its address immutable."""

    width: int
    height: int
    version: str


@dataclass(frozen=True, slots=True)
class Card:
    """What a card in the grid shows; empty strings where nothing is known."""

    id: int
    picture: Picture | None
    alt: str
    caption: str
    language: str
    pieces: tuple[tuple[str, bool], ...]
    credit: str
    place: str
    country: str
    date: str
    edtf: str
    handout: Badge | None
    kinds: tuple[Badge, ...]


def _is_turned(image: ImageRecord) -> bool:
    exif = image.blocks.get("exif", {})
    said = next((str(value) for key, value in exif.items() if key.rpartition(" ")[2] == "Orientation"), "")
    return said in _TURNED or ("90" in said or "270" in said)


def picture_of(photo: Photo, longest: int) -> Picture | None:
    """Size of the rendition whose longer side is `longest` pixels; None without a readable image."""
    image = photo.image
    if image is None or not image.sha256 or not image.width or not image.height:
        return None
    width, height = (image.height, image.width) if _is_turned(image) else (image.width, image.height)
    scale = min(1.0, longest / max(width, height))
    return Picture(max(1, round(width * scale)), max(1, round(height * scale)), image.sha256[:12])


def shown(photo: Photo, field: str, machine: str | None) -> str:
    """A value as a person set it, else as the machine read it."""
    value = photo.values.get(field)
    return (value.shown if value is not None else None) or machine or ""


def place_of(photo: Photo) -> tuple[str, str]:
    """The caption's own place name, and the country unless that name says it already."""
    caption = photo.caption
    place = shown(photo, "place", caption.places[0].name if caption and caption.places else None)
    country = country_name(shown(photo, "country", caption.country if caption else None))
    return place, "" if country in place else country


def prose_of(caption: ParsedCaption | None) -> str:
    """The caption without credit and notices; the whole caption where nothing else remains."""
    return (caption.description or caption.caption) if caption else ""


def headline_of(photo: Photo) -> str:
    """The headline as a person set it, else as the file states it."""
    field = photo.image.fields.get("headline") if photo.image else None
    return shown(photo, "headline", field.value if field and isinstance(field.value, str) else None)


def credit_of(caption: ParsedCaption | None) -> str:
    """The credit line; where none could be told apart, the names of those it credits."""
    if caption is None:
        return ""
    return caption.credit_line or " / ".join(dict.fromkeys(agency.name for agency in caption.agencies))


def alternative_text(photo: Photo) -> str:
    """What a listener hears for the picture: the caption's prose, cut at a word."""
    prose = prose_of(photo.caption) or (photo.image.file if photo.image else "")
    if len(prose) <= _ALT_LIMIT:
        return prose or "Photo without a caption"
    return f"{prose[:_ALT_LIMIT].rpartition(' ')[0]}…"


def _pieces(text: str, query: Query) -> tuple[tuple[str, bool], ...]:
    """The text cut where the query's words begin and end, each piece with whether it was asked for."""
    pieces, done = [], 0
    # Cutting a text into words costs as much as the rest of a card.
    for start, end in () if isinstance(query, All) else find_matches(query, text):
        pieces += [(text[done:start], False), (text[start:end], True)]
        done = end
    return tuple(piece for piece in (*pieces, (text[done:], False)) if piece[0])


def card(photo: Photo, query: Query) -> Card:
    """The card of a photo; the words that `query` asked for are marked in its caption."""
    caption = photo.caption
    place, country = place_of(photo)
    edtf = shown(photo, "date", caption.date if caption else None)
    return Card(
        id=photo.id,
        picture=picture_of(photo, 320),
        alt=alternative_text(photo),
        caption=prose_of(caption),
        language=(caption.language or "") if caption else "",
        pieces=_pieces(prose_of(caption), query),
        credit=credit_of(caption),
        place=place,
        country=country,
        date=say_date(edtf),
        edtf=edtf,
        handout=handout_badge(photo),
        kinds=kind_badges(photo),
    )
