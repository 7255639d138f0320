"""When a name was in use."""

import pytest

from catalog.agencies import AgencyName


@pytest.mark.parametrize(
    ("from_", "until", "on", "in_use"),
    [
        (None, None, "1950", True),
        ("1992", "2014", "1991-12-31", False),
        ("1992", "2014", "1992-01-01", True),
        ("1992", "2014", "2014-12-31", True),
        ("1992", "2014", "2015", False),
        ("1992", "2014-09", "2014", True),
        ("1992", "2014-09", "2014-10-01", False),
        ("2014-09-30", None, "2014-09", True),
        ("2014-09-30", None, "2014-09-29", False),
        ("1992", "2014", None, True),
        ("1992", "2014", "", True),
        ("1992", "2014", "20XX", True),
        ("1992", "2014", "2020-XX-XX", False),
        ("1992", "2014", "2020-03/2020-05", False),
        ("1992", "2014", "2020~", False),
    ],
)
def test_a_name_is_in_use_as_far_as_both_dates_are_precise(
    from_: str | None,
    until: str | None,
    on: str | None,
    in_use: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert AgencyName(text="x", from_=from_, until=until).in_use(on) is in_use
