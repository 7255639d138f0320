"""IIM written anew around what changes: UTF-8 throughout, every other dataset carried over."""

import struct
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from catalog.images.charset import declares_utf8, decode_text, looks_like_mac_roman
from catalog.images.iim import is_text, read_datasets
from catalog.images.writing.model import CannotWriteError, FieldValue, Written
from catalog.vocabulary.fields import Field, IimDataset, load_fields

if TYPE_CHECKING:
    from catalog.records import Problem

# Coded Character Set: the escape sequence for UTF-8 (IIM 4.2, 5 "1:90"; ISO 2022, registration 196).
_UTF8 = b"\x1b%G"
# The version of the model, which each of the two records must begin with (IIM 4.2, 1:00 and 2:00).
_VERSION = b"\x00\x04"
_ENVELOPE, _APPLICATION = "1", "2"
# A dataset of more bytes needs an extended tag (IIM 4.2, 1.5 (c)).
_LONGEST_STANDARD = 0x7FFF
# CCYYMMDD, zeros for a month or day that cannot be determined (IIM 4.2, 2:55).
_DATE_DIGITS = 8

_Dataset = tuple[str, bytes]


class IimEdit(NamedTuple):
    """IIM as it goes into a copy.

    Attributes:
        block: The datasets, of all blocks of the original in one.
        written: What was set or removed.
        notes: What a person should know.
    """

    block: bytes
    written: tuple[Written, ...]
    notes: tuple[str, ...]


def edit_iim(blocks: Sequence[bytes], values: Iterable[FieldValue]) -> IimEdit:
    """Set or remove fields; everything else stays, its text recoded to UTF-8 where it was another charset.

    Datasets of several blocks are put together, one that two blocks share word for word once. What is carried
    over is never cut; of what is set, a value that is longer than its limit ends before the character
    that crosses it.

    Args:
        blocks: The original's IIM blocks.
        values: What to set; fields without a place in IIM are passed over.

    Raises:
        CannotWriteError: The original's IIM cannot be read whole.
    """
    notes: list[str] = []
    kept = _carried_over(blocks, notes)
    written: list[Written] = []
    for value in values:
        field = load_fields()[value.name]
        if field.iim is None:
            continue
        data = _encoded(field, field.iim, value.texts)
        gone = {field.iim.dataset}
        if field.iim.time and not _is_same_day(kept, field.iim.dataset, data):
            gone.add(field.iim.time)  # a time of day belongs to its day
        had = any(name in gone for name, _ in kept)
        kept = [dataset for dataset in kept if dataset[0] not in gone]
        if not data and not had:
            continue
        kept += [(field.iim.dataset, item) for item, _ in data]
        written.append(
            Written(
                name=value.name,
                block="iim",
                path=field.iim.dataset,
                texts=tuple(item.decode() for item, _ in data),
                cut=any(cut for _, cut in data),
            )
        )
    return IimEdit(_serialised(kept), tuple(written), tuple(notes))


def _carried_over(blocks: Sequence[bytes], notes: list[str]) -> list[_Dataset]:
    """All datasets of the original but its charset, text in UTF-8."""
    problems: list[Problem] = []
    read = [list(read_datasets(block, problems)) for block in blocks]
    if problems:
        raise CannotWriteError(where="iim", reason=f"cannot be carried over whole: {problems[0].reason}")
    merged: list[_Dataset] = []
    for datasets in read:
        before = set(merged)
        merged += [dataset for dataset in datasets if dataset not in before]
    if len(read) > 1:
        notes.append(f"{len(read)} IIM blocks are put together in one")
    declared = any(name == "1:90" and declares_utf8(value) for name, value in merged)
    mac = looks_like_mac_roman(value for name, value in merged if is_text(name))
    charsets: dict[str, None] = {}
    recoded: list[_Dataset] = []
    for name, value in merged:
        if name == "1:90":
            continue
        text, charset = _text(value, utf8_declared=declared, mac=mac) if is_text(name) else (None, "")
        if text is not None:
            charsets[charset] = None
        recoded.append((name, value if text is None else text.encode()))
    if charsets:
        notes.append(f"IIM text is recoded from {' and '.join(charsets)} to UTF-8")
    return recoded


def _text(value: bytes, *, utf8_declared: bool, mac: bool) -> tuple[str | None, str]:
    """The text of a value in another charset than UTF-8, and that charset; None for one that can stay."""
    text, charset = decode_text(value, utf8_declared=utf8_declared, mac=mac)
    return (None, "") if charset in {"ascii", "utf-8"} else (text, charset)


def _encoded(field: Field, place: IimDataset, texts: Sequence[str]) -> list[tuple[bytes, bool]]:
    """Each value's bytes, and whether they were cut."""
    if field.kind == "date":
        return [(text[:10].replace("-", "").ljust(_DATE_DIGITS, "0").encode(), False) for text in texts[:1]]
    items = texts if place.repeats else ["; ".join(texts)] if texts else []
    return [_cut(item, place.max_bytes) for item in items]


def _is_same_day(datasets: Sequence[_Dataset], name: str, data: Sequence[tuple[bytes, bool]]) -> bool:
    """Whether a date is already what it will be."""
    return [value for found, value in datasets if found == name] == [value for value, _ in data]


def _cut(text: str, limit: int) -> tuple[bytes, bool]:
    """A text's bytes, ending before the character that crosses the limit."""
    data = text.encode()
    if len(data) <= limit:
        return data, False
    return data[:limit].decode(errors="ignore").encode(), True


def _serialised(datasets: Sequence[_Dataset]) -> bytes:
    """The block: records in ascending order (IIM 4.2, 1.5), versions and charset first, then by number."""
    datasets = [("1:90", _UTF8), *datasets]
    names = {name for name, _ in datasets}
    for record in (_ENVELOPE, _APPLICATION):
        if f"{record}:00" not in names:
            datasets.append((f"{record}:00", _VERSION))
    return b"".join(map(_tagged, sorted(datasets, key=lambda dataset: _numbers(dataset[0]))))


def _numbers(name: str) -> tuple[int, int]:
    record, _, dataset = name.partition(":")
    return int(record), int(dataset)


def _tagged(dataset: _Dataset) -> bytes:
    """A dataset's tag and data (IIM 4.2, 1.6)."""
    name, data = dataset
    head = bytes((0x1C, *_numbers(name)))
    if len(data) <= _LONGEST_STANDARD:
        return head + struct.pack(">H", len(data)) + data
    return head + struct.pack(">HI", 0x8004, len(data)) + data
