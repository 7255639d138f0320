"""The benchmark asks as it says: cases of our own in the shape of Grid's, that hold and that do not."""

import json

import pytest

from benchmarks import grid

HOLD = [
    ("clean_date", {"date": "19300500"}, {"date": "1930-05-01T00:00:00.000Z"}),
    ("clean_date", {"date": "a lamp"}, {"date": "a lamp"}),
    ("parse_date", {"date": "Wed Sep 30 14:05:11 MSK 2020"}, {"date": "2020-09-30T11:05:11.000Z"}),
    ("parse_date", {"date": "2020-09-30", "maxDate": "2020-09-01"}, {"date": None}),
    ("parse_date", {"date": "2020-09-30", "maxDate": "2020-10-01"}, {"defined": True}),
    (
        "date_taken",
        {"fileMetadata": {"xmp": {"photoshop:DateCreated": "2020-09-30T14:05+02:00", "dc:format": "x"}}},
        {"dateTaken": "2020-09-30T12:05:00Z"},
    ),
    ("date_taken", {"fileMetadata": {}}, {"dateTaken": None}),
    (
        "country_code",
        {"fileMetadata": {"iptc": {"Country/Primary Location Code": "ITA"}}},
        {"country": "Italy"},
    ),
    ("country_code", {"fileMetadata": {}}, {"country": None}),
    (
        "strip_copyright_prefix",
        {"byline": "© Ada Rowe", "copyright": "(c) Lamp Museum"},
        {"byline": "Ada Rowe", "copyright": "Lamp Museum"},
    ),
    ("strip_copyright_prefix", {"description": "© A lamp"}, {"description": "© A lamp", "copyright": None}),
    ("clean_rubbish_location", {"city": "-", "country": "Italy"}, {"city": None, "country": "Italy"}),
    ("capitalise_byline", {"byline": "ADA ROWE"}, {"byline": "Ada Rowe"}),
    ("byline_credit_reorganise", {"byline": "Ada Rowe/EPA"}, {"byline": "Ada Rowe", "credit": "EPA"}),
    ("redundant_token_remover", {"byline": "POOL", "credit": "POOL"}, {"byline": None, "credit": "POOL"}),
    ("canonical_guardian_credit", {"credit": "Lamp Herald"}, {"credit": "Lamp Herald"}),
    ("for_the_guardian_byline", {"byline": "Ada Rowe for the Guardian"}, {"credit": "The Guardian"}),
    ("supplier", {"credit": "Lamps/PA"}, {"supplier": "PA", "usage_rights": {}}),
    ("supplier", {}, {"supplier": None}),
]  # fmt: skip
FAIL = [
    ("clean_date", {"date": "2020-09-30"}, {"date": "2020-10-30T00:00:00.000Z"}),
    ("country_code", {"fileMetadata": {"xmp": {"photoshop:Country": "ITA"}}}, {"country": "France"}),
    ("supplier", {"credit": "PA"}, {"supplier": "Lamps"}),
]
UNASKED = [
    ("cost", {"usageRights": {}}, {"cost": "free"}),
    ("supplier", {"credit": "PA"}, {"credit": "PA"}),
]


def asked(case):
    group, given, expect = case
    return grid.passes(grid.GROUPS[group], given, expect)


@pytest.mark.parametrize(
    ("case", "passed"), [(case, True) for case in HOLD] + [(case, False) for case in FAIL]
)
def test_a_case_holds_or_does_not(case, passed):
    assert asked(case) is passed


@pytest.mark.parametrize("case", UNASKED)
def test_a_case_without_counterpart_is_not_counted_as_asked(case):
    assert asked(case) is None


def test_a_file_of_cases_is_counted_by_group_and_in_all(tmp_path, capsys):
    rows = [
        {"group": g, "input": i, "expect": e} for g, i, e in (*FAIL, *UNASKED, HOLD[0], ("lamps", {}, {}))
    ]
    path = tmp_path / "cases.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)) + "\n\n", encoding="utf-8")
    grid.main(str(path))
    lines = {line.split()[0]: line.split()[1:] for line in capsys.readouterr().out.splitlines()}
    assert lines["clean_date"] == ["1", "2", "2", "50.0", "%"]
    assert lines["supplier"][:5] == ["0", "1", "2", "0.0", "%"]
    assert lines["cost"][:5] == ["0", "0", "1", "not", "ours"]
    assert lines["lamps"] == [
        "0",
        "0",
        "1",
        "not",
        "ours",
        "a",
        "group",
        "that",
        "is",
        "not",
        "known",
        "here",
    ]
    assert lines["all"] == ["1", "4", "7", "25.0", "%"]


def test_no_cases_are_no_share():
    assert grid.report(grid.score([])).splitlines()[1:] == ["all                             0      0      0"]


def test_a_group_without_counterpart_says_why():
    assert [name for name, group in grid.GROUPS.items() if group.ask is None and not group.word] == []
