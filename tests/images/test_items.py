"""Items of AVIF and HEIF files, put together by hand."""

import struct
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.images import read_image
from catalog.images.items import read_item_blocks

CITY = "<photoshop:City>Dover</photoshop:City>"


def box(name, body=b""):
    return struct.pack(">I", len(body) + 8) + name + body


def full(name, version, body):
    return box(name, bytes((version, 0, 0, 0)) + body)


def infe(number, kind, media_type=b"", version=2):
    wide = ">H" if version == 2 else ">I"
    named = b"\x00" + media_type + b"\x00" if kind == b"mime" else b"\x00"
    return full(b"infe", version, struct.pack(wide, number) + b"\x00\x00" + kind + named)


def iinf(*entries, version=0):
    return full(
        b"iinf", version, struct.pack(">H" if not version else ">I", len(entries)) + b"".join(entries)
    )


def iloc(*rows, version=1):
    """Rows of (item, construction method, extents of offset and length)."""
    wide = ">I" if version == 2 else ">H"
    body = b"\x44\x00" + struct.pack(wide, len(rows))
    for number, method, extents in rows:
        body += struct.pack(wide, number) + (struct.pack(">H", method) if version else b"") + b"\x00\x00"
        body += struct.pack(">H", len(extents)) + b"".join(struct.pack(">II", *one) for one in extents)
    return full(b"iloc", version, body)


def properties(*boxes):
    return box(b"iprp", box(b"ipco", b"".join(boxes)))


def ispe(width, height):
    return full(b"ispe", 0, struct.pack(">II", width, height))


def media(*boxes, before=b"", after=b""):
    return box(b"ftyp", b"avif\x00\x00\x00\x00") + before + full(b"meta", 0, b"".join(boxes)) + after


def read(data):
    return read_item_blocks(BytesIO(data))


@pytest.mark.parametrize("version", [0, 1, 2])
def test_exif_and_xmp_are_found_where_the_items_lie(build, version):
    exif, xmp = b"\x00\x00\x00\x06Exif\x00\x00" + build.exif({0x013B: "Ann Bell"}), build.xmp(CITY)
    wide = 3 if version == 2 else 2
    info = iinf(
        infe(7, b"Exif", version=wide),
        infe(8, b"mime", b"application/rdf+xml", wide),
        infe(9, b"av01", version=wide),
    )

    def made(start):
        extents = (
            (7, 0, [(start, len(exif))]),
            (8, 0, [(start + len(exif), 40), (start + len(exif) + 40, len(xmp) - 40)]),
        )
        return media(info, iloc(*extents, version=version))

    start = len(made(0)) + 8
    data = made(start) + box(b"mdat", exif + xmp)
    found = read(data)
    assert (found.exif, found.xmp) == ((build.exif({0x013B: "Ann Bell"}),), (xmp,))
    record = read_image(BytesIO(data), name="a").record
    assert (record.fields["creators"].value, record.fields["city"].value) == (["Ann Bell"], "Dover")


def test_items_may_lie_inside_the_box(build):
    xmp = build.xmp(CITY)
    data = media(
        iinf(infe(1, b"mime", b"application/rdf+xml"), version=1),
        iloc((1, 1, [(3, len(xmp))])),
        box(b"idat", b"abc" + xmp),
    )
    assert read(data).xmp == (xmp,)


SIZES = [
    ("the largest of tiles and whole", (ispe(512, 512), ispe(4032, 3024)), (4032, 3024)),
    ("a window on it", (ispe(64, 64), box(b"clap", struct.pack(">8I", 64, 1, 48, 1, 0, 1, 0, 1))), (64, 48)),
    ("a window of nothing", (ispe(64, 64), box(b"clap", bytes(32))), (64, 64)),
    ("none", (), None),
    ("cut off", (box(b"ispe", bytes(6)),), None),
]


@pytest.mark.parametrize(("boxes", "size"), [pytest.param(b, s, id=n) for n, b, s in SIZES])
def test_the_size_is_that_of_the_whole_picture(boxes, size):
    assert read(media(properties(*boxes))).size == size


def test_the_first_profile_counts():
    boxes = box(b"colr", b"nclx\x00"), box(b"colr", b"profone"), box(b"colr", b"rICCtwo")
    assert read(media(properties(*boxes))).icc == b"one"


ODD = [
    ("nothing", b""),
    ("no meta box", box(b"ftyp", b"avif")),
    ("a meta box of no size", box(b"ftyp", b"avif") + struct.pack(">I", 4) + b"meta"),
    ("a size of 64 bits beyond the file", struct.pack(">I4sQ", 1, b"free", 1 << 63)),
    ("an item without a place", media(iinf(infe(1, b"Exif")))),
    ("a place in another file", media(iinf(infe(1, b"Exif")), iloc((1, 2, [(0, 9)])))),
    ("a place beyond the end", media(iinf(infe(1, b"Exif")), iloc((1, 0, [(1 << 31, 9)])))),
    ("places cut off", media(iinf(infe(1, b"Exif")), full(b"iloc", 1, b"\x44\x00\xff\xff\x00"))),
    ("an entry of an old kind", media(iinf(full(b"infe", 0, b"\x00\x01")))),
    ("a head of places cut off", media(full(b"iloc", 1, b"\x44"))),
]


@pytest.mark.parametrize("data", [pytest.param(d, id=n) for n, d in ODD])
def test_odd_files_give_nothing(data):
    assert read(data)[:2] == ((), ())


def test_meta_with_a_size_of_64_bits_and_one_to_the_end_are_found(build):
    xmp = build.xmp(CITY)
    body = (
        bytes(4)
        + iinf(infe(1, b"mime", b"application/rdf+xml"))
        + iloc((1, 1, [(0, len(xmp))]))
        + box(b"idat", xmp)
    )
    large = struct.pack(">I4sQ", 1, b"meta", len(body) + 16) + body
    last = struct.pack(">I4s", 0, b"meta") + body
    for meta in (large, last):
        assert read(box(b"ftyp", b"avif") + meta).xmp == (xmp,)


@given(st.binary(max_size=200))
def test_no_bytes_make_the_reader_raise(data):
    read(box(b"ftyp", b"avif") + data)
    read(media(data))
    read(media(iinf(infe(1, b"Exif")), full(b"iloc", 1, data)))
