"""The documents keep up with the code."""

import re
from pathlib import Path

import pytest

from catalog.cli.main import _COMMANDS
from catalog.search import load_fields

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("command", list(_COMMANDS))
def test_every_command_has_its_heading(command):
    assert f"\n## {command}\n" in (ROOT / "docs/reference/commands.md").read_text()


def test_every_query_field_has_its_heading():
    text = (ROOT / "docs/reference/queries.md").read_text()
    assert [name for name in load_fields() if f"\n### {name}\n" not in text] == []


def test_the_changelog_has_a_place_for_what_comes():
    assert "## [Unreleased]" in (ROOT / "CHANGELOG.md").read_text()


def test_every_link_between_documents_leads_somewhere():
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    links = [
        (page, target)
        for page in pages
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text())
    ]
    assert [f"{page.name}: {target}" for page, target in links if not (page.parent / target).exists()] == []
