"""The index as a whole: keeping up, rebuilding, threads, damage."""

import sqlite3
import threading

import pytest

from catalog.errors import CatalogError
from catalog.search import Index, schema
from catalog.search import index as index_module
from tests.search.support import DATED, NAMES, MemorySource, make_photo


def test_a_change_is_found_at_the_next_search(make_index):
    index = make_index(*DATED)
    assert index.search("lantern").ids == []
    index._source.save(make_photo(2, "lantern", date="2021"), make_photo(9, "lantern"))
    assert index.search("lantern").ids == [2, 9]
    assert index.search("quay").total == 5
    index._source.delete(2, 9)
    assert index.search("lantern").ids == []
    assert index.search("").total == 5


def test_a_search_says_how_far_behind_it_is(make_index, monkeypatch):
    monkeypatch.setattr("catalog.search.following.TURN", 2)
    monkeypatch.setattr(index_module, "_SEARCH_SECONDS", -1.0)
    index = make_index(*DATED)
    assert [index.search("").behind for _ in range(3)] == [4, 2, 0]
    assert index.status() == (6, 6, 0)


def test_a_search_answers_while_another_process_writes(make_index):
    index = make_index(*DATED)
    assert index.search("").total == 6
    index._source.save(make_photo(9, "lantern"))
    other = sqlite3.connect(index._path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    page = index.search("")
    assert (page.total, page.behind) == (6, 1)
    other.execute("ROLLBACK")
    other.close()
    assert index.search("").behind == 0


def test_an_error_of_the_program_is_not_taken_for_a_busy_index(make_index):
    index = make_index(*DATED)
    index.search("")
    index._connection().execute("DROP TABLE touched")
    index._source.save(make_photo(9, "lantern"))
    with pytest.raises(sqlite3.OperationalError, match="touched"):
        index.search("")


def test_two_indexes_on_one_file_do_not_repeat_a_turn(make_index, monkeypatch):
    first, second = make_index(*DATED), make_index()
    second._source = first._source

    def photos(ids):
        second.drain()
        return MemorySource(DATED).photos(ids)

    monkeypatch.setattr(first, "_source", MemorySource(DATED))
    monkeypatch.setattr(first._source, "photos", photos)
    assert first.drain() == 0
    assert first.search("").ids == second.search("").ids
    assert first.check() == []


def test_a_rebuilt_index_answers_the_same(make_index):
    index = make_index(*DATED)
    index._source.save(*DATED[:3])
    before = index.search("quay")
    assert index.rebuild() == 6
    assert index.search("quay") == before
    assert index.check() == []


def test_an_index_ahead_of_a_restored_store_starts_over(make_index):
    index = make_index(*DATED)
    index.drain()
    index._source = MemorySource(DATED[:2])
    assert index.search("").ids == [1, 2]


def test_an_index_of_another_store_is_emptied(tmp_path):
    one, other = MemorySource(DATED, identity="one"), MemorySource(DATED[:2], identity="other")
    for _ in range(2):
        first = Index(tmp_path / "index.db", one, NAMES)
        assert first.search("").total == 6
        first.close()
    second = Index(tmp_path / "index.db", other, NAMES)
    other.save(*DATED[2:3])
    assert second.status() == (0, 0, 3)
    assert second.search("").ids == [1, 2, 3]


def test_an_index_of_another_recipe_is_emptied(make_index, monkeypatch):
    make_index(*DATED).drain()
    monkeypatch.setattr(schema, "RECIPE", "other")
    index = make_index()
    assert index.status() == (0, 0, 0)


def test_threads_share_an_index(make_index):
    index = make_index(*DATED)
    index.drain()
    totals = []

    def look():
        totals.append(index.search("quay").total)
        index.close()

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert totals == [6, 6, 6, 6]


def test_a_transaction_is_never_older_than_the_columns(make_index):
    index = make_index(*DATED)
    index.search("")
    known = index._columns

    class Newer:
        """Columns of a state that another thread commits between the first look and the second."""

        def __init__(self):
            self.looks = 0

        @property
        def version(self):
            self.looks += 1
            return (9, 9) if self.looks == 1 else known.version

        def __getattr__(self, name):
            return getattr(known, name)

    index._columns = Newer()
    assert index._begin(index._connection()).looks == 2
    index._connection().execute("ROLLBACK")


def test_an_unreadable_index_is_one_line(tmp_path, make_index):
    path = tmp_path / "index.db"
    path.write_bytes(b"no database at all" * 100)
    with pytest.raises(CatalogError, match="unreadable"):
        make_index(path=path).search("")


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("DELETE FROM document WHERE id = 1", "photo 1: is not in the index"),
        ("UPDATE document SET added = 5 WHERE id = 2", "photo 2: has another date or time of import"),
        (
            "UPDATE words SET caption = 'wrong' WHERE caption = 'quay pier'",
            "photo 4: has other words or values",
        ),
        ("UPDATE document SET year = x'' WHERE id = 2", "photo 2: is counted under other values"),
    ],
)
def test_a_check_finds_what_differs_from_the_store(statement, fault, make_index):
    index = make_index(*DATED)
    index.drain()
    assert index.check() == []
    index._connection().execute(statement)
    assert index.check() == [fault]
    index.rebuild()
    assert index.check() == []


def test_a_check_says_what_the_store_no_longer_has_and_what_is_not_in_yet(make_index):
    index = make_index(*DATED)
    index.drain()
    index._source.save(make_photo(9, "x"), make_photo(10, "x"))
    del index._source.kept[6]
    assert index.check() == ["2 changes are not in yet", "photo 6: is in the index, not in the catalog"]


def test_damage_is_found(make_index):
    index = make_index(*DATED)
    index.drain()
    index._connection().execute("DELETE FROM words_data WHERE id > 10")
    assert len(index.check()) == 1
    with pytest.raises(CatalogError, match="unreadable"):
        index.search("quay")


def test_a_fault_of_the_program_is_not_taken_for_damage(make_index):
    index = make_index(*DATED)
    index.search("")
    index._connection().execute("DROP TABLE words")
    with pytest.raises(sqlite3.OperationalError, match="words"):
        index.search("quay")


def test_a_search_that_cannot_begin_leaves_nothing_open(make_index, monkeypatch):
    index = make_index(*DATED)
    index.search("")

    def refuse(_):
        raise RuntimeError

    monkeypatch.setattr(index, "_begin", refuse)
    with pytest.raises(RuntimeError):
        index.search("")
    monkeypatch.undo()
    assert index.search("").total == 6


def test_two_processes_may_prepare_one_index(make_index, monkeypatch):
    index = make_index(*DATED)
    assert index.search("").total == 6
    seen = iter([False, True])
    monkeypatch.setattr(schema, "_is_fit", lambda *_: next(seen))
    schema.prepare(index._connection(), "")
    assert index.status().photos == 6


def test_a_failed_turn_leaves_the_index_as_it_was(make_index, monkeypatch):
    index = make_index(*DATED)
    index.search("")
    index._source.save(make_photo(9, "lantern"))

    def fail(*_):
        raise RuntimeError

    monkeypatch.setattr("catalog.search.following.touch", fail)
    with pytest.raises(RuntimeError):
        index.drain()
    monkeypatch.undo()
    assert index.search("lantern").ids == [9]


def test_closing_twice_is_harmless(tmp_path):
    index = Index(tmp_path / "new" / "index.db", MemorySource(DATED), NAMES)
    assert index.search("").total == 6
    index.close()
    index.close()
    assert index.search("").total == 6
    index.close()
