import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from catalog.agencies import load_agencies
from catalog.errors import CatalogError
from catalog.provenance import load_rules
from catalog.provenance.marks import load_marks
from catalog.provenance.rules import read_rules
from catalog.records import FindingValue
from catalog.vocabulary.codes import Severity

FOLDER = Path(__file__).parent / "cases"
ROWS = [
    case for path in sorted(FOLDER.glob("*.toml")) for case in tomllib.loads(path.read_text("utf-8"))["cases"]
]
DATA = {
    name: tomllib.loads(files("catalog.provenance").joinpath("data", name).read_text("utf-8"))
    for name in ("marks.toml", "comparisons.toml")
}
PATTERNS = [
    *DATA["marks.toml"]["marks"],
    *DATA["marks.toml"]["terms"],
    *(DATA["marks.toml"][name] for name in ("no_party", "titles")),
    DATA["comparisons.toml"]["clock_reset"],
]
VERDICTS = re.compile(
    r"\b(fake|verified|suspicious|manipulat\w*|violat\w*|recycled|authentic|genuine|lie|wrongly)\b",
    re.IGNORECASE,
)


def seen(case, value):
    """A value with its position checked against the caption and then left out."""
    place = re.fullmatch(r"caption\[(\d+):(\d+)\]", value.origin)
    if place is None:
        return value.origin, value.raw
    start, end = map(int, place.groups())
    text = case["caption"] if isinstance(case["caption"], str) else case["caption"]["text"]
    assert text[start:end] == value.raw
    return "caption[]", value.raw


def test_a_case_asks_for_what_it_says(case, assessed):
    found = [finding for finding in assessed(case).findings if finding.rule == case["rule"]]
    assert len(found) == case["fires"]
    for finding in found:
        assert finding.severity == case.get("severity", load_rules()[case["rule"]].severity)
        if "values" in case:
            assert [tuple(v) for v in case["values"]] == [seen(case, value) for value in finding.values]
        notes = load_rules()[case["rule"]].notes
        assert [name for name, text in notes.items() if text in finding.explains] == case.get("adds", [])


@pytest.mark.parametrize("rule", load_rules())
def test_every_rule_has_a_case_that_fires_and_one_that_stays_silent(rule):
    assert {bool(case["fires"]) for case in ROWS if case["rule"] == rule} == {True, False}


def test_every_note_of_a_rule_is_seen_in_a_case():
    notes = {(rule.id, note) for rule in load_rules().values() for note in rule.notes}
    assert notes == {(case["rule"], note) for case in ROWS for note in case.get("adds", [])}


@pytest.mark.parametrize("rule", load_rules().values(), ids=lambda rule: rule.id)
def test_a_rule_explains_itself_without_a_verdict(rule):
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", rule.id)
    assert rule.explains
    for text in (rule.meaning, *rule.explains, *rule.notes.values()):
        assert text.endswith(".")
    assert not VERDICTS.search(
        " ".join((rule.id, rule.title, rule.meaning, *rule.explains, *rule.notes.values()))
    )


@pytest.mark.parametrize("entry", PATTERNS, ids=lambda entry: entry["pattern"][:30])
def test_a_pattern_meets_its_examples_and_no_counterexample(entry):
    pattern = re.compile(entry["pattern"], re.IGNORECASE)
    assert [text for text in entry["examples"] if not pattern.search(text)] == []
    assert [text for text in entry["counterexamples"] if pattern.search(text)] == []
    assert entry["source"]


def test_partners_are_agencies_that_we_know():
    agencies = load_agencies()
    assert [id_ for partners in load_marks().partners for id_ in partners if agencies.get(id_) is None] == []


def test_a_finding_keeps_its_name_when_only_its_place_in_the_caption_moves():
    rule = load_rules()["date-differs"]
    here = rule.finding(
        [FindingValue(origin="caption[3:9]", raw="5 May"), FindingValue(origin="exif 0x9003", raw="x")]
    )
    there = rule.finding(
        [FindingValue(origin="caption[7:13]", raw="5 May"), FindingValue(origin="exif 0x9003", raw="x")]
    )
    other = rule.finding(
        [FindingValue(origin="caption[3:9]", raw="6 May"), FindingValue(origin="exif 0x9003", raw="x")]
    )
    assert here.id == there.id != other.id
    assert here.id.startswith("date-differs-")


def test_the_kind_of_party_does_not_rename_a_finding():
    rule = load_rules()["handout-stated"]
    plain = rule.finding([FindingValue(origin="iim 2:85", raw="HO")])
    classed = rule.finding(
        [FindingValue(origin="iim 2:85", raw="HO"), FindingValue(origin="class", raw="police")]
    )
    assert plain.id == classed.id


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[[rules", "rules.toml: "),
        ('[[rules]]\nid = "x"\nsort = 1', "rules.toml: Object contains unknown field"),
    ],
)
def test_a_broken_rules_file_says_where(text, reason):
    with pytest.raises(CatalogError) as caught:
        read_rules(text, "rules.toml")
    assert str(caught.value).startswith(reason)


def test_only_dates_have_a_stronger_severity():
    assert {rule.id: rule.stronger for rule in load_rules().values() if rule.stronger} == {
        "date-differs": Severity.CONTRADICTION
    }
