"""Copies in a folder: names, refusals, and originals that nobody touches."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from catalog.caption import DEFAULT
from catalog.errors import CatalogError
from catalog.exchange.copies import CopyWords, assemble, write_copies
from catalog.importer import run_import
from catalog.records import Actor
from catalog.settings import load_settings
from catalog.store import Store

WORDS = CopyWords(knowledge=DEFAULT, now=datetime(2026, 1, 2, tzinfo=UTC))
CAPTION = "Gulls rest on a wall in Gorizia, Italy, May 5, 2020. (AP Photo/Ann Reed)"


def draw(path, kind="JPEG", grey=90):
    path.parent.mkdir(exist_ok=True)
    Image.new("L", (32, 24), grey).save(path, kind)


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A catalog of four pictures, two of one name, with captions."""
    folder = tmp_path_factory.mktemp("copies")
    draw(folder / "in" / "a.jpg")
    draw(folder / "in2" / "a.jpg", grey=10)
    draw(folder / "in" / "b.gif", "GIF")
    draw(folder / "in" / "c.png", "PNG")
    rows = ["in/a.jpg", "in2/a.jpg", "in/b.gif", "in/c.png", ""]
    lines = "\n".join(f'{row},"{CAPTION} {number}"' for number, row in enumerate(rows))
    (folder / "desk.csv").write_text(f"file,caption\n{lines}\n")
    settings = load_settings({}, folder / "home")
    with Store.open(settings) as store:
        store.migrate()
        run_import(store, settings, [folder / "desk.csv"], actor=Actor(name="t"), provider="desk")
    return folder


@pytest.fixture
def desk(filled, tmp_path):
    """A catalog of the test's own; its originals lie in a folder that may be spoilt."""
    folder = tmp_path / "desk"
    shutil.copytree(filled, folder)
    with Store.open(load_settings({}, folder / "home")) as store:
        yield Desk(store, folder, filled)


class Desk:
    """A store, and how to copy from it."""

    def __init__(self, store, folder, first):
        self.store, self.folder, self.first = store, folder, first

    def copies(self, *ids, kind="copy", out=None):
        photos = self.store.photos(ids)
        return list(write_copies(photos, self.store, out or self.folder / "out", kind=kind, words=WORDS))


@pytest.fixture
def spoilt(filled):
    """Original a.jpg, put back as it was."""
    path = filled / "in" / "a.jpg"
    data = path.read_bytes()
    yield path
    if path.is_dir():
        path.rmdir()
    path.write_bytes(data)


def test_names_are_kept_and_one_that_is_taken_gets_the_number(desk):
    done = desk.copies(1, 2, 3)

    assert [Path(one.copy).name for one in done] == ["a.jpg", "a-2.jpg", "b.gif"]
    assert [one.sidecar and Path(one.sidecar).name for one in done] == [None, None, "b.gif.xmp"]
    assert sorted(p.name for p in (desk.folder / "out").iterdir()) == [
        "a-2.jpg",
        "a.jpg",
        "b.gif",
        "b.gif.xmp",
    ]
    assert (desk.folder / "out" / "b.gif").read_bytes() == (desk.first / "in" / "b.gif").read_bytes()


def test_originals_keep_their_bytes_and_files_in_the_folder_are_not_replaced(desk):
    out = desk.first / "in"
    before = {path: path.read_bytes() for path in out.iterdir()}

    (done,) = desk.copies(1, out=out)
    (again,) = desk.copies(1, out=out)

    assert Path(done.copy).name == "a-1.jpg"
    assert again.refused == "a-1.jpg is in the folder already, and no file there is replaced"
    Path(done.copy).unlink()
    assert {path: path.read_bytes() for path in out.iterdir()} == before


def test_a_link_in_the_folder_is_not_followed(desk):
    out, elsewhere = desk.folder / "out", desk.folder / "elsewhere.jpg"
    out.mkdir()
    (out / "a.jpg").symlink_to(elsewhere)

    (done,) = desk.copies(1)

    assert Path(done.copy).name == "a-1.jpg"
    assert not elsewhere.exists()


def test_a_copy_of_a_sidecar_needs_both_names(desk):
    (desk.folder / "out").mkdir()
    (desk.folder / "out" / "b.gif.xmp").write_text("mine")

    (done,) = desk.copies(3)

    assert (Path(done.copy).name, Path(done.sidecar).name) == ("b-3.gif", "b-3.gif.xmp")


def test_sidecars_alone_lie_under_the_pictures_whole_names(desk):
    done = desk.copies(1, 4, kind="xmp")

    assert [(one.copy, Path(one.sidecar).name) for one in done] == [(None, "a.jpg.xmp"), (None, "c.png.xmp")]
    assert sorted(p.name for p in (desk.folder / "out").iterdir()) == ["a.jpg.xmp", "c.png.xmp"]


def test_a_photo_without_a_file_is_refused(desk):
    assert desk.copies(5)[0].refused == "has no image file"


def test_an_original_that_changed_is_refused(desk, spoilt):
    draw(spoilt, grey=200)

    (one,) = desk.copies(1)

    assert one.refused == "the original changed since it was imported; import it again"
    assert list((desk.folder / "out").iterdir()) == []


def test_an_original_that_is_gone_or_no_file_is_refused(desk, spoilt):
    spoilt.unlink()
    assert desk.copies(1)[0].refused == "the original is missing"
    spoilt.mkdir()
    assert desk.copies(1)[0].refused == "the original is no file"


def test_one_that_fails_leaves_the_others(desk, monkeypatch):
    monkeypatch.setattr("catalog.exchange.copies.run._SECONDS", 0.0)
    first = desk.copies(1)[0]
    monkeypatch.undo()

    assert first.refused.startswith("timeout")
    assert desk.copies(1)[0].refused is None


def test_a_copy_that_reads_back_otherwise_gets_no_name(desk, monkeypatch):
    monkeypatch.setattr("catalog.exchange.copies.run.assemble", spoil)

    (one,) = desk.copies(1)

    assert "would not read back as it was written: iim 2:120" in one.refused
    assert list((desk.folder / "out").iterdir()) == []


def spoil(file, _pieces, path):
    """Write the original in place of the copy."""
    file.seek(0)
    path.write_bytes(file.read())
    return path


def test_a_disk_that_refuses_is_told(desk, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("catalog.exchange.copies.run.assemble", full)

    assert desk.copies(1)[0].refused == "No space left on device"


def test_a_folder_that_cannot_be_made_is_an_error(desk):
    (desk.folder / "file").write_text("")

    with pytest.raises(CatalogError, match="cannot be made"):
        desk.copies(1, out=desk.folder / "file" / "out")


def test_an_original_that_becomes_shorter_is_told(tmp_path):
    (tmp_path / "a").write_bytes(b"short")

    with (tmp_path / "a").open("rb") as file, pytest.raises(CatalogError, match="changed while"):
        assemble(file, [(0, 9)], tmp_path / "b")


def test_a_copy_is_another_file_when_it_is_imported(desk):
    (done,) = desk.copies(1)
    settings = load_settings({}, desk.folder / "home")

    report = run_import(desk.store, settings, [Path(done.copy)], actor=Actor(name="t"), provider="desk")

    assert report.run.counts.added == 1
    original, copy = desk.store.photo(1), desk.store.photo(6)
    assert copy.image.sha256 != original.image.sha256
    assert copy.image.phash == original.image.phash
    written = {one.name for one in done.written}
    fields = copy.image.fields
    assert {name: fields[name].value for name in ("creators", "city", "country_code")} == {
        "creators": ["Ann Reed"],
        "city": "Gorizia",
        "country_code": "ITA",
    }
    assert fields["description"].value == original.caption.caption
    assert all(fields[name].agree for name in written)
    assert desk.store.original(1).path == str(desk.first / "in" / "a.jpg")
