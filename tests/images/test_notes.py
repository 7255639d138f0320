"""What a container says beside EXIF, IIM and XMP."""

import struct
from io import BytesIO

import pytest
from PIL import ImageCms, PngImagePlugin

from catalog.images import read_image
from catalog.images.gif import read_gif_blocks
from catalog.images.notes import read_comments, read_jfif, read_profile
from catalog.images.png import read_png_blocks
from catalog.images.trailer import read_trailer
from catalog.images.webp import read_webp_blocks

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
CITY = "<photoshop:City>Dover</photoshop:City>"


def read(data):
    return read_image(BytesIO(data), name="a").record


JFIF = [
    ("dots per inch", b"\x01\x02\x01\x01\x2c\x00\x48", ("1.02", "dots per inch", "300", "72")),
    ("an unknown unit", b"\x01\x01\x07\x00\x01\x00\x01", ("1.01", "7", "1", "1")),
]


@pytest.mark.parametrize(("body", "said"), [pytest.param(b, s, id=n) for n, b, s in JFIF])
def test_the_head_of_jfif_is_read(body, said):
    assert tuple(read_jfif(body)["jfif"].values()) == said


def test_a_head_cut_off_says_nothing():
    assert read_jfif(b"\x01\x02\x01") == {}


def test_comments_are_numbered_and_blank_ones_left_out():
    texts = (b"Drawn in Dover\x00", b"\x00\x00", "Zoë".encode(), "Zoë".encode("cp1252"))
    assert read_comments(texts) == {"comment": {"1": "Drawn in Dover", "3": "Zoë", "4": "Zoë"}}
    assert read_comments([b""]) == {}


def test_a_jpeg_gives_comment_head_and_profile(build):
    picture = build.picture(icc_profile=SRGB, dpi=(72, 72))
    record = read(build.jpeg(picture=picture, extra=build.segment(0xFE, b"Drawn in Dover")))
    assert record.blocks["comment"] == {"1": "Drawn in Dover"}
    assert record.blocks["jfif"]["x_density"] == "72"
    assert record.blocks["icc"]["description"] == "sRGB built-in"


@pytest.mark.parametrize("profile", [b"", b"no profile", SRGB[:100]])
def test_what_is_no_profile_says_nothing(profile):
    assert read_profile(profile) == {}


def png(*chunks):
    """A PNG of a signature and the given (type, body) chunks; checksums are not read."""
    body = b"".join(struct.pack(">I", len(data)) + kind + data + bytes(4) for kind, data in chunks)
    return b"\x89PNG\r\n\x1a\n" + body


def test_texts_of_a_png_are_read_whatever_their_chunk(build):
    notes = PngImagePlugin.PngInfo()
    notes.add_text("parameters", "a lamp in the fog, Steps: 20")
    notes.add_text("Comment", "Zoë", zip=True)
    notes.add_itxt("Title", "Λάμπα", lang="el")
    record = read(build.picture("PNG", pnginfo=notes, icc_profile=SRGB))
    assert record.blocks["png"] == {
        "parameters": "a lamp in the fog, Steps: 20", "Comment": "Zoë", "Title": "Λάμπα"
    }  # fmt: skip
    assert record.blocks["icc"]["description"] == "sRGB built-in"


def test_the_time_of_the_last_change_of_a_png_is_read():
    time = (b"tIME", struct.pack(">HBBBBB", 2019, 5, 3, 14, 5, 9))
    assert read_png_blocks(BytesIO(png(time))).texts == {"tIME": "2019-05-03 14:05:09"}
    assert read_png_blocks(BytesIO(png((b"tIME", b"\x07")))).texts == {"tIME": ""}


def test_a_generator_that_writes_utf8_where_latin1_belongs_is_understood():
    texts = read_png_blocks(
        BytesIO(png((b"tEXt", "prompt\x00Λάμπα".encode()), (b"tEXt", b"Author\x00Zo\xeb")))
    )
    assert texts.texts == {"prompt": "Λάμπα", "Author": "Zoë"}


def test_endless_texts_are_cut_at_a_bound():
    chunks = [(b"tEXt", f"k{n}\x00v".encode()) for n in range(500)]
    assert len(read_png_blocks(BytesIO(png(*chunks))).texts) == 200


def gif(*extensions, table=False):
    head = b"GIF89a" + struct.pack("<HH", 8, 6) + (b"\x80\x00\x00" + bytes(6) if table else b"\x00\x00\x00")
    return head + b"".join(extensions) + b"\x3b"


def extension(label, *parts):
    return bytes((0x21, label)) + b"".join(bytes((len(part),)) + part for part in parts) + b"\x00"


def test_a_gif_gives_comments_profile_and_xmp(build):
    trailer = b"\x01" + bytes(range(255, -1, -1)) + b"\x00"
    xmp = b"\x21\xff\x0bXMP DataXMP" + build.xmp(CITY) + trailer
    parts = [SRGB[n : n + 200] for n in range(0, len(SRGB), 200)]
    picture = b"\x2c" + bytes(8) + b"\x80" + bytes(6) + b"\x02\x02\x44\x01\x00"
    data = gif(
        extension(0xFE, b"Drawn ", b"in Dover"),
        picture,
        extension(0xFF, b"ICCRGBG1012", *parts),
        xmp,
        table=True,
    )
    found = read_gif_blocks(BytesIO(data))
    assert (found.comments, found.size, found.icc) == ((b"Drawn in Dover",), (8, 6), SRGB)
    assert read(data).fields["city"].value == "Dover"


@pytest.mark.parametrize("data", [b"GIF89a", gif()[:-1], gif(b"\x21\xfe\x05ab"), gif(b"\x2c"), gif(b"\x21")])
def test_a_gif_cut_off_ends_quietly(data):
    assert read_gif_blocks(BytesIO(data)).xmp == ()


def webp(*chunks):
    body = b"".join(
        name + struct.pack("<I", len(data)) + data + bytes(len(data) % 2) for name, data in chunks
    )
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


SIZES = [
    ("extended", (b"VP8X", bytes(4) + b"\x3f\x06\x00" + b"\xaf\x04\x00"), (1600, 1200)),
    ("lossy", (b"VP8 ", bytes(3) + b"\x9d\x01\x2a" + struct.pack("<HH", 1600, 1200)), (1600, 1200)),
    ("lossless", (b"VP8L", b"\x2f" + struct.pack("<I", 1599 | 1199 << 14) + bytes(5)), (1600, 1200)),
    ("no picture", (b"ALPH", bytes(12)), None),
    ("cut off", (b"VP8X", b"\x00"), None),
]  # fmt: skip


@pytest.mark.parametrize(("chunk", "size"), [pytest.param(c, s, id=n) for n, c, s in SIZES])
def test_a_webp_states_its_size_in_each_format(chunk, size):
    assert read_webp_blocks(BytesIO(webp(chunk))).size == size


def test_a_webp_gives_all_its_metadata_also_behind_a_broken_picture(build):
    exif = build.exif({0x013B: "Ann Bell"})
    chunks = (
        (b"VP8 ", b"broken"),
        (b"ICCP", SRGB),
        (b"EXIF", b"Exif\x00\x00" + exif),
        (b"XMP ", build.xmp(CITY)),
    )
    record = read(webp(*chunks))
    assert (record.fields["creators"].value, record.fields["city"].value) == (["Ann Bell"], "Dover")
    assert record.blocks["icc"]["description"] == "sRGB built-in"
    assert [problem.block for problem in record.problems] == ["file"]


def record_of(kind, body, signature=b"\xa1\xb2\xc3\xd4", extra=0):
    return body + struct.pack(">HI", kind, len(body) + 10 + extra) + signature


def test_iim_behind_the_picture_is_read(build):
    iim = build.iim(("2:90", "Dover"))
    data = build.jpeg() + record_of(1, iim) + record_of(4, b"preview")
    assert read_trailer(BytesIO(data)) == (iim,)
    assert read(data).fields["city"].value == "Dover"


TRAILERS = [
    ("nothing", b""),
    ("another signature", record_of(1, b"iim", b"\x00\x00\x00\x00")),
    ("a record longer than the file", record_of(1, b"iim", extra=999)),
    ("records without end", record_of(2, b"") * 40),
]


@pytest.mark.parametrize("data", [pytest.param(d, id=n) for n, d in TRAILERS])
def test_other_trailers_are_none(data):
    assert read_trailer(BytesIO(data)) == ()
