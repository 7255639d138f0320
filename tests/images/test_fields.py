import hashlib
from io import BytesIO

import pytest

from catalog.images import read_image
from catalog.images.agreement import agree
from catalog.records import FieldReading
from catalog.vocabulary.fields import load_fields


def element(name, text):
    return f"<{name}>{text}</{name}>"


def seq(name, *items):
    return f"<{name}><rdf:Seq>{''.join(f'<rdf:li>{item}</rdf:li>' for item in items)}</rdf:Seq></{name}>"


@pytest.fixture
def fields(build):
    def read(xmp="", iim=(), exif=None, **exif_parts):
        data = build.jpeg(
            xmp=[build.xmp(xmp)] if xmp else [],
            iim=[build.iim(*iim)] if iim else [],
            exif=[build.exif(exif, **exif_parts)] if exif or exif_parts else [],
        )
        return read_image(BytesIO(data), name="a.jpg").record

    return read


ORDER = [
    ("XMP before IIM before EXIF", "X", "I", "E", "X", "xmp"),
    ("IIM without XMP", "", "I", "E", "I", "iim"),
    ("EXIF alone", "", "", "E", "E", "exif"),
    ("blank XMP is none", " ", "I", "", "I", "iim"),
]


@pytest.mark.parametrize("row", [pytest.param(row[1:], id=row[0]) for row in ORDER])
def test_the_news_policy_shows_the_first_block_that_speaks(fields, row):
    xmp, iim, exif, value, block = row
    record = fields(
        element("dc:description", xmp) if xmp else "",
        [("2:120", iim)] if iim else (),
        {0x010E: exif} if exif else None,
    )
    shown = record.fields["description"]
    assert (shown.value, shown.block) == (value, block)


def test_a_changed_digest_puts_iim_first(build):
    iim = build.iim(("2:80", "Ann Bell"))
    for digest, value in (
        (hashlib.md5(iim, usedforsecurity=False).digest(), "Bo Carr"),
        (b"x" * 16, "Ann Bell"),
    ):
        data = build.jpeg(xmp=[build.xmp(seq("dc:creator", "Bo Carr"))], iim=[iim], digest=digest)
        creators = read_image(BytesIO(data), name="a.jpg").record.fields["creators"]
        assert creators.value == [value]
        assert not creators.agree


def test_every_reading_of_a_disagreement_is_kept(fields):
    shown = fields(element("photoshop:Source", "EW"), [("2:115", "Harbour Board")]).fields["source"]
    assert [(r.block, r.path, r.value) for r in shown.all] == [
        ("xmp", "photoshop:Source", "EW"),
        ("iim", "2:115", "Harbour Board"),
    ]
    assert shown.agree is False


def test_two_iim_values_of_a_single_field_are_two_readings(fields):
    shown = fields(iim=[("2:110", "EXAMPLE WIRE"), ("2:110", "Harbour Board")]).fields["credit_line"]
    assert [r.value for r in shown.all] == ["EXAMPLE WIRE", "Harbour Board"]
    assert shown.agree is False


LONG = "EXAMPLE WIRE/HARBOUR BOARD OF DOVER HANDOUT"
CUTS = [
    ("at the limit", LONG[:32], True),
    ("one byte short of the limit", LONG[:31], True),
    ("well before the limit", LONG[:12], False),
    ("another text of that length", "EXAMPLE WIRE/HARBOUR BOARD OF DE", False),
]


@pytest.mark.parametrize(("short", "cut"), [pytest.param(s, c, id=n) for n, s, c in CUTS])
def test_a_value_cut_at_the_byte_limit_is_no_contradiction(fields, short, cut):
    record = fields(element("photoshop:Credit", LONG), [("2:110", short)])
    assert record.fields["credit_line"].value == LONG
    assert record.fields["credit_line"].agree is cut
    said = [problem.reason for problem in record.problems]
    assert said == (["2:110 is cut off; photoshop:Credit goes on"] if cut else [])


def test_a_cut_value_never_stands_before_the_whole_one(build):
    data = build.jpeg(
        xmp=[build.xmp(element("photoshop:Credit", LONG))],
        iim=[build.iim(("2:110", LONG[:32]))],
        digest=b"x" * 16,
    )
    assert read_image(BytesIO(data), name="a.jpg").record.fields["credit_line"].value == LONG


def test_cut_keywords_agree_item_by_item(fields):
    long = "k" * 70
    xmp = f"<dc:subject><rdf:Bag><rdf:li>sea</rdf:li><rdf:li>{long}</rdf:li></rdf:Bag></dc:subject>"
    record = fields(xmp, [("2:25", "sea"), ("2:25", long[:64])])
    assert record.fields["keywords"].agree


def test_one_cut_by_line_of_many_names_agrees(fields):
    names = ["Annabella Bellington", "Bo Carrington-Carr"]
    record = fields(seq("dc:creator", *names), [("2:80", "; ".join(names)[:32])])
    assert record.fields["creators"].agree


ALIKE = [
    ("case and space", "Example  Wire", "EXAMPLE WIRE", True),
    ("accents", "Zoë Müller", "Zoe Muller", True),
    ("UTF-8 read as cp1252", "Zoë Müller", "ZoÃ« MÃ¼ller", True),
    ("letters lost to ASCII", "Zoë Müller", "Zo? M?ller", True),
    ("punctuation", "Example Wire / Pool", "Example Wire/Pool", True),
    ("another name", "Ann Bell", "Ann Ball", False),
    ("a list in another order", ["sea", "fog"], ["Fog", "Sea"], True),
    ("a list joined", ["Ann Bell", "Bo Carr"], ["Ann Bell, Bo Carr"], True),
    ("a longer list", ["Ann Bell", "Bo Carr"], ["Ann Bell"], False),
]


@pytest.mark.parametrize(("one", "other", "same"), [pytest.param(a, b, s, id=n) for n, a, b, s in ALIKE])
def test_agreement_folds_what_writing_changes_and_nothing_else(one, other, same):
    field = load_fields()["creators"]
    readings = [FieldReading(block="xmp", path="p", value=value) for value in (one, other)]
    assert agree(field, *readings) is same
    assert agree(field, *reversed(readings)) is same


def test_what_cameras_write_for_a_description_is_none(fields):
    record = fields(exif={0x010E: "OLYMPUS DIGITAL CAMERA         ", 0x013B: "Ann Bell"})
    assert "description" not in record.fields
    assert record.blocks["exif"]["Image ImageDescription"] == "OLYMPUS DIGITAL CAMERA"


def test_the_default_language_is_shown(fields):
    items = '<rdf:li xml:lang="de">Nebel</rdf:li><rdf:li xml:lang="x-default">Fog</rdf:li>'
    alt = f"<dc:title><rdf:Alt>{items}</rdf:Alt></dc:title>"
    assert fields(alt).fields["title"].value == "Fog"
    assert fields(alt.replace("x-default", "fr")).fields["title"].value == "Nebel"


def test_a_list_where_one_text_is_asked_for_is_joined(fields):
    assert (
        fields(seq("photoshop:Credit", "Example Wire", "Pool")).fields["credit_line"].value
        == "Example Wire; Pool"
    )


def test_a_text_of_no_known_shape_is_blank(fields):
    assert "headline" not in fields("<photoshop:Headline><rdf:Alt/></photoshop:Headline>").fields
    assert fields(seq("dc:title")).fields == {}
    assert fields(iim=[("2:25", "")]).fields == {}


def test_an_artist_tag_holds_several_names(fields):
    assert fields(exif={0x013B: "Ann Bell; Bo Carr;"}).fields["creators"].value == ["Ann Bell", "Bo Carr"]


def test_a_name_in_the_wrong_case_is_understood_and_told(fields):
    record = fields(element("dc:Rights", "© Example Wire"))
    assert record.fields["copyright_notice"].value == "© Example Wire"
    assert [p.reason for p in record.problems] == ["dc:Rights is read as dc:rights"]


def test_one_problem_is_told_once(fields):
    record = fields(element("xmp:ModifyDate", "today") + element("xmp:CreateDate", "today"))
    assert [p.reason for p in record.problems] == ["unreadable date 'today'"]


def test_a_list_within_a_structure_is_joined(fields):
    creators = seq("Iptc4xmpExt:AOCreator", "Ann Bell", "Bo Carr")
    xmp = f'<Iptc4xmpExt:ArtworkOrObject rdf:parseType="Resource">{creators}</Iptc4xmpExt:ArtworkOrObject>'
    assert fields(xmp).fields["artworks_or_objects"].value == ["Ann Bell; Bo Carr"]


def test_subject_codes_lose_their_scheme(fields):
    assert fields(iim=[("2:12", "IPTC:11002004:weather::")]).fields["subject_codes"].value == ["11002004"]
    assert fields(iim=[("2:12", "11002004")]).fields["subject_codes"].value == ["11002004"]


def test_several_job_titles_are_one_text(fields):
    assert fields(iim=[("2:85", "STR"), ("2:85", "POOL")]).fields["creators_job_title"].value == "STR; POOL"


def structure(name, **members):
    inside = "".join(element(f"{prefix.replace('_', ':')}", text) for prefix, text in members.items())
    return f'<{name}><rdf:Bag><rdf:li rdf:parseType="Resource">{inside}</rdf:li></rdf:Bag></{name}>'


STRUCTURES = [
    (
        "members in order",
        structure("Iptc4xmpExt:LocationShown", Iptc4xmpExt_CountryName="UK", Iptc4xmpExt_City="Dover"),
        "locations_shown",
        ["Dover, UK"],
    ),
    (
        "name",
        structure("plus:ImageSupplier", plus_ImageSupplierName="Example Wire"),
        "image_suppliers",
        ["Example Wire"],
    ),
    (
        "id for want of a name",
        structure("plus:ImageSupplier", plus_ImageSupplierID="EW1"),
        "image_suppliers",
        ["EW1"],
    ),
    (
        "plain text",
        "<plus:ImageSupplier>Example Wire</plus:ImageSupplier>",
        "image_suppliers",
        ["Example Wire"],
    ),
]


@pytest.mark.parametrize(("xmp", "name", "value"), [pytest.param(x, f, v, id=n) for n, x, f, v in STRUCTURES])
def test_structures_are_shown_in_one_line(fields, xmp, name, value):
    assert fields(xmp).fields[name].value == value


def test_date_roles_are_never_mixed(fields):
    record = fields(
        element("photoshop:DateCreated", "2020-07-08") + element("xmp:CreateDate", "2020-07-09T10:00:00Z"),
        [
            ("2:55", "20240530"),
            ("2:60", "105206-1052"),
            ("1:70", "20240531"),
            ("2:30", "20240601"),
            ("2:35", "060000"),
        ],
        {0x0132: "2024:05:30 10:52:06"},
        exif_ifd={0x9003: "2020:07:08 09:49:13", 0x9011: "-04:00", 0x9291: "50"},
        gps={29: "2020:07:08", 7: (13.0, 49.0, 13.0)},
    )
    assert {name: field.value for name, field in record.fields.items() if "date" in name} == {
        "date_created": "2020-07-08",
        "date_digitised": "2020-07-09T10:00:00+00:00",
        "date_sent": "2024-05-31",
        "date_released": "2024-06-01T06:00:00",
        "date_modified": "2024-05-30T10:52:06",
        "gps_date": "2020-07-08T13:49:13+00:00",
    }
    created = record.fields["date_created"]
    assert [r.value for r in created.all] == [
        "2020-07-08",
        "2024-05-30T10:52:06",
        "2020-07-08T09:49:13.50-04:00",
    ]
    assert created.agree is False
    assert [p.reason for p in record.problems] == ["-1052 is no offset from UTC"]


def test_a_date_that_cannot_be_read_is_a_problem_and_no_field(fields):
    record = fields(element("photoshop:DateCreated", "yesterday"))
    assert "date_created" not in record.fields
    assert record.blocks["xmp"]["photoshop:DateCreated"] == "yesterday"
    assert record.problems[0].reason == "unreadable date 'yesterday'"


def test_a_blank_date_is_no_problem(fields):
    record = fields(iim=[("2:55", "00000000"), ("2:80", "Ann Bell")])
    assert "date_created" not in record.fields
    assert record.problems == ()


COORDINATES = [
    ("minutes", "39,49.5N", "46,45E", "39.825000,46.750000"),
    ("seconds", "39,49,30S", "46,45,0W", "-39.825000,-46.750000"),
    ("decimal", "39.825", "-46.75", "39.825000,-46.750000"),
    ("prose", "north", "46,45E", None),
    ("one axis", "39,49.5N", "", None),
]


@pytest.mark.parametrize(
    ("latitude", "longitude", "value"), [pytest.param(*row[1:], id=row[0]) for row in COORDINATES]
)
def test_xmp_positions_are_read_in_degrees(fields, latitude, longitude, value):
    record = fields(
        element("exif:GPSLatitude", latitude) + (element("exif:GPSLongitude", longitude) if longitude else "")
    )
    assert (record.fields["gps_position"].value if value else record.fields.get("gps_position")) == value


def test_positions_agree_within_rounding(fields):
    gps = {1: "N", 2: (39.0, 49.0, 30.0), 3: "E", 4: (46.0, 45.0, 0.0)}
    near = fields(element("exif:GPSLatitude", "39,49.501N") + element("exif:GPSLongitude", "46,45E"), gps=gps)
    far = fields(element("exif:GPSLatitude", "39,59N") + element("exif:GPSLongitude", "46,45E"), gps=gps)
    assert near.fields["gps_position"].agree
    assert not far.fields["gps_position"].agree
