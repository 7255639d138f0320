"""Drawn pictures with their originals and renditions on disk."""

import hashlib
from pathlib import Path

from PIL import Image, ImageDraw

from catalog.records import FieldReading, ImageField, ImageRecord
from catalog.store import ImageDraft


def field(value, *all_, agree=True):
    readings = tuple(FieldReading(block=block, path=path, value=read) for block, path, read in all_)
    return ImageField(value=value, block=all_[0][0], path=all_[0][1], all=readings, agree=agree)


def draw(path: Path, size, sky, ground):
    """A small landscape: sky, a low sun, hills."""
    width, height = size
    image = Image.new("RGB", size, sky)
    pen = ImageDraw.Draw(image)
    for row in range(height):
        light = row / height
        pen.line((0, row, width, row), fill=tuple(int(low + (255 - low) * light * 0.55) for low in sky))
    sun = height // 6
    pen.ellipse((width * 0.62, height * 0.3, width * 0.62 + sun, height * 0.3 + sun), fill=(255, 244, 214))
    for step, shade in enumerate((0.75, 1.0)):
        top = height * (0.55 + 0.16 * step)
        hills = [
            (0, height),
            (0, top),
            (width * 0.3, top - height * 0.12),
            (width * 0.55, top + height * 0.03),
        ]
        hills += [(width * 0.8, top - height * 0.09), (width, top), (width, height)]
        pen.polygon(hills, fill=tuple(int(tone * shade) for tone in ground))
    image.save(path, quality=90)


def picture(folder: Path, name: str, size=(1800, 1200), sky=(92, 122, 160), ground=(60, 84, 62), **more):
    """An image draft with its original and both renditions on disk."""
    path = folder / name
    draw(path, size, sky, ground)
    data = path.read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    renditions = folder / "home" / "media" / "renditions" / sha256[:2]
    renditions.mkdir(parents=True, exist_ok=True)
    for longest in (320, 1600):
        with Image.open(path) as image:
            image.thumbnail((longest, longest))
            image.save(renditions / f"{sha256}-{longest}.webp")
    record = ImageRecord(
        file=name, format="jpeg", mime="image/jpeg", width=size[0], height=size[1],
        bytes=len(data), sha256=sha256, **more,
    )  # fmt: skip
    return ImageDraft(path=str(path), record=record, rendition="made")
