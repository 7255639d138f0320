"""The instrument that measures how copies are found counts right, tried without ImageHash."""

from pathlib import Path

import pytest

from benchmarks import similar
from benchmarks.likeness import clock, million
from benchmarks.likeness.versions import ALTERATIONS, Version, draw_versions, versions_in

FILES = [
    Version(base, version, Path(f"{base}-{version}.jpg"))
    for base, version in (("a", "original"), ("a", "q40"), ("b", "original"), ("b", "q40"))
]


def test_the_other_sides_finds_are_counted_by_version():
    hashes = ["00ff", "00fe", "ff00", "0f00"]
    assert similar.peer_found(FILES, hashes, 1) == {"original": 2, "q40": 1}
    assert similar.peer_found(FILES, hashes, 4) == {"original": 2, "q40": 2}


def test_false_pairs_are_those_of_different_pictures():
    hashes = ["0000", "0001", "0003", "ffff"]
    assert similar.peer_false(FILES, hashes, 1) == 1
    assert similar.peer_false(FILES, hashes, 2) == 2


def test_a_folder_without_originals_is_an_error(tmp_path, capsys):
    with pytest.raises(SystemExit):
        similar.main([str(tmp_path), "--alone"])
    assert "there is no <picture>-original.jpg" in capsys.readouterr().err


def test_a_small_run_finds_every_copy(tmp_path, capsys):
    written = draw_versions(tmp_path, 1)
    assert [one.version for one in written] == list(ALTERATIONS)
    assert {one.version for one in versions_in(tmp_path)} == set(ALTERATIONS)
    options = ["--alone", "--size", "200", "--pictures", "3", "--repeats", "1", "--check"]
    assert similar.main([str(tmp_path), *options]) == 0
    printed = capsys.readouterr().out
    assert "crop10 of 1" in printed
    assert "false pairs of 3: 3 other drawings" in printed
    assert "scan, one hash" in printed


def test_made_up_hashes_are_always_the_same():
    one, again = million.MadeUp(5)[1], million.MadeUp(9)[1]
    assert one == again
    assert (len(one.phash), len(one.phash_variants)) == (64, 10)
    assert "trimmed" in million.MadeUp(5)[0].phash_variants


def test_every_hash_is_timed_on_every_file(tmp_path):
    [first, *_] = draw_versions(tmp_path, 1)
    report = clock.carry_out(
        {"size": lambda image: str(image.width)}, clock.Order(files=[str(first.path)], repeats=2)
    )
    assert report["milliseconds"]["size"] >= 0
    assert len(report["hashes"]["size"]) == 1


def test_imagehash_must_be_installed_as_it_is_pinned(monkeypatch, capsys):
    monkeypatch.setattr(similar.PEER, "is_installed", lambda: False)
    with pytest.raises(SystemExit):
        similar.main([])
    assert "--install" in capsys.readouterr().err


def test_the_versions_of_the_other_side_are_those_pinned():
    assert similar.PEER.versions()[0].startswith("imagehash 4.")
