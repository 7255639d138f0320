"""One picture against all: exact, every picture that is near enough is found."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from catalog.search.similar.matrix import Rows
from catalog.search.similar.near import PART, PLAIN, TRIMMED, WHOLE, WINDOW, Near
from catalog.search.similar.packing import WINDOWS, WORDS, Asked, Words

_BLOCK = 65_536
"""Rows of one step, so that what it makes stays in the processor's cache."""
_HALF = 128
"""Bits of the odd columns, which a mirror image has turned over; more than half of them says mirrored."""


class _Hits(NamedTuple):
    """Where the near ones stand, how many bits differ, and whether they are mirrored."""

    places: NDArray[np.intp]
    bits: NDArray[np.uint8]
    mirrored: NDArray[np.bool_]


def _difference(first: Words, second: Words, one: np.uint64, other: np.uint64) -> NDArray[np.uint8]:
    """Differing bits of two columns of words."""
    bits: NDArray[np.uint8] = np.bitwise_count(first ^ one) + np.bitwise_count(second ^ other)
    return bits


def _measure(words: Words, asked: Words) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Differing bits of the even columns and of the odd ones, as they are; at most 128 each."""
    even = _difference(words[0], words[1], asked[0], asked[1])
    odd = _difference(words[2], words[3], asked[2], asked[3])
    return even, odd


def _select(words: Words, asked: Words, most: int) -> _Hits:
    """The columns of `words`, shape (4, n), that are near a hash or its mirror image."""
    even, odd = _measure(words, asked)
    # Whichever way is nearer; the sum is 192 at most, so bytes hold it.
    bits = even + np.minimum(odd, _HALF - odd)
    places = np.flatnonzero(bits <= most)
    return _Hits(places, bits[places], odd[places] > _HALF // 2)


def scan_whole(words: Words, count: int, asked: Words, most: int) -> _Hits:
    """The first `count` columns that differ from a hash, or its mirror image, in at most so many bits.

    Args:
        words: Hashes by column, shape (4, capacity).
        count: How many of them count.
        asked: One hash, shape (4,).
        most: Bits.
    """
    found = []
    for start in range(0, count, _BLOCK):
        hits = _select(words[:, start : min(start + _BLOCK, count)], asked, most)
        if len(hits.places):
            found.append(hits._replace(places=hits.places + start))
    return _join(found)


def scan_coarse(first: Words, count: int, asked: Words, most: int) -> NDArray[np.intp]:
    """Which of the first `count` words differ from a hash's first word in at most so many bits."""
    word = asked[0]
    found = [
        start + np.flatnonzero(np.bitwise_count(first[start : min(start + _BLOCK, count)] ^ word) <= most)
        for start in range(0, count, _BLOCK)
    ]
    return np.concatenate(found) if found else np.empty(0, dtype=np.intp)


def _join(found: list[_Hits]) -> _Hits:
    if not found:
        return _Hits(np.empty(0, np.intp), np.empty(0, np.uint8), np.empty(0, np.bool_))
    return _Hits(*(np.concatenate(parts) for parts in zip(*found, strict=True)))


def _pick(words: Words, places: NDArray[np.intp], asked: Words, most: int) -> _Hits:
    """Those of the columns at `places` that are near as a whole too."""
    hits = _select(words[:, places], asked, most)
    return hits._replace(places=places[hits.places])


def _parts_near(rows: Rows, asked: Words, most: int) -> _Hits:
    """The rows with a part that is near a whole picture."""
    places = scan_coarse(rows.coarse, rows.filled * WINDOWS, asked, PART.coarse)
    words = np.empty((WORDS, len(places)), dtype=np.uint64)
    words[0], words[1:] = rows.coarse[places], rows.fine[places].T
    hits = _select(words, asked, most)
    return hits._replace(places=places[hits.places] // WINDOWS)


def _whole_near(rows: Rows, asked: Words, most: int) -> _Hits:
    """The rows whose whole picture is near a part."""
    places = scan_coarse(rows.whole[0], rows.filled, asked, PART.coarse)
    return _pick(rows.whole, places, asked, most)


def _trimmed_near(rows: Rows, asked: Words, most: int) -> _Hits:
    """The rows whose picture without its border is near."""
    places = scan_coarse(rows.trimmed[0], rows.trimmed_filled, asked, PART.coarse)
    hits = _pick(rows.trimmed, places, asked, most)
    return hits._replace(places=rows.owners[hits.places])


def _hits(rows: Rows, asked: Asked, most: int) -> Iterator[tuple[str, _Hits]]:
    """Everything that is near, by the way it was found."""
    part_most = min(most, PART.possible)
    yield PLAIN, scan_whole(rows.whole, rows.filled, asked.whole, most)
    yield TRIMMED, _trimmed_near(rows, asked.whole, part_most)
    yield WINDOW, _parts_near(rows, asked.whole, part_most)
    for how, part in asked.parts:
        yield how, _whole_near(rows, part, part_most)
        yield how, _trimmed_near(rows, part, part_most)


def find_near(rows: Rows, asked: Asked, most: int) -> list[Near]:
    """All pictures near one; a photo may stand there several times, once for each way.

    Args:
        rows: The hashes to search.
        asked: The picture asked for.
        most: Bits in which whole pictures may differ; parts must agree better in any case.
    """
    found: list[Near] = []
    for how, hits in _hits(rows, asked, most):
        sure = (WHOLE if how == PLAIN else PART).sure
        ids = rows.ids[hits.places].tolist()
        for number, bits, mirrored in zip(ids, hits.bits.tolist(), hits.mirrored.tolist(), strict=True):
            if number:
                found.append(Near(number, bits, how, mirrored, bits <= sure))
    return found
