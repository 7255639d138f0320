"""One value that the catalog states, and whether a person stands behind it."""

from collections.abc import Sequence
from typing import NamedTuple

from catalog.records import Photo


class Said(NamedTuple):
    """A value for a field.

    Attributes:
        texts: Its texts; none means that there is nothing, which only a person can say.
        by_person: Whether a person set it.
        members: Of a structure, its members.
        note: Why it cannot be written; it is not, then.
    """

    texts: tuple[str, ...] = ()
    by_person: bool = False
    members: tuple[tuple[str, str], ...] = ()
    note: str | None = None


def from_person(photo: Photo, *fields: str) -> Said | None:
    """A person's word under the first of these fields that has one; None where nobody said any."""
    word = photo.human(*fields)
    if word is None:
        return None
    return Said((word,) if word.strip() else (), by_person=True)


def from_caption(texts: Sequence[str]) -> Said | None:
    """What a program read; None where it read nothing."""
    return Said(tuple(texts)) if texts else None


def listed(said: Said | None) -> Said | None:
    """Several names that a person set in one text, parted as the store parts them."""
    if said is None:
        return None
    names = [name.strip() for text in said.texts for name in text.split(";")]
    return said._replace(texts=tuple(filter(None, names)))
