import hashlib
import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from catalog.errors import CatalogError
from catalog.images import ImageReading
from catalog.importer import ImportOptions
from catalog.importer import picture as picture_stage
from catalog.importer import words as words_stage
from catalog.importer.picture import write_renditions
from catalog.importer.words import _plain, with_credit
from catalog.records import ImageRecord, Problem
from catalog.workers import Workers

XMP = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:description><rdf:Alt>
<rdf:li xml:lang="x-default">Words of the XMP side file.</rdf:li></rdf:Alt></dc:description>
</rdf:Description></rdf:RDF></x:xmpmeta>"""


def only(store):
    return store.photos(store.photo_ids())


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def folder(draw, write, tmp_path):
    """Four pictures whose words stand beside them as text, as XMP, inside them, and nowhere."""
    draw("pictures/a.jpg", 10, description="Words inside the file, not used.")
    write("pictures/a.txt", "Words of the text file. PORT OFFICE HANDOUT")
    draw("pictures/b.jpg", 20, description="Words inside the file, not used.")
    write("pictures/b.jpg.xmp", XMP)
    draw("pictures/c.jpg", 30, description="Words inside the file.")
    draw("pictures/d.jpg", 40)
    return tmp_path / "pictures"


def test_a_folder_of_pictures_is_taken_with_the_words_beside_and_inside_them(store, outcome, folder):
    assert outcome(folder) == (4, 0, 0, 0)

    photos = only(store)
    assert [photo.caption.caption if photo.caption else None for photo in photos] == [
        "Words of the text file. PORT OFFICE HANDOUT",
        "Words of the XMP side file.",
        "Words inside the file.",
        None,
    ]
    assert [photo.ref.id for photo in photos] == [
        f"sha256:{sha256(folder / f'{name}.jpg')}" for name in "abcd"
    ]
    assert store.caption_versions(photos[1].id)[0].raw == XMP
    assert store.caption_versions(photos[0].id)[0].raw.startswith(b"Words of the text file.")
    original = store.original(photos[0].id)
    assert (original.path, original.sha256) == (str(folder / "a.jpg"), photos[0].image.sha256)
    assert photos[0].image.width == 64
    assert [kind for kind, _ in store.metadata_blocks(photos[2].id)] == ["exif"]


def test_renditions_lie_where_pages_look_for_them(outcome, folder, settings):
    outcome(folder)

    digest = sha256(folder / "a.jpg")
    place = settings.media_path / "renditions" / digest[:2]
    assert sorted(path.name for path in place.glob(f"{digest}*")) == [
        f"{digest}-1600.webp",
        f"{digest}-320.webp",
    ]
    assert (place / f"{digest}-320.webp").read_bytes()[8:12] == b"WEBP"
    assert [path for path in settings.media_path.rglob("*") if path.name.startswith(".")] == []


def test_importing_a_folder_twice_reads_no_picture_again(outcome, folder, monkeypatch):
    outcome(folder)
    asked = []
    real = Workers.map

    def note(self, target, jobs, timeout):
        jobs = list(jobs)
        asked.extend((target, job) for job in jobs)
        return real(self, target, jobs, timeout)

    monkeypatch.setattr(Workers, "map", note)

    assert outcome(folder) == (0, 0, 4, 0)
    assert [target for target, _ in asked] == [words_stage.XMP_TARGET]


def test_the_same_picture_twice_in_a_folder_is_one_photo(outcome, folder):
    (folder / "e.jpg").write_bytes((folder / "d.jpg").read_bytes())

    assert outcome(folder) == (4, 0, 1, 0)


def test_a_folder_that_was_moved_is_found_again(store, outcome, folder):
    outcome(folder)
    moved = folder.rename(folder.with_name("moved"))

    assert outcome(moved) == (0, 4, 0, 0)
    assert store.original(1).path == str(moved / "a.jpg")
    assert outcome(moved) == (0, 0, 4, 0)
    assert store.verify_audit().problems == ()


def test_a_copy_elsewhere_does_not_move_the_original(store, outcome, folder, write):
    outcome(folder)
    copy = write("copies/a.jpg", (folder / "a.jpg").read_bytes())

    assert outcome(copy) == (0, 0, 1, 0)
    assert store.original(1).path == str(folder / "a.jpg")


def test_a_name_that_is_no_utf8_is_kept_so_that_it_opens(store, outcome, draw, tmp_path):
    path = draw("a.jpg").rename(tmp_path / os.fsdecode(b"b\xe4t.jpg"))

    assert outcome(path) == (1, 0, 0, 0)
    assert Path(store.original(1).path).read_bytes() == path.read_bytes()


def test_changed_words_beside_a_picture_make_a_version(store, outcome, folder):
    outcome(folder)
    (folder / "a.txt").write_text("New words of the text file.")
    (folder / "b.jpg.xmp").write_bytes(XMP.replace(b"Words", b"New words"))

    assert outcome(folder) == (0, 2, 2, 0)
    assert [photo.versions for photo in only(store)] == [2, 2, 1, 0]
    assert only(store)[0].image is not None


def test_a_picture_that_is_not_there_leaves_the_words_and_is_told(store, take, outcome, write, draw):
    path = write("desk.csv", "caption,image\nBoats at dawn.,boat.jpg\n")

    report = take(path)

    assert (report.run.counts.added, report.run.counts.failed) == (1, 1)
    assert "boat.jpg: not there" in report.problems[0].reason
    assert report.problems[0].line == 2
    draw("boat.jpg")
    assert outcome(path) == (0, 1, 0, 0)
    assert outcome(path) == (0, 0, 1, 0)
    photo = only(store)[0]
    assert (photo.caption.caption, photo.image.width) == ("Boats at dawn.", 64)


def test_a_picture_that_is_not_there_and_has_no_words_is_refused(outcome, write):
    assert outcome(write("desk.csv", "id,caption,image\nA1,,boat.jpg\n")) == (0, 0, 0, 1)


def test_a_picture_of_a_reference_may_be_replaced(store, outcome, write, draw):
    path = write("desk.csv", "id,caption,image\nA1,Boats.,boat.jpg\n")
    draw("boat.jpg", 10)
    outcome(path)
    draw("boat.jpg", 200)

    assert outcome(path) == (0, 1, 0, 0)
    photo = only(store)[0]
    assert photo.image.sha256 == sha256(path.with_name("boat.jpg"))
    assert photo.versions == 1
    assert photo.caption.caption == "Boats."


def test_a_reference_that_comes_twice_with_two_pictures_gets_both_once(store, outcome, write, draw):
    path = write("desk.csv", "id,caption,image\nA1,Boats.,one.jpg\nA1,Boats.,two.jpg\n")
    draw("one.jpg", 10)
    draw("two.jpg", 200)

    assert outcome(path) == (1, 1, 0, 0)
    assert outcome(path) == (0, 0, 2, 0)
    assert only(store)[0].image.file == "two.jpg"


def test_a_row_with_words_and_picture_is_known_by_its_picture(store, outcome, write, draw):
    draw("boat.jpg")
    outcome(write("desk.csv", "caption,image\nBoats.,boat.jpg\n"))

    assert outcome(write("again.csv", "image,caption\nboat.jpg,Boats at dawn.\n")) == (0, 1, 0, 0)
    assert only(store)[0].ref.id.startswith("sha256:")


def test_a_damaged_picture_is_kept_and_told(store, take, outcome, write):
    path = write("pictures/broken.jpg", b"\xff\xd8\xff\xe0 no picture at all")

    report = take(path)

    assert (report.run.counts.added, report.run.counts.failed) == (1, 1)
    problem = report.problems[0]
    assert problem.reason.startswith("no picture can be made of it: ")
    assert (problem.where, problem.line) == (str(path), None)
    photo = only(store)[0]
    assert photo.image.problems
    assert photo.image.sha256 == sha256(path)
    assert outcome(path) == (0, 0, 1, 1)


def test_a_file_that_is_no_image_is_not_taken_in_but_the_words_are(store, take, outcome, write):
    write("notes.jpg", "a private note")
    path = write("desk.csv", "id,caption,image\nA1,Boats.,notes.jpg\nA2,,notes.jpg\n")

    report = take(path)

    assert (report.run.counts.added, report.run.counts.failed) == (1, 2)
    assert "notes.jpg: is no image" in report.problems[0].reason
    assert store.original(1) is None
    assert outcome(path) == (0, 0, 1, 2)


def test_a_picture_that_cannot_be_opened_is_refused_with_the_words_beside_it(outcome, folder, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("catalog.importer.identify._digest", refuse)

    assert outcome(folder) == (0, 0, 0, 4)


def test_a_picture_that_takes_too_long_is_kept_and_read_next_time(store, take, outcome, draw, monkeypatch):
    path = draw("slow.jpg", description="Words inside.")
    with monkeypatch.context() as patch:
        patch.setattr(picture_stage, "TARGET", "time:sleep")
        report = take(path, options=ImportOptions(workers=1, image_timeout=0.2))

    assert (report.run.counts.added, report.run.counts.failed) == (1, 1)
    assert only(store)[0].image.problems[0].block == "file"
    assert outcome(path) == (0, 1, 0, 0)
    assert only(store)[0].caption.caption == "Words inside."
    assert outcome(path) == (0, 0, 1, 0)


def test_a_picture_that_changes_while_it_is_read_is_refused(store, outcome, write, draw, monkeypatch):
    draw("boat.jpg")
    other = ImageReading(record=ImageRecord(file="boat.jpg", sha256="0" * 64))
    monkeypatch.setattr(
        Workers, "map", lambda _self, _target, jobs, _timeout: [(job, (other, ())) for job in jobs]
    )

    assert outcome(write("desk.csv", "caption,image\nBoats.,boat.jpg\n")) == (1, 0, 0, 1)
    assert only(store)[0].image is None


def test_a_disk_that_refuses_stops_the_import(tmp_path):
    (tmp_path / "media").write_text("a file where a folder should be")

    with pytest.raises(CatalogError, match="media"):
        write_renditions(tmp_path / "media", "ab" * 32, [SimpleNamespace(longest=320, data=b"")])


def test_a_side_file_that_cannot_be_used_is_told(take, folder, monkeypatch):
    monkeypatch.setattr(words_stage, "_MOST_SIDECAR", 10)

    report = take(folder)

    assert [problem.reason.endswith("longer than 4 MiB") for problem in report.problems] == [True]


def test_a_side_file_that_vanishes_is_told(take, folder, monkeypatch):
    real = picture_stage.read_pictures

    def vanish(job, batch):
        (folder / "b.jpg.xmp").unlink(missing_ok=True)
        return real(job, batch)

    monkeypatch.setattr("catalog.importer.run.read_pictures", vanish)

    assert "b.jpg.xmp: No such file" in take(folder).problems[0].reason


def test_a_side_file_that_a_worker_cannot_read_is_told(take, folder, monkeypatch):
    monkeypatch.setattr(words_stage, "XMP_TARGET", "catalog.images.xmp:none_such")

    assert "b.jpg.xmp: AttributeError" in take(folder).problems[0].reason


def test_a_side_file_without_description_leaves_the_word_to_the_picture(store, outcome, folder):
    (folder / "b.jpg.xmp").write_bytes(XMP.replace(b"description", b"title"))

    outcome(folder)

    assert only(store)[1].caption.caption == "Words inside the file, not used."


@pytest.mark.parametrize(
    ("problems", "why"),
    [
        ((), "it has no pixels"),
        ((Problem(block="exif", reason="odd"), Problem(block="pixels", reason="cut off")), "cut off"),
        ((Problem(block="exif", reason="odd"),), "odd"),
    ],
)
def test_the_reason_is_that_of_the_pixels(problems, why):
    assert picture_stage._why(ImageRecord(file="a.jpg", problems=problems)) == why


@pytest.mark.parametrize(
    ("caption", "credit", "text"),
    [
        ("Boats at dawn.", "Coastwire/Port Office Handout", "Boats at dawn.\nCoastwire/Port Office Handout"),
        (
            "Boats at dawn. COASTWIRE / ANN REED",
            "Coastwire /  Ann Reed",
            "Boats at dawn. COASTWIRE / ANN REED",
        ),
        ("Boats at dawn.\n", " Ann Reed ", "Boats at dawn.\nAnn Reed"),
        ("Boats at dawn. ", "  ", "Boats at dawn. "),
        ("Boats at dawn. ", None, "Boats at dawn. "),
    ],
)
def test_a_credit_of_its_own_column_ends_the_caption(caption, credit, text):
    assert with_credit(caption, credit) == text


def test_a_credit_column_is_read_with_the_caption(store, outcome, write):
    path = write("desk.csv", "id,caption,credit\nA1,Boats at dawn.,PORT OFFICE HANDOUT\n")

    assert outcome(path) == (1, 0, 0, 0)
    assert outcome(path) == (0, 0, 1, 0)
    photo = only(store)[0]
    assert photo.caption.caption == "Boats at dawn.\nPORT OFFICE HANDOUT"
    assert photo.caption.handout
    assert store.caption_versions(photo.id)[0].raw.rstrip() == b"A1,Boats at dawn.,PORT OFFICE HANDOUT"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, None),
        ("  ", None),
        (" Boats. ", "Boats."),
        (["Boats.", "Gulls."], "Boats.\nGulls."),
        ({"fr": "Bateaux.", "x-default": "Boats."}, "Boats."),
        ({"fr": "Bateaux."}, "Bateaux."),
        ({}, None),
    ],
)
def test_a_description_becomes_one_text(value, text):
    assert _plain(value) == text
