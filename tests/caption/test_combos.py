"""Combos are taken apart by their words of position, their lists and their credits, and nothing else is."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from catalog.caption import parse_caption
from catalog.caption.combo_marks import find_marks, without_marks
from catalog.caption.combo_words import load_combo_words
from catalog.caption.words import load_words

DATA = Path(__file__).parents[2] / "catalog" / "caption" / "data" / "combos"
ROWS = [
    row for path in DATA.glob("*.toml") for row in tomllib.loads(path.read_text(encoding="utf-8"))["language"]
]


def _told(caption):
    """Each part as its label, its words, its date and place, and whom its credit names."""
    told = []
    for part in parse_caption(caption).parts:
        names = [x.name for group in (part.agencies, part.creators, part.handout_sources) for x in group]
        words = caption[slice(*part.span)]
        told.append((part.label, words, part.date or "", part.place or "", "; ".join(names)))
    return told


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["code"])
def test_a_language_parts_its_example_and_leaves_its_counterexample_whole(row):
    combo, single = parse_caption(row["example"]), parse_caption(row["counterexample"])
    assert [row["example"][slice(*part.span)] for part in combo.parts] == row["parts"]
    assert [part.date for part in combo.parts] == ["2018-05-03", "2019-06-09"]
    assert (combo.date, "combo" in combo.kinds) == (None, True)
    assert (single.parts, "combo" in single.kinds) == ((), False)


def test_languages_do_not_quarrel_over_a_word():
    for row in ROWS:
        sides = ("left", "right", "top", "bottom", "middle", "order")
        words = [word for side in sides for word in row[side]]
        assert len(words) == len(set(words)), row["code"]


CASES = tomllib.loads((Path(__file__).parent / "cases" / "combos.toml").read_text(encoding="utf-8"))
CAPTIONS = {case["name"]: case["caption"] for case in CASES["combo"]}


@pytest.mark.parametrize("case", CASES["combo"], ids=lambda case: case["name"])
def test_a_combo_is_told_picture_by_picture(case):
    assert _told(case["caption"]) == [tuple(part) for part in case["parts"]]
    assert "combo" in parse_caption(case["caption"]).kinds


@pytest.mark.parametrize("caption", CASES["no_combo"])
def test_people_left_and_right_in_one_picture_are_no_combo(caption):
    parsed = parse_caption(caption)
    assert (parsed.parts, "combo" in parsed.kinds) == ((), False)


@pytest.mark.parametrize("caption", CASES["not_parted"])
def test_a_combo_whose_pictures_nothing_parts_keeps_its_kind_alone(caption):
    parsed = parse_caption(caption)
    assert (parsed.parts, "combo" in parsed.kinds) == ((), True)


@pytest.mark.parametrize(
    ("caption", "rule", "words"),
    [
        ("Lamps in Lima. (Ada Rowe via AP, left; Ben Lund via AP, right)", "credit/combo", "left"),
        ("Top: a lamp. (AP Photo/Ada Rowe) Bottom: a lock. (Ben Lund/EPA)", "credit/combo", "Top"),
        ("Left: a lamp in 1920. Right: the same lamp in 2020. Photo: Ada Rowe/NTB", "date/combo", "Left"),
        (
            "From left: a pier on May 3, 2018 (Ada Rowe/AFP); a lock on June 9, 2019 (Ben Lund/EPA)",
            "credit/combo",
            "a pier on May 3, 2018 (Ada Rowe/AFP); a lock on June 9, 2019 (Ben Lund/EPA)",
        ),
    ],
)
def test_a_combo_that_no_word_names_is_shown_by_its_credits_or_dates(caption, rule, words):
    parsed = parse_caption(caption)
    shown = [caption[slice(*e.span)] for e in parsed.evidence if (e.field, e.rule) == ("kinds", rule)]
    assert shown == [words]
    assert len(parsed.parts) == 2


def test_the_whole_has_the_places_of_all_pictures_and_what_none_contradicts():
    parsed = parse_caption(CAPTIONS["within the words"])
    assert [place.name for place in parsed.places] == ["Lima", "Peru", "Graz", "Austria"]
    assert (parsed.date, parsed.country) == (None, None)
    assert [(str(d.role), d.edtf) for d in parsed.dates] == [("taken", "2018-05-03"), ("taken", "2019-06-09")]


def test_pictures_of_one_day_and_country_give_the_whole_their_day_and_country():
    parsed = parse_caption(CAPTIONS["pictures of one day"])
    assert (parsed.date, parsed.country) == ("2018-05-03", "PE")
    assert [place.name for place in parsed.places] == ["Lima", "Peru", "Cusco"]
    assert [str(d.role) for d in parsed.dates] == ["taken", "taken", "mentioned"]


@pytest.mark.parametrize("filler", ["A lamp, left, is lit. ", "A lamp is lit here. " * 4])
def test_an_article_is_not_taken_apart(filler):
    caption = filler * 70 + CAPTIONS["within the words"]
    assert parse_caption(caption).parts == ()


def test_an_undated_picture_leaves_the_whole_without_date():
    assert parse_caption(CAPTIONS["behind the words"]).date is None


def test_the_day_a_combination_was_made_is_no_date_of_its_pictures():
    parsed = parse_caption(CAPTIONS["one mark within the words"])
    assert {d.edtf for d in parsed.dates if d.role == "taken"} == {"2018-05-03", "2019-06-09"}


def test_words_of_another_language_part_a_combo_where_its_own_do_not():
    caption = "Combo: vlevo Brno, 3 May 2018; vpravo Zlin, 9 June 2019. (AP Photo)"
    assert [label for label, *_ in _told(caption)] == ["vlevo", "vpravo"]


def test_a_language_that_we_have_no_words_of_uses_the_english_ones():
    words = load_combo_words()
    assert words.language("yo") is words.language("en")
    assert words.language(None).joint.match("; and a lock")


MARKS = [
    ("a dam (L), a lock", ["L"]),
    ("a dam (L.)", ["L"]),
    ("a dam [right]", ["right"]),
    ("a dam (top, 3 May)", ["top"]),
    ("a dam, at left in May", ["at left"]),
    ("a dam, top left, and", ["top left"]),
    ("Right: a dam", ["Right"]),
    ("a dam and left, a lock", ["left"]),
    ("a dam, left and a lock", ["left"]),
    ("a dam, from left", ["from left"]),
    ("top row from left, a dam", ["top row", "from left"]),
    ("the second from left", []),
    ("they left for", []),
    ("(left bank)", []),
    ("(l bank)", []),
    ("(c) Ada Rowe", []),
    ("Ada Rowe (C)", ["C"]),
    ("aleft, bleft", []),
    ("leftist, right", ["right"]),
    ("لوند ويمين", ["يمين"]),
    ("写真左の橋", ["写真左"]),
    ("İ (L) \ud800 (R)", ["L", "R"]),
]


@pytest.mark.parametrize(("text", "words"), MARKS)
def test_a_word_of_position_points_where_signs_or_its_language_set_it_off(text, words):
    assert [text[m.start : m.end] for m in find_marks(text)] == words


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("(Ada Rowe via AP, left; Ben Lund/AP, right)", "(Ada Rowe via AP      ; Ben Lund/AP       )"),
        ("Photo: (L) Ada Rowe, (R) Ben Lund", "Photo:     Ada Rowe,     Ben Lund"),
        ("AP/Ada Rowe (L) and AP/Ben Lund (R)", "AP/Ada Rowe     and AP/Ben Lund    "),
        ("Photo: left: AP/A; right, AFP/B", "Photo:       AP/A;        AFP/B"),
        ("via A (left, May) and B (right, May)", "via A (      May) and B (       May)"),
        ("A dam (L) and a lock (R). Photo by Ada Rowe", "A dam (L) and a lock (R). Photo by Ada Rowe"),
        ("AP/Ada Rowe, left", "AP/Ada Rowe, left"),
        (
            "from left, AP/Ada Rowe, left, AP/Ben Lund, right",
            "from left, AP/Ada Rowe      , AP/Ben Lund       ",
        ),
    ],
)
def test_a_credit_is_read_on_over_its_marks(text, plain):
    bounds = [0, *(place + 2 for place in range(len(text)) if text.startswith(". ", place))]
    assert without_marks(text, find_marks(text), bounds, load_words().label) == plain


def test_a_caption_without_words_of_position_has_no_marks():
    assert find_marks("A ferry waits in the fog off Anholt, Denmark, 03 May 2014. EPA/ADA ROWE") == []


PIECES = st.sampled_from(
    [
        "This combination of photos shows ",
        "(COMBO) ",
        "Die Bildkombo zeigt ",
        "拼版照片：",
        "In this combo of photos, ",
        "a dam in Lima, Peru",
        "Ada Rowe",
        " on May 3, 2018",
        " on June 9, 2019",
        ", undated",
        " (L)",
        " (R)",
        "(top)",
        ", left",
        ", right, ",
        " links ",
        " rechts ",
        "左图",
        "top row from left, ",
        "from left, ",
        "Clockwise from top left: ",
        " and ",
        "; ",
        ", ",
        ". ",
        "\n",
        "&amp;",
        "\u200b",
        "\ud800",
        "(AP Photo/Ada Rowe, left; Ben Lund via AP, right)",
        "(Photo by Ada ROWE / AFP)",
        "REUTERS/Ada Rowe (L) and REUTERS/Ben Lund (R)",
        "HANDOUT EDITORIAL USE ONLY/NO SALES",
        "The handout photo made available by the Works Ministry shows ",
    ]
)


@given(st.lists(PIECES, max_size=14).map("".join))
@example("(COMBO) a dam, left, and, right")
@example("Photo combo (Photo: left, right, AP/A)")
def test_parts_stand_in_order_and_slice_the_caption(text):
    parsed = parse_caption(text)
    assert len(parsed.parts) != 1
    last = 0
    for part in parsed.parts:
        start, end = part.span
        assert last <= start < end <= len(text)
        last = end
        for value in (*part.agencies, *part.creators, *part.handout_sources):
            assert 0 <= value.span[0] < value.span[1] <= len(text)
