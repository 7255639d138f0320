"""Every example in the documents is run, and prints what the page shows."""

import json
import os
import shlex
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue

import click
import pytest

from catalog.cli.main import cli
from tests.docs.markdown import ROOT, blocks, pages, title
from tests.docs.shell import ANY, Shell, differences, faults, lay_out, matches

PAGES = [*pages(), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]


def _with(language):
    found = [page for page in PAGES if any(b.language == language for b in blocks(page.read_text("utf-8")))]
    return pytest.mark.parametrize("page", found, ids=title)


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The demo's catalog, made once."""
    folder = tmp_path_factory.mktemp("demo")
    lay_out(folder)
    shell = Shell()
    done = shell.run("catalog demo --no-serve", folder)
    shell.close()
    assert done.status == 0, done.output
    return folder / "catalog-demo"


@pytest.fixture(scope="session")
def found(request, demo, tmp_path_factory):
    """Each page that is tested to what is not as it shows; some pages at a time, each in its own folder."""
    mine = [item for item in request.session.items if item.path == Path(__file__)]
    chosen = {item.callspec.params["page"] for item in mine if "found" in item.fixturenames}
    folders = {page: tmp_path_factory.mktemp("page") for page in chosen}

    shells = [Shell() for _ in range(os.cpu_count() or 1)]
    free = SimpleQueue()
    for shell in shells:
        free.put(shell)

    def look(page):
        lay_out(folders[page])
        text = page.read_text("utf-8")
        if "catalog-demo" in text or "$ curl" in text:
            shutil.copytree(demo, folders[page] / "catalog-demo")
        shell = free.get()
        try:
            return page, faults(text, folders[page], shell)
        finally:
            free.put(shell)

    with ThreadPoolExecutor(len(shells)) as pool:
        seen = dict(pool.map(look, chosen))
    for shell in shells:
        shell.close()
    return seen


@_with("console")
def test_every_console_example_prints_what_the_page_shows(page, found):
    assert found[page] == []


@_with("json")
def test_every_json_example_is_json(page):
    for block in blocks(page.read_text("utf-8")):
        if block.language == "json":
            json.loads(block.text)


@_with("sh")
def test_every_catalog_command_that_is_only_shown_exists_with_its_options(page):
    lines = [
        line
        for block in blocks(page.read_text("utf-8"))
        if block.language == "sh"
        for line in block.text.replace("\\\n", " ").splitlines()
    ]
    for words in (shlex.split(line, comments=True) for line in lines):
        for start in [number for number, word in enumerate(words) if word.rpartition("/")[2] == "catalog"]:
            rest = words[start + 1 :]
            stop = min(
                [rest.index(sign) for sign in ("|", "&&", ">", "<") if sign in rest], default=len(rest)
            )
            check(rest[:stop])


def check(words):
    """Read a command line as click does, without running it."""
    group, words = cli, list(words)
    context = click.Context(cli, info_name="catalog")
    while isinstance(group, click.Group):
        context = group.make_context("catalog", words, resilient_parsing=False)
        words = [*context._protected_args, *context.args]
        if not words:
            return
        command = group.get_command(context, words[0])
        assert command is not None, words
        group, words = command, words[1:]
    group.make_context(group.name, words, parent=context)


def test_a_wrong_example_is_noticed():
    assert matches(["3 found, ..."], "3 found, 3 shown\n")
    assert matches(["a", ANY, "z"], "a\nb\nc\nz\n")
    assert not matches(["4 found"], "3 found\n")
    assert differences({"a": [1, ANY]}, {"a": [1, 2, 3], "b": 4}) == []
    assert differences({"a": [1]}, {"a": [1, 2]})
    assert differences({"a": "x..."}, {"a": "xyz"}) == []
    assert differences({"a": None}, {"a": 1}) == ["$.a: 1"]
