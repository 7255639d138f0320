"""What projections are made from: the words and the image file as kept, with the parse as it stands."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

import msgspec
from sqlalchemy import and_, select, update
from sqlalchemy.orm import Session

from catalog.records import ImageRecord, ParsedCaption, Photo, from_json
from catalog.store.authority import parties_of, resolve
from catalog.store.caption import CaptionVersionRow, ParseRow
from catalog.store.drafts import Assessed
from catalog.store.image import ImageRow
from catalog.store.photo import PhotoRow
from catalog.store.reading import read_photos
from catalog.store.source import HandoutSourceRow
from catalog.store.transaction import Work


class Basis(NamedTuple):
    """What a photo's parse and assessment are made from.

    Attributes:
        photo_id: The photo.
        caption_version: Version of its words, 0 without words.
        image_version: Version of its image file, 0 without one.
        text: Its words, None without.
        received: The day (UTC) when they came, None without words.
        parsed: The parse as it stands; None where there is none, or none that this program can read.
        parser: Version of the parser that made it.
        image: What its image file says, None without one.
    """

    photo_id: int
    caption_version: int
    image_version: int
    text: str | None
    received: date | None
    parsed: ParsedCaption | None
    parser: str | None
    image: ImageRecord | None


def read_bases(session: Session, ids: Sequence[int]) -> list[Basis]:
    """What the projections of these photos are made from, in the order of their numbers.

    A parse in a shape that this program no longer knows counts as none: it can be made again.
    """
    words, image = CaptionVersionRow, ImageRow
    rows = session.execute(
        select(
            PhotoRow.id,
            PhotoRow.caption_version,
            PhotoRow.image_version,
            words.text,
            words.received,
            ParseRow.parser,
            ParseRow.record,
            image.record.label("image"),
        )
        .outerjoin(words, and_(words.photo_id == PhotoRow.id, words.version == PhotoRow.caption_version))
        .outerjoin(ParseRow, ParseRow.photo_id == PhotoRow.id)
        .outerjoin(image, and_(image.photo_id == PhotoRow.id, image.version == PhotoRow.image_version))
        .where(PhotoRow.id.in_(ids))
        .order_by(PhotoRow.id)
    )
    return [
        Basis(
            photo_id=row.id,
            caption_version=row.caption_version,
            image_version=row.image_version,
            text=row.text,
            received=row.received.date() if row.received else None,
            parsed=_readable(row.record),
            parser=row.parser,
            image=from_json(row.image, ImageRecord) if row.image else None,
        )
        for row in rows
    ]


def _readable(record: str | None) -> ParsedCaption | None:
    """A parse out of its JSON, None where it has another shape than today's."""
    if record is None:
        return None
    try:
        return from_json(record, ParsedCaption)
    except msgspec.ValidationError:
        return None


def unmoved(work: Work, bases: Iterable[Basis]) -> set[int]:
    """Those photos whose words and image file are still what was read; they stay so until the end."""
    read = {one.photo_id: (one.caption_version, one.image_version) for one in bases}
    photo = PhotoRow
    rows = work.session.execute(
        select(photo.id, photo.caption_version, photo.image_version)
        .where(photo.id.in_(read))
        .order_by(photo.id)
        .with_for_update()
    )
    return {number for number, *versions in rows if tuple(versions) == read[number]}


def photos_within(work: Work, ids: Sequence[int]) -> list[Photo]:
    """Photos as they stand inside a transaction, before anybody else can see them so."""
    return read_photos(work.session, ids)


def would_link(work: Work, assessed: Sequence[Assessed]) -> list[list[str]]:
    """The handout sources, by slug, that saving these assessments would link to each photo.

    Sources that nobody named before are added: the caller undoes the transaction.
    """
    numbers = resolve(work, [parties_of(one.words, one.handout) for one in assessed])
    source = HandoutSourceRow
    wanted = {number for own in numbers for number in own}
    rows = work.session.execute(select(source.id, source.slug).where(source.id.in_(wanted)))
    slugs = {row.id: row.slug for row in rows}
    return [[slugs[number] for number in own] for own in numbers]


def note_parser(work: Work, photo_ids: Iterable[int], parser: str) -> None:
    """Say that a newer parser made the same parses of these photos; nothing else of them changes."""
    work.session.execute(update(ParseRow).where(ParseRow.photo_id.in_(list(photo_ids))).values(parser=parser))
