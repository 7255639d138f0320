"""XMP read from its RDF: attribute and element forms, lists, languages and structures.

The grammar is that of ISO 16684-1, clause 7 and annex C; what writers do beside it is accepted too.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from catalog.images.packet import join_extension, packet_text
from catalog.images.text import clean_text
from catalog.images.xml import UNCLOSED, parse_xml
from catalog.records import Problem
from catalog.vocabulary.fields import load_field_table

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_XML = "http://www.w3.org/XML/1998/namespace}"
# DxO Optics Pro writes `<exif:TIFF/EPStandardID>`, which is no name in XML.
_BAD_NAME = re.compile(r"(</?[\w.-]+:[\w.-]+)/(?=[\w.-]+[\s>])()")
_LISTS = frozenset({f"{_RDF}Bag", f"{_RDF}Seq"})
# The second is that of packets before 2004.
_TOOLKITS = ("adobe:ns:meta/}xmptk", "adobe:ns:meta/}xaptk")
_EXTENDED = "xmpNote:HasExtendedXMP"


class XmpReading(NamedTuple):
    """A file's XMP, all its packets.

    Attributes:
        properties: `dc:creator` to a text, a list, or a dict of members or languages.
        problems: What could not be read.
    """

    properties: dict[str, Any]
    problems: tuple[Problem, ...] = ()


NOTHING = XmpReading({})
"""What a file without XMP says."""


def read_xmp(packets: Sequence[bytes], extensions: Sequence[bytes] = ()) -> XmpReading:
    """Read all properties of the packets; where two packets state one, the first wins.

    Args:
        packets: Standard packets in order of the file.
        extensions: Parts of a JPEG file's extended packet.
    """
    problems: list[Problem] = []
    properties: dict[str, Any] = {}
    for packet in packets:
        _merge(properties, _properties(packet, problems))
    if len(packets) > 1:
        problems.append(Problem(block="xmp", reason=f"{len(packets)} packets; the first one wins"))
    guid = properties.get(_EXTENDED)
    if isinstance(guid, str):
        _merge(properties, _properties(join_extension(extensions, guid, problems), problems))
    return XmpReading(properties, tuple(problems))


def _merge(into: dict[str, Any], more: dict[str, Any]) -> None:
    """Add properties that are not there yet."""
    for name, value in more.items():
        into.setdefault(name, value)


def _properties(packet: bytes, problems: list[Problem]) -> dict[str, Any]:
    """The properties of one packet."""
    text = packet_text(packet, problems)
    if not text:
        return {}
    root, error = parse_xml(text)
    if error is not None:
        mended = _BAD_NAME.sub(r"\1_\2", text)
        root = parse_xml(mended).root if mended != text else root
        problems.append(Problem(block="xmp", reason=f"not well-formed: {error}"))
    properties: dict[str, Any] = _about_the_packet(root)
    for description in _descriptions(root):
        about = description.get(f"{_RDF}about") or description.get("about")
        if about and about.strip():
            properties.setdefault("rdf:about", clean_text(about))
        for name, value in _members(description).items():
            held = properties.get(name)
            if isinstance(held, list) and isinstance(value, list):
                held.extend(value)
            else:
                properties.setdefault(name, value)
    return properties


def _about_the_packet(root: Element | None) -> dict[str, Any]:
    """The program that wrote the packet, which stands outside of its properties."""
    toolkit = (
        next((root.attrib[name] for name in _TOOLKITS if name in root.attrib), "") if root is not None else ""
    )
    return {"x:xmptk": clean_text(toolkit)} if toolkit.strip() else {}


def _descriptions(root: Element | None) -> list[Element]:
    """The `rdf:Description` elements right below `rdf:RDF`."""
    if root is None:
        return []
    rdf = (
        root
        if root.tag == f"{_RDF}RDF"
        else next((child for child in root if child.tag == f"{_RDF}RDF"), None)
    )
    return [child for child in rdf if child.tag == f"{_RDF}Description"] if rdf is not None else []


def _members(node: Element) -> dict[str, Any]:
    """Properties of a description or members of a structure: attributes first, then elements."""
    members: dict[str, Any] = {}
    for name, value in node.items():
        if not name.startswith((_RDF, _XML)) and "}" in name:
            members[_short(name)] = clean_text(value)
    for child in node:
        if child.tag.startswith(_XML) or UNCLOSED in child.attrib:
            continue
        name, value = _short(child.tag), _value(child)
        held = members.get(name)
        if isinstance(held, list) and isinstance(value, list):
            held.extend(value)
        else:
            members.setdefault(name, value)
    return members


def _value(node: Element) -> Any:  # noqa: ANN401 -- an RDF value is a text, a list or a structure
    """The value of a property element."""
    resource = node.get(f"{_RDF}resource")
    if resource is not None:
        return clean_text(resource)
    if node.get(f"{_RDF}parseType") == "Resource":
        return _structure(node)
    if not len(node):
        return _members(node) or clean_text(node.text or "")
    first = node[0]
    if first.tag in _LISTS:
        return [_value(item) for item in first if item.tag == f"{_RDF}li"]
    if first.tag == f"{_RDF}Alt":
        return _alternatives(first)
    if first.tag == f"{_RDF}Description":
        return _structure(first)
    return _structure(node)


def _structure(node: Element) -> Any:  # noqa: ANN401 -- a qualified value is what it qualifies
    """A structure's members, or the bare value where the rest are its qualifiers."""
    members = _members(node)
    return members.get("rdf:value", members)


def _alternatives(node: Element) -> Any:  # noqa: ANN401 -- one text, or texts by language
    """The text where there is one, else a dict of language to text; the first of a language counts."""
    languages: dict[str, Any] = {}
    for item in node:
        if item.tag == f"{_RDF}li":
            languages.setdefault(item.get(f"{_XML}lang", "x-default"), _value(item))
    return next(iter(languages.values())) if len(languages) == 1 else languages or ""


@lru_cache(maxsize=4096)
def _short(name: str) -> str:
    """`namespace}local` under the namespace's usual prefix, `{namespace}local` where that is not known."""
    uri, _, local = name.partition("}")
    prefix = _prefixes().get(uri) or _prefixes().get(_other_ending(uri))
    return f"{prefix}:{local}" if prefix else f"{{{uri}}}{local}" if local else name


def _other_ending(uri: str) -> str:
    """A namespace with or without its last slash: writers forget it, and add it."""
    return uri.removesuffix("/") if uri.endswith("/") else f"{uri}/"


@lru_cache(maxsize=1)
def _prefixes() -> dict[str, str]:
    """Namespace URI to its usual prefix."""
    return {uri: prefix for prefix, uri in load_field_table().namespaces.items()}
