"""What holds for every text whatever."""

from itertools import pairwise

from hypothesis import assume, example, given
from hypothesis import strategies as st

from catalog.caption import parse_caption
from catalog.caption.clean import clean
from catalog.caption.months import LANGUAGES
from catalog.caption.sentences import sentence_bounds
from catalog.caption.words import load_words
from catalog.records import ParsedCaption, from_json, to_json
from catalog.text import fold
from tests.caption.readings import read_rows

PIECES = [
    "A handout photo made available by the Ministry of Works shows a bridge",
    " in Kyiv, Ukraine",
    ", 3 May 2019",
    ". ",
    "EPA-EFE/",
    "ADA ROWE",
    " HANDOUT",
    " / POOL",
    "(Photo by ",
    "Ada ROWE",
    " / AFP)",
    " via Getty Images",
    "REUTERS/",
    "Фото: ",
    "Укрінформ",
    "（共同）",
    "تصوير: ",
    "\n",
    "&amp;",
    "\u200b",
    "(",
    ")",
    "/",
    "…",
    "30.02.2021",
    "١٢ مايو ٢٠٢٠",
    "HANDOUT EDITORIAL USE ONLY/NO SALES",
]
# Labels, scripts without blanks, letters that are several characters or none.
FURTHER = [
    "COMBO: ",
    " (L) and (R) ",
    "广州市的公园",
    "부산역에서 ",
    "в городе Москве ",
    "\u0301",
    "&fjlig;",
    "ﬀ",
    "\ud83d",
]
BUILT = st.lists(st.sampled_from([*PIECES, *FURTHER]), max_size=12).map("".join)
CAPTIONS = st.one_of(st.text(), BUILT)
# Words of captions that desks know, cut apart and put together anew.
SHUFFLED = st.lists(
    st.sampled_from(sorted({word for _, row in read_rows("reading") for word in row["caption"].split(" ")})),
    max_size=30,
).map(" ".join)


def _spans(parsed):
    yield from (a.span for a in parsed.agencies)
    yield from (c.span for c in parsed.creators)
    for source in parsed.handout_sources:
        yield source.span
        yield from (f.span for f in source.forms)
    for group in (
        parsed.places,
        parsed.places_mentioned,
        parsed.dates,
        parsed.conditions,
        parsed.notices,
        parsed.parts,
        parsed.alternatives,
        parsed.evidence,
    ):
        yield from (item.span for item in group)
    yield from parsed.unparsed


@given(st.one_of(CAPTIONS, SHUFFLED))
@example("")
@example("\x00\ud800 REUTERS/Ada Rowe")
@example("((((")
@example("Foto: &fjlig;")
@example("REUTERS/Jose\u0301\u0301")
def test_a_parser_never_raises_and_its_spans_lie_in_the_caption(text):
    parsed = parse_caption(text)
    assert parsed.caption == text
    for start, end in _spans(parsed):
        assert 0 <= start < end <= len(text)


@given(st.one_of(SHUFFLED, BUILT))
def test_a_name_is_the_words_of_its_span(text):
    parsed = parse_caption(text)
    for named in (*parsed.creators, *parsed.handout_sources, *parsed.places, *parsed.places_mentioned):
        words = clean(text[slice(*named.span)]).text
        assert fold(words).strip() == fold(named.name).strip()


@given(st.one_of(CAPTIONS, SHUFFLED))
def test_a_record_survives_the_round_trip_and_a_second_reading_gives_the_same(text):
    parsed = parse_caption(text)
    shape = to_json(parsed)
    assert to_json(parse_caption(text)) == shape
    if text.isprintable():  # no half of a surrogate pair, which JSON does not carry
        assert from_json(shape, ParsedCaption) == parsed


@given(CAPTIONS)
def test_what_is_found_holds_no_party_twice(text):
    parsed = parse_caption(text)
    for names in ([fold(c.name) for c in parsed.creators], [a.name for a in parsed.agencies]):
        assert len(set(names)) == len(names)
    assert parsed.handout == (str(parsed.origin) in {"handout", "handout-likely", "conflicting"})
    assert ("handout" in map(str, parsed.kinds)) == parsed.handout


@given(CAPTIONS, st.none() | st.dates())
def test_a_field_without_a_value_has_no_certainty(text, today):
    parsed = parse_caption(text, today=today)
    for field in ("agencies", "creators", "handout_sources", "places", "date"):
        assert (field in parsed.certainty) == bool(getattr(parsed, field))


@given(st.text())
def test_a_cleaned_caption_leads_back_to_the_raw_one(text):
    cleaned = clean(text)
    for position in range(len(cleaned.text)):
        start, end = cleaned.span(position, position + 1)
        assert 0 <= start < end <= len(text)


@given(CAPTIONS)
def test_sentences_follow_one_another(text):
    bounds = sentence_bounds(text, load_words())
    assert bounds[0] == 0
    assert all(a <= b <= len(text) for a, b in pairwise(bounds))


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_a_notice_at_the_end_changes_no_other_field(text):
    assume(text.rfind("(") <= text.rfind(")"))  # an open bracket runs up to what ends it, a notice too
    plain = parse_caption(f"{text}. EPA/ADA ROWE")
    noted = parse_caption(f"{text}. EPA/ADA ROWE UK AND IRELAND OUT")
    for field in ("agencies", "creators", "handout", "handout_sources", "date", "places", "country"):
        assert getattr(plain, field) == getattr(noted, field)
    assert len(noted.notices) >= 1


def test_every_language_of_the_month_table_is_one_that_babel_knows():
    assert len(set(LANGUAGES)) == len(LANGUAGES)
