"""The pages hold together: links lead somewhere, each page is in the sidebar, and Sphinx builds them all."""

import re
import subprocess
import sys

import pytest

from tests.docs.markdown import DOCS, ROOT, headings, pages, plain, read, title

PAGES = [*pages(), *ROOT.glob("*.md")]


def _links(page):
    """What a page links to: file and heading, those of the web left out."""
    targets = re.findall(r"\]\((?!https?:)([^)\s]+)\)", plain(page.read_text("utf-8")))
    for target in targets:
        name, _, anchor = target.partition("#")
        yield (page.parent / name).resolve() if name else page, anchor


def _anchors(page):
    """The names by which a page's headings are linked to, as GitHub and MyST make them."""
    text = page.read_text("utf-8")
    found = [heading for level in (1, 2, 3) for heading in headings(text, level)]
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found}


@pytest.mark.parametrize("page", PAGES, ids=title)
def test_every_link_leads_to_a_file_and_a_heading(page):
    lost = [
        f"{target}#{anchor}"
        for target, anchor in _links(page)
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in _anchors(target))
    ]
    assert lost == []


def test_every_page_is_linked_from_the_first_one_or_from_the_decisions():
    listed = {
        target for page in (DOCS / "index.md", DOCS / "decisions/index.md") for target, _ in _links(page)
    }
    assert [title(page) for page in pages() if page not in listed | {DOCS / "index.md"}] == []


@pytest.mark.parametrize("page", PAGES, ids=title)
def test_a_page_is_short_and_begins_with_its_title(page):
    lines = page.read_text("utf-8").splitlines()
    assert len(lines) <= 400
    assert lines[0].startswith("# ")


@pytest.mark.parametrize("page", sorted((DOCS / "decisions").glob("0*.md")), ids=title)
def test_a_decision_has_its_number_and_four_parts(page):
    number, _, words = page.read_text("utf-8").splitlines()[0].removeprefix("# ").partition(". ")
    assert (int(number), page.name[:4]) == (int(page.name[:4]), f"{int(number):04}")
    assert words
    assert headings(page.read_text("utf-8"), 2) == ["Context", "Decision", "Consequence", "Refused"]


def test_the_changelog_has_a_place_for_what_comes():
    assert "## [Unreleased]" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_nothing_is_fetched_from_elsewhere():
    assert "intersphinx" not in (DOCS / "conf.py").read_text("utf-8")
    for page in PAGES:
        assert re.findall(r"!\[[^\]]*\]\(https?:", page.read_text("utf-8")) == []


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The pages as Sphinx builds them, a warning being an error."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", "-q", "-n", "-W", "-b", "html", str(DOCS), str(folder)]
    done = subprocess.run(
        [*command, "-d", str(folder / ".doctrees")], capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return folder


def test_sphinx_builds_every_page_without_a_warning(site):
    assert [p for p in pages() if not (site / p.relative_to(DOCS).with_suffix(".html")).exists()] == []


def test_a_built_page_loads_nothing_from_elsewhere(site):
    for page in site.rglob("*.html"):
        text = page.read_text("utf-8")
        assert re.findall(r'<(?:script|img|iframe)[^>]+src="(?:https?:)?//', text) == []
        assert re.findall(r'<link[^>]+rel="stylesheet"[^>]+href="(?:https?:)?//', text) == []


def test_the_sidebar_has_the_headings_and_the_pages_of_the_first_page(site):
    sidebar = (site / "index.html").read_text("utf-8").partition('class="sidebar-tree"')[2]
    for heading in headings(read("index.md"), 2):
        assert f'<span class="caption-text">{heading}</span>' in sidebar
    for target, _ in _links(DOCS / "index.md"):
        assert f'href="{target.relative_to(DOCS).with_suffix(".html")}"' in sidebar
