"""Every provenance rule has its heading, its words, and an example that makes its finding."""

import json
import tomllib

import pytest

from catalog.caption import parse_caption
from catalog.provenance import assess, load_rules
from catalog.records import to_json
from tests.docs.images import image_of, neighbour_of
from tests.docs.markdown import blocks, folded, headings, read, sections
from tests.docs.shell import differences

PAGES = [read("reference/provenance-rules.md"), read("reference/provenance-rules-agreement.md")]
RULES = {name: text for page in PAGES for name, text in sections(page, 2).items()}


def test_the_headings_are_the_rules_in_their_order():
    assert [heading for page in PAGES for heading in headings(page, 2)] == list(load_rules())


@pytest.mark.parametrize("rule", load_rules().values(), ids=load_rules())
def test_the_words_of_a_rule_are_those_that_findings_show(rule):
    text = folded(RULES[rule.id])
    assert f"**{rule.title}** ({rule.severity})" in text
    for words in (rule.meaning, *rule.explains, *rule.notes.values(), rule.source):
        assert words in text


@pytest.mark.parametrize("name", RULES)
def test_the_example_of_a_rule_makes_the_finding_that_is_shown(name):
    case, finding = (block.text for block in blocks(RULES[name]))
    given = tomllib.loads(case)
    image = image_of(given["file"]) if "file" in given else None
    copies = [neighbour_of(copy) for copy in given.get("copies", ())]
    found = assess(parse_caption(given["caption"]), image, neighbours=copies).findings
    of_rule = [json.loads(to_json(one)) for one in found if one.rule == name]
    assert differences([json.loads(finding)], of_rule) == []
