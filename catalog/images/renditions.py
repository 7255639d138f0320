"""Renditions: the small pictures that pages show, encoded afresh from decoded pixels."""

from collections.abc import Sequence
from io import BytesIO
from typing import BinaryIO

from PIL import Image

from catalog.images.model import Rendition
from catalog.images.pixels import decode

LONGEST = (320, 1600)
# Quality 80 is libwebp's usual choice for photographs; method 2 of 6 encodes twice as fast as the default 4.
_QUALITY = 80
_METHOD = 2


def render(file: BinaryIO, longest: Sequence[int] = LONGEST) -> tuple[Rendition, ...]:
    """Renditions of a file's first picture, none where the pixels cannot be read.

    Args:
        file: Seekable bytes.
        longest: Longest edges in pixels; a smaller picture keeps its size.
    """
    picture = decode(file, max(longest)).picture if longest else None
    return encode_all(picture, longest) if picture is not None else ()


def encode_all(picture: Image.Image, longest: Sequence[int]) -> tuple[Rendition, ...]:
    """Reduce and encode one decoded picture for each longest edge, in the order asked for."""
    return tuple(_encode(picture, edge) for edge in longest)


def _encode(picture: Image.Image, longest: int) -> Rendition:
    """One rendition."""
    small = picture.copy()
    small.thumbnail((longest, longest), Image.Resampling.LANCZOS, reducing_gap=2.0)
    target = BytesIO()
    small.save(target, "WEBP", quality=_QUALITY, method=_METHOD)
    return Rendition(longest=longest, width=small.width, height=small.height, data=target.getvalue())
