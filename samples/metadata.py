"""Writes what wires write into a JPEG: EXIF, an IIM record in a Photoshop block, an XMP packet.

Names are IPTC's in snake case; where each goes follows the IPTC Photo Metadata Standard 2024.1, the IIM 4.2
and Exif 3.0. Values are cut at the byte limits of the IIM only there, as wires' own systems do.
"""

import hashlib
import struct
from typing import Any
from xml.sax.saxutils import escape

from PIL import Image

IIM = {  # dataset in record 2, limit in bytes (IIM 4.2, chapter 6)
    "title": (5, 64),
    "keywords": (25, 64),
    "instructions": (40, 256),
    "date_created": (55, 8),
    "creators": (80, 32),
    "creator_job_title": (85, 32),
    "city": (90, 32),
    "sublocation": (92, 32),
    "state": (95, 32),
    "country_code": (100, 3),
    "country": (101, 64),
    "job_id": (103, 32),
    "headline": (105, 256),
    "credit_line": (110, 32),
    "source": (115, 32),
    "copyright_notice": (116, 128),
    "description": (120, 2000),
    "description_writer": (122, 32),
}
_XMP = {  # property and kind (IPTC Photo Metadata Standard 2024.1)
    "title": ("dc:title", "alt"),
    "description": ("dc:description", "alt"),
    "copyright_notice": ("dc:rights", "alt"),
    "usage_terms": ("xmpRights:UsageTerms", "alt"),
    "creators": ("dc:creator", "seq"),
    "keywords": ("dc:subject", "bag"),
    "headline": ("photoshop:Headline", "text"),
    "credit_line": ("photoshop:Credit", "text"),
    "source": ("photoshop:Source", "text"),
    "creator_job_title": ("photoshop:AuthorsPosition", "text"),
    "description_writer": ("photoshop:CaptionWriter", "text"),
    "date_created": ("photoshop:DateCreated", "text"),
    "city": ("photoshop:City", "text"),
    "state": ("photoshop:State", "text"),
    "country": ("photoshop:Country", "text"),
    "instructions": ("photoshop:Instructions", "text"),
    "job_id": ("photoshop:TransmissionReference", "text"),
    "country_code": ("Iptc4xmpCore:CountryCode", "text"),
    "sublocation": ("Iptc4xmpCore:Location", "text"),
    "digital_source_type": ("Iptc4xmpExt:DigitalSourceType", "text"),
    "creator_tool": ("xmp:CreatorTool", "text"),
    "date_modified": ("xmp:ModifyDate", "text"),
}
_SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
}
_ASCII = {  # text that is not ASCII is left to the other blocks (Exif 3.0, 4.6.2)
    "make": 0x010F,
    "model": 0x0110,
    "software": 0x0131,
    "creators": 0x013B,
    "description": 0x010E,
    "copyright_notice": 0x8298,
}
_EXIF, _GPS = 0x8769, 0x8825  # pointers to the Exif and GPS directories (Exif 3.0, 4.6.3)
_MARKER, _SCAN, _APPLICATION = 0xFF, 0xDA, range(0xE1, 0xF0)  # ITU-T T.81, table B.1
_UTF8 = b"\x1b%G"  # ISO 2022 escape that IIM 1:90 carries for UTF-8
Fields = dict[str, Any]


def _list(value: object) -> list[str]:
    return [str(part) for part in value] if isinstance(value, list) else [str(value)]


def _cut(text: str, limit: int) -> bytes:
    return text.encode()[:limit].decode(errors="ignore").encode()


def iim_record(fields: Fields) -> bytes:
    """Return IIM records 1 and 2; text is UTF-8 and cut at each dataset's limit."""
    parts = [(1, 90, _UTF8), (2, 0, b"\x00\x04")]
    for name, (dataset, limit) in IIM.items():
        if name not in fields:
            continue
        if name == "date_created":
            date, _, time = str(fields[name]).partition("T")
            parts.append((2, 55, date.replace("-", "").ljust(8, "0").encode()))
            if time:
                parts.append((2, 60, (time.replace(":", "")[:6] + time[8:].replace(":", "")).encode()))
            continue
        parts += [(2, dataset, _cut(value, limit)) for value in _list(fields[name])]
    return b"".join(
        struct.pack(">BBBH", 0x1C, record, number, len(data)) + data for record, number, data in parts
    )


def photoshop_block(record: bytes, *, stale: bool = False) -> bytes:
    """Return an APP13 payload: the IIM record (8BIM 0x0404) and its MD5 (0x0425), another one if `stale`."""
    digest = hashlib.md5(record + b"edited" * stale, usedforsecurity=False).digest()
    out = b"Photoshop 3.0\x00"
    for number, data in ((0x0404, record), (0x0425, digest)):
        out += b"8BIM" + struct.pack(">HHI", number, 0, len(data)) + data + b"\x00" * (len(data) % 2)
    return out


def _property(name: str, kind: str, value: object) -> str:
    if kind == "text":
        return f"<{name}>{escape(str(value))}</{name}>"
    container, mark = {"alt": ("Alt", ' xml:lang="x-default"'), "seq": ("Seq", ""), "bag": ("Bag", "")}[kind]
    items = "".join(f"<rdf:li{mark}>{escape(part)}</rdf:li>" for part in _list(value))
    return f"<{name}><rdf:{container}>{items}</rdf:{container}></{name}>"


def xmp_packet(fields: Fields) -> bytes:
    """Return an XMP packet with the fields that have an XMP property (ISO 16684-1)."""
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _SPACES.items())
    body = "\n".join(_property(*_XMP[name], value) for name, value in fields.items() if name in _XMP)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" {spaces}>\n{body}\n</rdf:Description></rdf:RDF></x:xmpmeta>\n'
        '<?xpacket end="w"?>'
    ).encode()


def _degrees(value: float) -> tuple[float, float, float]:
    size = abs(value)
    minutes = (size - int(size)) * 60
    return float(int(size)), float(int(minutes)), round((minutes - int(minutes)) * 60, 2)


def exif_block(fields: Fields) -> bytes:
    """Return an EXIF block, `Exif` header included; text is ASCII, as the standard asks."""
    exif = Image.Exif()
    for name, tag in _ASCII.items():
        text = "; ".join(_list(fields.get(name, "")))
        if text and text.isascii():
            exif[tag] = text
    detail = exif.get_ifd(_EXIF)
    if "taken" in fields:
        exif[0x0132] = detail[0x9003] = detail[0x9004] = str(fields["taken"])
    if "offset" in fields:
        detail[0x9011] = detail[0x9010] = str(fields["offset"])
    if "gps" in fields:
        latitude, longitude = fields["gps"]
        gps = exif.get_ifd(_GPS)
        gps[0] = b"\x02\x03\x00\x00"
        gps[1], gps[2] = "N" if latitude >= 0 else "S", _degrees(latitude)
        gps[3], gps[4] = "E" if longitude >= 0 else "W", _degrees(longitude)
    return exif.tobytes()


def strip(jpeg: bytes) -> bytes:
    """Return a JPEG without its application segments APP1 to APP15 (EXIF, XMP, IIM); pixels stay."""
    out, at = jpeg[:2], 2
    while jpeg[at] == _MARKER and jpeg[at + 1] != _SCAN:
        length = 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if jpeg[at + 1] not in _APPLICATION:
            out += jpeg[at : at + length]
        at += length
    return out + jpeg[at:]


def embed(jpeg: bytes, blocks: dict[str, Fields], *, stale: bool = False) -> bytes:
    """Return a JPEG with the blocks named (`exif`, `iim`, `xmp`) set in after its first marker."""
    segments = []
    if "exif" in blocks:
        segments.append((0xE1, exif_block(blocks["exif"])))
    if "iim" in blocks:
        segments.append((0xED, photoshop_block(iim_record(blocks["iim"]), stale=stale)))
    if "xmp" in blocks:
        segments.append((0xE1, b"http://ns.adobe.com/xap/1.0/\x00" + xmp_packet(blocks["xmp"])))
    body = b"".join(struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data for marker, data in segments)
    return jpeg[:2] + body + jpeg[2:]
