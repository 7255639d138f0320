from datetime import UTC, datetime

import pytest

from web.dates import say_date, say_instant


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        (None, ""),
        ("", ""),
        ("2020-09-30", "30 Sep 2020"),
        ("2020-09", "Sep 2020"),
        ("2020", "2020"),
        ("2020-09-28/2020-09-30", "28 Sep 2020 – 30 Sep 2020"),
        ("../2020", "until 2020"),
        ("/2020", "until 2020"),
        ("2020/..", "from 2020"),
        ("2020-05~", "about May 2020"),
        ("2020-05%", "about May 2020"),
        ("2020?", "2020?"),
        ("2020-13", "2020-13"),
        ("20XX", "20XX"),
        ("2020-XX", "2020"),
        ("2020-05-XX", "May 2020"),
        ("2020-05-18T09:41+02:00", "18 May 2020"),
        ("1800 on Tuesday", "1800 on Tuesday"),
        ("201X", "2010s"),
        ("2021-22", "summer 2021"),
        ("2020-02-30", "2020-02-30"),
        ("XXXX-05-27", "27 May, year not stated"),
        ("XXXX-02-29", "29 Feb, year not stated"),
        ("XXXX", "XXXX"),
    ],
)
def test_edtf_is_said_in_words(edtf, words):
    assert say_date(edtf) == words


@pytest.mark.parametrize(
    ("instant", "words"),
    [
        (None, ""),
        ("2021-03-04T05:06:07+00:00", "4 Mar 2021, 05:06 UTC"),
        ("2021-03-04T01:06:07+04:00", "3 Mar 2021, 21:06 UTC"),
        ("2021-03-04T05:06:07", "4 Mar 2021, 05:06"),
        (datetime(2021, 3, 4, 5, 6, tzinfo=UTC), "4 Mar 2021, 05:06 UTC"),
        ("yesterday", "yesterday"),
    ],
)
def test_instants_are_said_to_the_minute(instant, words):
    assert say_instant(instant) == words
