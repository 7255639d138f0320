"""An XMP packet edited: properties set or removed, every other one kept, unknown ones too."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from catalog.images.packet import join_extension, packet_text
from catalog.images.writing.model import CannotWriteError, FieldValue, Written
from catalog.images.writing.rdf import (
    RDF,
    built,
    descriptions,
    expanded,
    first_description,
    other_languages,
    put,
    read_text,
    simple,
    take_out,
)
from catalog.images.writing.tree import Element, read_tree, write_tree
from catalog.records import Problem
from catalog.vocabulary.fields import XmpProperty, load_field_table, load_fields

_DAY = len("2020-09-30")
_META = "{adobe:ns:meta/}xmpmeta"
_EXTENDED = "xmpNote:HasExtendedXMP"
_LEGACY_DIGEST = "{http://ns.adobe.com/photoshop/1.0/}LegacyIPTCDigest"
# Where a manifest lies that is not in the file (C2PA Technical Specification 2.2, "External manifests").
# It is bound to the bytes of the original.
_PROVENANCE = "dcterms:provenance"


class Packet(NamedTuple):
    """A packet as a tree.

    Attributes:
        root: Its outermost element.
        rdf: The `rdf:RDF` in it.
    """

    root: Element
    rdf: Element

    def xml(self) -> str:
        """Its XML, without wrapper."""
        return write_tree(self.root, _prefixes(self.root))


def empty_packet() -> Packet:
    """A packet without properties."""
    rdf = Element(f"{{{RDF}}}RDF", declared={"rdf": RDF})
    return Packet(Element(_META, content=["\n ", rdf, "\n"], declared={"x": "adobe:ns:meta/"}), rdf)


def read_packet(packet: bytes, extensions: Sequence[bytes] = ()) -> Packet:
    """Read a packet whole; what was split off into an extended one is put back.

    Raises:
        CannotWriteError: It cannot be read without losing something.
    """
    problems: list[Problem] = []
    text = packet_text(packet, problems)
    if not problems and not text:
        return empty_packet()
    _refuse(problems)
    found = _packet(read_tree(text))
    guid = read_text(found.rdf, expanded(_EXTENDED))
    if guid is not None:
        extension = packet_text(join_extension(extensions, guid.strip(), problems), problems)
        _refuse(problems)
        take_out(found.rdf, expanded(_EXTENDED))
        split_off = _packet(read_tree(extension))
        about = expanded("rdf:about")
        subject = first_description(found.rdf).attributes.get(about, "")
        for description in descriptions(split_off.rdf):
            description.declared = split_off.root.declared | split_off.rdf.declared | description.declared
            # All descriptions of a packet are of one resource (ISO 16684-1, 7.4).
            description.attributes[about] = subject
            found.rdf.content.append(description)
    return found


def edit_packet(
    packet: Packet, values: Iterable[FieldValue], digest: bytes | None
) -> tuple[list[Written], list[str]]:
    """Set or remove fields in place.

    Args:
        packet: The packet, which is changed.
        values: What to set; fields without a place in XMP are passed over.
        digest: MD5 of the new IIM, for a packet that keeps one (`photoshop:LegacyIPTCDigest`).

    Returns:
        What was set or removed, and notes for a person.
    """
    written: list[Written] = []
    notes: list[str] = []
    for value in values:
        place = load_fields()[value.name].xmp
        if place is not None:
            written += _set(packet.rdf, value, place, notes)
    if digest is not None and take_out(packet.rdf, _LEGACY_DIGEST):
        put(packet.rdf, simple(_LEGACY_DIGEST, digest.hex().upper()))
    if take_out(packet.rdf, expanded(_PROVENANCE)):
        notes.append(
            f"{_PROVENANCE} is left out: it names Content Credentials that hold for the original alone"
        )
    return written, notes


def _set(rdf: Element, value: FieldValue, place: XmpProperty, notes: list[str]) -> list[Written]:
    """Set or remove one field."""
    path = place.paths[0]
    old = take_out(rdf, expanded(path))
    if not value.texts and not value.members:
        if not old:
            return []
        return [Written(name=value.name, block="xmp", path=path, texts=())]
    if load_fields()[value.name].kind == "date" and (precise := _more_precise(old, value.texts[0])):
        value = msgspec.structs.replace(value, texts=(precise,))
    put(rdf, built(place, value.texts, value.members, old))
    if place.kind == "alt" and any(other_languages(old)):
        notes.append(f"{path} keeps its texts in other languages")
    texts = value.texts or tuple(text for _, text in value.members)
    return [Written(name=value.name, block="xmp", path=path, texts=texts)]


def _more_precise(old: Sequence[Element], day: str) -> str | None:
    """The date that stands there with its time of day, where it is of the same day."""
    if len(day) < _DAY:
        return None
    return next((one.text.strip() for one in old if one.text.strip().startswith(f"{day}T")), None)


def _packet(root: Element) -> Packet:
    """The packet around a root.

    Raises:
        CannotWriteError: There is no RDF in it.
    """
    name = f"{{{RDF}}}RDF"
    if root.name == name:
        return Packet(root, root)
    rdf = next((child for child in root.children if child.name == name), None)
    if rdf is None:
        raise CannotWriteError(where="xmp", reason="no rdf:RDF in the packet")
    return Packet(root, rdf)


def _refuse(problems: Sequence[Problem]) -> None:
    if problems:
        raise CannotWriteError(where="xmp", reason=f"cannot be carried over whole: {problems[0].reason}")


def _prefixes(root: Element) -> dict[str, str]:
    """The prefix to use for each namespace: the packet's own, then the usual ones."""
    usual = {uri: prefix for prefix, uri in load_field_table().namespaces.items()}
    own = {uri: prefix for element in _all(root) for prefix, uri in element.declared.items() if prefix}
    return usual | own


def _all(element: Element) -> list[Element]:
    """An element and all within it."""
    found = [element]
    for one in found:
        found += one.children
    return found
