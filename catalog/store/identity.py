"""Which photo a reference means: an asset id within its provider, a file's digest whoever sent it."""

from collections.abc import Sequence

from sqlalchemy import and_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from catalog.records import Reference
from catalog.store.caption import CaptionVersionRow
from catalog.store.drafts import Known
from catalog.store.image import ImageRow
from catalog.store.photo import PhotoRow
from catalog.store.text import indexable, path_of_text

FILE_PREFIX = "sha256:"
"""How a reference begins that is the digest of an image file."""
ROW_PREFIX = "row:"
"""How a reference begins that is the digest of a raw row."""


def find_known(session: Session, refs: Sequence[Reference]) -> dict[Reference, Known]:
    """What the catalog has of these references, in three queries."""
    if not refs:
        return {}
    by_reference: dict[str, list[Reference]] = {}
    for ref in refs:
        by_reference.setdefault(indexable(ref.id), []).append(ref)
    current = and_(ImageRow.photo_id == PhotoRow.id, ImageRow.version == PhotoRow.image_version)
    rows = session.execute(
        select(
            PhotoRow.id,
            PhotoRow.provider,
            PhotoRow.reference,
            ImageRow.sha256,
            ImageRow.path,
            ImageRow.rendition,
        )
        .outerjoin(ImageRow, current)
        .where(PhotoRow.reference.in_(by_reference))
        .order_by(PhotoRow.id.desc())
    ).all()
    numbers = [row.id for row in rows]
    texts = _digests(session, CaptionVersionRow.photo_id, CaptionVersionRow.text_digest, numbers)
    files = _digests(session, ImageRow.photo_id, ImageRow.sha256, numbers)
    known = {}
    for row in rows:
        path = path_of_text(row.path) if row.path is not None else None
        own = Known(
            row.id,
            frozenset(texts.get(row.id, ())),
            frozenset(files.get(row.id, ())),
            row.sha256,
            path,
            row.rendition,
        )
        for ref in by_reference[row.reference]:
            if row.provider == indexable(ref.provider) or ref.id.startswith(FILE_PREFIX):
                known[ref] = own
    return known


def _digests(
    session: Session,
    photo_id: InstrumentedAttribute[int],
    digest: InstrumentedAttribute[str],
    numbers: Sequence[int],
) -> dict[int, list[str]]:
    """The digests of all words, or of all files, that photos have had."""
    digests: dict[int, list[str]] = {}
    for number, one in session.execute(select(photo_id, digest).where(photo_id.in_(numbers))):
        digests.setdefault(number, []).append(one)
    return digests
