"""Bring the index up to the store's change log: in bounded turns, or wholly anew."""

import sqlite3
from time import monotonic

from catalog.search import schema
from catalog.search.document import document
from catalog.search.names import Names
from catalog.search.source import PhotoSource
from catalog.search.writing import Codes, put, remove, touch

TURN = 500
"""Changes of one turn: some tenths of a second, so that nobody waits long for the write lock."""
_REBUILD_TURN = 5_000


def changes_missing(connection: sqlite3.Connection, source: PhotoSource) -> int:
    """How many changes the index has not taken in."""
    return max(source.last_seq() - schema.read_number(connection, "seq"), 0)


def drain(connection: sqlite3.Connection, source: PhotoSource, names: Names, seconds: float) -> int:
    """Take changes in, turn by turn, for about so long.

    Returns:
        How many changes are not in yet.
    """
    deadline = monotonic() + seconds
    _start_over_if_ahead(connection, source)
    while _turn(connection, source, names) and monotonic() < deadline:
        pass
    return changes_missing(connection, source)


def _start_over_if_ahead(connection: sqlite3.Connection, source: PhotoSource) -> None:
    """Empty an index that knows changes which the store does not: the store was restored from a backup."""
    if schema.read_number(connection, "seq") > source.last_seq():
        with schema.writing(connection):
            schema.clear(connection)


def _turn(connection: sqlite3.Connection, source: PhotoSource, names: Names) -> bool:
    """Take one batch in; False where there was nothing."""
    seq = schema.read_number(connection, "seq")
    changes = source.changes_after(seq, TURN)
    if not changes:
        return False
    ids = sorted({photo_id for _, photo_id in changes})
    documents = [document(photo, names) for photo in source.photos(ids)]
    with schema.writing(connection):
        # Another process may have taken the same batch in meanwhile.
        if schema.read_number(connection, "seq") == seq:
            remove(connection, ids)
            put(connection, documents, Codes(connection))
            touch(connection, ids)
            schema.write_number(connection, "seq", changes[-1][0])
            if seq == 0:
                schema.write_identity(connection, source.identity())
    return True


def rebuild(connection: sqlite3.Connection, source: PhotoSource, names: Names) -> int:
    """Fill the index anew in one transaction: readers see the old one until the new one is whole.

    Returns:
        How many documents it holds.
    """
    with schema.writing(connection):
        schema.clear(connection)
        codes = Codes(connection)
        seen: set[int] = set()
        seq = 0
        while changes := source.changes_after(seq, _REBUILD_TURN):
            ids = sorted({photo_id for _, photo_id in changes} - seen)
            seen.update(ids)
            put(connection, [document(photo, names) for photo in source.photos(ids)], codes)
            seq = changes[-1][0]
        schema.write_number(connection, "seq", seq)
        schema.write_identity(connection, source.identity())
    return int(connection.execute("SELECT count(*) FROM document").fetchone()[0])
