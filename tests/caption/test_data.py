"""The room's knowledge proves itself: each example is found, each counterexample is not."""

import runpy
import tomllib
import unicodedata
from pathlib import Path

import pytest

from catalog.agencies import load_agencies
from catalog.caption import notice_rules, parse_caption
from catalog.caption.months import TARGET, collect, render
from catalog.caption.names import class_of
from catalog.caption.sentences import sentence_bounds
from catalog.caption.statements import find_statements
from catalog.caption.words import load_words
from catalog.text import fold

DATA = Path(__file__).parents[2] / "catalog" / "caption" / "data"
WORDS = load_words()


def _rows(file, table):
    """The rows of a table, from its file or from every file of its folder."""
    paths = sorted((DATA / file).glob("*.toml")) or [DATA / f"{file}.toml"]
    return [row for path in paths for row in tomllib.loads(path.read_text(encoding="utf-8"))[table]]


def _cases(file, table, patterns, name):
    rows = _rows(file, table)
    return [
        pytest.param(pattern, row, id=f"{row[name]}-{number}")
        for number, (row, pattern) in enumerate(zip(rows, patterns, strict=True))
    ]


PATTERNS = [
    *_cases("kinds", "kind", [k.pattern for k in WORDS.kinds], "rule"),
    *_cases("kinds", "condition", [p for _, p in WORDS.conditions], "condition"),
]


@pytest.mark.parametrize(("pattern", "row"), PATTERNS)
def test_a_pattern_finds_its_examples(pattern, row):
    assert [e for e in row["examples"] if not pattern.search(e)] == []


@pytest.mark.parametrize(("pattern", "row"), PATTERNS)
def test_a_pattern_refuses_its_counterexamples(pattern, row):
    assert row["counterexamples"]
    assert [e for e in row["counterexamples"] if pattern.search(e)] == []


@pytest.mark.parametrize("row", _rows("statements", "statement"), ids=lambda r: r["id"])
def test_a_statement_is_read_in_its_examples_alone(row):
    def read(text):
        return [s for s in find_statements(text, sentence_bounds(text, WORDS), WORDS) if s.rule == row["id"]]

    assert row["counterexamples"]
    assert [e for e in row["examples"] if not read(e)] == []
    assert [e for e in row["counterexamples"] if read(e)] == []


@pytest.mark.parametrize("row", _rows("patterns", "pattern"), ids=lambda r: r["id"])
def test_a_long_pattern_finds_and_refuses_what_it_says(row):
    pattern = WORDS.patterns[row["id"]]
    assert [m for m in row["matches"] if not pattern.search(m)] == []
    assert [m for m in row["refuses"] if pattern.search(m)] == []
    assert row["why"]


@pytest.mark.parametrize("row", _rows("institutions", "class"), ids=lambda r: r["name"])
def test_a_class_of_institution_has_its_words(row):
    classes = {example: class_of(fold(example), WORDS) for example in row["examples"]}
    assert classes == dict.fromkeys(row["examples"], row["name"])
    assert [c for c in row["counterexamples"] if class_of(fold(c), WORDS) == row["name"]] == []


def test_months_are_those_of_the_installed_cldr():
    assert TARGET.read_text(encoding="utf-8") == render(collect())


@pytest.mark.parametrize("file", sorted(DATA.rglob("*.toml")), ids=lambda p: p.stem)
def test_data_is_composed_and_says_where_it_comes_from(file):
    text = file.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert "Sources:" in text or "CLDR" in text


@pytest.mark.filterwarnings("ignore:.*found in sys.modules:RuntimeWarning")
@pytest.mark.parametrize("module", ["months", "weekdays"])
def test_a_table_of_cldr_is_written_by_its_module(module, monkeypatch):
    written = {}
    monkeypatch.setattr(Path, "write_text", lambda path, text, **_: written.update({path: text}))
    runpy.run_module(f"catalog.caption.{module}", run_name="__main__")
    target = DATA / f"{module}.toml"
    assert written == {target: target.read_text(encoding="utf-8")}


def test_the_room_writes_the_compiled_notices_that_are_shipped(monkeypatch, tmp_path):
    write, target = notice_rules.compile_notice_rules, tmp_path / "compiled.msgpack"
    monkeypatch.setattr(notice_rules, "compile_notice_rules", lambda: write(target))
    runpy.run_module("catalog.caption", run_name="__main__")
    assert target.read_bytes() == notice_rules.COMPILED.read_bytes()


def _credit_examples():
    return [
        pytest.param(example, id=f"{agency.id}-{number}-{place}")
        for agency in load_agencies()
        for number, form in enumerate(agency.credit_forms)
        for place, example in enumerate(form.examples)
    ]


@pytest.mark.parametrize("example", _credit_examples())
def test_the_parser_reads_every_credit_example_of_an_agency(example):
    parsed = parse_caption(f"A boat crosses the lake at Vell, 3 May 2019. {example.text}")
    assert [a.name for a in parsed.agencies] == list(example.agencies)
    assert [fold(c.name) for c in parsed.creators] == [fold(c) for c in example.creators]
    assert parsed.handout == example.handout
    source = parsed.handout_sources[0].name if parsed.handout_sources else None
    assert fold(source or "") == fold(example.handout_source or "")
