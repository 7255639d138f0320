"""Photoshop image resources around a new IIM block; all the others byte for byte."""

import hashlib

from catalog.images.photoshop import IIM, IIM_DIGEST, SIGNATURES, XMP
from catalog.images.writing.model import CannotWriteError

_MARK = b"8BIM"
_SMALLEST = 12


def rebuild_resources(
    data: bytes, iim: bytes, *, without_xmp: bool = False, elsewhere: bool = False
) -> bytes:
    """The resources with this IIM and its digest in place of what they held of these.

    The digest tells readers that XMP and IIM were written together (Metadata Working Group, Guidelines for
    Handling Image Metadata 2.0, section 3.3).

    Args:
        data: The original's resources, of split segments joined; bare IIM gives bare IIM.
        iim: The new block.
        without_xmp: Leave out an XMP packet that stands among the resources.
        elsewhere: The block has a place of its own in the file, as in TIFF; only its digest stands here.

    Raises:
        CannotWriteError: The resources are cut off.
    """
    if data[:1] == b"\x1c":
        return iim
    replaced = {IIM, IIM_DIGEST} | ({XMP} if without_xmp else set())
    block = b"" if elsewhere else _resource(IIM, iim)
    new = block + _resource(IIM_DIGEST, digest_of(iim))
    out: list[bytes] = []
    for number, raw in _walk(data):
        if number == IIM and new:
            out.append(new)
            new = b""
        if number not in replaced:
            out.append(raw)
    return b"".join((*out, new))


def digest_of(iim: bytes) -> bytes:
    """The MD5 of an IIM block, as 8BIM 0x0425 holds it."""
    return hashlib.md5(iim, usedforsecurity=False).digest()


def _walk(data: bytes) -> "list[tuple[int | None, bytes]]":
    """Number and bytes of each resource; foreign bytes between them have no number."""
    found: list[tuple[int | None, bytes]] = []
    at = 0
    while at < len(data):
        if data[at : at + 4] not in SIGNATURES:
            after = data.find(_MARK, at)
            end = len(data) if after < 0 else after
            found.append((None, data[at:end]))
            at = end
            continue
        name_end = at + 7 + (data[at + 6] if at + 6 < len(data) else 0)
        size_at = name_end + (name_end - at) % 2
        size = int.from_bytes(data[size_at : size_at + 4], "big")
        end = size_at + 4 + size
        if end > len(data) or len(data) - at < _SMALLEST:
            raise CannotWriteError(
                where="photoshop", reason=f"the image resources are cut off after {at} bytes"
            )
        padded = min(end + size % 2, len(data))
        raw = data[at:padded]
        # The last one's padding may be missing, and something follows it now.
        found.append(
            (int.from_bytes(data[at + 4 : at + 6], "big"), raw + b"\x00" * (end + size % 2 - padded))
        )
        at = padded
    return found


def _resource(number: int, data: bytes) -> bytes:
    """A resource without a name (Photoshop File Formats Specification, "Image Resource Blocks")."""
    head = _MARK + number.to_bytes(2, "big") + b"\x00\x00" + len(data).to_bytes(4, "big")
    return head + data + b"\x00" * (len(data) % 2)
