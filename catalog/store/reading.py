"""Photos out of the database: however many are asked for, the number of queries is the same."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Row, and_, func, select
from sqlalchemy.orm import Session

from catalog.records import (
    Finding,
    Handout,
    HandoutParty,
    ImageRecord,
    ParsedCaption,
    Photo,
    PictureHashes,
    Reference,
    from_json,
)
from catalog.store.authority import shown_party
from catalog.store.caption import CaptionVersionRow, ParseRow
from catalog.store.cluster import ClusterMemberRow
from catalog.store.edits import shown_values
from catalog.store.image import ImageRow, MetadataBlockRow
from catalog.store.lists import read_spellings
from catalog.store.photo import EditRow, FindingRow, HandoutRow, PhotoRow, PhotoRunRow
from catalog.store.source import HandoutSourceRow, PhotoHandoutSourceRow
from catalog.store.summaries import CaptionVersion, Original
from catalog.store.text import path_of_text
from catalog.vocabulary.codes import HandoutState

_CATALOGUED = "catalogued"
_CHUNK = 10_000
"""Numbers in one IN list; SQLite takes 32,766 parameters, PostgreSQL 65,535."""


class _Around(NamedTuple):
    """What lies around photos in other tables, by photo."""

    edits: dict[int, dict[str, str | None]]
    parties: dict[int, list[HandoutParty]]
    findings: dict[int, list[Finding]]
    runs: dict[int, list[int]]


def read_photos(session: Session, ids: Sequence[int]) -> list[Photo]:
    """Photos in the order asked for; numbers that mean none are skipped."""
    found: dict[int, Photo] = {}
    unique = list(dict.fromkeys(ids))
    for start in range(0, len(unique), _CHUNK):
        found.update(_read_chunk(session, unique[start : start + _CHUNK]))
    return [found[number] for number in ids if number in found]


def _read_chunk(session: Session, ids: Sequence[int]) -> dict[int, Photo]:
    rows = session.execute(
        select(
            PhotoRow.id,
            PhotoRow.provider,
            PhotoRow.reference,
            PhotoRow.added,
            PhotoRow.caption_version,
            ParseRow.record.label("parse"),
            ImageRow.record.label("image"),
            HandoutRow.state,
            ClusterMemberRow.cluster_id,
        )
        .outerjoin(ParseRow, ParseRow.photo_id == PhotoRow.id)
        .outerjoin(
            ImageRow, and_(ImageRow.photo_id == PhotoRow.id, ImageRow.version == PhotoRow.image_version)
        )
        .outerjoin(HandoutRow, HandoutRow.photo_id == PhotoRow.id)
        .outerjoin(ClusterMemberRow, ClusterMemberRow.photo_id == PhotoRow.id)
        .where(PhotoRow.id.in_(ids))
    ).all()
    around = _Around(
        _edits(session, ids), read_parties(session, ids), _findings(session, ids), _runs(session, ids)
    )
    return {row.id: _photo(row, around) for row in rows}


def _photo(row: Row[*tuple[object, ...]], around: _Around) -> Photo:
    """One photo of its row and what lies around it."""
    number: int = row.id
    caption = from_json(row.parse, ParsedCaption) if row.parse else None
    return Photo(
        id=number,
        ref=Reference(provider=row.provider, id=row.reference),
        caption=caption,
        versions=row.caption_version,
        image=from_json(row.image, ImageRecord) if row.image else None,
        values=shown_values(caption, around.edits.get(number, {})),
        handout=Handout(
            state=HandoutState(row.state or HandoutState.NOT_INDICATED),
            from_=tuple(around.parties.get(number, ())),
        ),
        findings=tuple(around.findings.get(number, ())),
        cluster=row.cluster_id,
        added=row.added.isoformat(timespec="seconds"),
        runs=tuple(around.runs.get(number, ())),
    )


def _edits(session: Session, ids: Sequence[int]) -> dict[int, dict[str, str | None]]:
    rows = session.execute(
        select(EditRow.photo_id, EditRow.field, EditRow.value)
        .where(EditRow.photo_id.in_(ids))
        .order_by(EditRow.id)
    )
    edits: dict[int, dict[str, str | None]] = {}
    for number, field, value in rows:
        edits.setdefault(number, {})[field] = value
    return edits


def read_parties(session: Session, ids: Sequence[int]) -> dict[int, list[HandoutParty]]:
    """Who handed photos out, in the order in which they are named; photos from nobody are absent."""
    link = PhotoHandoutSourceRow
    rows = session.execute(
        select(link.photo_id, HandoutSourceRow)
        .join(HandoutSourceRow, HandoutSourceRow.id == link.source_id)
        .where(link.photo_id.in_(ids))
        .order_by(link.photo_id, link.position)
    ).all()
    spellings = read_spellings(session, {source.id for _, source in rows})
    parties: dict[int, list[HandoutParty]] = {}
    for number, source in rows:
        parties.setdefault(number, []).append(shown_party(source, spellings.get(source.id, ())))
    return parties


def _findings(session: Session, ids: Sequence[int]) -> dict[int, list[Finding]]:
    rows = session.execute(
        select(FindingRow.photo_id, FindingRow.record)
        .where(FindingRow.photo_id.in_(ids))
        .order_by(FindingRow.photo_id, FindingRow.position)
    )
    findings: dict[int, list[Finding]] = {}
    for number, record in rows:
        findings.setdefault(number, []).append(from_json(record, Finding))
    return findings


def _runs(session: Session, ids: Sequence[int]) -> dict[int, list[int]]:
    rows = session.execute(
        select(PhotoRunRow.photo_id, PhotoRunRow.run_id)
        .where(PhotoRunRow.photo_id.in_(ids))
        .order_by(PhotoRunRow.photo_id, PhotoRunRow.run_id)
    )
    runs: dict[int, list[int]] = {}
    for number, run in rows:
        runs.setdefault(number, []).append(run)
    return runs


def read_caption_versions(session: Session, photo_id: int) -> list[CaptionVersion]:
    """All versions of a photo's caption, oldest first."""
    rows = session.scalars(
        select(CaptionVersionRow)
        .where(CaptionVersionRow.photo_id == photo_id)
        .order_by(CaptionVersionRow.version)
    )
    return [
        CaptionVersion(
            version=row.version, text=row.text, raw=row.raw, received=row.received, run_id=row.run_id
        )
        for row in rows
    ]


def read_original(session: Session, photo_id: int) -> Original | None:
    """Where a photo's current image lies; None without one."""
    current = and_(ImageRow.photo_id == PhotoRow.id, ImageRow.version == PhotoRow.image_version)
    row = session.execute(
        select(ImageRow.path, ImageRow.sha256).join(PhotoRow, current).where(PhotoRow.id == photo_id)
    ).one_or_none()
    return Original(path=path_of_text(row.path), sha256=row.sha256) if row else None


def read_hashes(session: Session, ids: Sequence[int]) -> dict[int, PictureHashes]:
    """What pictures are found again by; photos that are withdrawn or have no hash are absent."""
    current = and_(ImageRow.photo_id == PhotoRow.id, ImageRow.version == PhotoRow.image_version)
    found: dict[int, PictureHashes] = {}
    for start in range(0, len(ids), _CHUNK):
        rows = session.execute(
            select(PhotoRow.id, ImageRow.record)
            .join(ImageRow, current)
            .where(PhotoRow.id.in_(ids[start : start + _CHUNK]), PhotoRow.status == _CATALOGUED)
        )
        # Two keys of the record are all that is decoded of it.
        found.update((number, from_json(record, PictureHashes)) for number, record in rows)
    return {number: hashes for number, hashes in found.items() if hashes.phash is not None}


def read_photo_ids(session: Session, after: int, limit: int) -> list[int]:
    """Numbers of photos above `after`, ascending."""
    return list(
        session.scalars(select(PhotoRow.id).where(PhotoRow.id > after).order_by(PhotoRow.id).limit(limit))
    )


def count_photos(session: Session) -> int:
    """How many photos the catalog has."""
    return session.scalar(select(func.count()).select_from(PhotoRow)) or 0


def read_blocks(session: Session, photo_id: int) -> list[tuple[str, bytes]]:
    """Kind and exact bytes of the metadata blocks of a photo's current image."""
    current = and_(ImageRow.photo_id == PhotoRow.id, ImageRow.version == PhotoRow.image_version)
    rows = session.execute(
        select(MetadataBlockRow.kind, MetadataBlockRow.data)
        .join(ImageRow, ImageRow.id == MetadataBlockRow.image_id)
        .join(PhotoRow, current)
        .where(PhotoRow.id == photo_id)
        .order_by(MetadataBlockRow.position)
    )
    return [(kind, data) for kind, data in rows]
