"""How long a catalog of very many pictures takes: made-up hashes, all with their ten parts."""

import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from benchmarks.likeness.catalogued import HashStore
from catalog.records import PictureHashes
from catalog.search import SimilarPictures
from catalog.search.similar.packing import ask
from catalog.search.similar.scan import scan_whole

_HEX = 64
_PARTS = 10
_BORDERED = 20
"""One picture in so many has a border, as frames of videos do."""
_REPEATS = 30


class MadeUp(Sequence[PictureHashes]):
    """Hashes of random bits, made as they are asked for; number n is always the same."""

    def __init__(self, size: int) -> None:
        self._size = size

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, place: int) -> PictureHashes:  # type: ignore[override]  # no slices are asked for
        text = np.random.default_rng(place).bytes(_HEX // 2 * (_PARTS + 2)).hex()
        cut = [text[at : at + _HEX] for at in range(0, len(text), _HEX)]
        parts = {f"part-{number}": cut[number] for number in range(1, _PARTS + 1)}
        border = {} if place % _BORDERED else {"trimmed": cut[_PARTS + 1]}
        return PictureHashes(phash=cut[0], phash_variants=parts | border)


def _milliseconds(run: Callable[[], object]) -> tuple[float, float]:
    """Median and 95th percentile of elapsed time."""
    taken = []
    for _ in range(_REPEATS):
        start = time.perf_counter()
        run()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken), statistics.quantiles(taken, n=20)[-1]


def measure(size: int) -> Iterator[str]:
    """Fill a projection, start anew from it, and search it: a line each."""
    hashes = MadeUp(size)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "similar.db"
        pictures = SimilarPictures(path, HashStore(hashes))
        start = time.perf_counter()
        pictures.rebuild()
        size_of_file = path.stat().st_size / 1e6
        yield f"fill from a store    {time.perf_counter() - start:8.1f} s, {size_of_file:,.0f} MB on disk"
        pictures.close()
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        start = time.perf_counter()
        pictures.near(hashes[1])
        yield f"start, first answer  {time.perf_counter() - start:8.1f} s"
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        yield f"memory, at its peak  {max(after - before, 0) / 1024:8.0f} MB more than before the start"
        rows, asked = pictures.rows(), ask(hashes[1])
        assert asked is not None  # noqa: S101 - it was made with a hash
        for name, run in (
            ("scan, one hash", lambda: scan_whole(rows.whole, rows.filled, asked.whole, 90)),
            ("query, all parts", lambda: pictures.near(hashes[1])),
            ("query, with border", lambda: pictures.near(hashes[_BORDERED])),
        ):
            median, high = _milliseconds(run)
            yield f"{name:20} {median:8.1f} ms, 95 of 100 under {high:.1f} ms"
        pictures.close()
