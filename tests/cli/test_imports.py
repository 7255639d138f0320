import json
import os
import pty
import re
import subprocess
import threading

import pytest

TABLE = "id,caption\nA1,Gulls on a wall. EPA/ANN REED\nA2\nA3,Boats at dawn.\n"


@pytest.fixture
def desk(tmp_path):
    path = tmp_path / "desk.csv"
    path.write_text(TABLE)
    return path


def test_an_import_says_what_it_took_and_what_failed(run, home, desk):
    done = run("import", desk, home=home)

    assert done.code == 1
    assert done.out.splitlines() == [
        "desk.csv: took the file for a table: 2 columns separated by comma, of which we know id, caption",
        "Import 2: 2 added, 0 changed, 0 unchanged, 1 failed",
    ]
    assert done.err == f"  {desk}, line 3: 1 cells where the header has 2\n"


def test_an_import_without_fault_ends_with_status_zero(run, home, desk):
    desk.write_text("id,caption\nA1,Gulls.\n")

    assert run("import", "--provider", "hillwire", desk, home=home).code == 0
    assert json.loads(run("search", "--json", "ref:A1", home=home).out)["ref"] == {
        "provider": "hillwire",
        "id": "A1",
    }


def test_the_report_is_printed_as_json(run, home, desk):
    done = run("import", "--json", desk, home=home)

    report = json.loads(done.out)
    assert (done.code, done.err) == (1, "")
    assert report["run"]["counts"] == {"read": 3, "added": 2, "changed": 0, "unchanged": 0, "failed": 1}
    assert report["problems"][0]["line"] == 3


def test_many_problems_are_cut_and_all_shown_on_demand(run, home, desk):
    desk.write_text("id,caption\n" + "A1\n" * 1500)

    done = run("import", desk, home=home)
    assert len(done.err.splitlines()) == 21
    assert done.err.splitlines()[-1] == "  and 1480 more: catalog imports show 2"

    lines = run("imports", "show", "2", home=home).out.splitlines()
    assert len(lines) == 1 + 2 * 1500
    assert lines[-2:] == [f"{desk}, line 1501: 1 cells where the header has 2", "    A1"]


def test_a_file_that_cannot_be_taken_has_a_path_and_no_line(run, home, tmp_path, desk):
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "a.jpg").write_text("no picture")

    run("import", tmp_path / "none.csv", tmp_path / "pictures", desk, home=home)

    lines = run("imports", "show", "2", home=home).out.splitlines()[1:]
    assert [line for line in lines if not line.startswith(" ")] == [
        f"{tmp_path}/none.csv: no such file or folder",
        f"{tmp_path}/pictures/a.jpg: is no image: not an image that can be opened, or damaged",
        f"{desk}, line 3: 1 cells where the header has 2",
    ]


def test_a_row_commands_no_terminal(run, home, desk):
    desk.write_text("id,caption\nA1,Gulls.,\x1b[31mred\n")

    run("import", desk, home=home)

    assert run("imports", "show", "2", home=home).out.splitlines()[-1] == "    A1,Gulls.,␛[31mred"


def test_imports_are_listed_newest_first(run, home, desk):
    run("import", desk, home=home)
    run("import", desk.with_name("none.csv"), home=home)

    lines = run("imports", "list", home=home).out.splitlines()

    assert lines[0] == (
        f"Import 3: 0 added, 0 changed, 0 unchanged, 0 failed "
        f"(failed: {desk.parent}/none.csv: no such file or folder) {desk.parent}/none.csv"
    )
    assert lines[1] == f"Import 2: 2 added, 0 changed, 0 unchanged, 1 failed (done) {desk}"
    assert lines[2].startswith("Import 1: 3 added")


def test_imports_are_listed_as_json(run, home):
    runs = [json.loads(line) for line in run("imports", "list", "--json", home=home).out.splitlines()]

    assert [(one["id"], one["state"], one["counts"]["added"]) for one in runs] == [(1, "done", 3)]


def test_an_import_that_is_none_is_an_error(run, home):
    done = run("imports", "show", "77", home=home)

    assert (done.code, done.err) == (2, "catalog: import 77: there is no import of this number\n")


def test_captions_come_through_a_pipe(program, home):
    with program(
        "import", "--as", "lines", "-", home=home, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        out, _ = process.communicate("Gulls.\nBoats.\n")

    assert process.returncode == 0
    assert out.endswith("Import 2: 2 added, 0 changed, 0 unchanged, 0 failed\n")


def test_a_terminal_shows_a_bar_up_to_the_number_of_rows(program, home, tmp_path):
    many = tmp_path / "many.txt"
    many.write_text("".join(f"Boat {number} in the harbour.\n" for number in range(600)))
    ours, theirs = pty.openpty()
    try:
        with program(
            "import", "--as", "lines", many, home=home, stdout=subprocess.PIPE, stderr=theirs
        ) as process:
            os.close(theirs)
            shown = b""
            # A terminal whose other end is closed gives an error on Linux, not an end.
            try:
                while piece := os.read(ours, 4096):
                    shown += piece
            except OSError:
                pass
            out = process.stdout.read()
    finally:
        os.close(ours)

    assert process.returncode == 0
    assert b"Importing" in shown
    assert re.search(rb"250/600|500/600|600/600", shown)
    assert b"Importing" not in out


def test_a_pipe_shows_a_line_now_and_then(run, home, tmp_path, monkeypatch):
    monkeypatch.setattr("catalog.cli.progress._SECONDS_BETWEEN_LINES", 0.0)
    many = tmp_path / "many.csv"
    many.write_text("id,caption\nA0\n" + "".join(f"A{number},Boat {number}.\n" for number in range(600)))

    done = run("import", many, home=home)

    lines = [line for line in done.err.splitlines() if line.startswith("Importing")]
    assert lines[0] == "Importing: 251 of 601, 1 failed"
    assert lines[-1] == "Importing: 601 of 601, 1 failed"


def test_a_pipe_is_not_flooded(run, home, desk):
    assert "Importing" not in run("import", desk, home=home).err


def test_rows_that_cannot_be_counted_are_told_without_a_total(run, home, tmp_path, monkeypatch):
    monkeypatch.setattr("catalog.cli.progress._SECONDS_BETWEEN_LINES", 0.0)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_text("Gulls.\n"))
    writer.start()

    done = run("import", "--as", "lines", pipe, home=home)
    writer.join(30)

    assert done.err.splitlines()[0] == "Importing: 1"
