"""`similar.db`: the hashes of all pictures beside the store, and how they follow its change log.

A projection: it may be deleted, and is made again from the records. A million hashes are read from here in
a few seconds; the records hold a hundred times as many bytes.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from time import monotonic
from typing import NamedTuple

from catalog.search import schema
from catalog.search.similar.packing import pack
from catalog.search.source import PhotoSource

RECIPE = "1"
"""Grows when hashes or tables change shape: a projection of another recipe is emptied and filled again."""
TURN = 1_000
"""Changes of one turn: some tenths of a second, so that nobody waits long for the write lock."""
_REBUILD_TURN = 10_000
_READ_TURN = 50_000
_TABLES = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID",
    # An empty hash says that the photo has no picture any more, to those who read only what changed.
    "CREATE TABLE picture (photo_id INTEGER PRIMARY KEY, revision INTEGER NOT NULL, hashes BLOB NOT NULL)",
    "CREATE INDEX ix_picture_revision ON picture (revision)",
)


class Version(NamedTuple):
    """Which filling of the projection, and which revision of it."""

    epoch: int
    revision: int


def prepare(connection: sqlite3.Connection, identity: str) -> None:
    """Make the tables where they are missing, of another recipe or filled from another store."""
    if _is_fit(connection, identity):
        return
    with schema.writing(connection):
        if not _is_fit(connection, identity):
            _clear(connection)


def _is_fit(connection: sqlite3.Connection, identity: str) -> bool:
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
        return False
    known = schema.read_meta(connection, "identity")
    return schema.read_meta(connection, "recipe") == RECIPE and known in {"", identity}


def _clear(connection: sqlite3.Connection) -> None:
    """Make empty tables, inside a write transaction; readers notice by the new epoch."""
    known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone()
    epoch = schema.read_number(connection, "epoch") + 1 if known else 1
    for table in ("picture", "meta"):
        connection.execute(f"DROP TABLE IF EXISTS {table}")
    for statement in _TABLES:
        connection.execute(statement)
    start = {"recipe": RECIPE, "seq": 0, "revision": 0, "epoch": epoch, "identity": ""}
    connection.executemany("INSERT INTO meta VALUES (?, ?)", start.items())


def changes_missing(connection: sqlite3.Connection, source: PhotoSource) -> int:
    """How many changes the projection has not taken in."""
    return max(source.last_seq() - schema.read_number(connection, "seq"), 0)


def drain(connection: sqlite3.Connection, source: PhotoSource, seconds: float) -> int:
    """Take changes in, turn by turn, for about so long.

    Returns:
        How many changes are not in yet.
    """
    deadline = monotonic() + seconds
    if schema.read_number(connection, "seq") > source.last_seq():
        # The store was restored from a backup.
        with schema.writing(connection):
            _clear(connection)
    while _turn(connection, source) and monotonic() < deadline:
        pass
    return changes_missing(connection, source)


def _turn(connection: sqlite3.Connection, source: PhotoSource) -> bool:
    """Take one batch in; False where there was nothing."""
    seq = schema.read_number(connection, "seq")
    changes = source.changes_after(seq, TURN)
    if not changes:
        return False
    ids = sorted({photo_id for _, photo_id in changes})
    records = _records(source, ids)
    with schema.writing(connection):
        # Another process may have taken the same batch in meanwhile.
        if schema.read_number(connection, "seq") == seq:
            _put(connection, ids, records)
            schema.write_number(connection, "seq", changes[-1][0])
            schema.write_identity(connection, source.identity())
    return True


def _records(source: PhotoSource, ids: Sequence[int]) -> dict[int, bytes]:
    """What is kept of each photo that has a picture."""
    hashes = source.hashes(ids)
    return dict(zip(hashes, pack(hashes.values()), strict=True))


def _put(connection: sqlite3.Connection, ids: Sequence[int], records: dict[int, bytes]) -> None:
    """Write what differs: most changes of photos leave their pictures as they were."""
    revision = schema.read_number(connection, "revision") + 1
    known = dict(
        connection.execute(
            f"SELECT photo_id, hashes FROM picture WHERE photo_id IN ({','.join(map(str, ids))})"  # noqa: S608 -- integers
        )
    )
    new = [
        (number, revision, records.get(number, b""))
        for number in ids
        if records.get(number, b"") != known.get(number, b"")
    ]
    connection.executemany("INSERT OR REPLACE INTO picture VALUES (?, ?, ?)", new)
    if new:
        schema.write_number(connection, "revision", revision)


def rebuild(connection: sqlite3.Connection, source: PhotoSource) -> int:
    """Fill the projection anew in one transaction.

    Returns:
        How many pictures it holds.
    """
    with schema.writing(connection):
        _clear(connection)
        seq = 0
        seen: set[int] = set()
        while changes := source.changes_after(seq, _REBUILD_TURN):
            ids = sorted({photo_id for _, photo_id in changes} - seen)
            seen.update(ids)
            rows = _records(source, ids).items()
            connection.executemany("INSERT INTO picture VALUES (?, 1, ?)", rows)
            seq = changes[-1][0]
        schema.write_number(connection, "revision", 1)
        schema.write_number(connection, "seq", seq)
        schema.write_identity(connection, source.identity())
    return count(connection)


def count(connection: sqlite3.Connection) -> int:
    """How many pictures there are."""
    row = connection.execute("SELECT count(*) FROM picture WHERE length(hashes) > 0").fetchone()
    return int(row[0])


def version(connection: sqlite3.Connection) -> Version:
    """What a reader compares with what it knows."""
    return Version(schema.read_number(connection, "epoch"), schema.read_number(connection, "revision"))


def read_all(connection: sqlite3.Connection) -> Iterator[list[tuple[int, bytes]]]:
    """All photos with their hashes, in bounded turns."""
    last = 0
    query = "SELECT photo_id, hashes FROM picture WHERE photo_id > ? ORDER BY photo_id LIMIT ?"
    while rows := connection.execute(query, (last, _READ_TURN)).fetchall():
        yield rows
        last = rows[-1][0]


def read_changed(connection: sqlite3.Connection, revision: int) -> list[tuple[int, bytes]]:
    """The photos that changed after a revision, with their hashes as they are now."""
    query = "SELECT photo_id, hashes FROM picture WHERE revision > ?"
    return connection.execute(query, (revision,)).fetchall()
