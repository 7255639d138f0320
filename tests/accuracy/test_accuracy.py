"""The parser reads the labelled captions at least as well as it did."""

import tomllib
from functools import cache

import msgspec
import pytest

from tests.accuracy.floors import PARTS, allowed, below, load_floors
from tests.accuracy.labels import Pair, read_labels
from tests.accuracy.report import GROUPS, errors, main, measure, report
from tests.accuracy.scoring import FIELDS, SETS


@cache
def measured() -> list[Pair]:
    return measure()


def perfect() -> list[Pair]:
    return [Pair(label, label) for _, label in read_labels()]


def test_no_figure_falls_below_its_floor():
    assert below(measured(), load_floors()) == []


def test_the_floors_that_today_allows_lie_a_point_below_today():
    floors = tomllib.loads(allowed(perfect()))
    assert {floor for fields in floors.values() for floor in fields.values()} == {0.99}
    assert below(measured(), tomllib.loads(allowed(measured()))) == []


def test_every_field_has_a_floor_in_every_part():
    assert {part: set(fields) for part, fields in load_floors().items()} == {
        part: set(FIELDS) for part in PARTS
    }


def test_perfect_answers_reach_the_highest_floors():
    assert below(perfect(), {"all": dict.fromkeys(FIELDS, 1.0)}) == []


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("agencies", ("NO SUCH WIRE",)),
        ("creators", ("Nobody Byname",)),
        ("handout_source", "Nobody's Office"),
        ("kinds", ("satellite", "pool")),
        ("places", ("Nowhere",)),
        ("country", "QQ"),
        ("date", "1066-10-14"),
        ("terms", ("one-time-use", "kill")),
        ("parts", 9),
        ("language", "eo"),
    ],
)
def test_a_planted_wrong_answer_falls_below_the_floor(field, wrong):
    planted = perfect()
    label = planted[0].label
    planted[0] = Pair(label, msgspec.structs.replace(label, **{field: wrong}))

    missed = below(planted, {"all": {field: 1.0}})

    assert [line.partition(":")[0] for line in missed] == [f"all {field}"]


@pytest.mark.parametrize("field", sorted(SETS))
def test_a_parser_that_goes_silent_falls_below_today_s_floors(field):
    silent = [
        pair._replace(
            answer=msgspec.structs.replace(pair.answer, **{field: () if field != "handout" else False})
        )
        for pair in measured()
    ]

    assert any(line.startswith(f"all {field}:") for line in below(silent, load_floors()))


def test_the_report_shows_every_field_and_every_group():
    text = report(measured())
    assert [field for field in FIELDS if f"\n{field} " not in text] == []
    assert [by for by in GROUPS if f"\nby {by}" not in text] == []


def test_errors_show_the_label_beside_the_answer():
    label = perfect()[0].label
    shown = errors([Pair(label, msgspec.structs.replace(label, country="QQ"))], "country")
    assert label.caption in shown
    assert "parser 'QQ'" in shown


def test_the_command_prints_the_report(capsys):
    assert main([]) == 0
    assert f"{len(perfect())} captions" in capsys.readouterr().out
