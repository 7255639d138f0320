"""A file or a pipe as bytes: its head to look at, then its physical lines, never the whole at once."""

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NamedTuple

from catalog.errors import CatalogError

HEAD_BYTES = 1 << 20
"""How much of a source is looked at to recognise it (1 MiB: any article, thousands of captions)."""

_CHUNK_BYTES = 1 << 20
# A line longer than this is no caption; holding it would let one file fill the memory.
_LONGEST_LINE = 8 << 20


class RawLine(NamedTuple):
    """A physical line with its line end.

    Attributes:
        number: Counted from 1.
        raw: Its bytes; only the first 8 MiB where it is longer.
        cut: Whether it was longer.
    """

    number: int
    raw: bytes
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Feed:
    """An opened source.

    Attributes:
        name: What a message calls it.
        folder: What relative paths in it are relative to.
        head: Its first bytes, at most `HEAD_BYTES`.
        whole: Whether `head` is all of it.
        path: The file, None for a pipe.
        rest: What follows the head in a pipe, to be taken once.
    """

    name: str
    folder: Path
    head: bytes
    whole: bool
    path: Path | None = None
    rest: Iterable[bytes] = ()

    def chunks(self) -> Iterator[bytes]:
        """All bytes from the start; a pipe can be read only once."""
        if self.whole or self.path is None:
            yield self.head
            yield from self.rest
        else:
            yield from _pieces(self.path.open("rb"))


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    """The bytes of an open file or pipe, which is closed at its end."""
    with file:
        yield from iter(lambda: file.read(_CHUNK_BYTES), b"")


def open_feed(path: Path) -> Feed:
    """Open a file, a named pipe, or standard input (`-`) and read its head.

    Raises:
        CatalogError: It cannot be opened, or holds nothing.
    """
    if str(path) == "-":
        # A duplicate, so that closing it leaves standard input open for whoever started us.
        return _pipe_feed("standard input", os.fdopen(os.dup(sys.stdin.fileno()), "rb"))
    try:
        if path.is_file():
            with path.open("rb") as file:
                head = file.read(HEAD_BYTES + 1)
            _refuse_empty(path.name, head)
            return Feed(path.name, path.parent, head[:HEAD_BYTES], len(head) <= HEAD_BYTES, path=path)
        return _pipe_feed(path.name, path.open("rb"))
    except OSError as error:
        raise CatalogError(str(path), f"cannot be opened: {error.strerror or error}") from error


def _pipe_feed(name: str, pipe: BinaryIO) -> Feed:
    head = pipe.read(HEAD_BYTES)
    whole = len(head) < HEAD_BYTES
    if whole:
        pipe.close()
    _refuse_empty(name, head)
    return Feed(name, Path(), head, whole, rest=() if whole else _pieces(pipe))


def _refuse_empty(name: str, head: bytes) -> None:
    if not head:
        raise CatalogError(name, "is empty")


def raw_lines(chunks: Iterable[bytes], newline: bytes) -> Iterator[RawLine]:
    """Cut bytes into physical lines.

    Args:
        chunks: The source's bytes in any pieces.
        newline: The line end in the source's encoding; it counts only at a multiple of its own width,
            so that UTF-16 is not cut in the middle of a character.
    """
    width = len(newline)
    buffer = b""
    number = 1
    cut = False
    for chunk in chunks:
        buffer += chunk
        start = 0
        while (end := _aligned_find(buffer, newline, start, width)) >= 0:
            yield RawLine(
                number, buffer[start : end + width][:_LONGEST_LINE], cut or end - start > _LONGEST_LINE
            )
            start = end + width
            number += 1
            cut = False
        buffer = buffer[start:]
        if len(buffer) > _LONGEST_LINE + width:
            # What is dropped is a whole number of characters, so that alignment holds.
            buffer = buffer[:_LONGEST_LINE] + buffer[len(buffer) - len(buffer) % width :]
            cut = True
    if buffer:
        yield RawLine(number, buffer, cut)


def _aligned_find(buffer: bytes, wanted: bytes, start: int, width: int) -> int:
    """Where `wanted` next stands at a multiple of `width` from `start`, or -1."""
    found = buffer.find(wanted, start)
    while found >= 0 and (found - start) % width:
        found = buffer.find(wanted, found + 1)
    return found
