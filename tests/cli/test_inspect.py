import json
import re

import pytest
from PIL import Image, PngImagePlugin

XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator><rdf:Seq>
<rdf:li>Ann Reed</rdf:li><rdf:li>Li Na</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF>
</x:xmpmeta>"""


def test_every_value_is_printed_with_its_place(run, picture):
    done = run("inspect", picture("lamps.jpg", description="Lamps.", artist="Ann Reed"))

    assert done.code == 0
    lines = done.out.splitlines()
    assert lines[0].startswith("lamps.jpg  jpeg, 64 × 48 px, ")
    assert lines[1].startswith("sha256 ")
    assert [re.split("  +", line) for line in lines[2:4]] == [
        ["Description", "Lamps.", "[exif 0x010E]"],
        ["Creator", "Ann Reed", "[exif 0x013B]"],
    ]


def test_what_the_credit_fields_say_stands_beneath_with_rule_and_place(run, tmp_path):
    exif = Image.Exif()
    exif[0x013B] = "HANDOUT; Ann Reed/AP"
    exif[0x8298] = "(c) 2019 Lamp Museum"
    Image.new("RGB", (8, 8)).save(tmp_path / "a.jpg", exif=exif)

    lines = run("inspect", tmp_path / "a.jpg").out.splitlines()

    assert [re.split("  +", line) for line in lines[lines.index("Credit fields say") :]] == [
        ["Credit fields say"],
        ["handout", "yes (Handout)", "[field/handout-word: exif 0x013B]"],
        ["creators", "Ann Reed", "[field/person: exif 0x013B]"],
        ["agencies", "AP (Maker)", "[field/agency: exif 0x013B]"],
        ["kinds", "Handout"],
        ["copyright_holders", "Lamp Museum 2019", "[field/copyright-sign: exif 0x8298]"],
    ]


def test_a_file_without_credit_fields_has_no_such_lines(run, picture):
    assert "Credit fields" not in run("inspect", picture("lamps.jpg", description="Lamps.")).out


def test_an_object_holds_the_credits_and_no_date_that_is_to_come(run, tmp_path):
    exif = Image.Exif()
    exif[0x013B] = "Ann Reed"
    exif.get_ifd(0x8769)[0x9003] = "2999:05:03 10:00:00"
    Image.new("RGB", (8, 8)).save(tmp_path / "a.jpg", exif=exif)

    said = json.loads(run("inspect", "--json", tmp_path / "a.jpg").out)["credits"]

    assert (said["creators"], said["date"]) == (["Ann Reed"], None)
    assert [one["value"] for one in said["alternatives"]] == ["2999-05-03T10:00:00"]


def test_blocks_that_disagree_are_marked(run, tmp_path):
    exif = Image.Exif()
    exif[0x013B] = "Bo Dahl"
    Image.new("RGB", (8, 8)).save(tmp_path / "a.jpg", exif=exif, xmp=XMP.encode())

    lines = run("inspect", tmp_path / "a.jpg").out.splitlines()[2:4]

    assert [line.split() for line in lines] == [
        ["Creator", "Ann", "Reed;", "Li", "Na", "[xmp", "dc:creator]"],
        ["Bo", "Dahl", "[exif", "0x013B,", "differs]"],
    ]


@pytest.mark.parametrize("name", ["[bold].jpg", "[red", ":camera:.jpg"])
def test_names_and_values_are_words_not_markup(run, picture, name):
    done = run("inspect", picture(name, description="Lamps [/x] red", artist="[bold]Ann"))

    assert name in done.out
    assert "Lamps [/x] red" in done.out
    assert "[bold]Ann" in done.out


def test_an_object_has_the_documented_keys(run):
    done = run("inspect", "--json", "samples/pictures/harbour-cranes.jpg")

    record = json.loads(done.out)
    assert done.code == 0
    assert record["format"] == "jpeg"
    assert {"creators", "credit_line", "description"} <= set(record["fields"])
    assert {"file", "mime", "width", "height", "bytes", "sha256", "blocks", "c2pa", "problems"} <= set(record)


def test_a_file_that_is_no_image_is_read_and_its_problem_said(run, tmp_path):
    (tmp_path / "a.jpg").write_text("no picture")

    done = run("inspect", tmp_path / "a.jpg")

    assert done.code == 0
    assert "unknown format, size unknown, 10 bytes" in done.out
    assert done.out.splitlines()[-1].startswith("file: ")


def test_a_file_that_cannot_be_read_is_named_with_status_one_and_the_next_is_shown(run, picture):
    # Its first byte lies in no process's memory: reading fails as on a broken disk.
    done = run("inspect", "/proc/self/mem", picture("lamps.jpg"))

    assert done.code == 1
    assert done.err.startswith("catalog: /proc/self/mem: OSError: ")
    assert done.out.startswith("lamps.jpg")


def test_text_of_a_png_file_is_read(run, tmp_path):
    text = PngImagePlugin.PngInfo()
    text.add_itxt("XML:com.adobe.xmp", XMP)
    Image.new("RGB", (8, 8)).save(tmp_path / "a.png", pnginfo=text)

    assert "Ann Reed; Li Na" in run("inspect", tmp_path / "a.png").out


def two_blocks(path):
    exif = Image.Exif()
    exif[0x013B] = "Bo Dahl"
    Image.new("RGB", (8, 8)).save(path, exif=exif, xmp=XMP.encode(), comment=b"Drawn in Dover")
    return path


@pytest.mark.parametrize(
    ("options", "value"), [((), ["Ann Reed", "Li Na"]), (("--policy", "mwg"), ["Bo Dahl"])]
)
def test_a_policy_chooses_what_is_shown(run, tmp_path, options, value):
    said = json.loads(run("inspect", "--json", *options, two_blocks(tmp_path / "a.jpg")).out)
    assert said["fields"]["creators"]["value"] == value
    assert said["policy"] == (options[1] if options else "news")


def test_the_catalogs_policy_counts_where_none_is_asked_for(run, tmp_path, monkeypatch):
    path = two_blocks(tmp_path / "a.jpg")
    monkeypatch.setenv("CATALOG_METADATA_POLICY", "mwg")
    assert json.loads(run("inspect", "--json", path).out)["fields"]["creators"]["value"] == ["Bo Dahl"]
    monkeypatch.setenv("CATALOG_METADATA_POLICY", "exif")
    done = run("inspect", path)
    assert (done.code, done.err) == (
        2, "catalog: CATALOG_METADATA_POLICY: exif is no policy; there are news and mwg\n"
    )  # fmt: skip


def test_blocks_are_printed_as_they_stand(run, tmp_path):
    lines = run("inspect", "--blocks", two_blocks(tmp_path / "a.jpg")).out.splitlines()
    assert lines[lines.index("COMMENT") + 1] == "  1  Drawn in Dover"
    assert lines[lines.index("XMP") + 1] == '  dc:creator  ["Ann Reed", "Li Na"]'
    assert lines[lines.index("EXIF") + 1] == "  Image Artist  Bo Dahl"


def test_a_structured_field_is_whole(run, tmp_path):
    packet = XMP.replace(
        "<dc:creator>",
        '<p:Licensor xmlns:p="http://ns.useplus.org/ldf/xmp/1.0/"><rdf:Seq><rdf:li rdf:parseType="Resource">'
        "<p:LicensorName>Harbour Press</p:LicensorName><p:LicensorCity>Dover</p:LicensorCity></rdf:li>"
        "</rdf:Seq>"
        "</p:Licensor><dc:creator>",
    )
    Image.new("RGB", (8, 8)).save(tmp_path / "a.jpg", xmp=packet.encode())
    (reading,) = json.loads(run("inspect", "--json", tmp_path / "a.jpg").out)["fields"]["licensors"]["all"]
    assert reading["value"] == ["Harbour Press"]
    assert reading["structures"] == [{"plus:LicensorName": "Harbour Press", "plus:LicensorCity": "Dover"}]


def test_a_sidecar_is_read_with_its_picture(run, tmp_path):
    Image.new("RGB", (8, 8)).save(tmp_path / "boat.jpg")
    (tmp_path / "boat.xmp").write_text(XMP)
    assert "Ann Reed; Li Na  [sidecar dc:creator]" in run("inspect", tmp_path / "boat.jpg").out
