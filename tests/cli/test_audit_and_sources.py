import json
import sqlite3
from contextlib import closing


def test_a_whole_chain_ends_with_status_zero_and_its_head(run, home):
    done = run("audit", "verify", home=home)

    assert done.code == 0
    assert done.out.split()[1:3] == ["events,", "head"]
    assert len(done.out.split()[-1]) == 64


def test_a_rewritten_event_is_named_with_status_one(run, home):
    with closing(sqlite3.connect(home / "catalog.db")) as database, database:
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f"DROP TRIGGER {name}")
        database.execute("UPDATE audit_event SET actor = 'nobody' WHERE number = 2")

    done = run("audit", "verify", home=home)

    assert done.code == 1
    assert done.out.splitlines()[0] == "event 2 was altered"


def test_who_handed_pictures_out_is_listed_with_counts(run, home):
    lines = run("sources", "list", home=home).out.splitlines()

    assert [line.split("  ") for line in map(str.strip, lines)] == [
        ["1", "Armenian Port Ministry (Government, AM)", "armenian-port-ministry"],
        ["1", "Lamp Museum (Culture)", "lamp-museum"],
    ]


def test_sources_are_listed_as_json_a_line_each(run, home):
    sources = [json.loads(line) for line in run("sources", "list", "--json", home=home).out.splitlines()]

    assert [(one["id"], one["class"], one["photos"]) for one in sources] == [
        ("armenian-port-ministry", "government", 1),
        ("lamp-museum", "culture", 1),
    ]
