import json
import sqlite3
from contextlib import closing

import pytest

from catalog.records import Actor
from catalog.settings import load_settings
from catalog.store import Store, set_value


@pytest.fixture
def older(home):
    """A catalog whose first parse was made by a parser that read less."""
    with closing(sqlite3.connect(home / "catalog.db")) as database, database:
        database.execute("""UPDATE parse SET record = replace(record, '"country":"IT"', '"country":"AT"')""")
        database.execute("DELETE FROM finding WHERE photo_id = 3")
    return home


@pytest.fixture
def edited(older):
    with Store.open(load_settings({}, older)) as store, store.writing(Actor(name="ann")) as work:
        set_value(work, 1, "country", "SI")
    return older


def test_a_dry_reparse_shows_what_would_differ_value_by_value_and_writes_nothing(run, older):
    before = (older / "catalog.db").read_bytes(), run("export", home=older).out

    done = run("reparse", "--dry-run", home=older)

    assert done.code == 0
    lines = done.out.splitlines()
    assert lines[0] == "#1"
    assert "    country: AT → IT" in lines
    assert lines[-1].startswith("1 of 3 photos would change: ")
    assert run("export", home=older).out == before[1]
    assert run("reparse", "--dry-run", home=older).out == done.out


def test_a_reparse_says_the_sum_and_search_finds_the_new_values(run, older):
    done = run("reparse", home=older)

    assert done.out.startswith("1 of 3 photos changed: ")
    assert json.loads(run("search", "--json", "country:IT", home=older).out)["id"] == 1
    assert run("reparse", home=older).out == "0 of 3 photos changed\n"
    assert run("audit", "verify", home=older).code == 0
    assert run("index", "status", home=older).out.startswith("3 photos, 0 changes behind\n")


def test_what_a_person_set_outlives_a_reparse(run, edited):
    dry = run("reparse", "--dry-run", home=edited).out
    assert "    country: AT → IT  (set by hand, stays: SI)" in dry.splitlines()

    run("reparse", home=edited)

    value = json.loads(run("search", "--json", "gorizia", home=edited).out)["values"]["country"]
    assert value == {"machine": "IT", "human": "SI", "shown": "SI"}


@pytest.mark.parametrize("command", [["reparse"], ["reparse", "--dry-run"]])
def test_differences_are_printed_as_json_a_photo_a_line(run, older, command):
    done = run(*command, "--json", home=older)

    (photo,) = [json.loads(line) for line in done.out.splitlines()]
    assert photo["photo"] == 1
    assert {"field": "country", "before": "AT", "after": "IT", "human": None} in photo["differences"]
    assert done.err.startswith("1 of 3 photos")


def test_a_reassessment_finds_what_the_rules_find_today(run, older):
    dry = run("reassess", "--dry-run", home=older)
    assert dry.out.splitlines()[0] == "#3"
    assert dry.out.splitlines()[1].startswith("    findings: – → handout-stated (")

    assert run("reassess", home=older).out == "1 of 3 photos changed: findings 1\n"

    assert json.loads(run("search", "--json", "finding:handout-stated kites", home=older).out)["id"] == 3
    assert run("reassess", home=older).out == "0 of 3 photos changed\n"
    assert run("reparse", home=older).code == run("index", "check", home=older).code == 0


def test_a_long_value_is_cut_and_commands_no_terminal(run, home):
    with closing(sqlite3.connect(home / "catalog.db")) as database, database:
        database.execute(
            "UPDATE parse SET record = json_set(record, '$.credit_line', ?) WHERE photo_id = 1",
            ("\x1b[31m" + "x" * 500,),
        )

    line = next(
        one for one in run("reparse", "--dry-run", home=home).out.splitlines() if "credit_line" in one
    )

    assert "\x1b" not in line
    assert line == f"    credit_line: ␛[31m{'x' * 95}… → EPA/LAMP MUSEUM HANDOUT"


def test_progress_is_told_in_a_pipe(run, home, monkeypatch):
    monkeypatch.setattr("catalog.cli.progress._SECONDS_BETWEEN_LINES", 0.0)

    assert run("reassess", home=home).err == "Assessing: 3 of 3\n"
