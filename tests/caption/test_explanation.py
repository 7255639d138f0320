"""Every value has its reason, and what was weighed and not taken has one too."""

import pytest
from hypothesis import given
from msgspec.structs import replace

from catalog.caption import Knowledge, explain, parse_caption
from catalog.caption.rule_meanings import load_reasons, load_rule_meanings, meaning_of
from catalog.records import (
    Alternative,
    Explanation,
    HandoutSource,
    ParsedCaption,
    PlaceMention,
    from_json,
    to_json,
)
from catalog.vocabulary.codes import Condition, How, Kind, Origin
from catalog.vocabulary.labels import describe
from tests.caption.test_house_credit import RECORDS
from tests.caption.test_properties import CAPTIONS, SHUFFLED

HANDED = (
    "A handout photo made available by the Lom Museum shows a weir near Lom, Bulgaria, 4 May 2019. "
    "EPA-EFE/LOM MUSEUM HANDOUT"
)
COMBO = (
    "This combination of photos shows, left, a weir in Lima, Peru, on May 3, 2018, and, right, the same weir "
    "on June 9, 2019. (Weir Museum via AP, left; AP Photo/Mara Lind, right)"
)
# Rules whose ids and meanings are those of the vocabulary's codes.
OF_CODES = {
    f"{field}/{code}"
    for field, codes in (("origin", Origin), ("how", How), ("condition", Condition))
    for code in codes
}


def _read(text, *fields):
    reasons = explain(parse_caption(text)).read
    return [(r.field, r.value, r.rule, r.words) for r in reasons if r.field in fields]


def _refused(text, *rules):
    reasons = explain(parse_caption(text)).refused
    return [(r.field, r.value, r.rule, r.words) for r in reasons if not rules or r.rule in rules]


def test_each_value_has_its_rule_and_its_words():
    assert _read(
        HANDED, "handout", "handout_sources", "agencies", "places", "country", "date", "origin", "how"
    ) == [
        ("handout", "yes", "credit/handout-suffix", "HANDOUT"),
        ("handout", "yes", "statement/en-given-by", "A handout photo made available by the Lom Museum"),
        ("handout", "yes", "statement/en-handout-bare", "A handout photo"),
        ("origin", "Handout", "origin/handout", ""),
        ("how", "Released", "how/released", ""),
        ("handout_sources", "Lom Museum", "source/credit", "LOM MUSEUM"),
        ("agencies", "EPA-EFE (maker)", "credit/sentence", "EPA-EFE"),
        ("places", "Lom", "place/preposition", "Lom"),
        ("places", "Bulgaria", "place/preposition", "Bulgaria"),
        ("country", "BG", "country/place", ""),
        ("date", "2019-05-04", "date/stated", "4 May 2019"),
    ]


def test_kinds_have_theirs_and_the_handout_is_not_said_twice():
    caption = "FILE - Weirs. (Lom Museum/Pool Photo via AP, File)"
    assert [r[1:3] for r in _read(caption, "kinds")] == [
        ("Pool picture", "credit/pool"),
        ("File picture", "credit/file"),
    ]


def test_conditions_are_explained_in_the_vocabularys_words():
    caption = "A weir near Lom, 4 May 2019, seen on a tour organised by the water ministry. EPA"
    [reason] = [r for r in explain(parse_caption(caption)).read if r.field == "conditions"]
    assert (reason.rule, reason.meaning) == (
        "condition/organised-tour",
        describe(Condition.ORGANISED_TOUR).meaning,
    )


@pytest.mark.parametrize(
    ("caption", "reason"),
    [
        (
            "A weir near Lom. Bulgarian Water Ministry via EPA-EFE",
            ("handout/source-in-credit", "Bulgarian Water Ministry"),
        ),
        (
            "A weir near Lom. REUTERS IMAGE SUPPLIED BY A THIRD PARTY",
            ("handout/notice", "SUPPLIED BY A THIRD PARTY"),
        ),
        (
            "A weir near Lom. REUTERS HANDOUT EDITORIAL USE ONLY/NO SALES",
            ("handout/notice", "HANDOUT EDITORIAL USE ONLY/NO SALES"),
        ),
    ],
)
def test_a_handout_that_no_word_of_the_credit_says_has_a_reason_too(caption, reason):
    assert [r[2:] for r in _read(caption, "handout")] == [reason]


def test_a_record_that_names_no_reason_gets_none():
    parsed = ParsedCaption(
        caption="x", handout=True, kinds=(Kind.HANDOUT, Kind.POOL), date="2019", country="BG"
    )
    found = {r.field: (r.rule, r.span) for r in explain(parsed).read}
    assert found["handout"] == found["kinds"] == found["date"] == ("", None)


def test_each_picture_of_a_combo_is_told_without_a_mark():
    parts = [r for r in explain(parse_caption(COMBO)).read if r.field == "parts"]
    assert [(r.mark, r.value, r.rule) for r in parts] == [
        (None, "left: Lima, Peru, 2018-05-03, AP, from Weir Museum", "combo/any"),
        (None, "right: Lima, Peru, 2019-06-09, Mara Lind, AP", "combo/any"),
    ]


def test_a_picture_of_a_record_without_kinds_is_told_without_rule():
    parsed = replace(parse_caption(COMBO), kinds=())
    assert {r.rule for r in explain(parsed).read if r.field == "parts"} == {""}


@pytest.mark.parametrize(
    ("caption", "refused"),
    [
        (
            "A weir near Lom, Bulgaria, 4 May 2019, as Xinhua said. EPA/MARA LIND",
            [("agencies", "XINHUA", "aside/agency-in-prose", "Xinhua")],
        ),
        (
            "A weir near Lom, Bulgaria. (Photo by Mara LIND / AFP) (Photo by MARA LIND/AFP via Getty Images)",
            [("agencies", "AFP", "aside/agency-again", "AFP")],
        ),
        (
            "A weir near Lom, Bulgaria, 4 May 2019, opened on 5 May. EPA/MARA LIND",
            [("dates", "5 May", "aside/no-year", "5 May")],
        ),
        (
            "A weir near Lom, Bulgaria, 4/5/2019. EPA/MARA LIND",
            [("date", "2019-04-05", "date/day-or-month-first", "4/5/2019")],
        ),
        (
            "A weir near Lom, Bulgaria, 31 February 2019. EPA/MARA LIND",
            [("date", "2019-02-31", "date/impossible", "31 February 2019")],
        ),
        (
            "A weir near Lom, in a picture taken on 3 May 2019 and released on 5 May 2019. EPA/MARA LIND",
            [("dates", "2019-05-05 (released)", "date/released", "5 May 2019")],
        ),
        (
            "A weir near Lom, Bulgaria, 4 May 2019. The council paid for it on 5 June 2018. EPA/MARA LIND",
            [("dates", "2018-06-05 (mentioned)", "aside/other-date", "5 June 2018")],
        ),
        (
            COMBO,
            [
                ("dates", "2018-05-03 (taken)", "date/part", "May 3, 2018"),
                ("dates", "2019-06-09 (taken)", "date/part", "June 9, 2019"),
            ],
        ),
        (
            "A weir is opened near Lom, Bulgaria, 4 May 2019. Water comes from Vidin. EPA/MARA LIND",
            [("places_mentioned", "Vidin", "aside/other-place", "Vidin")],
        ),
        (
            "The president of Bulgaria opens a weir near Lom, 4 May 2019. EPA/MARA LIND",
            [("places_mentioned", "Bulgaria", "aside/place-of-something-else", "Bulgaria")],
        ),
        (
            "A weir near Lom, Bulgaria. EPA/MARA LIND EDITORIAL USE ONLY",
            [("notices", "editorial use only", "aside/notice", "EDITORIAL USE ONLY")],
        ),
        ("A weir near Lom, Bulgaria. EPA/MARA LIND", []),
    ],
)
def test_what_was_not_taken_has_its_reason(caption, refused):
    assert _refused(caption) == refused


def test_a_place_that_stands_alone_is_not_said_to_have_lost_to_another():
    parsed = ParsedCaption(
        caption="Water for Vidin", places_mentioned=(PlaceMention(name="Vidin", span=(10, 15)),)
    )
    assert [r.rule for r in explain(parsed).refused] == ["aside/not-the-place"]


def test_a_notice_without_terms_says_so():
    parsed = parse_caption("A weir near Lom. EPA/MARA LIND EDITORIAL USE ONLY")
    bare = replace(parsed, notices=(replace(parsed.notices[0], terms=()),))
    assert [r.value for r in explain(bare).refused] == ["no terms"]


def test_a_credit_that_was_not_understood_is_told():
    assert _refused("A weir in Lom. (Photo by Mara Li…") == [
        ("unparsed", "nothing", "aside/unparsed", "Mara Li…")
    ]


def test_the_middle_of_an_endless_text_is_told():
    caption = "Weirs. " * 2000
    assert [(r[0], r[2]) for r in _refused(caption)] == [("unparsed", "aside/unread")]


def test_a_date_that_is_still_to_come_is_told_once():
    from datetime import date  # noqa: PLC0415 (this test alone)

    parsed = parse_caption("A weir near Lom, Bulgaria, 4 May 2031. EPA", today=date(2026, 1, 1))
    assert [(r.field, r.rule) for r in explain(parsed).refused] == [("date", "date/after-today")]


def test_a_date_of_a_record_without_evidence_lost_to_another():
    parsed = parse_caption("A weir near Lom, 4 May 2019. The council paid for it on 5 June 2018. EPA")
    bare = replace(parsed, evidence=tuple(e for e in parsed.evidence if e.field == "date"))
    assert [r.rule for r in explain(bare).refused] == ["aside/other-date"]


def test_an_agency_of_the_catalogs_own_knowledge_is_seen_in_the_prose(tmp_path):
    (tmp_path / "agencies").mkdir()
    (tmp_path / "agencies" / "quayprint.toml").write_text(
        'id = "quayprint"\nname = "QUAYPRINT"\nfull_name = "Quayprint"\nkind = "photo-agency"\n'
        'sources = ["a desk"]\nchecked = "2026-05"\nnames = [{ text = "Quayprint", canonical = true }]\n'
    )
    parsed = parse_caption("A weir near Lom, Bulgaria, as Quayprint said. EPA/MARA LIND")
    assert [r.value for r in explain(parsed, knowledge=Knowledge(overlay=tmp_path)).refused] == ["QUAYPRINT"]
    assert explain(parsed).refused == ()


def test_the_same_words_have_one_mark_and_marks_run_with_the_caption():
    explanation = explain(parse_caption("A weir near Lom. Bulgarian Water Ministry via EPA-EFE"))
    marks = {(r.mark, r.words) for r in explanation.read if r.mark}
    assert sorted(marks) == [(1, "Lom"), (2, "Bulgarian Water Ministry"), (3, "EPA-EFE")]


def _faults(parsed):
    explanation = explain(parsed)
    values = {"handout": parsed.handout, "date": parsed.date, "country": parsed.country}
    values |= {name: getattr(parsed, name) for name in ("agencies", "creators", "places", "handout_sources")}
    told = {r.field for r in explanation.read}
    yield from (f"no reason for {name}" for name, value in values.items() if value and name not in told)
    seen = {}
    for reason in (*explanation.read, *explanation.refused):
        if reason.words != parsed.caption[slice(*(reason.span or (0, 0)))]:
            yield f"other words: {reason}"
        if reason.mark is not None and seen.setdefault(reason.mark, reason.span) != reason.span:
            yield f"mark {reason.mark} twice"
        if reason.rule and not reason.meaning:
            yield f"no meaning for {reason.rule}"
    if from_json(to_json(explanation), Explanation) != explanation:
        yield "not the same from JSON"


@given(CAPTIONS.map(parse_caption))
def test_every_value_of_every_text_is_explained(parsed):
    assert list(_faults(parsed)) == []


@given(SHUFFLED.map(parse_caption))
def test_every_value_of_captions_in_disorder_is_explained(parsed):
    assert list(_faults(parsed)) == []
    assert [r for r in explain(parsed).read if not r.rule] == []


@given(RECORDS)
def test_a_record_that_no_parser_made_is_explained_as_far_as_it_goes(parsed):
    assert list(_faults(parsed)) == []


def test_a_rule_of_another_version_has_no_meaning():
    other = Alternative(field="date", value="2019", span=(0, 1), rule="date/guessed")
    [reason] = explain(ParsedCaption(caption="x", alternatives=(other,))).refused
    assert (reason.rule, reason.meaning) == ("date/guessed", "")


def test_meanings_are_one_sentence_each_and_judge_nobody():
    assert [
        m for m in load_rule_meanings().values() if "\n" in m or not m.endswith(".") or len(m) > 110
    ] == []
    assert set(load_reasons()) <= set(load_rule_meanings())
    assert OF_CODES.isdisjoint(load_rule_meanings())
    assert meaning_of("source/credit") == "The credit names who handed the picture out."


def test_a_source_without_evidence_is_explained_by_its_words():
    source = HandoutSource(name="Lom", span=(0, 3))
    [reason] = [r for r in explain(ParsedCaption(caption="Lom", handout_sources=(source,))).read if r.span]
    assert (reason.rule, reason.words) == ("", "Lom")
