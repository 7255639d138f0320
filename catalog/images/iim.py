"""IPTC-IIM datasets, the oldest of the three metadata blocks and the one that wires still fill."""

import hashlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from catalog.images.charset import declares_utf8, decode_text, looks_like_mac_roman
from catalog.images.text import clean_text
from catalog.records import Problem

_MARKER = 0x1C
_EXTENDED = 0x8000
_MOST_DATASETS = 10_000
# Envelope and application record hold text; the others hold previews and object data.
_TEXT_RECORDS = frozenset({1, 2})
# Datasets of those records that hold numbers or pixels (IIM 4.2, chapters 5 and 6).
_BINARY = frozenset({"1:00", "1:20", "1:22", "1:90", "2:00", "2:125", "2:200", "2:201", "2:202"})
_LONGEST_BINARY_SHOWN = 64


class IimReading(NamedTuple):
    """A file's IIM, all its blocks.

    Attributes:
        values: Dataset (`2:80`) to the decoded values, in order of the file.
        sizes: Dataset to the size of each value in bytes, the same order.
        charset: What the text was decoded as; several are joined with `+`.
        charset_declared: Whether the file names UTF-8 as its charset.
        problems: What could not be read.
    """

    values: dict[str, list[str]]
    sizes: dict[str, list[int]]
    charset: str = "ascii"
    charset_declared: bool = False
    problems: tuple[Problem, ...] = ()


def read_iim(blocks: Sequence[bytes]) -> IimReading:
    """Read the datasets of one or several IIM blocks; their values are merged.

    Args:
        blocks: The data of each 8BIM resource 0x0404, of split segments joined.
    """
    raw: list[tuple[str, bytes]] = []
    problems: list[Problem] = []
    for block in blocks:
        raw.extend(read_datasets(block, problems))
    declared = any(dataset == "1:90" and declares_utf8(value) for dataset, value in raw)
    texts = [(dataset, value) for dataset, value in raw if is_text(dataset)]
    mac = looks_like_mac_roman(value for _, value in texts)
    values: dict[str, list[str]] = {}
    sizes: dict[str, list[int]] = {}
    charsets: dict[str, None] = {}
    for dataset, value in raw:
        if not is_text(dataset):
            values.setdefault(dataset, []).append(_shown(value))
            continue
        text, charset = decode_text(value, utf8_declared=declared, mac=mac)
        if charset != "ascii":
            charsets[charset] = None
        values.setdefault(dataset, []).append(clean_text(text))
        sizes.setdefault(dataset, []).append(len(value))
    if declared and any(charset != "utf-8" for charset in charsets):
        problems.append(Problem(block="iim", reason="1:90 declares UTF-8, but some values are not UTF-8"))
    return IimReading(values, sizes, "+".join(charsets) or "ascii", declared, tuple(problems))


def digest_state(blocks: Sequence[bytes], digest: bytes | None) -> str:
    """Whether the IIM was changed by a program that did not know the XMP beside it.

    The digest is the MD5 of the IIM block at the time when both agreed (Metadata Working Group, Guidelines
    for Handling Image Metadata 2.0, section 3.3).

    Args:
        blocks: The IIM blocks; the digest covers the first.
        digest: The 16 bytes of 8BIM resource 0x0425.

    Returns:
        `none`, `zero`, `ok` or `mismatch`.
    """
    if digest is None or not blocks:
        return "none"
    if not digest.strip(b"\x00"):
        return "zero"
    actual = hashlib.md5(blocks[0], usedforsecurity=False).digest()
    return "ok" if actual == digest else "mismatch"


def read_datasets(block: bytes, problems: list[Problem]) -> Iterator[tuple[str, bytes]]:
    """Dataset name and bytes, until the block ends or stops being IIM (IIM 4.2, section 1.5)."""
    at = 0
    for _ in range(_MOST_DATASETS):
        if at >= len(block):
            return
        if block[at] != _MARKER:
            if block[at:].strip(b"\x00"):
                problems.append(Problem(block="iim", reason=f"foreign bytes after {at} bytes"))
            return
        size = int.from_bytes(block[at + 3 : at + 5], "big")
        start = at + 5
        if size & _EXTENDED:
            digits = size & ~_EXTENDED
            size = int.from_bytes(block[start : start + min(digits, 8)], "big")
            start += digits
        if start + size > len(block):
            problems.append(Problem(block="iim", reason=f"cut off after {at} bytes"))
            return
        yield f"{block[at + 1]}:{block[at + 2]:02d}", block[start : start + size]
        at = start + size
    problems.append(Problem(block="iim", reason=f"more than {_MOST_DATASETS} datasets"))


def is_text(dataset: str) -> bool:
    """Whether a dataset holds text."""
    return int(dataset.partition(":")[0]) in _TEXT_RECORDS and dataset not in _BINARY


def _shown(value: bytes) -> str:
    """A binary value for people: its digits, or its size where they would be many."""
    return value.hex() if len(value) <= _LONGEST_BINARY_SHOWN else f"{len(value)} bytes"
