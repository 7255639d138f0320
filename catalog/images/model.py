"""The records that this room gives away."""

from msgspec import Struct

from catalog.records import ImageRecord


class RawBlock(Struct, frozen=True, kw_only=True):
    """A metadata block, byte for byte as the file holds it.

    Attributes:
        kind: `exif`, `iim`, `xmp`, `icc` or `sidecar`.
        data: The block without its container's framing: a TIFF stream, IIM datasets, an XMP packet.
    """

    kind: str
    data: bytes


class ImageReading(Struct, frozen=True, kw_only=True):
    """An image file read once.

    Attributes:
        record: What the file says, decoded.
        blocks: The metadata blocks themselves, in the order of the file.
    """

    record: ImageRecord
    blocks: tuple[RawBlock, ...] = ()


class Rendition(Struct, frozen=True, kw_only=True):
    """A small upright picture in sRGB without metadata, encoded as WebP.

    Attributes:
        longest: The longest edge that was asked for, in pixels.
        width: Width in pixels.
        height: Height in pixels; neither edge is ever larger than the original's.
        data: The WebP file.
    """

    longest: int
    width: int
    height: int
    data: bytes
