"""Copies of photos' image files, and sidecars for them, written into one folder; originals are only read."""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, Literal

from msgspec import Struct

from catalog.errors import CatalogError
from catalog.exchange.copies.words import CopyWords, values_of
from catalog.images.sidecar import SUFFIX
from catalog.images.writing import CopyPlan, Piece, Written
from catalog.records import Photo
from catalog.store import Original, Store
from catalog.workers import WorkerFailure, Workers

CopyKind = Literal["copy", "xmp"]

_JOBS = "catalog.images.writing.plan"
_SECONDS = 60.0
_BUFFER = 1 << 20


class CopyResult(Struct, frozen=True, kw_only=True):
    """What became of one photo.

    Attributes:
        photo: Its number.
        file: Its original's name.
        copy: The copy that was written.
        sidecar: The XMP file that was written.
        written: What stands where in it.
        notes: What a person should know.
        refused: Why nothing was written, None where something was.
    """

    photo: int
    file: str
    copy: str | None = None
    sidecar: str | None = None
    written: tuple[Written, ...] = ()
    notes: tuple[str, ...] = ()
    refused: str | None = None


@dataclass(frozen=True, slots=True)
class _Job:
    """What all copies of one export share."""

    folder: Path
    kind: CopyKind
    words: CopyWords
    workers: Workers


def write_copies(
    photos: Iterable[Photo], store: Store, folder: Path, *, kind: CopyKind, words: CopyWords
) -> Iterator[CopyResult]:
    """Write a copy, or a sidecar, of each photo's image file, one after the other.

    Files in the folder are never replaced: a name that is taken gets the photo's number. Each file is there
    whole or not at all, and is read back before it gets its name.

    Args:
        photos: Whose files.
        store: The catalog's records.
        folder: Where the files go; made where it is missing.
        kind: `copy` for copies, `xmp` for sidecars alone.
        words: What the copies say besides the photos' values.

    Raises:
        CatalogError: The folder cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CatalogError(str(folder), f"cannot be made: {error.strerror or error}") from error
    with Workers(1) as workers:
        job = _Job(folder.resolve(), kind, words, workers)
        for photo in photos:
            yield _write_one(job, photo, store.original(photo.id))


def _write_one(job: _Job, photo: Photo, original: Original | None) -> CopyResult:
    """One photo's copy; what keeps it from being written is its result."""
    if original is None:
        return CopyResult(photo=photo.id, file="", refused="has no image file")
    source = Path(original.path)
    try:
        with _original(source) as file:
            values = values_of(photo, job.words)
            target = "plan_copy" if job.kind == "copy" else "plan_sidecar"
            _compare(hashlib.file_digest(file, "sha256").hexdigest(), original)
            plan: CopyPlan = job.workers.run(
                f"{_JOBS}:{target}", str(source), values.fields, timeout=_SECONDS
            )
            _compare(plan.sha256, original)
            copy, sidecar = _write(job, file, plan, _free_name(job, photo, source.name, plan))
    except WorkerFailure as error:
        return CopyResult(photo=photo.id, file=source.name, refused=error.reason)
    except CatalogError as error:
        return CopyResult(photo=photo.id, file=source.name, refused=error.reason)
    except OSError as error:
        return CopyResult(photo=photo.id, file=source.name, refused=error.strerror or str(error))
    return CopyResult(
        photo=photo.id,
        file=source.name,
        copy=copy,
        sidecar=sidecar,
        written=plan.written,
        notes=(*values.notes, *plan.notes),
    )


def _original(path: Path) -> BufferedReader:
    """The original, for reading only.

    Raises:
        CatalogError: It is not there, or no file.
    """
    if not path.is_file():
        raise CatalogError(
            path.name, "the original is no file" if path.exists() else "the original is missing"
        )
    return path.open("rb")


def _compare(sha256: str, original: Original) -> None:
    """Compare an original with what the catalog knows of it.

    Raises:
        CatalogError: It is another file than the one that was read.
    """
    if sha256 != original.sha256:
        raise CatalogError(original.path, "the original changed since it was imported; import it again")


def _free_name(job: _Job, photo: Photo, name: str, plan: CopyPlan) -> str:
    """The name of the copy: the original's, with the photo's number where that is taken.

    Raises:
        CatalogError: Both are taken.
    """
    path = Path(name)
    for wanted in (name, f"{path.stem}-{photo.id}{path.suffix}"):
        files = [wanted] if job.kind == "copy" else []
        files += [wanted + SUFFIX] if plan.sidecar is not None else []
        if not any(os.path.lexists(job.folder / one) for one in files):
            return wanted
    raise CatalogError(name, f"{wanted} is in the folder already, and no file there is replaced")


def _write(job: _Job, file: BinaryIO, plan: CopyPlan, name: str) -> tuple[str | None, str | None]:
    """Write beside, read back, then name; the paths of copy and sidecar."""
    with tempfile.TemporaryDirectory(dir=job.folder, prefix=".copies-") as folder:
        made: list[Path] = []
        if job.kind == "copy":
            made.append(assemble(file, plan.pieces, Path(folder) / name))
        if plan.sidecar is not None:
            made.append(assemble(file, [plan.sidecar], Path(folder) / (name + SUFFIX)))
        wrong = job.workers.run(f"{_JOBS}:check_copy", str(made[-1]), plan.written, timeout=_SECONDS)
        if wrong:
            raise CatalogError(name, f"would not read back as it was written: {', '.join(wrong)}")
        named = [_give_name(path, job.folder / path.name) for path in made]
    sidecar = named[-1] if plan.sidecar is not None else None
    return (named[0] if job.kind == "copy" else None), sidecar


def assemble(file: BinaryIO, pieces: Sequence[Piece], path: Path) -> Path:
    """Put a file together of ranges of the original and new bytes.

    Args:
        file: The original.
        pieces: What the file is made of.
        path: The file, which must not be there yet.

    Raises:
        CatalogError: The original is shorter than the pieces say.
    """
    with path.open("xb") as out:
        for piece in pieces:
            if isinstance(piece, bytes):
                out.write(piece)
                continue
            start, end = piece
            file.seek(start)
            _copy_range(file, out, end - start)
    return path


def _copy_range(file: BinaryIO, out: BinaryIO, size: int) -> None:
    """Copy so many bytes.

    Raises:
        CatalogError: The original has become shorter.
    """
    while size:
        data = file.read(min(size, _BUFFER))
        if not data:
            raise CatalogError(where="original", reason="changed while it was copied")
        out.write(data)
        size -= len(data)


def _give_name(path: Path, target: Path) -> str:
    """Move a file to its name, which nobody must have taken meanwhile."""
    # Reserved first: a rename alone would replace a file that came to be just now.
    target.open("xb").close()
    path.replace(target)
    return str(target)
