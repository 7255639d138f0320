"""Signs of Content Credentials in files of chunks and boxes, whole and damaged."""

from io import BytesIO

import pytest

from catalog.images.boxes import media_has_credentials
from catalog.images.webp import read_webp_blocks


def webp_has_credentials(file):
    return read_webp_blocks(file).credentials


USER = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")


def box(kind, body=b"", size=None):
    return (len(body) + 8 if size is None else size).to_bytes(4, "big") + kind + body


def chunk(kind, body=b""):
    return kind + len(body).to_bytes(4, "little") + body + b"\x00" * (len(body) % 2)


RIFF = b"RIFF\x00\x00\x00\x00WEBP"
TYPE = box(b"ftyp", b"avif")


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (RIFF + chunk(b"VP8 ", b"abc") + chunk(b"C2PA", b"x"), True),
        (RIFF + chunk(b"VP8 ", b"abc") + chunk(b"EXIF"), False),
        (RIFF + chunk(b"VP8 ", b"C2PAC2PA"), False),
        (RIFF + b"C2P", False),
        (RIFF + b"VP8 \xff\xff\xff\xff", False),
        (b"", False),
    ],
)
def test_a_chunk_of_webp(data, found):
    assert webp_has_credentials(BytesIO(data)) is found


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (TYPE + box(b"uuid", USER + b"more"), True),
        (TYPE + box(b"uuid", bytes(16)) + box(b"uuid", USER), True),
        (TYPE + box(b"mdat", bytes(8) + b"x" * 4, size=1) + box(b"uuid", USER), False),
        (TYPE + box(b"mdat", (20).to_bytes(8, "big") + b"xxxx", size=1) + box(b"uuid", USER), True),
        (TYPE + box(b"uuid", USER, size=0), True),
        (TYPE + box(b"mdat", b"x", size=0) + box(b"uuid", USER), False),
        (TYPE + box(b"meta", box(b"uuid", USER)), False),
        (TYPE + b"\x00\x00", False),
        (TYPE + box(b"free", b"\xff" * 8, size=1), False),
    ],
)
def test_a_box_of_avif(data, found):
    assert media_has_credentials(BytesIO(data)) is found


@pytest.mark.parametrize(
    ("read", "data"),
    [
        (webp_has_credentials, RIFF + chunk(b"JUNK") * 20_000 + chunk(b"C2PA")),
        (media_has_credentials, TYPE + box(b"free") * 20_000 + box(b"uuid", USER)),
    ],
)
def test_a_file_of_countless_empty_parts_is_given_up(read, data):
    assert read(BytesIO(data)) is False
