"""Dates that no calendar has are refused, with the reason; what may be a date in some order is none."""

import pytest

from catalog.caption import parse_caption
from catalog.provenance.edtf import days_of
from catalog.vocabulary.codes import Certainty


def _refused(text):
    found = [a for a in parse_caption(text).alternatives if a.rule == "date/impossible"]
    assert {a.field for a in found} <= {"date"}
    return [(text[slice(*a.span)], a.value) for a in found]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("31 February 2020", "2020-02-31"),
        ("29 February 2021", "2021-02-29"),
        ("31st of April 2019", "2019-04-31"),
        ("31. Juni 2019", "2019-06-31"),
        ("31 de febrero de 2020", "2020-02-31"),
        ("31 février 2020", "2020-02-31"),
        ("31 сентября 2020", "2020-09-31"),
        ("٣١ فبراير ٢٠٢٠", "2020-02-31"),
        ("32 March 2020", "2020-03-32"),
        ("99 May 2020", "2020-05-99"),
        ("Feb. 30, 2021", "2021-02-30"),
        ("FEBRUARY 30, 2021", "2021-02-30"),
        ("November 31st, 2021", "2021-11-31"),
        ("30/02/2021", "2021-02-30"),
        ("02/30/2021", "2021-02-30"),
        ("30.2.2021", "2021-02-30"),
        ("14-13-2020", "2020-13-14"),
        ("2020-13-05", "2020-13-05"),
        ("2020/02/30", "2020-02-30"),
        ("0.5.2020", "2020-05-00"),
        ("2020年13月5日", "2020-13-05"),
        ("2020年2月30日", "2020-02-30"),
        ("2020年13月", "2020-13"),
    ],
)
def test_an_impossible_day_is_refused_with_its_words(words, value):
    assert _refused(f"Lamps are lit in Gorizia, Italy, {words} at noon. EPA/ADA ROWE") == [(words, value)]


@pytest.mark.parametrize(
    "words",
    [
        "29 February 2020",
        "30 April 2019",
        "April 30, 2019",
        "12/13/2020",
        "13/12/2020",
        "2020年2月29日",
        "2020年12月",
        "28 lamps 2020",
        "Quay 31, 2020",
        "灯 31, 2020",
        "31 lamps 2020",
        "31 February 1790",
        "February 31, 2199",
        "31/02/1790",
        "1790年13月",
        "1.2.3",
        "31/02/20",
        "192.168.31.2020",
        "555-31-2020",
        "2020-02-300",
        "31 February",
    ],
)
def test_what_may_be_a_day_or_is_no_date_at_all_is_left_alone(words):
    assert _refused(f"Lamps are lit in Gorizia, Italy, {words} at noon. EPA/ADA ROWE") == []


def test_an_impossible_day_in_a_notice_is_none_of_the_pictures():
    assert _refused("Lamps in Gorizia. EPA/ADA ROWE EMBARGOED UNTIL 31 FEBRUARY 2020, 18:00 GMT") == []


@pytest.mark.parametrize(("words", "rest"), [("31 February 2020", "2020-02"), ("February 31, 2020", "2020")])
def test_what_is_left_of_an_impossible_day_is_open(words, rest):
    parsed = parse_caption(f"Lamps are lit in Gorizia, Italy, {words}. EPA/ADA ROWE")
    assert (parsed.date, parsed.certainty["date"]) == (rest, Certainty.OPEN)


def test_a_date_beside_an_impossible_one_is_as_sure_as_ever():
    parsed = parse_caption(
        "Lamps are lit in Gorizia, Italy, 3 May 2019, once more on 31/02/2020. EPA/ADA ROWE"
    )
    assert (parsed.date, parsed.certainty["date"]) == ("2019-05-03", Certainty.SURE)
    assert [a.value for a in parsed.alternatives] == ["2020-02-31"]


def test_a_refused_day_stands_in_the_raw_captions_characters():
    text = "Lamps  are lit &amp; seen\u200b in Gorizia, 31  February\n2020. EPA/ADA ROWE"
    assert _refused(text) == [("31  February\n2020", "2020-02-31")]


def test_a_refused_day_is_no_stretch_of_days():
    assert days_of("2020-02-31") is None
