import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.images.iim import digest_state, read_iim

MARK = ("1:90", b"\x1b%G")
CHARSETS = [
    ("declared UTF-8", [MARK, ("2:80", "Zoë Müller")], "Zoë Müller", "utf-8", True),
    ("declared again and again", [("1:90", b"\x1b%G\x1b%G"), ("2:80", "Zoë")], "Zoë", "utf-8", True),
    ("undeclared UTF-8", [("2:80", "Zoë Müller")], "Zoë Müller", "utf-8", False),
    ("undeclared cp1252", [("2:80", "Zoë Müller".encode("cp1252"))], "Zoë Müller", "cp1252", False),
    (
        "cp1252 quotes",
        [("2:80", "Anna O’Hara – Łódź".encode("cp1252", "ignore"))],
        "Anna O’Hara – ód",
        "cp1252",
        False,
    ),
    (
        "an undefined escape declares nothing",
        [("1:90", b"\x1b%5"), ("2:80", b"Zo\xeb")],
        "Zoë",
        "cp1252",
        False,
    ),
    ("MacRoman umlaut", [("2:80", "Jan Müller".encode("mac_roman"))], "Jan Müller", "mac_roman", False),
    ("MacRoman sharp s", [("2:80", "Große Straße".encode("mac_roman"))], "Große Straße", "mac_roman", False),
    ("MacRoman byte unknown to cp1252", [("2:80", "Ångel".encode("mac_roman"))], "Ångel", "mac_roman", False),
    ("declared UTF-8 that is not", [MARK, ("2:80", b"Zo\xeb B")], "Zoë B", "cp1252", True),
    ("cut inside a character", [MARK, ("2:80", "Zoë Müll".encode() + b"\xc3")], "Zoë Müll", "utf-8", True),
    ("undeclared and cut", [("2:80", "Zoë Müll".encode() + b"\xc3")], "Zoë Müll", "utf-8", False),
    ("Latin-1 ending in an accent is not cut UTF-8", [("2:80", b"Andr\xe9")], "André", "cp1252", False),
    ("ASCII", [("2:80", "Ann Bell")], "Ann Bell", "ascii", False),
]
BROKEN = [
    ("foreign bytes", b"junk", "foreign bytes"),
    ("cut off", b"\x1c\x02\x50\x00\x20Ann", "cut off"),
    ("cut off in the head", b"\x1c\x02", "cut off"),
]


@pytest.mark.parametrize(
    ("datasets", "text", "charset", "declared"),
    [pytest.param(d, t, c, m, id=n) for n, d, t, c, m in CHARSETS],
)
def test_the_charset_ladder_reads_what_was_written(build, datasets, text, charset, declared):
    reading = read_iim([build.iim(*datasets)])
    assert reading.values["2:80"] == [text]
    assert (reading.charset, reading.charset_declared) == (charset, declared)


def test_a_false_declaration_is_told(build):
    assert [p.reason for p in read_iim([build.iim(MARK, ("2:80", b"Zo\xeb B"))]).problems] == [
        "1:90 declares UTF-8, but some values are not UTF-8"
    ]


def test_each_value_is_decoded_by_itself(build):
    reading = read_iim([build.iim(("2:90", "Göteborg".encode("cp1252")), ("2:92", "Hårlanda"))])
    assert (reading.values["2:90"], reading.values["2:92"]) == (["Göteborg"], ["Hårlanda"])
    assert reading.charset == "cp1252+utf-8"


def test_repeated_datasets_and_blocks_are_kept_in_order(build):
    reading = read_iim([build.iim(("2:25", "harbour"), ("2:25", "ferry")), build.iim(("2:25", "dawn"))])
    assert reading.values["2:25"] == ["harbour", "ferry", "dawn"]
    assert reading.sizes["2:25"] == [7, 5, 4]


def test_extended_datasets_are_read():
    text = b"x" * 40_000
    block = b"\x1c\x02\x78\x80\x04" + len(text).to_bytes(4, "big") + text
    assert read_iim([block]).values["2:120"] == [text.decode()]


def test_binary_datasets_are_shown_as_digits_or_size(build):
    reading = read_iim([build.iim(("2:00", b"\x00\x04"), ("2:202", b"\xff" * 500), ("9:10", b"\x01"))])
    assert reading.values == {"2:00": ["0004"], "2:202": ["500 bytes"], "9:10": ["01"]}


@pytest.mark.parametrize(("tail", "said"), [pytest.param(t, s, id=n) for n, t, s in BROKEN])
def test_what_stands_before_the_damage_is_kept(build, tail, said):
    reading = read_iim([build.iim(("2:80", "Ann Bell")) + tail])
    assert reading.values == {"2:80": ["Ann Bell"]}
    assert said in reading.problems[0].reason


def test_padding_at_the_end_is_no_damage(build):
    assert read_iim([build.iim(("2:80", "Ann Bell")) + b"\x00" * 9]).problems == ()


def test_the_number_of_datasets_is_bounded(build):
    reading = read_iim([build.iim(("2:25", "a")) * 10_001])
    assert len(reading.values["2:25"]) == 10_000
    assert "more than 10000" in reading.problems[0].reason


def test_the_digest_tells_whether_the_block_was_changed(build):
    block = build.iim(("2:80", "Ann Bell"))
    digest = hashlib.md5(block, usedforsecurity=False).digest()
    assert digest_state([block], digest) == "ok"
    assert digest_state([block + b"\x00"], digest) == "mismatch"
    assert digest_state([block], b"\x00" * 16) == "zero"
    assert digest_state([block], None) == digest_state([], digest) == "none"


@given(st.lists(st.binary(max_size=200), max_size=3))
def test_no_bytes_make_the_iim_reader_raise(blocks):
    read_iim(blocks)


@given(st.lists(st.tuples(st.sampled_from(["2:80", "2:120", "1:90"]), st.binary(max_size=40)), max_size=8))
def test_every_dataset_written_is_read(datasets):
    block = b"".join(
        bytes((0x1C, *(int(part) for part in name.split(":")))) + len(value).to_bytes(2, "big") + value
        for name, value in datasets
    )
    assert sum(len(values) for values in read_iim([block]).values.values()) == len(datasets)
