import hashlib
import struct
import zlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import PngImagePlugin

from catalog.images import read_image
from catalog.images.jpeg import JpegBlocks, read_jpeg_blocks

CITY = "<photoshop:City>Dover</photoshop:City>"


def read(data, name="picture.jpg"):
    return read_image(BytesIO(data), name=name)


def reasons(reading):
    return [(problem.block, problem.reason) for problem in reading.record.problems]


FORMATS = [
    ("JPEG", "jpeg", "image/jpeg", "RGB"),
    ("PNG", "png", "image/png", "RGB"),
    ("GIF", "gif", "image/gif", "P"),
    ("TIFF", "tiff", "image/tiff", "RGB"),
    ("WEBP", "webp", "image/webp", "RGB"),
    ("AVIF", "avif", "image/avif", "RGB"),
    ("MPO", "jpeg", "image/jpeg", "RGB"),
]


@pytest.mark.parametrize(("kind", "name", "mime", "mode"), FORMATS)
def test_the_bytes_say_what_a_file_is_and_never_its_name(build, kind, name, mime, mode):
    data = build.picture(kind, mode=mode, colour=0 if mode == "P" else (9, 9, 9))
    record = read(data, "holiday.txt").record
    assert (record.format, record.mime, record.width, record.height) == (name, mime, 64, 48)
    assert (record.file, record.bytes) == ("holiday.txt", len(data))
    assert record.sha256 == hashlib.sha256(data).hexdigest()
    assert record.phash is None
    assert record.problems == ()


def test_three_blocks_of_a_jpeg_are_read_and_kept_byte_for_byte(build):
    exif, iim = build.exif({0x013B: "Ann Bell"}), build.iim(("2:80", "Ann Bell"))
    xmp = build.xmp("<dc:creator><rdf:Seq><rdf:li>Ann Bell</rdf:li></rdf:Seq></dc:creator>")
    reading = read(build.jpeg(exif=[exif], iim=[iim], xmp=[xmp]))
    assert [(block.kind, block.data) for block in reading.blocks] == [
        ("exif", exif),
        ("iim", iim),
        ("xmp", xmp),
    ]
    assert reading.record.blocks == {
        "exif": {"Image Artist": "Ann Bell"},
        "iim": {"2:80": "Ann Bell", "charset": "ascii", "charset_declared": False, "digest": "none"},
        "xmp": {"dc:creator": ["Ann Bell"]},
        "jfif": {"version": "1.01", "unit": "none", "x_density": "1", "y_density": "1"},
    }
    creators = reading.record.fields["creators"]
    assert (creators.value, creators.block, creators.agree) == (["Ann Bell"], "xmp", True)
    assert [(r.block, r.path) for r in creators.all] == [
        ("xmp", "dc:creator"),
        ("iim", "2:80"),
        ("exif", "0x013B"),
    ]


def test_repeated_datasets_are_shown_as_a_list(build):
    record = read(build.jpeg(iim=[build.iim(("2:25", "sea"), ("2:25", "fog"))])).record
    assert record.blocks["iim"]["2:25"] == ["sea", "fog"]


def test_a_resource_split_over_segments_is_joined(build):
    resource = build.resource(0x0404, build.iim(("2:80", "Ann Bell")))
    extra = b"".join(
        build.segment(0xED, b"Photoshop 3.0\x00" + part) for part in (resource[:20], resource[20:])
    )
    assert read(build.jpeg(extra=extra)).record.fields["creators"].value == ["Ann Bell"]


def test_exif_split_over_segments_is_joined(build):
    block = build.exif({0x013B: "Ann Bell"})
    extra = build.segment(0xE1, b"Exif\x00\x00" + block[:30]) + build.segment(
        0xE1, b"Exif\x00\x00" + block[30:]
    )
    assert read(build.jpeg(extra=extra)).blocks[0].data == block


def test_late_exif_is_found(build):
    extra = build.segment(0xE2, b"x" * 60_000)
    data = build.jpeg(extra=extra + build.segment(0xE1, b"Exif\x00\x00" + build.exif({0x013B: "Ann Bell"})))
    assert read(data).record.fields["creators"].value == ["Ann Bell"]


def test_a_misspelt_xmp_signature_is_understood(build):
    extra = build.segment(0xE1, b"XMP\x00://ns.adobe.com/xap/1.0/\x00" + build.xmp(CITY))
    assert read(build.jpeg(extra=extra)).record.fields["city"].value == "Dover"


def test_an_extended_packet_is_read(build):
    packet = build.xmp(CITY)
    guid = hashlib.md5(packet, usedforsecurity=False).hexdigest().upper()
    part = guid.encode() + len(packet).to_bytes(4, "big") + bytes(4) + packet
    main = build.xmp(attributes=f'xmpNote:HasExtendedXMP="{guid}"')
    extra = build.segment(0xE1, b"http://ns.adobe.com/xmp/extension/\x00" + part)
    assert read(build.jpeg(xmp=[main], extra=extra)).record.fields["city"].value == "Dover"


def test_a_segment_of_another_program_is_passed_over(build):
    extra = build.segment(0xE1, b"http://example.org/\x00") + b"\xff\x01" + build.segment(0xE1, b"")
    assert set(read(build.jpeg(extra=extra)).record.blocks) == {"jfif"}


def test_foreign_bytes_between_segments_are_passed_over(build):
    extra = (
        build.segment(0xE5, b"")
        + b"junk\xff\xff"
        + build.segment(0xED, b"Photoshop 3.0\x00" + build.resource(0x0404, build.iim(("2:90", "Dover"))))
    )
    assert read(build.jpeg(extra=extra)).record.fields["city"].value == "Dover"


@pytest.mark.parametrize("kept", [2, 3, 20, 60, 300])
def test_a_jpeg_cut_off_gives_what_is_there(build, kept):
    data = build.jpeg(iim=[build.iim(("2:90", "Dover"))])
    reading = read(data[:kept])
    assert ("city" in reading.record.fields) == (kept >= 60)
    assert kept == 300 or reading.record.problems


def test_two_exif_blocks_are_kept_apart(build):
    blocks = [build.exif({0x013B: "Ann Bell"}), build.exif({0x010F: "Example"})]
    assert [block.data for block in read(build.jpeg(exif=blocks)).blocks] == blocks


def test_a_profile_in_parts_is_joined_by_number(build):
    parts = (b"ICC_PROFILE\x00\x02\x02cd", b"ICC_PROFILE\x00\x01\x02ab")
    data = build.jpeg(extra=b"".join(build.segment(0xE2, part) for part in parts))
    assert read_jpeg_blocks(BytesIO(data)).icc == b"abcd"


ODD = [
    ("no JPEG", b"GIF89a"),
    ("junk without end", b"\xff\xd8" + b"x" * 70_000),
    ("empty segments without end", b"\xff\xd8" + b"\xff\xe5\x00\x02" * 3_000),
    ("end of image", b"\xff\xd8\xff\xd9"),
    ("a profile cut off", b"\xff\xd8\xff\xe2\xff\xff" + b"ICC_PROFILE\x00\x01\x01abc"),
]


@pytest.mark.parametrize("data", [pytest.param(data, id=name) for name, data in ODD])
def test_odd_jpegs_are_walked_in_bounded_time(data):
    nothing = JpegBlocks((), b"", (), (), b"", b"", (), None, False)  # noqa: FBT003 -- by position
    assert read_jpeg_blocks(BytesIO(data))._replace(icc=b"") == nothing


def test_resources_without_end_are_cut(build):
    resources = build.resource(0x0400, b"") * 6_000 + build.resource(0x0404, build.iim(("2:90", "Dover")))
    assert read(psd(resources)).record.fields == {}


def test_a_foreign_resource_is_passed_over(build):
    resources = b"xx" + build.resource(0x0404, build.iim(("2:90", "Dover"))) + b"8BIM\x04"
    assert read(psd(resources)).record.fields["city"].value == "Dover"


def test_png_chunks_are_read_before_and_after_the_picture(build):
    notes = PngImagePlugin.PngInfo()
    notes.add_itxt("XML:com.adobe.xmp", build.xmp(CITY).decode(), zip=True)
    data = build.picture("PNG", pnginfo=notes)
    body = build.exif({0x013B: "Ann Bell"})
    chunk = struct.pack(">I", len(body)) + b"eXIf" + body + struct.pack(">I", zlib.crc32(b"eXIf" + body))
    record = read(data[:-12] + chunk + data[-12:]).record
    assert record.fields["city"].value == "Dover"
    assert record.fields["creators"].value == ["Ann Bell"]


def raw_profile(name, data):
    return f"\n{name}\n{len(data):8}\n{data.hex()}\n"


def test_raw_profiles_of_a_png_are_read(build):
    notes = PngImagePlugin.PngInfo()
    iim = build.iim(("2:90", "Dover"))
    notes.add_text("Raw profile type iptc", raw_profile("iptc", build.resource(0x0404, iim)), zip=True)
    notes.add_text(
        "Raw profile type exif", raw_profile("exif", b"Exif\x00\x00" + build.exif({0x013B: "Ann Bell"}))
    )
    notes.add_text(
        "Raw profile type xmp", raw_profile("xmp", build.xmp("<photoshop:State>Kent</photoshop:State>"))
    )
    notes.add_text("Comment", "a comment")
    notes.add_itxt("Title", "a title")
    fields = read(build.picture("PNG", pnginfo=notes)).record.fields
    assert [fields[name].value for name in ("city", "creators", "province_or_state")] == [
        "Dover",
        ["Ann Bell"],
        "Kent",
    ]


def test_bare_iim_in_a_raw_profile_is_read(build):
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Raw profile type iptc", raw_profile("iptc", build.iim(("2:90", "Dover"))))
    assert read(build.picture("PNG", pnginfo=notes)).record.fields["city"].value == "Dover"


def test_a_damaged_compressed_chunk_is_passed_over(build):
    body = b"Raw profile type iptc\x00\x00not deflated"
    chunk = struct.pack(">I", len(body)) + b"zTXt" + body + struct.pack(">I", zlib.crc32(b"zTXt" + body))
    data = build.picture("PNG")
    assert read(data[:-12] + chunk + data[-12:]).record.blocks == {}


def test_a_text_chunk_that_inflates_without_end_is_cut(build):
    body = b"Raw profile type xmp\x00\x00" + zlib.compress(b"0" * 50_000_000)
    chunk = struct.pack(">I", len(body)) + b"zTXt" + body + struct.pack(">I", zlib.crc32(b"zTXt" + body))
    data = build.picture("PNG")
    assert read(data[:-12] + chunk + data[-12:]).record.blocks == {}


def test_webp_gives_exif_and_xmp(build):
    data = build.picture("WEBP", exif=b"Exif\x00\x00" + build.exif({0x013B: "Ann Bell"}), xmp=build.xmp(CITY))
    fields = read(data).record.fields
    assert (fields["creators"].value, fields["city"].value) == (["Ann Bell"], "Dover")


@pytest.mark.parametrize("kind", [4, 7], ids=["long integers", "undefined"])
def test_tiff_gives_all_three(build, kind):
    iim = build.iim(("2:90", "Dover"), ("2:92", "Pier"))
    iim += b"\x00" * (-len(iim) % 4)
    xmp = build.xmp("<photoshop:Credit>Example Wire</photoshop:Credit>")
    data = build.tiff(
        (0x02BC, 1, len(xmp), xmp),
        (0x83BB, kind, len(iim) // 4 if kind == 4 else len(iim), iim),
        (0x013B, 2, 9, b"Ann Bell\x00"),
    )
    reading = read(data)
    fields = reading.record.fields
    assert [fields[n].value for n in ("city", "credit_line", "creators")] == [
        "Dover",
        "Example Wire",
        ["Ann Bell"],
    ]
    assert [block.data for block in reading.blocks] == [iim, xmp]


def test_photoshop_resources_of_a_tiff_are_read(build):
    resources = build.resource(0x0404, build.iim(("2:90", "Dover")), b"caption")
    assert read(build.tiff((0x8649, 7, len(resources), resources))).record.fields["city"].value == "Dover"


@pytest.mark.parametrize("data", [b"II*\x00", b"II*\x00\xff\x00\x00\x00", b"MM\x00*\x00\x00\x00\x08\x00\x01"])
def test_a_tiff_without_a_directory_gives_nothing(data):
    assert read(data).record.fields == {}


def test_the_xmp_of_a_gif_is_found(build):
    data = build.picture("GIF", mode="P", colour=0)
    trailer = b"\x01" + bytes(range(255, -1, -1)) + b"\x00"
    extension = b"\x21\xff\x0bXMP DataXMP" + build.xmp(CITY) + trailer
    assert read(data[:-1] + extension + data[-1:]).record.fields["city"].value == "Dover"


def psd(resources):
    head = b"8BPS\x00\x01" + bytes(6) + struct.pack(">HIIHH", 3, 8, 8, 8, 3)
    pixels = b"\x00\x00" + bytes(8 * 8 * 3)
    return head + bytes(4) + struct.pack(">I", len(resources)) + resources + bytes(4) + pixels


def test_psd_gives_all_three(build):
    resources = (
        build.resource(0x0404, build.iim(("2:90", "Dover")))
        + build.resource(0x0422, build.exif({0x013B: "Ann Bell"}))
        + build.resource(0x0424, build.xmp("<photoshop:Credit>Example Wire</photoshop:Credit>"))
    )
    record = read(psd(resources)).record
    assert (record.format, record.width) == ("psd", 8)
    values = [record.fields[n].value for n in ("city", "credit_line", "creators")]
    assert values == ["Dover", "Example Wire", ["Ann Bell"]]


NOT_IMAGES = [
    ("nothing", b"", "empty file"),
    ("text", b"Not a picture at all.", "not an image that can be opened, or damaged"),
    ("a web page", b"<!doctype html><title>404</title>", "not an image that can be opened, or damaged"),
    (
        "another ftyp brand",
        b"\x00\x00\x00\x18ftypisom\x00\x00\x00\x00",
        "not an image that can be opened, or damaged",
    ),
    (
        "PostScript",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
        "not an image that can be opened, or damaged",
    ),
]


@pytest.mark.parametrize(("data", "reason"), [pytest.param(d, r, id=n) for n, d, r in NOT_IMAGES])
def test_what_is_no_image_is_a_problem_and_no_error(data, reason):
    reading = read(data)
    assert reading.record.format is None
    assert reasons(reading) == [("file", reason)]
    assert reading.record.bytes == len(data)


def test_a_decompression_bomb_is_refused():
    data = b"GIF89a" + struct.pack("<HH", 65_535, 65_535) + b"\x80\x00\x00" + bytes(6) + b"\x2c" + bytes(4)
    reading = read(data + struct.pack("<HH", 65_535, 65_535) + b"\x00\x02\x02\x44\x01\x00\x3b")
    assert reasons(reading) == [("file", "declares more than 160 megapixels and is not decoded")]


def test_many_warnings_are_told_shortly(build):
    entries = b"".join(struct.pack("<HHII", 60_000 + n, 2, 500_000, 900_000) for n in range(9))
    data = build.picture("TIFF")
    at = struct.unpack("<I", data[4:8])[0]
    count = struct.unpack("<H", data[at : at + 2])[0]
    directory = struct.pack("<H", count + 9) + data[at + 2 : at + 2 + 12 * count] + entries + bytes(4)
    reading = read(data[:4] + struct.pack("<I", len(data)) + data[8:] + directory)
    assert len([block for block, _ in reasons(reading) if block == "file"]) == 4
    assert reasons(reading)[3][1].endswith("more warnings like these")


def test_a_block_too_large_to_keep_is_told(build):
    notes = PngImagePlugin.PngInfo()
    iim = build.iim(*[("2:120", "x" * 30_000)] * 142)
    notes.add_text("Raw profile type iptc", raw_profile("iptc", iim), zip=True)
    reading = read(psd(build.resource(0x0404, iim)))
    assert reading.blocks == ()
    assert any("too many to keep" in reason for _, reason in reasons(reading))
    assert reading.record.fields["description"].value.startswith("xxx")


@settings(deadline=None, max_examples=150)
@given(
    kind=st.sampled_from(["JPEG", "PNG", "TIFF", "WEBP", "GIF", "AVIF", "PSD"]),
    cut=st.floats(0, 1),
    changes=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=12),
)
def test_no_damage_makes_the_reader_raise(build, kind, cut, changes):
    if kind == "PSD":
        data = bytearray(psd(build.resource(0x0404, build.iim(("2:90", "Dover")))))
    elif kind == "JPEG":
        blocks = {
            "exif": [build.exif({0x013B: "A"})],
            "iim": [build.iim(("2:90", "Dover"))],
            "xmp": [build.xmp(CITY)],
        }
        data = bytearray(build.jpeg(**blocks))
    else:
        data = bytearray(build.picture(kind, mode="P" if kind == "GIF" else "RGB", colour=0))
    for place, value in changes:
        data[int(place * (len(data) - 1))] = value
    read(bytes(data[: int(cut * len(data))]))


@given(
    st.sampled_from([b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"8BPS", b"II*\x00", b"GIF89a"]),
    st.binary(max_size=200),
)
@settings(deadline=None)
def test_no_bytes_make_the_reader_raise(magic, data):
    read(magic + data)
