import json

import pytest

from catalog.cli.imports import take_in
from catalog.records import Actor
from catalog.settings import load_settings
from catalog.store import Store, set_value


@pytest.fixture
def desk(home, picture, tmp_path):
    """The catalog of three captions, and two photos with pictures."""
    picture("kite.jpg", artist="old")
    (tmp_path / "bad.jpg").write_bytes(b"\xff\xd8\xff\xd9")
    words = "Kites over Gorizia, Italy, 4 May 2020. EPA/LAMP MUSEUM HANDOUT NO SALES"
    table = tmp_path / "desk.csv"
    table.write_text(f'file,caption\nkite.jpg,"{words}"\nbad.jpg,"Another. {words}"\n')
    take_in(load_settings({}, home), (table,), as_=None, provider="desk", quiet=True)
    return home


def test_copies_are_written_and_told(run, desk, tmp_path):
    done = run("export", "--format", "copy", "-o", tmp_path / "out", "has:image", "--credit", "ap", home=desk)

    assert done.out.splitlines()[0] == f"{tmp_path / 'out' / 'kite.jpg'}: 9 fields written"
    assert done.code == 1
    assert "bad.jpg (photo 5): jpeg: damaged: there is no picture after its segments\n" in done.err
    assert done.err.endswith("1 copy written, 1 photo left out\n")
    shown = run("inspect", tmp_path / "out" / "kite.jpg")
    assert "(Lamp Museum via EPA)" in shown.out


def test_what_was_cut_and_left_out_is_said(run, desk, tmp_path):
    with Store.open(load_settings({}, desk)) as store, store.writing(Actor(name="ann")) as work:
        set_value(work, 4, "credit_line", "Lamp Museum, Society of Lighthouse Keepers")
        set_value(work, 4, "date", "2019/2020")

    out = run("export", "--format", "copy", "-o", tmp_path / "out", "file:kite.jpg", home=desk).out

    assert "  cut at IIM's limits, whole in XMP: credit_line (2:110)\n" in out
    assert "  date 2019/2020 is not written: IIM and XMP cannot say it\n" in out


def test_a_program_reads_an_object_for_each_photo(run, desk, tmp_path):
    done = run("export", "--format", "xmp", "--json", "-o", tmp_path / "out", home=desk)

    found = [json.loads(line) for line in done.out.splitlines()]
    assert sorted(one["refused"] or "" for one in found) == ["", "", *["has no image file"] * 3]
    (kite,) = [one for one in found if one["photo"] == 4]
    assert (kite["copy"], kite["sidecar"]) == (None, str(tmp_path / "out" / "kite.jpg.xmp"))
    assert {
        "name": "source",
        "block": "xmp",
        "path": "photoshop:Source",
        "texts": ["Lamp Museum"],
        "cut": False,
    } in (kite["written"])
    assert "catalog: photo 1: has no image file\n" in done.err
    assert done.err.endswith("2 sidecars written, 3 photos left out\n")


def test_all_well_is_status_zero(run, desk, tmp_path):
    done = run("export", "--format", "xmp", "-o", tmp_path / "out", "has:image", home=desk)

    assert (done.code, done.err) == (0, "2 sidecars written\n")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--format", "copy"], "say --output DIR"),
        (["--json"], "--json reports copies"),
        (["--format", "csv", "-o", "."], ". is a folder"),
    ],
)
def test_what_does_not_go_together_is_refused(run, home, arguments, reason):
    done = run("export", *arguments, home=home)

    assert done.code == 2
    assert reason in done.err
