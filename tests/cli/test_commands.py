"""The commands as a person runs them: one-line errors, exit status, answers line by line."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HANDOUT = "A lamp is lit in Gorizia, Italy, 3 May 2019. EPA/LAMP MUSEUM HANDOUT"


def run(*arguments, home=None, stdin=None):
    given = ["--home", str(home)] if home else []
    command = [sys.executable, "-m", "catalog.cli", *given, *arguments]
    return subprocess.run(
        command, input=stdin, capture_output=True, text=True, cwd=ROOT, check=False, timeout=120
    )


def test_help_lists_every_command_without_loading_its_module():
    code = "import sys; sys.argv = ['catalog', '--help']\nfrom catalog.cli.main import cli\n"
    code += "try: cli.main(standalone_mode=False)\nexcept SystemExit: pass\n"
    code += "print([m for m in ('sqlalchemy', 'flask', 'PIL', 'numpy') if m in sys.modules])"
    out = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True
    ).stdout
    assert {"demo", "init", "import", "parse", "inspect", "search", "export", "serve"} <= set(out.split())
    assert out.splitlines()[-1] == "[]"


def test_parse_prints_for_people():
    out = run("parse", HANDOUT).stdout
    assert "EPA" in out
    assert "Lamp Museum (Culture)" in out
    assert "2019-05-03" in out


def test_parse_prints_one_object():
    parsed = json.loads(run("parse", "--json", HANDOUT).stdout)
    assert (parsed["handout"], parsed["handout_sources"][0]["class"]) == (True, "culture")


def test_a_line_that_is_no_caption_gives_an_error_in_its_place_and_status_one():
    lines = ['{"id": "a", "caption": "Lamps. EPA/ADA ROWE"}', "nonsense", '{"id": 3}', ""]
    done = run("parse", "--jsonl", "-", stdin="\n".join(lines))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [a["id"] for a in answers] == ["a", None, None]
    assert [a.get("line") for a in answers] == [None, 2, 3]
    assert done.returncode == 1
    assert done.stdout.isascii()


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["search", "lamps"], "catalog init"),
        (["inspect", "no-such-file.jpg"], "there is no such file"),
        (["serve", "--host", "192.0.2.1"], "only 127.0.0.1"),
        (["parse"], "give a caption"),
    ],
)
def test_what_cannot_run_says_why_in_one_line_with_status_two(arguments, reason, tmp_path):
    done = run(*arguments, home=tmp_path / "none")
    assert done.returncode == 2
    assert reason in done.stderr
    assert "Traceback" not in done.stderr


def test_inspect_prints_the_documented_keys():
    done = run("inspect", "--json", "samples/pictures/harbour-cranes.jpg")
    record = json.loads(done.stdout)
    assert done.returncode == 0
    assert record["format"] == "jpeg"
    assert {"creators", "credit_line", "description"} <= set(record["fields"])
    assert {"file", "mime", "width", "height", "bytes", "sha256", "blocks", "c2pa", "problems"} <= set(record)
