import json
import sqlite3
from contextlib import closing


def test_the_state_of_the_index_is_said(run, home):
    said = "3 photos, 0 changes behind\n0 pictures to compare with, 0 changes behind\n"
    assert run("index", "status", home=home).out == said
    assert json.loads(run("index", "status", "--json", home=home).out) == {
        "photos": 3,
        "seq": 3,
        "behind": 0,
        "similar": {"pictures": 0, "behind": 0},
    }


def test_a_deleted_index_is_behind_until_it_is_made_again(run, home):
    (home / "index.db").unlink()
    (home / "similar.db").unlink()
    said = "0 photos, 3 changes behind\n0 pictures to compare with, 3 changes behind\n"
    assert run("index", "status", home=home).out == said

    assert run("index", "rebuild", home=home).out == "3 photos indexed\n0 pictures to compare with\n"

    said = "3 photos, 0 changes behind\n0 pictures to compare with, 0 changes behind\n"
    assert run("index", "status", home=home).out == said


def test_a_sound_index_agrees(run, home):
    done = run("index", "check", home=home)

    assert (done.code, done.out) == (0, "The index agrees with the records.\n")


def test_what_differs_from_the_records_is_listed_with_status_one(run, home):
    with closing(sqlite3.connect(home / "index.db")) as index, index:
        index.execute("DELETE FROM document WHERE rowid = (SELECT min(rowid) FROM document)")

    done = run("index", "check", home=home)

    assert done.code == 1
    assert done.out.splitlines()[-1] == f"{len(done.out.splitlines()) - 1} differences"
