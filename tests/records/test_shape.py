"""The one JSON shape: names as documented, ASCII only, the same record back."""

import json

import msgspec
import pytest

from catalog.records import (
    Claim,
    Handout,
    HandoutParty,
    HandoutSource,
    ParsedCaption,
    Photo,
    Reference,
    from_json,
    to_builtins,
    to_json,
)
from catalog.vocabulary.codes import HandoutState, SourceClass


def test_a_parsed_caption_survives_the_round_trip():
    parsed = ParsedCaption(
        caption="Միջնակարգ",
        handout=True,
        handout_sources=(HandoutSource(name="Նավահանգիստ", span=(0, 4), class_=SourceClass.COMPANY),),
    )
    assert from_json(to_json(parsed), ParsedCaption) == parsed


def test_json_holds_only_ascii():
    assert to_json(ParsedCaption(caption="Київ")).isascii()


def test_words_that_python_reserves_have_their_plain_names_in_json():
    claim = to_builtins(Claim(party="A", kind="claimed", from_="1993"))
    assert (claim["from"], "from_" in claim) == ("1993", False)
    handout = Handout(
        state=HandoutState.STATED, from_=(HandoutParty(id="a", name="A", class_=SourceClass.NGO),)
    )
    assert json.loads(to_json(handout)) == {
        "state": "stated",
        "from": [{"id": "a", "name": "A", "class": "ngo", "country": None, "forms": []}],
    }


def test_a_photo_without_anything_has_every_key_of_the_contract():
    keys = set(json.loads(to_json(Photo(id=1, ref=Reference(provider="local", id="x")))))
    assert keys == {
        "id", "ref", "caption", "versions", "image", "values", "handout", "findings", "cluster", "checks",
        "decision", "added", "runs",
    }  # fmt: skip


def test_another_shape_is_refused():
    with pytest.raises(msgspec.ValidationError):
        from_json('{"caption": 7}', ParsedCaption)
