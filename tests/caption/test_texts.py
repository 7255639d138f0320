"""Below the caption: texts made even, sentences, names, languages (`cases/texts.toml`)."""

import tomllib
from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.caption import parse_caption
from catalog.caption.clean import clean
from catalog.caption.language import language_of
from catalog.caption.names import is_person, natural_case
from catalog.caption.sentences import head_sentence, sentence_bounds, sentence_start
from catalog.caption.sources import country_in
from catalog.caption.words import load_words
from catalog.places import load_gazetteer
from tests.caption.readings import CASES

TABLES = tomllib.loads((CASES / "texts.toml").read_text(encoding="utf-8"))
WORDS = load_words()


@pytest.mark.parametrize("row", TABLES["clean"], ids=lambda row: row["note"])
def test_an_even_text_leads_back_to_its_characters(row):
    cleaned = clean(row["text"])
    parts = row["marked"].split("|")
    assert cleaned.text == "".join(parts)
    spans = pairwise([0, *accumulate(map(len, parts))])
    assert [cleaned.raw[slice(*cleaned.span(*span))] for span in spans] == row["raw"]


@pytest.mark.parametrize("row", TABLES["sentences"], ids=lambda row: row["note"])
def test_a_text_has_its_sentences(row):
    text = row["text"]
    bounds = [b for b in sentence_bounds(text, WORDS) if b < len(text)]
    assert [text[a:b] for a, b in pairwise([*bounds, len(text)])] == row["sentences"]


def test_a_place_in_a_text_has_the_sentence_that_holds_it():
    bounds = sentence_bounds("A lamp. A ship. A tram.", WORDS)
    assert [sentence_start(bounds, position) for position in (0, 7, 8, 15, 16, 22)] == [0, 0, 8, 8, 16, 16]


def test_a_slug_is_no_first_sentence():
    text = "RIGA. A lamp burns in the window of a house."
    assert head_sentence(text, sentence_bounds(text, WORDS)) == 6
    assert head_sentence("RIGA. A lamp.", [0, 6]) == 0


@pytest.mark.parametrize("row", TABLES["person"], ids=lambda row: row["name"])
def test_a_name_has_a_person_s_form_or_not(row):
    assert is_person(row["name"], WORDS) is row["person"]


@pytest.mark.parametrize("row", TABLES["natural"], ids=lambda row: row["text"])
def test_a_shouted_name_is_written_in_natural_case(row):
    seen = row.get("seen", row["text"])
    assert natural_case(row["text"], seen, WORDS, whole=row.get("whole", False)) == row["natural"]


@pytest.mark.parametrize("row", TABLES["country"], ids=lambda row: row["name"])
def test_an_institution_s_name_may_hold_its_country(row):
    assert (country_in(row["name"], load_gazetteer()) or "") == row["country"]


@pytest.mark.parametrize("row", TABLES["language"], ids=lambda row: row["text"])
def test_a_text_tells_its_language(row):
    assert (language_of(row["text"]) or "") == row["language"]


def _endless(middle: int) -> str:
    return f"A lamp burns in Riga, Latvia, 3 May 2019. {'x ' * middle}. EPA/ADA ROWE"


def test_of_an_endless_text_head_and_tail_are_read_and_the_rest_is_said_to_be_unparsed():
    text = _endless(10_000)
    parsed = parse_caption(text)
    assert [a.name for a in parsed.agencies] == ["EPA"]
    assert [text[slice(*c.span)] for c in parsed.creators] == ["ADA ROWE"]
    assert (parsed.date, parsed.country, parsed.caption) == ("2019-05-03", "LV", text)
    (start, end) = parsed.unparsed[0]
    assert set(text[start:end]) == {"x", " "}
    assert end - start > len(text) // 4


def test_a_long_caption_is_read_whole():
    text = _endless(5_000)
    assert clean(text).unread is None
    assert parse_caption(text).unparsed == ()


@given(st.text(), st.text())
def test_an_endless_text_leads_back_to_its_characters(head, tail):
    text = f"{head}{'lamp &amp; ship  ' * 900}{tail}"
    cleaned = clean(text)
    assert len(cleaned.offsets) == len(cleaned.text) + 1
    spans = [cleaned.span(place, place + 1) for place in range(len(cleaned.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


@pytest.mark.parametrize(
    ("caption", "countries"),
    [
        ("Die Brücke über den Okumi bei Gali. Foto: EPA", [None, "GE"]),
        ("A weir on the Okumi near Gali, Abkhazia. EPA", [None, "GE", "GE"]),
        ("A tram crosses the river in Strasbourg, Kehl, 3 May 2019. EPA", ["FR", "DE"]),
    ],
)
def test_a_small_namesake_in_another_country_is_not_the_place_beside(caption, countries):
    parsed = parse_caption(caption)
    places = [*parsed.places, *parsed.places_mentioned]
    assert [place.country for place in places] == countries
