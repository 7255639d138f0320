"""Pictures in several versions: a folder of files, or our own drawings altered in many ways."""

from collections.abc import Callable, Iterator
from itertools import count, islice
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageEnhance, ImageOps, ImageStat

from benchmarks.likeness.drawn import picture

ORIGINAL = "original"
_QUALITY = 88
_POOR = 40
_DETAIL = 16.0
"""Standard deviation of grey that a drawing must have; one of almost one tone has nothing to be known by."""


class Version(NamedTuple):
    """One file: which picture it shows, and what was done to it."""

    base: str
    version: str
    path: Path


def versions_in(folder: Path) -> list[Version]:
    """The files of a folder, named `<picture>-<version>.jpg`; `original` is the one that was not altered.

    Raises:
        ValueError: There is no original among them.
    """
    paths = [path for path in sorted(folder.glob("*.jpg")) if "-" in path.stem]
    names = [path.stem.rpartition("-") for path in paths]
    found = [Version(base, version, path) for path, (base, _, version) in zip(paths, names, strict=True)]
    if not any(one.version == ORIGINAL for one in found):
        message = f"{folder}: there is no <picture>-{ORIGINAL}.jpg"
        raise ValueError(message)
    return found


def _cut(left: float, top: float, right: float, bottom: float) -> Callable[[Image.Image], Image.Image]:
    """What takes so much of width and height away at each side."""

    def cut(image: Image.Image) -> Image.Image:
        width, height = image.size
        box = (left * width, top * height, (1 - right) * width, (1 - bottom) * height)
        return image.crop(tuple(round(side) for side in box))  # type: ignore[arg-type]  # four of them

    return cut


def _marked(image: Image.Image) -> Image.Image:
    """With a pale sign across it."""
    marked = image.copy()
    pen = ImageDraw.Draw(marked, "RGBA")
    for left in range(0, image.width, image.width // 4):
        pen.text(
            (left, image.height * 0.45), "SAMPLE", fill=(255, 255, 255, 130), font_size=image.width // 18
        )
    return marked


ALTERATIONS: dict[str, Callable[[Image.Image], Image.Image]] = {
    ORIGINAL: lambda image: image,
    "resized": lambda image: image.resize((image.width // 2, image.height // 2), Image.Resampling.LANCZOS),
    "q40": lambda image: image,
    "bright": lambda image: ImageEnhance.Brightness(image).enhance(1.25),
    "watermark": _marked,
    "grey": lambda image: image.convert("L"),
    "crop5": _cut(0.025, 0.025, 0.025, 0.025),
    "crop10": _cut(0.05, 0.05, 0.05, 0.05),
    "corner10": _cut(0, 0, 0.1, 0.1),
    "side10": _cut(0.1, 0, 0, 0),
    "uneven": _cut(0.02, 0.07, 0.06, 0.01),
    "mirror": ImageOps.mirror,
    "mirrorcut": lambda image: ImageOps.mirror(_cut(0.08, 0.03, 0.01, 0.04)(image)),
    "letterbox": lambda image: ImageOps.expand(image, (0, image.height // 8), "black"),
}
"""What is done to our own drawings; the letterbox is a black bar above and below."""


def draw_versions(folder: Path, many: int) -> list[Version]:
    """Write so many drawings into a folder, each in every version."""
    return list(_write_all(folder, many, ALTERATIONS))


def draw_originals(folder: Path, many: int) -> list[Version]:
    """Write so many drawings into a folder, none of which shows what another shows."""
    return list(_write_all(folder, many, {ORIGINAL: ALTERATIONS[ORIGINAL]}))


def _write_all(
    folder: Path, many: int, alterations: dict[str, Callable[[Image.Image], Image.Image]]
) -> Iterator[Version]:
    drawn = ((number, picture(number)) for number in count())
    detailed = (one for one in drawn if ImageStat.Stat(one[1].convert("L")).stddev[0] >= _DETAIL)
    for number, image in islice(detailed, many):
        for name, alter in alterations.items():
            path = folder / f"{number:03}-{name}.jpg"
            alter(image).save(path, quality=_POOR if name == "q40" else _QUALITY)
            yield Version(f"{number:03}", name, path)
