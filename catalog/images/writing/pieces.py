"""A copy as ranges of its original with new bytes between them."""

from typing import BinaryIO

from catalog.images.writing.model import Piece


class Pieces:
    """Collects what a copy is made of; ranges that touch become one.

    Args:
        size: Bytes of the original.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._pieces: list[Piece] = []

    def keep(self, start: int, end: int | None = None) -> None:
        """Go on with a range of the original, up to its end where none is given."""
        end = self._size if end is None else min(end, self._size)
        if start >= end:
            return
        last = self._pieces[-1] if self._pieces else None
        if isinstance(last, tuple) and last[1] == start:
            self._pieces[-1] = (last[0], end)
        else:
            self._pieces.append((start, end))

    def add(self, data: bytes) -> None:
        """Go on with new bytes."""
        if data:
            self._pieces.append(data)

    @property
    def length(self) -> int:
        """Bytes so far."""
        return sum(len(p) if isinstance(p, bytes) else p[1] - p[0] for p in self._pieces)

    def done(self) -> tuple[Piece, ...]:
        """What was collected."""
        return tuple(self._pieces)


def size_of(file: BinaryIO) -> int:
    """Bytes of a file."""
    return file.seek(0, 2)
