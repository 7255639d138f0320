"""Third stage: image files that are new are read and rendered, in worker processes only."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from catalog.errors import CatalogError
from catalog.images import ImageReading, Rendition
from catalog.importer.item import Item, Job
from catalog.records import ImageRecord, Problem
from catalog.store import ImageDraft, Known
from catalog.workers import WorkerFailure

TARGET = "catalog.images.job:read_and_render"


def read_pictures(job: Job, batch: list[Item]) -> list[Item]:
    """Read the image files that the catalog does not have as they are; leave out rows left with nothing."""
    fresh = [item for item in batch if item.file is not None and _is_new(item)]
    for item in batch:
        if item.file is not None and item.known is not None and item.known.sha256 == item.sha256:
            _compare(job, item, item.known)
    jobs = [
        (str(item.file), job.options.renditions, job.trust, job.policy, item.row.extra.get("sidecar"))
        for item in fresh
    ]
    outcomes = job.workers.map(TARGET, jobs, job.options.image_timeout)
    for item, (_, outcome) in zip(fresh, outcomes, strict=True):
        if isinstance(outcome, WorkerFailure):
            _take_failure(job, item, outcome.reason)
        else:
            _take_reading(job, item, *outcome)
    return [item for item in batch if item.image or item.known or item.row.caption is not None]


def _is_new(item: Item) -> bool:
    """Whether a file must be read: it is another one than before, or no worker came to its end then."""
    known = item.known
    return known is None or item.sha256 not in known.files or known.to_read_again(item.sha256)


def _compare(job: Job, item: Item, known: Known) -> None:
    """Say again what is wrong with a file that is known, and note where it lies if it was moved."""
    if known.rendition == "none":
        job.refuse_file(item, item.file, "no picture could be made of it before")
    if known.path is not None and not Path(known.path).exists():
        item.moved = Path(_path(item))


def _take_failure(job: Job, item: Item, reason: str) -> None:
    """Keep path and digest of a file that no worker could read."""
    job.refuse_file(item, item.file, reason)
    problem = Problem(block="file", reason=reason)
    record = ImageRecord(
        file=Path(str(item.file)).name, bytes=item.size, sha256=item.sha256 or "", problems=(problem,)
    )
    item.image = ImageDraft(path=_path(item), record=record, raw=item.row.raw, rendition="failed")


def _take_reading(job: Job, item: Item, reading: ImageReading, renditions: Sequence[Rendition]) -> None:
    """Keep what a worker read; pixels that it could not read are a problem of the run too."""
    if reading.record.sha256 != item.sha256:
        job.refuse_file(item, item.file, "changed while it was read; import it again")
        return
    if reading.record.format is None:
        # A row may name any file that this program can read; one that is no image is not taken in.
        job.refuse_file(item, item.file, f"is no image: {_why(reading.record)}")
        return
    if renditions:
        write_renditions(job.media, reading.record.sha256, renditions)
    else:
        job.refuse_file(item, item.file, f"no picture can be made of it: {_why(reading.record)}")
    item.image = ImageDraft(
        path=_path(item),
        record=reading.record,
        raw=item.row.raw,
        blocks=tuple((block.kind, block.data) for block in reading.blocks),
        rendition="made" if renditions else "none",
    )


def _why(record: ImageRecord) -> str:
    """The problem that keeps pixels from being shown, which is one of pixels or file where there is one."""
    telling = [problem for problem in record.problems if problem.block in {"pixels", "file"}]
    return next((problem.reason for problem in [*telling, *record.problems]), "it has no pixels")


def _path(item: Item) -> str:
    """The original's place, whatever the folder the program was started in."""
    return str(Path(str(item.file)).absolute())


def write_renditions(media: Path, sha256: str, renditions: Sequence[Rendition]) -> None:
    """Write small pictures where pages look for them, each whole or not at all.

    Raises:
        CatalogError: The disk refuses.
    """
    folder = media / "renditions" / sha256[:2]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for rendition in renditions:
            _write_whole(folder / f"{sha256}-{rendition.longest}.webp", rendition.data)
    except OSError as error:
        raise CatalogError(str(folder), error.strerror or str(error)) from error


def _write_whole(path: Path, data: bytes) -> None:
    """Write beside and rename, which readers see as one step (POSIX rename)."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
        file.write(data)
    place = Path(file.name)
    # A temporary file is its owner's only; the server may run as another user of the catalog's group.
    place.chmod(0o644)
    place.replace(path)
