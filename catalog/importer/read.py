"""First stage: sources to batches of rows."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from catalog.errors import CatalogError
from catalog.exchange import BadRow, Source, SourceRow, read_source
from catalog.importer.identify import row_digest
from catalog.importer.item import Item, Job

ROWS = 250
"""Rows of a batch: enough to make queries cheap, few enough to report progress twice a second."""
PICTURES = 16
"""Pictures of a batch; one takes as long as a hundred captions."""
_DIGEST_LETTERS = 32


def count_rows(paths: Sequence[Path], as_: str | None) -> int | None:
    """How many rows sources have, by reading them once more; None where one can be read only once.

    Reading takes about a hundredth of the time that taking a row in does.

    Args:
        paths: The sources; one that cannot be opened has none.
        as_: What they are taken for, None for a guess.
    """
    if any(_is_stream(path) for path in paths):
        return None
    total = 0
    for path in paths:
        with suppress(CatalogError):
            total += sum(1 for _ in read_source(path, as_=as_).rows)
    return total


def _is_stream(path: Path) -> bool:
    """Whether a source is standard input, a named pipe or a device, which give their bytes once."""
    return str(path) == "-" or (path.exists() and not path.is_dir() and not path.is_file())


def read_batches(job: Job, paths: Sequence[Path], said: list[str]) -> Iterator[list[Item]]:
    """Rows of all sources, in batches.

    A source that cannot be opened is a problem of the run, unless it is the only one.

    Args:
        job: The import.
        paths: The sources.
        said: Takes one sentence for each source: what it was taken for.

    Raises:
        CatalogError: No source could be opened.
    """
    faults: list[CatalogError] = []
    for path in paths:
        try:
            source = read_source(path, as_=job.options.as_)
        except CatalogError as error:
            faults.append(error)
            if len(faults) == len(paths):
                raise
            job.refuse(error.where, error.reason)
            continue
        said.append(source.said)
        yield from _batches(job, str(path), source)
    # What the last rows left to say is kept by an empty batch.
    yield []


def _batches(job: Job, where: str, source: Source) -> Iterator[list[Item]]:
    """Rows of one source, in batches; bad ones become problems."""
    # A digest takes a fraction of the row; two rows that share one by chance do not occur.
    seen: Counter[str] = Counter()
    batch: list[Item] = []
    pictures = 0
    for row in source.rows:
        job.tally.read += 1
        if isinstance(row, BadRow):
            line = None if source.kind == "folder" else row.number
            job.refuse(where, row.reason, line=line, raw=row.raw)
            continue
        digest = row_digest(row.raw)[:_DIGEST_LETTERS]
        seen[digest] += 1
        batch.append(_item(row, where, nth=seen[digest], pictures_only=source.kind in {"folder", "image"}))
        pictures += row.image is not None
        if len(batch) >= ROWS or pictures >= PICTURES:
            yield batch
            batch, pictures = [], 0
    yield batch


def _item(row: SourceRow, where: str, *, nth: int, pictures_only: bool) -> Item:
    """A row ready for the stages; a picture in a folder is found by its path, not by its number."""
    if pictures_only:
        return Item(row=row, where=str(row.image), line=None, nth=nth)
    return Item(row=row, where=where, line=row.number, nth=nth)
