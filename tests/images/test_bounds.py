"""Files that are larger than any honest one: reading ends, and what stood before the bound is kept."""

import struct
import zlib
from io import BytesIO

from catalog.images.container import refusal
from catalog.images.png import MOST_CHUNKS, read_png_blocks
from catalog.images.text import LONGEST_TEXT
from catalog.images.tiff import read_tiff_tags
from catalog.images.xml import parse_xml


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
    parsed = parse_xml(f"<a>{long}\n{long}<b>kept</b></a>")
    assert (parsed.error, len("".join(parsed.root.pieces))) == (None, LONGEST_TEXT)
    assert parsed.root.children[0].pieces == ["kept"]


def test_what_a_library_raises_is_told_in_one_line():
    assert refusal(MemoryError()) == "needs more memory than one file may take"
    assert refusal(OSError("cut\noff")) == "OSError: cut off"
