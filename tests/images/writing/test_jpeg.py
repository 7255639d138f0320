import struct
from io import BytesIO

import pytest
from PIL import Image

from catalog.images.jpeg import read_segments
from catalog.images.writing import CannotWriteError, plan_copy
from tests.images.writing.conftest import assembled, pixels

XMP = b"http://ns.adobe.com/xap/1.0/\x00"
MANIFEST = b"jumb\x00\x00\x00\x1ejumd" + bytes.fromhex("6332706100110010800000aa00389b71") + b"\x03c2pa\x00"


def segments(data):
    file = BytesIO(data)
    return [(s.marker, s.body) for s in read_segments(file)]


def scan(data):
    file = BytesIO(data)
    list(read_segments(file))
    return data[file.tell() - 2 :]


def test_only_xmp_and_iim_change(build, copied, say):
    extra = build.segment(0xFE, b"a comment") + build.segment(0xE2, b"ICC_PROFILE\x00\x01\x01abc")
    extra += build.segment(0xEE, b"Adobe\x00d\x00\x00\x00\x00\x00\x00") + b"junk\x00"
    data = build.jpeg(
        exif=[build.exif({0x010E: "exif stays", 0x927C: b"maker"})],
        xmp=[build.xmp("<dc:format>image/jpeg</dc:format>")],
        iim=[build.iim(("2:80", "Ann"), ("2:25", "lamp"))],
        extra=extra,
    )

    copy = copied(data, say(headline="A lamp", creators=["Bo", "Zoë"]))

    kept = [s for s in segments(data) if not s[1].startswith((XMP, b"Photoshop"))]
    assert [s for s in segments(copy.data) if not s[1].startswith((XMP, b"Photoshop"))] == kept
    assert [s[0] for s in segments(copy.data)] == [s[0] for s in segments(data)]
    assert extra in copy.data
    assert scan(copy.data) == scan(data)
    assert copy.pixels() == pixels(data)
    fields = copy.record.fields
    assert (fields["headline"].value, fields["creators"].value) == ("A lamp", ["Bo", "Zoë"])
    assert fields["keywords"].value == ["lamp"]
    assert fields["description"].value == "exif stays"
    assert copy.record.blocks["iim"]["digest"] == "ok"
    assert copy.record.blocks["xmp"]["dc:format"] == "image/jpeg"
    assert copy.record.problems == ()


@pytest.mark.parametrize("exif", [True, False])
def test_new_segments_come_after_jfif_and_exif(build, copied, say, exif):
    data = build.jpeg(exif=[build.exif({0x010E: "x"})] if exif else [])
    markers = [s[0] for s in segments(copied(data, say(headline="A")).data)]

    # Exif is put before JFIF by the builder, which writers of both do too.
    assert markers[:4] == ([0xE1, 0xE0, 0xE1, 0xED] if exif else [0xE0, 0xE1, 0xED, 0xDB])


def test_a_limit_cuts_iim_alone_and_readers_agree(build, copied, say):
    credit = "Lamp Museum of the Northern 🪔 Coast"

    copy = copied(build.jpeg(), say(credit_line=credit))

    assert [(w.block, w.cut) for w in copy.plan.written] == [("iim", True), ("xmp", False)]
    field = copy.record.fields["credit_line"]
    assert (field.value, field.agree) == (credit, True)


def test_a_late_packet_is_replaced_where_it_stands(build, copied, say):
    late = build.segment(0xE1, XMP + build.xmp("<dc:format>old</dc:format>"))
    data = build.jpeg(iim=[build.iim(("2:80", "Ann"))], extra=build.segment(0xFE, b"c" * 20_000) + late)

    copy = copied(data, say(headline="A"))

    assert [s[0] for s in segments(copy.data)][:3] == [0xED, 0xFE, 0xE1]
    assert copy.record.blocks["xmp"]["dc:format"] == "old"


def test_a_signature_of_another_beginning_is_read(build, copied, say):
    odd = build.segment(0xE1, b"XMP\x00://ns.adobe.com/xap/1.0/\x00" + build.xmp("<dc:format>f</dc:format>"))

    copy = copied(build.jpeg(extra=odd), say(headline="A"))

    assert copy.record.blocks["xmp"] == {"dc:format": "f", "photoshop:Headline": "A"}
    assert b"XMP\x00:" not in copy.data


def test_two_packets_are_both_corrected(build, copied, say):
    data = build.jpeg(
        xmp=[build.xmp("<dc:a>1</dc:a>"), build.xmp("<photoshop:Headline>old</photoshop:Headline>")]
    )

    copy = copied(data, say(headline="A"))

    assert copy.data.count(b"<photoshop:Headline>A<") == 2
    assert b"old" not in copy.data


def test_a_packet_among_photoshop_resources_is_taken_out(build, copied, say):
    resources = build.resource(0x0424, build.xmp("<dc:format>f</dc:format>")) + build.resource(0x03ED, b"12")
    data = build.jpeg(extra=build.segment(0xED, b"Photoshop 3.0\x00" + resources))

    copy = copied(data, say(headline="A"))

    assert copy.record.blocks["xmp"] == {"dc:format": "f", "photoshop:Headline": "A"}
    assert copy.data.count(b"dc:format>f") == 1


def test_split_resources_are_joined_and_split_again(build, copied, say):
    resources = build.resource(0x0404, build.iim(("2:80", "Ann"))) + build.resource(0x040F, b"p" * 100_000)
    data = build.jpeg(
        extra=b"".join(
            build.segment(0xED, b"Photoshop 3.0\x00" + resources[at : at + 60_000])
            for at in range(0, len(resources), 60_000)
        )
    )

    copy = copied(data, say(headline="A"))

    parts = [body[14:] for marker, body in segments(copy.data) if marker == 0xED]
    assert len(parts) == 2
    assert b"p" * 100_000 in b"".join(parts)
    assert copy.record.blocks["iim"]["digest"] == "ok"


def test_a_description_of_any_length_goes_through(build, copied, say):
    text = "Zoë lit 漢字. " * 9_000

    copy = copied(build.jpeg(), say(description=text))

    assert [p.reason for p in copy.record.problems] == ["2:120 is cut off; dc:description goes on"]
    assert (
        "".join(copy.iim("2:120")).encode() == text.encode()[:2000].decode(errors="ignore").strip().encode()
    )
    again = copied(copy.data, say(description="short"))
    assert len(again.data) < 10_000 + len(build.jpeg())
    assert b"xmp/extension" not in again.data


def test_parts_that_no_packet_names_stay(build, copied, say):
    stray = build.segment(0xE1, b"http://ns.adobe.com/xmp/extension/\x00" + b"A" * 40 + b"<stray/>")

    assert stray in copied(build.jpeg(extra=stray), say(headline="A")).data


def test_what_follows_the_picture_is_kept(build, copied, say):
    data = build.jpeg() + b"trailer of a maker" * 100

    copy = copied(data, say(headline="A"))

    assert copy.data.endswith(b"\xff\xd9" + b"trailer of a maker" * 100)


@pytest.mark.parametrize(("mark", "order"), [(b"AXS!", "big"), (b"AXS*", "little")])
@pytest.mark.parametrize("after", [b"", b"another trailer"])
def test_a_trailer_that_counts_from_the_start_is_refused(build, tmp_path, mark, order, after):
    picture = build.jpeg()
    head = mark + bytes(8)
    path = tmp_path / "a.jpg"
    path.write_bytes(picture + head + b"data" + mark + len(picture).to_bytes(4, order) + bytes(4) + after)

    with pytest.raises(CannotWriteError, match="AFCP"):
        plan_copy(str(path), ())


def test_letters_that_only_look_like_such_a_trailer_are_none(build, copied, say):
    assert copied(build.jpeg() + b"AXS!" + bytes(8), say(headline="A")).data.endswith(b"AXS!" + bytes(8))


def two_pictures():
    """Two pictures in one file, as stereo cameras write them."""
    target = BytesIO()
    first, second = (Image.new("RGB", (40, 30), colour) for colour in ((200, 10, 10), (10, 10, 200)))
    first.save(target, "MPO", save_all=True, append_images=[second])
    return target.getvalue()


@pytest.mark.parametrize("before", [True, False])
def test_further_pictures_are_still_found_when_the_first_grows(build, copied, say, before):
    data = two_pictures()
    place = data.index(b"\xff\xe2") if before else 2
    if before:  # something to be replaced before the index, and something after
        data = moved(build, data, place)

    copy = copied(data, say(headline="A", description="x" * 5_000))

    assert copy.pixels() == pixels(data)
    with Image.open(BytesIO(copy.data)) as image:
        assert image.format == "MPO"
        entries = image.mpinfo[0xB002]
    assert entries[0]["Size"] == copy.data.index(b"\xff\xd8", 2)
    assert sum(entry["Size"] for entry in entries) == len(copy.data)


def moved(build, data, place):
    """A file of two pictures with a packet put in before its index, whose offsets follow."""
    packet = build.segment(0xE1, XMP + build.xmp("<dc:format>f</dc:format>"))
    entries = data.index(struct.pack("<HH", 0xB002, 7)) if b"MPF\x00II" in data else 0
    assert entries
    (at,) = struct.unpack_from("<I", data, entries + 8)
    base = data.index(b"MPF\x00") + 4
    size = struct.unpack_from("<I", data, base + at + 4)[0]
    patched = bytearray(data)
    struct.pack_into("<I", patched, base + at + 4, size + len(packet))
    return bytes(patched[:place]) + packet + bytes(patched[place:])


@pytest.mark.parametrize("index", [b"XX*\x00\x08\x00\x00\x00", b"II*\x00\xff\x00\x00\x00", b"II"])
def test_an_index_that_cannot_be_read_is_refused(build, tmp_path, index):
    path = tmp_path / "a.jpg"
    path.write_bytes(build.jpeg(extra=build.segment(0xE2, b"MPF\x00" + index)))

    with pytest.raises(CannotWriteError, match="further pictures"):
        plan_copy(str(path), ())


def test_content_credentials_are_left_out_and_said(build, copied, say):
    manifest = build.segment(0xEB, b"JP\x00\x01\x00\x00\x00\x01\x00\x00\x01\x00" + MANIFEST)
    manifest += build.segment(0xEB, b"JP\x00\x01\x00\x00\x00\x02\x00\x00\x01\x00jumbrest of it")
    other = build.segment(0xEB, b"JP\x00\x02\x00\x00\x00\x01\x00\x00\x00\x20jumb\x00\x00\x00\x18jumdother")

    copy = copied(build.jpeg(extra=manifest + other), say(headline="A"))

    assert b"c2pa" not in copy.data
    assert b"rest of it" not in copy.data
    assert other in copy.data
    assert copy.plan.notes == (
        "Content Credentials (C2PA) are left out: their signature holds for the original's bytes alone",
    )


@pytest.mark.parametrize("cut", [2, 10, -1])
def test_a_file_without_its_picture_is_refused(build, tmp_path, cut):
    whole = build.jpeg()
    path = tmp_path / "a.jpg"
    path.write_bytes(whole[:cut] + b"\xff\xd9" if cut > 0 else b"\xff\xd8\xff\xd9")

    with pytest.raises(CannotWriteError, match=r"there is no picture|no image"):
        plan_copy(str(path), ())


def test_a_copy_of_a_copy_with_the_same_values_is_the_same(build, copied, say):
    values = say(headline="A lamp", creators=["Bo"], description="Zoë")
    once = copied(build.jpeg(iim=[build.iim(("2:25", b"\xe9t\xe9"))]), values)

    again = copied(once.data, values)

    assert again.record.fields == once.record.fields
    assert len(again.data) == len(once.data)
    assert assembled(again.plan, once.data) == again.data
