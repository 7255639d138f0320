"""Put documents into the index, in turns that follow the store's change log."""

import sqlite3
from array import array
from collections.abc import Iterable, Sequence

from catalog.search import schema
from catalog.search.dates import EARLIEST
from catalog.search.document import FACETS, IndexDocument

_ID_BITS = 32
_UNDATED = -(1 << 62)
_SECONDS_OF_DAY = 86_400


def rowid_of(made: IndexDocument) -> int:
    """The row's number: day and id, so that newest first is the index's own order.

    Photos without date lie before all others, by the day of their import.
    """
    if made.days is None:
        return _UNDATED + (made.added // _SECONDS_OF_DAY << _ID_BITS | made.id)
    day = made.days[1] if made.days[0] == EARLIEST else made.days[0]
    return day << _ID_BITS | made.id


class Codes:
    """The number of each facet value, made on first use."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[tuple[str, str], tuple[int, str]] = {}

    def number(self, facet: str, value: str, label: str) -> int:
        """The value's number; its label becomes the newest one."""
        known = self._known.get((facet, value))
        if known and known[1] == label:
            return known[0]
        row = self._connection.execute(
            "INSERT INTO facet_value (facet, value, label) VALUES (?, ?, ?) "
            "ON CONFLICT (facet, value) DO UPDATE SET label = excluded.label RETURNING code",
            (facet, value, label),
        ).fetchone()
        self._known[facet, value] = (row[0], label)
        return int(row[0])

    def blob(self, facet: str, values: dict[str, str]) -> bytes:
        """The numbers of a document's values as little-endian 32-bit integers."""
        return array("i", [self.number(facet, value, label) for value, label in values.items()]).tobytes()


def remove(connection: sqlite3.Connection, ids: Iterable[int]) -> None:
    """Take documents out; ids without a document are fine."""
    for number in ids:
        row = connection.execute("SELECT rowid FROM document WHERE id = ?", (number,)).fetchone()
        if row:
            connection.execute("DELETE FROM words WHERE rowid = ?", row)
            connection.execute("DELETE FROM document WHERE rowid = ?", row)


def row_of(made: IndexDocument) -> tuple[int | None, ...]:
    """A document's row without its facets: row number, id, first and last day, time of import."""
    return (rowid_of(made), made.id, *(made.days or (None, None)), made.added)


def texts_of(made: IndexDocument) -> tuple[str, ...]:
    """A document's texts in the order of the full-text columns."""
    words = {**made.columns, "codes": " ".join(sorted(made.codes))}
    return tuple(words[column] for column in schema.fts_columns())


def put(connection: sqlite3.Connection, documents: Sequence[IndexDocument], codes: Codes) -> None:
    """Put documents in whose ids are not there; in row order, which FTS5 takes in fastest."""
    ordered = sorted(documents, key=rowid_of)
    rows = [(*row_of(made), *(codes.blob(facet, made.facets[facet]) for facet in FACETS)) for made in ordered]
    _insert(connection, "document", rows)
    names = ", ".join(f'"{column}"' for column in schema.fts_columns())
    _insert(connection, f"words (rowid, {names})", [(rowid_of(made), *texts_of(made)) for made in ordered])


def _insert(connection: sqlite3.Connection, into: str, rows: Sequence[tuple[object, ...]]) -> None:
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        connection.executemany(" ".join(["INSERT INTO", into, "VALUES", f"({marks})"]), rows)


def touch(connection: sqlite3.Connection, ids: Iterable[int]) -> None:
    """Say which documents a new revision changed, so that readers fetch only those."""
    revision = schema.read_number(connection, "revision") + 1
    connection.executemany(
        "INSERT OR REPLACE INTO touched VALUES (?, ?)", ((number, revision) for number in ids)
    )
    schema.write_number(connection, "revision", revision)
