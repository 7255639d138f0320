"""Facets: their counts, what is chosen, what a click on a value asks."""

import numpy as np
import pytest

from catalog.search import FacetValue, parse_query, print_query
from catalog.search.columns import load_columns
from tests.search.support import make_photo


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
