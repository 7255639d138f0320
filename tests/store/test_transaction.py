import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.exc import DatabaseError

from catalog.errors import CatalogError
from catalog.records import Actor
from catalog.store import BusyError, ConflictError, Store, persist, save_photos, set_value
from catalog.store.ledger import HeadRow
from catalog.store.photo import PhotoRow
from tests.databases import wait_for_lock
from tests.store.build import draft

ROOT = Path(__file__).parents[2]
WAIT = 60
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


def test_change_numbers_are_in_commit_order_with_interleaved_writers(settings, store):
    """A reader who polls must never meet a number below one that it has seen: it would miss a photo."""
    start = threading.Barrier(WRITERS + 1)

    def save(own, writer, batch):
        with own.writing(Actor(name=f"writer-{writer}")) as work:
            save_photos(work, [draft(f"{writer}-{batch}-{one}", "Boats.") for one in range(3)])
            time.sleep(0.002)

    def write(writer):
        with Store.open(settings) as own:
            start.wait()
            for batch in range(BATCHES):
                # SQLite's waiting is not fair: who was starved tries again, as an import does.
                persist(lambda batch=batch: save(own, writer, batch))
                time.sleep(0.01)  # another's turn: the one who writes would take the lock again at once

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(WRITERS)]
    for thread in threads:
        thread.start()
    start.wait()
    seen, last = [], 0
    while any(thread.is_alive() for thread in threads) or store.last_seq() > last:
        changes = store.changes_after(last, 1000)
        seen += changes
        last = changes[-1][0] if changes else last
        time.sleep(0.001)  # or the poll keeps the writers from running
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


def test_writers_that_wait_for_each_other_are_a_conflict(postgres_store, actor):
    """PostgreSQL ends one of two transactions that wait for each other's rows; SQLite has one writer."""
    with postgres_store.writing(actor) as work:
        ids = [one.photo_id for one in save_photos(work, [draft(1, "Boats."), draft(2, "Gulls.")])]
    both_hold_one = threading.Barrier(2)

    def edit(order):
        try:
            with postgres_store.writing(actor) as work:
                set_value(work, order[0], "place", "Harbour")
                both_hold_one.wait(WAIT)
                set_value(work, order[1], "place", "Harbour")
        except ConflictError as error:
            return error.reason
        return "done"

    with ThreadPoolExecutor() as threads:
        outcomes = list(threads.map(edit, (ids, ids[::-1])))

    assert sorted(outcomes) == ["done", "two writers waited for each other; try again"]
    assert [photo.values["place"].shown for photo in postgres_store.photos(ids)] == ["Harbour", "Harbour"]


def test_the_word_shown_is_that_of_the_later_commit(postgres_store, actor):
    with postgres_store.writing(actor) as work:
        photo_id = save_photos(work, [draft(1, "Boats.")])[0].photo_id

    def edit(value):
        with postgres_store.writing(actor) as work:
            set_value(work, photo_id, "place", value)

    with ThreadPoolExecutor() as threads:
        with postgres_store.writing(actor) as work:
            set_value(work, photo_id, "place", "First")
            second = threads.submit(edit, "Second")
            wait_for_lock(postgres_store)
        second.result(WAIT)

    assert postgres_store.photo(photo_id).values["place"].shown == "Second"
    with postgres_store.reading() as session:
        said = session.scalars(text("SELECT value FROM audit_value WHERE name = 'value' ORDER BY number"))
        assert list(said) == ["First", "Second"]


def test_a_writer_that_waits_too_long_at_the_head_says_so(settings, store, actor, monkeypatch):
    monkeypatch.setattr("catalog.store.engine.BUSY_MILLISECONDS", 10)
    with Store.open(settings) as other:

        def act():
            with other.writing(actor) as work:
                save_photos(work, [draft(1, "Boats.")])

        with store.writing(Actor(name="slow")) as work:
            save_photos(work, [draft(2, "Gulls.")])
            work.session.execute(select(HeadRow).with_for_update())
            with pytest.raises(BusyError, match="another program is writing"):
                act()

    assert store.count() == 1


def test_changes_are_numbered_in_the_order_of_commits_not_of_writes(postgres_store, actor):
    """Five transactions are open at once, and the one that wrote first commits last."""
    saved = []
    with ExitStack() as stack:
        for number in range(5):
            work = stack.enter_context(postgres_store.writing(actor))
            saved += save_photos(work, [draft(number, "Boats.")])
        assert postgres_store.changes_after(0, 100) == []

    ids = [one.photo_id for one in saved]
    assert ids == sorted(ids)
    assert postgres_store.changes_after(0, 100) == list(enumerate(reversed(ids), 1))
    assert postgres_store.verify_audit().problems == ()


def test_a_transaction_that_holds_the_head_is_before_those_that_wait_for_it(postgres_store, actor):
    """The first has numbered its change and not committed it: nobody may take a number meanwhile."""
    numbered, go_on = threading.Event(), threading.Event()

    def pause(connection):
        if connection.info.get("pauses"):
            numbered.set()
            assert go_on.wait(WAIT)

    def save(number, *, pauses):
        with postgres_store.writing(actor) as work:
            work.session.connection().info["pauses"] = pauses
            return save_photos(work, [draft(number, "Boats.")])[0].photo_id

    event.listen(postgres_store.engine, "commit", pause)
    with ThreadPoolExecutor() as threads:
        first = threads.submit(save, 1, pauses=True)
        assert numbered.wait(WAIT)
        second = threads.submit(save, 2, pauses=False)
        wait_for_lock(postgres_store)
        assert postgres_store.last_seq() == 0
        assert not second.done()
        go_on.set()
        ids = [first.result(WAIT), second.result(WAIT)]

    assert postgres_store.changes_after(0, 100) == list(enumerate(ids, 1))


def test_a_restart_of_the_server_is_an_error_while_it_lasts_and_no_more(
    postgres_store, postgres_server, actor
):
    assert postgres_store.count() == 0
    postgres_server.stop()
    try:
        with pytest.raises(CatalogError, match=r"cannot connect: .*is the server running"):
            postgres_store.count()
    finally:
        postgres_server.start()

    assert postgres_store.count() == 0
    postgres_server.stop()
    postgres_server.start()
    with postgres_store.writing(actor) as work:
        save_photos(work, [draft(1, "Boats.")])
    assert postgres_store.count() == 1


def test_a_server_that_goes_away_within_a_transaction_is_an_error_of_one_line(
    postgres_store, postgres_server, actor
):
    def act():
        with postgres_store.writing(actor) as work:
            save_photos(work, [draft(1, "Boats.")])
            postgres_server.stop()

    try:
        with pytest.raises(CatalogError, match=r"cannot be used|connection was lost") as caught:
            act()
    finally:
        postgres_server.start()

    assert "\n" not in str(caught.value)
    assert postgres_store.count() == 0


FORK = """
import os, sys
from pathlib import Path
from catalog.records import Actor
from catalog.settings import load_settings
from catalog.store import Store, save_photos
from tests.store.build import draft

store = Store.open(load_settings(os.environ, Path(sys.argv[1])))
assert store.count() == 0
child = os.fork()
for number in range(10):
    with store.writing(Actor(name="t")) as work:
        save_photos(work, [draft(f"{child > 0}-{number}", "Boats.")])
if child:
    assert os.waitpid(child, 0)[1] == 0
    assert store.count() == 20
store.close()
"""


def test_a_store_that_a_fork_brought_along_works_in_both_processes(settings, store):
    environment = os.environ | {"CATALOG_DATABASE_URL": settings.database_url}
    command = [sys.executable, "-c", FORK, str(settings.home)]

    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env=environment, cwd=ROOT, timeout=WAIT
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert len(store.changes_after(0, 100)) == 20
    assert store.verify_audit().problems == ()
