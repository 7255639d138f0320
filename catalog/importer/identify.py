"""Second stage: which picture a row is of, and what the catalog has of it already.

The first of these identifies a picture: an asset id within its provider; the bytes of its image file;
its raw row and how many such rows its source has had before. A row whose image file was missing when it
was first met keeps the identity that it got then.
"""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from catalog.importer.item import Item, Job
from catalog.records import Reference
from catalog.store import FILE_PREFIX, ROW_PREFIX

DEFAULT_PROVIDER = "local"
"""Whose a picture is when nobody says it."""


def identify(job: Job, batch: list[Item]) -> list[Item]:
    """Give each row its identity; leave out rows with neither words nor an image that can be opened."""
    found = [item for item in batch if _measure(job, item)]
    for item in found:
        item.refs = tuple(_references(job, item))
    known = job.store.known([ref for item in found for ref in item.refs])
    for item in found:
        item.ref = next((ref for ref in item.refs if ref in known), None) or _preferred(item.refs)
        item.known = known.get(item.ref)
    return found


def _measure(job: Job, item: Item) -> bool:
    """Measure a row's image file; False where the row has nothing to keep."""
    if item.row.image is not None:
        try:
            item.size, item.sha256 = _digest(item.row.image)
            item.file = item.row.image
        except OSError as error:
            reason = "not there" if isinstance(error, FileNotFoundError) else error.strerror or str(error)
            job.refuse_file(item, item.row.image, reason)
            return item.row.caption is not None and item.line is not None
    if item.file is None and item.row.caption is None:
        job.refuse_item(item, "neither words nor an image file")
        return False
    return True


def _digest(path: Path) -> tuple[int, str]:
    """Size and hex SHA-256 of a file, read in pieces."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return file.tell(), digest


def row_digest(raw: bytes) -> str:
    """Hex SHA-256 of a raw row without its line end, which the last row of a file may lack."""
    return hashlib.sha256(raw.rstrip(b"\r\n")).hexdigest()


def _references(job: Job, item: Item) -> Iterator[Reference]:
    """Identities that a row may have, a known one of the first rank first."""
    provider = job.options.provider or item.row.provider or DEFAULT_PROVIDER
    if item.row.reference:
        yield Reference(provider=provider, id=item.row.reference)
        return
    by_row = Reference(provider=provider, id=f"{ROW_PREFIX}{row_digest(item.row.raw)}:{item.nth}")
    if item.row.caption is not None and item.line is not None:
        yield by_row
    if item.sha256 is not None:
        yield Reference(provider=provider, id=f"{FILE_PREFIX}{item.sha256}")


def _preferred(refs: Sequence[Reference]) -> Reference:
    """The identity of a picture that the catalog does not have: its file's, where it has one."""
    return refs[-1]


def split_repeats(batch: Sequence[Item]) -> Iterator[list[Item]]:
    """Parts of a batch in which every picture comes once, so that each sees what the last one left."""
    part: list[Item] = []
    refs: set[Reference | None] = set()
    for item in batch:
        # A file's digest is the same picture whoever sends it.
        key = item.ref
        if key is not None and key.id.startswith(FILE_PREFIX):
            key = Reference(provider="", id=key.id)
        if key in refs:
            yield part
            part, refs = [], set()
        part.append(item)
        refs.add(key)
    yield part


def recall(job: Job, batch: list[Item]) -> list[Item]:
    """Look up again what the catalog has, after an earlier part of the same batch was kept."""
    refs = [item.ref for item in batch if item.ref is not None]
    known = job.store.known(refs)
    for item in batch:
        item.known = known.get(item.ref) if item.ref is not None else None
    return batch
