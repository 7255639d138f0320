"""`catalog similar`: the same picture found again, from a file or from a photo of the catalog."""

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import click

from catalog.cli.main import FAILED_ITEMS, settings_of
from catalog.cli.rooms import open_store
from catalog.cli.show import badge, one_line
from catalog.errors import CatalogError
from catalog.records import Photo, PictureHashes
from catalog.search import Near, SimilarPictures
from catalog.workers import WorkerFailure, Workers

_SECONDS = 30.0
_TARGET = "catalog.images.job:read_and_render"
_WORDS = 12
"""Words of a caption that are enough to know it by."""


@click.command()
@click.argument("image")
@click.option("--json", "as_json", is_flag=True, help="Print one found photo a line as JSON.")
@click.pass_context
def similar(ctx: click.Context, image: str, *, as_json: bool) -> None:
    """Find the photos that show the same picture as IMAGE.

    IMAGE is a file, or the number of a photo of the catalog; for a file whose name is a number write ./12.
    Copies are found again after resizing, recompression, recolouring, cutting by up to a tenth, and mirrored.
    """
    settings = settings_of(ctx)
    hashes = None if image.isascii() and image.isdigit() else _hash_file(Path(image))
    with open_store(settings) as store, closing(SimilarPictures.open(settings, store)) as pictures:
        behind = pictures.drain(_SECONDS)
        near = pictures.near_photo(int(image)) if hashes is None else pictures.near(hashes)
        photos = {photo.id: photo for photo in store.photos([one.photo_id for one in near])}
    found = [(one, photos[one.photo_id]) for one in near if one.photo_id in photos]
    for one, photo in found:
        click.echo(json.dumps(_shape(one, photo)) if as_json else _lines(one, photo))
    if not as_json:
        late = f"; {behind} changes of the catalog are not taken in yet" if behind else ""
        sure = sum(one.sure for one, _ in found)
        click.echo(f"{sure} found, {len(found) - sure} more possible{late}", err=True)
    if behind:
        ctx.exit(FAILED_ITEMS)


def _hash_file(path: Path) -> PictureHashes:
    """The hashes of a file's picture, made in a process of its own.

    Raises:
        CatalogError: There is no such file, it cannot be read, or its picture cannot be compared.
    """
    if not path.is_file():
        raise CatalogError(str(path), "is no file" if path.exists() else "there is no such file")
    with Workers(1) as workers:
        try:
            reading, _ = workers.run(_TARGET, str(path), (), timeout=_SECONDS)
        except WorkerFailure as error:
            raise CatalogError(str(path), error.reason) from error
    record = reading.record
    if record.phash is None:
        problem = next((p.reason for p in record.problems if p.block in {"pixels", "file"}), None)
        raise CatalogError(str(path), problem or "the picture has too little detail to be compared")
    return PictureHashes(phash=record.phash, phash_variants=record.phash_variants)


def _summary(photo: Photo) -> dict[str, str | None]:
    """What tells a photo at a glance: its caption's first words, credit and date."""
    parsed = photo.caption
    words = parsed.caption.split() if parsed else []
    cut = " …" if len(words) > _WORDS else ""
    date = photo.values.get("date")
    return {
        "caption": " ".join(words[:_WORDS]) + cut if words else None,
        "credit": parsed.credit_line if parsed else None,
        "date": (date.shown if date is not None else None) or (parsed.date if parsed else None),
    }


def _shape(one: Near, photo: Photo) -> dict[str, Any]:
    """A found photo as JSON."""
    return {
        "id": one.photo_id,
        "bits": one.bits,
        "certainty": "sure" if one.sure else "possible",
        "how": one.how,
        "mirrored": one.mirrored,
        **_summary(photo),
    }


def _lines(one: Near, photo: Photo) -> str:
    """A found photo for people: number, certainty, how it was found, badge, date and credit; its caption."""
    summary = _summary(photo)
    how = f"{one.how}, mirrored" if one.mirrored else one.how
    head = [f"#{one.photo_id}", "sure" if one.sure else "possible", f"{one.bits} bits ({how})", badge(photo)]
    head += [summary["date"] or "no date", summary["credit"] or "no credit"]
    return f"{one_line(' | '.join(filter(None, head)))}\n    {one_line(summary['caption'] or '(no caption)')}"
