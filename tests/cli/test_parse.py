import json
import re
import subprocess
from pathlib import Path

import pytest

import catalog.caption

HANDOUT = "A lamp is lit in Gorizia, Italy, 3 May 2019. EPA/LAMP MUSEUM HANDOUT"


def test_a_caption_is_taken_apart_a_line_for_each_field(run):
    lines = run("parse", HANDOUT).out.splitlines()

    assert lines[0] == HANDOUT
    assert [re.split(" {2,}", line, maxsplit=1) for line in lines[1:]] == [
        ["handout", "yes (Handout, Provided)"],
        ["handout_sources", "Lamp Museum (Culture)"],
        ["agencies", "EPA (Maker)"],
        ["kinds", "Handout"],
        ["places", "Gorizia, Italy"],
        ["country", "IT"],
        ["date", "2019-05-03 (3 May 2019)"],
        ["credit line", "EPA/LAMP MUSEUM HANDOUT"],
    ]


@pytest.mark.parametrize(
    ("caption", "line"),
    [
        ("A lamp is lit. EPA/ANN REED", ["creators", "Ann Reed"]),
        ("A lamp is lit. HANDOUT", ["handout_sources", "not named"]),
        (
            "A lamp is lit. EPA/ANN REED EDITORIAL USE ONLY",
            ["notice", "EDITORIAL USE ONLY (editorial-use-only)"],
        ),
    ],
)
def test_a_line_says_what_a_caption_says(run, caption, line):
    assert line in [one.split(maxsplit=1) for one in run("parse", caption).out.splitlines()]


def test_each_picture_of_a_combo_has_its_line(run):
    caption = (
        "This combination of photos shows, left, a dam in Lima, Peru, on May 3, 2018, and, right, "
        "the same dam on June 9, 2019. (Dam Museum via AP, left; AP Photo/Ada Rowe, right)"
    )
    lines = run("parse", caption).out.splitlines()
    assert [line for line in lines if line.startswith(("left", "right"))] == [
        "left             Lima, Peru | 2018-05-03 | AP | from Dam Museum",
        "right            Lima, Peru | 2019-06-09 | Ada Rowe/AP",
    ]


def test_a_caption_that_says_nothing_is_printed_alone(run):
    assert run("parse", "lamps").out == "lamps\n"


@pytest.mark.parametrize(
    "caption",
    [
        "Lamps [/x] are lit. [bold]Ann[/bold] :camera: EPA/ANN REED",
        "[EDITORS NOTE: NOT [/y] FOR SALE] Lamps. EPA/LAMP [/z] MUSEUM HANDOUT",
    ],
)
def test_brackets_and_colons_of_a_caption_are_words_not_markup(run, caption):
    assert run("parse", caption).out.splitlines()[0] == caption


def test_a_caption_commands_no_terminal(run):
    done = run("parse", "Lamps \x1b[31mare\x07 lit\x9b. EPA/\x1b]0;LAMP MUSEUM\x07 HANDOUT\x7f")

    assert not set("\x1b\x07\x9b\x7f") & set(done.out)
    assert "␛[31mare␇ lit�." in done.out


def test_colours_on_a_terminal_only(program):
    with program("parse", HANDOUT, stdout=subprocess.PIPE) as process:
        assert b"\x1b" not in process.stdout.read()


def test_one_object_has_the_documented_keys(run):
    parsed = json.loads(run("parse", "--json", HANDOUT).out)

    assert (parsed["handout"], parsed["handout_sources"][0]["class"]) == (True, "culture")


@pytest.mark.parametrize(
    ("style", "line"),
    [
        ("iptc", "Handout: Lamp Museum via EPA"),
        ("ap", "(Lamp Museum via EPA)"),
        ("de", "Foto: Lamp Museum/EPA (Handout)"),
    ],
)
def test_the_line_to_publish_is_added_where_it_is_asked_for(run, style, line):
    lines = run("parse", "--credit", style, HANDOUT).out.splitlines()
    assert re.split(" {2,}", lines[-1]) == ["house credit", line]
    assert [one.strip() for one in lines[:-1]] == [
        one.strip() for one in run("parse", HANDOUT).out.splitlines()
    ]
    parsed = json.loads(run("parse", "--json", "--credit", style, HANDOUT).out)
    assert parsed.pop("house_credit") == line
    assert parsed == json.loads(run("parse", "--json", HANDOUT).out)


def test_a_style_that_there_is_not_is_told_in_one_line(run):
    done = run("parse", "--credit", "upi", HANDOUT)
    assert (done.code, done.out) == (2, "")
    assert done.err == "catalog: credit style 'upi': there is none; known: ap, de, iptc\n"


def test_a_catalogs_own_style_is_known(run, tmp_path):
    folder = tmp_path / "knowledge" / "credit-styles"
    folder.mkdir(parents=True)
    ours = Path(catalog.caption.__file__).parent / "data/credit_styles/iptc.toml"
    text = ours.read_text("utf-8").replace('id = "iptc"', 'id = "quay"\nwrap = "Picture: $line"', 1)
    (folder / "quay.toml").write_text(text, encoding="utf-8")
    out = run("parse", "--credit", "quay", HANDOUT, home=tmp_path).out
    assert out.splitlines()[-1].endswith("Picture: Handout: Lamp Museum via EPA")


@pytest.fixture
def lines(run, tmp_path):
    """Answers and exit status for a file of JSON Lines."""

    def lines(content, *options):
        path = tmp_path / "in.jsonl"
        path.write_bytes(content)
        done = run("parse", "--jsonl", path, *options)
        assert done.out.isascii()
        return [json.loads(line) for line in done.out.splitlines()], done.code

    return lines


def test_captions_are_answered_line_by_line_in_order(lines):
    answers, code = lines(
        b'{"id": "a", "caption": "Lamps. EPA/ADA ROWE"}\n\n{"id": 7, "caption": ""}\n{"caption": "x"}'
    )

    assert [one["id"] for one in answers] == ["a", 7, None]
    assert answers[0]["creators"][0]["name"] == "Ada Rowe"
    assert code == 0


def test_the_lines_to_publish_come_line_by_line_too(lines):
    answers, _ = lines(b'{"id": 1, "caption": "Lamps. EPA/ADA ROWE"}\nnonsense\n', "--credit", "ap")

    assert [one.get("house_credit") for one in answers] == ["(Ada Rowe/EPA)", None]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"nonsense", "no JSON object: Expecting value"),
        (b'{"id": 3}', 'no "caption" text in the object'),
        (b'{"caption": ["a"]}', 'no "caption" text in the object'),
        (b'["caption"]', 'no "caption" text in the object'),
        (b'{"caption": "\xff"}', "no JSON object: 'utf-8' codec can't decode byte 0xff"),
        (b"[" * 100_000, "no JSON object: maximum recursion depth"),
    ],
    ids=["no JSON", "no caption", "a list", "a list of words", "no UTF-8", "too deep"],
)
def test_a_line_that_is_no_caption_gives_an_error_in_its_place_and_status_one(lines, line, reason):
    answers, code = lines(b'{"id": "a", "caption": "x"}\n' + line + b'\n{"id": "b", "caption": "y"}\n')

    assert [one["id"] for one in answers] == ["a", None, "b"]
    assert answers[1]["line"] == 2
    assert answers[1]["error"].startswith(reason)
    assert code == 1


def test_captions_come_from_standard_input_too(program):
    with program("parse", "--jsonl", "-", stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        out, _ = process.communicate(b'{"id": 1, "caption": "Lamps."}\n')

    assert json.loads(out)["id"] == 1
    assert process.returncode == 0


def test_a_catalogs_worldview_decides_the_country(run, monkeypatch):
    caption = "Guards stand in Sevastopol, 3 May 2019. EPA/ADA ROWE"
    assert json.loads(run("parse", "--json", caption).out)["country"] == "UA"

    monkeypatch.setenv("CATALOG_WORLDVIEW", "ru")

    assert json.loads(run("parse", "--json", caption).out)["country"] == "RU"
