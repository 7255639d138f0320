"""What is asked and in which order the answer comes."""

from datetime import UTC, datetime

import pytest

from catalog.errors import CatalogError
from catalog.search import QueryError
from tests.search.support import DATED, make_photo


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


def test_age_counts_from_now(make_index):
    index = make_index(*DATED)
    now = datetime(2026, 1, 6, 12, tzinfo=UTC)
    assert index.search("added:<1d", now=now).ids == [5]
    assert index.search("added:>3d", now=now).ids == [4, 3]
    assert index.search("added:2026-01-05", now=now).ids == [1, 6]
    assert index.search("added:<1h").ids == []
    assert index.search("added:<99999y").total == 6


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
