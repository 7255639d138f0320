"""XML read into a tree within limits, so that a hostile packet costs neither stack nor memory."""

import re
from itertools import islice
from typing import NamedTuple
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

DEEPEST = 64
MOST_ELEMENTS = 20_000
UNCLOSED = ""
"""The attribute of an element whose end tag was not seen; no document can have one of that name."""

_START_TAG = re.compile(r"<(?![/?!])")


class DocumentTypeError(ValueError):
    """A document that declares a type, which is where entities and outside references come from."""


class Parsed(NamedTuple):
    """A tree, and why it is not the whole document.

    Attributes:
        root: The outermost element, None where there is none; names are `namespace}local`.
        error: Why parsing stopped, or what was left out; None where neither happened.
    """

    root: Element | None
    error: str | None


def parse_xml(text: str) -> Parsed:
    """Parse without entities, document types and outside references; keep what stood before an error."""
    within, excess = _first_elements(text)
    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    error: str | None = None
    try:
        parser.Parse(within, True)  # noqa: FBT003 -- the end of the document, named in no other way
    except (expat.ExpatError, DocumentTypeError) as refusal:
        error = excess or str(refusal)
    root = _closed(builder, found_whole=error is None)
    return Parsed(root, error or _prune(root))


def _refuse(*_declared: object) -> None:
    """Refuse a document type where the parser meets one."""
    raise DocumentTypeError("a document type is declared")  # noqa: EM101, TRY003 -- one raiser


def _first_elements(text: str) -> tuple[str, str | None]:
    """The text of as many elements as any metadata block has, and why the rest is left out."""
    if text.count("<") <= MOST_ELEMENTS:
        return text, None
    beyond = next(islice(_START_TAG.finditer(text), MOST_ELEMENTS, None), None)
    return (text[: beyond.start()], f"more than {MOST_ELEMENTS} elements") if beyond else (text, None)


def _closed(builder: TreeBuilder, *, found_whole: bool) -> Element | None:
    """The tree, where the elements that are still open bear `UNCLOSED`."""
    while not found_whole:
        try:
            builder.end("").set(UNCLOSED, "")
        except IndexError:
            break
    root: Element | None = builder.close()
    return root


def _prune(root: Element | None) -> str | None:
    """Take out what is nested deeper than in any metadata block, and say so."""
    level = [] if root is None else [root]
    for _ in range(DEEPEST - 1):
        level = [child for element in level for child in element]
    deeper = [element for element in level if len(element)]
    for element in deeper:
        element.clear()
    return f"nested deeper than {DEEPEST} elements" if deeper else None
