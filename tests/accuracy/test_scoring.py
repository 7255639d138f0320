"""The scorer counts as a person would."""

import msgspec
import pytest

from tests.accuracy.labels import Reading
from tests.accuracy.scoring import compare, score, words

LABEL = Reading(
    language="en",
    agencies=("EPA", "ANSA"),
    creators=("Łukasz Đurić",),
    handout=True,
    handout_source="the Harbour Office",
    kinds=("handout", "file"),
    places=("Rynku Wielkim", "Zamość"),
    country="PL",
    date="2017-07-02",
    terms=("no-sales",),
    parts=2,
)
NOTHING = Reading(
    language=None,
    agencies=(),
    creators=(),
    handout=False,
    handout_source=None,
    kinds=(),
    places=(),
    country=None,
    date=None,
    terms=(),
    parts=0,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Łukasz Đurić", "LUKASZ DURIC"),
        ("U.S. Army", "US Army"),
        ("the Kremlin", "Kremlin"),
        ("Parliament’s Office", "parliaments office"),
        ("B.Costanza", "BCostanza"),
        ("NASA/ESA", "NASA / ESA"),
    ],
)
def test_two_spellings_of_a_name_are_one(one, other):
    assert words(one) == words(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Harbour Office", "Harbour"), ("Theodor Lie", "odor Lie"), ("", "A")]
)
def test_two_names_are_two(one, other):
    assert words(one) != words(other)


def test_the_label_itself_is_right_in_every_field():
    assert {tally.value for tally in score([(LABEL, LABEL)]).values()} == {1.0}


def test_no_answer_is_wrong_in_every_field_that_was_asked():
    assert {tally.value for tally in score([(LABEL, NOTHING)]).values()} == {0.0}


def test_silence_where_nothing_was_asked_is_right():
    assert {tally.value for tally in score([(NOTHING, NOTHING)]).values()} == {1.0}


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"agencies": ("EPA",)}, {"agencies", "whole"}),
        ({"creators": ("Łukasz Đurić", "Ada Rowe")}, {"creators", "whole"}),
        ({"handout": False}, {"handout", "handout_found", "whole"}),
        ({"handout_source": "Harbour"}, {"handout_source", "whole"}),
        ({"kinds": ("handout",)}, {"kinds"}),
        ({"places": ("Zamość", "Rynku Wielkim")}, {"place_first", "whole"}),
        ({"places": ("Rynku Wielkim",)}, {"places"}),
        ({"places": ("Rynku Wielkim 4", "Zamość")}, {"places"}),
        ({"country": None}, {"country"}),
        ({"date": "2017-07"}, {"date", "date_given", "whole"}),
        ({"terms": ()}, {"terms"}),
        ({"parts": 3}, {"parts"}),
        ({"language": "en-GB"}, {"language"}),
    ],
)
def test_one_wrong_field_is_counted_there_and_nowhere_else(change, wrong):
    told = compare(LABEL, msgspec.structs.replace(LABEL, **change))
    assert {field for field, agrees in told.items() if not agrees} == wrong


def test_a_source_invented_for_no_handout_counts():
    answer = msgspec.structs.replace(NOTHING, handout_source="Harbour Office")
    assert score([(NOTHING, answer)])["handout_source"].value == 0.0


def test_names_are_scored_by_micro_f1():
    answer = msgspec.structs.replace(LABEL, agencies=("EPA", "AFP", "DPA"))
    tally = score([(LABEL, answer)])["agencies"]
    assert (tally.right, tally.missed, tally.invented) == (1, 1, 2)
    assert tally.value == pytest.approx(2 / 5)


def test_shares_are_over_the_captions_that_were_asked():
    tally = score([(LABEL, NOTHING), (LABEL, LABEL), (NOTHING, NOTHING)])
    assert tally["handout_source"].value == pytest.approx(1 / 2)
    assert tally["date"].value == pytest.approx(2 / 3)
    assert tally["whole"].value == pytest.approx(2 / 3)
