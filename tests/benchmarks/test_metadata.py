"""The comparison with ExifTool: what counts as the same, and what is counted."""

import pytest
from PIL import Image

from benchmarks import metadata, renditions
from benchmarks.exiftool import MISSING, is_there
from benchmarks.reading import oracle, ours, parity, speed
from benchmarks.reading.agreement import agree

PLUS = "http://ns.useplus.org/ldf/vocab/"
SAME = [
    ("blanks, case and controls", ("xmp", "dc:rights"), ["Harbour  Press\n"], ["harbour press"]),
    ("the order of a list", ("xmp", "dc:subject"), ["fog", "pier"], ["pier", "fog"]),
    ("dates", ("xmp", "xmp:createdate"), ["2019-05-03T14:05:09+02:00"], ["2019:05:03 14:05:09+02:00"]),
    ("days", ("xmp", "photoshop:datecreated"), ["2019-05-03"], ["2019:05:03"]),
    ("IIM's dates", ("iim", "2:55"), ["20190503"], ["2019:05:03"]),
    ("IIM's numbers", ("iim", "2:00"), ["0004"], ["4"]),
    ("IIM's charset", ("iim", "1:90"), ["1b2547"], ["\x1b%G"]),
    ("IIM that is the same bytes", ("iim", "2:80"), ["Zoë"], ["ZoÃ«"]),
    ("ratios", ("xmp", "exif:exposuretime"), ["1/120"], ["0.008333333333"]),
    ("many ratios", ("xmp", "aux:lensinfo"), ["160/10 500/10 0/0 0/0"], ["16 50 undef undef"]),
    ("a time in APEX", ("exif", "exif 0x9201"), ["6.906891"], ["0.00833312"]),
    ("an aperture in APEX", ("exif", "exif 0x9202"), ["5"], ["5.65685425"]),
    ("degrees", ("gps", "0x0002"), ["39 49 30"], ["39.825"]),
    ("degrees of XMP", ("xmp", "exif:gpslatitude"), ["39,49.5N"], ["39.825"]),
    ("degrees in the south", ("xmp", "exif:gpslatitude"), ["39,49.5S"], ["-39.825"]),
    ("the clock of GPS", ("gps", "0x0007"), ["14 5 9.5"], ["14:05:09.50"]),
    ("a code of PLUS", ("xmp", "plus:datamining"), [f"{PLUS}DMI-ALLOWED"], ["DMI-ALLOWED"]),
    ("a byte that is no UTF-8", ("exif", "ifd0 0x013b"), ["Zoë"], ["Zo?"]),
]  # fmt: skip
OTHER = [
    ("another word", ("xmp", "dc:rights"), ["Harbour Press"], ["Harbour Board"]),
    ("a word more", ("xmp", "dc:subject"), ["fog"], ["fog", "pier"]),
    ("another day", ("iim", "2:55"), ["20190503"], ["2019:05:04"]),
    ("another number", ("exif", "exif 0x8827"), ["100"], ["102"]),
    ("another charset's other letters", ("iim", "2:80"), ["Zoë"], ["Zoé"]),
    ("no number where one is wanted", ("exif", "exif 0x9201"), ["undef"], ["0.5"]),
]


@pytest.mark.parametrize(("place", "mine", "theirs"), [pytest.param(*row[1:], id=row[0]) for row in SAME])
def test_differences_of_notation_are_folded_away(place, mine, theirs):
    assert agree(place, mine, theirs)


@pytest.mark.parametrize(("place", "mine", "theirs"), [pytest.param(*row[1:], id=row[0]) for row in OTHER])
def test_other_differences_are_not(place, mine, theirs):
    assert not agree(place, mine, theirs)


SAID = {
    "SourceFile": "a.jpg",
    "IFD0:Copy1:Artist": {"id": 0x013B, "val": "Ann Bell"},
    "IFD0:StripOffsets": {"id": 0x0111, "val": 8},
    "ExifIFD:ISO": {"id": 0x8827, "val": 100},
    "GPS:GPSLatitude": {"id": 2, "val": 39.825},
    "IPTC:Keywords": {"id": 25, "val": ["fog", "pier"]},
    "IPTC2:Keywords": {"id": 25, "val": ["quay"]},
    "IPTC:CodedCharacterSet": {"id": 90, "val": "\x1b%G"},
    "XMP-dc:Title": {"id": "title", "val": "Fog"},
    "XMP-dc:Title-el": {"id": "title-el", "val": "Ομίχλη"},
    "XMP-plus:Licensor": {"id": "Licensor", "val": [{"LicensorName": "Harbour", "LicensorCity": "Dover"}]},
    "XMP-iptcExt:Event": {"id": "Event", "val": " "},
    "ICC_Profile:ProfileDescription": {"id": "desc", "val": "sRGB"},
    "PNG:Comment": {"id": "Comment", "val": "lamp"},
    "PNG:Gamma": {"id": "gAMA", "val": 2.2},
    "JFIF:XResolution": {"id": 3, "val": 72},
    "File:Comment": {"id": "Comment", "val": "Drawn"},
    "IFD0:PreviewImage": {"id": 700, "val": "(Binary data 9 bytes, use -b option to extract)"},
}  # fmt: skip


def test_what_exiftool_says_becomes_claims():
    assert oracle.claims(SAID) == {
        ("exif", "ifd0 0x013b"): ["Ann Bell"],
        ("exif", "exif 0x8827"): ["100"],
        ("gps", "0x0002"): ["39.825"],
        ("iim", "2:25"): ["fog", "pier", "quay"],
        ("iim", "1:90"): ["\x1b%G"],
        ("xmp", "dc:title"): ["Fog", "Ομίχλη"],
        ("xmp", "plus:licensor"): ["Harbour", "Dover"],
        ("icc", "description"): ["sRGB"],
        ("png", "comment"): ["lamp"],
        ("jfif", "x_density"): ["72"],
        ("comment", "comment"): ["Drawn"],
    }


@pytest.fixture
def picture(tmp_path):
    exif = Image.Exif()
    exif[0x013B] = "Ann Bell"
    exif.get_ifd(0x8769).update({0x9000: b"0232", 0x829A: 1 / 120, 0x9003: "2019:05:03 14:05:09"})
    path = tmp_path / "a.jpg"
    Image.new("RGB", (8, 8)).save(path, exif=exif, comment=b"Drawn in Dover")
    return path


def test_what_we_read_becomes_claims(picture):
    record, claims = ours.read(picture)
    assert record.format == "jpeg"
    assert claims["exif", "ifd0 0x013b"] == ["Ann Bell"]
    assert claims["exif", "exif 0x9000"] == ["0232"]
    assert float(claims["exif", "exif 0x829a"][0]) == pytest.approx(1 / 120, rel=1e-4)
    assert claims["comment", "comment"] == ["Drawn in Dover"]


def test_places_are_counted_by_block_and_vocabulary(picture, monkeypatch):
    theirs = {
        ("exif", "ifd0 0x013b"): ["Ann Bell"],
        ("exif", "ifd0 0x0110"): ["Lamp 1"],
        ("comment", "comment"): ["Drawn in Deal"],
    }
    monkeypatch.setattr(oracle, "read_all", lambda files: [(file, theirs) for file in files])
    found = parity.compare([picture])
    assert (found.stated["exif"], found.same["exif"], found.missing["exif"]) == (2, 1, 1)
    assert (found.stated[parity.VOCABULARY], found.same[parity.VOCABULARY]) == (2, 1)
    lines = list(parity.table(found))
    assert lines[2].split() == ["exif", "2", "1", "1", "0", "50.00%"]
    assert [line.partition(": ")[2] for line in found.lines] == [
        "exif ifd0 0x0110 (vocabulary): we read nothing, ExifTool 'Lamp 1'",
        "comment comment: we read 'Drawn in Dover', ExifTool 'Drawn in Deal'",
    ]


def test_every_reader_has_a_line_with_its_ratio():
    lines = list(speed.table({speed.OURS: [1.0, 2.0], speed.EXIFTOOL: [20.0, 20.0]}))
    assert lines[-1].split() == ["ExifTool", "-stay_open", "40.0", "20.00", "13.33", "15.00"]


@pytest.mark.skipif(not is_there(), reason=MISSING)
def test_the_whole_comparison_runs(picture, capsys):
    assert metadata.main([str(picture.parent), "--repeats", "1"]) == 0
    printed = capsys.readouterr().out
    assert "1 files" in printed
    assert "ExifRead alone" in printed


def test_a_folder_without_files_is_refused(tmp_path, capsys):
    with pytest.raises(SystemExit):
        metadata.main([str(tmp_path)])
    assert "no files" in capsys.readouterr().err


def test_renditions_are_timed_beside_pillow(monkeypatch, capsys):
    monkeypatch.setattr(renditions, "SIZES", {"small": (320, 240)})
    assert renditions.main(["--count", "1"]) == 0
    assert capsys.readouterr().out.splitlines()[1].startswith("small")
    monkeypatch.setattr(renditions, "SHARE", 1_000_000)
    assert renditions.main(["--count", "1", "--check"]) == 1


def test_a_machine_without_exiftool_is_told(picture, monkeypatch, capsys):
    monkeypatch.setattr("benchmarks.exiftool.is_there", lambda: False)
    with pytest.raises(SystemExit):
        metadata.main([str(picture.parent)])
    assert MISSING in capsys.readouterr().err
