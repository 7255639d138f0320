"""Where a picture begins inside a border of one tone: letterboxes, frames, screenshots of players."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PIL import Image

_CELLS = 256
# Tones, of 255, between which a border lies; JPEG leaves less in an even area, a clear sky has more.
_EVEN = 6
# A tall video in a wide frame (9:16 in 16:9) leaves 34 % on either side.
_WIDEST = 0.36
# A line of one or two cells is what resampling makes of any edge.
_LEAST = 2


def content_box(grey: Image.Image) -> tuple[int, int, int, int] | None:
    """The part inside the border, as left, top, right and bottom in pixels; None without a border.

    Args:
        grey: A picture of mode `L`.
    """
    cells = np.asarray(grey.resize((_CELLS, _CELLS), Image.Resampling.BOX, reducing_gap=2.0), dtype=np.int16)
    left, right = _margins(cells.T)
    top, bottom = _margins(cells)
    if not any((left, top, right, bottom)):
        return None
    across, down = grey.width / _CELLS, grey.height / _CELLS
    return (
        round(left * across),
        round(top * down),
        grey.width - round(right * across),
        grey.height - round(bottom * down),
    )


def _margins(lines: npt.NDArray[np.int16]) -> tuple[int, int]:
    """How many lines at the beginning and at the end belong to a border."""
    lowest, highest = lines.min(axis=1), lines.max(axis=1)
    return _margin(lowest, highest), _margin(lowest[::-1], highest[::-1])


def _margin(lowest: Sequence[int] | npt.NDArray[np.int16], highest: npt.NDArray[np.int16]) -> int:
    """How many lines from the first on are of the first one's tone; 0 where it is not even or goes on."""
    within = np.maximum.accumulate(highest) - np.minimum.accumulate(lowest) <= _EVEN
    count = int(within.argmin()) if not within.all() else len(within)
    return count if _LEAST <= count <= _WIDEST * _CELLS else 0
