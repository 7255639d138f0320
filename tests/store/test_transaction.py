import threading
import time

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, OperationalError

from catalog.errors import CatalogError
from catalog.records import Actor
from catalog.store import ConflictError, Store, save_photos
from catalog.store.photo import PhotoRow
from tests.store.build import draft

WRITERS = 4
BATCHES = 6


def test_a_failing_verb_leaves_nothing(store, actor):
    def act():
        with store.writing(actor) as work:
            save_photos(work, [draft(1, "Boats.")])
            raise CatalogError(where="row 2", reason="is no row")

    with pytest.raises(CatalogError, match="is no row"):
        act()

    assert store.count() == 0
    assert store.last_seq() == 0
    assert store.verify_audit().events == 0


def test_a_transaction_without_an_act_writes_no_event(store, actor):
    with store.writing(actor):
        pass

    assert store.verify_audit().events == 0


def test_photos_cannot_change_without_an_audit_event(store, actor):
    def act():
        with store.writing(actor) as work:
            work.changed([1])

    with pytest.raises(RuntimeError, match="without an audit event"):
        act()


def test_change_numbers_are_in_commit_order_with_interleaved_writers(settings, store, monkeypatch):
    """A reader who polls must never meet a number below one that it has seen: it would miss a photo."""
    # SQLite's waiting is not fair, and a busy machine may starve one of four for longer than five seconds.
    monkeypatch.setattr("catalog.store.engine.BUSY_MILLISECONDS", 60_000)
    start = threading.Barrier(WRITERS + 1)

    def write(writer):
        with Store.open(settings) as own:
            start.wait()
            for batch in range(BATCHES):
                with own.writing(Actor(name=f"writer-{writer}")) as work:
                    save_photos(work, [draft(f"{writer}-{batch}-{one}", "Boats.") for one in range(3)])
                    time.sleep(0.002)

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(WRITERS)]
    for thread in threads:
        thread.start()
    start.wait()
    seen, last = [], 0
    while any(thread.is_alive() for thread in threads) or store.last_seq() > last:
        changes = store.changes_after(last, 1000)
        seen += changes
        last = changes[-1][0] if changes else last
    for thread in threads:
        thread.join()

    assert [seq for seq, _ in seen] == list(range(1, WRITERS * BATCHES * 3 + 1))
    assert sorted(photo for _, photo in seen) == store.photo_ids()
    assert store.verify_audit().problems == ()


def test_a_reader_is_not_kept_waiting_by_a_writer(store, actor):
    with store.writing(actor) as work:
        save_photos(work, [draft(1, "Boats.")])
        assert store.count() == 0

    assert store.count() == 1


def test_two_writers_of_one_identity_are_a_conflict(store, actor):
    def act():
        with store.writing(actor) as work:
            row = {"provider": "coastwire", "reference": "A1", "added": work.now}
            work.add_rows(PhotoRow, [row, row])

    with pytest.raises(ConflictError, match="same identity"):
        act()


def test_a_fault_in_a_statement_is_not_dressed_up(store, actor):
    def act():
        with store.writing(actor) as work:
            work.session.execute(text("SELECT none_such FROM photo"))

    with pytest.raises(DatabaseError, match="none_such"):
        act()


def test_writers_that_wait_for_each_other_are_a_conflict(store, actor):
    """PostgreSQL ends one of two transactions that wait for each other's rows; SQLite has one writer."""

    def act():
        with store.writing(actor):
            raise OperationalError(statement="INSERT", params={}, orig=Exception("deadlock detected"))

    with pytest.raises(ConflictError, match="waited for each other"):
        act()
