import msgspec
import pytest

from catalog.records import Handout, ParsedCaption, Photo, Reference
from catalog.vocabulary.codes import HandoutState, How, Origin, SourceClass
from tests.web import captions
from web.trail import about_party, chain_of, handout_sentences


def photo(caption=None, state=HandoutState.NOT_INDICATED, *parties):
    handout = Handout(state=state, from_=parties)
    return Photo(id=1, ref=Reference(provider="desk", id="x"), caption=caption, handout=handout)


SILENT = ParsedCaption(caption="A lake.")


@pytest.mark.parametrize(
    ("caption", "state", "answer"),
    [
        (ParsedCaption(caption="x", handout=True), HandoutState.STATED, "The caption says handout."),
        (SILENT, HandoutState.STATED, "The file, or a copy"),
        (None, HandoutState.STATED, "The file, or a copy"),
        (SILENT, HandoutState.LIKELY, "The words point to a handout"),
        (SILENT, HandoutState.CONFLICTING, "The evidence about a handout disagrees."),
        (SILENT, HandoutState.NOT_INDICATED, "Nothing indicates a handout."),
        (ParsedCaption(caption="x", origin=Origin.OWN), HandoutState.NOT_INDICATED, "The credit marks"),
    ],
)
def test_the_answer_says_what_the_evidence_says(caption, state, answer):
    assert handout_sentences(photo(caption, state))[0].startswith(answer)


@pytest.mark.parametrize("how", How)
def test_every_road_has_its_sentence(how):
    said = handout_sentences(photo(ParsedCaption(caption="x", how=how)))[-1]
    assert said.endswith(".")
    assert " " in said


def test_a_source_is_described_by_class_and_country():
    assert about_party(captions.party("x", "X", SourceClass.HEAD_OF_STATE, "AM")) == "head of state, Armenia"
    assert about_party(captions.party("x", "X", SourceClass.NGO)) == "NGO"
    assert about_party(captions.party("x", "X")) == ""


def roles(found):
    return [(step.role, [party.name for party in step.parties]) for step in chain_of(found)]


def test_a_stated_handout_without_source_begins_with_the_gap():
    assert roles(photo(SILENT, HandoutState.STATED)) == [("Handed out by", ["Source not named"])]


def test_a_likely_source_is_called_likely():
    found = photo(SILENT, HandoutState.LIKELY, captions.party("x", "X"))
    assert roles(found) == [("Likely handed out by", ["X"])]


def test_a_source_under_dispute_is_named_by_one_statement():
    found = photo(SILENT, HandoutState.CONFLICTING, captions.party("x", "X"))
    assert roles(found) == [("Handed out by, as one statement says", ["X"])]


def test_a_source_that_only_the_caption_names_is_in_the_chain():
    caption = captions.harbour()
    assert roles(photo(caption))[0] == ("Handed out by", ["Velsund Harbour Authority"])


def test_nothing_known_is_an_empty_chain():
    assert roles(photo()) == []
    assert roles(photo(SILENT, HandoutState.CONFLICTING)) == []


def test_photographer_stands_before_the_agency():
    assert [role for role, _ in roles(photo(captions.bridge()))] == ["Photographer", "Agency"]


def test_an_agency_named_twice_is_one_step():
    caption = captions.bridge()
    twice = msgspec.structs.replace(caption, agencies=caption.agencies * 2)
    assert [names for _, names in roles(photo(twice))] == [["Marisol Okafor"], ["LUMEN AGENCY"]]
