"""Tiny images and metadata blocks, built byte by byte."""

import struct
from io import BytesIO

import pytest
from PIL import Image

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
PREFIXES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
    "exif": "http://ns.adobe.com/exif/1.0/",
    "xmpNote": "http://ns.adobe.com/xmp/note/",
}
UTF8_MARK = ("1:90", b"\x1b%G")


class Build:
    """Builders that tests ask for through the `build` fixture."""

    @staticmethod
    def picture(kind="JPEG", size=(64, 48), mode="RGB", colour=(90, 120, 150), **options):
        target = BytesIO()
        Image.new(mode, size, colour).save(target, kind, **options)
        return target.getvalue()

    @staticmethod
    def detailed(size=(640, 480)):
        picture = Image.linear_gradient("L").resize(size)
        picture.paste(Image.radial_gradient("L").resize((size[0] // 3, size[1] // 3)), (20, 30))
        return picture.convert("RGB")

    @staticmethod
    def iim(*datasets):
        block = b""
        for name, value in datasets:
            record, dataset = (int(part) for part in name.split(":"))
            data = value.encode() if isinstance(value, str) else value
            block += bytes((0x1C, record, dataset)) + struct.pack(">H", len(data)) + data
        return block

    @staticmethod
    def resource(number, data, name=b""):
        name = bytes((len(name),)) + name
        name += b"\x00" * (len(name) % 2)
        return (
            b"8BIM"
            + struct.pack(">H", number)
            + name
            + struct.pack(">I", len(data))
            + data
            + b"\x00" * (len(data) % 2)
        )

    @staticmethod
    def xmp(elements="", attributes=""):
        names = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in PREFIXES.items())
        return (
            '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
            f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{RDF}">'
            f'<rdf:Description rdf:about=""{names} {attributes}>{elements}</rdf:Description>'
            '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
        ).encode()

    @staticmethod
    def exif(tags=None, exif_ifd=None, gps=None):
        block = Image.Exif()
        block.update(tags or {})
        if exif_ifd:
            block.get_ifd(0x8769).update(exif_ifd)
        if gps:
            block.get_ifd(0x8825).update(gps)
        block.endian = "<"
        return block.tobytes()[6:]

    @staticmethod
    def tiff(*entries):
        """A grey pixel and the given (tag, type, count, bytes) entries."""
        shorts = [(256, 1), (257, 1), (258, 8), (259, 1), (262, 1), (277, 1), (278, 1), (279, 1)]
        rows = [(tag, 3, 1, struct.pack("<H", value)) for tag, value in shorts]
        rows = sorted([*rows, (273, 4, 1, struct.pack("<I", 8)), *entries])
        at = 9 + 2 + 12 * len(rows) + 4
        directory, tail = struct.pack("<H", len(rows)), b""
        for tag, kind, count, value in rows:
            place = value.ljust(4, b"\x00") if len(value) <= 4 else struct.pack("<I", at + len(tail))
            directory += struct.pack("<HHI", tag, kind, count) + place
            tail += value if len(value) > 4 else b""
        return b"II*\x00" + struct.pack("<I", 9) + b"\x7f" + directory + bytes(4) + tail

    @staticmethod
    def segment(marker, body):
        return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body

    @classmethod
    def jpeg(cls, *, exif=(), iim=(), xmp=(), digest=None, picture=None, extra=b""):
        picture = picture or cls.picture()
        segments = b"".join(cls.segment(0xE1, b"Exif\x00\x00" + block) for block in exif)
        segments += b"".join(
            cls.segment(0xE1, b"http://ns.adobe.com/xap/1.0/\x00" + packet) for packet in xmp
        )
        resources = b"".join(cls.resource(0x0404, block) for block in iim)
        if digest is not None:
            resources += cls.resource(0x0425, digest)
        if resources:
            segments += cls.segment(0xED, b"Photoshop 3.0\x00" + resources)
        return picture[:2] + segments + extra + picture[2:]


@pytest.fixture(scope="module")
def build():
    return Build
