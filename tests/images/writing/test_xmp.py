import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.images.packet import LARGEST_PACKET
from catalog.images.text import clean_text
from catalog.images.writing import CannotWriteError, FieldValue
from catalog.images.writing.edit import Edit
from catalog.images.writing.packets import split, whole
from catalog.images.writing.xmp import edit_packet, empty_packet, read_packet
from catalog.images.xmp import read_xmp

ALT = '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Lamp</rdf:li>{}</rdf:Alt></dc:title>'
FRENCH = '<rdf:li xml:lang="fr">Lampe</rdf:li>'
# What a packet holds, as elements and attributes; the field set; what the property reads as then.
REPLACED = [
    ("nothing", "", "", "headline", ["A"], "photoshop:Headline", "A"),
    ("an element", "<photoshop:Headline>old</photoshop:Headline>", "", "headline", ["A"],
     "photoshop:Headline", "A"),
    ("an attribute", "", 'photoshop:Headline="old"', "headline", ["A"], "photoshop:Headline", "A"),
    ("a list", "<dc:creator><rdf:Seq><rdf:li>Old</rdf:li></rdf:Seq></dc:creator>", "", "creators", ["A", "B"],
     "dc:creator", ["A", "B"]),
    ("a list of the other kind", "<dc:creator><rdf:Bag><rdf:li>Old</rdf:li></rdf:Bag></dc:creator>", "",
     "creators", ["A"], "dc:creator", ["A"]),
    ("wrong case", "<dc:Creator>Old</dc:Creator>", "", "creators", ["A"], "dc:creator", ["A"]),
    ("one language", ALT.format(""), "", "title", ["Wick"], "dc:title", "Wick"),
    ("two languages", ALT.format(FRENCH), "", "title", ["Wick"],
     "dc:title", {"x-default": "Wick", "fr": "Lampe"}),
    ("the default twice", ALT.format('<rdf:li xml:lang="en">Lamp</rdf:li>'), "", "title", ["Wick"],
     "dc:title", "Wick"),
    ("one language alone", '<dc:title><rdf:Alt><rdf:li xml:lang="en">Lamp</rdf:li></rdf:Alt></dc:title>', "",
     "title", ["Wick"], "dc:title", "Wick"),
]  # fmt: skip
HOSTILE = [
    (
        "a document type",
        b'<!DOCTYPE a [<!ENTITY b "c">]><rdf:RDF xmlns:rdf="x">&b;</rdf:RDF>',
        "document type",
    ),
    ("no XMP", b"<html/>", "no XMP"),
    ("no end", b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF', "not well-formed"),
    ("no RDF", b'<x:xmpmeta xmlns:x="adobe:ns:meta/"></x:xmpmeta>', "no rdf:RDF"),
    ("not UTF-8", b'<x:xmpmeta xmlns:x="adobe:ns:meta/">\xff</x:xmpmeta>', "not utf-8"),
    ("too large", b" " + b"x" * LARGEST_PACKET, "too large"),
]


def value(name, *texts):
    return FieldValue(name=name, texts=texts)


def properties(data):
    reading = read_xmp([data])
    assert reading.problems == ()
    return reading.properties


@pytest.mark.parametrize(
    ("held", "set_to", "read"),
    [pytest.param(case[1:3], case[3:5], case[5:], id=case[0]) for case in REPLACED],
)
def test_a_property_is_replaced_whatever_its_form(build, held, set_to, read):
    (elements, attributes), (name, texts), (path, text) = held, set_to, read
    packet = read_packet(build.xmp(elements, attributes))
    edit_packet(packet, [value(name, *texts)], None)

    found = properties(whole(packet))

    assert found[path] == text
    assert [key for key in found if key.lower() == path.lower()] == [path]


def test_other_languages_are_kept_and_said(build):
    packet = read_packet(build.xmp(ALT.format(FRENCH)))

    assert edit_packet(packet, [value("title", "Wick")], None)[1] == [
        "dc:title keeps its texts in other languages"
    ]


def test_everything_else_stays(build):
    unknown = (
        '<a:lamp xmlns:a="urn:lamps" a:lit="yes &quot;&#xA;"><a:wick rdf:parseType="Resource">'
        "<a:of>b&#xD;&lt;c</a:of></a:wick><!-- a note --><?keep it?>tail</a:lamp>"
        "<dc:subject><rdf:Bag><rdf:li>one</rdf:li></rdf:Bag></dc:subject>"
    )
    packet = read_packet(build.xmp(unknown, 'xmp:Rating="3"'))
    edit_packet(packet, [value("headline", "A")], None)

    text = whole(packet).decode()

    for piece in ('a:lit="yes &quot;&#xA;"', "<a:of>b&#xD;&lt;c</a:of>", "<!-- a note --><?keep it?>tail"):
        assert piece in text
    before, after = properties(build.xmp(unknown, 'xmp:Rating="3"')), properties(text.encode())
    assert {**before, "photoshop:Headline": "A"} == after


def test_two_packets_written_alike_are_alike(build):
    once = read_packet(build.xmp("<dc:x>1</dc:x>"))
    edit_packet(once, [value("headline", "A"), value("creators", "B")], None)
    again = read_packet(whole(once))
    edit_packet(again, [value("headline", "A"), value("creators", "B")], None)

    assert properties(whole(again)) == properties(whole(once))


def test_utf_16_becomes_utf_8(build):
    packet = read_packet(build.xmp("<dc:x>é漢</dc:x>").decode().encode("utf-16"))

    assert properties(whole(packet))["dc:x"] == "é漢"


def test_a_bare_rdf_root_and_one_without_description_are_taken():
    bare = b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>'
    packet = read_packet(bare)
    edit_packet(packet, [value("headline", "A")], None)

    assert properties(whole(packet)) == {"photoshop:Headline": "A"}


def test_a_default_namespace_and_a_taken_prefix_are_no_trap():
    packet = read_packet(
        b'<RDF xmlns="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:photoshop="urn:other"'
        b' xmlns:q="urn:q"><Description photoshop:Headline="theirs"><q:x/></Description></RDF>'
    )
    edit_packet(packet, [value("headline", "ours")], None)

    found = properties(whole(packet))

    assert (found["photoshop:Headline"], found["{urn:other}Headline"]) == ("ours", "theirs")


def test_a_structure_is_a_bag_of_one():
    place = FieldValue(
        name="location_created",
        members=(("Iptc4xmpExt:LocationName", "Trieste"), ("Iptc4xmpExt:CountryCode", "ITA")),
    )
    packet = empty_packet()
    edit_packet(packet, [place], None)

    assert properties(whole(packet))["Iptc4xmpExt:LocationCreated"] == [
        {"Iptc4xmpExt:LocationName": "Trieste", "Iptc4xmpExt:CountryCode": "ITA"}
    ]


def test_no_text_at_all_removes_a_property_and_says_so(build):
    packet = read_packet(build.xmp("", 'photoshop:Headline="A"'))

    written, _ = edit_packet(packet, [value("headline"), value("source")], None)

    assert properties(whole(packet)) == {}
    assert [(w.path, w.texts) for w in written] == [("photoshop:Headline", ())]


def test_a_place_of_iim_alone_is_passed_over():
    packet = empty_packet()

    assert edit_packet(packet, [value("fixture_identifier", "RC2")], None) == ([], [])


def test_an_old_value_that_is_no_list_gives_no_languages(build):
    packet = read_packet(build.xmp("<dc:title><rdf:Bag><rdf:li>Old</rdf:li></rdf:Bag></dc:title>"))
    edit_packet(packet, [value("title", "Wick")], None)

    assert properties(whole(packet)) == {"dc:title": "Wick"}


def test_an_extended_packet_named_by_an_attribute_is_put_back_under_one_subject(build):
    done = split(
        read_packet(build.xmp(f"<dc:x>{'x' * 70_000}</dc:x>").replace(b'about=""', b'about="urn:a"'))
    )
    name = b"<xmpNote:HasExtendedXMP>" + done.parts[0][:32] + b"</xmpNote:HasExtendedXMP>"
    assert name in done.standard
    inline = done.standard.replace(name, b"").replace(
        b'about="urn:a"', b'about="urn:a" xmpNote:HasExtendedXMP="' + done.parts[0][:32] + b'"'
    )

    text = whole(read_packet(inline, done.parts)).decode()

    assert text.count('about="urn:a"') == text.count("<rdf:Description") == 2
    assert "HasExtendedXMP" not in text


def test_names_without_a_namespace_and_markup_outside_are_kept():
    packet = read_packet(
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description about="a">'
        b"<plain/></rdf:Description></rdf:RDF>"
    )

    assert b'<rdf:Description about="a"><plain/></rdf:Description>' in whole(packet)


def test_the_digest_is_renewed_only_where_there_is_one(build):
    packet = read_packet(build.xmp("", 'photoshop:LegacyIPTCDigest="00"'))
    edit_packet(packet, [], b"\xab" * 16)
    assert properties(whole(packet)) == {"photoshop:LegacyIPTCDigest": "AB" * 16}

    packet = empty_packet()
    edit_packet(packet, [], b"\xab" * 16)
    assert properties(whole(packet)) == {}


def test_a_reference_to_a_manifest_is_left_out_and_said(build):
    names = 'xmlns:dcterms="http://purl.org/dc/terms/" dcterms:provenance="https://example.org/m.c2pa"'
    packet = read_packet(build.xmp("", names))

    _, notes = edit_packet(packet, [], None)

    assert properties(whole(packet)) == {}
    assert notes[0].startswith("dcterms:provenance is left out")


@pytest.mark.parametrize(
    ("old", "new", "read"),
    [
        ("2020-09-30T14:05:11+02:00", "2020-09-30", "2020-09-30T14:05:11+02:00"),
        ("2020-09-29T14:05:11+02:00", "2020-09-30", "2020-09-30"),
        ("2020-09-30T14:05", "2020-09", "2020-09"),
    ],
)
def test_a_time_of_day_stays_with_the_same_day(build, old, new, read):
    packet = read_packet(build.xmp("", f'photoshop:DateCreated="{old}"'))
    edit_packet(packet, [value("date_created", new)], None)

    assert properties(whole(packet))["photoshop:DateCreated"] == read


@pytest.mark.parametrize(("packet", "reason"), [pytest.param(p, r, id=n) for n, p, r in HOSTILE])
def test_what_cannot_be_read_whole_is_refused(packet, reason):
    with pytest.raises(CannotWriteError, match=reason):
        read_packet(packet)


def test_deep_and_wide_packets_are_refused(build):
    with pytest.raises(CannotWriteError, match="deeper than 64"):
        read_packet(build.xmp("<dc:x>" * 70 + "</dc:x>" * 70))
    with pytest.raises(CannotWriteError, match="more than 20000"):
        read_packet(build.xmp("<dc:x/>" * 20_001))


def test_an_empty_packet_is_like_none():
    assert properties(whole(read_packet(b"\x00\x00 "))) == {}


def test_a_packet_that_readers_would_not_take_is_refused():
    packet = empty_packet()
    edit_packet(packet, [value("headline", "x" * LARGEST_PACKET)], None)

    with pytest.raises(CannotWriteError, match="larger than readers take"):
        split(packet)


def test_a_large_packet_is_split_and_joined_again(build):
    history = f'<q:h xmlns:q="urn:q">{"x" * 150_000}</q:h>'
    packet = read_packet(build.xmp(history, 'xmp:Rating="3"'))
    edit_packet(packet, [value("headline", "A")], None)

    done = split(packet)

    assert len(done.standard) <= 65_502
    assert all(len(part) <= 65_440 for part in done.parts)
    guid = done.parts[0][:32].decode()
    joined = b"".join(part[40:] for part in done.parts)
    assert hashlib.md5(joined, usedforsecurity=False).hexdigest().upper() == guid
    reading = read_xmp([done.standard], done.parts)
    assert reading.problems == ()
    # The reader cuts texts; the bytes hold it whole.
    assert joined.count(b"x") >= 150_000
    assert reading.properties["photoshop:Headline"] == "A"
    again = read_packet(done.standard, done.parts)
    assert "x" * 150_000 in whole(again).decode()
    assert "HasExtendedXMP" not in whole(again).decode()


def test_a_packet_that_just_fits_goes_without_padding(build):
    packet = read_packet(build.xmp(f"<dc:x>{'x' * 63_000}</dc:x>"))

    done = split(packet)

    assert (done.parts, len(done.standard) <= 65_502) == ((), True)
    assert len(whole(packet)) > 65_502


def test_a_large_attribute_is_moved_too(build):
    done = split(read_packet(build.xmp("", f'dc:x="{"x" * 70_000}"')))

    assert read_xmp([done.standard], done.parts).problems == ()
    assert len(done.parts) == 2


def test_an_extended_packet_that_is_missing_or_changed_is_refused(build):
    done = split(read_packet(build.xmp(f"<dc:x>{'x' * 70_000}</dc:x>")))

    with pytest.raises(CannotWriteError, match="missing"):
        read_packet(done.standard)
    with pytest.raises(CannotWriteError, match="incomplete"):
        read_packet(done.standard, done.parts[:1])


def test_a_packet_of_namespaces_alone_cannot_be_split():
    names = " ".join(f'xmlns:n{number}="urn:{number}"' for number in range(6_000))
    packet = read_packet(
        f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" {names}></rdf:RDF>'.encode()
    )

    with pytest.raises(CannotWriteError, match="does not fit"):
        split(packet)


@given(st.text(max_size=300), st.lists(st.text(max_size=40), min_size=1, max_size=4))
def test_any_text_reads_back_but_for_what_xml_cannot_hold(description, creators):
    edit = Edit((value("description", description), value("creators", *creators)))

    found = properties(whole(edit.packet(None)))

    unfit = "\ufffe\uffff"
    shown = [clean_text("".join(c for c in text if c not in unfit)) for text in (description, *creators)]
    assert [found["dc:description"], *found["dc:creator"]] == shown


def test_left_out_controls_are_said():
    edit = Edit((value("headline", "a\x00b\x07"),))

    assert properties(whole(edit.packet(None))) == {"photoshop:Headline": "ab"}
    assert edit.notes == ["headline: control characters that XMP cannot hold are left out"]
