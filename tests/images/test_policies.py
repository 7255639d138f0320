"""Which reading is shown, by the name of the rule."""

import hashlib
from io import BytesIO

import pytest

from catalog.images.read import read_image

LONG = "The lamp of the harbour office is lit for the first time since the winter, and the ferries wait " * 2


def shown(build, name, *, xmp="", iim="", exif="", digest=None, policy="mwg"):
    places = {
        "description": ("<dc:description>{}</dc:description>", "2:120", 0x010E),
        "copyright_notice": ("<dc:rights>{}</dc:rights>", "2:116", 0x8298),
        "city": ("<photoshop:City>{}</photoshop:City>", "2:90", None),
    }
    element, dataset, tag = places[name]
    block = build.iim((dataset, iim)) if iim else b""
    stored = {
        "ok": hashlib.md5(block, usedforsecurity=False).digest(),
        "mismatch": b"x" * 16,
        "zero": bytes(16),
    }
    data = build.jpeg(
        xmp=[build.xmp(element.format(xmp))] if xmp else [],
        iim=[block] if block else [],
        exif=[build.exif({tag: exif})] if exif else [],
        digest=stored.get(digest),
    )
    field = read_image(BytesIO(data), name="a.jpg", policy=policy).record.fields[name]
    assert len(field.all) == sum(bool(text) for text in (xmp, iim, exif))
    return field.block


BROKEN, HOLDS, ZERO = {"digest": "mismatch"}, {"digest": "ok"}, {"digest": "zero"}
ALL, TWO = {"xmp": "X", "iim": "I", "exif": "E"}, {"xmp": "X", "iim": "I"}
CASES = [
    ("EXIF first", "description", ALL, "exif", "xmp"),
    ("EXIF first, whatever the digest", "description", ALL | BROKEN, "exif", "iim"),
    ("no EXIF, no digest", "description", TWO, "xmp", "xmp"),
    ("no EXIF, digest holds", "description", TWO | HOLDS, "xmp", "xmp"),
    ("no EXIF, digest of zeros", "description", TWO | ZERO, "xmp", "xmp"),
    ("no EXIF, digest broken", "description", TWO | BROKEN, "iim", "iim"),
    ("IIM alone", "description", {"iim": "I"}, "iim", "iim"),
    ("a place has no EXIF", "city", TWO, "xmp", "xmp"),
    ("IIM cut at its limit", "copyright_notice", {"xmp": LONG, "iim": LONG[:128]} | BROKEN, "xmp", "xmp"),
    ("EXIF alone", "copyright_notice", {"exif": "E"}, "exif", "exif"),
]


@pytest.mark.parametrize("row", [pytest.param(row[1:], id=row[0]) for row in CASES])
def test_the_block_that_each_policy_shows(build, row):
    name, blocks, mwg, news = row
    assert (shown(build, name, **blocks), shown(build, name, policy="news", **blocks)) == (mwg, news)
