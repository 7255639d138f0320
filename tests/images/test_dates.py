import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.images.dates import read_date, same_date

READ = [
    ("exif", {"day": "2020:09:30 14:05:11"}, "2020-09-30T14:05:11"),
    ("exif zone", {"day": "2020:09:30 14:05:11", "offset": "+02:00"}, "2020-09-30T14:05:11+02:00"),
    ("exif fraction", {"day": "2020:09:30 14:05:11", "subsecond": "250"}, "2020-09-30T14:05:11.250"),
    ("exif zero fraction", {"day": "2020:09:30 14:05:11", "subsecond": "00"}, "2020-09-30T14:05:11"),
    ("exif fraction that is none", {"day": "2020:09:30 14:05:11", "subsecond": "ab"}, "2020-09-30T14:05:11"),
    ("iim date only", {"day": "20200930"}, "2020-09-30"),
    ("iim date and time", {"day": "20200930", "time": "140511+0200"}, "2020-09-30T14:05:11+02:00"),
    ("iim time without zone", {"day": "20200930", "time": "140511"}, "2020-09-30T14:05:11"),
    ("iim time to the minute", {"day": "20200930", "time": "1405"}, "2020-09-30T14:05"),
    ("iim year", {"day": "19250000"}, "1925"),
    ("iim month", {"day": "19250400"}, "1925-04"),
    ("year alone", {"day": "1925"}, "1925"),
    ("year never takes a time", {"day": "19250000", "time": "120000"}, "1925"),
    ("xmp minute and Z", {"day": "2020-09-30T14:05Z"}, "2020-09-30T14:05+00:00"),
    ("xmp fraction and zone", {"day": "2020-09-30T14:05:11.5-04:00"}, "2020-09-30T14:05:11.5-04:00"),
    ("quarter-hour zone", {"day": "2020-09-30T14:05+05:45"}, "2020-09-30T14:05+05:45"),
    (
        "midnight in London is an offset",
        {"day": "20200930", "time": "000000+0000"},
        "2020-09-30T00:00:00+00:00",
    ),
    ("padded", {"day": " 2020:09:30 14:05:11\x00"}, "2020-09-30T14:05:11"),
]
BLANK = ["", "   ", "    :  :     :  :  ", "0000:00:00 00:00:00", "00000000", "0000:01:01 00:00:01"]
WRONG = [
    ("no such day", {"day": "20200230"}, None, "impossible"),
    ("no such hour", {"day": "2020:09:30 25:05:11"}, None, "impossible"),
    ("no such minute", {"day": "2020-09-30T12:61"}, None, "impossible"),
    ("prose", {"day": "30 September 2020"}, None, "unreadable date"),
    ("time that is none", {"day": "20200930", "time": "noon"}, "2020-09-30", "unreadable time"),
    ("GIMP's echo of the time", {"day": "20200930", "time": "093000-0930"}, "2020-09-30T09:30:00", "-0930"),
    ("no quarter of an hour", {"day": "20200930", "time": "105206-1052"}, "2020-09-30T10:52:06", "-1052"),
    ("beyond fourteen hours", {"day": "20200930", "time": "105206+1500"}, "2020-09-30T10:52:06", "+1500"),
    (
        "offset that is none",
        {"day": "2020:09:30 14:05:11", "offset": "local"},
        "2020-09-30T14:05:11",
        "local",
    ),
]
PAIRS = [
    ("precision differs", "2020-09", "2020-09-30", True),
    ("time against day", "2020-09-30", "2020-09-30T14:05:11", True),
    ("another day", "2020-09-30", "2020-09-29", False),
    ("zone unknown on one side", "2020-09-30T14:05:11", "2020-09-30T14:05:11+02:00", True),
    ("same instant in two zones", "2020-09-30T14:05:11+02:00", "2020-09-30T12:05:11+00:00", True),
    ("same clock in two zones", "2020-09-30T14:05:11+02:00", "2020-09-30T14:05:11+00:00", False),
    ("instants to the minute", "2020-09-30T14:05+02:00", "2020-09-30T12:05:11+00:00", True),
    ("fraction", "2020-09-30T14:05:11.25", "2020-09-30T14:05:11", True),
    ("another minute", "2020-09-30T14:05", "2020-09-30T14:06:11", False),
]


@pytest.mark.parametrize(("given_", "expected"), [pytest.param(g, e, id=n) for n, g, e in READ])
def test_a_date_keeps_the_precision_and_zone_it_states(given_, expected):
    assert read_date(**given_) == (expected, None)


@pytest.mark.parametrize("text", BLANK)
def test_a_date_of_zeros_or_blanks_is_blank_and_no_problem(text):
    assert read_date(text) == (None, None)


@pytest.mark.parametrize(
    ("given_", "expected", "said"), [pytest.param(g, e, s, id=n) for n, g, e, s in WRONG]
)
def test_what_cannot_be_read_is_told_and_never_guessed(given_, expected, said):
    value, problem = read_date(**given_)
    assert value == expected
    assert said in problem


@pytest.mark.parametrize(("one", "other", "same"), [pytest.param(a, b, s, id=n) for n, a, b, s in PAIRS])
def test_dates_are_compared_at_the_coarser_precision(one, other, same):
    assert same_date(one, other) is same
    assert same_date(other, one) is same


@given(st.text(), st.text(), st.text(), st.text())
def test_no_text_makes_the_reader_of_dates_raise(day, time, offset, subsecond):
    read_date(day, time=time, offset=offset, subsecond=subsecond)


@given(st.datetimes(), st.sampled_from(["", "+02:00", "-03:30", "+00:00"]))
def test_every_exif_date_is_read_back(moment, offset):
    iso = f"{moment.isoformat(timespec='seconds')}{offset}"
    assert read_date(f"{moment:%Y:%m:%d %H:%M:%S}".rjust(19, "0"), offset=offset).value in {iso, None} or (
        offset[:1] == "-" and f"{moment:%H:%M}" == offset[1:]
    )
