"""A small XML tree built within limits, so that a hostile packet costs neither stack nor memory."""

from dataclasses import dataclass, field
from typing import NamedTuple

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, XMLParser

from catalog.images.text import LONGEST_TEXT

DEEPEST = 64
MOST_ELEMENTS = 20_000


class TooLargeError(ValueError):
    """A document that is nested deeper, or has more elements, than any metadata block."""


@dataclass(slots=True)
class Node:
    """An element.

    Attributes:
        name: `{namespace}local`.
        attributes: The same kind of names to values.
        children: Elements in order.
        pieces: Character data in order, without that of children.
        closed: Whether the end tag was seen.
    """

    name: str
    attributes: dict[str, str]
    children: list["Node"] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    closed: bool = False

    @property
    def text(self) -> str:
        """The element's own character data."""
        return "".join(self.pieces)


def check_bounds(elements: int, depth: int) -> None:
    """Refuse a document that is larger than any metadata block.

    Args:
        elements: Elements begun so far.
        depth: Elements still open around the newest.

    Raises:
        TooLargeError: It has more, or they are nested deeper.
    """
    if elements > MOST_ELEMENTS:
        raise TooLargeError(f"more than {MOST_ELEMENTS} elements")  # noqa: EM102, TRY003 -- one caller
    if depth >= DEEPEST:
        raise TooLargeError(f"nested deeper than {DEEPEST} elements")  # noqa: EM102, TRY003 -- one caller


class Parsed(NamedTuple):
    """A tree, and why it ends early.

    Attributes:
        root: The outermost element, None where there is none.
        error: Why parsing stopped, None where it did not.
    """

    root: Node | None
    error: str | None


class _Builder:
    """What the parser reports to; keeps the open elements on a stack of its own."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self._open: list[Node] = []
        self._elements = 0
        self._characters = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self._elements += 1
        check_bounds(self._elements, len(self._open))
        node = Node(name, attributes)
        if self._open:
            self._open[-1].children.append(node)
        else:
            self.root = self.root or node
        self._open.append(node)
        self._characters = 0

    def end(self, _name: str) -> None:
        """An element ends."""
        self._open.pop().closed = True

    def data(self, text: str) -> None:
        """Character data within the innermost element."""
        room = LONGEST_TEXT - self._characters
        if self._open and room > 0:
            self._open[-1].pieces.append(text[:room])
        self._characters += len(text)

    def close(self) -> None:
        """The document ends."""


def parse_xml(text: str) -> Parsed:
    """Parse without entities, document types and outside references; keep what stood before an error."""
    builder = _Builder()
    parser = XMLParser(target=builder, forbid_dtd=True)
    error: str | None = None
    try:
        parser.feed(text)
        parser.close()
    except (ParseError, DefusedXmlException, TooLargeError) as refusal:
        error = str(refusal) or type(refusal).__name__
    return Parsed(builder.root, error)
