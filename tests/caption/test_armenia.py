"""The three captions of the Armenia story, value by value."""

import pytest

from catalog.caption import Knowledge, parse_caption
from catalog.records import Form, HandoutSource
from catalog.vocabulary.codes import How, Kind, Origin, SourceClass

SHELLING = (
    "Pieces of heavy artillery after Azerbaijani shelling in the streets of Stepanakert, in the "
    "self-proclaimed Nagorno-Karabakh Republic (also known as Artsakh). "
    "EPA-EFE/Vahram Baghdasaryan / PHOTOLURE"
)
MARTAKERT = (
    "A handout photo made available by the Armenian Foreign Ministry shows an area after fighting in "
    "Martakert of the Nagorno-Karabakh, on a border of Armenia and Azerbaijan, 30 September 2020. "
    "EPA-EFE/ARMENIAN FOREIGN MINISTRY HANDOUT"
)
FIGHTER = (
    "A handout photo made available by the Armenian Foreign Ministry shows parts of the crushed Armenian "
    "SU-25 fighter within the airspace at the Nagorno-Karabakh, on a border between Armenia and Azerbaijan. "
    "EPA-EFE/ARMENIAN FOREIGN MINISTRY PRESS HANDOUT HANDOUT"
)


def test_an_agency_picture_names_two_agencies_and_its_creator():
    parsed = parse_caption(SHELLING)
    assert [a.name for a in parsed.agencies] == ["EPA-EFE", "PHOTOLURE"]
    assert [c.name for c in parsed.creators] == ["Vahram Baghdasaryan"]
    assert (parsed.handout, parsed.origin, parsed.handout_sources) == (False, Origin.NOT_STATED, ())
    assert parsed.places[0].name == "Stepanakert"
    assert "Khankendi" in parsed.places[0].names
    assert parsed.country == "AZ"


def test_a_handout_names_its_source_in_credit_and_prose():
    parsed = parse_caption(MARTAKERT)
    assert [a.span for a in parsed.agencies] == [(189, 196)]
    assert parsed.creators == ()
    assert (parsed.handout, parsed.origin, parsed.how) == (True, Origin.HANDOUT, How.RELEASED)
    assert parsed.handout_sources == (
        HandoutSource(
            name="Armenian Foreign Ministry",
            span=(197, 222),
            forms=(Form(text="Armenian Foreign Ministry", span=(38, 63)),),
            class_=SourceClass.GOVERNMENT,
            country="AM",
        ),
    )
    assert parsed.kinds == (Kind.HANDOUT,)
    assert parsed.credit_line == "EPA-EFE/ARMENIAN FOREIGN MINISTRY HANDOUT"


def test_a_disputed_place_keeps_its_names_and_claims():
    place = parse_caption(MARTAKERT).places[0]
    assert (place.name, place.span, place.country, place.geonames_id) == ("Martakert", (96, 105), "AZ", 0)
    assert {"Aghdara", "Ağdərə"} <= set(place.names)
    assert {(c.party, c.kind) for c in place.claims} >= {
        ("Azerbaijan", "recognised"),
        ("Republic of Artsakh", "controlled"),
    }


def test_the_date_is_that_of_taking():
    parsed = parse_caption(MARTAKERT)
    assert (parsed.date, parsed.date_text) == ("2020-09-30", "30 September 2020")
    assert [(d.role, d.span) for d in parsed.dates] == [("taken", (170, 187))]


def test_a_doubled_handout_word_hides_no_source_and_no_date_is_made_up():
    parsed = parse_caption(FIGHTER)
    assert [s.name for s in parsed.handout_sources] == ["Armenian Foreign Ministry"]
    assert FIGHTER[slice(*parsed.handout_sources[0].span)] == "ARMENIAN FOREIGN MINISTRY"
    assert (parsed.date, parsed.places[0].name, parsed.country) == (None, "Nagorno-Karabakh", "AZ")


@pytest.mark.parametrize(("worldview", "country"), [("un", "AZ"), ("de-facto", None)])
def test_whose_borders_count_is_a_setting(worldview, country):
    assert parse_caption(MARTAKERT, knowledge=Knowledge(worldview=worldview)).country == country


def test_evidence_names_rule_and_words():
    evidence = {(e.field, e.rule): e.span for e in parse_caption(MARTAKERT).evidence}
    assert evidence["handout", "credit/handout-suffix"] == (223, 230)
