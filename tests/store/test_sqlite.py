import sqlite3
import threading
from contextlib import closing

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError

from catalog.errors import CatalogError
from catalog.store import Store, save_photos
from catalog.store.engine import database_file, read_url
from catalog.write_ahead import write_ahead
from tests.store.build import draft


def test_a_writer_that_waits_too_long_says_so(sqlite_store, sqlite_settings, actor, monkeypatch):
    monkeypatch.setattr("catalog.store.engine.BUSY_MILLISECONDS", 10)
    with (
        Store.open(sqlite_settings) as other,
        sqlite_store.writing(actor),
        pytest.raises(CatalogError, match="another program"),
        other.writing(actor),
    ):
        pass


def test_the_database_is_set_up_for_many_readers_and_one_writer(sqlite_store):
    with sqlite_store.reading() as session:
        found = {
            name: session.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "foreign_keys", "busy_timeout")
        }

    assert found == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 5000}


@pytest.fixture
def new_file(tmp_path):
    """A new file that another connection holds, and that connection."""
    path = tmp_path / "new.db"
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as holder:
        holder.execute("CREATE TABLE boat (name)")
        holder.execute("BEGIN IMMEDIATE")
        yield path, holder


def test_the_first_connections_of_a_new_file_wait_for_each_other(new_file):
    path, holder = new_file
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        release = threading.Timer(0.1, holder.execute, ["COMMIT"])
        release.start()
        write_ahead(connection, 60)
        release.join()

        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_waiting_for_the_file_ends(new_file):
    path, _ = new_file
    with (
        closing(sqlite3.connect(path, isolation_level=None)) as connection,
        pytest.raises(sqlite3.OperationalError, match="locked"),
    ):
        write_ahead(connection, 0.05)


def test_a_child_row_cannot_lose_its_parent(sqlite_store, sqlite_settings, actor):
    with sqlite_store.writing(actor) as work:
        save_photos(work, [draft(1, "Boats.")])

    def act():
        with sqlite_store.writing(actor) as work:
            work.session.execute(text("DELETE FROM photo"))

    with pytest.raises(IntegrityError, match="FOREIGN KEY"):
        act()
    with sqlite3.connect(database_file(read_url(sqlite_settings.database_url))) as plain:
        assert plain.execute("SELECT count(*) FROM caption_version").fetchone() == (1,)
    plain.close()


def test_a_full_disk_is_an_error_of_one_line_and_nothing_is_kept(sqlite_store, actor):
    event.listen(sqlite_store.engine, "connect", lambda file, _: file.execute("PRAGMA max_page_count = 1"))

    def act():
        with sqlite_store.writing(actor) as work:
            save_photos(work, [draft(number, "Boats. " * 1000) for number in range(100)])

    with pytest.raises(CatalogError, match="cannot be used: database or disk is full"):
        act()

    assert sqlite_store.count() == 0
