"""The store as other rooms see it: reading at one moment, writing in one transaction."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from types import TracebackType
from typing import Self

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from catalog.errors import CatalogError
from catalog.records import Actor, Photo, PictureHashes, Reference
from catalog.settings import Settings
from catalog.store import audit, clusters, lists, reading
from catalog.store.drafts import Known
from catalog.store.engine import WRITE, database_name, make_engine, read_url, reading_options
from catalog.store.failures import telling
from catalog.store.identity import find_known
from catalog.store.ledger import HeadRow
from catalog.store.schema import Migrated, require_current
from catalog.store.summaries import (
    CaptionVersion,
    ClusterSummary,
    Original,
    RunProblem,
    RunSummary,
    SourceSummary,
)
from catalog.store.transaction import Work, writing


class Store:
    """A catalog's records. Open it after a fork; close it, or use it as a context manager.

    The first reading or writing checks the schema and raises CatalogError where the database was
    never initialised, is older, or is newer than this program.

    Attributes:
        engine: SQLAlchemy engine; its transactions neither take the write lock nor see one moment only.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._read_engine = engine.execution_options(**reading_options(engine))
        self._write_engine = engine.execution_options(**{WRITE: True})
        self._checked = False

    @classmethod
    def open(cls, settings: Settings) -> Self:
        """The store of a catalog; nothing is touched before it is used.

        Raises:
            CatalogError: The database URL is none.
        """
        return cls(make_engine(read_url(settings.database_url)))

    def close(self) -> None:
        """Give connections back."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def migrate(self) -> Migrated:
        """Bring the database to this program's schema, making it where there is none.

        Returns:
            What was done.

        Raises:
            CatalogError: It is newer than this program, or would break a reference.
        """
        # Alembic is slow to import and needed by few commands.
        from catalog.store.migrate import upgrade  # noqa: PLC0415 -- see the line above

        self.engine.dispose()
        self._checked = False
        return upgrade(self.engine.url)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees the catalog as of one moment.

        Raises:
            CatalogError: The database cannot be reached or read.
        """
        self._check()
        with telling(database_name(self.engine.url)), Session(self._read_engine) as session:
            yield session

    def writing(self, actor: Actor) -> AbstractContextManager[Work]:
        """A transaction for verbs: all of it is kept, or nothing.

        Args:
            actor: Who asks.

        Raises:
            ConflictError: Another transaction took the same identity first.
            BusyError: Another program has held the database for too long.
        """
        self._check()
        return writing(self._write_engine, actor)

    def _check(self) -> None:
        if not self._checked:
            require_current(self.engine)
            self._checked = True

    def photo(self, photo_id: int) -> Photo | None:
        """One photo; None where there is none of that number."""
        found = self.photos([photo_id])
        return found[0] if found else None

    def photos(self, ids: Sequence[int]) -> list[Photo]:
        """Photos in the order asked for; numbers that mean none are skipped."""
        with self.reading() as session:
            return reading.read_photos(session, ids)

    def photo_ids(self, after: int = 0, limit: int = 10_000) -> list[int]:
        """Numbers of photos above `after`, ascending."""
        with self.reading() as session:
            return reading.read_photo_ids(session, after, limit)

    def count(self) -> int:
        """How many photos the catalog has."""
        with self.reading() as session:
            return reading.count_photos(session)

    def known(self, refs: Sequence[Reference]) -> dict[Reference, Known]:
        """What the catalog has of these references; unknown ones are absent."""
        with self.reading() as session:
            return find_known(session, refs)

    def caption_versions(self, photo_id: int) -> list[CaptionVersion]:
        """All versions of a photo's caption, oldest first."""
        with self.reading() as session:
            return reading.read_caption_versions(session, photo_id)

    def original(self, photo_id: int) -> Original | None:
        """Where a photo's image file lies; None without one."""
        with self.reading() as session:
            return reading.read_original(session, photo_id)

    def hashes(self, ids: Sequence[int]) -> dict[int, PictureHashes]:
        """What pictures are found again by; photos that are withdrawn or have no hash are absent."""
        with self.reading() as session:
            return reading.read_hashes(session, ids)

    def metadata_blocks(self, photo_id: int) -> list[tuple[str, bytes]]:
        """Kind and exact bytes of the metadata blocks of a photo's image file."""
        with self.reading() as session:
            return reading.read_blocks(session, photo_id)

    def handout_sources(self) -> list[SourceSummary]:
        """The list of handout sources, those of most photos first."""
        with self.reading() as session:
            return lists.read_sources(session)

    def handout_source(self, slug: str) -> SourceSummary | None:
        """One handout source; None where there is none of that slug."""
        with self.reading() as session:
            found = lists.read_sources(session, slug)
        return found[0] if found else None

    def cluster(self, number: int) -> ClusterSummary | None:
        """A cluster of copies, or the one that it became part of; None where there is none of that number."""
        with self.reading() as session:
            return clusters.read_cluster(session, number)

    def clusters(self, limit: int = 100, before: int | None = None) -> list[ClusterSummary]:
        """Clusters of copies, the highest numbers first; `before` a number, for the next of them."""
        with self.reading() as session:
            return clusters.read_clusters(session, limit, before)

    def runs(self, limit: int = 100) -> list[RunSummary]:
        """Import runs, newest first."""
        with self.reading() as session:
            return lists.read_runs(session, limit)

    def run(self, run_id: int) -> RunSummary | None:
        """One import run; None where there is none of that number."""
        with self.reading() as session:
            return lists.read_run(session, run_id)

    def problems(self, run_id: int, limit: int = 1000) -> list[RunProblem]:
        """What an import could not take, in the order met."""
        with self.reading() as session:
            return lists.read_problems(session, run_id, limit)

    def last_seq(self) -> int:
        """Number of the newest change; 0 in an empty catalog."""
        with self.reading() as session:
            return lists.read_last_seq(session)

    def identity(self) -> str:
        """What tells this catalog from every other one; empty while nothing was done in it."""
        with self.reading() as session:
            return lists.read_identity(session)

    def changes_after(self, seq: int, limit: int) -> list[tuple[int, int]]:
        """Changes after `seq` as (seq, photo id), oldest first."""
        with self.reading() as session:
            return list(lists.read_changes(session, seq, limit))

    def verify_audit(self) -> audit.AuditReport:
        """Recompute the whole audit chain."""
        with self.reading() as session:
            return audit.verify(session)

    def erase_audit_value(self, number: int, name: str, *, actor: Actor, reason: str) -> None:
        """Erase one value of an audit event; the chain still holds and says who erased it and why.

        Raises:
            CatalogError: There is no such value, or it is erased already.
        """
        with self.writing(actor) as work:
            head = work.session.execute(select(HeadRow).with_for_update()).scalar_one()
            if not audit.erase_value(work.session, number, name, head.audit_number + 1):
                raise CatalogError(where=f"audit event {number}", reason=f"has no value {name}")
            work.record(audit.ERASE, audit.audit_subject(number, name), {"reason": reason})
