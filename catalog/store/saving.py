"""The verb that keeps photos: adds new ones, brings known ones up to date, leaves the rest alone."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select

from catalog.records import Reference
from catalog.store.drafts import Assessed, CaptionDraft, ImageDraft, Known, PhotoDraft, Saved
from catalog.store.identity import find_known
from catalog.store.photo import PhotoRow, PhotoRunRow
from catalog.store.projections import save_assessments
from catalog.store.text import indexable, storable, text_digest
from catalog.store.transaction import Work
from catalog.store.versions import save_captions, save_images


def save_photo(work: Work, draft: PhotoDraft, run_id: int | None = None) -> Saved:
    """Keep one photo; see `save_photos`."""
    return save_photos(work, [draft], run_id)[0]


def save_photos(work: Work, drafts: Sequence[PhotoDraft], run_id: int | None = None) -> list[Saved]:
    """Keep photos in a number of queries that does not grow with theirs.

    A known photo gets a new caption version only for words it never had, and a new image version only
    for a file it never had; so sources may be imported again in any order. Photos that get neither are
    left untouched, and so is the ledger.

    Args:
        work: The transaction.
        drafts: Photos with distinct references.
        run_id: The import run they belong to.

    Returns:
        What became of each, in order.
    """
    known = find_known(work.session, [draft.ref for draft in drafts])
    added = _add_photos(work, [draft for draft in drafts if draft.ref not in known])
    numbers = added | {ref: one.photo_id for ref, one in known.items()}
    captions = [
        (numbers[d.ref], d.caption) for d in drafts if d.caption and _new_words(d.caption, known.get(d.ref))
    ]
    images = [(numbers[d.ref], d.image) for d in drafts if d.image and _new_file(d.image, known.get(d.ref))]
    touched = {number for number, _ in [*captions, *images]} | set(added.values())
    save_captions(work, captions, run_id)
    save_images(work, images, run_id)
    changed = [(numbers[draft.ref], draft) for draft in drafts if numbers[draft.ref] in touched]
    save_assessments(work, [_assessed(number, draft) for number, draft in changed])
    saved = [Saved(numbers[d.ref], _outcome(d.ref, added, numbers[d.ref] in touched)) for d in drafts]
    _close_books(work, changed, saved, run_id)
    return saved


def _assessed(number: int, draft: PhotoDraft) -> Assessed:
    """What a draft says of a photo besides words and file."""
    words = draft.caption.parsed if draft.caption else draft.words
    return Assessed(number, words, draft.handout, draft.findings)


def _outcome(ref: Reference, added: Mapping[Reference, int], touched: bool) -> str:  # noqa: FBT001 -- private, one caller
    """What became of a draft."""
    if ref in added:
        return "added"
    return "changed" if touched else "unchanged"


def _new_words(caption: CaptionDraft, known: Known | None) -> bool:
    """Whether a photo never had these words."""
    return known is None or text_digest(storable(caption.parsed.caption)) not in known.texts


def _new_file(image: ImageDraft, known: Known | None) -> bool:
    """Whether a photo never had this file, or no worker came to its end with it before."""
    if known is None or image.record.sha256 not in known.files:
        return True
    return known.to_read_again(image.record.sha256) and image.rendition != "failed"


def _add_photos(work: Work, drafts: Sequence[PhotoDraft]) -> dict[Reference, int]:
    """Add photos without words or image yet; their numbers by reference."""
    if not drafts:
        return {}
    identities = {draft.ref: (indexable(draft.ref.provider), indexable(draft.ref.id)) for draft in drafts}
    work.add_rows(
        PhotoRow,
        [
            {"provider": provider, "reference": reference, "added": work.now}
            for provider, reference in identities.values()
        ],
    )
    # SQLite returns ordered keys only of one row at a time, so they are looked up by identity instead.
    found = work.session.execute(
        select(PhotoRow.id, PhotoRow.provider, PhotoRow.reference).where(
            PhotoRow.reference.in_([reference for _, reference in identities.values()])
        )
    )
    numbers = {(row.provider, row.reference): row.id for row in found}
    return {ref: numbers[identity] for ref, identity in identities.items()}


def _close_books(
    work: Work, changed: Sequence[tuple[int, PhotoDraft]], saved: Sequence[Saved], run_id: int | None
) -> None:
    """Tell the run, the change log and the audit chain: one event for the batch, with count and digest."""
    outcomes = {one.photo_id: one.outcome for one in saved}
    if not changed:
        return
    if run_id is not None:
        known = set(
            work.session.scalars(
                select(PhotoRunRow.photo_id).where(
                    PhotoRunRow.run_id == run_id, PhotoRunRow.photo_id.in_([number for number, _ in changed])
                )
            )
        )
        rows = [
            {"photo_id": number, "run_id": run_id, "outcome": outcomes[number]}
            for number, _ in changed
            if number not in known
        ]
        work.add_rows(PhotoRunRow, rows)
    values = {"photos": str(len(changed)), "digest": _batch_digest(changed)}
    work.record("save-photos", f"run:{run_id}" if run_id is not None else "photos", values)


def _batch_digest(changed: Iterable[tuple[int, PhotoDraft]]) -> str:
    """Hex SHA-256 over one line for each photo: number, digest of its words, digest of its file."""
    digest = hashlib.sha256()
    for number, draft in changed:
        words = text_digest(storable(draft.caption.parsed.caption)) if draft.caption else "-"
        file = draft.image.record.sha256 if draft.image else "-"
        digest.update(f"{number} {words} {file}\n".encode())
    return digest.hexdigest()
