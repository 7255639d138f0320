import os
import socket
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.errors import CatalogError
from catalog.exchange import KINDS, BadRow, read_source

JPEG = b"\xff\xd8\xff\xe0 not much of a picture"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n\t\n", "holds only blank space"),
        ("a.bin", b"\x00\x01\x02\xfe\xff" * 9, "is binary, not text"),
        (
            "a.xlsx",
            b"PK\x03\x04\x00\x00",
            "is a ZIP archive or an Office file, not text: save its sheet as CSV",
        ),
        ("a.pdf", b"%PDF-1.7\n", "is a PDF, not text: save its text"),
        ("a.html", b"\xef\xbb\xbf\n<!DOCTYPE html><p>Boats. AFP</p>", "is a web page: save its text"),
        ("a.xml", b'<?xml version="1.0"?><newsItem/>', "is XML: export it as CSV or JSON Lines"),
        ("a.rtf", b"{\\rtf1 Boats}", "is rich text: save it as plain text"),
    ],
)
def test_what_holds_no_captions_says_so_in_one_line(source, name, content, reason):
    with pytest.raises(CatalogError) as caught:
        read_source(source(name, content))
    assert str(caught.value).startswith(f"{name}: {reason}")
    assert "\n" not in str(caught.value)


def test_a_missing_source_says_so(tmp_path):
    with pytest.raises(CatalogError, match="no such file or folder"):
        read_source(tmp_path / "none.csv")


def test_an_unknown_kind_lists_the_known_ones(source):
    with pytest.raises(CatalogError, match="poems: is no kind of source: " + ", ".join(KINDS)):
        read_source(source("a.txt", "Boats"), as_="poems")


def test_a_folder_is_read_in_the_order_of_names_with_its_side_files(source, tmp_path):
    folder = tmp_path / "in"
    for name in ("in/b.JPG", "in/a.png", "in/sub/c.webp", "in/.hidden.jpg", "in/.cache/d.jpg"):
        source(name, JPEG)
    source("in/a.txt", "Gulls on a pier\n")
    source("in/b.txt", "The stem's words")
    source("in/b.JPG.txt", "Boats at sea")
    source("in/sub/c.xmp", "<x/>")
    source("in/sub/c.webp.xmp", "<x/>")
    found = read_source(folder)
    assert found.said == "in: took the folder for pictures: 3 pictures, 5 other files beside them"
    rows = list(found.rows)
    assert [(row.number, row.raw, row.image.name, row.caption) for row in rows] == [
        (1, b"a.png", "a.png", "Gulls on a pier"),
        (2, b"b.JPG", "b.JPG", "Boats at sea"),
        (3, b"sub/c.webp", "c.webp", None),
    ]
    assert rows[2].extra == {"sidecar": str(folder / "sub/c.webp.xmp")}


def test_links_that_leave_the_folder_and_special_files_are_reported(source, tmp_path):
    folder = tmp_path / "in"
    source("in/a.jpg", JPEG)
    source("in/sub/b.jpg", JPEG)
    outside = source("outside.jpg", JPEG)
    (folder / "inside.jpg").symlink_to(folder / "sub/b.jpg")
    (folder / "leaves.jpg").symlink_to(outside)
    (folder / "nothing.jpg").symlink_to(folder / "none.jpg")
    (folder / "tree").symlink_to(folder / "sub")
    os.mkfifo(folder / "pipe.jpg")
    (folder / "to-pipe.jpg").symlink_to(folder / "pipe.jpg")
    rows = list(read_source(folder).rows)
    assert [row.reason for row in rows if isinstance(row, BadRow)] == [
        f"leaves.jpg: a link that leaves the folder, to {outside}",
        "nothing.jpg: a link to nothing",
        "pipe.jpg: a named pipe, not a file",
        "to-pipe.jpg: a named pipe, not a file",
        "tree: a link to a folder",
    ]
    assert [row.image.name for row in rows if not isinstance(row, BadRow)] == ["a.jpg", "inside.jpg", "b.jpg"]
    assert [row.number for row in rows] == list(range(1, 9))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"Se\0a", "a.txt: a NUL character stands in it"),
        (b"\x00\xff\x01", "the caption file beside it cannot be read: a.txt: is binary, not text"),
        (b"a" * ((1 << 20) + 1), "a.txt: longer than 1 MiB"),
    ],
    ids=["nul", "binary", "long"],
)
def test_a_side_file_that_is_no_caption_makes_a_bad_row(source, tmp_path, content, reason):
    source("in/a.jpg", JPEG)
    source("in/a.txt", content)
    assert list(read_source(tmp_path / "in").rows) == [BadRow(1, b"a.jpg", reason)]


def test_a_folder_without_pictures_says_what_to_do(source, tmp_path):
    source("in/captions.csv", "id,caption\n")
    with pytest.raises(
        CatalogError, match="no pictures in this folder; it holds 1 other files: name the one with"
    ):
        read_source(tmp_path / "in")
    (tmp_path / "empty").mkdir()
    with pytest.raises(CatalogError, match=r"no pictures in this folder$"):
        read_source(tmp_path / "empty")


def test_a_folder_is_read_as_nothing_else_and_a_file_as_no_folder(source, tmp_path):
    with pytest.raises(CatalogError, match="is a folder and cannot be read as csv"):
        read_source(tmp_path, as_="csv")
    with pytest.raises(CatalogError, match="is not a folder"):
        read_source(source("a.txt", "Boats"), as_="folder")


def test_one_picture_is_known_by_its_first_bytes(source, tmp_path):
    found = read_source(source("scan", JPEG))
    assert (found.kind, found.said) == ("image", "scan: took the file for a picture")
    (row,) = found.rows
    assert (row.number, row.raw, row.image, row.caption) == (1, b"scan", tmp_path / "scan", None)


def test_standard_input_is_read_once_from_its_start(source, monkeypatch, agencies):
    line = b'{"caption": "' + b"a" * 1000 + b'"}\n'
    with source("feed", line * 3000).open("rb") as feed:
        monkeypatch.setattr(sys, "stdin", feed)
        found = read_source(Path("-"), agencies=agencies)
        assert found.said.startswith("standard input: took the input for JSON Lines")
        assert sum(1 for _ in found.rows) == 3000


def test_a_picture_through_a_pipe_is_refused(source, monkeypatch):
    with source("feed", JPEG).open("rb") as feed:
        monkeypatch.setattr(sys, "stdin", feed)
        with pytest.raises(CatalogError, match="a picture cannot be read from a pipe"):
            read_source(Path("-"))


def test_a_named_pipe_is_read_like_a_file(tmp_path, agencies):
    pipe = tmp_path / "feed"
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_bytes(b"Boats. AFP\nSea. AFP\n"))
    writer.start()
    found = read_source(pipe, agencies=agencies)
    assert [row.caption for row in found.rows] == ["Boats. AFP", "Sea. AFP"]
    writer.join()


def test_a_file_that_may_not_be_opened_says_so(source, monkeypatch):
    path = source("a.txt", "Boats")

    def refuse(*_args, **_kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(path), "open", refuse)
    with pytest.raises(CatalogError, match="cannot be opened: Permission denied"):
        read_source(path)


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("Niños en São Paulo", "cp1252"),
        ("Łódź, dzieci na plaży w Gdyni", "cp1250"),
        ("Жители города гуляют по набережной", "cp1251"),
        ("Жители города", "koi8_r"),
        ("東京で子供たちが遊ぶ", "cp932"),
    ],
)
def test_a_legacy_encoding_is_guessed_and_said(source, agencies, text, codec):
    found = read_source(source("a.txt", text.encode(codec)), agencies=agencies)
    assert found.said.endswith(f"its encoding is not stated, read as {codec}")
    assert [row.caption for row in found.rows] == [text]


def test_bytes_of_no_encoding_are_read_as_the_commonest_with_their_faults(source, agencies):
    path = source("a.txt", bytes(range(128, 256)) * 3 + b"\nBoats\n")
    found = read_source(path, agencies=agencies)
    assert "read as" in found.said
    assert len(list(found.rows)) == 2


def test_a_folder_that_may_not_be_listed_is_a_bad_row(source, tmp_path, monkeypatch):
    source("in/a.jpg", JPEG)
    source("in/closed/b.jpg", JPEG)
    scandir = os.scandir

    def refuse(path):
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    rows = list(read_source(tmp_path / "in").rows)
    assert [row.reason for row in rows[1:]] == ["closed: cannot be listed: Permission denied"]


def test_a_socket_is_no_picture(source, tmp_path, monkeypatch):
    source("in/a.jpg", JPEG)
    monkeypatch.chdir(tmp_path / "in")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("door.jpg")  # a short name: the system allows about a hundred bytes
    rows = list(read_source(tmp_path / "in").rows)
    assert rows[1].reason == "door.jpg: a socket, not a file"


def test_a_json_ending_on_other_text_gives_advice(source):
    with pytest.raises(CatalogError, match="is one JSON document"):
        read_source(source("a.json", "[1,\n2"))


def test_text_in_brackets_is_no_json(source, agencies):
    assert read_source(source("a.txt", "[Boats at sea\nGulls]"), agencies=agencies).kind == "lines"


def test_a_picture_by_name_is_left_to_the_image_reader(source):
    assert read_source(source("a.jpg", "<html>not a picture</html>")).kind == "image"


PIECES = st.sampled_from(
    [b"caption,file\n", b'{"caption": "Boats"}\n', b'"', b",", b"\n\n", b"\r\n", b"AFP", b"\xff\xfe"]
)


@pytest.mark.parametrize("kind", [None, "csv", "jsonl", "lines", "paragraphs", "article", "image"])
@given(content=st.lists(PIECES | st.binary(max_size=12), min_size=1, max_size=12).map(b"".join))
def test_no_bytes_raise_and_every_row_is_found_in_the_file(tmp_path_factory, kind, content, agencies):
    path = tmp_path_factory.mktemp("any") / "a.dat"
    path.write_bytes(content)
    try:
        rows = list(read_source(path, as_=kind, agencies=agencies).rows)
    except CatalogError:
        return
    for row in rows:
        assert isinstance(row, BadRow) or row.caption or row.image
        assert kind == "image" or row.raw in content or row.raw == b"a.dat"
