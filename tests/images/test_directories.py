"""Directories of a TIFF stream, sound and damaged."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.images.directories import walk

ASCII, SHORT, LONG, RATIO, UNDEFINED, DOUBLE = 2, 3, 4, 5, 7, 12


def stream(*rows, order="<", following=0, tail=b""):
    """A directory at 8 of (tag, type, count, value or offset), then where the next lies, then the tail."""
    head = (b"II*\x00" if order == "<" else b"MM\x00*") + struct.pack(f"{order}I", 8)
    body = b"".join(struct.pack(f"{order}HHII", *row) for row in rows)
    return head + struct.pack(f"{order}H", len(rows)) + body + struct.pack(f"{order}I", following) + tail


def end_of(*rows):
    return len(stream(*rows))


def entries(data):
    return [(entry.directory, entry.number, entry.values) for entry in walk(data)]


@pytest.mark.parametrize("order", ["<", ">"])
def test_values_are_read_in_the_order_of_the_file(order):
    row = (0x8298, RATIO, 1, end_of((0,) * 4))
    data = stream(row, order=order, tail=struct.pack(f"{order}II", 1, 120))
    ((_, _, values),) = entries(data)
    assert str(values[0]) == "1/120"


VALUES = [
    ("a number in place", (0x0100, LONG, 1, 4000), b"", [4000]),
    ("doubles", (0x0100, DOUBLE, 2, 26), struct.pack("<dd", 0.5, 2.0), [0.5, 2.0]),
    ("a text", (0x013B, ASCII, 9, 26), b"Ann Bell\x00", b"Ann Bell\x00"),
    ("a text in place", (0x013B, ASCII, 3, 0x006E6E41), b"", b"Ann"),
    ("bytes that are a text", (0x9286, UNDEFINED, 6, 26), b"foggy!", b"foggy!"),
    ("fewer than stated", (0x0100, SHORT, 9, 26), struct.pack("<HH", 7, 8), [7, 8]),
    ("beyond the end", (0x0100, LONG, 9, 9_999), b"", []),
    ("more numbers than are read", (0x0100, SHORT, 1_001, 26), bytes(2_002), []),
    ("many bytes", (0x0100, UNDEFINED, 1_001, 26), bytes(1_001), bytes(1_001)),
    ("none", (0x013B, ASCII, 0, 0), b"", b""),
]


@pytest.mark.parametrize(("row", "tail", "values"), [pytest.param(*row[1:], id=row[0]) for row in VALUES])
def test_values_of_each_type(row, tail, values):
    assert entries(stream(row, tail=tail)) == [("Image", row[0], values)]


def test_unknown_types_and_blocks_of_others_are_passed_over():
    assert entries(stream((0x0100, 99, 1, 1), (0x927C, UNDEFINED, 4, 0))) == []


def test_the_second_directory_is_the_thumbnails():
    first = (0x0100, SHORT, 1, 8)
    second = struct.pack("<HHHIII", 1, 0x0103, SHORT, 1, 6, 0)
    data = stream(first, following=end_of(first), tail=second)
    assert entries(data) == [("Image", 0x0100, [8]), ("Thumbnail", 0x0103, [6])]


def test_pointers_lead_to_directories_by_name():
    rows = (0x8769, LONG, 1, 38), (0x8825, LONG, 1, 56)
    exif = struct.pack("<HHHIII", 1, 0x9207, SHORT, 1, 2, 0)
    gps = struct.pack("<HHHIII", 1, 0x0005, SHORT, 1, 1, 0)
    found = entries(stream(*rows, tail=exif + gps))
    assert found[2:] == [("EXIF", 0x9207, [2]), ("GPS", 0x0005, [1])]


LOOPS = [
    ("a pointer to itself", stream((0x8769, LONG, 1, 8))),
    ("a next directory that is this one", stream((0x0100, SHORT, 1, 8), following=8)),
    ("a pointer that is a text", stream((0x8769, ASCII, 4, 8))),
    ("a pointer beyond the end", stream((0x8769, LONG, 1, 0xFFFFFFFF))),
]


@pytest.mark.parametrize("data", [pytest.param(d, id=n) for n, d in LOOPS])
def test_each_directory_is_read_once(data):
    assert len(entries(data)) == 1


def test_a_directory_that_claims_everything_is_read_to_the_end_of_the_file():
    data = b"II*\x00" + struct.pack("<IH", 8, 0xFFFF) + struct.pack("<HHII", 0x0100, SHORT, 1, 8)
    assert entries(data) == [("Image", 0x0100, [8])]


def test_entries_are_bounded_over_all_directories():
    rows = [(0x0100, SHORT, 1, 8)] * 5_001
    assert len(entries(stream(*rows))) == 5_000


@given(st.binary(max_size=300), st.sampled_from([b"II*\x00", b"MM\x00*", b""]))
def test_no_bytes_make_the_walk_raise(data, head):
    for view in (head + data, memoryview(head + data)):
        assert len(entries(view)) <= 5_000
