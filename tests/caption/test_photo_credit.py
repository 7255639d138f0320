"""The line to publish for a photo: people's words first, then the caption's, then the file's."""

import pytest

from catalog.caption import format_photo_credit, load_credit_styles, parse_caption
from catalog.records import (
    Finding,
    Handout,
    HandoutParty,
    ImageField,
    ImageRecord,
    Photo,
    Reference,
    Value,
)
from catalog.vocabulary.codes import HandoutState

IPTC, AP = (load_credit_styles()[name] for name in ("iptc", "ap"))
OWN = "A weir near Lom, Bulgaria. (AP Photo/Mara Lind)"
HANDED = "A weir near Lom, Bulgaria. EPA/LOM MUSEUM HANDOUT"
COMBO = (
    "This combination of photos shows, left, a weir in Lima, Peru, on May 3, 2018, and, right, the same weir "
    "on June 9, 2019. (Weir Museum via AP, left; AP Photo/Mara Lind, right)"
)
MUSEUM = HandoutParty(id="lom-museum", name="Lom Museum")


def _field(value):
    return ImageField(value=value, block="iim", path="2:110")


def _line(caption, *, style=IPTC, state=HandoutState.NOT_INDICATED, parties=(), human=None, fields=None):
    values = {name: Value(human=word, shown=word) for name, word in (human or {}).items()}
    photo = Photo(
        id=1,
        ref=Reference(provider="desk", id="1"),
        caption=parse_caption(caption) if caption is not None else None,
        handout=Handout(state=state, from_=parties),
        values=values,
        image=ImageRecord(file="weir.jpg", fields=fields) if fields is not None else None,
    )
    return format_photo_credit(photo, style)


@pytest.mark.parametrize(
    ("caption", "human", "line"),
    [
        (OWN, {"creators": "Piet Voss; Ina Bach"}, "Piet Voss and Ina Bach/AP"),
        (OWN, {"agency": "EPA"}, "Mara Lind/EPA"),
        (OWN, {"agency": ""}, "Mara Lind"),
        (OWN, {"handout_source": "Lom Museum"}, "Handout: Mara Lind/Lom Museum via AP"),
        (HANDED, {"handout_source": ""}, "Handout via EPA (source not named)"),
        (HANDED, {"handout_source": "Lom Council"}, "Handout: Lom Council via EPA"),
        (OWN, {"credit_line": " Mara Lind\nfor the desk "}, "Mara Lind for the desk"),
        (OWN, {"credit_line": " "}, "Mara Lind/AP"),
        (HANDED, {"credit_line": "Lom Museum"}, "Lom Museum (handout)"),
        (HANDED, {"credit_line": "EPA/Lom Museum/HANDOUT"}, "EPA/Lom Museum/HANDOUT"),
        (COMBO, {"creators": "Mara Lind"}, "Mara Lind, supplied by Weir Museum via AP"),
        (COMBO, {"credit_line": "two houses"}, "two houses (supplied by a third party)"),
    ],
)
def test_a_persons_word_comes_first(caption, human, line):
    assert _line(caption, human=human) == line


def test_a_house_that_a_person_set_is_no_positive_mark_of_its_own_picture():
    assert _line(OWN, human={"agency": "AP"}, style=AP) == "(Mara Lind/AP)"


@pytest.mark.parametrize(
    ("caption", "state", "parties", "line"),
    [
        (OWN, HandoutState.STATED, (MUSEUM,), "Handout: Mara Lind/Lom Museum via AP"),
        (OWN, HandoutState.STATED, (), "Handout: Mara Lind via AP (source not named)"),
        (OWN, HandoutState.LIKELY, (MUSEUM,), "Mara Lind, supplied by Lom Museum via AP"),
        (OWN, HandoutState.LIKELY, (), "Supplied: Mara Lind via AP (source not named)"),
        (
            OWN,
            HandoutState.CONFLICTING,
            (MUSEUM,),
            "Handout: Mara Lind/Lom Museum via AP (statements about a handout conflict)",
        ),
        (OWN, HandoutState.NOT_INDICATED, (MUSEUM,), "Mara Lind, supplied by Lom Museum via AP"),
        (HANDED, HandoutState.NOT_INDICATED, (), "Handout: Lom Museum via EPA"),
        (None, HandoutState.STATED, (MUSEUM,), "Handout: Lom Museum"),
    ],
)
def test_what_all_evidence_says_of_a_handout_is_said(caption, state, parties, line):
    assert _line(caption, state=state, parties=parties) == line


def test_a_party_that_only_copies_name_is_not_published():
    photo = Photo(
        id=1,
        ref=Reference(provider="desk", id="1"),
        caption=parse_caption("A weir near Lom. EPA"),
        handout=Handout(state=HandoutState.LIKELY, from_=(MUSEUM,)),
        findings=(Finding(id="f", rule="handout-mark-lost-in-copy", severity="warning"),),
    )
    assert format_photo_credit(photo, IPTC) == "Supplied via EPA (source not named)"


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"credit_line": _field("EPA/Mara Lind")}, "EPA/Mara Lind"),
        ({"credit_line": _field("EPA"), "creators": _field(["Mara Lind"])}, "EPA"),
        (
            {"credit_line": _field(" "), "creators": _field(["Mara Lind", "Piet Voss"])},
            "Mara Lind and Piet Voss",
        ),
        ({"credit_line": _field(["EPA"]), "creators": _field("Mara Lind")}, "Mara Lind"),
        ({}, "Source not stated"),
        (None, "Source not stated"),
    ],
)
def test_the_file_speaks_where_the_caption_names_nobody(fields, line):
    assert _line("A weir near Lom, Bulgaria.", fields=fields) == line


def test_the_file_is_not_asked_where_the_caption_names_somebody():
    assert _line(OWN, fields={"credit_line": _field("EPA")}) == "Mara Lind/AP"


def test_a_file_that_says_handout_in_its_credit_says_it_once():
    fields = {"credit_line": _field("LOM MUSEUM HANDOUT")}
    assert _line(None, fields=fields, state=HandoutState.STATED) == "LOM MUSEUM HANDOUT"
