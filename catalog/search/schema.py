"""The tables of `index.db`, and connections to it.

Python cuts text into tokens (`catalog.search.tokens`); FTS5 only splits at spaces, so its `ascii` tokenizer
is told that the signs of our codes belong to tokens (SQLite documentation, FTS5, section 4.3.2).
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from catalog.errors import CatalogError
from catalog.search.document import FACETS
from catalog.search.fields import text_fields
from catalog.write_ahead import write_ahead

RECIPE = "4"
"""Grows when documents or tables change shape: an index of another recipe is emptied and filled again."""

_BUSY_SECONDS = 5.0
_PRIMARY_CODE = 0xFF
"""The part of an extended result code that names the sort of error (SQLite documentation, rescode)."""
_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR})
_WRITER_KEPT_OUT = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY})
_HASH_BYTES = 32 * 1024 * 1024
"""What FTS5 gathers in memory before it writes a segment: larger segments, fewer merges."""
# Words in a headline or keyword say more than one in the middle of a long caption; the rest weighs 1.
_WEIGHTS = {"headline": 3.0, "keyword": 2.0, "slug": 2.0, "ref": 0.5, "file": 0.5}


def fts_columns() -> tuple[str, ...]:
    """The columns of the full-text table: the text fields, then the codes."""
    return (*text_fields(), "codes")


def _tables() -> list[str]:
    """The statements that make the tables."""
    columns = ", ".join(f'"{column}"' for column in fts_columns())
    facets = ", ".join(f'"{facet}" BLOB NOT NULL' for facet in FACETS)
    document = f"id INTEGER NOT NULL UNIQUE, first INTEGER, last INTEGER, added INTEGER NOT NULL, {facets}"
    return [
        "CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID",
        f"CREATE TABLE document (rowid INTEGER PRIMARY KEY, {document})",
        "CREATE TABLE facet_value (code INTEGER PRIMARY KEY, facet TEXT, value TEXT, label TEXT)",
        "CREATE UNIQUE INDEX uq_facet_value_value ON facet_value (facet, value)",
        "CREATE TABLE touched (id INTEGER PRIMARY KEY, revision INTEGER NOT NULL)",
        "CREATE INDEX ix_touched_revision ON touched (revision)",
        f"CREATE VIRTUAL TABLE words USING fts5({columns}, tokenize=\"ascii tokenchars '=~-'\")",
    ]


def connect(path: Path, *, shared: bool = False) -> sqlite3.Connection:
    """A connection that manages its own transactions; readers never wait for the writer (WAL).

    Args:
        path: The database.
        shared: Whether several threads use it, one at a time.

    Raises:
        CatalogError: The file cannot be opened or is no database.
    """
    try:
        connection = sqlite3.connect(
            path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=not shared
        )
        write_ahead(connection, _BUSY_SECONDS)
        # A lost tail after a power cut is filled again from the change log.
        connection.execute("PRAGMA synchronous = NORMAL")
    except sqlite3.Error as error:
        raise damaged(path, error) from error
    return connection


def is_damage(error: sqlite3.DatabaseError) -> bool:
    """Whether an error says that the file cannot be read."""
    return error.sqlite_errorcode & _PRIMARY_CODE in _DAMAGE


def is_kept_out(error: sqlite3.OperationalError) -> bool:
    """Whether an error says that another writer is at it, or that nothing may be written."""
    return error.sqlite_errorcode & _PRIMARY_CODE in _WRITER_KEPT_OUT


def damaged(path: Path, error: sqlite3.Error) -> CatalogError:
    """What to say of an index that SQLite cannot read."""
    return CatalogError(
        where=str(path), reason=f"the index is unreadable ({error}); delete it and rebuild it"
    )


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """A write transaction: committed at the end, rolled back on any error."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def prepare(connection: sqlite3.Connection, identity: str) -> None:
    """Make the tables where they are missing, of another recipe or filled from another store.

    Args:
        connection: The index.
        identity: The store's identity; an index moved beside another database would mix the two.
    """
    if _is_fit(connection, identity):
        return
    with writing(connection):
        if not _is_fit(connection, identity):
            clear(connection)


def _is_fit(connection: sqlite3.Connection, identity: str) -> bool:
    """Whether the tables are there, of today's recipe, and of this store or still empty."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
        return False
    return read_meta(connection, "recipe") == RECIPE and read_meta(connection, "identity") in {"", identity}


def clear(connection: sqlite3.Connection) -> None:
    """Drop everything and make empty tables; inside a write transaction. Readers notice by the new epoch."""
    known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone()
    epoch = int(str(read_meta(connection, "epoch") or 0)) + 1 if known else 1
    for table in ("words", "touched", "facet_value", "document", "meta"):
        connection.execute(f"DROP TABLE IF EXISTS {table}")
    for statement in _tables():
        connection.execute(statement)
    weights = ", ".join(str(_WEIGHTS.get(column, 1.0)) for column in fts_columns())
    connection.execute("INSERT INTO words (words, rank) VALUES ('rank', ?)", (f"bm25({weights})",))
    connection.execute("INSERT INTO words (words, rank) VALUES ('hashsize', ?)", (_HASH_BYTES,))
    start = {"recipe": RECIPE, "seq": 0, "revision": 0, "epoch": epoch, "identity": ""}
    connection.executemany("INSERT INTO meta VALUES (?, ?)", start.items())


def read_meta(connection: sqlite3.Connection, name: str) -> object:
    """One value that the index keeps about itself, None where it has none."""
    row = connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return row[0] if row else None


def read_number(connection: sqlite3.Connection, name: str) -> int:
    """`seq`, `revision` or `epoch`."""
    return int(str(read_meta(connection, name) or 0))


def write_identity(connection: sqlite3.Connection, identity: str) -> None:
    """Say of which store the index is; inside a write transaction."""
    connection.execute("UPDATE meta SET value = ? WHERE name = 'identity'", (identity,))


def write_number(connection: sqlite3.Connection, name: str, value: int) -> None:
    """Set `seq` or `revision`; inside a write transaction."""
    connection.execute("UPDATE meta SET value = ? WHERE name = ?", (value, name))
