"""The index as a whole: order, keeping up, rebuilding, facets, threads, damage."""

import sqlite3
import threading
from datetime import UTC, datetime

import numpy as np
import pytest

from catalog.errors import CatalogError
from catalog.search import FacetValue, Index, QueryError, parse_query, print_query, schema
from catalog.search import index as index_module
from catalog.search.columns import load_columns
from tests.search.support import NAMES, MemorySource, make_photo

DATED = [
    make_photo(1, "quay", date="2020-09-30", added="2026-01-05T00:00:00+00:00"),
    make_photo(2, "quay", date="1980-05", added="2026-01-04T00:00:00+00:00"),
    make_photo(3, "quay", date=None, added="2026-01-03T00:00:00+00:00"),
    make_photo(4, "quay pier", date="2020-09-30", added="2026-01-02T00:00:00"),
    make_photo(5, "quay", date=None, added="2026-01-06T00:00:00+00:00"),
    make_photo(6, "quay quay", date="0850", added="2026-01-05T00:00:00+00:00"),
]


@pytest.mark.parametrize(
    ("sort", "ids"),
    [
        ("newest", [4, 1, 2, 6, 5, 3]),
        ("oldest", [6, 2, 1, 4, 3, 5]),
        ("added", [5, 6, 1, 2, 3, 4]),
    ],
)
def test_each_order_has_its_first_and_its_last(sort, ids, make_index):
    index = make_index(*DATED)
    assert index.search("quay", sort=sort).ids == ids
    first = index.search("quay", sort=sort, limit=4)
    assert first.ids + index.search("quay", sort=sort, limit=4, after=first.next).ids == ids
    assert first.total == 6


def test_the_best_match_comes_first_and_equal_ones_by_date(make_index):
    texts = (
        "quay pier shed",
        "quay quay shed",
        "quay pier shed",
        "quay and a long tale of a pier and a shed",
    )
    photos = [make_photo(n, text, date=f"201{n}") for n, text in enumerate(texts, 1)]
    index = make_index(*photos)
    assert index.search("quay", sort="relevance").ids == [2, 3, 1, 4]
    first = index.search("quay", sort="relevance", limit=3)
    assert index.search("quay", sort="relevance", limit=3, after=first.next).ids == [4]


def test_without_words_relevance_is_newest(make_index):
    assert make_index(*DATED).search("date:2020", sort="relevance").ids == [4, 1]


def test_terms_that_words_cannot_say_leave_the_others_ranked(make_index):
    assert make_index(*DATED).search("(pier OR date:2020) -caption:zzz", sort="relevance").ids == [4, 1]


def test_a_page_may_hold_nothing_but_the_total(make_index):
    page = make_index(*DATED).search("quay", limit=0)
    assert (page.ids, page.total, page.next) == ([], 6, None)


def test_relevance_can_be_paged_to_its_deepest_only(make_index, monkeypatch):
    monkeypatch.setattr("catalog.search.paging.DEEPEST", 3)
    index = make_index(*DATED)
    first = index.search("quay", sort="relevance", limit=2)
    second = index.search("quay", sort="relevance", limit=2, after=first.next)
    assert (len(second.ids), second.next) == (1, None)


@pytest.mark.parametrize(
    ("asked", "where"),
    [
        ({"sort": "best"}, "sort"),
        ({"limit": -1}, "limit"),
        ({"limit": 1001}, "limit"),
        ({"facets": ("creator",)}, "facets"),
        ({"after": "nonsense!"}, "after"),
        ({"after": "bm9uc2Vuc2U"}, "after"),
        ({"after": "éé"}, "after"),
    ],
)
def test_what_cannot_be_asked_is_said(asked, where, make_index):
    with pytest.raises(CatalogError) as caught:
        make_index(*DATED).search("quay", **asked)
    assert caught.value.where == where


def test_a_place_of_another_order_is_refused(make_index):
    index = make_index(*DATED)
    after = index.search("", limit=2).next
    with pytest.raises(CatalogError, match="belongs to the order newest, not oldest"):
        index.search("", sort="oldest", after=after)


def test_a_bad_query_finds_nothing_by_mistake(make_index):
    with pytest.raises(QueryError):
        make_index(*DATED).search("из:")


def test_a_change_is_found_at_the_next_search(make_index):
    index = make_index(*DATED)
    assert index.search("lantern").ids == []
    index._source.save(make_photo(2, "lantern", date="2021"), make_photo(9, "lantern"))
    assert index.search("lantern").ids == [2, 9]
    assert index.search("quay").total == 5
    index._source.delete(2, 9)
    assert index.search("lantern").ids == []
    assert index.search("").total == 5


def test_age_counts_from_now(make_index):
    index = make_index(*DATED)
    now = datetime(2026, 1, 6, 12, tzinfo=UTC)
    assert index.search("added:<1d", now=now).ids == [5]
    assert index.search("added:>3d", now=now).ids == [4, 3]
    assert index.search("added:2026-01-05", now=now).ids == [1, 6]
    assert index.search("added:<1h").ids == []
    assert index.search("added:<99999y").total == 6


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


def test_an_index_of_another_recipe_is_emptied(make_index, monkeypatch):
    make_index(*DATED).drain()
    monkeypatch.setattr(schema, "RECIPE", "other")
    index = make_index()
    assert index.status() == (0, 0, 0)


@pytest.mark.parametrize("changed", [1, 60])
def test_merged_columns_equal_columns_read_anew(changed, make_index):
    photos = [
        make_photo(n, "quay", date=f"20{n % 20 + 10}", agencies=("ap", "afp")[: n % 3], places=(f"P{n % 7}",))
        for n in range(1, 101)
    ]
    index = make_index(*photos)
    index.search("")
    newer = [make_photo(n, "quay", date="2001", agencies=("epa-efe",)) for n in range(1, changed + 1)]
    index._source.save(*newer, make_photo(500, "quay", date="2030"))
    index._source.delete(100)
    page = index.search("quay")
    fresh = load_columns(index._connection(), None)
    for name in ("rowids", "ids", "first", "last", "added"):
        assert np.array_equal(getattr(index._columns, name), getattr(fresh, name))
    for facet, column in fresh.facets.items():
        merged = index._columns.facets[facet]
        assert sorted(zip(merged.positions, merged.codes, strict=True)) == sorted(
            zip(column.positions, column.codes, strict=True)
        )
    assert page.total == 100


def test_facets_leave_their_own_filter_out_and_keep_chosen_values(make_index):
    photos = [
        make_photo(1, "quay", agencies=("ap",), country="CL", parties=("Harbour Office",), date="2019"),
        make_photo(2, "quay", agencies=("ap", "afp"), country="FR", parties=("Harbour Office",), date="2020"),
        make_photo(3, "pier", agencies=("epa-efe",), country="FR", parties=("Navy",), date="2020"),
    ]
    index = make_index(*photos)
    page = index.search('quay agency:"associated press"')
    assert page.facets["agency"] == (
        FacetValue("ap", "AP", 2, selected=True),
        FacetValue("afp", "AFP", 1, selected=False),
    )
    assert page.facets["country"] == (
        FacetValue("CL", "Chile", 1, selected=False),
        FacetValue("FR", "France", 1, selected=False),
    )
    assert [value.value for value in page.facets["year"]] == ["2020", "2019"]
    gone = index.search("pier agency:=ap country:chile", facet_limit=1)
    assert gone.total == 0
    assert gone.facets["agency"] == (FacetValue("ap", "AP", 0, selected=True),)
    assert gone.facets["country"] == (FacetValue("CL", "Chile", 0, selected=True),)
    odd = index.search(
        "agency:(zz OR ap) country:ZZ from:=nobody kind:pool", facets=("agency", "country", "from")
    )
    assert FacetValue("zz", "zz", 0, selected=True) in odd.facets["agency"]
    assert FacetValue("ZZ", "ZZ", 0, selected=True) in odd.facets["country"]
    assert FacetValue("nobody", "nobody", 0, selected=True) in odd.facets["from"]


def test_words_in_a_field_choose_no_value_but_a_whole_name_does(make_index):
    index = make_index(make_photo(1, "x", parties=("Harbour Office",)), make_photo(2, "x", parties=("Navy",)))
    assert [value.selected for value in index.search("from:office").facets["from"]] == [False, False]
    assert [value.selected for value in index.search('from:"Harbour Office"').facets["from"]] == [True, False]


def test_more_says_how_many_values_are_not_shown(make_index):
    photos = [make_photo(n, "x", places=(f"Place {n}",), date=str(2000 + n)) for n in range(1, 8)]
    page = make_index(*photos).search("place:=place-7", facet_limit=3)
    assert [value.value for value in page.facets["place"]] == ["place-1", "place-2", "place-3", "place-7"]
    assert page.more["place"] == 3
    assert [value.value for value in page.facets["year"]] == ["2007"]
    assert page.more["year"] == 0


@pytest.mark.parametrize(
    ("query", "facet", "value", "expected"),
    [
        ("", "agency", "ap", "agency:=ap"),
        ("quay", "agency", "ap", "quay agency:=ap"),
        ("quay agency:=ap", "agency", "ap", "quay"),
        ("agency:=ap", "agency", "ap", ""),
        ("agency:=ap quay", "agency", "afp", "quay (agency:=ap OR agency:=afp)"),
        ("quay (agency:=ap OR agency:afp)", "agency", "afp", "quay agency:=ap"),
        ('agency:"associated press"', "agency", "ap", ""),
        ("country:chile", "country", "CL", ""),
        ("from:office", "from", "navy", "from:office from:=navy"),
        ("from:navy", "from", "navy", ""),
        ("agency:ap OR quay", "agency", "ap", "(agency:ap OR quay) agency:=ap"),
        ("-agency:ap", "agency", "afp", "-agency:ap agency:=afp"),
    ],
)
def test_a_value_is_toggled(query, facet, value, expected, make_index):
    assert print_query(make_index().toggle(query, facet, value)) == expected
    assert print_query(make_index().toggle(parse_query(query), facet, value)) == expected


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
    seen = iter([None, schema.RECIPE])
    monkeypatch.setattr(schema, "_recipe", lambda _: next(seen))
    schema.prepare(index._connection())
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


def test_what_is_no_query_cannot_be_asked(make_index):
    with pytest.raises(TypeError):
        make_index(*DATED).search(7)


def test_deep_and_wide_queries_are_answered(make_index):
    index = make_index(*DATED)
    deep = "quay"
    for n in range(30):
        deep = f"({deep} OR w{n}) -z{n}" if n % 2 else f"({deep} x{n}) OR quay"
    assert index.search(deep).total == 6
    assert index.search(" OR ".join(["quay"] + [f"w{n}" for n in range(199)])).total == 6
    assert index.search(" ".join(["quay"] * 200)).total == 6
