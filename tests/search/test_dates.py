"""Days of EDTF dates and of the dates in queries."""

from datetime import date

import pytest

from catalog.search.dates import EARLIEST, LATEST, compared_days, edtf_days, plain_days


def days(first, last):
    return date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020-09-30", days("2020-09-30", "2020-09-30")),
        ("2020-09-30T23:30:00+04:00", days("2020-09-30", "2020-09-30")),
        ("2020-09-30 10:00", days("2020-09-30", "2020-09-30")),
        ("2020-02", days("2020-02-01", "2020-02-29")),
        ("1980", days("1980-01-01", "1980-12-31")),
        ("2020~", days("2020-01-01", "2020-12-31")),
        ("2020-09?", days("2020-09-01", "2020-09-30")),
        ("2020-09-30%", days("2020-09-30", "2020-09-30")),
        ("198X", days("1980-01-01", "1989-12-31")),
        ("2020-XX", days("2020-01-01", "2020-12-31")),
        ("2020-XX-XX", days("2020-01-01", "2020-12-31")),
        ("2020-09-XX", days("2020-09-01", "2020-09-30")),
        ("2020-22", days("2020-01-01", "2020-12-31")),
        ("2020-09/2020-10", days("2020-09-01", "2020-10-31")),
        ("2020-09-28/2020-10~", days("2020-09-28", "2020-10-31")),
        ("../2020", (EARLIEST, days("2020-12-31", "2020-12-31")[1])),
        ("2020/", (days("2020-01-01", "2020-01-01")[0], LATEST)),
        ("0000", None),
        ("../..", None),
        ("2021/2020", None),
        ("2020/soon", None),
        ("2020-13", None),
        ("2020-02-30", None),
        ("", None),
        ("September 2020", None),
        ("20200930", None),
    ],
)
def test_an_edtf_date_lies_on_its_days(text, expected):
    assert edtf_days(text) == expected


@pytest.mark.parametrize(
    "text", ["198X", "2020~", "2020-21", "2020-9", "20", "2020-09-30T10:00", "2020/2021"]
)
def test_a_query_takes_plain_dates_only(text):
    assert plain_days(text) is None


@pytest.mark.parametrize(
    ("comparison", "value", "until", "expected"),
    [
        ("=", "2020-09", "", days("2020-09-01", "2020-09-30")),
        ("..", "2019", "2020-02", days("2019-01-01", "2020-02-29")),
        ("<", "2021", "", (EARLIEST, days("2020-12-31", "2020-12-31")[1])),
        ("<=", "2021", "", (EARLIEST, days("2021-12-31", "2021-12-31")[1])),
        (">", "2020-09", "", (days("2020-10-01", "2020-10-01")[0], LATEST)),
        (">=", "2020-09-30", "", (days("2020-09-30", "2020-09-30")[0], LATEST)),
        ("..", "", "2020", (EARLIEST, days("2020-12-31", "2020-12-31")[1])),
        ("..", "2020", "x", None),
        ("=", "x", "", None),
    ],
)
def test_a_comparison_asks_for_a_stretch_of_days(comparison, value, until, expected):
    assert compared_days(comparison, value, until) == expected
