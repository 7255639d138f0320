"""Dates: what every phrase says, and what a caption's dates are the dates of."""

import re
import time
import tomllib
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from catalog.caption.calendars import lunar_span, lunar_to_gregorian, solar_span, solar_to_gregorian
from catalog.caption.date_cues import Cues
from catalog.caption.dates import DateMatch, find_dates, read_dates, taken
from catalog.caption.months import LANGUAGES
from catalog.caption.sentences import sentence_bounds
from catalog.caption.words import load_words
from catalog.provenance.edtf import days_of
from catalog.search.dates import edtf_days
from catalog.text import fold
from catalog.vocabulary.codes import DateRole

CASES = Path(__file__).parent / "cases"
DATA = Path(__file__).parents[2] / "catalog" / "caption" / "data"
WORDS = load_words()
# ISO 8601-2:2019, level 1, as far as captions need it.
_PLAIN = r"(?:\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?|-2[1-4])?|\d{3}X)[~?]?"
EDTF = re.compile(rf"{_PLAIN}(?:/{_PLAIN})?")


def _table(file):
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _find(text):
    return find_dates(text, sentence_bounds(text, WORDS), WORDS)


PHRASES = [
    pytest.param(*row, id=f"{group}:{row[0]}")
    for group, rows in _table(CASES / "date_phrases.toml").items()
    for row in rows
]
CAPTIONS = [
    pytest.param(row[0], row[1], row[2] if len(row) > 2 else None, id=f"{group['name']}:{row[0][:60]}")
    for group in _table(CASES / "date_captions.toml")["group"]
    for row in group["captions"]
]
SHAPES = [row for file in sorted((DATA / "date_shapes").glob("*.toml")) for row in _table(file)["shape"]]
ROLES = _table(DATA / "date_roles.toml")


@pytest.mark.parametrize(("text", "edtf"), PHRASES)
def test_a_phrase_says_its_date(text, edtf):
    found = [d.edtf for d in read_dates(text, WORDS) if not d.edtf.startswith("X")]
    assert "|".join(found) == edtf


@pytest.mark.parametrize(("text", "edtf", "others"), CAPTIONS)
def test_a_caption_is_dated_by_what_its_words_say(text, edtf, others):
    dates = _find(text)
    chosen = taken(dates)
    assert (chosen.edtf if chosen else "") == edtf
    if others is not None:
        assert " ".join(d.role for d in dates if d is not chosen and d.has_year) == others


@pytest.mark.parametrize("row", SHAPES, ids=lambda r: r["name"])
def test_a_shape_reads_its_examples(row):
    read = [[text, next((d.edtf for d in read_dates(text, WORDS)), "")] for text, _ in row["examples"]]
    assert read == row["examples"]


@pytest.mark.parametrize("row", SHAPES, ids=lambda r: r["name"])
def test_a_shape_is_looked_for_only_where_its_signs_stand(row):
    shape = next(s for s in WORDS.dates.shapes if s.name == row["name"])
    assert shape in WORDS.dates.shapes_for("".join(n[0] for n in map(sorted, shape.needs)), 4)
    assert shape not in WORDS.dates.shapes_for("x", 4) or not shape.needs


@pytest.mark.parametrize("row", ROLES["pattern"], ids=lambda r: r["name"])
def test_a_pattern_of_roles_finds_and_refuses_what_it_says(row):
    pattern = WORDS.dates.cues.patterns[row["name"]]
    assert [m for m in row["matches"] if not (pattern.search(m) or pattern.search(fold(m)))] == []
    assert [m for m in row["refuses"] if pattern.search(m) or pattern.search(fold(m))] == []
    if "hints" in row:
        assert [m for m in row["matches"] if row["name"] not in WORDS.dates.cues.hinted(m)] == []


@pytest.mark.parametrize("row", ROLES["cue"], ids=lambda r: r["name"])
def test_no_cue_names_a_word_twice(row):
    words = row["words"].split()
    assert row["why"]
    assert sorted(set(words)) == sorted(words)


def test_an_open_cue_holds_for_every_ending():
    cues = Cues({"cue": [{"name": "taken", "words": "lamp* =sarà"}], "pattern": []}, {})
    assert cues.of("Lamps") == cues.of("lamp") == cues.of("Sarà") != 0
    assert cues.of("lam") == cues.of("Sara") == 0


def _months():
    table = _table(DATA / "months.toml")
    for language in LANGUAGES:
        for number, spellings in enumerate(table[language], 1):
            for name in {*spellings.split("|")} - {"", "tra"}:  # "tra" is Italian's "between" far more often
                yield language, number, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_month_of_cldr_is_read_between_a_day_and_a_year(language):
    read = {
        name: [d.edtf for d in read_dates(f"5 {name} 2020", WORDS)]
        for code, _, name in _months()
        if code == language
    }
    wanted = {name: [f"2020-{number:02}-05"] for code, number, name in _months() if code == language}
    assert read == wanted


def test_american_houses_write_the_month_first():
    american, other = (
        "A lamp in Vell, 04/05/2021. (AP Photo/Ada Rowe)",
        "A lamp in Vell, 04/05/2021. EFE/Ada Rowe",
    )
    assert [(d.edtf, d.other) for d in _find(american)] == [("2021-04-05", "2021-05-04")]
    assert [(d.edtf, d.other) for d in _find(other)] == [("2021-05-04", "2021-04-05")]
    assert [(d.edtf, d.other) for d in _find("A lamp in Vell, 25/05/2021. AP Photo")] == [
        ("2021-05-25", None)
    ]
    assert [(d.edtf, d.other) for d in _find("A lamp in Vell, 05/05/2021. AP Photo")] == [
        ("2021-05-05", None)
    ]


def test_a_weekday_gives_no_date_and_a_day_without_a_year_no_year():
    assert _find("A lamp in Vell on Tuesday. EPA") == []
    assert [(d.edtf, d.has_year) for d in _find("A lamp in Vell on 5 May. EPA")] == [("XXXX-05-05", False)]
    assert taken(_find("A lamp in Vell on 5 May. EPA")) is None


def test_a_day_in_two_calendars_is_one_date_over_both():
    text = "گشایش کتابخانه، ۱۸ مهر ۱۳۹۶ (۱۰ اکتبر ۲۰۱۷). روابط عمومی"
    (found,) = _find(text)
    assert text[found.start : found.end] == "۱۸ مهر ۱۳۹۶ (۱۰ اکتبر ۲۰۱۷"
    backwards = "گشایش کتابخانه، ۱۰ اکتبر ۲۰۱۷ (۱۸ مهر ۱۳۹۶). روابط عمومی"
    assert [d.edtf for d in _find(backwards)] == ["2017-10-10"]


@pytest.mark.parametrize(
    "text",
    [
        "لقطة، 14 رجب 1443 هـ، 15 مارس 2022",  # a month apart
        "لقطة، رجب 1443 هـ (15 فبراير 2022)",  # a month beside a day
        "لقطة، 14 رجب 1443 هـ ثم تصويرها مرة أخرى 15 فبراير 2022",  # other words between
    ],
)
def test_days_that_are_not_the_same_stay_two_dates(text):
    assert len(read_dates(text, WORDS)) == 2


def test_a_telegram_s_year_stands_at_its_end():
    text = "(OX3) OXLEY, MARCH 4--MINERS LEAVE A SHAFT. (AP LASERPHOTO) (HP50930STF/ROWE) 1980"
    (found,) = _find(text)
    assert (found.edtf, text[found.start : found.end]) == ("1980-03-04", "MARCH 4")
    assert taken(_find("Miners on MARCH 4 leave a shaft. (AP LASERPHOTO) 1980")).edtf == "1980"
    assert taken(_find("OXLEY, MARCH 4--MINERS LEAVE. IN 1980 A SHAFT FELL. (AP LASERPHOTO)")).edtf == "1980"


def test_the_parts_of_a_combination_are_all_taken_and_the_whole_has_no_date():
    dates = _find(
        "This combination of photos shows Vell on May 3, 2018, left, and on June 9, 2019. (AP Photo)"
    )
    assert [(d.role, d.rule) for d in dates] == [(DateRole.TAKEN, "date/part")] * 2
    assert taken(dates) is None


def test_one_date_at_most_is_that_of_taking_elsewhere():
    dates = _find("A lamp in Vell, 5 May 2020, beside a chair in Oxley, 6 May 2020. EPA")
    assert [d.role for d in dates] == [DateRole.TAKEN, DateRole.MENTIONED]


PIECES = st.sampled_from(_table(CASES / "date_pieces.toml")["pieces"])
TEXTS = st.one_of(
    st.text(), st.lists(PIECES, max_size=14).map("".join), st.lists(PIECES, max_size=14).map(" ".join)
)


@given(TEXTS)
@example("")
@example("十十年")
@example("一二三四五六七年")
@example("\ud800 5 May 2020 \x00")
def test_any_text_is_read_and_every_date_is_edtf_in_its_place(text):
    dates = _find(text)
    for match in dates:
        assert 0 <= match.start < match.end <= len(text)
        assert not text[match.end - 1].isspace()
        if match.has_year:
            assert EDTF.fullmatch(match.edtf), match.edtf
            assert days_of(match.edtf) is not None
            assert edtf_days(match.edtf) is not None
            assert match.other is None or EDTF.fullmatch(match.other)
    assert all(one.end <= two.start for one, two in pairwise(dates))
    chosen = taken(dates)
    assert chosen is None or (chosen.role is DateRole.TAKEN and chosen.has_year)


@given(TEXTS)
def test_a_date_is_read_again_from_its_own_words(text):
    for found in read_dates(text, WORDS):
        words = text[found.start : found.end]
        if (
            words.isascii() and len(found.edtf) == len("2020-09-30") and words[0] != "R"
        ):  # R2.5.1 needs ideographs
            again = read_dates(words, WORDS)
            assert found.edtf in {d.edtf for d in again} | {d.other for d in again}


@pytest.mark.parametrize(
    "text",
    [
        "1" * 1_000_000,
        "12 " * 300_000,
        "1/1/20 " * 140_000,
        "/" * 1_000_000,
        "May " * 250_000 + "5",
        "5 May 2020, " * 80_000,
        "一" * 1_000_000 + "年",
        "photo released by " * 55_000 + "5 May 2020",
        "left " * 200_000 + "5 May 2020 and 6 May 2020",
        "(" * 1_000_000 + "5 May 2020",
        "ก" * 1_000_000 + "5 2563",
        "during the " * 90_000 + "2020",
    ],
    ids=lambda text: text[:12],
)
def test_a_million_signs_take_less_than_two_seconds(text):
    start = time.process_time()
    dates = find_dates(text, [0], WORDS)
    assert time.process_time() - start < 2
    assert all(isinstance(d, DateMatch) for d in dates)


# Iran's official calendar, as the Calendar Centre of the University of Tehran proclaims it.
NEW_YEARS = dict.fromkeys((1370, 1375, 1379, 1383, 1387, 1391, 1395, 1399, 1403, 1408), True) | dict.fromkeys(
    (1371, 1376, 1400, 1404, 1405, 1407), False
)


@pytest.mark.parametrize(("year", "leap"), NEW_YEARS.items())
def test_a_solar_leap_year_has_a_thirtieth_of_esfand(year, leap):
    assert (solar_to_gregorian(year, 12, 30) is not None) == leap


@pytest.mark.parametrize(
    ("solar", "gregorian"),
    [
        ((1304, 1, 11), "1925-03-31"),
        ((1357, 11, 22), "1979-02-11"),
        ((1399, 12, 30), "2021-03-20"),
        ((1400, 1, 1), "2021-03-21"),
        ((1400, 6, 31), "2021-09-22"),
        ((1400, 7, 1), "2021-09-23"),
    ],
)
def test_a_solar_day_is_a_gregorian_one(solar, gregorian):
    assert solar_to_gregorian(*solar).isoformat() == gregorian


@pytest.mark.parametrize("day", [(1400, 0, 1), (1400, 13, 1), (1400, 1, 0), (1400, 1, 32), (1400, 7, 31)])
def test_a_solar_day_that_is_none_is_refused(day):
    assert solar_to_gregorian(*day) is None


@pytest.mark.parametrize("day", [(1443, 0, 1), (1443, 13, 1), (1443, 1, 0), (1443, 1, 31)])
def test_a_lunar_day_that_is_none_is_refused(day):
    assert lunar_to_gregorian(*day) is None


@pytest.mark.parametrize("span", [solar_span, lunar_span])
def test_years_and_months_of_a_calendar_follow_each_other_without_a_gap(span):
    for year in range(1200, 1501):
        first, last = span(year)
        assert span(year + 1)[0] == last + timedelta(days=1)
        months = [span(year, month) for month in range(1, 13)]
        assert (months[0][0], months[-1][1]) == (first, last)
        assert all(b[0] == a[1] + timedelta(days=1) for a, b in pairwise(months))


def test_the_lunar_calendar_begins_with_the_hijra():
    assert lunar_to_gregorian(1, 1, 1) == date(622, 7, 19)  # 16 July in the Julian calendar
    assert lunar_to_gregorian(1400, 1, 1) == date(1979, 11, 21)
