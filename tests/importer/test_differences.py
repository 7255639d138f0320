import pytest

from catalog.importer.differences import OTHER_DETAILS, find_differences, in_words
from catalog.records import (
    AgencyCredit,
    DateMention,
    Finding,
    Handout,
    HandoutParty,
    HandoutSource,
    ParsedCaption,
    Photo,
    PlaceMention,
    Reference,
    Value,
)
from catalog.vocabulary.codes import AgencyRole, DateRole, HandoutState, Severity, SourceClass

WORDS = "Gulls at Stepford, 3 May 2020. PORT OFFICE HANDOUT"
HERE = PlaceMention(name="Stepford", span=(9, 17), country="GB")
THERE = PlaceMention(name="Stepford", span=(9, 17), country="US")
MOVED = PlaceMention(name="Stepford", span=(9, 17), country="GB", latitude=51.0, longitude=0.0)
OFFICE = HandoutSource(name="Port Office", span=(31, 42), class_=SourceClass.GOVERNMENT, country="GB")
CREDIT = AgencyCredit(id="coastwire", name="COASTWIRE", role=AgencyRole.MAKER, span=(0, 1))
STATED = Finding(id="handout-stated-1", rule="handout-stated", severity=Severity.INFO)


def photo(*, values=None, weighed=None, findings=(), **fields):
    return Photo(
        id=1,
        ref=Reference(provider="desk", id="A1"),
        caption=ParsedCaption(caption=WORDS, **fields),
        values=values or {},
        handout=weighed or Handout(),
        findings=findings,
    )


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"date": "2020-05"}, {"date": "2020-05-03"}, ("date", "2020-05", "2020-05-03")),
        ({}, {"date": "2020-05-03"}, ("date", "", "2020-05-03")),
        ({"handout": False}, {"handout": True}, ("handout", "no", "yes")),
        ({"places": (HERE,)}, {"places": (THERE,)}, ("places", "Stepford (GB)", "Stepford (US)")),
        ({"places": (HERE,)}, {"places": (MOVED,)}, ("places", "Stepford (GB)", OTHER_DETAILS)),
        (
            {},
            {"handout_sources": (OFFICE,)},
            ("handout_sources", "", "Port Office (government, GB)"),
        ),
        ({"agencies": (CREDIT,)}, {}, ("agencies", "COASTWIRE (coastwire, maker)", "")),
        (
            {},
            {"dates": (DateMention(role=DateRole.TAKEN, edtf="2020-05-03", span=(19, 29)),)},
            ("dates", "", "taken: 2020-05-03"),
        ),
        ({"unparsed": ((0, 5),)}, {"unparsed": ((0, 5), (6, 8))}, ("unparsed", "0; 5", "0; 5; 6; 8")),
        (
            {"weighed": Handout(state=HandoutState.LIKELY)},
            {"weighed": Handout(state=HandoutState.STATED)},
            ("handout.state", "likely", "stated"),
        ),
        (
            {},
            {"weighed": Handout(from_=(HandoutParty(id="port-office", name="Port Office"),))},
            ("handout.from", "", "Port Office"),
        ),
        ({}, {"findings": (STATED,)}, ("findings", "", "handout-stated (info)")),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else None,
)
def test_a_difference_names_the_field_and_both_values(before, after, expected):
    (difference,) = find_differences(photo(**before), photo(**after))

    assert (difference.field, difference.before, difference.after) == expected
    assert difference.human is None


def test_equal_photos_do_not_differ():
    assert find_differences(photo(places=(HERE,)), photo(places=(HERE,))) == ()


def test_a_dismissed_finding_is_no_difference():
    dismissed = Finding(
        id=STATED.id, rule=STATED.rule, severity=STATED.severity, dismissed={"by": "ann", "reason": "seen"}
    )

    assert find_differences(photo(findings=(dismissed,)), photo(findings=(STATED,))) == ()


@pytest.mark.parametrize(
    ("kept_as", "field"),
    [
        ("place", "places"),
        ("date", "date"),
        ("country", "country"),
        ("agency", "agencies"),
        ("agencies", "agencies"),
    ],
)
def test_a_persons_word_stands_beside_the_difference(kept_as, field):
    values = {kept_as: Value(machine="x", human="Set by hand", shown="Set by hand")}
    after = {
        "places": {"places": (HERE,)},
        "date": {"date": "2020"},
        "country": {"country": "GB"},
        "agencies": {"agencies": (CREDIT,)},
    }[field]

    (difference,) = find_differences(photo(values=values), photo(values=values, **after))

    assert (difference.field, difference.human) == (field, "Set by hand")


def test_words_that_come_to_a_picture_are_differences_in_each_field_that_they_fill():
    bare = Photo(id=1, ref=Reference(provider="desk", id="A1"))

    found = {one.field: one.after for one in find_differences(bare, photo(country="GB"))}

    assert found == {"caption": WORDS, "country": "GB", "origin": "not-stated"}


def test_a_parse_that_could_not_be_read_is_one_difference():
    (difference,) = find_differences(None, photo())

    assert (difference.field, difference.after) == ("parse", "made again")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        ("", ""),
        ([], ""),
        ({}, ""),
        (7, "7"),
        (["a", None, "b"], "a; b"),
        ({"name": "Ann Reed", "span": [0, 3]}, "Ann Reed"),
        ({"text": "NO SALES", "terms": [{"term": "no-sales"}]}, "NO SALES"),
    ],
)
def test_a_value_in_words(value, words):
    assert in_words(value) == words
