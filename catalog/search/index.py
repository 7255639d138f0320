"""The search index of one catalog: opened, kept up with the store, and asked."""

import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple, Self, cast

from catalog.caption import Knowledge
from catalog.search import following, schema
from catalog.search.answers import Answers
from catalog.search.checking import find_faults
from catalog.search.columns import Columns, load_columns
from catalog.search.document import FACETS
from catalog.search.errors import QueryError
from catalog.search.evaluate import Evaluation
from catalog.search.facets import FacetValue, check_facets, count_facet
from catalog.search.names import KnownNames, Names
from catalog.search.paging import Sort, check_sort, find_page
from catalog.search.parse import parse_query
from catalog.search.query import Query, Similar
from catalog.search.refine import toggle
from catalog.search.schema import damaged
from catalog.search.similar import NoPictureError, SimilarPictures
from catalog.search.source import PhotoSource
from catalog.settings import Settings

_SEARCH_SECONDS = 0.2
"""How long a search that finds the index behind works on it before it answers."""


class SearchPage(NamedTuple):
    """The answer to a search.

    Attributes:
        ids: Photos of this page in order.
        total: How many photos the query finds, exact.
        facets: Facet to its values and exact counts.
        more: Facet to how many further values have photos.
        next: What `after` takes for the next page, None at the end.
        behind: How many changes of the store this answer does not know yet.
    """

    ids: list[int]
    total: int
    facets: dict[str, tuple[FacetValue, ...]]
    more: dict[str, int]
    next: str | None
    behind: int


class IndexStatus(NamedTuple):
    """How the index stands: its photos, the last change it took in, the changes it has not."""

    photos: int
    seq: int
    behind: int


class Index:
    """A full-text index beside the store, a projection that may be deleted and rebuilt.

    One object serves all threads of a process; each thread has its own connection.

    Args:
        path: The index's file.
        source: The store.
        names: What knowledge adds to the words of photos and queries.
        similar: What answers `similar:`; without it that cannot be asked.
        remembered: How many answers of the full-text index are kept in memory.
    """

    def __init__(
        self,
        path: Path,
        source: PhotoSource,
        names: Names,
        *,
        similar: SimilarPictures | None = None,
        remembered: int = 64,
    ) -> None:
        self._path = path
        self._source = source
        self._names = names
        self._similar = similar
        self._local = threading.local()
        self._lock = threading.Lock()
        self._columns: Columns | None = None
        self._answers = Answers(remembered)

    @classmethod
    def open(cls, settings: Settings, store: PhotoSource, *, similar: SimilarPictures | None = None) -> Self:
        """The index of a catalog, with its agencies and places; the file is made where it is missing.

        Args:
            settings: Whose catalog.
            store: Its records.
            similar: Its pictures, where they are open already; opened when first asked otherwise.

        Raises:
            CatalogError: There is no catalog, or the file cannot be opened.
        """
        # Asked first, so that a mistyped folder is not made for an index alone.
        store.last_seq()
        knowledge = Knowledge(overlay=settings.knowledge_path)
        names = KnownNames(knowledge.agencies, knowledge.gazetteer)
        pictures = similar or SimilarPictures.open(settings, store)
        index = cls(settings.index_path, store, names, similar=pictures)
        index._connection()
        return index

    def _connection(self) -> sqlite3.Connection:
        """This thread's connection; a forked child never uses its parent's."""
        if getattr(self._local, "owner", None) != os.getpid():
            self._path.parent.mkdir(parents=True, exist_ok=True)
            connection = schema.connect(self._path)
            schema.prepare(connection, self._source.identity())
            self._local.connection, self._local.owner = connection, os.getpid()
        return cast("sqlite3.Connection", self._local.connection)

    def close(self) -> None:
        """Close this thread's connection, and the pictures' hashes; the next use opens them again."""
        if self._similar is not None:
            self._similar.close()
        if getattr(self._local, "owner", None) == os.getpid():
            self._local.connection.close()
        self._local.owner = None

    def drain(self, seconds: float = 1.0) -> int:
        """Take the store's changes in for about so long.

        Returns:
            How many changes are not in yet.
        """
        return following.drain(self._connection(), self._source, self._names, seconds)

    def rebuild(self) -> int:
        """Fill the index anew from the store; searches are answered from the old one meanwhile.

        Returns:
            How many photos it holds.
        """
        return following.rebuild(self._connection(), self._source, self._names)

    def status(self) -> IndexStatus:
        """How the index stands."""
        connection = self._connection()
        photos = connection.execute("SELECT count(*) FROM document").fetchone()[0]
        behind = following.changes_missing(connection, self._source)
        return IndexStatus(photos, schema.read_number(connection, "seq"), behind)

    def toggle(self, query: str | Query, facet: str, value: str) -> Query:
        """The query with a facet's value chosen, or no longer chosen; what a facet's link asks for.

        Raises:
            QueryError: The query cannot be read.
            CatalogError: There is no such facet.
        """
        check_facets([facet])
        asked = parse_query(query) if isinstance(query, str) else query
        return toggle(asked, facet, value, self._names)

    def check(self) -> list[str]:
        """Compare the index with itself and with the store, photo by photo; `rebuild` mends what it lists."""
        return list(find_faults(self._connection(), self._source, self._names))

    def _catch_up(self) -> int:
        """Drain for a moment where the index is behind; who finds another writer at it answers as it is."""
        connection = self._connection()
        if schema.read_number(connection, "seq") == self._source.last_seq():
            return 0
        try:
            connection.execute("PRAGMA busy_timeout = 0")
            return self.drain(_SEARCH_SECONDS)
        except sqlite3.OperationalError as error:
            if not schema.is_kept_out(error):
                raise
            return following.changes_missing(connection, self._source)
        finally:
            connection.execute("PRAGMA busy_timeout = 5000")

    def _find_similar(self, term: Similar) -> list[int]:
        """The photos of a `similar:` term, the one it names among them.

        Raises:
            QueryError: There is no such photo, or nothing of it can be compared.
        """
        if self._similar is None:
            msg = "similar: cannot be asked here"
            raise QueryError(msg, position=term.at)
        try:
            near = self._similar.near_photo(term.photo_id)
        except NoPictureError as error:
            msg = f"similar: {error}"
            raise QueryError(msg, position=term.at) from error
        return [term.photo_id, *(one.photo_id for one in near)]

    @contextmanager
    def _reading(self) -> Iterator[tuple[sqlite3.Connection, Columns]]:
        """A read transaction and the columns of exactly the state it sees."""
        connection = self._connection()
        try:
            known = self._begin(connection)
            columns = load_columns(connection, known)
            with self._lock:
                if self._columns is None or columns.version > self._columns.version:
                    self._columns = columns
            yield connection, columns
        except sqlite3.DatabaseError as error:
            if not schema.is_damage(error):
                raise
            raise damaged(self._path, error) from error
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")

    def _begin(self, connection: sqlite3.Connection) -> Columns | None:
        """Begin a read transaction that is no older than the columns we know, and give those."""
        while True:
            connection.execute("BEGIN")
            version = schema.read_number(connection, "epoch"), schema.read_number(connection, "revision")
            known = self._columns
            if known is None or known.version <= version:
                return known
            # Another thread saw a newer state meanwhile; the next transaction sees it too.
            connection.execute("ROLLBACK")

    def _evaluation(
        self, connection: sqlite3.Connection, columns: Columns, now: datetime | None
    ) -> Evaluation:
        """What answers queries at one moment."""
        return Evaluation(
            connection,
            columns,
            names=self._names,
            answers=self._answers,
            now=now or datetime.now(UTC),
            find_similar=self._find_similar,
        )

    def search(
        self,
        query: str | Query,
        *,
        sort: Sort = "newest",
        facets: Sequence[str] = FACETS,
        limit: int = 60,
        after: str | None = None,
        facet_limit: int = 10,
        now: datetime | None = None,
    ) -> SearchPage:
        """One page of what a query finds, its total and its facets.

        Args:
            query: The question, as text or read already.
            sort: `newest` or `oldest` by date (without date: last), `added` newest first, or `relevance`.
            facets: Which fields' values to count.
            limit: Photos on the page, 0 to 1,000.
            after: `next` of the page before.
            facet_limit: Values of each facet.
            now: What `added:<7d` counts from; the present where it is left out.

        Raises:
            QueryError: The query cannot be read.
            CatalogError: There is no such sort, facet or place to go on from.
        """
        asked = parse_query(query) if isinstance(query, str) else query
        check_sort(sort, limit)
        check_facets(facets)
        behind = self._catch_up()
        with self._reading() as (connection, columns):
            evaluation = self._evaluation(connection, columns, now)
            page = find_page(connection, evaluation, asked, sort=sort, limit=limit, after=after)
            counted = {
                facet: count_facet(connection, evaluation, asked, facet, limit=facet_limit)
                for facet in facets
            }
            return SearchPage(
                ids=page.ids,
                total=int(evaluation.mask(asked).sum()),
                facets={facet: counts.values for facet, counts in counted.items()},
                more={facet: counts.more for facet, counts in counted.items()},
                next=page.next,
                behind=behind,
            )
