import struct
from io import BytesIO

import pytest
from PIL import Image

from catalog.images.writing import CannotWriteError, plan_copy
from catalog.images.writing.tiff import is_raw
from tests.images.writing.conftest import pixels


def entry(tag, kind, count, data):
    return tag, kind, count, data


def of_bytes(tag, data, kind=1):
    return entry(tag, kind, len(data) // (4 if kind == 4 else 1), data)


def refused(tmp_path, data):
    path = tmp_path / "a.tif"
    path.write_bytes(data)
    with pytest.raises(CannotWriteError) as caught:
        plan_copy(str(path), ())
    return str(caught.value)


@pytest.mark.parametrize("compression", [None, "tiff_lzw"])
def test_a_new_directory_is_appended_and_nothing_moved(copied, say, compression):
    target = BytesIO()
    Image.linear_gradient("L").save(target, "TIFF", compression=compression)
    data = target.getvalue()

    copy = copied(data, say(headline="A lamp", creators=["Zoë"]))

    assert copy.data[8 : len(data)] == data[8:]
    assert copy.data[:4] == data[:4]
    assert copy.pixels() == pixels(data)
    assert copy.record.fields["creators"].agree
    assert {w.block for w in copy.plan.written} == {"iim", "xmp"}


def test_further_pages_stay(copied, say):
    target = BytesIO()
    first, second = (Image.new("L", (9, 9), grey) for grey in (10, 200))
    first.save(target, "TIFF", save_all=True, append_images=[second])

    copy = copied(target.getvalue(), say(headline="A"))

    assert len(copy.pixels()) == 2
    assert copy.pixels() == pixels(target.getvalue())


@pytest.mark.parametrize("kind", [1, 4, 7])
def test_blocks_are_replaced_and_other_tags_kept(build, copied, say, kind):
    block = build.iim(("2:25", "lamp"), ("2:80", b"Zo\xeb"))
    block += bytes(-len(block) % 4)
    resources = build.resource(0x0425, bytes(16)) + build.resource(0x03ED, b"12")
    data = build.tiff(
        of_bytes(0x02BC, build.xmp("<dc:format>f</dc:format>")),
        of_bytes(0x83BB, block, kind),
        of_bytes(0x8649, resources),
        entry(0x010E, 2, 11, b"exif stays\x00"),
        of_bytes(0xCD41, b"a manifest store"),
    )

    copy = copied(data + b"\x00" * (1 - len(data) % 2), say(headline="A"))

    record = copy.record
    assert (copy.iim("2:105"), copy.iim("2:25"), copy.iim("2:80")) == (["A"], ["lamp"], ["Zoë"])
    assert record.blocks["iim"]["digest"] == "ok"
    assert record.blocks["xmp"] == {"dc:format": "f", "photoshop:Headline": "A"}
    assert record.fields["description"].value == "exif stays"
    assert "C2PA" in copy.plan.notes[-1]
    with Image.open(BytesIO(copy.data)) as image:
        assert 0xCD41 not in image.tag_v2


def test_iim_and_xmp_among_resources_move_to_their_own_tags(build, copied, say):
    resources = build.resource(0x0404, build.iim(("2:25", "lamp")))
    resources += build.resource(0x0424, build.xmp("<dc:format>f</dc:format>"))

    copy = copied(build.tiff(of_bytes(0x8649, resources)), say(headline="A"))

    assert copy.iim("2:25") == ["lamp"]
    assert copy.record.blocks["xmp"]["dc:format"] == "f"
    assert copy.record.blocks["iim"]["digest"] == "ok"


def test_a_big_endian_file_is_written_in_its_order(copied, say):
    target = BytesIO()
    Image.new("I;16B", (8, 8), 500).save(target, "TIFF")
    data = target.getvalue()
    assert data[:2] == b"MM"

    assert copied(data, say(headline="A")).pixels() == pixels(data)


@pytest.mark.parametrize(
    "mark",
    [entry(0xC612, 1, 4, b"\x01\x07\x00\x00"), entry(0x00FE, 4, 1, b"\x01\x00\x00\x00")],
    ids=["DNG", "a small picture first"],
)
def test_a_raw_file_gets_a_sidecar(build, copied, say, mark):
    data = build.tiff(mark)

    copy = copied(data, say(headline="A"))

    assert copy.data == data
    assert b"<photoshop:Headline>A<" in copy.plan.sidecar
    assert copy.plan.notes == ("raw files keep their bytes: an exact copy, and a sidecar beside it",)


def test_a_sensors_pattern_and_canons_mark_are_of_raw_files(build):
    plain = build.tiff()
    at = plain.index(struct.pack("<HHI", 0x0106, 3, 1)) + 8
    sensor = plain[:at] + struct.pack("<H", 32803) + plain[at + 2 :]

    assert is_raw(BytesIO(sensor))
    assert is_raw(BytesIO(b"II*\x00\x10\x00\x00\x00CR\x02\x00" + bytes(8)))
    assert not is_raw(BytesIO(plain))


def test_a_page_of_several_is_no_raw_file(build, copied, say):
    assert (
        copied(build.tiff(entry(0x00FE, 4, 1, b"\x02\x00\x00\x00")), say(headline="A")).plan.sidecar is None
    )


DAMAGED = [
    ("cut off in the head", lambda tiff: tiff[:9], "cut off"),
    ("cut off in the directory", lambda tiff: tiff[:40], "cut off|beyond"),
    ("no entries", lambda _tiff: b"II*\x00\x08\x00\x00\x00\x00\x00\x00\x00\x00\x00", "cut off"),
]


@pytest.mark.parametrize(("damage", "reason"), [pytest.param(d, r, id=n) for n, d, r in DAMAGED])
def test_a_damaged_directory_is_refused(build, tmp_path, damage, reason):
    assert any(word in refused(tmp_path, damage(build.tiff())) for word in reason.split("|"))


def test_a_tag_that_stands_twice_is_refused(build, tmp_path):
    twice = entry(0x010E, 2, 2, b"a\x00")
    assert "stands twice" in refused(tmp_path, build.tiff(twice, twice))


def test_values_and_pixels_beyond_the_end_are_refused(build, tmp_path):
    data = build.tiff(entry(0x010E, 2, 40, b"x" * 40))
    assert "beyond its end" in refused(tmp_path, data[:-1])

    strip = struct.pack("<HHI", 273, 4, 1)
    at = data.index(strip) + 8
    assert "beyond its end" in refused(tmp_path, data[:at] + struct.pack("<I", len(data)) + data[at + 4 :])


def test_long_lists_of_strips_are_followed(tmp_path, copied, say):
    target = BytesIO()
    Image.linear_gradient("L").save(target, "TIFF", strip_size=256, compression="tiff_lzw")
    data = target.getvalue()
    assert copied(data, say(headline="A")).pixels() == pixels(data)

    with Image.open(target) as image:
        offsets = image.tag_v2[273]
    assert len(offsets) > 100
    last = struct.pack("<I", offsets[-1])
    assert "beyond its end" in refused(tmp_path, data.replace(last, struct.pack("<I", len(data))))


def test_directories_that_lead_back_are_refused(build, tmp_path):
    data = bytearray(build.tiff())
    struct.pack_into("<I", data, len(data) - 4, 9)
    assert "in a circle" in refused(tmp_path, bytes(data))


def test_a_block_of_a_strange_type_is_refused(build, tmp_path):
    assert "cannot be read" in refused(tmp_path, build.tiff(entry(0x83BB, 12, 1, bytes(8))))


def test_a_file_that_would_grow_too_large_is_refused(build, tmp_path, monkeypatch):
    monkeypatch.setattr("catalog.images.writing.tiff._LARGEST_FILE", 1_000)
    assert "4 GB" in refused(tmp_path, build.tiff())
