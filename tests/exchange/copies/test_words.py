"""What a copy takes from a photo: a person's word before a reading, and a reading only where it may."""

from datetime import UTC, datetime

import pytest

from catalog.caption import DEFAULT, credit_style, parse_caption
from catalog.exchange.copies import CopyWords, values_of
from catalog.exchange.copies.rules import load_copy_rules
from catalog.records import (
    FieldReading,
    Handout,
    HandoutParty,
    ImageField,
    ImageRecord,
    ParsedCaption,
    Photo,
    Reference,
    Value,
)
from catalog.vocabulary.codes import HandoutState
from catalog.vocabulary.fields import load_fields

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
WORDS = "Gulls rest on a wall in Gorizia, Italy, May 5, 2020. (AP Photo/Ann Reed)"
HANDOUT = "A lamp is lit in Gorizia, Italy, 3 May 2019. EPA/LAMP MUSEUM HANDOUT EDITORIAL USE ONLY/NO SALES"


def made(caption=WORDS, *, human=None, file=None, state=HandoutState.NOT_INDICATED, parties=()):
    """A photo of a caption, a person's words and a file's fields."""
    fields = {
        name: ImageField(
            value=value, block="xmp", path="x", all=(FieldReading(block="xmp", path="x", value=value),)
        )
        for name, value in (file or {}).items()
    }
    return Photo(
        id=1,
        ref=Reference(provider="desk", id="1"),
        caption=parse_caption(caption) if caption is not None else None,
        image=ImageRecord(file="a.jpg", fields=fields),
        values={name: Value(human=word, shown=word) for name, word in (human or {}).items()},
        handout=Handout(state=state, from_=tuple(HandoutParty(id=name, name=name) for name in parties)),
    )


def said(photo, *, style=None):
    """Field to texts, or to members where there are any."""
    values = values_of(photo, CopyWords(knowledge=DEFAULT, now=NOW, style=style))
    return {field.name: dict(field.members) or list(field.texts) for field in values.fields}


def test_a_caption_fills_what_a_reading_may_fill():
    assert said(made()) == {
        "description": [WORDS],
        "creators": ["Ann Reed"],
        "credit_line": ["AP Photo/Ann Reed"],
        "date_created": ["2020-05-05"],
        "city": ["Gorizia"],
        "country_name": ["Italy"],
        "country_code": ["ITA"],
        "date_metadata_modified": ["2026-01-02T03:04:05+00:00"],
    }


def test_a_handout_is_said_first_and_its_source_named():
    found = said(made(HANDOUT, state=HandoutState.STATED))

    assert found["source"] == ["Lamp Museum"]
    assert found["instructions"] == ["HANDOUT: Lamp Museum; HANDOUT EDITORIAL USE ONLY/NO SALES"]


@pytest.mark.parametrize(
    ("state", "parties", "mark"),
    [
        (HandoutState.STATED, ("Lamp Museum", "Wick House"), "HANDOUT: Lamp Museum, Wick House"),
        (HandoutState.STATED, (), "HANDOUT: source not named"),
        (HandoutState.LIKELY, ("Lamp Museum",), "Possibly a HANDOUT: Lamp Museum"),
        (HandoutState.CONFLICTING, ("Lamp Museum",), "HANDOUT, not stated everywhere: Lamp Museum"),
        (HandoutState.NOT_INDICATED, (), None),
    ],
)
def test_each_state_has_its_mark(state, parties, mark):
    assert said(made(None, state=state, parties=parties)).get("instructions") == (mark and [mark])


def test_a_restriction_of_the_file_is_never_lost_and_nothing_said_twice():
    photo = made(
        HANDOUT,
        state=HandoutState.STATED,
        file={"instructions": "Ask before use. Handout editorial use only/no sales"},
    )

    assert said(photo)["instructions"] == [
        "HANDOUT: Lamp Museum; Ask before use. Handout editorial use only/no sales"
    ]


def test_a_second_copy_says_no_more_than_the_first():
    first = said(made(HANDOUT, state=HandoutState.STATED, file={"instructions": ["Ask."]}))["instructions"]

    photo = made(HANDOUT, state=HandoutState.STATED, file={"instructions": first[0]})

    assert said(photo)["instructions"] == first
    assert "instructions" not in said(made(file={"instructions": "Ask."}))


def test_a_file_that_says_only_the_mark_is_left_with_it():
    photo = made(None, state=HandoutState.STATED, file={"instructions": "HANDOUT: source not named"})

    assert said(photo)["instructions"] == ["HANDOUT: source not named"]


HUMAN = [
    ({"creators": "Bo Carr; Li Na"}, {"creators": ["Bo Carr", "Li Na"]}),
    ({"creators": ""}, {"creators": []}),
    ({"description": "A lamp."}, {"description": ["A lamp."]}),
    ({"headline": "A lamp"}, {"headline": ["A lamp"]}),
    ({"credit_line": "Lamps/AP"}, {"credit_line": ["Lamps/AP"]}),
    ({"copyright_notice": "© Lamps"}, {"copyright_notice": ["© Lamps"]}),
    ({"handout_source": "Lamp Museum; Wick House"}, {"source": ["Lamp Museum; Wick House"],
                                                     "instructions": ["HANDOUT: Lamp Museum, Wick House"]}),
    ({"handout_source": ""}, {"source": []}),
    ({"instructions": "Call us."}, {"instructions": ["Call us."]}),
    ({"instructions": ""}, {"instructions": []}),
    ({"date": "2020-05"}, {"date_created": ["2020-05"]}),
    ({"date": ""}, {"date_created": []}),
    ({"place": "Trieste", "country": "Italy"}, {
        "city": ["Trieste"], "country_code": ["ITA"],
        "location_created": {"Iptc4xmpExt:LocationName": "Trieste", "Iptc4xmpExt:CountryName": "Italy",
                             "Iptc4xmpExt:CountryCode": "ITA"}}),
    ({"place": "Lombardy"}, {"location_created": {"Iptc4xmpExt:LocationName": "Lombardy"}}),
    ({"place": "the old mill"}, {"location_created": {"Iptc4xmpExt:LocationName": "the old mill"}}),
    ({"place": ""}, {"city": [], "location_created": []}),
    ({"country": "XK", "place": "Pristina"}, {
        "country_name": ["Kosovo"],
        "location_created": {"Iptc4xmpExt:LocationName": "Pristina", "Iptc4xmpExt:CountryName": "Kosovo"}}),
    ({"country": "Lampland"}, {"country_name": ["Lampland"]}),
    ({"country": ""}, {"country_name": [], "country_code": []}),
]  # fmt: skip


@pytest.mark.parametrize(("human", "expected"), HUMAN)
def test_a_persons_word_replaces_what_the_file_says(human, expected):
    everything = dict.fromkeys(load_fields(), "old") | {"instructions": ""}
    found = said(made(human=human, file=everything))

    assert {name: found[name] for name in expected} == expected


def test_a_reading_never_replaces_a_legacy_place_of_the_file():
    found = said(made(file={"city": "Nova Gorica", "country_code": "SVN"}))

    assert not {"city", "country_code", "location_created"} & found.keys()
    assert found["country_name"] == ["Italy"]


@pytest.mark.parametrize(
    ("caption", "absent"),
    [
        ("A road near Martakert, 3 May 2019. (AP Photo/Ann Reed)", {"country_name", "country_code"}),
        ("A road in Lombardy, Italy, 3 May 2019. (AP Photo/Ann Reed)", {"city"}),
        ("A lamp.", {"city", "country_name", "date_created", "creators", "credit_line", "source"}),
        (None, {"description", "city", "country_name", "date_created", "creators", "credit_line"}),
    ],
)
def test_what_the_words_do_not_say_is_not_written(caption, absent):
    assert not absent & said(made(caption)).keys()


@pytest.mark.parametrize(
    ("date", "file", "written"),
    [
        ("2020", "2020-05-05T10:00", None),
        ("2020", "2019-05-05", ["2020"]),
        ("2020", None, ["2020"]),
        ("2020-05-05", "2020", ["2020-05-05"]),
        ("2020-05-05", "2020-05-05T10:00", ["2020-05-05"]),
    ],
)
def test_a_date_that_the_file_has_more_precisely_is_left(date, file, written):
    photo = made(None, file={"date_created": file} if file else {})
    photo = Photo(id=1, ref=photo.ref, image=photo.image, caption=ParsedCaption(caption="x", date=date))

    assert said(photo).get("date_created") == written


@pytest.mark.parametrize("date", ["2020~", "2019/2020", "201X", "2020-21"])
def test_a_date_that_no_copy_can_say_is_a_note(date):
    photo = made(human={"date": date})
    values = values_of(photo, CopyWords(knowledge=DEFAULT, now=NOW))

    assert [f.texts for f in values.fields if f.name == "date_created"] == []
    assert values.notes == (f"date {date} is not written: IIM and XMP cannot say it",)


@pytest.mark.parametrize(
    ("exif", "told"),
    [
        ({"creators": ["ann  REED"], "date_created": "2020-05-05T10:00", "description": WORDS}, ()),
        ({"creators": ["Bo Carr"], "date_created": "2020-05-06", "description": "DSC01"},
         ("EXIF keeps its own words: description, creators, date_created",)),
        ({"headline": "of no copy"}, ()),
    ],
)  # fmt: skip
def test_what_exif_says_otherwise_is_told(exif, told):
    fields = {
        name: ImageField(
            value="x", block="xmp", path="x",
            all=(
                FieldReading(block="xmp", path="x", value="x"),
                FieldReading(block="exif", path="0", value=value),
            ),
        )
        for name, value in exif.items()
    }  # fmt: skip
    photo = made()
    photo = Photo(id=1, ref=photo.ref, caption=photo.caption, image=ImageRecord(file="a", fields=fields))

    assert values_of(photo, CopyWords(knowledge=DEFAULT, now=NOW)).notes == told


def test_a_house_style_writes_the_credit_line():
    assert said(made(HANDOUT), style=credit_style("ap", None))["credit_line"] == ["(Lamp Museum via EPA)"]


def test_every_rule_is_of_a_field_that_copies_can_hold():
    rules = load_copy_rules()

    assert [rule.name for rule in rules.fields if load_fields()[rule.name].xmp is None] == []
    assert len({rule.name for rule in rules.fields}) == len(rules.fields)
    assert all(len(rule.rule) > 20 for rule in rules.fields)
