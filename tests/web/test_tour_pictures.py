"""The tour's pictures are there, used, and small enough to be kept beside the text."""

import re
from pathlib import Path

from PIL import Image

DOCS = Path(__file__).parents[2] / "docs"
PICTURES = sorted((DOCS / "_static" / "screenshots").glob("*"))
MOST, MOST_OF_ALL = 300_000, 2_000_000


def test_the_tour_shows_every_picture_and_every_picture_is_there():
    named = re.findall(
        r"\]\(\.\./_static/screenshots/([^)]+)\)", (DOCS / "tour" / "index.md").read_text("utf-8")
    )
    assert sorted(named) == [path.name for path in PICTURES]


def test_every_picture_of_the_tour_is_described():
    text = (DOCS / "tour" / "index.md").read_text("utf-8")
    assert all(len(words) > 20 for words in re.findall(r"!\[([^\]]*)\]", text))


def test_the_pictures_are_small_and_can_be_read():
    assert all(path.stat().st_size < MOST for path in PICTURES)
    assert sum(path.stat().st_size for path in PICTURES) < MOST_OF_ALL
    for path in PICTURES:
        with Image.open(path) as picture:
            assert picture.format == "WEBP"
