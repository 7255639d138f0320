import zlib
from io import BytesIO

import pytest
from PIL import Image

from catalog.images.writing import CannotWriteError, FieldValue, plan_copy
from tests.images.writing.conftest import pixels


def chunks(data):
    at, found = 8, []
    while at < len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        assert int.from_bytes(data[at + 8 + size : at + 12 + size], "big") == zlib.crc32(kind + body)
        found.append((kind, body))
        at += size + 12
    return found


def chunk(kind, body):
    return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")


def with_chunks(data, *added):
    """A PNG file with chunks put in before its picture."""
    at = data.index(b"IDAT") - 4
    return data[:at] + b"".join(added) + data[at:]


def raw_profile(name, data, kind=b"tEXt"):
    text = f"\n{name}\n{len(data):8}\n{data.hex()}\n".encode()
    keyword = f"Raw profile type {name}".encode()
    if kind == b"zTXt":
        return chunk(kind, keyword + b"\x00\x00" + zlib.compress(text))
    return chunk(kind, keyword + (b"\x00" * 5 if kind == b"iTXt" else b"\x00") + text)


def itxt(packet, *, deflated=False):
    head = b"XML:com.adobe.xmp\x00" + (b"\x01\x00" if deflated else b"\x00\x00") + b"\x00\x00"
    return chunk(b"iTXt", head + (zlib.compress(packet) if deflated else packet))


def test_a_packet_is_added_before_the_picture_and_no_iim(build, copied, say):
    data = build.picture("PNG")

    copy = copied(data, say(headline="A lamp"))

    added = [one for one in chunks(copy.data) if one not in chunks(data)]
    assert [kind for kind, _ in chunks(copy.data)] == [b"IHDR", b"iTXt", b"IDAT", b"IEND"]
    assert len(added) == 1
    assert added[0][1].endswith(b'<?xpacket end="r"?>')
    assert copy.pixels() == pixels(data)
    assert {w.block for w in copy.plan.written} == {"xmp"}


@pytest.mark.parametrize("deflated", [True, False])
def test_a_packet_is_replaced_where_it_stands(build, copied, say, deflated):
    packet = build.xmp("<dc:format>f</dc:format>")
    data = build.picture("PNG")[:-12] + itxt(packet, deflated=deflated) + build.picture("PNG")[-12:]

    copy = copied(data, say(headline="A"))

    assert [kind for kind, _ in chunks(copy.data)] == [b"IHDR", b"IDAT", b"iTXt", b"IEND"]
    assert copy.record.blocks["xmp"] == {"dc:format": "f", "photoshop:Headline": "A"}


def test_a_raw_profile_of_xmp_becomes_a_packet(build, copied, say):
    data = with_chunks(build.picture("PNG"), raw_profile("xmp", build.xmp("<dc:format>f</dc:format>")))

    copy = copied(data, say(headline="A"))

    assert b"Raw profile" not in copy.data
    assert copy.record.blocks["xmp"] == {"dc:format": "f", "photoshop:Headline": "A"}


@pytest.mark.parametrize("kind", [b"tEXt", b"zTXt", b"iTXt"])
@pytest.mark.parametrize("bare", [True, False])
def test_iim_is_corrected_where_there_is_some(build, copied, say, kind, bare):
    block = build.iim(("2:80", b"Zo\xeb"), ("2:25", "lamp"))
    profile = block if bare else build.resource(0x0404, block) + build.resource(0x03ED, b"12")
    data = with_chunks(
        build.picture("PNG"), raw_profile("iptc", profile, kind), chunk(b"tEXt", b"Comment\x00hi")
    )

    copy = copied(data, say(headline="A"))

    assert chunks(copy.data)[1][0] == kind
    assert (copy.iim("2:105"), copy.iim("2:25"), copy.iim("2:80")) == (["A"], ["lamp"], ["Zoë"])
    assert (b"tEXt", b"Comment\x00hi") in chunks(copy.data)
    assert {w.block for w in copy.plan.written} == {"xmp", "iim"}


def test_a_png_manifest_is_left_out_and_said(build, copied, say):
    copy = copied(with_chunks(build.picture("PNG"), chunk(b"caBX", b"jumb")), say(headline="A"))

    assert b"caBX" not in copy.data
    assert "C2PA" in copy.plan.notes[0]


def test_an_animation_keeps_its_frames(copied, say):
    target = BytesIO()
    first, second = (Image.new("RGB", (20, 20), c) for c in ((1, 2, 3), (200, 100, 0)))
    first.save(target, "PNG", save_all=True, append_images=[second], duration=50)

    copy = copied(target.getvalue(), say(headline="A"))

    assert copy.pixels() == pixels(target.getvalue())
    assert len(copy.pixels()) == 2


def test_bytes_after_the_end_are_kept(build, copied, say):
    assert copied(build.picture("PNG") + b"tail", say(headline="A")).data.endswith(b"IEND\xaeB`\x82tail")


@pytest.mark.parametrize("cut", [40, -12, -1])
def test_a_png_that_is_cut_off_is_refused(build, tmp_path, cut):
    path = tmp_path / "a.png"
    path.write_bytes(build.picture("PNG")[:cut])

    with pytest.raises(CannotWriteError, match="do not come to an end"):
        plan_copy(str(path), ())


def riff(data):
    at, found = 12, []
    assert int.from_bytes(data[4:8], "little") == len(data) - 8
    while at < len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        found.append((data[at : at + 4], data[at + 8 : at + 8 + size]))
        at += 8 + size + size % 2
    return found


@pytest.mark.parametrize(
    ("mode", "kind", "flags"), [("RGB", b"VP8 ", 0x04), ("RGB", b"VP8L", 0x04), ("RGBA", b"VP8L", 0x14)]
)
def test_a_simple_webp_file_becomes_an_extended_one(build, copied, mode, kind, flags):
    lossless = kind == b"VP8L"
    data = build.picture("WEBP", (51, 37), mode, (9, 99, 9, 60)[: len(mode)], lossless=lossless)
    assert [name for name, _ in riff(data)] == [kind]

    copy = copied(data, [FieldValue(name="headline", texts=("A lamp",))])

    (head, body), picture, (last, packet) = riff(copy.data)
    assert (head, body) == (b"VP8X", bytes([flags, 0, 0, 0]) + b"\x32\x00\x00\x24\x00\x00")
    assert picture == riff(data)[0]
    assert (last, packet[-19:]) == (b"XMP ", b'<?xpacket end="w"?>')
    assert copy.pixels() == pixels(data)
    assert copy.record.fields["headline"].value == "A lamp"


def test_an_extended_webp_file_keeps_its_chunks(build, copied, say):
    data = build.picture(
        "WEBP", exif=b"Exif\x00\x00" + build.exif({0x010E: "x"}), icc_profile=b"icc", xmp=build.xmp()
    )
    manifest = b"C2PA" + (4).to_bytes(4, "little") + b"jumb"
    body = data[12:] + manifest
    data = b"RIFF" + (len(body) + 4).to_bytes(4, "little") + b"WEBP" + body

    copy = copied(data, say(headline="A"))

    before, after = riff(data), riff(copy.data)
    assert [name for name, _ in after] == [name for name, _ in before if name != b"C2PA"]
    assert [c for c in after if c[0] != b"XMP "] == [c for c in before if c[0] not in {b"XMP ", b"C2PA"}]
    assert copy.record.fields["headline"].value == "A"
    assert "C2PA" in copy.plan.notes[0]


def test_bytes_after_a_webp_file_are_kept_outside_of_it(build, copied, say):
    copy = copied(build.picture("WEBP") + b"tail", say(headline="A"))

    assert copy.data.endswith(b"tail")
    assert int.from_bytes(copy.data[4:8], "little") == len(copy.data) - 8 - 4


def test_padding_that_is_missing_at_the_end_is_made_up_for(copied, say, build):
    data = webp(riff(build.picture("WEBP"))[0], (b"ODD ", b"abc"))[:-1]
    data = data[:4] + (len(data) - 8).to_bytes(4, "little") + data[8:]

    copy = copied(data, say(headline="A"))

    assert [name for name, _ in riff(copy.data)] == [b"VP8X", b"VP8 ", b"ODD ", b"XMP "]


def webp(*found):
    body = b"".join(
        name + len(data).to_bytes(4, "little") + data + b"\x00" * (len(data) % 2) for name, data in found
    )
    return b"RIFF" + (len(body) + 4).to_bytes(4, "little") + b"WEBP" + body


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (webp((b"JUNK", b"")), "does not begin with a picture"),
        (webp((b"VP8 ", b"abcdefghij")), "does not begin with a picture"),
        (webp((b"VP8 ", b"abc\x9d\x01\x2a\x00\x00\x00\x00")), "without size"),
        (webp((b"VP8 ", b"abc"))[:-2], "do not come to an end"),
        (webp(), "do not come to an end"),
        (webp((b"VP8X", bytes(10)), (b"XMP ", bytes(4_194_306))), "too large"),
    ],
)
def test_a_damaged_webp_file_is_refused(tmp_path, data, reason):
    path = tmp_path / "a.webp"
    path.write_bytes(data)

    with pytest.raises(CannotWriteError, match=reason):
        plan_copy(str(path), ())
