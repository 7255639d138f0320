from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.provenance.edtf import Days, days_of, has_offset


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2020-09-30", date(2020, 9, 30), date(2020, 9, 30)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2020", date(2020, 1, 1), date(2020, 12, 31)),
        ("2020-09-30~", date(2020, 9, 30), date(2020, 9, 30)),
        ("1984?", date(1984, 1, 1), date(1984, 12, 31)),
        ("201X", date(2010, 1, 1), date(2019, 12, 31)),
        ("2004-XX", date(2004, 1, 1), date(2004, 12, 31)),
        ("2004-06-XX", date(2004, 6, 1), date(2004, 6, 30)),
        ("2020-21", date(2020, 1, 1), date(2020, 12, 31)),
        ("XXXX", date(1, 1, 1), date(9999, 12, 31)),
        ("2020-09-30/2020-10-02", date(2020, 9, 30), date(2020, 10, 2)),
        ("2020-09/..", date(2020, 9, 1), date.max),
        ("../2020", date.min, date(2020, 12, 31)),
        ("2020-09-30T14:05:11+02:00", date(2020, 9, 30), date(2020, 9, 30)),
    ],
)
def test_a_date_is_the_stretch_of_days_that_it_may_mean(edtf, first, last):
    assert days_of(edtf) == Days(first, last)


@pytest.mark.parametrize(
    "text", ["", "one day", "2020-13-40", "2021-02-30", "0000", "2021/2020", "2021/soon", "2020-00"]
)
def test_what_is_no_date_is_none(text):
    assert days_of(text) is None


@given(st.text(max_size=20))
def test_no_text_raises(text):
    found = days_of(text)
    assert found is None or found.first <= found.last


@given(st.dates(), st.dates())
def test_a_gap_is_the_same_both_ways(one, other):
    first, second = Days(one, one), Days(other, other)
    assert first.gap(second) == second.gap(first) == abs((one - other).days)


@pytest.mark.parametrize(
    ("iso", "has"),
    [
        ("2020-09-30", False),
        ("2020-09-30T14:05", False),
        ("2020-09-30T14:05Z", True),
        ("2020-09-30T14:05:11-0700", True),
    ],
)
def test_an_offset_is_seen(iso, has):
    assert has_offset(iso) is has
