import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.dates import Form, read_date, same_date
from catalog.dates.zones import load_zones

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
    ("zone that several share", {"day": "Wed Sep 30 14:05:11 CST 2020"}, "2020-09-30T14:05:11", "CST"),
    ("month that is none", {"day": "Wed Sip 30 14:05:11 UTC 2020"}, None, "unreadable date"),
    ("year before our era", {"day": "-0044-03-15"}, None, "unreadable date"),
    ("fraction of a minute", {"day": "2020-09-30T14:05.25"}, None, "unreadable date"),
    (
        "offset that is none",
        {"day": "2020:09:30 14:05:11", "offset": "local"},
        "2020-09-30T14:05:11",
        "local",
    ),
]
FORMS = [
    ("2020-09-30T14:05:11.040Z", "2020-09-30T14:05:11.040+00:00", "date"),
    ("2020-09-30T14:05:11 +02:00", "2020-09-30T14:05:11+02:00", "date"),
    ("Wed Sep 30 14:05:11 UTC 2020", "2020-09-30T14:05:11+00:00", "date-in-words"),
    ("Wed Sep  2 14:05:11.040 MSK 2020", "2020-09-02T14:05:11.040+03:00", "date-in-words"),
    ("Wed Sep 30 14:05 2020", "2020-09-30T14:05", "date-in-words"),
    ("Wed, 30 Sep 2020 14:05:11 +0200", "2020-09-30T14:05:11+02:00", "date-in-words"),
    ("2 Sep 2020 14:05:11 GMT", "2020-09-02T14:05:11+00:00", "date-in-words"),
    ("Thu Jul 09 08:00:00 PDT 2020", "2020-07-09T08:00:00-07:00", "date-in-words"),
    ("Sat Jan 09 08:00:00 PDT 2021", "2021-01-09T08:00:00-08:00", "date-summer-name-in-winter"),
    ("Sat Jan 09 08:00:00 AEDT 2021", "2021-01-09T08:00:00+11:00", "date-in-words"),
    ("Fri Jul 09 08:00:00 AEDT 2021", "2021-07-09T08:00:00+10:00", "date-summer-name-in-winter"),
    ("Sat Jan 09 08:00:00 BST 1971", "1971-01-09T08:00:00+01:00", "date-in-words"),
    ("20202809", "2020-09-28", "date-day-before-month"),
    ("2020-28-09T14:05", "2020-09-28T14:05", "date-day-before-month"),
    ("20200928", "2020-09-28", "date"),
    ("20200908", "2020-09-08", "date"),
    ("20209", "2020-09", "date-incomplete"),
    ("2020-09", "2020-09", "date-incomplete"),
    ("20200900", "2020-09", "date-incomplete"),
    ("2020-09-30T14:05.040Z", "2020-09-30T14:05:00.040+00:00", "date-thousandths"),
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
    assert read_date(**given_)[:2] == (expected, None)


@pytest.mark.parametrize(("text", "value", "form"), FORMS)
def test_a_date_says_how_it_was_written(text, value, form):
    assert read_date(text) == (value, None, Form(form))


def test_a_zone_is_an_offset_and_winter_an_hour_less_for_a_name_of_summer():
    table = load_zones()
    for name, zone in table.zones.items():
        hours = [
            int(offset[:3]) + int(offset[0] + offset[4:]) / 60
            for offset in (zone.offset, zone.winter or zone.offset)
        ]
        assert hours[0] - hours[1] == (zone.winter is not None), name
        assert (zone.half in table.winter_months) == (zone.winter is not None), name
        assert read_date(f"Wed Apr 01 12:00:00 {name} 2020").value == f"2020-04-01T12:00:00{zone.offset}"


@pytest.mark.parametrize("text", BLANK)
def test_a_date_of_zeros_or_blanks_is_blank_and_no_problem(text):
    assert read_date(text) == (None, None, Form.USUAL)


@pytest.mark.parametrize(
    ("given_", "expected", "said"), [pytest.param(g, e, s, id=n) for n, g, e, s in WRONG]
)
def test_what_cannot_be_read_is_told_and_never_guessed(given_, expected, said):
    value, problem, _ = read_date(**given_)
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
