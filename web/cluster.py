"""Copies of one picture as pages show them: by arrival, each with its words and its differences."""

from dataclasses import dataclass

from catalog.provenance import compare_copies
from catalog.provenance.copies import COMPARED
from catalog.records import Copy, HandoutMark, Photo
from catalog.store import ClusterSummary, Store
from web.badges import Badge, handout_badge
from web.cards import Picture, alternative_text, picture_of
from web.dates import say_date
from web.words import country_name, say

MOST = 60
"""Copies that a page compares, the first received; a search lists the others."""


@dataclass(frozen=True, slots=True)
class Row:
    """A field of a copy.

    Attributes:
        label: The field in words.
        value: What this copy says, empty where nothing.
        departure: How it departs from the first copy, empty where it does not.
        note: The same in words.
        first: What the first copy says, where it is another thing.
    """

    label: str
    value: str
    departure: str = ""
    note: str = ""
    first: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """A copy on the page; `silent` where others say handout and this one does not."""

    id: int
    arrival: str
    provider: str
    reference: str
    added: str
    picture: Picture | None
    alt: str
    caption: str
    language: str
    credit: str
    handout: Badge | None
    says: bool
    silent: bool
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Views:
    """The copies of a cluster that a page compares, how many there are, and which of these say handout."""

    number: int
    total: int
    copies: tuple[View, ...]
    mark: HandoutMark
    parties: str


def views_of(store: Store, found: ClusterSummary, shown: int | None = None) -> Views:
    """The first copies of a cluster, side by side.

    Args:
        store: The catalog's records.
        found: The cluster.
        shown: A photo of it that is among them in any case.
    """
    places = [place for place, number in enumerate(found.photos) if place < MOST or number == shown]
    photos = store.photos([found.photos[place] for place in places])
    cluster = compare_copies(found.id, photos)
    views = zip(places, cluster.copies, photos, strict=True)
    return Views(
        number=found.id,
        total=len(found.photos),
        copies=tuple(_view(place, copy, photo, cluster.handout_mark) for place, copy, photo in views),
        mark=cluster.handout_mark,
        parties=", ".join(party.name for party in cluster.handout_mark.from_),
    )


def cluster_of(store: Store, photo: Photo) -> Views | None:
    """The cluster that a photo belongs to; None where it is alone."""
    found = store.cluster(photo.cluster) if photo.cluster is not None else None
    return views_of(store, found, photo.id) if found else None


def _view(place: int, copy: Copy, photo: Photo, mark: HandoutMark) -> View:
    caption = photo.caption
    return View(
        id=copy.photo,
        arrival=_arrival(place),
        provider=copy.ref.provider,
        reference=copy.ref.id,
        added=copy.added,
        picture=picture_of(photo, 320),
        alt=alternative_text(photo),
        caption=copy.caption or "",
        language=(caption.language or "") if caption else "",
        credit=copy.values.get("credit_line", ""),
        handout=handout_badge(photo),
        says=copy.says_handout,
        silent=mark.lost and not copy.says_handout,
        rows=_rows(copy),
    )


def _arrival(place: int) -> str:
    """`First received`, then `2nd received`."""
    if place == 0:
        return "First received"
    number = place + 1
    teens = number % 100 in {11, 12, 13}
    ending = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending} received"


def _rows(copy: Copy) -> tuple[Row, ...]:
    """Every compared field that this copy or the first one has."""
    departures = {one.field: one for one in copy.differences}
    rows = []
    for name in COMPARED:
        value, departure = copy.values.get(name), departures.get(name)
        if departure is not None:
            first = _written(name, departure.first)
            note = say("departure", departure.departure)
            rows.append(Row(_label(name), _written(name, value), departure.departure.value, note, first))
        elif value:
            rows.append(Row(_label(name), _written(name, value)))
    return tuple(rows)


def _label(name: str) -> str:
    return say("copy_field", name)


def _written(name: str, value: str | None) -> str:
    """A value as people write it."""
    if not value:
        return ""
    return {"date": say_date, "country": country_name}.get(name, str)(value)
