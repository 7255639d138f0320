"""The one write context: verbs run inside it, and it closes with the ledger."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import Engine, insert, select
from sqlalchemy.orm import Session

from catalog.records import Actor
from catalog.store.audit import append_event
from catalog.store.base import Base
from catalog.store.engine import database_name
from catalog.store.failures import telling
from catalog.store.ledger import AuditEventRow, ChangeRow, HeadRow
from catalog.store.text import storable


class Event(NamedTuple):
    """An act to be written to the audit chain when the transaction closes."""

    verb: str
    subject: str
    values: dict[str, str]


class Work:
    """One write transaction, handed to verbs.

    Attributes:
        session: SQLAlchemy session of the transaction.
        actor: Who asks.
        now: The transaction's moment, the same for everything it writes.
    """

    def __init__(self, session: Session, actor: Actor) -> None:
        self.session = session
        self.actor = Actor(name=storable(actor.name), kind=storable(actor.kind))
        self.now = datetime.now(UTC)
        self._changed: dict[int, None] = {}
        self._events: list[Event] = []

    def changed(self, photo_ids: Iterable[int]) -> None:
        """Say that these photos must be read again by whoever keeps a projection of them."""
        self._changed.update(dict.fromkeys(photo_ids))

    def count_changed(self) -> int:
        """How many photos were said to be changed so far."""
        return len(self._changed)

    def record(self, verb: str, subject: str, values: Mapping[str, str] | None = None) -> None:
        """Say what was done, for the audit chain: the verb, its subject (`photo:7`) and named values."""
        clean = {storable(name): storable(value) for name, value in (values or {}).items()}
        self._events.append(Event(verb, storable(subject), clean))

    def add_rows(self, table: type[Base], rows: Sequence[dict[str, Any]]) -> None:
        """Insert many rows in one statement; every row must name the same columns."""
        if rows:
            # Without render_nulls the ORM splits the batch wherever a value is None.
            self.session.execute(insert(table), rows, execution_options={"render_nulls": True})

    def close(self) -> None:
        """Lock the head row, then write events and changes: their order is the order of commits.

        Raises:
            RuntimeError: A verb changed photos and recorded no act; a fault of the program.
        """
        self.session.flush()
        if self._changed and not self._events:
            message = "photos were changed without an audit event"
            raise RuntimeError(message)
        if not self._events:
            return
        # Waiting here is what puts commits in order; what a verb may have read of the row is stale by now.
        locked = select(HeadRow).with_for_update().execution_options(populate_existing=True)
        head = self.session.execute(locked).scalar_one()
        for act in self._events:
            event = AuditEventRow(
                at=self.now,
                actor=self.actor.name,
                actor_kind=self.actor.kind,
                verb=act.verb,
                subject=act.subject,
            )
            append_event(self.session, head, event, act.values)
        rows = [{"seq": seq, "photo_id": photo} for seq, photo in enumerate(self._changed, head.seq + 1)]
        self.add_rows(ChangeRow, rows)
        head.seq += len(rows)


@contextmanager
def writing(engine: Engine, actor: Actor) -> Iterator[Work]:
    """Run verbs in one transaction: all of it is kept, or nothing.

    Raises:
        ConflictError: Another transaction took the same identity first.
        BusyError: Another program has held the database for too long.
        CatalogError: The database cannot be reached or written.
    """
    where = database_name(engine.url)
    with telling(where), Session(engine, expire_on_commit=False) as session, session.begin():
        # A session begins with its first statement; the lock, and so the moment, must come first.
        session.connection()
        work = Work(session, actor)
        yield work
        work.close()
