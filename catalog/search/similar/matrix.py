"""All hashes of a catalog in memory, by column, so that a scan reads each word once and in order."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from catalog.search.similar.packing import RECORD_BYTES, WINDOWS, WORDS, Words

_START = 1024
_GONE = 0
"""The id of a row whose photo was changed or taken away; photos are numbered from 1."""


class Rows(NamedTuple):
    """The hashes as of one moment; later ones are written behind `filled` and `trimmed_filled`.

    Attributes:
        ids: Whose picture each row is, 0 where it no longer counts.
        whole: The pictures' words, shape (4, rows).
        coarse: The first word of each part, ten to a row.
        fine: The other words of each part, shape (parts, 3).
        trimmed: The words of pictures without their borders, shape (4, bordered pictures).
        owners: The row of each of those.
        filled: How many rows there are.
        trimmed_filled: How many of them have a border.
    """

    ids: NDArray[np.int64]
    whole: Words
    coarse: Words
    fine: Words
    trimmed: Words
    owners: NDArray[np.int64]
    filled: int
    trimmed_filled: int


def _empty(capacity: int, trimmed: int) -> Rows:
    return Rows(
        ids=np.zeros(capacity, dtype=np.int64),
        whole=np.empty((WORDS, capacity), dtype=np.uint64),
        coarse=np.empty(capacity * WINDOWS, dtype=np.uint64),
        fine=np.empty((capacity * WINDOWS, WORDS - 1), dtype=np.uint64),
        trimmed=np.empty((WORDS, trimmed), dtype=np.uint64),
        owners=np.empty(trimmed, dtype=np.int64),
        filled=0,
        trimmed_filled=0,
    )


class Matrix:
    """Hashes of pictures, replaced photo by photo; one thread writes at a time, any may read `rows`.

    Args:
        capacity: How many pictures to make room for at first.
    """

    def __init__(self, capacity: int = _START) -> None:
        self.rows = _empty(max(capacity, _START), _START)

    def __len__(self) -> int:
        """How many pictures there are."""
        return int(np.count_nonzero(self.rows.ids[: self.rows.filled]))

    def replace(self, ids: Sequence[int], records: Sequence[bytes]) -> None:
        """Put pictures in the place of what those photos had before.

        Args:
            ids: Photos, each once.
            records: What `packing.pack` made of each; empty where it has no picture any more.
        """
        self._forget(ids)
        kept = [(number, record) for number, record in zip(ids, records, strict=True) if record]
        if kept:
            self._append([number for number, _ in kept], [record for _, record in kept])

    def _forget(self, ids: Sequence[int]) -> None:
        """Mark the rows of photos as gone, in a copy: who scans meanwhile keeps the old marks."""
        rows = self.rows
        old = np.isin(rows.ids[: rows.filled], np.array(ids, dtype=np.int64))
        if old.any():
            marked = rows.ids.copy()
            marked[: rows.filled][old] = _GONE
            self.rows = rows._replace(ids=marked)

    def _append(self, ids: list[int], records: list[bytes]) -> None:
        """Write rows behind the last one, which no reader looks at yet."""
        borders = [record[RECORD_BYTES:] for record in records]
        bordered = np.flatnonzero([bool(border) for border in borders])
        self._make_room(len(ids), len(bordered))
        rows = self.rows
        packed = b"".join(record[:RECORD_BYTES] for record in records)
        words = np.frombuffer(packed, dtype=np.uint64).reshape(len(ids), 1 + WINDOWS, WORDS)
        start, end = rows.filled, rows.filled + len(ids)
        rows.ids[start:end] = ids
        rows.whole[:, start:end] = words[:, 0].T
        rows.coarse[start * WINDOWS : end * WINDOWS] = words[:, 1:, 0].ravel()
        rows.fine[start * WINDOWS : end * WINDOWS] = words[:, 1:, 1:].reshape(-1, WORDS - 1)
        first, last = rows.trimmed_filled, rows.trimmed_filled + len(bordered)
        inner = np.frombuffer(b"".join(borders), dtype=np.uint64).reshape(-1, WORDS)
        rows.trimmed[:, first:last] = inner.T
        rows.owners[first:last] = start + bordered
        self.rows = rows._replace(filled=end, trimmed_filled=last)

    def _make_room(self, more: int, bordered: int) -> None:
        """Arrays with room for so many more rows, without those that are gone."""
        old = self.rows
        if old.filled + more <= len(old.ids) and old.trimmed_filled + bordered <= len(old.owners):
            return
        alive = np.flatnonzero(old.ids[: old.filled])
        inner = np.flatnonzero(old.ids[old.owners[: old.trimmed_filled]])
        capacity = max(len(old.ids), 2 * (len(alive) + more))
        new = _empty(capacity, max(len(old.owners), 2 * (len(inner) + bordered)))
        new.ids[: len(alive)] = old.ids[alive]
        new.whole[:, : len(alive)] = old.whole[:, alive]
        parts = (alive[:, None] * WINDOWS + np.arange(WINDOWS)).ravel()
        new.coarse[: len(parts)] = old.coarse[parts]
        new.fine[: len(parts)] = old.fine[parts]
        new.trimmed[:, : len(inner)] = old.trimmed[:, inner]
        new.owners[: len(inner)] = np.searchsorted(alive, old.owners[inner])
        self.rows = new._replace(filled=len(alive), trimmed_filled=len(inner))
