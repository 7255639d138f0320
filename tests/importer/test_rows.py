import os
from pathlib import Path

import pytest
from sqlalchemy import event

from catalog.errors import CatalogError
from catalog.importer import ImportOptions
from catalog.importer import read as read_stage
from catalog.importer.read import count_rows
from catalog.records import Reference
from catalog.store import BusyError, cancel_run

LINES = (
    "Gulls rest on the harbour wall at Stepford. COASTWIRE/Ann Reed\n"
    "Boats leave the harbour at dawn. PORT OFFICE HANDOUT\n"
    "Gulls rest on the harbour wall at Stepford. COASTWIRE/Ann Reed\n"
)
TABLE = "id,caption\nA1,Gulls on a wall.\nA2,Boats at dawn. PORT OFFICE HANDOUT\n"


def only(store):
    return store.photos(store.photo_ids())


def test_captions_one_a_line_become_photos(store, take, write):
    report = take(write("desk.txt", LINES), as_="lines")

    assert report.run.state == "done"
    assert report.clean
    assert report.run.counts.read == report.run.counts.added == 3
    assert [photo.caption.caption for photo in only(store)] == LINES.splitlines()
    assert only(store)[1].handout.from_[0].id == "port-office"
    assert report.said == tuple(report.run.said.splitlines())
    assert report.said[0].startswith("desk.txt")


def test_importing_twice_changes_nothing(store, outcome, write):
    path = write("desk.txt", LINES)
    assert outcome(path, as_="lines") == (3, 0, 0, 0)
    photos, seq, events = only(store), store.last_seq(), store.verify_audit().events

    assert outcome(path, as_="lines") == (0, 0, 3, 0)

    assert only(store) == photos
    assert store.last_seq() == seq
    # The second run's beginning and end, and nothing of its photos.
    assert store.verify_audit().events == events + 2


def test_equal_rows_of_one_source_are_different_photos_and_stay_so(outcome, write):
    path = write("desk.txt", LINES)
    outcome(path, as_="lines")
    path.write_text(LINES + LINES.splitlines()[0])

    assert outcome(path, as_="lines") == (1, 0, 3, 0)


def test_a_line_end_is_no_part_of_a_rows_identity(outcome, write):
    assert outcome(write("a.txt", LINES), as_="lines") == (3, 0, 0, 0)
    assert outcome(write("b.txt", LINES.rstrip("\n")), as_="lines") == (0, 0, 3, 0)


def test_changed_words_of_a_known_reference_make_a_version(store, outcome, write):
    path = write("desk.csv", TABLE)
    assert outcome(path) == (2, 0, 0, 0)
    path.write_text(TABLE.replace("on a wall", "on the old wall"))

    assert outcome(path) == (0, 1, 1, 0)

    photo = only(store)[0]
    assert photo.ref == Reference(provider="local", id="A1")
    assert photo.versions == 2
    assert photo.runs == (1, 2)
    versions = store.caption_versions(photo.id)
    assert [one.text for one in versions] == ["Gulls on a wall.", "Gulls on the old wall."]
    assert versions[0].raw.rstrip() == b"A1,Gulls on a wall."


def test_a_reference_that_comes_twice_in_one_file_gets_both_captions_once(store, outcome, write):
    path = write("desk.csv", TABLE + "A1,Gulls on the old wall. PORT OFFICE HANDOUT\n")

    assert outcome(path) == (2, 1, 0, 0)
    assert outcome(path) == (0, 0, 3, 0)
    assert only(store)[0].versions == 2
    assert only(store)[0].caption.handout


def test_a_bad_row_is_kept_with_its_line_and_the_rest_is_taken(store, take, write):
    path = write(
        "desk.jsonl", b'{"id": "A1", "caption": "Gulls."}\n{"id": \xff\n{"id": "A3", "caption": "Boats."}\n'
    )

    report = take(path)

    assert (report.run.counts.read, report.run.counts.added, report.run.counts.failed) == (3, 2, 1)
    assert not report.clean
    (problem,) = report.problems
    assert (problem.line, problem.where) == (2, str(path))
    assert problem.raw.rstrip() == b'{"id": \xff'
    assert problem.reason
    assert store.problems(report.run.id) == [problem]


def test_a_row_without_words_and_image_is_refused(take, write):
    report = take(write("desk.csv", "id,caption,headline\nA1,,Gulls\nA2,Boats.,\n"))

    assert (report.run.counts.added, report.run.counts.failed) == (1, 1)


@pytest.mark.parametrize(
    ("table", "given", "expected"),
    [
        ("id,caption\nA1,Gulls.\n", None, "local"),
        ("id,caption,provider\nA1,Gulls.,coastwire\n", None, "coastwire"),
        ("id,caption,provider\nA1,Gulls.,coastwire\n", "hillwire", "hillwire"),
    ],
    ids=["nobody says", "the row says", "the command says"],
)
def test_the_provider_is_whose_the_command_then_the_row_says(store, take, write, *, table, given, expected):
    take(write("desk.csv", table), provider=given)

    assert only(store)[0].ref.provider == expected


def test_progress_is_told_after_each_batch(take, write, monkeypatch):
    monkeypatch.setattr(read_stage, "ROWS", 2)
    told = []

    take(write("desk.txt", LINES), as_="lines", progress=told.append)

    assert [one.done for one in told] == [2, 3, 3]
    assert {one.total for one in told} == {3}


def test_what_can_be_read_only_once_is_not_counted_first(tmp_path, write):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    assert count_rows([write("desk.csv", TABLE), pipe], None) is None
    assert count_rows([Path("-")], None) is None


def test_bad_rows_count_and_sources_that_cannot_be_opened_do_not(tmp_path, write, draw):
    draw("pictures/a.jpg")
    bad = write("bad.jsonl", "{nonsense}\n")

    paths = [write("desk.csv", TABLE), bad, tmp_path / "pictures", tmp_path / "none.csv"]

    assert count_rows(paths, None) == 2 + 1 + 1


def test_a_source_that_cannot_be_opened_leaves_the_others(take, write, tmp_path):
    missing = tmp_path / "none.csv"

    report = take(missing, write("desk.csv", TABLE))

    assert (report.run.state, report.run.counts.added, report.run.counts.failed) == ("done", 2, 1)
    assert (report.problems[0].where, report.problems[0].line) == (str(missing), None)


def test_an_import_of_nothing_that_opens_is_an_error_and_a_failed_run(store, take, tmp_path):
    with pytest.raises(CatalogError, match=r"none\.csv"):
        take(tmp_path / "none.csv")

    assert store.run(1).state == "failed"
    assert "no such file" in store.run(1).reason


def test_a_run_that_somebody_stops_ends_after_its_batch(store, take, write, actor, monkeypatch):
    monkeypatch.setattr(read_stage, "ROWS", 1)

    def stop(progress):
        if progress.done == 1:
            with store.writing(actor) as work:
                cancel_run(work, 1)

    report = take(write("desk.txt", LINES), as_="lines", progress=stop)

    assert (report.run.state, report.run.counts.added) == ("cancelled", 2)


@pytest.mark.parametrize(
    ("fault", "fate"),
    [
        (KeyboardInterrupt(), ("cancelled", "interrupted")),
        (ValueError("odd"), ("failed", "a fault of the program: ValueError('odd')")),
    ],
)
def test_a_run_that_dies_says_so(store, take, write, readers, *, fault, fate):
    def parse(*_):
        raise fault

    with pytest.raises(type(fault)):
        take(write("desk.csv", TABLE), readers=readers._replace(parse=parse))

    assert (store.run(1).state, store.run(1).reason) == fate
    assert store.count() == 0


def test_a_run_that_dies_keeps_the_problems_met_so_far(store, take, write, readers):
    def parse(*_):
        raise ValueError

    path = write("desk.jsonl", b'{"id": \xff\n{"id": "A1", "caption": "Boats."}\n')
    with pytest.raises(ValueError):  # noqa: PT011 -- any error will do; what the run keeps is tested
        take(path, readers=readers._replace(parse=parse))

    assert [problem.line for problem in store.problems(1)] == [1]
    assert store.run(1).counts.failed == 1


def test_a_transaction_that_lost_to_another_writer_is_tried_again(store, outcome, write, monkeypatch):
    real, refusals = store.writing, iter([False, True, True])

    def writing(actor):
        if next(refusals, False):
            raise BusyError(where="catalog.db", reason="another program is writing")
        return real(actor)

    monkeypatch.setattr(store, "writing", writing)

    assert outcome(write("desk.csv", TABLE)) == (2, 0, 0, 0)


def test_an_import_that_never_gets_its_turn_fails(store, take, write, monkeypatch):
    real = store.writing
    calls = iter([True])

    def writing(actor):
        if next(calls, False):
            return real(actor)
        raise BusyError(where="catalog.db", reason="another program is writing")

    monkeypatch.setattr(store, "writing", writing)

    with pytest.raises(BusyError):
        take(write("desk.csv", TABLE))
    assert store.run(1).state == "running"


def test_an_import_sends_as_many_queries_for_twice_the_rows(store, take, write):
    def count(name, rows):
        sent = []

        def note(_connection, _cursor, statement, *_rest):
            sent.append(statement)

        table = "id,caption\n" + "".join(
            f"{name}{row},Boats {row}. PORT OFFICE HANDOUT\n" for row in range(rows)
        )
        path = write(f"{name}.csv", table)
        event.listen(store.engine, "before_cursor_execute", note)
        try:
            take(path)
        finally:
            event.remove(store.engine, "before_cursor_execute", note)
        return len(sent)

    take(write("first.csv", TABLE))

    assert count("few", 10) == count("many", 20)


def test_options_given_apart_win(store, take, write):
    options = ImportOptions(workers=1, provider="hillwire", as_="lines")

    take(write("desk.txt", LINES), options=options)
    take(write("more.txt", "Boats.\n"), options=options, provider="coastwire")

    assert [photo.ref.provider for photo in only(store)] == ["hillwire"] * 3 + ["coastwire"]
