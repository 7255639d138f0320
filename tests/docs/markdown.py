"""The pages as their tests read them: headings, fenced blocks, and what stands under a heading."""

import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"

_FENCE = re.compile(r"^(?P<mark>```+)(?P<info>[^\n]*)\n(?P<text>.*?)^(?P=mark)\s*$", re.MULTILINE | re.DOTALL)
_NAMED = re.compile(r"`([\w./-]+)`:\s*\Z")


class Block(NamedTuple):
    """A fenced block: its language, its text, its line, and the file name that the words before it give."""

    language: str
    text: str
    line: int
    name: str | None


def pages():
    """Every page of the documentation."""
    return sorted(path for path in DOCS.rglob("*.md") if "_build" not in path.parts)


def title(page):
    """A page as a test's id."""
    return str(page.relative_to(ROOT))


def read(name):
    """The text of a page of `docs/`."""
    return (DOCS / name).read_text("utf-8")


def blocks(text):
    """The fenced blocks of a text, in order."""
    found = []
    for match in _FENCE.finditer(text):
        before = text[: match.start()]
        named = _NAMED.search(before)
        line = before.count("\n") + 1
        found.append(Block(match["info"].strip(), match["text"], line, named[1] if named else None))
    return found


def plain(text):
    """A text without its fenced blocks, so that a `#` in an example is no heading."""
    return _FENCE.sub("", text)


def headings(text, level):
    """The headings of one level, without backticks, in order."""
    found = re.findall(rf"^{'#' * level} (.+)$", plain(text), re.MULTILINE)
    return [heading.replace("`", "") for heading in found]


def sections(text, level):
    """Heading to what stands under it, up to the next heading of its level or above."""
    marks = "#" * level
    found = {}
    current = None
    fenced = False
    for line in text.splitlines(keepends=True):
        fenced ^= line.startswith("```")
        depth = len(line) - len(line.lstrip("#"))
        if not fenced and 0 < depth <= level and line[depth : depth + 1] == " ":
            current = line[depth:].strip().replace("`", "") if line.startswith(f"{marks} ") else None
            if current is not None:
                found[current] = ""
        elif current is not None:
            found[current] += line
    return found


def section(text, level, heading):
    """What stands under one heading."""
    return sections(text, level)[heading]


def folded(text):
    """A text on one line."""
    return " ".join(text.split())
