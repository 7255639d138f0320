"""Fourth stage: a picture's words, from the row, a side file or the image file, and their parse.

It comes after the pictures because a picture's own metadata may hold its only caption.
"""

from pathlib import Path
from typing import Any

from catalog.importer.item import Item, Job
from catalog.store import storable, text_digest
from catalog.text import fold
from catalog.workers import WorkerFailure

XMP_TARGET = "catalog.images.xmp:read_xmp"
_MOST_SIDECAR = 4 * 1024 * 1024
_DESCRIPTION = "dc:description"


def parse_words(job: Job, batch: list[Item]) -> list[Item]:
    """Find each picture's words and parse those that it never had."""
    _take_rows(batch)
    _take_sidecars(job, [item for item in batch if item.text is None and "sidecar" in item.row.extra])
    for item in batch:
        if item.text is None:
            _take_embedded(item)
        if item.text is not None and not _is_known(item):
            item.parsed = job.readers.parse(item.text, job.today)
    return batch


def _is_known(item: Item) -> bool:
    return item.known is not None and text_digest(item.text or "") in item.known.texts


def _take_rows(batch: list[Item]) -> None:
    """Words that rows bring; of a picture in a folder they stood in a text file beside it."""
    for item in batch:
        if item.row.caption is not None:
            item.text = storable(with_credit(item.row.caption, item.row.extra.get("credit_line")))
            # The row of a picture in a folder is its path, and holds no words.
            in_row = item.line is not None
            item.raw = item.row.raw if in_row else item.row.caption.encode("utf-8", "surrogatepass")


def with_credit(caption: str, credit: str | None) -> str:
    """A caption with its credit on a last line, as wires print it, where a table keeps the two apart.

    Nothing is added where the caption says the same words already, in whatever case.
    """
    if not credit or not credit.strip() or _plain_words(credit) in _plain_words(caption):
        return caption
    return f"{caption.rstrip()}\n{credit.strip()}"


def _plain_words(text: str) -> str:
    return " ".join(fold(text).split())


def _take_sidecars(job: Job, items: list[Item]) -> None:
    """Descriptions of XMP side files, read in worker processes as everything of that kind."""
    packets: list[tuple[Item, bytes]] = []
    for item in items:
        path = Path(item.row.extra["sidecar"])
        try:
            with path.open("rb") as file:
                data = file.read(_MOST_SIDECAR + 1)
        except OSError as error:
            job.refuse_file(item, path, error.strerror or str(error))
            continue
        if len(data) > _MOST_SIDECAR:
            job.refuse_file(item, path, "longer than 4 MiB")
        else:
            packets.append((item, data))
    outcomes = job.workers.map(XMP_TARGET, [([data],) for _, data in packets], job.options.image_timeout)
    for (item, data), (_, outcome) in zip(packets, outcomes, strict=True):
        if isinstance(outcome, WorkerFailure):
            job.refuse_file(item, Path(item.row.extra["sidecar"]), outcome.reason)
        elif text := _plain(outcome.properties.get(_DESCRIPTION)):
            item.text, item.raw = storable(text), data


def _take_embedded(item: Item) -> None:
    """The description that the image file itself holds; its blocks are kept byte for byte anyway."""
    field = item.image.record.fields.get("description") if item.image else None
    if field is not None and (text := _plain(field.value)):
        item.text, item.raw = storable(text), text.encode("utf-8", "surrogatepass")


def _plain(value: Any) -> str | None:  # noqa: ANN401 -- an XMP value: a text, a list, or texts by language
    """One text of an XMP value, the default language's where there are several."""
    if isinstance(value, dict):
        value = value.get("x-default") or next(iter(value.values()), None)
    if isinstance(value, list):
        value = "\n".join(str(part) for part in value)
    return str(value).strip() or None if value else None
