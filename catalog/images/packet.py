"""XMP packets as bytes: their encoding, their padding, and the extension that JPEG splits off."""

import hashlib
import re
from collections.abc import Sequence

from catalog.records import Problem

# The largest packet read; ISO 16684-1 sets no limit, real ones with edit histories reach 1 MB.
LARGEST_PACKET = 4 * 1024 * 1024

_ROOT = re.compile(r"<([\w.-]+:)?(xmpmeta|xapmeta|RDF)\b")
# Not allowed in XML 1.0 but written as padding or by faulty programs.
ILLEGAL_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)
# An extension part begins with GUID (32), full length (4) and offset (4): XMP Part 3, section 1.1.3.1.
_GUID, _HEAD = 32, 40


def packet_text(packet: bytes, problems: list[Problem]) -> str:
    """The XML of a packet, without wrapper and padding, free of characters that XML forbids.

    Args:
        packet: UTF-8 or UTF-16, with or without a byte order mark.
        problems: Told of an encoding that does not hold.

    Returns:
        Text from the outermost known element to its end tag, empty where there is none.
    """
    if len(packet) > LARGEST_PACKET:
        problems.append(Problem(block="xmp", reason=f"packet of {len(packet)} bytes is too large"))
        return ""
    packet = packet.lstrip(b" \t\r\n")
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if packet.startswith(mark)), "utf-8")
    try:
        text = packet.decode(encoding)
    except UnicodeDecodeError as error:
        problems.append(Problem(block="xmp", reason=f"not {encoding} at byte {error.start}"))
        text = packet.decode("cp1252" if encoding == "utf-8" else encoding, "replace")
    if "<!DOCTYPE" in text.upper():
        problems.append(Problem(block="xmp", reason="a document type declaration is refused"))
        return ""
    root = _ROOT.search(text)
    if root is None:
        if text.strip("\x00 \t\r\n"):
            problems.append(Problem(block="xmp", reason="no XMP in the packet"))
        return ""
    closing = f"</{root[1] or ''}{root[2]}"
    end = text.rfind(closing)
    stop = text.find(">", end) + 1 if end >= 0 else 0
    return ILLEGAL_IN_XML.sub("", text[root.start() : stop or None])


def join_extension(parts: Sequence[bytes], guid: str, problems: list[Problem]) -> bytes:
    """The packet that a JPEG file splits off because a segment holds only 64 kB.

    Args:
        parts: Bodies of the extension segments.
        guid: The MD5 that the standard packet names in `xmpNote:HasExtendedXMP`.
        problems: Told where the parts do not make the packet announced.

    Returns:
        The packet, empty where it cannot be had.
    """
    mine = [part for part in parts if part[:_GUID] == guid.encode("ascii", "replace")]
    if not mine:
        problems.append(Problem(block="xmp", reason="the extended packet is missing"))
        return b""
    ordered = sorted(mine, key=lambda part: part[_GUID + 4 : _HEAD])
    packet = b"".join(part[_HEAD:] for part in ordered)
    stated = int.from_bytes(ordered[0][_GUID : _GUID + 4], "big")
    if len(packet) != stated or hashlib.md5(packet, usedforsecurity=False).hexdigest().upper() != guid:
        problems.append(Problem(block="xmp", reason="the extended packet is incomplete or changed"))
    return packet
