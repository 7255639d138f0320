"""An XMP packet as the bytes that a container takes: wrapped, padded, split where a segment is too small."""

import hashlib
from typing import NamedTuple

from catalog.images.packet import LARGEST_PACKET
from catalog.images.writing.model import CannotWriteError
from catalog.images.writing.rdf import descriptions, expanded, first_description, is_property, put, simple
from catalog.images.writing.tree import Element, write_tree
from catalog.images.writing.xmp import Packet, empty_packet

# The wrapper, with the byte order mark of UTF-8 as a character (ISO 16684-1, 7.3.2).
_BEGIN = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
_END = '\n<?xpacket end="{}"?>'
# Room for a program that edits in place: 2 to 4 kB, a line break after each 100 characters (the same clause).
_PADDING = (" " * 99 + "\n") * 20
# The largest standard packet and part of an extended one in a JPEG segment (XMP Part 3, 1.1.3).
_LARGEST_STANDARD = 65_502
_LARGEST_PART = 65_400
# Bytes that naming the extended packet takes, and properties in element form instead of attributes.
_NAMING = 1_024
_EXTENDED = "{http://ns.adobe.com/xmp/note/}HasExtendedXMP"


class SplitPacket(NamedTuple):
    """A packet as JPEG takes it.

    Attributes:
        standard: The standard packet.
        parts: Bodies of the extension segments after their signature: GUID, length, offset, data.
    """

    standard: bytes
    parts: tuple[bytes, ...]


def whole(packet: Packet, *, in_place: bool = True) -> bytes:
    """The packet in one piece.

    Args:
        packet: The packet.
        in_place: Whether other programs may edit it where it stands; not in PNG, whose chunks are summed.

    Raises:
        CannotWriteError: It is larger than readers take.
    """
    data = _wrapped(packet.xml(), in_place=in_place)
    if len(data) > LARGEST_PACKET:
        raise CannotWriteError(
            where="xmp", reason=f"the new packet of {len(data)} bytes is larger than readers take"
        )
    return data


def split(packet: Packet) -> SplitPacket:
    """The packet for JPEG: its largest properties go into an extended packet where one segment is too small.

    Raises:
        CannotWriteError: It is larger than readers take.
    """
    data = whole(packet)
    if len(data) <= _LARGEST_STANDARD:
        return SplitPacket(data, ())
    tight = _wrapped(packet.xml(), in_place=True, padding="")
    if len(tight) <= _LARGEST_STANDARD:
        return SplitPacket(tight, ())
    extension = _move_out(packet, len(tight) - _LARGEST_STANDARD)
    guid = hashlib.md5(extension, usedforsecurity=False).hexdigest().upper()
    put(packet.rdf, simple(_EXTENDED, guid))
    standard = _wrapped(packet.xml(), in_place=True, padding="")
    if len(standard) > _LARGEST_STANDARD:
        raise CannotWriteError(where="xmp", reason="the packet does not fit into a JPEG segment")
    head = guid.encode() + len(extension).to_bytes(4, "big")
    parts = tuple(
        head + at.to_bytes(4, "big") + extension[at : at + _LARGEST_PART]
        for at in range(0, len(extension), _LARGEST_PART)
    )
    return SplitPacket(standard, parts)


def _wrapped(xml: str, *, in_place: bool, padding: str = _PADDING) -> bytes:
    """XML in its packet wrapper."""
    return (_BEGIN + xml + (padding if in_place else "") + _END.format("w" if in_place else "r")).encode()


def _move_out(packet: Packet, excess: int) -> bytes:
    """Move the largest properties into an extended packet, until the standard one is small enough."""
    excess += _NAMING
    extended = empty_packet()
    target = first_description(extended.rdf)
    about = expanded("rdf:about")
    target.attributes[about] = first_description(packet.rdf).attributes.get(about, "")
    outer = packet.root.declared | packet.rdf.declared
    sized: list[tuple[int, Element, Element]] = []
    for description in descriptions(packet.rdf):
        for name in [name for name in description.attributes if is_property(name)]:
            description.content.append(simple(name, description.attributes.pop(name)))
        within = outer | description.declared
        sized += [(len(write_tree(c, {}, within).encode()), description, c) for c in description.children]
    moved: set[int] = set()
    for size, description, child in sorted(sized, key=lambda one: one[0], reverse=True):
        if excess <= 0:
            break
        # What was declared around it goes along, so that its prefixes stay.
        child.declared = outer | description.declared | child.declared
        target.content.append(child)
        moved.add(id(child))
        excess -= size
    for description in descriptions(packet.rdf):
        description.content = [one for one in description.content if id(one) not in moved]
    return extended.xml().encode()
