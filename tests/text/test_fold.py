"""Folding: what two spellings of one word share, and the way back to the original."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.text import fold, fold_with_offsets


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Şırnak", "sirnak"),
        ("ŞIRNAK", "sirnak"),
        ("Đoković", "dokovic"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("Ærø", "aero"),
        ("Łódź", "lodz"),
        ("Київ", "киів"),
        ("Ёлка", "елка"),
        ("ירושלים", "ירושלים"),
        ("الإسماعيلية", "الاسماعيلية"),
        ("हिन्दी", "हिन्दी"),
        ("O’Brien", "o'brien"),
        ("Khan\u00a0Younis", "khan younis"),
        ("ＡＦＰ", "afp"),
        ("nim\u200bbus", "nimbus"),
    ],
)
def test_case_accents_and_width_do_not_matter(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_equals_once(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_offsets_lead_back_to_the_letters_that_gave_each_folded_letter(text):
    folded = fold_with_offsets(text)
    assert folded.text == fold(text)
    assert len(folded.offsets) == len(folded.text) + 1
    for index, letter in enumerate(folded.text):
        start, end = folded.span(index, index + 1)
        assert letter in fold(text[start:end])


def test_an_empty_stretch_stays_empty():
    assert fold_with_offsets("Łódź").span(2, 2) == (2, 2)
