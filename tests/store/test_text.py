import json
import os

from hypothesis import given, strategies

from catalog.records import ImageRecord, ParsedCaption, from_json
from catalog.store.text import encode, indexable, path_of_text, path_text, storable, text_digest


@given(strategies.text(strategies.characters()))
def test_storable_text_is_as_long_and_encodes(text):
    kept = storable(text)

    assert len(kept) == len(text)
    assert "\x00" not in kept
    assert kept.encode().decode() == kept
    assert storable(kept) == kept
    assert len(text_digest(kept)) == 64


@given(strategies.text(strategies.characters()).map(lambda text: text * 400), strategies.text())
def test_indexable_text_is_short_and_keeps_apart_what_differs(text, more):
    kept = indexable(text)

    assert len(kept.encode()) <= 1000
    assert indexable(kept) == kept
    assert (indexable(text + more) == kept) == (storable(more) == "")


@given(strategies.binary(min_size=1).filter(lambda name: b"\x00" not in name))
def test_any_path_reads_back(name):
    path = "/" + os.fsdecode(name)

    assert path_of_text(path_text(path)) == path
    assert path_text(path).encode()


def test_a_record_with_nul_is_kept_without_it():
    kept = from_json(encode(ImageRecord(file="a\x00b")), ImageRecord)

    assert kept.file == "a\ufffdb"


def test_a_record_reads_back_as_it_was():
    record = ParsedCaption(caption="Möwen über dem Hafen", places=())

    assert from_json(encode(record), ParsedCaption) == record


def test_a_record_with_half_a_letter_is_kept_all_the_same():
    record = ImageRecord(
        file="gull.jpg", blocks={"exif": {"Art\udc00ist": ["Ann \ud800", 7, None, {"x": b"\x00"}]}}
    )

    kept = json.loads(encode(record))

    assert kept["blocks"] == {"exif": {"Art\ufffdist": ["Ann \ufffd", 7, None, {"x": "AA=="}]}}
