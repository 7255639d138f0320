"""What the credit fields of a file say: the rows of `cases/credit_*.toml`, and what always holds."""

import tomllib
from importlib.resources import files

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from catalog.caption import read_credit_fields
from catalog.caption.copyright import read_notice, without_sign
from catalog.caption.credit_fields import FIELDS
from catalog.caption.field_words import load_field_words
from catalog.records import CreditFields, FieldReading, ImageField, from_json, to_json
from catalog.vocabulary.codes import Kind
from catalog.vocabulary.fields import load_fields
from tests.caption.readings import read_rows

ROWS = [row for _, row in read_rows("credits")]
TABLE = tomllib.loads(files("catalog.caption").joinpath("data/credit_fields.toml").read_text("utf-8"))
PATTERNS = {name: entry for name, entry in TABLE.items() if isinstance(entry, dict)}
BLOCKS = ("iim", "xmp", "exif")
SETTINGS = {"note", "today", "shown", *BLOCKS}
SHOWN = {
    "creators": lambda c: list(c.creators),
    "job_titles": lambda c: list(c.job_titles),
    "credit_line": lambda c: c.credit_line or "",
    "source": lambda c: c.source or "",
    "agencies": lambda c: [f"{one.name} {one.role}" for one in c.agencies],
    "handout": lambda c: c.handout,
    "origin": lambda c: str(c.origin),
    "sources": lambda c: [[one.name, str(one.class_), one.country or ""] for one in c.handout_sources],
    "kinds": lambda c: [str(kind) for kind in c.kinds],
    "chain": lambda c: [f"{one.text}: {one.role}" for one in c.chain],
    "holders": lambda c: [[one.name, one.years or ""] for one in c.copyright_holders],
    "places": lambda c: [[one.level, one.name, one.country or ""] for one in c.places],
    "claimed": lambda c: sorted({claim.party for one in c.places for claim in one.claims}),
    "countries": lambda c: [[one.code or "", one.name] for one in c.countries],
    "date": lambda c: c.date or "",
    "dates": lambda c: [[one.name, one.edtf] for one in c.dates],
    "references": lambda c: [[one.name, one.id] for one in c.references],
    "alternatives": lambda c: [[one.value, one.rule, one.raw] for one in c.alternatives],
    "unparsed": lambda c: [one.raw for one in c.unparsed],
}


def make_fields(row):
    """The fields of a row, as a file's reader gives them; the first block's value is shown."""
    readings = {}
    for block in sorted(BLOCKS, key=lambda block: block != row.get("shown", "iim")):
        for name, value in row.get(block, {}).items():
            readings.setdefault(name, []).append(FieldReading(block=block, path=name, value=value))
    return {
        name: ImageField(value=all_[0].value, block=all_[0].block, path=all_[0].path, all=tuple(all_))
        for name, all_ in readings.items()
    }


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["note"])
def test_fields_are_read_as_a_desk_reads_them(row):
    found = read_credit_fields(make_fields(row), today=row.get("today"))
    asked = {field: value for field, value in row.items() if field not in SETTINGS}
    assert asked
    evidence = asked.pop("evidence", [])
    assert {field: SHOWN[field](found) for field in asked} == asked
    steps = [[one.field, one.rule, one.raw] for one in found.evidence]
    assert [step for step in evidence if step not in steps] == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["note"])
def test_a_record_survives_json_and_no_value_is_lost(row):
    fields = make_fields(row)
    found = read_credit_fields(fields, today=row.get("today"))
    assert from_json(to_json(found), CreditFields) == found
    _keeps_every_value(fields, found)


def _keeps_every_value(fields, found):
    """Every value stands in evidence, in a second reading, or among what no rule read."""
    kept = {
        (one.name, one.block, one.path, one.raw)
        for one in (*found.evidence, *found.alternatives, *found.unparsed)
    }
    given_ = {
        (name, reading.block, reading.path, text)
        for name, field in fields.items()
        if name in FIELDS
        for reading in field.all
        for text in ([reading.value] if isinstance(reading.value, str) else reading.value)
        if text.strip()
    }
    assert kept == given_


PIECES = st.sampled_from(
    [
        "EPA/", "AP", "HANDOUT", "HO", "HO-", " / POOL", "STR", "STF", "Ada Rowe", "Ho", "ROWE, ADA",
        " via REUTERS", " for the Guardian", "© 2019 ", "Copyright of ", ". All rights reserved", "CHE",
        "Lamp Museum", "SUN", "Suisse/", "Martakert", "2020-09-30T14:05", "Wed Sep 30 14:05:11 ", "BST 2020",
        "20202809", "-", ".", "\x00", "\ud800", "&amp;", "\ue000", "|", "²", "٣",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=6).map("".join))
SHAPES = st.builds(
    FieldReading,
    block=st.sampled_from([*BLOCKS, "row"]),
    path=st.sampled_from(["2:80", "dc:creator"]),
    value=st.one_of(TEXTS, st.lists(TEXTS, max_size=3)),
)
FILES = st.dictionaries(st.sampled_from(FIELDS), st.lists(SHAPES, min_size=1, max_size=3), max_size=5).map(
    lambda drawn: {
        name: ImageField(value=all_[0].value, block=all_[0].block, path=all_[0].path, all=tuple(all_))
        for name, all_ in drawn.items()
    }
)


@given(FILES, st.none() | st.dates())
@example({"creators": ImageField(value="Ho", block="iim", path="2:80")}, None)
@example({"copyright_notice": ImageField(value="." * 600, block="iim", path="2:116")}, None)
@example({"credit_line": ImageField(value="HANDOUT " * 100, block="xmp", path="photoshop:Credit")}, None)
def test_a_reader_of_fields_never_raises_and_loses_nothing(fields, today):
    found = read_credit_fields(fields, today=today)
    assert found.handout == (Kind.HANDOUT in found.kinds) == (str(found.origin)[:7] in {"handout", "conflic"})
    assert len(set(found.creators)) == len(found.creators)
    if all(field.all for field in fields.values()):
        _keeps_every_value(fields, found)


@given(TEXTS)
def test_a_notice_is_its_parts(text):
    notice = read_notice(text)
    assert notice.holder in text
    assert notice.years is None or notice.years in text
    assert without_sign(text) in text


def test_a_credit_that_is_too_long_is_prose_but_its_word_counts():
    text = "This handout picture " + "of a lamp " * 60
    found = read_credit_fields({"credit_line": ImageField(value=text, block="xmp", path="photoshop:Credit")})
    assert (found.chain, found.handout) == ((), True)


def test_the_fields_read_are_fields_of_the_vocabulary():
    assert set(FIELDS) - set(load_fields()) == set()


@pytest.mark.parametrize("entry", PATTERNS.values(), ids=PATTERNS)
def test_a_pattern_meets_its_examples_and_no_counterexample(entry):
    name = next(name for name, other in PATTERNS.items() if other is entry)
    pattern = getattr(load_field_words(), name)
    meets = pattern.fullmatch if name in {"filler", "copyright_none", "copyright_tail"} else pattern.match
    meets = pattern.search if name == "handout_word" else meets
    assert [text for text in entry["examples"] if not meets(text)] == []
    assert [text for text in entry["counterexamples"] if meets(text)] == []
    assert entry["counterexamples"]
    assert entry["source"]


@pytest.mark.parametrize("row", TABLE["job_title"], ids=lambda row: row["rule"])
def test_a_code_of_a_title_meets_its_examples_and_no_counterexample(row):
    told = {text: load_field_words().job_title(text) for text in (*row["examples"], *row["counterexamples"])}
    assert {text for text, title in told.items() if title and title.rule == row["rule"]} == set(
        row["examples"]
    )
    assert row["counterexamples"]
    assert row["source"]
    assert row.get("handout", False) != ("kind" in row)
