import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.images.iim import digest_state, read_datasets, read_iim
from catalog.images.photoshop import read_resources
from catalog.images.writing import CannotWriteError, FieldValue
from catalog.images.writing.iim import edit_iim
from catalog.images.writing.resources import rebuild_resources

# Name of the field, its texts, the dataset and what its bytes are to be.
WRITTEN = [
    ("headline", ["A lamp"], "2:105", [b"A lamp"]),
    ("description", ["Zoë\r\nlit it."], "2:120", ["Zoë\r\nlit it.".encode()]),
    ("creators", ["Ann Bell", "Bo Carr"], "2:80", [b"Ann Bell", b"Bo Carr"]),
    ("creators", ["ä" * 20], "2:80", [("ä" * 16).encode()]),
    ("credit_line", ["x" * 31 + "é"], "2:110", [b"x" * 31]),
    ("credit_line", ["x" * 29 + "🪔"], "2:110", [b"x" * 29]),
    ("credit_line", ["x" * 32], "2:110", [b"x" * 32]),
    ("source", ["Lamp Museum", "Wick House"], "2:115", [b"Lamp Museum; Wick House"]),
    ("date_created", ["2020-09-30"], "2:55", [b"20200930"]),
    ("date_created", ["2020-09"], "2:55", [b"20200900"]),
    ("date_created", ["2020"], "2:55", [b"20200000"]),
    ("date_created", ["2020-09-30T14:05:00+02:00"], "2:55", [b"20200930"]),
    ("instructions", ["n" * 300], "2:40", [b"n" * 256]),
]


def datasets(block):
    problems = []
    found = list(read_datasets(block, problems))
    assert problems == []
    return found


def value(name, *texts):
    return FieldValue(name=name, texts=texts)


@pytest.mark.parametrize(("name", "texts", "dataset", "data"), WRITTEN)
def test_a_value_is_written_within_its_limit(name, texts, dataset, data):
    edit = edit_iim([], [value(name, *texts)])

    assert [item for found, item in datasets(edit.block) if found == dataset] == data
    (written,) = edit.written
    assert written.texts == tuple(item.decode() for item in data)
    whole = "; ".join(texts).encode()
    assert written.cut == (name != "date_created" and len(whole) > len(b"; ".join(data)))


def test_records_begin_with_their_version_and_stand_in_order(build):
    block = build.iim(("2:80", "Ann"), ("3:10", b"\x01"), ("2:05", "Lamp"), ("1:30", "EPA"))

    names = [name for name, _ in datasets(edit_iim([block], []).block)]

    assert names == ["1:00", "1:30", "1:90", "2:00", "2:05", "2:80", "3:10"]


def test_versions_and_vendors_datasets_are_carried_over(build):
    block = build.iim(
        ("1:00", b"\x00\x02"), ("2:00", b"\x00\x02"), ("2:230", b"\xff\x00\xfe"), ("7:10", b"\x99")
    )

    found = dict(datasets(edit_iim([block], []).block))

    assert found | {"1:90": b"\x1b%G"} == found
    assert (found["1:00"], found["2:00"], found["7:10"]) == (b"\x00\x02", b"\x00\x02", b"\x99")


def test_a_value_of_another_charset_is_recoded_and_never_cut(build):
    name = "Zoë von Müller und zu Straßenbau"
    block = build.iim(("2:80", name.encode("cp1252")), ("2:25", b"\xc9t\xe9"))

    edit = edit_iim([block], [value("headline", "x")])

    assert [v for n, v in datasets(edit.block) if n in {"2:25", "2:80"}] == ["Été".encode(), name.encode()]
    assert edit.notes == ("IIM text is recoded from cp1252 to UTF-8",)


def test_a_byte_that_cp1252_lacks_is_not_lost(build):
    edit = edit_iim([build.iim(("2:105", b"lamp \x81 and \xe9"))], [])

    assert dict(datasets(edit.block))["2:105"].decode().encode("mac_roman") == b"lamp \x81 and \xe9"
    assert edit.notes == ("IIM text is recoded from mac_roman to UTF-8",)


def test_two_blocks_become_one_and_say_each_thing_once(build):
    one = build.iim(("2:00", b"\x00\x02"), ("2:25", "lamp"), ("2:80", "Ann"))
    other = build.iim(("2:00", b"\x00\x02"), ("2:25", "wick"), ("2:80", "Ann"))

    edit = edit_iim([one, other], [])

    assert read_iim([edit.block]).values["2:25"] == ["lamp", "wick"]
    assert read_iim([edit.block]).values["2:80"] == ["Ann"]
    assert edit.notes == ("2 IIM blocks are put together in one",)


def test_a_repeated_keyword_of_one_block_stays_repeated(build):
    edit = edit_iim([build.iim(("2:25", "lamp"), ("2:25", "lamp"))], [])

    assert read_iim([edit.block]).values["2:25"] == ["lamp", "lamp"]


def test_no_text_at_all_removes_a_field_and_says_so(build):
    edit = edit_iim([build.iim(("2:105", "old"))], [value("headline"), value("source")])

    assert "2:105" not in dict(datasets(edit.block))
    assert [(w.path, w.texts) for w in edit.written] == [("2:105", ())]


@pytest.mark.parametrize(
    ("date", "time"), [("2020-09-30", [b"140511+0200"]), ("2020-10-01", []), ("2020-09", [])]
)
def test_a_time_of_day_stays_with_its_day_alone(build, date, time):
    block = build.iim(("2:55", "20200930"), ("2:60", "140511+0200"))

    found = datasets(edit_iim([block], [value("date_created", date)]).block)

    assert [data for name, data in found if name == "2:60"] == time


def test_a_large_dataset_has_an_extended_tag():
    block = edit_iim([b"\x1c\x07\x0a\x80\x04\x00\x00\x9c\x40" + b"\x07" * 40_000], []).block

    assert dict(datasets(block))["7:10"] == b"\x07" * 40_000


@pytest.mark.parametrize("rest", [b"junk", b"\x1c\x02\x50\x00\x20Ann"])
def test_a_block_that_cannot_be_read_whole_is_refused(build, rest):
    with pytest.raises(CannotWriteError, match=r"iim: cannot be carried over whole: (foreign|cut off)"):
        edit_iim([build.iim(("2:80", "Ann")) + rest], [])


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), min_size=1, max_size=4))
def test_any_text_reads_back_or_is_cut_at_a_letter(texts):
    edit = edit_iim([], [value("creators", *texts)])

    for text, (_, data) in zip(texts, [d for d in datasets(edit.block) if d[0] == "2:80"], strict=True):
        assert len(data) <= 32
        assert text.startswith(data.decode())
        assert data.decode() == text or len(data) + len(text[len(data.decode())].encode()) > 32
    assert edit.written[0].cut == any(len(text.encode()) > 32 for text in texts)


def test_other_resources_stay_byte_for_byte_in_their_order(build):
    odd = build.resource(0x03ED, b"\x00H\x00", name=b"res")
    foreign = b"MeSa" + build.resource(0x0BB7, b"12")[4:]
    last = build.resource(0x040F, b"profile")
    data = odd + build.resource(0x0404, b"") + foreign + build.resource(0x0425, bytes(16)) + last

    rebuilt = rebuild_resources(data, b"\x1c\x02\x00\x00\x02\x00\x04")

    assert rebuilt.startswith(odd)
    assert rebuilt.endswith(foreign + last)
    assert [r.number for r in read_resources(rebuilt)] == [0x03ED, 0x0404, 0x0425, 0x0BB7, 0x040F]


def test_the_digest_is_that_of_the_new_block():
    block = edit_iim([], [value("headline", "A lamp")]).block
    resources = {r.number: r.data for r in read_resources(rebuild_resources(b"", block))}

    assert resources[0x0425] == hashlib.md5(block, usedforsecurity=False).digest()
    assert digest_state([resources[0x0404]], resources[0x0425]) == "ok"


def test_a_last_resource_without_padding_gets_it(build):
    rebuilt = rebuild_resources(build.resource(0x03ED, b"odd")[:-1], b"\x1c\x02\x00\x00\x00")

    assert next((r.number, r.data) for r in read_resources(rebuilt)) == (0x03ED, b"odd")
    assert [r.number for r in read_resources(rebuilt)][1:] == [0x0404, 0x0425]


def test_foreign_bytes_between_resources_stay(build):
    data = b"\x00\x00" + build.resource(0x03ED, b"ab") + b"junk"

    assert rebuild_resources(data, b"\x1c\x02\x00\x00\x00").startswith(data)


@pytest.mark.parametrize("cut", [2, 9, 14])
def test_resources_that_are_cut_off_are_refused(build, cut):
    whole = build.resource(0x03ED, b"abcd")

    with pytest.raises(CannotWriteError, match="cut off"):
        rebuild_resources(whole + whole[:cut] if cut > 3 else whole[:-cut], b"")
