"""An XMP packet as a tree that loses nothing: namespaces, order, mixed content, comments, whole texts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias
from xml.sax.saxutils import escape

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, XMLParser

from catalog.images.writing.model import CannotWriteError
from catalog.images.xml import DEEPEST, MOST_ELEMENTS

XML = "http://www.w3.org/XML/1998/namespace"
# A carriage return, and white space in attributes, would be normalised away when read (XML 1.0, 2.11, 3.3.3).
_IN_TEXT = {"\r": "&#xD;"}
_IN_ATTRIBUTE = {"\r": "&#xD;", "\n": "&#xA;", "\t": "&#x9;", '"': "&quot;"}


@dataclass(frozen=True, slots=True)
class Raw:
    """A comment or processing instruction, as it is written."""

    text: str


@dataclass(slots=True)
class Element:
    """An element.

    Attributes:
        name: `{namespace}local`.
        attributes: The same kind of names to values.
        content: Texts, elements and comments in order.
        declared: The namespaces that its start tag declares: prefix to URI.
    """

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    content: "list[Content]" = field(default_factory=list)
    declared: dict[str, str] = field(default_factory=dict)

    @property
    def children(self) -> "list[Element]":
        """The elements directly within."""
        return [one for one in self.content if isinstance(one, Element)]

    @property
    def text(self) -> str:
        """The character data directly within."""
        return "".join(one for one in self.content if isinstance(one, str))

    def remove(self, child: "Element") -> None:
        """Take a child out, with the white space that indents it."""
        at = next(number for number, one in enumerate(self.content) if one is child)
        before = self.content[at - 1] if at else None
        start = at - 1 if isinstance(before, str) and not before.strip() else at
        del self.content[start : at + 1]


Content: TypeAlias = str | Raw | Element


class _TooLargeError(ValueError):
    """A packet that is nested deeper, or has more elements, than any that a program writes."""


class _Builder:
    """What the parser reports to."""

    def __init__(self) -> None:
        self.root: Element | None = None
        self._open: list[Element] = []
        self._declared: dict[str, str] = {}
        self._elements = 0

    def start_ns(self, prefix: str, uri: str) -> None:
        """The next element declares a namespace."""
        self._declared[prefix or ""] = uri or ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self._elements += 1
        if self._elements > MOST_ELEMENTS:
            raise _TooLargeError(f"more than {MOST_ELEMENTS} elements")  # noqa: EM102, TRY003 -- one raiser
        if len(self._open) >= DEEPEST:
            raise _TooLargeError(f"nested deeper than {DEEPEST} elements")  # noqa: EM102, TRY003 -- one raiser
        element = Element(name, dict(attributes), declared=self._declared)
        self._declared = {}
        if self._open:
            self._open[-1].content.append(element)
        self.root = self.root or element
        self._open.append(element)

    def end(self, _name: str) -> None:
        """An element ends."""
        self._open.pop()

    def data(self, text: str) -> None:
        """Character data."""
        if self._open:
            self._open[-1].content.append(text)

    def comment(self, text: str) -> None:
        """A comment."""
        self.data_raw(f"<!--{text}-->")

    def pi(self, target: str, text: str | None = None) -> None:
        """A processing instruction."""
        self.data_raw(f"<?{target} {text}?>" if text else f"<?{target}?>")

    def data_raw(self, text: str) -> None:
        """Markup that is kept as it is."""
        if self._open:
            self._open[-1].content.append(Raw(text))

    def close(self) -> None:
        """The document ends."""


def read_tree(text: str) -> Element:
    """Parse without entities, document types and outside references, whole or not at all.

    Raises:
        CannotWriteError: It is not well-formed, or larger or deeper than any packet.
    """
    builder = _Builder()
    parser = XMLParser(target=builder, forbid_dtd=True)
    try:
        parser.feed(text)
        parser.close()
    except (ParseError, DefusedXmlException, _TooLargeError) as refusal:
        raise CannotWriteError(where="xmp", reason=f"not well-formed: {refusal}") from refusal
    if builder.root is None:  # the parser calls a text without elements an error
        raise CannotWriteError(where="xmp", reason="empty")
    return builder.root


def write_tree(
    element: Element, prefixes: Mapping[str, str], within: Mapping[str, str] = MappingProxyType({})
) -> str:
    """The XML of a tree.

    Args:
        element: Its outermost element.
        prefixes: The prefix to declare for a namespace URI that no start tag around its use declares.
        within: Prefixes that are declared around it, with their namespaces.
    """
    out: list[str] = []
    _write(element, {"xml": XML, **within}, prefixes, out)
    return "".join(out)


def _write(element: Element, outer: Mapping[str, str], prefixes: Mapping[str, str], out: list[str]) -> None:
    """Append an element's XML; `outer` maps the prefixes declared around it."""
    declared = dict(element.declared)
    scope = {**outer, **declared}
    name = _qualified(element.name, scope, declared, prefixes, is_element=True)
    attributes = [
        f' {_qualified(key, scope, declared, prefixes, is_element=False)}="{escape(value, _IN_ATTRIBUTE)}"'
        for key, value in element.attributes.items()
    ]
    spaces = [
        f' xmlns{":" if prefix else ""}{prefix}="{escape(uri, _IN_ATTRIBUTE)}"'
        for prefix, uri in declared.items()
    ]
    start = "".join((f"<{name}", *spaces, *attributes))
    if not element.content:
        out.append(f"{start}/>")
        return
    out.append(f"{start}>")
    for one in element.content:
        if isinstance(one, Element):
            _write(one, scope, prefixes, out)
        else:
            out.append(one.text if isinstance(one, Raw) else escape(one, _IN_TEXT))
    out.append(f"</{name}>")


def _qualified(
    name: str,
    scope: dict[str, str],
    declared: dict[str, str],
    prefixes: Mapping[str, str],
    *,
    is_element: bool,
) -> str:
    """A name with its prefix in this scope; one that is missing is added to `scope` and `declared`."""
    uri, _, local = name[1:].rpartition("}") if name.startswith("{") else ("", "", name)
    if not uri:
        return local
    for prefix, bound in reversed(scope.items()):
        if bound == uri and (prefix or is_element):
            return f"{prefix}:{local}" if prefix else local
    wanted = prefixes.get(uri) or "ns1"
    prefix, number = wanted, 1
    while prefix in scope:
        number += 1
        prefix = f"{wanted.rstrip('0123456789') or 'ns'}{number}"
    scope[prefix] = declared[prefix] = uri
    return f"{prefix}:{local}"
