"""`catalog parse --explain`: legible in a pipe, coloured on a terminal, and the same as JSON."""

import json
import os
import pty
import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from catalog.caption import explain, parse_caption
from catalog.cli.explain import caption_lines
from catalog.records import to_json
from tests.caption.test_properties import CAPTIONS

HANDED = "A lamp is lit in Gorizia, Italy, 3 May 2019, Xinhua said. EPA/LAMP MUSEUM HANDOUT"


@pytest.fixture(autouse=True)
def wide(monkeypatch):
    """Lines of a hundred cells."""
    monkeypatch.setenv("COLUMNS", "100")


def _lines(caption, width):
    return [line.plain for line in caption_lines(explain(parse_caption(caption)), width)]


def test_words_are_marked_and_each_value_has_its_line_and_its_reason(run):
    lines = run("parse", "--explain", HANDED).out.splitlines()

    assert lines[:2] == [
        "A lamp is lit in Gorizia, Italy, 3 May 2019, Xinhua said. EPA/LAMP MUSEUM HANDOUT",
        "                 1~~~~~~  2~~~~  3~~~~~~~~~  4~~~~~       5~~ 6~~~~~~~~~~ 7~~~~~~",
    ]
    told = [re.split(" {2,}", line.strip()) for line in lines]
    assert ["7", "handout", "yes", "sure", "credit/handout-suffix", "[74:81] HANDOUT"] in told
    assert ["HANDOUT stands beside a name in the same part of the credit."] in told
    assert ["country", "IT", "likely", "country/place"] in told
    assert told.index(["Read"]) < told.index(["Weighed and not taken"])
    assert told[-2:] == [
        ["4", "agencies", "XINHUA", "aside/agency-in-prose", "[45:51] Xinhua"],
        ["An agency's name in the prose is no credit."],
    ]


def test_a_rule_says_its_meaning_once(run):
    out = run("parse", "--explain", HANDED).out

    assert out.count("place/preposition") == 2
    assert out.count("A preposition opens the chain of names") == 1


def test_what_overlaps_stands_in_a_row_of_its_own():
    assert _lines(
        "A handout photo made available by the Lamp Museum shows a lamp in Gorizia, Italy", 100
    ) == [
        "A handout photo made available by the Lamp Museum shows a lamp in Gorizia, Italy",
        "1~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~                 4~~~~~~  5~~~~",
        "2~~~~~~~~~~~~~~                       3~~~~~~~~~~",
    ]


def test_a_stretch_goes_on_in_the_next_line_without_its_number():
    assert _lines("A handout photo made available by the Lamp Museum shows a lamp", 30) == [
        "A handout photo made available",
        "1~~~~~~~~~~~~~~~~~~~~~~~~~~~~~",
        "2~~~~~~~~~~~~~~",
        "by the Lamp Museum shows a",
        "~~~~~~~~~~~~~~~~~~",
        "       3~~~~~~~~~~",
        "lamp",
    ]


def test_lines_of_the_caption_stay_lines_and_long_words_are_cut():
    assert _lines("Lamps\nin\tGorizia, " + "x" * 30, 24) == [
        "Lamps",
        "in Gorizia,",
        "   1~~~~~~",
        "x" * 24,
        "x" * 6,
    ]


def test_wide_letters_are_marked_where_they_stand():
    assert _lines("2019年5月3日、舟山で点灯式。早川志郎撮影", 60) == [
        "2019年5月3日、舟山で点灯式。早川志郎撮影",
        "1~~~~~~~~~~~  2~~~          3~~~~~~~",
    ]


def test_letters_that_run_from_right_to_left_have_their_numbers_behind_them():
    [line] = _lines("مصابيح مضاءة في بيروت، لبنان، ٣ مايو ٢٠١٩. تصوير: وكالة الأناضول", 40)
    assert re.findall(r"\w+\[\d\]", line) == ["بيروت[1]", "لبنان[2]", "٢٠١٩[3]", "الأناضول[4]"]


def test_a_caption_without_words_is_explained_by_its_silence(run):
    assert [line.split("  ")[-1].strip() for line in run("parse", "--explain", "").out.splitlines()] == [
        "",
        "",
        "Read",
        "origin/not-stated",
        "An agency is named and nothing says whose picture it is.",
    ]


def test_long_words_of_a_reason_are_shortened(run):
    source = "the Ministry of Lamps, Lanterns and Lighthouses of the Northern Region"
    out = run("parse", "--explain", f"A handout photo made available by {source} shows a lamp").out
    [line] = [line for line in out.splitlines() if "statement/en-given-by" in line]
    assert line.endswith("] A handout photo made available by the Ministry …")


def test_the_line_to_publish_stands_last(run):
    lines = run("parse", "--explain", "--credit", "ap", HANDED).out.splitlines()
    assert lines[-2:] == ["", "house credit  (Lamp Museum via EPA)"]


def test_a_caption_commands_no_terminal(run):
    out = run("parse", "--explain", "Lamps \x1b[31m in Gorizia\x07. EPA/\x1b]0;LAMP MUSEUM\x07 HANDOUT").out
    assert not set("\x1b\x07") & set(out)


def test_the_structure_of_an_explanation_is_its_json(run):
    shown = json.loads(run("parse", "--explain", "--json", HANDED).out)
    assert shown == json.loads(to_json(explain(parse_caption(HANDED))))
    assert set(shown) == {"caption", "read", "refused"}


def test_lines_of_many_captions_are_not_explained(run):
    done = run("parse", "--explain", "--jsonl", "-")
    assert (done.code, done.out) == (2, "")
    assert "--explain takes one caption" in done.err


def _on_a_terminal(environment):
    """What the command prints on a terminal of a hundred columns."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "catalog.cli", "parse", "--explain", HANDED]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment) as process:
        os.close(theirs)
        said = b""
        try:
            while part := os.read(ours, 65536):
                said += part
        except OSError:
            pass  # the terminal is gone when the last process that holds it is
        process.wait(60)
    os.close(ours)
    return said.decode()


def test_colours_on_a_terminal_unless_nobody_wants_them():
    plain = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "FORCE_COLOR"}}
    terminal = plain | {"TERM": "xterm-256color", "COLUMNS": "100"}

    coloured = _on_a_terminal(terminal)
    without = _on_a_terminal(terminal | {"NO_COLOR": "1"})

    assert "\x1b[35m" in coloured or "\x1b[1;35m" in coloured
    assert not re.search(r"\x1b\[[\d;]*3\d", without)
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == re.sub(r"\x1b\[[\d;]*m", "", without)


def test_a_stretch_that_was_read_and_weighed_has_the_colour_of_what_was_read():
    caption = "Lamps in Gorizia, Italy, 4/5/2019. EPA/ADA ROWE"
    console = Console(color_system="standard", force_terminal=True, width=100, no_color=False)
    with console.capture() as captured:
        for line in caption_lines(explain(parse_caption(caption)), 100):
            console.print(line)
    assert "\x1b[33m4/5/2019\x1b[0m" in captured.get()


@given(CAPTIONS, st.integers(24, 60))
def test_every_mark_of_every_text_stands_under_its_words(text, width):
    explanation = explain(parse_caption(text))
    lines = [line.plain for line in caption_lines(explanation, width)]
    marks = {reason.mark for reason in (*explanation.read, *explanation.refused) if reason.mark}
    assert marks <= {int(number) for line in lines for number in re.findall(r"(?a:\d+)", line)}
