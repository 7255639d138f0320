"""The index's integers in memory, one array per column, rows in the order of the index."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from catalog.search import schema
from catalog.search.document import FACETS

Integers = NDArray[np.int64]
Numbers = NDArray[np.int32]
Mask = NDArray[np.bool_]

# Beyond this share of changed rows reading everything is cheaper than merging.
_MERGE_SHARE = 4
_NO_DAY = 0


@dataclass(frozen=True, slots=True)
class FacetColumn:
    """The values of one facet: entry `i` says that the photo at `positions[i]` has value `codes[i]`."""

    positions: Numbers
    codes: Numbers


@dataclass(frozen=True, slots=True)
class Columns:
    """All photos of one revision of the index, the oldest first, those without date before them.

    Attributes:
        epoch: Which filling of the index this is.
        revision: Which revision of it.
        rowids: The index's row numbers, ascending.
        ids: The photos' ids.
        first: First day of the date, 0 where there is none.
        last: Last day of the date, -1 where there is none.
        added: Seconds since 1970 (UTC) of the first import.
        facets: Facet to its values.
    """

    epoch: int
    revision: int
    rowids: Integers
    ids: Integers
    first: Numbers
    last: Numbers
    added: Integers
    facets: dict[str, FacetColumn]

    @property
    def version(self) -> tuple[int, int]:
        """Epoch and revision, in the order in which states follow each other."""
        return self.epoch, self.revision

    def __len__(self) -> int:
        return len(self.rowids)

    def nothing(self) -> Mask:
        """A mask that holds no photo."""
        return np.zeros(len(self), dtype=np.bool_)

    def mask_of(self, rowids: Integers) -> Mask:
        """The mask of photos by their rows."""
        mask = self.nothing()
        mask[np.searchsorted(self.rowids, rowids)] = True
        return mask


def load_columns(connection: sqlite3.Connection, old: Columns | None) -> Columns:
    """The columns of the index as the connection's transaction sees it.

    Args:
        connection: A connection inside a read transaction.
        old: An earlier state; what did not change is taken from it.
    """
    epoch, revision = schema.read_number(connection, "epoch"), schema.read_number(connection, "revision")
    if old is not None and old.epoch == epoch:
        if old.revision == revision:
            return old
        rows = connection.execute("SELECT id FROM touched WHERE revision > ?", (old.revision,)).fetchall()
        if len(rows) * _MERGE_SHARE < len(old):
            changed = np.array([row[0] for row in rows], dtype=np.int64)
            return _merge(connection, old, changed, revision)
    return _read(connection, epoch, revision, "SELECT {} FROM document ORDER BY rowid")


def _read(
    connection: sqlite3.Connection,
    epoch: int,
    revision: int,
    statement: str,
    parameters: Iterable[object] = (),
) -> Columns:
    """Columns from rows of the document table, ascending."""
    names = ", ".join(f'"{facet}"' for facet in FACETS)
    wanted = f"rowid, id, coalesce(first, {_NO_DAY}), coalesce(last, -1), added, {names}"
    rows = connection.execute(statement.format(wanted), tuple(parameters)).fetchall()
    columns = list(zip(*rows, strict=True)) if rows else [()] * (5 + len(FACETS))
    return Columns(
        epoch=epoch,
        revision=revision,
        rowids=np.array(columns[0], dtype=np.int64),
        ids=np.array(columns[1], dtype=np.int64),
        first=np.array(columns[2], dtype=np.int32),
        last=np.array(columns[3], dtype=np.int32),
        added=np.array(columns[4], dtype=np.int64),
        facets={facet: _facet(blobs) for facet, blobs in zip(FACETS, columns[5:], strict=True)},
    )


def _facet(blobs: tuple[bytes, ...]) -> FacetColumn:
    """A facet's values from the documents' blobs of 32-bit numbers."""
    codes = np.frombuffer(b"".join(blobs), dtype=np.int32)
    lengths = np.fromiter(map(len, blobs), dtype=np.int64, count=len(blobs)) // codes.itemsize
    return FacetColumn(np.repeat(np.arange(len(blobs), dtype=np.int32), lengths), codes)


def _merge(connection: sqlite3.Connection, old: Columns, changed: Integers, revision: int) -> Columns:
    """The old columns without the changed photos, and those photos as they are now, in row order."""
    asked = "[" + ",".join(map(str, changed.tolist())) + "]"
    statement = "SELECT {} FROM document WHERE id IN (SELECT value FROM json_each(?)) ORDER BY rowid"
    new = _read(connection, old.epoch, revision, statement, (asked,))
    keep = np.flatnonzero(~np.isin(old.ids, changed))
    order = np.argsort(np.concatenate([old.rowids[keep], new.rowids]), kind="stable")
    # Where each kept row, then each new row, goes.
    target = np.empty(len(order), dtype=np.int32)
    target[order] = np.arange(len(order), dtype=np.int32)
    moved = np.full(len(old), -1, dtype=np.int32)
    moved[keep] = target[: len(keep)]

    def joined(before: Integers | Numbers, after: Integers | Numbers) -> NDArray[np.int64]:
        return np.concatenate([before[keep], after])[order]

    return Columns(
        epoch=old.epoch,
        revision=revision,
        rowids=joined(old.rowids, new.rowids),
        ids=joined(old.ids, new.ids),
        first=joined(old.first, new.first).astype(np.int32),
        last=joined(old.last, new.last).astype(np.int32),
        added=joined(old.added, new.added),
        facets={
            facet: _merge_facet(old.facets[facet], new.facets[facet], moved, target[len(keep) :])
            for facet in FACETS
        },
    )


def _merge_facet(old: FacetColumn, new: FacetColumn, moved: Numbers, placed: Numbers) -> FacetColumn:
    """A facet's entries at their new positions; entries of rows that went are dropped."""
    positions = moved[old.positions]
    kept = positions >= 0
    return FacetColumn(
        np.concatenate([positions[kept], placed[new.positions]]),
        np.concatenate([old.codes[kept], new.codes]),
    )
