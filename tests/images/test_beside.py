"""An XMP file beside a picture, read with it as a block of its own."""

from io import BytesIO

import pytest

from catalog.images.job import read_and_render
from catalog.images.read import read_image

CITY = "<photoshop:City>{}</photoshop:City>"


@pytest.fixture
def picture(build, tmp_path):
    path = tmp_path / "boat.jpg"
    path.write_bytes(build.jpeg(xmp=[build.xmp(CITY.format("Dover"))], iim=[build.iim(("2:90", "Dover"))]))
    return path


@pytest.fixture
def beside(picture):
    def write(data):
        path = picture.with_name("boat.jpg.xmp")
        path.write_bytes(data)
        return read_and_render(str(picture), (), sidecar=str(path))[0]

    return write


@pytest.mark.parametrize("policy", ["news", "mwg"])
def test_a_sidecar_stands_before_the_files_own_blocks(build, policy):
    data = build.jpeg(xmp=[build.xmp(CITY.format("Dover"))], iim=[build.iim(("2:90", "Dover"))])
    reading = read_image(BytesIO(data), name="a", policy=policy, sidecar=build.xmp(CITY.format("Deal")))
    city = reading.record.fields["city"]
    assert [(one.block, one.value) for one in city.all] == [
        ("sidecar", "Deal"),
        ("xmp", "Dover"),
        ("iim", "Dover"),
    ]
    assert (city.value, city.block, city.agree) == ("Deal", "sidecar", False)


def test_a_sidecar_is_kept_byte_for_byte_and_shown(build, beside):
    packet = build.xmp(CITY.format("Deal"))
    reading = beside(packet)
    assert [block.data for block in reading.blocks if block.kind == "sidecar"] == [packet]
    assert reading.record.blocks["sidecar"] == {"photoshop:City": "Deal"}


BAD = [
    ("no XMP", b"A note for the desk", "no XMP in the packet"),
    ("a document type", b"<!DOCTYPE x><x:xmpmeta/>", "a document type declaration is refused"),
    ("too long", b" " * (4 * 1024**2 + 1), "longer than 4 MiB"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "reason"), [pytest.param(d, r, id=n) for n, d, r in BAD])
def test_a_bad_sidecar_is_told_and_spoils_nothing(beside, data, reason):
    record = beside(data).record
    assert [(p.block, p.reason) for p in record.problems if p.block == "sidecar"] == [("sidecar", reason)]
    assert record.fields["city"].value == "Dover"


def test_a_sidecar_that_is_gone_is_told(picture):
    reading, _ = read_and_render(str(picture), (), sidecar=str(picture.with_name("none.xmp")))
    assert [(p.block, p.reason) for p in reading.record.problems] == [
        ("sidecar", "No such file or directory")
    ]
