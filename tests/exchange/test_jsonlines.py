import json

import pytest

from catalog.errors import CatalogError
from catalog.exchange import BadRow, read_source


def rows(path, agencies):
    return list(read_source(path, agencies=agencies).rows)


def test_one_object_a_line_is_read(source, agencies, tmp_path):
    boats = '{"id": 7, "caption": "Boats", "provider": "desk", "file": "a.jpg", "rooms": [1, null]}'
    path = source("a.jsonl", boats + '\n\n{"text": "Sea", "id": null}\n')
    found = read_source(path, agencies=agencies)
    assert found.said == "a.jsonl: took the file for JSON Lines: one object a line"
    first, second = found.rows
    assert (first.number, first.caption, first.provider, first.reference) == (1, "Boats", "desk", "7")
    assert first.image == tmp_path / "a.jpg"
    assert first.extra == {"rooms": "[1, null]"}
    assert (second.number, second.caption, second.reference) == (3, "Sea", None)


def test_only_the_key_that_the_caption_is_taken_from_must_be_text(source, agencies):
    (row,) = rows(source("a.jsonl", '{"text": ["Boats"], "description": "Sea"}\n'), agencies)
    assert (row.caption, row.extra) == ("Sea", {"text": '["Boats"]'})


def test_json_lines_are_recognised_without_their_ending(source, agencies):
    assert read_source(source("a.txt", '{"caption": "Boats"}\n'), agencies=agencies).kind == "jsonl"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"caption": "Boats" "id": 1}', "line 2, column 21: not JSON: Expecting ',' delimiter"),
        (b"[1, 2]", "line 2: a JSON object was expected"),
        (b'{"caption": 5}', "line 2: 'caption' is not text"),
        (b'{"description": ["Boats"], "text": "Sea"}', "line 2: 'description' is not text"),
        (b'{"id": 5}', "neither caption nor image"),
        (
            b'{"caption": "\\ud800"}',
            "column 'caption': half a surrogate pair stands in it, which is no character",
        ),
        (b'{"caption": "\\u0000"}', "column 'caption': a NUL character stands in it"),
        (b'{"caption": "Caf\xe9"}', "not UTF-8 at byte 17 (0xE9)"),
        (
            b'{"ref": {"id": 5}, "caption": {"caption": "Boats"}}',
            "line 2: a photo's caption, file and ref are text",
        ),
        (b'{"ref": {"id": "5"}}', "neither caption nor image"),
        (b"[" * 100_000, "line 2: not JSON that can be read"),
        (b'{"id": ' + b"9" * 5000 + b"}", "line 2: not JSON that can be read"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_bad_line_is_kept_with_its_place(source, agencies, line, reason):
    # The head is valid UTF-8, as a feed's usually is; the bad byte lies behind it.
    head = b'{"caption": "' + b"a" * (1 << 20) + b'"}\n'
    _, bad, good = rows(source("a.jsonl", head + line + b'\n{"caption": "Sea"}\n'), agencies)
    assert isinstance(bad, BadRow)
    assert (bad.number, bad.raw) == (2, line + b"\n")
    assert bad.reason.startswith(reason)
    assert good.caption == "Sea"


def test_a_line_without_end_does_not_fill_the_memory(source, agencies):
    path = source("a.jsonl", b'{"caption": "Boats"}\n"' + b"a" * (10 << 20) + b'"\n{"caption": "Sea"}\n')
    first, bad, last = rows(path, agencies)
    assert (first.caption, last.caption, last.number) == ("Boats", "Sea", 3)
    assert bad.reason == "a line of more than 8 MiB, kept in part"
    assert len(bad.raw) == 8 << 20


@pytest.mark.parametrize(
    "text", ['{\n "caption": "Boats"\n}\n', '[{"caption": "Boats"},\n {"caption": "Sea"}]']
)
def test_one_json_document_is_refused_with_advice(source, agencies, text):
    with pytest.raises(CatalogError, match="is one JSON document: write one object a line"):
        read_source(source("a.txt", text), agencies=agencies)


def test_our_own_photos_come_back_with_words_and_identity(source, agencies, tmp_path):
    source("here.jpg", b"\xff\xd8\xff")
    photo = {
        "id": 3,
        "ref": {"provider": "desk", "id": "A-1"},
        "caption": {"caption": "Boats", "language": "en"},
        "image": {"file": "here.jpg", "sha256": "ab"},
    }
    lines = [
        photo,
        photo | {"image": {"file": "gone.jpg"}},
        photo | {"caption": None},
        photo | {"image": None},
    ]
    first, second, third, fourth = rows(
        source("a.jsonl", "".join(json.dumps(p) + "\n" for p in lines)), agencies
    )
    assert (first.caption, first.provider, first.reference) == ("Boats", "desk", "A-1")
    assert (first.image, first.extra) == (tmp_path / "here.jpg", {"file": "here.jpg", "sha256": "ab"})
    assert (second.image, second.extra) == (None, {"file": "gone.jpg"})
    assert (third.caption, third.image) == (None, tmp_path / "here.jpg")
    assert (fourth.caption, fourth.image) == ("Boats", None)
