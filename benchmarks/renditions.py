"""Our renditions beside Pillow's best path to the same two files, on the same drawn photographs in one run.

    python -m benchmarks.renditions [--count N] [--check]

Both decode a JPEG once and write WebP of 320 and 1600 pixels. Ours also turns the picture upright, converts
its colours by its profile, puts it on white, and takes its perceptual hash.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO

import numpy as np
from PIL import Image, ImageFilter

from catalog.images.phash import perceptual_hash
from catalog.images.pixels import decode
from catalog.images.renditions import LONGEST, encode_all

SHARE = 0.8
"""Asked: at least this share of Pillow's rate."""
SIZES = {"12 megapixels": (4000, 3000), "24 megapixels": (6000, 4000)}
_QUALITY, _METHOD = 80, 2


def drawn(size: tuple[int, int], seed: int) -> bytes:
    """A JPEG with the grain and the edges of a photograph."""
    chance = np.random.default_rng(seed)
    small = chance.integers(0, 255, (size[1] // 40, size[0] // 40, 3), dtype=np.uint8)
    picture = Image.fromarray(small).resize(size, Image.Resampling.BICUBIC)
    grain = Image.effect_noise(size, 24).convert("RGB")
    target = BytesIO()
    Image.blend(picture, grain, 0.2).filter(ImageFilter.SHARPEN).save(target, "JPEG", quality=90)
    return target.getvalue()


def ours(data: bytes) -> None:
    """What a worker does with the pixels of a file."""
    picture = decode(BytesIO(data), max(LONGEST)).picture
    if picture is not None:
        perceptual_hash(picture)
        encode_all(picture, LONGEST)


def pillow(data: bytes) -> None:
    """Draft mode, two reductions, two files."""
    image = Image.open(BytesIO(data))
    edge = max(LONGEST)
    image.draft("RGB", (edge, edge))
    image.thumbnail((edge, edge), Image.Resampling.LANCZOS, reducing_gap=2.0)
    for longest in sorted(LONGEST, reverse=True):
        image.thumbnail((longest, longest), Image.Resampling.LANCZOS, reducing_gap=2.0)
        image.save(BytesIO(), "WEBP", quality=_QUALITY, method=_METHOD)


def rate(work: Callable[[bytes], None], pictures: Sequence[bytes]) -> float:
    """Pictures per second of processor time, by the median picture."""
    times = []
    for data in pictures:
        began = time.process_time()
        work(data)
        times.append(time.process_time() - began)
    return 1 / statistics.median(times)


def report(count: int) -> Iterator[tuple[str, float]]:
    """A line and the share for each size."""
    for name, size in SIZES.items():
        pictures = [drawn(size, seed) for seed in range(count)]
        ours(pictures[0])
        pillow(pictures[0])
        # Twice in turns, so that a machine that slows down slows both.
        mine, theirs = (max(rate(work, pictures) for _ in range(2)) for work in (ours, pillow))
        yield f"{name:<16}{mine:>12.1f}{theirs:>12.1f}{mine / theirs:>9.2f}", mine / theirs


def main(arguments: Sequence[str] | None = None) -> int:
    """Print pictures per second; 1 where `--check` finds too small a share."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.renditions", description="Renditions.")
    parser.add_argument("--count", type=int, default=8, metavar="N", help="pictures of each size (8)")
    parser.add_argument("--check", action="store_true", help="exit with 1 where what is asked is missed")
    options = parser.parse_args(arguments)
    print(f"{'a second, one core':<16}{'Creditline':>10}{'Pillow':>12}{'share':>9}")
    shares = []
    for line, share in report(options.count):
        print(line)
        shares.append(share)
    return int(options.check and min(shares) < SHARE)


if __name__ == "__main__":
    sys.exit(main())
