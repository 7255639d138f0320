"""The index's latest answers, so that the next page or another facet of the same words costs nothing."""

import threading
from collections import OrderedDict

import numpy as np
from numpy.typing import NDArray

from catalog.search.columns import Mask

Bits = NDArray[np.uint8]


class Answers:
    """Masks by what was asked, the least recently asked dropped first; safe for threads.

    A mask is kept as one bit for each photo: 125 kB for a million.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[tuple[int, int], str], tuple[Bits, int]] = OrderedDict()

    def get(self, version: tuple[int, int], expression: str) -> Mask | None:
        """The mask of an FTS5 expression in one state of the index, None where it is not kept."""
        with self._lock:
            found = self._kept.get((version, expression))
            if found is None:
                return None
            self._kept.move_to_end((version, expression))
        bits, size = found
        return np.unpackbits(bits, count=size).view(np.bool_)

    def keep(self, version: tuple[int, int], expression: str, mask: Mask) -> None:
        """Keep a mask."""
        packed = np.packbits(mask), len(mask)
        with self._lock:
            self._kept[version, expression] = packed
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
