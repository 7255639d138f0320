"""Every rule that evidence can name has its heading and a caption that it reads."""

import ast
import json
import re
from datetime import date
from pathlib import Path

import pytest

from catalog.caption import parse_caption
from catalog.caption.party import Role
from catalog.caption.rule_meanings import load_reasons, load_rule_meanings
from catalog.caption.words import load_words
from tests.docs.markdown import ROOT, blocks, folded, headings, read, sections

SENTENCES = tuple(f"reference/caption-rules-{name}.md" for name in ("statements", "asia", "languages"))
SHAPE = re.compile(r"(credit|source|place|date)/[a-z-]+")
AFTER = date(2026, 1, 1)


def _sections(page, level):
    return sections(read(page), level)


RULES = {
    **_sections("reference/caption-rules.md", 3),
    **_sections("reference/caption-rules-dates.md", 3),
    **_sections("reference/caption-rules-kinds.md", 3),
    **{name: text for page in SENTENCES for name, text in _sections(page, 2).items()},
}


def _trees():
    return [ast.parse(path.read_text("utf-8")) for path in Path(ROOT / "catalog/caption").glob("*.py")]


def _named_in_code():
    """Rules that stand as they are in the parser's code."""
    for node in (node for tree in _trees() for node in ast.walk(tree)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SHAPE.fullmatch(node.value):
            yield node.value


def _joined(node):
    """Whether a node is an f-string that makes a rule's name."""
    first = node.values[0] if isinstance(node, ast.JoinedStr) and node.values else None
    return isinstance(first, ast.Constant) and re.match(r"(credit|source|place|date|statement)/", first.value)


def _listed_in_code():
    """Rules that a loop over names makes, as in `f"credit/{name}" ... for name in ("head", "telex")`."""
    for loop in (node for tree in _trees() for node in ast.walk(tree) if isinstance(node, ast.ListComp)):
        names = loop.generators[0].iter
        if isinstance(names, ast.Tuple):
            for made in filter(_joined, ast.walk(loop)):
                yield from (made.values[0].value + name.value for name in names.elts)


def _rules():
    """Every rule: those of the code, of the data, and those made of a role."""
    words = load_words()
    yield from {*_named_in_code(), *_listed_in_code()}
    yield from (f"statement/{rule.id}" for rule in words.statements)
    yield from (rule.rule for rule in words.kinds)
    for role in (Role.HANDOUT, Role.SUPPLIED):
        yield from (f"credit/{role}-{side}" for side in ("part", "suffix"))
    yield from (f"credit/{role}" for role in (Role.POOL, Role.FILE, Role.STRINGER, Role.SOCIAL))


def test_every_way_to_make_a_rule_is_one_that_these_tests_know():
    made = {ast.unparse(node) for tree in _trees() for node in ast.walk(tree) if _joined(node)}
    assert made == {
        "f'credit/{p.role}-{_side(p)}'",
        "f'credit/{party.role}'",
        "f'credit/{name}'",
        "f'statement/{s.rule}'",
        "f\"statement/{row['id']}\"",
    }


def test_every_rule_has_its_heading_and_no_heading_is_without_rule():
    assert set(RULES) == set(_rules())


def _seen(rule, text):
    """Field to the words that a rule read, and to the second readings that it allows."""
    parsed = parse_caption(text, today=AFTER)
    found = [(one.field, text[slice(*one.span)].strip()) for one in parsed.evidence if one.rule == rule]
    found += [(one.field, one.value) for one in parsed.alternatives if one.rule == rule]
    fields = dict.fromkeys(field for field, _ in found)
    return "; ".join(f"`{f}`: {', '.join(w for field, w in found if field == f)}" for f in fields)


def test_every_rule_has_its_meaning_and_no_meaning_is_without_rule():
    assert set(load_rule_meanings()) - set(load_reasons()) == set(RULES)


def test_the_reasons_that_no_rule_has_are_listed_with_their_meanings():
    listed = re.findall(r"^- `(\w+/[\w-]+)`: (.+)$", read("how-to/explain-a-parse.md"), re.MULTILINE)
    assert listed == list(load_reasons().items())


@pytest.mark.parametrize("rule", RULES)
def test_a_section_opens_with_the_meaning_that_is_printed(rule):
    meaning = load_rule_meanings()[rule]
    assert meaning.endswith(".")
    assert "\n" not in meaning
    if rule.startswith("statement/"):
        language = RULES[rule].rstrip().rpartition("\n")[2].partition(".")[0]
        assert meaning.startswith(f"A sentence of the prose, in {language}, ")
    else:
        assert folded(RULES[rule]).replace("`", "").startswith(meaning)


@pytest.mark.parametrize("rule", [name for name in RULES if not name.startswith("statement/")])
def test_a_rule_reads_its_example_as_shown(rule):
    [example] = blocks(RULES[rule])
    shown = RULES[rule].rstrip().rpartition("\n")[2]
    assert _seen(rule, example.text.rstrip("\n")) == shown != ""


@pytest.mark.parametrize("rule", [name for name in RULES if name.startswith("statement/")])
def test_a_statement_reads_its_example_as_shown(rule):
    [example] = blocks(RULES[rule])
    text = example.text.rstrip("\n")
    parsed = parse_caption(text)
    assert rule in {one.rule for one in parsed.evidence}
    names = "; ".join(source.name for source in parsed.handout_sources) or "nobody is named"
    shown = RULES[rule].rstrip().rpartition("\n")[2]
    assert shown.endswith(f". `how`: {parsed.how}. `handout_sources`: {names}.")


def test_statements_stand_in_the_order_in_which_they_are_looked_for():
    told = [heading for page in SENTENCES for heading in headings(read(page), 2)]
    order = [f"statement/{rule.id}" for rule in load_words().statements]
    english = [name for name in order if name.startswith("statement/en-")]
    assert told == english + [name for name in order if name not in english]


def test_no_caption_that_we_have_names_a_rule_without_heading():
    files = [ROOT / "samples/wire.jsonl", *(ROOT / "tests/accuracy").rglob("*.jsonl")]
    lines = [line for file in files for line in file.read_text("utf-8").splitlines() if line.strip()]
    captions = [json.loads(line)["caption"] for line in lines]
    named = {one.rule for text in captions for one in parse_caption(text).evidence}
    assert named - set(RULES) == set()
