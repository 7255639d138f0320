import struct
import time
from fractions import Fraction
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from catalog.images.exif import _decimals, read_exif, read_exif_file

NORTH_EAST = {1: "N", 2: (39.0, 49.0, 30.0), 3: "E", 4: (46.0, 45.0, 0.0)}
POSITIONS = [
    ("north east", NORTH_EAST, (39.825, 46.75)),
    ("south west", {1: "S", 2: (39.0, 49.0, 30.0), 3: "W", 4: (46.0, 45.0, 0.0)}, (-39.825, -46.75)),
    ("no reference", {2: (39.0, 49.0, 30.0), 4: (46.0, 45.0, 0.0)}, None),
    ("no longitude", {1: "N", 2: (39.0, 49.0, 30.0)}, None),
]


def test_tags_are_read_by_name_and_by_number(build):
    reading = read_exif([build.exif({0x013B: "Ann Bell", 0x0112: 6}, {0x9003: "2020:09:30 14:05:11"})])
    assert reading.shown["Image Artist"] == "Ann Bell"
    assert reading.values["0x9003"] == "2020:09:30 14:05:11"
    assert reading.orientation == 6
    assert reading.problems == ()


def test_a_senseless_orientation_turns_nothing(build):
    assert read_exif([build.exif({0x0112: 99})]).orientation == 1


@pytest.mark.parametrize(("gps", "position"), [pytest.param(g, p, id=n) for n, g, p in POSITIONS])
def test_a_position_needs_both_axes_and_their_sides(build, gps, position):
    found = read_exif([build.exif(gps=gps)]).position
    assert found == (pytest.approx(position) if position else None)


def test_degrees_that_are_no_numbers_are_left_out():
    assert (_decimals("39"), _decimals([Fraction(1, 2), "x"])) == ([], [0.5])


def test_an_impossible_position_is_a_problem(build):
    reading = read_exif([build.exif(gps=NORTH_EAST | {2: (139.0, 0.0, 0.0)})])
    assert reading.position is None
    assert reading.problems[0].reason == "GPSLatitude of 139 degrees"


def test_the_thumbnails_directory_is_shown_and_turns_nothing(build):
    block = build.exif({0x013B: "Ann Bell"})
    count = struct.unpack("<H", block[8:10])[0]
    thumbnail = struct.pack("<HHHIII", 1, 0x0112, 3, 1, 6, 0)
    chained = block[: 10 + 12 * count] + struct.pack("<I", len(block)) + block[14 + 12 * count :] + thumbnail
    reading = read_exif([chained])
    assert set(reading.shown) == {"Image Artist", "Thumbnail Orientation"}
    assert (reading.values, reading.orientation) == ({"0x013B": "Ann Bell"}, 1)


def test_the_gps_clock_is_read(build):
    reading = read_exif([build.exif(gps={7: (14.0, 5.0, 11.0), 29: "2020:09:30"})])
    assert (reading.values["GPS:0x001D"], reading.values["GPS:0x0007"]) == ("2020:09:30", "14:05:11")


def test_text_is_utf8_else_cp1252(build):
    reading = read_exif([build.exif({0x013B: "Zoë".encode(), 0x8298: "© Zoë".encode("cp1252")})])
    assert (reading.values["0x013B"], reading.values["0x8298"]) == ("Zoë", "© Zoë")


def test_tags_of_other_directories_are_shown_and_are_no_values():
    picture = Image.Exif()
    picture[0x013B] = "Ann Bell"
    picture.get_ifd(0x8769)[0xA005] = {0x0001: "R98"}
    reading = read_exif([picture.tobytes()[6:]])
    assert "R98" in reading.shown.values()
    assert reading.values["0x013B"] == "Ann Bell"
    assert "R98" not in reading.values.values()


def test_windows_tags_are_utf16(build):
    assert read_exif([build.exif({0x9C9B: "Zoë".encode("utf-16-le")})]).values["0x9C9B"] == "Zoë"


def test_tags_of_exif_3_are_read_by_number(build):
    assert read_exif([build.exif(exif_ifd={0xA437: "Ann Bell"})]).values["0xA437"] == "Ann Bell"


def test_of_two_blocks_the_first_wins(build):
    blocks = [build.exif({0x013B: "Ann Bell"}), build.exif({0x013B: "Bo Carr", 0x010F: "Example"})]
    assert read_exif(blocks).values == {"0x013B": "Ann Bell", "0x010F": "Example"}


def test_a_tiff_file_is_read_in_place(build):
    assert read_exif_file(BytesIO(build.exif({0x013B: "Ann Bell"}))).values["0x013B"] == "Ann Bell"


def test_a_block_without_tags_is_told():
    assert (
        read_exif([b"II*\x00\x08\x00\x00\x00\x00\x00"]).problems[0].reason
        == "no tags in the block of 10 bytes"
    )


def test_a_pointer_to_nothing_ends_quietly():
    entry = struct.pack("<HHII", 0x8769, 4, 0, 0)
    reading = read_exif([b"II*\x00" + struct.pack("<IH", 8, 1) + entry + b"\x00" * 4])
    assert reading.shown == {"Image ExifOffset": "[]"}


def test_a_directory_that_claims_many_entries_is_read_in_bounded_time(build):
    block = build.exif({0x013B: "Ann Bell"})
    # Chained directories of 65,535 entries each: minutes of work if each entry were followed.
    at = len(block) + len(block) % 2
    count = struct.unpack("<H", block[8:10])[0]
    chained = b"".join(struct.pack("<I", at + 2 * n) + b"\xff\xff" for n in range(9000))
    damaged = block[: 10 + 12 * count] + struct.pack("<I", at) + block[14 + 12 * count :]
    started = time.monotonic()
    reading = read_exif([damaged.ljust(at, b"\x00") + b"\xff\xff" * 40_000 + chained])
    assert reading.values["0x013B"] == "Ann Bell"
    assert time.monotonic() - started < 5


@settings(deadline=None, max_examples=40)
@given(st.binary(max_size=200), st.booleans())
def test_no_bytes_make_the_exif_reader_raise(data, headed):
    read_exif([b"II*\x00\x08\x00\x00\x00" + data if headed else data])


COMMENTS = [
    ("ASCII", b"ASCII\x00\x00\x00fog at the pier\x00\x00", "fog at the pier"),
    ("ASCII that is UTF-8", b"ASCII\x00\x00\x00" + "Zoë".encode(), "Zoë"),
    ("UTF-16, little end first", b"UNICODE\x00" + "Zoë\x00x".encode("utf-16-le"), "Zoë"),
    ("UTF-16, big end first", b"UNICODE\x00" + "fog".encode("utf-16-be"), "fog"),
    ("JIS", b"JIS\x00\x00\x00\x00\x00" + "霧".encode("iso2022_jp"), "霧"),
    ("no characters named", bytes(8) + b"fog", "fog"),
    ("nothing but zeros", bytes(72), ""),
]


@pytest.mark.parametrize(("value", "text"), [pytest.param(v, t, id=n) for n, v, t in COMMENTS])
def test_a_comment_is_read_in_the_characters_it_names(build, value, text):
    assert read_exif([build.exif(exif_ifd={0x9286: value})]).values["0x9286"] == text


def test_the_way_a_position_was_found_is_a_text(build):
    assert read_exif([build.exif(gps={27: b"ASCII\x00\x00\x00fused"})]).values["GPS:0x001B"] == "fused"


def test_two_holders_of_a_copyright_are_both_shown(build):
    block = build.exif({0x8298: b"Ann Bell\x00Harbour Press\x00"})
    assert read_exif([block]).values["0x8298"] == "Ann Bell; Harbour Press"


def test_numbers_are_shown_in_words(build):
    shown = read_exif([build.exif(exif_ifd={0x9207: 2, 0x9000: b"0232", 0xA001: 65535})]).shown
    assert shown["EXIF MeteringMode"] == "CenterWeightedAverage"
    assert shown["EXIF ExifVersion"] == "0232"
    assert shown["EXIF ColorSpace"] == "Uncalibrated"


def test_a_long_list_is_shown_by_its_first_twenty(build):
    shown = read_exif([build.exif({0xC000: tuple(range(30))})]).shown
    assert shown["Image Tag 0xC000"].endswith("19, ... ]")


def test_a_file_on_disk_is_mapped_and_not_read(build, tmp_path):
    path = tmp_path / "a.tif"
    path.write_bytes(build.exif({0x013B: "Ann Bell"}))
    with path.open("rb") as file:
        assert read_exif_file(file).values["0x013B"] == "Ann Bell"
    assert path.read_bytes() == build.exif({0x013B: "Ann Bell"})


def test_what_exifread_raises_is_a_problem(monkeypatch):
    def refuse(*_args, **_options):
        raise AssertionError

    monkeypatch.setattr("catalog.images.exif_tags.exifread.process_file", refuse)
    reading = read_exif_file(BytesIO(b"\x00\x00\x00\x18ftypheic"))
    assert [problem.reason for problem in reading.problems] == ["AssertionError: "]
