# ruff: noqa: INP001 (Sphinx reads this file by its path)
"""How Sphinx builds these pages: from Markdown, with nothing fetched from anywhere."""

import re
from importlib.metadata import version as installed
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "Creditline"
author = "The Creditline contributors"
version = release = installed("creditline")
extensions = ["myst_parser", "sphinx_copybutton"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
html_theme = "furo"
html_static_path = ["_static"]
html_title = "Creditline"
html_copy_source = False
copybutton_prompt_text = "$ "
copybutton_only_copy_prompt_lines = True
myst_heading_anchors = 3


LISTS = ("index", "decisions/index")
"""The pages whose links are the only list of pages there is."""


def add_contents(_app: "Sphinx", name: str, source: list[str]) -> None:
    """Make the sidebar of the links of those pages: each heading a part, each linked page a chapter."""
    if name not in LISTS:
        return
    for part in re.split(r"^(?=## )", source[0], flags=re.MULTILINE):
        heading = re.match(r"## (.+)", part)
        pages = re.findall(r"^- .*", part, re.MULTILINE)
        names = [page for line in pages for page in re.findall(r"\]\(([\w/-]+)\.md\)", line)]
        if names:
            caption = f":caption: {heading[1]}\n" if heading else ""
            source[0] += f"\n\n```{{toctree}}\n:hidden:\n{caption}\n" + "\n".join(names) + "\n```\n"


def setup(app: "Sphinx") -> None:
    """Join Sphinx's reading of sources."""
    app.connect("source-read", add_contents)
