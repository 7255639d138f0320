"""Copies side by side, and what a copy's mark makes of a picture without it."""

import pytest

from catalog.caption import parse_caption
from catalog.provenance import Neighbour, assess, compare_copies, same_statement
from catalog.records import (
    CopyDifference,
    Departure,
    Finding,
    FindingValue,
    Handout,
    HandoutParty,
    ParsedCaption,
    Photo,
    Reference,
    Value,
)
from catalog.vocabulary.codes import HandoutState, Severity

PORT = HandoutParty(id="port-office", name="Port Office")
SAYS = Neighbour(4, (FindingValue(origin="caption[3:10]", raw="HANDOUT"),), (PORT,))
SAYS_TOO = Neighbour(
    5, (FindingValue(origin="iim 2:115", raw="HO"),), (HandoutParty(id="po", name="PORT OFFICE"),)
)


@pytest.mark.parametrize(
    ("caption", "neighbours", "state", "names"),
    [
        ("Boats at Stepford. EPA", [], "not-indicated", []),
        ("Boats at Stepford. EPA", [SAYS], "likely", ["Port Office"]),
        ("Boats at Stepford. EPA", [SAYS, SAYS_TOO], "likely", ["Port Office"]),
        ("Boats at Stepford. EPA/CITY OF VARNA HANDOUT", [SAYS], "stated", ["City of Varna"]),
        ("Boats at Stepford. EPA/CITY OF VARNA HANDOUT", [], "stated", ["City of Varna"]),
        ("Boats at Stepford. (AP Photo/Ann Reed)", [SAYS], "conflicting", ["Port Office"]),
        ("Boats at Stepford. (AP Photo/Ann Reed)", [], "not-indicated", []),
        (None, [SAYS], "likely", ["Port Office"]),
    ],
)
def test_what_a_copy_says_weighs_less_than_what_the_picture_says(caption, neighbours, state, names):
    parsed = None if caption is None else parse_caption(caption)

    handout = assess(parsed, None, neighbours=neighbours).handout

    assert handout.state == state
    assert [party.name.casefold() for party in handout.from_] == [name.casefold() for name in names]


def test_a_copy_makes_no_finding_of_another_rule():
    """A likely handout by a copy credits no third party, and its evidence is in no conflict of its own."""
    alone = assess(parse_caption("Boats at Stepford. (AP Photo/Ann Reed)"), None).findings
    beside = assess(parse_caption("Boats at Stepford. (AP Photo/Ann Reed)"), None, neighbours=[SAYS]).findings

    assert {one.rule for one in beside} - {one.rule for one in alone} == {"handout-mark-lost-in-copy"}


def photo(number, *, caption="Boats.", says=False, parties=(), **values):
    finding = Finding(id="f", rule="handout-stated", severity=Severity.INFO)
    return Photo(
        id=number,
        ref=Reference(provider="coastwire", id=f"A{number}"),
        caption=ParsedCaption(caption=caption) if caption else None,
        values={name: Value(machine=value, shown=value) for name, value in values.items()},
        handout=Handout(state=HandoutState.STATED if says else HandoutState.LIKELY, from_=parties),
        findings=(finding,) if says else (),
        added="2021-05-02T10:00:00+00:00",
    )


def test_each_copy_is_compared_with_the_first():
    cluster = compare_copies(
        3,
        [
            photo(3, credit_line="EPA/PORT OFFICE HANDOUT", date="2021-05-01", place="Stepford"),
            photo(5, credit_line="epa/Port  Office handout", date="2021-05-02", country="IE"),
            photo(8, caption=None),
        ],
    )

    first, second, third = cluster.copies
    assert (cluster.id, first.photo, first.differences) == (3, 3, ())
    assert second.differences == (
        CopyDifference(field="place", departure=Departure.LOST, first="Stepford"),
        CopyDifference(field="country", departure=Departure.ADDED, here="IE"),
        CopyDifference(field="date", departure=Departure.OTHER, first="2021-05-01", here="2021-05-02"),
    )
    assert [one.field for one in third.differences] == ["credit_line", "place", "date"]
    assert (third.caption, third.values) == (None, {})


def test_forms_of_one_source_s_name_are_no_difference():
    one = photo(1, handout_source="Ministry of Ports", agency="EPA")
    other = photo(2, handout_source="Ports Ministry of", agency="AFP")

    assert [d.field for d in compare_copies(1, [one, other]).copies[1].differences] == ["agency"]


def test_a_person_s_word_is_what_is_compared():
    one = photo(1, place="Stepford")
    other = photo(2)
    other.values["place"] = Value(machine="Stepfort", human="Stepford", shown="Stepford")

    assert compare_copies(1, [one, other]).copies[1].differences == ()


def test_the_mark_says_who_has_it_and_from_whom():
    board = HandoutParty(id="board", name="Harbour Board")
    cluster = compare_copies(
        1,
        [
            photo(1, says=True, parties=(PORT,)),
            photo(2, parties=(PORT,)),
            photo(3, says=True, parties=(PORT, board)),
        ],
    )

    mark = cluster.handout_mark
    assert (mark.said_by, mark.not_said_by, mark.from_) == ((1, 3), (2,), (PORT, board))
    assert mark.lost
    assert [one.says_handout for one in cluster.copies] == [True, False, True]


@pytest.mark.parametrize("says", [True, False])
def test_a_mark_that_all_have_or_none_is_not_lost(says):
    assert not compare_copies(1, [photo(1, says=says), photo(2, says=says)]).handout_mark.lost


@pytest.mark.parametrize(
    ("name", "one", "other", "same"),
    [
        ("date", "2021-05", "2021-05-02", True),
        ("date", "2019/2021", "2020-09-30", True),
        ("date", "2021-05-01", "2021-05-02", False),
        ("date", "spring", "2021-05", False),
        ("date", "spring", "Spring", True),
        ("place", "Gorizia", "GORIZIA ", True),
        ("handout_source", "Ministry of Ports", "Ports Ministry", True),
        ("handout_source", "Ministry of Ports", "Harbour Office", False),
    ],
)
def test_what_two_copies_say_is_the_same_or_not(name, one, other, same):
    assert same_statement(name, one, other) is same
