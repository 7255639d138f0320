import json

import pytest
from PIL import ImageOps

from benchmarks.likeness.drawn import picture as drawn
from catalog.cli.imports import take_in
from catalog.cli.init import make_catalog
from catalog.settings import load_settings

LAND, STREET = 1, 2


@pytest.fixture(scope="module")
def copies(tmp_path_factory):
    """A catalog of a picture, its cut copy, and another picture; and the folder of their files."""
    folder = tmp_path_factory.mktemp("copies")
    land = drawn(LAND)
    land.save(folder / "land.jpg", quality=90)
    width, height = land.size
    land.crop((0, 0, round(0.9 * width), round(0.9 * height))).save(folder / "cut.jpg", quality=60)
    drawn(STREET).save(folder / "street.jpg", quality=90)
    words = "A hill is seen near Gorizia, Italy, on a very long and quite uneventful afternoon, 3 May 2019."
    (folder / "captions.csv").write_text(
        f'file,caption\nland.jpg,"{words} EPA/HILL MUSEUM HANDOUT"\ncut.jpg,\nstreet.jpg,"Houses. AP"\n'
    )
    settings = load_settings({}, folder / "home")
    make_catalog(settings)
    take_in(settings, (folder / "captions.csv",), provider="desk", quiet=True)
    return folder


def shown(done):
    return [json.loads(line) for line in done.out.splitlines()]


def test_a_file_is_found_with_what_is_known_of_it(run, copies):
    done = run("similar", copies / "land.jpg", "--json", home=copies / "home")
    first, second = shown(done)
    assert done.code == 0
    assert first == {
        "id": 1,
        "bits": 0,
        "certainty": "sure",
        "how": "plain",
        "mirrored": False,
        "caption": "A hill is seen near Gorizia, Italy, on a very long and …",
        "credit": "EPA/HILL MUSEUM HANDOUT",
        "date": "2019-05-03",
    }
    assert (second["id"], second["how"], second["caption"], second["credit"]) == (2, "window", None, None)


def test_found_photos_are_printed_for_people(run, copies):
    done = run("similar", copies / "land.jpg", home=copies / "home")
    lines = done.out.splitlines()
    assert lines[0] == (
        "#1 | sure | 0 bits (plain) | HANDOUT · Hill Museum | 2019-05-03 | EPA/HILL MUSEUM HANDOUT"
    )
    assert lines[1] == "    A hill is seen near Gorizia, Italy, on a very long and …"
    assert lines[2].startswith("#2 | sure | ")
    assert lines[2].endswith(" | no date | no credit")
    assert lines[3] == "    (no caption)"
    assert done.err == "2 found, 0 more possible\n"


def test_the_other_photos_of_a_photo_are_found_by_its_number(run, copies):
    assert [one["id"] for one in shown(run("similar", "2", "--json", home=copies / "home"))] == [1]
    done = run("similar", "3", home=copies / "home")
    assert (done.code, done.out, done.err) == (0, "", "0 found, 0 more possible\n")


def test_a_mirrored_copy_is_said_to_be_one(run, copies, tmp_path):
    ImageOps.mirror(drawn(LAND)).save(tmp_path / "turned.png")
    done = run("similar", tmp_path / "turned.png", home=copies / "home")
    assert "(plain, mirrored)" in done.out.splitlines()[0]


def test_the_query_language_finds_the_same(run, copies):
    done = run("search", "similar:1", "--json", home=copies / "home")
    assert sorted(one["id"] for one in shown(done)) == [1, 2]
    done = run("search", "land similar:77", home=copies / "home")
    assert done.code == 2
    assert done.err.splitlines()[1:] == ["  land similar:77", f"  {' ' * 13}^"]


@pytest.mark.parametrize(
    ("image", "reason"),
    [
        ("77", "photo 77: there is no such photo"),
        ("none.jpg", "none.jpg: there is no such file"),
        (".", ".: is no file"),
    ],
)
def test_what_cannot_be_compared_is_one_line(run, copies, image, reason):
    done = run("similar", image, home=copies / "home")
    assert (done.code, done.out, done.err) == (2, "", f"catalog: {reason}\n")


def test_a_photo_without_a_picture_cannot_be_compared(run, home):
    done = run("similar", "1", home=home)
    assert (done.code, done.err) == (2, "catalog: photo 1: has no picture that can be compared\n")


def test_a_file_that_is_no_picture_cannot_be_compared(run, copies):
    done = run("similar", copies / "captions.csv", home=copies / "home")
    assert done.code == 2
    assert done.err.startswith(f"catalog: {copies / 'captions.csv'}: ")
    assert done.err.count("\n") == 1


def test_a_flat_picture_cannot_be_compared(run, copies, picture):
    path = picture("flat.jpg")
    done = run("similar", path, home=copies / "home")
    assert done.err == f"catalog: {path}: the picture has too little detail to be compared\n"


def test_a_worker_that_fails_is_said(run, copies, monkeypatch):
    monkeypatch.setattr("catalog.cli.similar._SECONDS", 0.0)
    done = run("similar", copies / "land.jpg", home=copies / "home")
    assert done.code == 2
    assert "timeout" in done.err


def test_a_catalog_that_is_still_behind_is_said(run, copies, monkeypatch):
    monkeypatch.setattr("catalog.cli.similar.SimilarPictures.drain", lambda *_: 5)
    done = run("similar", "1", home=copies / "home")
    assert done.code == 1
    assert done.err == "1 found, 0 more possible; 5 changes of the catalog are not taken in yet\n"


def test_no_catalog_is_one_line(run, copies, tmp_path):
    done = run("similar", copies / "land.jpg", home=tmp_path / "none")
    assert done.code == 2
    assert not (tmp_path / "none").exists()
