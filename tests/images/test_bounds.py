"""Files that are larger than any honest one: reading ends, and what stood before the bound is kept."""

import struct
import zlib
from io import BytesIO

import pytest

from catalog.images.container import refusal
from catalog.images.png import MOST_CHUNKS, read_png_blocks
from catalog.images.text import LONGEST_TEXT
from catalog.images.tiff import read_tiff_tags
from catalog.images.xml import DEEPEST, MOST_ELEMENTS, UNCLOSED, parse_xml
from catalog.images.xmp import read_xmp


def chunk(kind, body=b""):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def test_a_png_of_endless_chunks_is_read_up_to_a_bound():
    exif = b"II*\x00\x08\x00\x00\x00"
    data = (
        b"\x89PNG\r\n\x1a\n" + chunk(b"eXIf", exif) + chunk(b"tIME") * MOST_CHUNKS + chunk(b"eXIf", b"late")
    )
    assert read_png_blocks(BytesIO(data)).exif == (exif,)


def test_a_tiff_value_of_four_bytes_stands_in_its_entry():
    entry = struct.pack("<HHI4s", 0x83BB, 7, 4, b"\x1c\x02\x5a\x00")
    data = b"II*\x00" + struct.pack("<IH", 8, 1) + entry
    assert read_tiff_tags(BytesIO(data), {0x83BB}) == {0x83BB: b"\x1c\x02\x5a\x00"}


def test_text_of_an_element_is_cut_at_the_longest():
    long = "x" * (3 * LONGEST_TEXT)
    packet = f"""<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:d="http://purl.org/dc/elements/1.1/">
        <r:Description><d:format>{long}
        {long}</d:format><d:source>kept</d:source></r:Description></r:RDF>"""
    read = read_xmp([packet.encode()])
    assert read.properties == {"dc:format": "x" * LONGEST_TEXT, "dc:source": "kept"}
    assert not read.problems


ELEMENTS_LEFT_OUT = [
    ("a document type", '<!DOCTYPE a [<!ENTITY e "ee">]><a>&e;</a>', "a document type is declared", 0),
    ("a type behind the start", "<a/><!DOCTYPE a>", "junk after document element: line 1, column 4", 1),
    ("as many as are read", f"<a>{'<b/>' * (MOST_ELEMENTS - 1)}</a>", None, MOST_ELEMENTS),
    ("one more", f"<a>{'<b/>' * MOST_ELEMENTS}</a>", f"more than {MOST_ELEMENTS} elements", MOST_ELEMENTS),
    ("comments do not count", f"<a>{'<!--b-->' * MOST_ELEMENTS}<b></b></a>", None, 2),
    ("as deep as is read", f"{'<a>' * DEEPEST}{'</a>' * DEEPEST}", None, DEEPEST),
    (
        "one deeper",
        f"{'<a>' * (DEEPEST + 1)}{'</a>' * (DEEPEST + 1)}",
        f"nested deeper than {DEEPEST} elements",
        DEEPEST,
    ),
    ("an unknown entity", "<a><b/>&e;<b/></a>", "undefined entity: line 1, column 7", 2),
]


@pytest.mark.parametrize(
    ("text", "error", "elements"),
    [case[1:] for case in ELEMENTS_LEFT_OUT],
    ids=[c[0] for c in ELEMENTS_LEFT_OUT],
)
def test_a_document_is_read_within_limits_and_says_what_is_left_out(
    text: str, error: str | None, elements: int
):
    root, told = parse_xml(text)
    assert (told, len(list(root.iter())) if root is not None else 0) == (error, elements)


def test_elements_still_open_at_an_error_are_marked_and_their_closed_children_kept():
    root, error = parse_xml("<a><b>whole</b><c>cut<d/>")
    assert error == "no element found: line 1, column 25"
    assert root is not None
    assert [element.tag for element in root.iter() if UNCLOSED in element.attrib] == ["a", "c"]
    assert [element.text for element in root.iter("b")] == ["whole"]


def test_what_a_library_raises_is_told_in_one_line():
    assert refusal(MemoryError()) == "needs more memory than one file may take"
    assert refusal(OSError("cut\noff")) == "OSError: cut off"
