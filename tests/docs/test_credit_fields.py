"""Every rule for credit fields that evidence can name has its heading and fields that it reads."""

import ast
import re
import tomllib
from datetime import date

import pytest

from catalog.caption import read_credit_fields
from catalog.dates import Form
from catalog.records import ImageField
from tests.docs.markdown import ROOT, blocks, read, sections

PAGES = ("reference/credit-fields.md", "reference/credit-fields-facts.md")
RULES = {name: text for page in PAGES for name, text in sections(read(page), 3).items()}
AFTER = date(2026, 1, 1)


def _rules():
    """Every rule: those of the code, of the data, and those made of a date's form."""
    for path in (ROOT / "catalog/caption").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and re.fullmatch(r"field/[a-z-]+", str(node.value)):
                yield node.value
    table = tomllib.loads((ROOT / "catalog/caption/data/credit_fields.toml").read_text("utf-8"))
    yield from (row["rule"] for row in table["job_title"])
    yield from (f"field/{form}" for form in Form)


def test_every_rule_has_its_heading_and_no_heading_is_without_rule():
    assert set(RULES) == set(_rules())


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_reads_its_example_as_shown(rule):
    [example] = blocks(RULES[rule])
    pairs = [line.partition(": ")[::2] for line in example.text.splitlines()]
    fields = {name: ImageField(value=text, block="iim", path=name) for name, text in pairs}
    found = read_credit_fields(fields, today=AFTER)
    seen = [(one.field, one.raw) for one in found.evidence if one.rule == rule]
    seen += [(one.field, one.value) for one in found.alternatives if one.rule == rule]
    told = [f"`{name}`: {', '.join(w for f, w in seen if f == name)}" for name in dict(seen)]
    assert "; ".join(told) == RULES[rule].rstrip().rpartition("\n")[2] != ""
