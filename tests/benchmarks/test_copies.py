"""The benchmark sees what a copy should not have changed; ExifTool itself is asked by `make deep`."""

import struct
from io import BytesIO

import pytest
from PIL import Image

from benchmarks import copies
from benchmarks.copying import oracle
from benchmarks.copying.pictures import digests
from benchmarks.exiftool import MISSING, is_there
from catalog.images.writing import Written

HEADLINE = Written(name="headline", block="xmp", path="photoshop:Headline", texts=("A lamp",))
SAYS = {"XMP-photoshop:Headline": "A lamp"}
# Tags before and after, what was written; the warnings, values and tags that are told.
COMPARED = [
    ("all well", {}, SAYS, [HEADLINE], ((), (), ())),
    ("numbered among copies", {}, {"XMP-photoshop:Copy1:Headline": "A lamp"}, [HEADLINE], ((), (), ())),
    ("another value", {}, {"XMP-photoshop:Headline": "B"}, [HEADLINE], ((), ("XMP-photoshop:Headline",), ())),
    ("a new warning", {"ExifTool:Warning": "old"}, {"ExifTool:Warning": "new"}, [], (("new",), (), ())),
    ("a tag lost", {"IFD0:Make": "Lamp"}, {}, [], ((), (), ("IFD0:Make",))),
    ("a tag changed", {"IPTC:City": "A"}, {"IPTC:City": "B"}, [], ((), (), ("IPTC:City",))),
    ("aside", {"JUMBF:Type": "c2pa", "System:FileName": "a"}, {"Composite:X": 1}, [], ((), (), ())),
    ("letters read rightly", {"IPTC:City": "ZoÃ«"}, {"IPTC:City": "Zoë"}, [], ((), (), ())),
    ("another block", {"IPTC2:City": "A"}, {"IPTC:City": "A"}, [], ((), (), ())),
    ("removed", {"XMP-photoshop:Headline": "x"}, {}, [HEADLINE.__class__(
        name="headline", block="xmp", path="photoshop:Headline", texts=())], ((), (), ())),
    ("a date", {}, {"IPTC:DateCreated": "2020:05:00"},
     [Written(name="date_created", block="iim", path="2:55", texts=("20200500",))], ((), (), ())),
    ("a list", {}, {"XMP-dc:Creator": ["A", "B"]},
     [Written(name="creators", block="xmp", path="dc:creator", texts=("A", "B"))], ((), (), ())),
    ("a place", {}, {"XMP-iptcExt:LocationCreated": [{"LocationName": "A"}]},
     [Written(name="location_created", block="xmp", path="Iptc4xmpExt:LocationCreated", texts=("B",))],
     ((), ("XMP-iptcExt:LocationCreated",), ())),
]  # fmt: skip


@pytest.mark.parametrize(
    ("tags", "written", "told"), [pytest.param(c[1:3], c[3], c[4], id=c[0]) for c in COMPARED]
)
def test_what_differs_is_told(tags, written, told):
    assert tuple(oracle.compare(*tags, written)) == told


def test_recoded_text_of_iim_may_look_otherwise():
    assert oracle.compare({"IPTC:City": "A"}, {"IPTC:City": "B"}, [], recoded=True).changed == ()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "GIF"])
def test_a_picture_is_told_from_another(tmp_path, kind):
    paths = []
    for grey in (10, 200):
        paths.append(tmp_path / f"{grey}")
        Image.new("L", (16, 16), grey).save(paths[-1], kind)

    one, other = (digests(str(path)) for path in paths)

    assert one == digests(str(paths[0]))
    assert None not in one
    assert not {*one} & {*other}


def test_a_picture_that_cannot_be_decoded_has_only_its_bytes(tmp_path):
    path = tmp_path / "a.jpg"
    path.write_bytes(b"\xff\xd8\xff\xda\x00\x02")

    assert digests(str(path))[1] is None


@pytest.fixture
def folder(tmp_path):
    """A few pictures, and one file that is none."""
    made = tmp_path / "in"
    made.mkdir()
    for name, kind in (
        ("a.jpg", "JPEG"),
        ("b.png", "PNG"),
        ("c.webp", "WEBP"),
        ("d.tif", "TIFF"),
        ("e.gif", "GIF"),
    ):
        Image.linear_gradient("L").resize((40, 30)).save(made / name, kind)
    target = BytesIO()
    first, second = (Image.new("RGB", (40, 30), c) for c in ("red", "blue"))
    first.save(target, "MPO", save_all=True, append_images=[second])
    (made / "f.mpo").write_bytes(target.getvalue())
    data = b"\x1c\x02\x50" + struct.pack(">H", 4) + b"Zo\xeb!"
    block = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + struct.pack(">I", len(data)) + data + b"\x00"
    jpeg = (made / "a.jpg").read_bytes()
    (made / "g.jpg").write_bytes(
        jpeg[:2] + b"\xff\xed" + struct.pack(">H", len(block) + 2) + block + jpeg[2:]
    )
    (made / "none.txt").write_text("no picture")
    return made


def test_a_folder_is_copied_and_counted_without_exiftool(folder, capsys, monkeypatch):
    monkeypatch.setattr("benchmarks.exiftool.PROGRAM", "no-such-program")

    assert copies.main([str(folder), "--check"]) == 0

    out = capsys.readouterr().out
    assert out.startswith("without ExifTool\nrefused: none.txt: file: is no image")
    counts = {line[8:]: int(line[:6]) for line in out.splitlines() if line[:6].strip().isdigit()}
    assert counts["files"] == 8
    assert (counts["written"], counts["in sidecars"], counts["refused"]) == (6, 1, 1)
    assert counts["encoded picture identical"] == counts["decoded pixels identical"] == 6


@pytest.mark.deep
@pytest.mark.skipif(not is_there(), reason=MISSING)
def test_exiftool_reads_every_value_and_sees_nothing_else_change(folder, capsys):
    assert copies.main([str(folder), "--check"]) == 0

    out = capsys.readouterr().out
    counts = {line[8:]: int(line[:6].replace(",", "")) for line in out.splitlines() if line[7:8] == " "}
    assert counts["values that ExifTool reads as written"] == counts["values written"] > 100
    assert counts["warnings added"] == counts["values otherwise"] == counts["other tags changed"] == 0
