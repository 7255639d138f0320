"""Hashes of drawn pictures: what an alteration moves, and by how much."""

import itertools

import numpy as np
import pytest
from PIL import Image, ImageEnhance, ImageFilter, ImageOps

from benchmarks.likeness.drawn import picture
from catalog.images.borders import content_box
from catalog.images.phash import hash_picture, perceptual_hash
from catalog.images.windows import WINDOWS

NUMBERS = (1, 2, 3, 4, 7)
"""A land, a street, people, things, another street."""


def bits(one, other):
    return (int(one, 16) ^ int(other, 16)).bit_count()


def cut(image, left, top, right, bottom):
    width, height = image.size
    return image.crop(tuple(map(round, (left * width, top * height, right * width, bottom * height))))


@pytest.fixture(scope="module")
def pictures():
    return {number: picture(number) for number in NUMBERS}


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize(
    ("alter", "most"),
    [
        (lambda image: image.resize((image.width // 2, image.height // 2), Image.Resampling.LANCZOS), 20),
        (lambda image: image.convert("L").convert("RGB"), 10),
        (lambda image: ImageEnhance.Brightness(image).enhance(1.2), 60),
        (lambda image: image.filter(ImageFilter.GaussianBlur(2)), 20),
    ],
    ids=["resized", "grey", "bright", "blurred"],
)
def test_an_altered_picture_keeps_most_of_its_bits(pictures, number, alter, most):
    image = pictures[number]
    assert bits(perceptual_hash(image), perceptual_hash(alter(image))) <= most


def test_different_pictures_differ_in_many_bits(pictures):
    hashes = [perceptual_hash(image) for image in pictures.values()]
    assert min(bits(one, other) for one, other in itertools.combinations(hashes, 2)) > 90


@pytest.mark.parametrize("number", NUMBERS)
def test_the_mirror_image_has_the_odd_columns_turned_over(pictures, number):
    odd = int("5" * 64, 16)
    turned = int(perceptual_hash(pictures[number]), 16) ^ odd
    assert bits(f"{turned:064x}", perceptual_hash(ImageOps.mirror(pictures[number]))) <= 20


@pytest.mark.parametrize("name", WINDOWS)
@pytest.mark.parametrize("number", NUMBERS)
def test_a_part_has_the_hash_of_the_picture_cut_to_it(pictures, number, name):
    """The transform of a part of the grid against the honest way: cut, reduce, transform."""
    image = pictures[number]
    honest = perceptual_hash(cut(image, *WINDOWS[name]))
    assert bits(hash_picture(image).phash_variants[name], honest) <= 24


def test_the_parts_are_their_own_mirror_images():
    boxes = {tuple(round(side, 6) for side in box) for box in WINDOWS.values()}
    assert boxes == {(round(1 - box[2], 6), box[1], round(1 - box[0], 6), box[3]) for box in boxes}


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize(
    "box", [(0, 0, 0.9, 0.9), (0.05, 0.05, 0.95, 0.95), (0.1, 0, 1, 1), (0, 0.06, 0.97, 0.98)]
)
def test_a_cut_copy_is_near_a_part_or_the_whole(pictures, number, box):
    found = hash_picture(pictures[number])
    copy = perceptual_hash(cut(pictures[number], *box))
    assert min(bits(copy, one) for one in (found.phash, *found.phash_variants.values())) <= 72


def test_a_flat_picture_has_no_hash():
    assert perceptual_hash(Image.new("RGB", (400, 300), (90, 90, 90))) is None
    flat = hash_picture(Image.new("RGB", (400, 300), (90, 90, 90)))
    assert (flat.phash, flat.phash_variants) == (None, {})


def test_a_part_that_is_flat_is_left_out():
    image = Image.new("RGB", (1000, 1000), (90, 90, 90))
    image.paste((255, 255, 255), (0, 0, 80, 1000))
    found = hash_picture(image).phash_variants
    assert {"right", "right-top", "right-bottom"}.isdisjoint(found)
    assert "left" in found


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("colour", ["black", "white", (40, 60, 90)])
def test_a_border_is_taken_off(pictures, number, colour):
    image = pictures[number]
    framed = ImageOps.expand(image, (0, image.height // 6), colour)
    trimmed = hash_picture(framed).phash_variants["trimmed"]
    assert bits(trimmed, perceptual_hash(image)) <= 30


@pytest.mark.parametrize(
    ("margins", "box"),
    [
        ((0, 100, 0, 100), (0, 100, 800, 700)),
        ((200, 0, 200, 0), (200, 0, 600, 800)),
        ((80, 40, 0, 0), (80, 40, 800, 800)),
        ((0, 0, 0, 0), None),
        # A hair of one tone is what resampling makes of any edge.
        ((0, 3, 0, 0), None),
        # More than a third on one side is no border but the picture.
        ((0, 400, 0, 0), None),
    ],
)
def test_a_border_is_an_even_margin_on_any_side(margins, box):
    noise = np.random.default_rng(1).integers(0, 255, (800, 800), dtype=np.uint8)
    left, top, right, bottom = margins
    noise[:top], noise[800 - bottom :] = 0, 0
    noise[:, :left], noise[:, 800 - right :] = 0, 0
    found = content_box(Image.fromarray(noise))
    assert found == box or max(abs(one - other) for one, other in zip(found, box, strict=True)) <= 4


def test_a_sky_that_fades_is_no_border():
    noise = np.random.default_rng(1).integers(0, 200, (800, 600)).astype(np.float64)
    noise[:400] = np.linspace(250, 150, 400)[:, None]
    left, top, right, bottom = content_box(Image.fromarray(noise.astype(np.uint8))) or (0, 0, 600, 800)
    assert (left, right, bottom) == (0, 600, 800)
    assert top <= 30


def test_a_flat_picture_is_no_border():
    assert content_box(Image.new("L", (300, 200), 255)) is None
