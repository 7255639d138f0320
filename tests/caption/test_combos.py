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
from catalog.records import ParsedCaption, from_json, to_json

DATA = Path(__file__).parents[2] / "catalog" / "caption" / "data" / "combos.toml"
ROWS = tomllib.loads(DATA.read_text(encoding="utf-8"))["language"]


def _told(caption):
    """Each part as its label, its words, its date and place, and whom its credit names."""
    told = []
    for part in parse_caption(caption).parts:
        names = [x.name for group in (part.agencies, part.creators, part.handout_sources) for x in group]
        told.append((part.label, caption[slice(*part.span)], part.date, part.place, "; ".join(names)))
    return told


def _words(caption):
    return [words for _, words, *_ in _told(caption)]


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


CASES = {
    "behind the words": (
        "This combination of photos shows the dam of Vell on May 3, 2018, left, and in an undated photo, right. "
        "(AP Photo/Ada Rowe, left; Works Ministry via AP, right)",
        [
            ("left", "the dam of Vell on May 3, 2018, left", "2018-05-03", None, "AP; Ada Rowe"),
            ("right", "in an undated photo, right", None, None, "AP; Works Ministry"),
        ],
    ),
    "before the words": (
        "(COMBO) - A composite picture shows (top) a fair in Split, Croatia, on 11 August 2016 and (bottom) the "
        "same fair on 11 August 2023. EPA/ADA ROWE",
        [
            (
                "top",
                "(top) a fair in Split, Croatia, on 11 August 2016",
                "2016-08-11",
                "Split, Croatia",
                "EPA; Ada Rowe",
            ),
            (
                "bottom",
                "(bottom) the same fair on 11 August 2023",
                "2023-08-11",
                "Split, Croatia",
                "EPA; Ada Rowe",
            ),
        ],
    ),
    "within the words": (
        "A combination picture shows Ada Rowe (L) in Lima, Peru, May 3, 2018, and Ben Lund (R) in Graz, Austria, "
        "June 9, 2019. REUTERS/Cora Dean and REUTERS/Dan Eck",
        [
            ("L", "Ada Rowe (L) in Lima, Peru, May 3, 2018", "2018-05-03", "Lima, Peru", "REUTERS"),
            ("R", "Ben Lund (R) in Graz, Austria, June 9, 2019", "2019-06-09", "Graz, Austria", "REUTERS"),
        ],
    ),
    "one mark within the words": (
        "(COMBO) This combination of pictures created on July 1, 2020 shows Ada Rowe (L) in Lima on May 3, 2018 "
        "and Ben Lund in Graz on June 9, 2019. (Photos by Cora DEAN and Dan ECK / AFP)",
        [
            ("L", "Ada Rowe (L) in Lima on May 3, 2018", "2018-05-03", "Lima", "AFP"),
            ("", "Ben Lund in Graz on June 9, 2019", "2019-06-09", "Graz", "AFP"),
        ],
    ),
    "one mark behind the words": (
        "A combination of satellite images shows Lake Poopo, Bolivia, on April 12, 2013 (top) and January 15, "
        "2016. NASA/Handout via REUTERS",
        [
            (
                "top",
                "Lake Poopo, Bolivia, on April 12, 2013 (top)",
                "2013-04-12",
                "Lake Poopo, Bolivia",
                "REUTERS; NASA",
            ),
            ("", "January 15, 2016", "2016-01-15", "Lake Poopo, Bolivia", "REUTERS; NASA"),
        ],
    ),
    "one mark before the words": (
        "COMBO: left, Ada Rowe in Lima on May 3, 2018, and Ben Lund in Graz on June 9, 2019. (AP Photo)",
        [
            ("left", "left, Ada Rowe in Lima on May 3, 2018", "2018-05-03", "Lima", "AP"),
            ("", "Ben Lund in Graz on June 9, 2019", "2019-06-09", "Graz", "AP"),
        ],
    ),
    "no mark": (
        "(COMBO) This combination of pictures shows Ada Rowe in Lima on May 3, 2018 and Ben Lund in Graz on "
        "June 9, 2019. (Photos by Cora DEAN / AFP)",
        [
            ("", "Ada Rowe in Lima on May 3, 2018", "2018-05-03", "Lima", "AFP; Cora Dean"),
            ("", "Ben Lund in Graz on June 9, 2019", "2019-06-09", "Graz", "AFP; Cora Dean"),
        ],
    ),
    "a last one without mark": (
        "This combo of photos shows Ada Rowe in Lima on May 3, 2018, left, Ben Lund in Graz on June 9, 2019, "
        "right, and Cora Dean in Oslo on July 2, 2020. (AP Photo)",
        [
            ("left", "Ada Rowe in Lima on May 3, 2018, left", "2018-05-03", "Lima", "AP"),
            ("right", "Ben Lund in Graz on June 9, 2019, right", "2019-06-09", "Graz", "AP"),
            ("", "Cora Dean in Oslo on July 2, 2020", "2020-07-02", "Oslo", "AP"),
        ],
    ),
    "a list by semicolons with a credit each": (
        "Clockwise from top left: a pier in Lima, Peru, May 3, 2018 (REUTERS/Ada Rowe); a lock in Graz, Austria, "
        "June 9, 2019 (AFP); and a quay in Oslo, Norway, July 2, 2020 (Port Authority/Handout via REUTERS)",
        [
            (
                "",
                "a pier in Lima, Peru, May 3, 2018 (REUTERS/Ada Rowe)",
                "2018-05-03",
                "Lima, Peru",
                "REUTERS; Ada Rowe",
            ),
            ("", "a lock in Graz, Austria, June 9, 2019 (AFP)", "2019-06-09", "Graz, Austria", "AFP"),
            (
                "",
                "a quay in Oslo, Norway, July 2, 2020 (Port Authority/Handout via REUTERS)",
                "2020-07-02",
                "Oslo, Norway",
                "REUTERS; Port Authority",
            ),
        ],
    ),
    "a list by dates": (
        "From top left clockwise, this combo of photos shows a pier in Lima, Peru, on May 3, 2018, a lock in "
        "Graz, Austria, on June 9, 2019, and a quay in Oslo, Norway, on July 2, 2020, after a fire. (AP Photo)",
        [
            ("", "a pier in Lima, Peru, on May 3, 2018", "2018-05-03", "Lima, Peru", "AP"),
            ("", "a lock in Graz, Austria, on June 9, 2019", "2019-06-09", "Graz, Austria", "AP"),
            ("", "a quay in Oslo, Norway, on July 2, 2020, after a fire", "2020-07-02", "Oslo, Norway", "AP"),
        ],
    ),
    "a list of names and marks in the credit": (
        "This photo combo shows, from left, Oregon trainer Ada Rowe, the champion, Ben Lund and Cora Dean. "
        "(AP Photo/Dan Eck, left; Eve Foss via AP, center; Kennel Board via AP, right)",
        [
            ("left", "Oregon trainer Ada Rowe, the champion", None, None, "AP; Dan Eck"),
            ("center", "Ben Lund", None, None, "AP; Eve Foss"),
            ("right", "Cora Dean", None, None, "AP; Kennel Board"),
        ],
    ),
    "rows of names": (
        "This photo combo shows, top row from left, Ada Rowe and Ben Lund, and bottom row from left, Cora Dean and "
        "Dan Eck. (AP Photo)",
        [
            ("top row", "Ada Rowe", None, None, "AP"),
            ("top row", "Ben Lund", None, None, "AP"),
            ("bottom row", "Cora Dean", None, None, "AP"),
            ("bottom row", "Dan Eck", None, None, "AP"),
        ],
    ),
    "a picture in the combo has people left and right": (
        "This combination of pictures shows Ada Rowe (L) and Ben Lund (R) in Lima on May 3, 2018 (top) and the "
        "empty square in Graz on June 9, 2019 (bottom). EPA/CORA DEAN",
        [
            (
                "top",
                "Ada Rowe (L) and Ben Lund (R) in Lima on May 3, 2018 (top)",
                "2018-05-03",
                "Lima",
                "EPA; Cora Dean",
            ),
            (
                "bottom",
                "the empty square in Graz on June 9, 2019 (bottom)",
                "2019-06-09",
                "Graz",
                "EPA; Cora Dean",
            ),
        ],
    ),
    "the same marks in an introduction": (
        "In this composite image Ada Rowe (L) meets Ben Lund (R). ***LEFT IMAGE*** LIMA, PERU - MAY 03: Ada Rowe on "
        "May 3, 2018 in Lima, Peru. (Photo by Cora Dean/Getty Images) ***RIGHT IMAGE*** GRAZ, AUSTRIA - JUNE 09: Ben "
        "Lund on June 9, 2019 in Graz, Austria. (Photo by Dan Eck/Getty Images)",
        [
            (
                "LEFT IMAGE",
                "LEFT IMAGE*** LIMA, PERU - MAY 03: Ada Rowe on May 3, 2018 in Lima, Peru. "
                "(Photo by Cora Dean/Getty Images)",
                "2018-05-03",
                "Lima, Peru",
                "GETTY IMAGES; Cora Dean",
            ),
            (
                "RIGHT IMAGE",
                "RIGHT IMAGE*** GRAZ, AUSTRIA - JUNE 09: Ben Lund on June 9, 2019 in Graz, Austria. "
                "(Photo by Dan Eck/Getty Images)",
                "2019-06-09",
                "Graz, Austria",
                "GETTY IMAGES; Dan Eck",
            ),
        ],
    ),
    "only the credit parts them": (
        "Two faces of a quay in Ostend, Belgium. (Photos: Ada Rowe via AP, left; Coast Guard via AP, right)",
        [
            ("left", "Ada Rowe via AP, left", None, "Ostend, Belgium", "AP; Ada Rowe"),
            ("right", "Coast Guard via AP, right", None, "Ostend, Belgium", "AP; Coast Guard"),
        ],
    ),
    "marks lead the credit": (
        "Combination of photos: a pier in Lima on May 3, 2018 (left) and a lock in Graz on June 9, 2019 (right). "
        "Photos: (left) Ada Rowe/AFP, (right) Ben Lund/EPA",
        [
            ("left", "a pier in Lima on May 3, 2018 (left)", "2018-05-03", "Lima", "AFP; Ada Rowe"),
            ("right", "a lock in Graz on June 9, 2019 (right)", "2019-06-09", "Graz", "EPA; Ben Lund"),
        ],
    ),
    "two marks of one credit": (
        "This photo combo shows Ada Rowe, left, Ben Lund, center, and Cora Dean, right. (AP Photo/Dan Eck, left and "
        "center; Eve Foss via AP, right)",
        [
            ("left", "Ada Rowe, left", None, None, "AP; Dan Eck"),
            ("center", "Ben Lund, center", None, None, "AP; Dan Eck"),
            ("right", "Cora Dean, right", None, None, "AP; Eve Foss"),
        ],
    ),
    "the unmarked picture has the mark of the credit": (
        "This photo combo shows Ada Rowe, left, and her lawyer Ben Lund. (County Jail via AP, left; AP Photo/Cora "
        "Dean, right)",
        [
            ("left", "Ada Rowe, left", None, None, "AP; County Jail"),
            ("right", "her lawyer Ben Lund", None, None, "AP; Cora Dean"),
        ],
    ),
    "a slash credit with a mark each": (
        "A combination picture shows Ada Rowe (L) in Lima, May 3, 2018, and Ben Lund in Graz, June 9, 2019. "
        "REUTERS/Cora Dean (L) and REUTERS/Dan Eck (R)",
        [
            ("L", "Ada Rowe (L) in Lima, May 3, 2018", "2018-05-03", "Lima", "REUTERS; Cora Dean"),
            ("R", "Ben Lund in Graz, June 9, 2019", "2019-06-09", "Graz", "REUTERS; Dan Eck"),
        ],
    ),
    "a statement of one picture": (
        "Combination of photos: left, a handout photo made available by the Works Ministry shows a pier in Lima, "
        "3 May 2018; right, a lock in Graz, 9 June 2019. EPA/ADA ROWE",
        [
            (
                "left",
                "left, a handout photo made available by the Works Ministry shows a pier in Lima, 3 May 2018",
                "2018-05-03",
                "Lima",
                "EPA; Ada Rowe; Works Ministry",
            ),
            ("right", "right, a lock in Graz, 9 June 2019", "2019-06-09", "Graz", "EPA; Ada Rowe"),
        ],
    ),
    "the place is said at the end": (
        "Combo photo shows a street veiled by sand (top) on April 15, 2021 and the same street (bottom) on April "
        "16, 2021 in Lanzhou, China. (Xinhua/Ma Rui)",
        [
            (
                "top",
                "a street veiled by sand (top) on April 15, 2021",
                "2021-04-15",
                "Lanzhou, China",
                "XINHUA; Ma Rui",
            ),
            (
                "bottom",
                "the same street (bottom) on April 16, 2021 in Lanzhou, China",
                "2021-04-16",
                "Lanzhou, China",
                "XINHUA; Ma Rui",
            ),
        ],
    ),
    "one date is said of all": (
        "This combination of photos taken on May 3, 2018 shows the pier, left, and the undated plan, right, of "
        "Lima, Peru. (AP Photo/Ada Rowe)",
        [
            ("left", "the pier, left", "2018-05-03", "Lima, Peru", "AP; Ada Rowe"),
            ("right", "the undated plan, right", None, "Lima, Peru", "AP; Ada Rowe"),
        ],
    ),
    "a year is said once": (
        "This combination of photos shows the pier of Lima on May 3, left, and on June 9, 2019, right. (AP Photo)",
        [
            ("left", "the pier of Lima on May 3, left", None, "Lima", "AP"),
            ("right", "on June 9, 2019, right", "2019-06-09", "Lima", "AP"),
        ],
    ),
    "a town's namesake is looked for in the country of the other": (
        "Combinación de fotos: la candidata Ada Rowe (i) en Salto el 3 de mayo de 2018 y el candidato Ben Lund (d) en "
        "Paysandú el 9 de junio de 2019. EFE",
        [
            ("i", "la candidata Ada Rowe (i) en Salto el 3 de mayo de 2018", "2018-05-03", "Salto", "EFE"),
            (
                "d",
                "el candidato Ben Lund (d) en Paysandú el 9 de junio de 2019",
                "2019-06-09",
                "Paysandú",
                "EFE",
            ),
        ],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_combo_is_told_picture_by_picture(case):
    caption, told = CASES[case]
    assert _told(caption) == told
    assert "combo" in parse_caption(caption).kinds


NO_COMBOS = [
    "Ada Rowe (L) and Ben Lund (R) open a dam in Lima, Peru, May 3, 2018. REUTERS/Cora Dean",
    "Ada Rowe, left, hands Ben Lund, right, a key in Lima, Peru, on Monday, May 7, 2018. (AP Photo/Cora Dean)",
    "Two sailors meet in Lima. Ada Rowe (left) and Ben Lund (right).",
    "Clockwise from left: Ada Rowe, Ben Lund and Cora Dean at a table in Lima. (AP Photo/Dan Eck)",
    "From left: Ada Rowe; Ben Lund; and Cora Dean at a gala in Lima. (Photo by Dan Eck/Getty Images)",
    "Ada Rowe (L), born May 3, 1950, and Ben Lund (R), born June 9, 1952, in Lima, July 2, 2020. EPA/CORA DEAN",
    "Left: Ada Rowe, mayor of Lima. Right: Ben Lund, warden. Photo: Cora Dean/AP",
    "Left, Ada Rowe in Lima on May 3, 2018, and right, Ben Lund on May 3, 2018. EPA/CORA DEAN",
    "They left the room, right after the top court ruled. (AP Photo/Ada Rowe)",
    "Boats off Lima, second from left the ferry. (c) Ada Rowe, all rights (U.S. Army photo by Ben Lund)",
    "A jazz combo plays left of the stage, right by the sea, in Lima on May 3, 2018. EPA/ADA ROWE",
    "",
]


@pytest.mark.parametrize("caption", NO_COMBOS)
def test_people_left_and_right_in_one_picture_are_no_combo(caption):
    parsed = parse_caption(caption)
    assert (parsed.parts, "combo" in parsed.kinds) == ((), False)


@pytest.mark.parametrize(
    "caption",
    [
        "This photo combo shows two lamps in Lima. (AP Photo/Ada Rowe)",
        "A combination of photos in Lima, left. (AP Photo/Ada Rowe)",
        "(COMBO) Ada Rowe, left. (AP Photo/Ben Lund)",
        "(COMBO)",
        "This photo combo shows, from left, everyone who was ever elected to the board of the port and of the city "
        "of Lima since the war. (AP Photo)",
        "This photo combo shows, left, and, right. (AP Photo)",
    ],
)
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
    parsed = parse_caption(CASES["within the words"][0])
    assert [place.name for place in parsed.places] == ["Lima", "Peru", "Graz", "Austria"]
    assert (parsed.date, parsed.country) == (None, None)
    assert [(str(d.role), d.edtf) for d in parsed.dates] == [("taken", "2018-05-03"), ("taken", "2019-06-09")]


def test_pictures_of_one_day_and_country_give_the_whole_their_day_and_country():
    parsed = parse_caption(
        "This combination of photos shows a pier in Lima, Peru, on May 3, 2018, left, and a lock in Cusco, Peru, on "
        "May 3, 2018, right, a month after a storm on April 3, 2018. (AP Photo/Ada Rowe)"
    )
    assert (parsed.date, parsed.country) == ("2018-05-03", "PE")
    assert [place.name for place in parsed.places] == ["Lima", "Peru", "Cusco"]
    assert [str(d.role) for d in parsed.dates] == ["taken", "taken", "mentioned"]


def test_an_undated_picture_leaves_the_whole_without_date():
    assert parse_caption(CASES["behind the words"][0]).date is None


def test_the_day_a_combination_was_made_is_no_date_of_its_pictures():
    parsed = parse_caption(CASES["one mark within the words"][0])
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
    assert from_json(to_json(parsed), ParsedCaption) == parsed
    last = 0
    for part in parsed.parts:
        start, end = part.span
        assert last <= start < end <= len(text)
        last = end
        for value in (*part.agencies, *part.creators, *part.handout_sources):
            assert 0 <= value.span[0] < value.span[1] <= len(text)
