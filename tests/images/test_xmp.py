import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.images.xmp import read_xmp

RESOURCE = ' rdf:parseType="Resource"'
CITY = "Iptc4xmpExt:City"
CREATED = "Iptc4xmpExt:LocationCreated"


def element(name, inside="", attributes=""):
    return f"<{name}{attributes}>{inside}</{name}>"


def items(name, kind, *texts):
    return element(name, element(f"rdf:{kind}", "".join(texts)))


def item(text, attributes=""):
    return element("rdf:li", text, attributes)


GERMAN, DEFAULT = item("Nebel", ' xml:lang="de"'), item("Fog", ' xml:lang="x-default"')
BOTH = {"de": "Nebel", "x-default": "Fog"}
SUPPLIER = item(element("plus:ImageSupplierName", "Example Wire"), RESOURCE)
QUALIFIED = element("rdf:value", "Red") + element("xmp:Note", "by hand")
# name, elements, attributes, property, value
FORMS = [
    ("element", element("photoshop:Credit", "Example Wire"), "", "photoshop:Credit", "Example Wire"),
    ("attribute", "", 'photoshop:Credit="Example Wire"', "photoshop:Credit", "Example Wire"),
    ("resource", '<xmp:BaseURL rdf:resource="urn:a"/>', "", "xmp:BaseURL", "urn:a"),
    ("bag", items("dc:subject", "Bag", item("sea"), item("fog")), "", "dc:subject", ["sea", "fog"]),
    ("seq", items("dc:creator", "Seq", item("Ann Bell")), "", "dc:creator", ["Ann Bell"]),
    ("foreign item", items("dc:creator", "Seq", item("A"), element("rdf:x", "B")), "", "dc:creator", ["A"]),
    ("one language", items("dc:title", "Alt", DEFAULT), "", "dc:title", "Fog"),
    ("languages", items("dc:title", "Alt", GERMAN, DEFAULT), "", "dc:title", BOTH),
    ("a language twice", items("dc:title", "Alt", DEFAULT, DEFAULT, element("rdf:x")), "", "dc:title", "Fog"),
    ("no language", items("dc:title", "Alt"), "", "dc:title", ""),
    ("by parse type", element(CREATED, element(CITY, "Dover"), RESOURCE), "", CREATED, {CITY: "Dover"}),
    ("by description", element(CREATED, f'<rdf:Description {CITY}="Dover"/>'), "", CREATED, {CITY: "Dover"}),
    ("structure by attributes", element(CREATED, "", f' {CITY}="Dover"'), "", CREATED, {CITY: "Dover"}),
    ("structure by plain elements", element(CREATED, element(CITY, "Dover")), "", CREATED, {CITY: "Dover"}),
    (
        "list of structures",
        items("plus:ImageSupplier", "Seq", SUPPLIER), "",
        "plus:ImageSupplier", [{"plus:ImageSupplierName": "Example Wire"}],
    ),
    ("qualified value", element("xmp:Label", QUALIFIED, RESOURCE), "", "xmp:Label", "Red"),
    ("told twice", element("xmp:Label", "a") + element("xmp:Label", "b"), "", "xmp:Label", "a"),
    ("a list told twice", items("dc:subject", "Bag", item("sea")) * 2, "", "dc:subject", ["sea", "sea"]),
    ("unknown namespace", '<q:x xmlns:q="urn:q#">1</q:x>', "", "{urn:q#}x", "1"),
    ("controls are dropped", element("photoshop:City", "Do&#x202E;ver"), "", "photoshop:City", "Dover"),
]  # fmt: skip


@pytest.mark.parametrize("row", [pytest.param(row[1:], id=row[0]) for row in FORMS])
def test_every_form_that_writers_use_is_read(build, row):
    elements, attributes, name, value = row
    reading = read_xmp([build.xmp(elements, attributes)])
    assert reading.properties == {name: value}
    assert reading.problems == ()


def test_several_descriptions_are_one(build):
    packet = build.xmp("<photoshop:City>Dover</photoshop:City>").replace(
        b"</rdf:RDF>",
        b'<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:format="image/jpeg"/></rdf:RDF>',
    )
    assert read_xmp([packet]).properties == {"photoshop:City": "Dover", "dc:format": "image/jpeg"}


def test_lists_of_several_descriptions_are_joined(build):
    one = "<dc:subject><rdf:Bag><rdf:li>sea</rdf:li></rdf:Bag></dc:subject>"
    packet = build.xmp(one).replace(
        b"</rdf:RDF>",
        b'<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/">'
        b"<dc:subject><rdf:Bag><rdf:li>fog</rdf:li></rdf:Bag></dc:subject></rdf:Description></rdf:RDF>",
    )
    assert read_xmp([packet]).properties == {"dc:subject": ["sea", "fog"]}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_packets_come_in_several_encodings(build, encoding):
    packet = build.xmp("<photoshop:City>Zürich</photoshop:City>").decode()
    packet = packet[packet.index("<x:") :]
    assert read_xmp([packet.encode(encoding)]).properties == {"photoshop:City": "Zürich"}


def test_a_packet_that_lies_about_its_encoding_is_still_read(build):
    packet = build.xmp("<photoshop:City>Zurich</photoshop:City>").replace(b"Zurich", b"Z\xfcrich")
    reading = read_xmp([packet])
    assert reading.properties == {"photoshop:City": "Zürich"}
    assert "not utf-8" in reading.problems[0].reason


def test_a_bare_rdf_packet_without_wrapper_is_read(build):
    packet = build.xmp("<photoshop:City>Dover</photoshop:City>")
    bare = packet[packet.index(b"<rdf:RDF") : packet.index(b"</x:xmpmeta>")] + b"\x00 padding"
    assert read_xmp([bare]).properties == {"photoshop:City": "Dover"}


def test_of_two_packets_the_first_wins_and_both_are_read(build):
    first = build.xmp("<photoshop:City>Dover</photoshop:City>")
    second = build.xmp("<photoshop:City>Deal</photoshop:City><photoshop:State>Kent</photoshop:State>")
    reading = read_xmp([first, second])
    assert reading.properties == {"photoshop:City": "Dover", "photoshop:State": "Kent"}
    assert reading.problems[0].reason == "2 packets; the first one wins"


BAD = [
    ("document type", b'<!DOCTYPE x [<!ENTITY a "b">]>%s', "document type"),
    ("document type in small letters", b"<!doctype x>%s", "document type"),
    ("no XMP", b"just text", "no XMP"),
    ("too large", b"<rdf:RDF>" + b" " * (4 << 20), "too large"),
]


@pytest.mark.parametrize(("packet", "said"), [pytest.param(p, s, id=n) for n, p, s in BAD])
def test_hostile_packets_are_refused(build, packet, said):
    reading = read_xmp([packet.replace(b"%s", build.xmp("<photoshop:City>Dover</photoshop:City>"))])
    assert reading.properties == {}
    assert said in reading.problems[0].reason


def test_an_empty_packet_is_no_problem():
    assert read_xmp([b"\x00\x00  "]) == ({}, ())


@pytest.mark.parametrize(
    ("elements", "said"),
    [("<dc:x>" * 4000 + "</dc:x>" * 4000, "deeper than 64"), ("<dc:x/>" * 20_001, "more than 20000")],
    ids=["deep", "wide"],
)
def test_size_is_capped_while_parsing(build, elements, said):
    reading = read_xmp([build.xmp(f"<photoshop:City>Dover</photoshop:City>{elements}")])
    assert reading.properties["photoshop:City"] == "Dover"
    assert said in reading.problems[0].reason


def test_what_stands_before_the_damage_is_kept(build):
    packet = build.xmp("<photoshop:City>Dover</photoshop:City><photoshop:State>Ke<nt</photoshop:State>")
    reading = read_xmp([packet])
    assert reading.properties == {"photoshop:City": "Dover"}
    assert "not well-formed" in reading.problems[0].reason


def test_a_packet_cut_off_keeps_what_is_whole(build):
    packet = build.xmp("<photoshop:City>Dover</photoshop:City><photoshop:State>Kent</photoshop:State>")
    reading = read_xmp([packet[: packet.index(b"Kent")]])
    assert reading.properties == {"photoshop:City": "Dover"}


def test_entities_are_never_expanded(build):
    reading = read_xmp([build.xmp("<photoshop:City>&xxe;</photoshop:City>")])
    assert reading.properties == {}
    assert "undefined entity" in reading.problems[0].reason


def test_very_long_text_is_cut(build):
    reading = read_xmp([build.xmp(f"<photoshop:City>{'x' * 300_000}</photoshop:City>")])
    assert len(reading.properties["photoshop:City"]) == 65_536


def test_text_of_a_wrong_root_gives_nothing():
    assert read_xmp([b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>text</x:xmpmeta>"]) == ({}, ())
    assert read_xmp([b"<x:xmpmeta"]).properties == {}


def extension(packet, size=40):
    guid = hashlib.md5(packet, usedforsecurity=False).hexdigest().upper()
    parts = [
        guid.encode() + len(packet).to_bytes(4, "big") + at.to_bytes(4, "big") + packet[at : at + size]
        for at in range(0, len(packet), size)
    ]
    return guid, parts


def test_an_extended_packet_is_joined_whatever_the_order(build):
    guid, parts = extension(build.xmp("<photoshop:City>Dover</photoshop:City>"))
    main = build.xmp(attributes=f'xmpNote:HasExtendedXMP="{guid}"')
    reading = read_xmp([main], [b"0" * 40, *reversed(parts)])
    assert reading.properties["photoshop:City"] == "Dover"
    assert reading.problems == ()


def test_a_lost_part_of_the_extended_packet_is_told(build):
    guid, parts = extension(build.xmp("<photoshop:City>Dover</photoshop:City>"))
    main = build.xmp(attributes=f'xmpNote:HasExtendedXMP="{guid}"')
    assert "incomplete" in read_xmp([main], parts[:-1]).problems[0].reason
    assert "missing" in read_xmp([main]).problems[0].reason


@given(st.lists(st.binary(max_size=300), max_size=3), st.lists(st.binary(max_size=80), max_size=2))
def test_no_bytes_make_the_xmp_reader_raise(packets, extensions):
    read_xmp(packets, extensions)


@given(st.text(alphabet=st.sampled_from('<>/"=& abcdfr:lixRDF;#x0'), max_size=120))
def test_no_markup_makes_the_xmp_reader_raise(text):
    read_xmp([f"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>{text}</rdf:RDF>".encode()])


def test_the_program_that_wrote_the_packet_is_a_property():
    packet = (
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Harbour XMP 1.0">'
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        b'<rdf:Description rdf:about="uuid:7"/></rdf:RDF></x:xmpmeta>'
    )
    assert read_xmp([packet]).properties == {"x:xmptk": "Harbour XMP 1.0", "rdf:about": "uuid:7"}


def test_a_namespace_without_its_last_slash_has_its_prefix(build):
    packet = build.xmp("<photoshop:City>Dover</photoshop:City>").replace(
        b"/photoshop/1.0/", b"/photoshop/1.0"
    )
    assert read_xmp([packet]).properties["photoshop:City"] == "Dover"


def test_a_name_with_a_slash_spoils_no_packet(build):
    elements = "<exif:TIFF/EPStandardID>1</exif:TIFF/EPStandardID><photoshop:City>Dover</photoshop:City>"
    reading = read_xmp([build.xmp(elements)])
    assert reading.properties["photoshop:City"] == "Dover"
    assert [problem.block for problem in reading.problems] == ["xmp"]
