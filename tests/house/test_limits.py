"""No file that nobody reads to its end, no function that does not fit a screen."""

import ast

import pytest

from tests.house.sources import ROOT, our_files, shown

LONGEST_FILE = 400
LONGEST_FUNCTION = 50
# The one file that is to grow: each version adds its lines at the top.
GROWS = {"CHANGELOG.md"}
# A migration is one act in two functions, drafted by Alembic and never edited again.
ONE_ACT = "migrations/versions/"


def long_files(root=ROOT):
    """Files over the limit, each as `path: lines`."""
    files = our_files(".py", ".toml", ".html", ".css", ".js", ".md", ".lark", root=root)
    lengths = {shown(path, root): len(path.read_text("utf-8").splitlines()) for path in files}
    return [f"{name}: {n} lines" for name, n in lengths.items() if n > LONGEST_FILE and name not in GROWS]


def long_functions(root=ROOT):
    """Functions over the limit, each as `path:line name: lines`."""
    found = []
    for path in our_files(".py", root=root):
        name = shown(path, root)
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not name.startswith(ONE_ACT):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > LONGEST_FUNCTION:
                    found.append(f"{name}:{node.lineno} {node.name}: {lines} lines")
    return found


def test_no_file_is_longer_than_four_hundred_lines():
    assert long_files() == []


def test_no_function_is_longer_than_fifty_lines():
    assert long_functions() == []


def test_every_module_says_what_it_is_for():
    modules = [path for path in our_files(".py") if shown(path).split("/")[0] != "tests"]
    assert len(modules) > 200
    assert [
        shown(path) for path in modules if not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ] == []


def test_no_module_has_a_name_where_names_go_to_die():
    buckets = {"utils", "util", "helpers", "helper", "manager", "misc", "common"}
    assert [shown(path) for path in our_files(".py") if path.stem in buckets] == []


@pytest.mark.parametrize(("lines", "long"), [(400, False), (401, True)])
def test_the_limit_of_a_file_is_where_it_is_said_to_be(tmp_path, lines, long):
    (tmp_path / "page.css").write_text("a {}\n" * lines, encoding="utf-8")
    assert long_files(tmp_path) == ([f"page.css: {lines} lines"] if long else [])


@pytest.mark.parametrize(("lines", "long"), [(50, False), (51, True)])
def test_the_limit_of_a_function_is_where_it_is_said_to_be(tmp_path, lines, long):
    text = "class Desk:\n    def sort(self):\n" + "        pass\n" * (lines - 1)
    (tmp_path / "desk.py").write_text(text, encoding="utf-8")
    assert long_functions(tmp_path) == ([f"desk.py:2 sort: {lines} lines"] if long else [])


def test_what_others_wrote_is_not_measured(tmp_path):
    (tmp_path / "vendor").mkdir()
    (tmp_path / "vendor/map.js").write_text("//\n" * 900, encoding="utf-8")
    assert long_files(tmp_path) == []
