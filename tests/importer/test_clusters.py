"""Imports keep clusters in step, whatever order copies come in and whatever stops them."""

import random

import pytest
from PIL import Image

from catalog.desk import Clusters
from catalog.importer import ImportOptions


@pytest.fixture
def paint(tmp_path):
    """Draws a picture with detail by its seed, at a width and quality."""

    def paint(name, seed, width=480, quality=90):
        chance = random.Random(seed)  # noqa: S311 -- the same picture for the same seed
        small = Image.new("RGB", (12, 8))
        small.putdata([tuple(chance.randrange(256) for _ in range(3)) for _ in range(96)])
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        small.resize((width, width * 2 // 3), Image.Resampling.BICUBIC).save(path, "JPEG", quality=quality)
        return path

    return paint


def clusters_of(store):
    photos = {photo.id: photo.image.file for photo in store.photos(store.photo_ids())}
    return sorted(sorted(photos[n] for n in one.photos) for one in store.clusters())


def test_resized_and_recompressed_copies_of_a_folder_are_clusters(store, take, paint, tmp_path):
    paint("in/harbour.jpg", 1)
    paint("in/harbour-small.jpg", 1, 300, 60)
    paint("in/market.jpg", 2)
    take(tmp_path / "in")
    assert clusters_of(store) == [["harbour-small.jpg", "harbour.jpg"]]

    before = store.last_seq(), store.verify_audit().events
    take(tmp_path / "in")
    assert store.last_seq() == before[0]

    paint("later/market-big.jpg", 2, 900)
    take(tmp_path / "later")
    assert clusters_of(store) == [["harbour-small.jpg", "harbour.jpg"], ["market-big.jpg", "market.jpg"]]


def test_what_an_interrupted_import_left_is_clustered_by_the_next_one(store, take, paint, write, monkeypatch):
    paint("in/a.jpg", 3)
    folder = paint("in/b.jpg", 3, 300).parent

    def stop(*_arguments):
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(Clusters, "follow", stop)
        with pytest.raises(KeyboardInterrupt):
            take(folder)
    assert (store.count(), clusters_of(store)) == (2, [])

    take(write("desk.csv", "id,caption\nA1,Gulls.\n"))

    assert [one.photos for one in store.clusters()] == [(1, 2)]


def test_a_search_that_cannot_be_asked_costs_no_photo_and_is_told_once(store, settings, take, paint, write):
    """The projection beside the catalog is damaged; without it the next import catches up."""
    paint("in/a.jpg", 4)
    folder = paint("in/b.jpg", 4, 300).parent
    settings.similar_path.write_bytes(b"no database " * 1000)

    report = take(folder, write("desk.csv", "id,caption\nA1,Gulls.\n"))

    assert (report.run.state, report.run.counts.added, report.run.counts.failed) == ("done", 3, 1)
    assert "copies were not looked for" in report.problems[0].reason
    assert store.clusters() == []
    settings.similar_path.unlink()
    take(write("more.csv", "id,caption\nA2,Boats.\n"))
    assert [one.photos for one in store.clusters()] == [(1, 2)]


def test_captions_alone_have_no_picture_looked_for(store, take, write):
    take(write("desk.csv", "id,caption\nA1,Gulls.\nA2,Boats.\n"), options=ImportOptions(workers=1))

    assert store.clusters() == []
