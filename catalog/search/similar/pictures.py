"""The same picture found again, in one catalog."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, Self

from catalog.records import PictureHashes
from catalog.search import schema
from catalog.search.similar import projection
from catalog.search.similar.matrix import Matrix, Rows
from catalog.search.similar.near import WHOLE, Near, NoPictureError, nearest
from catalog.search.similar.packing import ask
from catalog.search.similar.scan import find_near
from catalog.search.source import PhotoSource
from catalog.settings import Settings

_SECONDS = 0.2
"""How long a question that finds the hashes behind works on them before it is answered."""


class SimilarStatus(NamedTuple):
    """How the hashes stand: their pictures, and the changes of the store that are not in yet."""

    pictures: int
    behind: int


class SimilarPictures:
    """Hashes of all pictures, in memory from the first question on, in step with the store.

    One object serves all threads of a process; open it after a fork. Another process that takes changes in is
    noticed at the next question. A picture costs about 400 bytes of memory and of disk.

    Args:
        path: The projection's file; it is made where it is missing.
        source: The store.
    """

    def __init__(self, path: Path, source: PhotoSource) -> None:
        self._path = path
        self._source = source
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._matrix: Matrix | None = None
        self._version = projection.Version(0, 0)

    @classmethod
    def open(cls, settings: Settings, store: PhotoSource) -> Self:
        """The pictures of a catalog; nothing is read before the first question."""
        return cls(settings.similar_path, store)

    def close(self) -> None:
        """Give connection and memory back; the next question takes them again."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
            self._connection = self._matrix = None

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        """The connection, for one thread at a time.

        Raises:
            CatalogError: The file cannot be read.
        """
        with self._lock:
            try:
                if self._connection is None:
                    # Asked first, so that a mistyped folder is not made for a projection alone.
                    identity = self._source.identity()
                    self._path.parent.mkdir(parents=True, exist_ok=True)
                    connection = schema.connect(self._path, shared=True)
                    projection.prepare(connection, identity)
                    self._connection = connection
                yield self._connection
            except sqlite3.DatabaseError as error:
                if schema.is_damage(error):
                    raise schema.damaged(self._path, error) from error
                raise

    def drain(self, seconds: float = 1.0) -> int:
        """Take the store's changes in for about so long.

        Returns:
            How many changes are not in yet.
        """
        with self._connected() as connection:
            return projection.drain(connection, self._source, seconds)

    def rebuild(self) -> int:
        """Fill the projection anew from the store.

        Returns:
            How many pictures it holds.
        """
        with self._connected() as connection:
            return projection.rebuild(connection, self._source)

    def status(self) -> SimilarStatus:
        """How the hashes stand."""
        with self._connected() as connection:
            behind = projection.changes_missing(connection, self._source)
            return SimilarStatus(projection.count(connection), behind)

    def hashes_of(self, photo_id: int) -> PictureHashes | None:
        """The hashes of a photo; None where there is no such photo or it has none."""
        return self._source.hashes([photo_id]).get(photo_id)

    def near(self, hashes: PictureHashes, *, most: int = WHOLE.possible) -> list[Near]:
        """The photos whose picture looks like one, sure ones first, then by differing bits.

        Args:
            hashes: The picture's hashes; none are near a picture without a hash.
            most: Bits in which whole pictures may differ; parts must agree better in any case
                (`PART`). With `WHOLE.sure` no whole picture that is only possible is given, parts still are.
        """
        asked = ask(hashes)
        return nearest(find_near(self.rows(), asked, most)) if asked is not None else []

    def near_photo(self, photo_id: int, *, most: int = WHOLE.possible) -> list[Near]:
        """The other photos whose picture looks like a photo's; as `near`.

        Raises:
            NoPictureError: There is no such photo, or it has no picture that can be compared.
        """
        hashes = self.hashes_of(photo_id)
        if hashes is None:
            there = self._source.photo(photo_id) is not None
            raise NoPictureError(
                where=f"photo {photo_id}",
                reason="has no picture that can be compared" if there else "there is no such photo",
            )
        return [one for one in self.near(hashes, most=most) if one.photo_id != photo_id]

    def rows(self) -> Rows:
        """All hashes as of now, as far as a moment's work brings them up to date."""
        with self._connected() as connection:
            self._catch_up(connection)
            connection.execute("BEGIN")
            try:
                return self._load(connection).rows
            finally:
                connection.execute("ROLLBACK")

    def _catch_up(self, connection: sqlite3.Connection) -> None:
        """Drain for a moment where changes are missing; who finds another writer at it answers as it is."""
        if schema.read_number(connection, "seq") == self._source.last_seq():
            return
        try:
            connection.execute("PRAGMA busy_timeout = 0")
            projection.drain(connection, self._source, _SECONDS)
        except sqlite3.OperationalError as error:
            if not schema.is_kept_out(error):
                raise
        finally:
            connection.execute("PRAGMA busy_timeout = 5000")

    def _load(self, connection: sqlite3.Connection) -> Matrix:
        """The matrix of exactly the state that the connection's transaction sees."""
        version = projection.version(connection)
        matrix = self._matrix
        if matrix is None or version.epoch != self._version.epoch:
            matrix = Matrix(projection.count(connection))
            for rows in projection.read_all(connection):
                matrix.replace(*_split(rows))
        elif version != self._version:
            matrix.replace(*_split(projection.read_changed(connection, self._version.revision)))
        self._matrix, self._version = matrix, version
        return matrix


def _split(rows: list[tuple[int, bytes]]) -> tuple[list[int], list[bytes]]:
    """Ids and hashes of rows."""
    return [number for number, _ in rows], [record for _, record in rows]
