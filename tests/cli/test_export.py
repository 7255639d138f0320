import csv
import io
import json
import os
import subprocess
import threading

import pytest

from catalog.records import Actor
from catalog.settings import load_settings
from catalog.store import Store, set_value


def test_everything_is_written_without_a_query(run, home):
    done = run("export", home=home)

    assert [json.loads(line)["id"] for line in done.out.splitlines()] == [1, 2, 3]
    assert (done.code, done.err) == (0, "3 photos written\n")


def test_only_what_a_query_finds_is_written(run, home):
    assert json.loads(run("export", "agency:ap", home=home).out)["id"] == 2


def test_a_table_shows_a_persons_word(run, home):
    with Store.open(load_settings({}, home)) as store, store.writing(Actor(name="ann")) as work:
        for field, value in [("place", "Trieste"), ("handout_source", "Lamp House"), ("agency", "ANSA")]:
            set_value(work, 1, field, value)

    out = run("export", "--format", "csv", "Gorizia", home=home).out

    (row,) = csv.DictReader(io.StringIO(out, newline=""))
    assert (row["place"], row["handed out by"], row["agencies"]) == ("Trieste", "Lamp House", "ANSA")


def test_a_table_has_the_line_to_publish_where_a_style_is_asked_for(run, home):
    out = run("export", "--format", "csv", "--credit", "ap", home=home).out

    assert {row["credit"]: row["house credit"] for row in csv.DictReader(io.StringIO(out, newline=""))} == {
        "EPA/LAMP MUSEUM HANDOUT": "(Lamp Museum via EPA)",
        "AP Photo/Ann Reed": "(AP Photo/Ann Reed)",
        "EPA-EFE/ARMENIAN PORT MINISTRY HANDOUT": "(Armenian Port Ministry via EPA-EFE)",
    }


def test_the_line_to_publish_is_no_part_of_what_holds_everything(run, home):
    done = run("export", "--credit", "ap", home=home)

    assert (done.code, done.out) == (2, "")
    assert "--credit adds a column to CSV" in done.err


def test_an_export_can_be_imported_again(run, home, tmp_path):
    path = tmp_path / "export.jsonl"
    assert run("export", "-o", path, home=home).out == ""

    counts = json.loads(run("import", "--json", path, home=home).out)["run"]["counts"]

    assert (counts["unchanged"], counts["added"], counts["failed"]) == (3, 0, 0)


def test_a_file_is_replaced_whole_and_nothing_is_left_beside_it(run, home, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "a.csv").write_text("old")

    run("export", "--format", "csv", "-o", folder / "a.csv", home=home)

    assert (folder / "a.csv").read_text().startswith("provider,reference")
    assert [path.name for path in folder.iterdir()] == ["a.csv"]


def test_a_query_that_cannot_be_read_leaves_the_file_of_before(run, home, tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text("old")

    assert run("export", "-o", path, "colour:red", home=home).code == 2

    assert path.read_text() == "old"


def test_a_link_is_followed(run, home, tmp_path):
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "real.jsonl")

    run("export", "-o", tmp_path / "link.jsonl", home=home)

    assert (tmp_path / "link.jsonl").is_symlink()
    assert (tmp_path / "real.jsonl").is_file()


def test_a_pipe_is_written_to_and_stays_a_pipe(run, home, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text()))
    reader.start()

    run("export", "-o", pipe, home=home)
    reader.join(30)

    assert len(read[0].splitlines()) == 3
    assert pipe.is_fifo()


def test_a_file_that_cannot_be_written_is_named(run, home, tmp_path):
    done = run("export", "-o", tmp_path / "none" / "a.csv", home=home)

    assert done.code == 2
    assert done.err == f"catalog: {tmp_path}/none/a.csv: cannot be written: No such file or directory\n"


@pytest.mark.parametrize("format_", ["csv", "jsonl"])
def test_data_is_utf_8_whatever_the_terminal_speaks(program, home, format_):
    environment = os.environ | {"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}

    with program(
        "export", "--format", format_, "is:handout", home=home, stdout=subprocess.PIPE, env=environment
    ) as process:
        out = process.stdout.read()

    assert process.returncode == 0
    assert "Lamp Museum" in out.decode("utf-8")
    assert out.endswith(b"\r\n" if format_ == "csv" else b"\n")


def test_an_export_waits_for_an_index_that_is_behind(run, home, monkeypatch):
    monkeypatch.setattr("catalog.search.following.TURN", 1)
    (home / "index.db").unlink()

    assert run("export", home=home).err == "3 photos written\n"
