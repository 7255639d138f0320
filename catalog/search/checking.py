"""Compare the index with itself and with the store."""

import sqlite3
from array import array
from collections.abc import Iterator, Sequence

from catalog.search import schema
from catalog.search.document import FACETS, IndexDocument, document
from catalog.search.following import changes_missing
from catalog.search.names import Names
from catalog.search.source import PhotoSource
from catalog.search.writing import row_of, texts_of

_CHUNK = 500


def find_faults(connection: sqlite3.Connection, source: PhotoSource, names: Names) -> Iterator[str]:
    """What is wrong with the index, one line each; nothing where it agrees with the store."""
    behind = changes_missing(connection, source)
    if behind:
        yield f"{behind} changes are not in yet"
    try:
        connection.execute("INSERT INTO words (words) VALUES ('integrity-check')")
    except sqlite3.DatabaseError as error:
        yield f"the words and their postings disagree ({error})"
        return
    left = {row[0] for row in connection.execute("SELECT id FROM document")}
    for ids in _known_ids(connection, source):
        for made in (document(photo, names) for photo in source.photos(ids)):
            left.discard(made.id)
            fault = _compare(connection, made)
            if fault:
                yield f"photo {made.id}: {fault}"
    for number in sorted(left):
        yield f"photo {number}: is in the index, not in the catalog"


def _known_ids(connection: sqlite3.Connection, source: PhotoSource) -> Iterator[Sequence[int]]:
    """The photos of all changes that the index has taken in, each once."""
    last = schema.read_number(connection, "seq")
    seq = 0
    seen: set[int] = set()
    while seq < last and (changes := source.changes_after(seq, _CHUNK)):
        seq = changes[-1][0]
        fresh = {photo_id for number, photo_id in changes if number <= last} - seen
        seen |= fresh
        yield sorted(fresh)


def _compare(connection: sqlite3.Connection, made: IndexDocument) -> str | None:
    """How the index's rows of a photo differ from what they should be."""
    row = connection.execute("SELECT * FROM document WHERE id = ?", (made.id,)).fetchone()
    if row is None:
        return "is not in the index"
    plain = len(row) - len(FACETS)
    if row[:plain] != row_of(made):
        return "has another date or time of import"
    if connection.execute("SELECT * FROM words WHERE rowid = ?", row[:1]).fetchone() != texts_of(made):
        return "has other words or values"
    expected = {(facet, value) for facet, values in made.facets.items() for value in values}
    codes = array("i", b"".join(row[plain:]))
    statement = "SELECT facet, value FROM facet_value WHERE code = ?"
    found = {connection.execute(statement, (code,)).fetchone() for code in codes}
    return None if found == expected else "is counted under other values"
