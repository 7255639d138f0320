"""Hashes as four 64-bit words whose order lets one scan answer for a picture and its mirror image.

A hash has a bit for each pair of frequencies, down and across (16 by 16). A mirrored picture has the same
cosine transform with every odd column negated, so nearly the same hash with those bits turned over. Words
0 and 1 hold the even columns, word 0 the 64 lowest frequencies among them; words 2 and 3 hold the odd ones.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from catalog.records import PictureHashes
from catalog.search.similar.near import TRIMMED, WINDOW

Words = NDArray[np.uint64]

WINDOWS = 10
"""Parts of a picture that are kept; a picture that has fewer is filled up with its whole."""
WORDS = 4
HASH_BYTES = 32
RECORD_BYTES = HASH_BYTES * (1 + WINDOWS)
"""The whole and its parts; a picture with a border has one hash more, the whole without it."""
_EDGE = 16


def _order() -> NDArray[np.intp]:
    """Where in a stored hash each bit of the words comes from."""
    down, across = np.divmod(np.arange(_EDGE * _EDGE), _EDGE)
    parity, distance = across % 2, down**2 + across**2
    return np.lexsort((distance, parity))


_ORDER = _order()


def to_words(hashes: Sequence[str]) -> Words:
    """Hexadecimal hashes as words, shape (hashes, 4)."""
    stored = np.frombuffer(bytes.fromhex("".join(hashes)), dtype=np.uint8).reshape(-1, HASH_BYTES)
    bits = np.unpackbits(stored, axis=1)[:, _ORDER]
    return np.ascontiguousarray(np.packbits(bits, axis=1)).view(np.uint64)


class Asked(NamedTuple):
    """A picture's hashes as words.

    Attributes:
        whole: The picture, shape (4,).
        parts: How a find by that part is called, and its words.
    """

    whole: Words
    parts: tuple[tuple[str, Words], ...]


def ask(hashes: PictureHashes) -> Asked | None:
    """The words of one picture, None where it has no hash."""
    if hashes.phash is None:
        return None
    words = to_words([hashes.phash, *hashes.phash_variants.values()])
    hows = (TRIMMED if name == TRIMMED else WINDOW for name in hashes.phash_variants)
    return Asked(words[0], tuple(zip(hows, words[1:], strict=True)))


def pack(hashes: Iterable[PictureHashes]) -> list[bytes]:
    """Pictures as the projection keeps them: the whole, its parts, and the whole without a border if any."""
    rows: list[str] = []
    counts: list[int] = []
    for one in hashes:
        whole, variants = str(one.phash), one.phash_variants
        windows = [value for name, value in variants.items() if name != TRIMMED][:WINDOWS]
        row = [whole, *windows, *[whole] * (WINDOWS - len(windows)), *filter(None, [variants.get(TRIMMED)])]
        rows += row
        counts.append(len(row))
    packed = to_words(rows).tobytes() if rows else b""
    ends = np.cumsum(counts, dtype=np.int64) * HASH_BYTES
    return [packed[end - count * HASH_BYTES : end] for end, count in zip(ends.tolist(), counts, strict=True)]
