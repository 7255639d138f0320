import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.records import ConditionMention, DateMention, Form, HandoutSource, ParsedCaption, Part
from catalog.vocabulary.codes import Condition, DateRole
from tests.web import captions
from web.marks import Mark, marks_of
from web.pieces import pieces_of

TEXT = "Crowd at the lake, picture by the town of Aldby/HANDOUT"


def mark(start, end, kind="date"):
    return Mark(start, end, kind, kind.capitalize(), "value")


@given(
    st.text(max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.sampled_from(["date", "place"]))),
)
def test_pieces_put_together_are_the_text(text, spans):
    marks = tuple(mark(a, b, kind) for a, b, kind in spans if a < b <= len(text))
    assert "".join(piece.text for piece in pieces_of(text, marks)) == text


def test_where_marks_overlap_the_shorter_one_names_the_piece():
    pieces = pieces_of(TEXT, (mark(0, 17, "notice"), mark(9, 17, "place")))
    assert [(p.text, p.kind) for p in pieces[:2]] == [(TEXT[:9], "notice"), (TEXT[9:17], "place")]


def test_a_mark_that_another_one_parts_is_labelled_once():
    pieces = pieces_of(TEXT, (mark(0, 20, "notice"), mark(5, 10, "place")))
    assert [piece.label for piece in pieces[:3]] == ["Notice", "Place", ""]


@pytest.mark.parametrize("span", [(-1, 4), (4, 4), (5, 3), (0, 999)])
def test_impossible_spans_are_left_out(span):
    caption = ParsedCaption(caption=TEXT, dates=(DateMention(role=DateRole.TAKEN, edtf="2020", span=span),))
    assert marks_of(caption) == ()


def test_the_same_words_of_one_kind_are_marked_once():
    found = captions.source(TEXT, "town of Aldby")
    caption = ParsedCaption(
        caption=TEXT,
        handout_sources=(found,),
        parts=(Part(label="left", span=(0, 5), handout_sources=(found,)),),
    )
    assert [m.kind for m in marks_of(caption)] == ["source"]


def test_other_forms_of_a_source_are_marked_too():
    found = HandoutSource(name="Aldby", span=(42, 47), forms=(Form(text="the lake", span=(9, 17)),))
    assert [m.value for m in marks_of(ParsedCaption(caption=TEXT, handout_sources=(found,)))] == [
        "the lake",
        "Aldby",
    ]


def test_a_condition_is_said_in_words():
    said = ConditionMention(condition=Condition.POSED, span=(0, 5))
    assert marks_of(ParsedCaption(caption=TEXT, conditions=(said,)))[0].value == "Posed"
