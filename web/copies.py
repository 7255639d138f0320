"""Copies of one picture beside the photo shown: in order of arrival, with what differs between them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from catalog.provenance import same_statement
from catalog.records import Photo
from catalog.search import Near
from web.badges import Badge, handout_badge
from web.cards import Picture, alternative_text, credit_of, picture_of, place_of, prose_of, shown
from web.dates import say_date
from web.words import say

MOST = 24
"""Copies of either kind on a page; the rest is a search away."""
_HOW = {
    "plain": "the whole picture",
    "trimmed": "the picture without a border",
    "window": "a part of the picture",
}


class Fact(NamedTuple):
    """One thing that a photo says; `differs` from what the shown photo says, where both say something."""

    label: str
    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Copy:
    """One photo of the same picture.

    Attributes:
        id: The photo's number.
        picture: Its thumbnail, None without one.
        alt: What a listener hears for it.
        caption: Its caption's prose.
        language: The caption's language.
        arrived: When it came into the catalog.
        handout: Its handout badge.
        facts: Agency, credit, creator, place and date, what is not stated with an empty text.
        how: How it was found, in words; empty for the photo shown.
        current: Whether it is the photo shown.
    """

    id: int
    picture: Picture | None
    alt: str
    caption: str
    language: str
    arrived: str
    handout: Badge | None
    facts: tuple[Fact, ...]
    how: str
    current: bool


@dataclass(frozen=True, slots=True)
class Copies:
    """The copies of a photo's picture.

    Attributes:
        same: The photo shown and its sure copies, in order of arrival; empty without a sure copy.
        possible: What may be copies, in order of arrival.
        more: How many further ones there are.
        problem: Why copies could not be looked for; empty where they could.
    """

    same: tuple[Copy, ...] = ()
    possible: tuple[Copy, ...] = ()
    more: int = 0
    problem: str = ""


def copies_of(photo: Photo, near: Sequence[Near], photos: Sequence[Photo]) -> Copies:
    """The copies of a photo's picture, each compared with it.

    Args:
        photo: The photo shown.
        near: How the copies were found, nearest first.
        photos: The copies; those of `near` that are missing were deleted meanwhile.
    """
    known = {one.id: one for one in photos}
    found = [one for one in near if one.photo_id in known and one.photo_id != photo.id]
    sure, possible = ([one for one in found if one.sure is kind][:MOST] for kind in (True, False))
    same = [_copy(known[one.photo_id], photo, how_found(one)) for one in sure]
    if same:
        same.append(_copy(photo, photo, ""))
    return Copies(
        same=_by_arrival(same),
        possible=_by_arrival(_copy(known[one.photo_id], photo, how_found(one)) for one in possible),
        more=len(found) - len(sure) - len(possible),
    )


def wanted(near: Sequence[Near]) -> list[int]:
    """The photos that `copies_of` needs to be read."""
    return [one.photo_id for kind in (True, False) for one in [n for n in near if n.sure is kind][:MOST]]


def how_found(near: Near) -> str:
    """How a copy was found, in words."""
    mirrored = ", mirrored" if near.mirrored else ""
    return f"{_HOW[near.how]}{mirrored}; {near.bits} of 256 bits differ"


def _by_arrival(copies: Iterable[Copy]) -> tuple[Copy, ...]:
    return tuple(sorted(copies, key=lambda one: (one.arrived, one.id)))


def _copy(photo: Photo, beside: Photo, how: str) -> Copy:
    """A photo as a copy of another, or the photo itself."""
    caption = photo.caption
    said, others = _statements(photo), _statements(beside)
    facts = (
        Fact(say("copy_field", name), _written(name, text), _differs(name, text, others[name]))
        for name, text in said.items()
    )
    return Copy(
        id=photo.id,
        picture=picture_of(photo, 320),
        alt=alternative_text(photo),
        caption=prose_of(caption),
        language=(caption.language or "") if caption else "",
        arrived=photo.added,
        handout=handout_badge(photo),
        facts=tuple(facts),
        how=how,
        current=photo.id == beside.id,
    )


def _statements(photo: Photo) -> dict[str, str]:
    """What is compared between copies, by its field; empty where nothing is stated, a date as EDTF."""
    caption = photo.caption
    agencies = " / ".join(dict.fromkeys(agency.name for agency in caption.agencies)) if caption else ""
    creators = ", ".join(creator.name for creator in caption.creators) if caption else ""
    return {
        "agency": shown(photo, "agency", agencies),
        "credit_line": shown(photo, "credit", credit_of(caption)),
        "creators": shown(photo, "creator", creators),
        "place": ", ".join(filter(None, place_of(photo))),
        "date": shown(photo, "date", caption.date if caption else None),
    }


def _written(name: str, text: str) -> str:
    """A statement as people write it."""
    return say_date(text) if name == "date" else text


def _differs(name: str, one: str, other: str) -> bool:
    """Whether both say something and it is not the same."""
    return bool(one and other) and not same_statement(name, one, other)
