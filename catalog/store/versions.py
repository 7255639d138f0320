"""Versions of captions and image files: new ones are added and made current, older ones stay."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import and_, select, update

from catalog.store.caption import CaptionVersionRow, ParseRow
from catalog.store.drafts import CaptionDraft, ImageDraft
from catalog.store.image import ImageRow, MetadataBlockRow
from catalog.store.photo import PhotoRow
from catalog.store.projections import replace_rows
from catalog.store.text import encode, path_text, storable, text_digest
from catalog.store.transaction import Work


def save_captions(work: Work, captions: Sequence[tuple[int, CaptionDraft]], run_id: int | None) -> None:
    """Add caption versions, make them current and replace the parses."""
    versions = _next_versions(work, PhotoRow.caption_version, [number for number, _ in captions])
    rows: list[dict[str, Any]] = []
    parses: list[dict[str, Any]] = []
    for number, draft in captions:
        text = storable(draft.parsed.caption)
        common: dict[str, Any] = {"photo_id": number, "version": versions[number]}
        rows.append(
            common
            | {
                "text": text,
                "text_digest": text_digest(text),
                "raw": draft.raw,
                "received": work.now,
                "run_id": run_id,
            }
        )
        parses.append(common | {"parser": draft.parser, "record": encode(draft.parsed)})
    work.add_rows(CaptionVersionRow, rows)
    replace_rows(work, ParseRow, versions, parses)
    _set_current(work, "caption_version", versions)


def save_images(work: Work, images: Sequence[tuple[int, ImageDraft]], run_id: int | None) -> None:
    """Add image versions with their metadata blocks and make them current."""
    versions = _next_versions(work, PhotoRow.image_version, [number for number, _ in images])
    if not versions:
        return
    rows = [
        {
            "photo_id": number,
            "version": versions[number],
            "path": path_text(draft.path),
            "sha256": draft.record.sha256,
            "size": draft.record.bytes,
            "record": encode(draft.record),
            "raw": draft.raw,
            "rendition": draft.rendition,
            "received": work.now,
            "run_id": run_id,
        }
        for number, draft in images
    ]
    work.add_rows(ImageRow, rows)
    _set_current(work, "image_version", versions)
    image_ids = _current_images(work, versions)
    blocks = [
        {"image_id": image_ids[number], "position": position, "kind": kind, "data": data}
        for number, draft in images
        for position, (kind, data) in enumerate(draft.blocks)
    ]
    work.add_rows(MetadataBlockRow, blocks)


def move_originals(work: Work, places: Mapping[int, str]) -> None:
    """Tell where the current image files of photos lie now; bytes and digests are the same."""
    if not places:
        return
    images = _current_images(work, places)
    rows = [{"id": image_id, "path": path_text(places[number])} for number, image_id in images.items()]
    work.session.execute(update(ImageRow), rows)
    work.changed(places)
    work.record("move-originals", "photos", {"photos": str(len(places))})


def _next_versions(work: Work, column: Any, numbers: Sequence[int]) -> dict[int, int]:  # noqa: ANN401 -- a mapped column
    """The version after the current one, for each photo."""
    if not numbers:
        return {}
    rows = work.session.execute(select(PhotoRow.id, column).where(PhotoRow.id.in_(numbers)))
    return {number: version + 1 for number, version in rows}


def _set_current(work: Work, column: str, versions: Mapping[int, int]) -> None:
    """Point photos at their newest version."""
    if versions:
        work.session.execute(update(PhotoRow), [{"id": one, column: new} for one, new in versions.items()])


def _current_images(work: Work, numbers: Mapping[int, object]) -> dict[int, int]:
    """The row of each photo's current image."""
    current = and_(ImageRow.photo_id == PhotoRow.id, ImageRow.version == PhotoRow.image_version)
    found = work.session.execute(
        select(ImageRow.photo_id, ImageRow.id).join(PhotoRow, current).where(PhotoRow.id.in_(numbers))
    )
    return {row.photo_id: row.id for row in found}
