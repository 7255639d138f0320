"""The verb that keeps photos: adds new ones, brings known ones up to date, leaves the rest alone."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import and_, delete, select, update

from catalog.records import ParsedCaption, Reference
from catalog.store.authority import parties_of, resolve
from catalog.store.caption import CaptionVersionRow, ParseRow
from catalog.store.drafts import CaptionDraft, ImageDraft, Known, PhotoDraft, Saved
from catalog.store.identity import find_known
from catalog.store.image import ImageRow, MetadataBlockRow
from catalog.store.photo import FindingRow, HandoutRow, PhotoRow, PhotoRunRow
from catalog.store.source import PhotoHandoutSourceRow
from catalog.store.text import encode, path_text, storable, text_digest
from catalog.store.transaction import Work


def save_photo(work: Work, draft: PhotoDraft, run_id: int | None = None) -> Saved:
    """Keep one photo; see `save_photos`."""
    return save_photos(work, [draft], run_id)[0]


def save_photos(work: Work, drafts: Sequence[PhotoDraft], run_id: int | None = None) -> list[Saved]:
    """Keep photos in a number of queries that does not grow with theirs.

    A known photo gets a new caption version only for words it never had, and a new image version only
    for a file with another digest. Photos that get neither are left untouched, and so is the ledger.

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
    _save_captions(work, captions, run_id)
    _save_images(work, images, run_id)
    changed = [(numbers[draft.ref], draft) for draft in drafts if numbers[draft.ref] in touched]
    save_assessments(work, changed)
    saved = [Saved(numbers[d.ref], _outcome(d.ref, added, numbers[d.ref] in touched)) for d in drafts]
    _close_books(work, changed, saved, run_id)
    return saved


def _outcome(ref: Reference, added: Mapping[Reference, int], touched: bool) -> str:  # noqa: FBT001 -- private, one caller
    """What became of a draft."""
    if ref in added:
        return "added"
    return "changed" if touched else "unchanged"


def _new_words(caption: CaptionDraft, known: Known | None) -> bool:
    """Whether a photo never had these words."""
    return known is None or text_digest(storable(caption.parsed.caption)) not in known.texts


def _new_file(image: ImageDraft, known: Known | None) -> bool:
    """Whether a photo's current image is another file, or one that could not be read before."""
    if known is None or known.sha256 != image.record.sha256:
        return True
    return known.rendition == "failed" and image.rendition == "made"


def _add_photos(work: Work, drafts: Sequence[PhotoDraft]) -> dict[Reference, int]:
    """Add photos without words or image yet; their numbers by reference."""
    if not drafts:
        return {}
    identities = {draft.ref: (storable(draft.ref.provider), storable(draft.ref.id)) for draft in drafts}
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


def _save_captions(work: Work, captions: Sequence[tuple[int, CaptionDraft]], run_id: int | None) -> None:
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
    _replace(work, ParseRow, versions, parses)
    _set_current(work, "caption_version", versions)


def save_parses(work: Work, parses: Sequence[tuple[int, int, ParsedCaption, str]]) -> None:
    """Replace parses of current captions; the caller records the act.

    Args:
        work: The transaction.
        parses: Photo number, caption version, parse and version of the parser.
    """
    rows = [
        {"photo_id": number, "version": version, "parser": parser, "record": encode(parsed)}
        for number, version, parsed, parser in parses
    ]
    _replace(work, ParseRow, [number for number, *_ in parses], rows)
    work.changed(number for number, *_ in parses)


def _save_images(work: Work, images: Sequence[tuple[int, ImageDraft]], run_id: int | None) -> None:
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
    current = and_(ImageRow.photo_id == PhotoRow.id, ImageRow.version == PhotoRow.image_version)
    found = work.session.execute(
        select(ImageRow.photo_id, ImageRow.id).join(PhotoRow, current).where(PhotoRow.id.in_(versions))
    )
    image_ids = {row.photo_id: row.id for row in found}
    blocks = [
        {"image_id": image_ids[number], "position": position, "kind": kind, "data": data}
        for number, draft in images
        for position, (kind, data) in enumerate(draft.blocks)
    ]
    work.add_rows(MetadataBlockRow, blocks)


def save_assessments(work: Work, changed: Sequence[tuple[int, PhotoDraft]]) -> None:
    """Replace findings, handout state and handout sources of photos; the act is recorded by the caller."""
    numbers = [number for number, _ in changed]
    if not numbers:
        return
    groups = [parties_of(d.caption.parsed if d.caption else d.words, d.handout) for _, d in changed]
    sources = resolve(work, groups)
    findings, handouts, links = [], [], []
    for (number, draft), own in zip(changed, sources, strict=True):
        handouts.append({"photo_id": number, "state": draft.handout.state.value})
        links += [
            {"photo_id": number, "source_id": source, "position": position}
            for position, source in enumerate(own)
        ]
        findings += [
            {
                "photo_id": number,
                "position": position,
                "rule": finding.rule,
                "severity": finding.severity.value,
                "record": encode(finding),
            }
            for position, finding in enumerate(draft.findings)
        ]
    _replace(work, FindingRow, numbers, findings)
    _replace(work, HandoutRow, numbers, handouts)
    _replace(work, PhotoHandoutSourceRow, numbers, links)


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
    work.changed(number for number, _ in changed)
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


def move_originals(work: Work, places: Mapping[int, str]) -> None:
    """Tell where the current image files of photos lie now; bytes and digests are the same."""
    if not places:
        return
    current = and_(ImageRow.photo_id == PhotoRow.id, ImageRow.version == PhotoRow.image_version)
    found = work.session.execute(
        select(ImageRow.photo_id, ImageRow.id).join(PhotoRow, current).where(PhotoRow.id.in_(places))
    )
    rows = [{"id": row.id, "path": path_text(places[row.photo_id])} for row in found]
    work.session.execute(update(ImageRow), rows)
    work.changed(places)
    work.record("move-originals", "photos", {"photos": str(len(places))})


def _replace(work: Work, table: Any, numbers: Iterable[int], rows: Sequence[dict[str, Any]]) -> None:  # noqa: ANN401 -- any row class with a photo_id
    """Put a projection's rows of these photos in place of the old ones."""
    numbers = list(numbers)
    if numbers:
        work.session.execute(delete(table).where(table.photo_id.in_(numbers)))
        work.add_rows(table, rows)
