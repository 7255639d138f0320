"""What a desk relies on, caption by caption: the rows of `cases/`, in the record's own words."""

import pytest

from catalog.caption import Knowledge, parse_caption
from catalog.records import ParsedCaption, from_json, to_json
from catalog.text import fold
from tests.caption.readings import SETTINGS, SHOWN, read_rows

ROWS = [pytest.param(row, id=name) for name, row in read_rows("reading")]


def _parse(row: dict) -> ParsedCaption:
    knowledge = Knowledge(worldview=row.get("worldview", "un"))
    return parse_caption(row["caption"], knowledge=knowledge, today=row.get("today"))


@pytest.mark.parametrize("row", ROWS)
def test_a_caption_is_read_as_a_desk_reads_it(row: dict) -> None:
    parsed = _parse(row)
    asked = {field: value for field, value in row.items() if field not in SETTINGS}
    assert asked
    evidence = asked.pop("evidence", [])
    assert {field: SHOWN[field](parsed) for field in asked} == asked
    assert [step for step in evidence if step not in SHOWN["evidence"](parsed)] == []


@pytest.mark.parametrize("row", ROWS)
def test_a_value_is_its_span_s_words(row: dict) -> None:
    parsed = _parse(row)
    text = parsed.caption
    named = [*parsed.creators, *parsed.handout_sources, *parsed.places, *parsed.places_mentioned]
    assert [(n.name, n.span) for n in named if fold(text[slice(*n.span)]) != fold(n.name)] == []
    assert [n.text for n in parsed.notices if text[slice(*n.span)] != n.text] == []
    assert [f.text for s in parsed.handout_sources for f in s.forms if text[slice(*f.span)] != f.text] == []
    if parsed.credit_line is not None:
        assert parsed.credit_line in text


@pytest.mark.parametrize("row", ROWS)
def test_a_record_is_the_same_after_json_and_on_a_second_reading(row: dict) -> None:
    parsed = _parse(row)
    assert from_json(to_json(parsed), ParsedCaption) == parsed
    assert to_json(_parse(row)) == to_json(parsed)


def test_no_two_rows_share_a_name() -> None:
    names = [name for name, _ in read_rows("reading")]
    assert len(set(names)) == len(names)
