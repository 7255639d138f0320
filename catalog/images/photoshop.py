"""Photoshop image resources: the 8BIM blocks that carry IIM, its digest and, in PSD, EXIF and XMP."""

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

# Resource numbers of the Photoshop File Formats Specification, "Image Resource IDs".
IIM, EXIF, XMP, IIM_DIGEST, ICC = 0x0404, 0x0422, 0x0424, 0x0425, 0x040F

SIGNATURES = frozenset({b"8BIM", b"MeSa", b"AgHg", b"PHUT", b"DCSR"})
_MOST_RESOURCES = 5_000
_LARGEST_SECTION = 64 * 1024 * 1024


class Resource(NamedTuple):
    """One image resource.

    Attributes:
        number: Its id.
        data: Its bytes; fewer than stated where the block is cut off.
    """

    number: int
    data: bytes


def read_resources(data: bytes) -> Iterator[Resource]:
    """Walk the resources; after foreign bytes the next signature is looked for.

    Args:
        data: Image resources, of split JPEG segments joined.
    """
    at = 0
    for _ in range(_MOST_RESOURCES):
        if data[at : at + 4] not in SIGNATURES:
            at = data.find(b"8BIM", at)
            if at < 0:
                return
        name_end = at + 7 + (data[at + 6] if at + 6 < len(data) else 0)
        # Name with its length byte, and data, are each padded to an even size.
        size_at = name_end + (name_end - at) % 2
        size = int.from_bytes(data[size_at : size_at + 4], "big")
        start = size_at + 4
        if start > len(data):
            return
        yield Resource(int.from_bytes(data[at + 4 : at + 6], "big"), data[start : start + size])
        at = start + size + size % 2


class PsdBlocks(NamedTuple):
    """What a PSD or PSB file says before its layers.

    Attributes:
        resources: The image resources section.
        size: Width and height in pixels, None in a damaged head.
    """

    resources: bytes
    size: tuple[int, int] | None


def read_psd(file: BinaryIO) -> PsdBlocks:
    """Read the head and the image resources section (Photoshop File Formats Specification).

    Args:
        file: Seekable bytes that begin with `8BPS`.
    """
    file.seek(14)
    height, width = int.from_bytes(file.read(4), "big"), int.from_bytes(file.read(4), "big")
    file.seek(26)
    colours = int.from_bytes(file.read(4), "big")
    file.seek(colours, 1)
    length = int.from_bytes(file.read(4), "big")
    return PsdBlocks(file.read(min(length, _LARGEST_SECTION)), (width, height) if width and height else None)
