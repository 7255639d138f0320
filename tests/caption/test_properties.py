"""What holds for every text whatever."""

from hypothesis import example, given
from hypothesis import strategies as st

from catalog.caption import parse_caption
from catalog.caption.clean import clean
from catalog.caption.months import LANGUAGES
from catalog.records import ParsedCaption, from_json, to_json

PIECES = st.sampled_from(
    [
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
)
CAPTIONS = st.one_of(st.text(), st.lists(PIECES, max_size=12).map("".join))


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
        parsed.evidence,
    ):
        yield from (item.span for item in group)
    yield from parsed.unparsed


@given(CAPTIONS)
@example("")
@example("\x00\ud800 REUTERS/Ada Rowe")
@example("((((")
def test_a_parser_never_raises_and_its_spans_lie_in_the_caption(text):
    parsed = parse_caption(text)
    assert parsed.caption == text
    for start, end in _spans(parsed):
        assert 0 <= start < end <= len(text)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_a_record_survives_the_round_trip(text):
    parsed = parse_caption(text)
    assert from_json(to_json(parsed), ParsedCaption) == parsed


@given(st.text())
def test_a_cleaned_caption_leads_back_to_the_raw_one(text):
    cleaned = clean(text)
    for position in range(len(cleaned.text)):
        start, end = cleaned.span(position, position + 1)
        assert 0 <= start < end <= len(text)


@given(st.lists(PIECES, max_size=8).map("".join))
def test_a_notice_at_the_end_changes_no_other_field(text):
    plain = parse_caption(f"{text}. EPA/ADA ROWE")
    noted = parse_caption(f"{text}. EPA/ADA ROWE UK AND IRELAND OUT")
    for field in ("agencies", "creators", "handout", "handout_sources", "date", "places", "country"):
        assert getattr(plain, field) == getattr(noted, field)
    assert len(noted.notices) >= 1


def test_every_language_of_the_month_table_is_one_that_babel_knows():
    assert len(set(LANGUAGES)) == len(LANGUAGES)
