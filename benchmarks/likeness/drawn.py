"""Pictures drawn by code, as varied as a day's wire: ground, land, streets, people, things.

Their noise falls with frequency as that of photographs does (1/f: Field 1987, Journal of the Optical Society
of America A 4), and light, lens and grain are drawn too. A number always gives the same picture.
"""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFilter

Tones = npt.NDArray[np.float64]
Draw = Callable[[np.random.Generator, int, int], Image.Image]

SIZES = ((900, 600), (600, 900), (900, 675), (800, 800), (1000, 560))
_SEED = 2026
_LIT = 0.7
"""The share of windows that are lit."""
_ROUND = 0.5
"""The share of things that are round."""


def picture(number: int) -> Image.Image:
    """The picture of a number."""
    chance = np.random.default_rng((_SEED, number))
    size = SIZES[int(chance.integers(len(SIZES)))]
    scene = _SCENES[number % len(_SCENES)](chance, *size)
    return _exposed(chance, scene).filter(ImageFilter.GaussianBlur(0.8))


def _noise(chance: np.random.Generator, width: int, height: int, power: float) -> Tones:
    """Noise whose amplitude falls with frequency, of standard deviation 1."""
    longest = max(width, height)
    down, across = np.fft.fftfreq(height)[:, None] * height, np.fft.rfftfreq(width)[None] * width
    frequency = np.hypot(down, across) / longest
    frequency[0, 0] = 1
    shape = frequency.shape
    spectrum = (chance.normal(size=shape) + 1j * chance.normal(size=shape)) / frequency**power
    spectrum[0, 0] = 0
    tones = np.fft.irfft2(spectrum, s=(height, width))
    return np.asarray(tones / tones.std(), dtype=np.float64)


def _colour(chance: np.random.Generator) -> tuple[int, ...]:
    return tuple(int(tone) for tone in chance.integers(10, 246, 3))


def _ground(chance: np.random.Generator, width: int, height: int) -> Image.Image:
    """Walls, water, foliage: noise between two colours."""
    low, high = np.array(_colour(chance)), np.array(_colour(chance))
    share = 1 / (1 + np.exp(-1.3 * _noise(chance, width, height, chance.uniform(0.9, 1.6))))
    return Image.fromarray((low + (high - low) * share[..., None]).astype(np.uint8))


def _land(chance: np.random.Generator, width: int, height: int) -> Image.Image:
    """A sky over one to four ridges."""
    down = np.linspace(0, 1, height)[:, None]
    horizon = chance.uniform(0.3, 0.7)
    tones = _noise(chance, width, height, 1.5) * chance.uniform(4, 18)
    tones += np.where(down < horizon, 200 - 70 * down / horizon, 0)
    for ridge in range(int(chance.integers(1, 5))):
        line = np.cumsum(chance.normal(size=width)) * chance.uniform(0.0008, 0.004)
        line += horizon + ridge * 0.1 - np.linspace(0, line[-1] - line[0], width)
        soil = chance.uniform(30, 130) + _noise(chance, width, height, 1.1) * chance.uniform(8, 25)
        tones = np.where(down > line[None], soil, tones)
    tint = chance.uniform(0.8, 1.1, 3)
    return Image.fromarray(np.clip(tones[..., None] * tint, 0, 255).astype(np.uint8))


def _street(chance: np.random.Generator, width: int, height: int) -> Image.Image:
    """Houses with lit and dark windows."""
    image = _ground(chance, width, height).filter(ImageFilter.GaussianBlur(20))
    pen = ImageDraw.Draw(image)
    left = 0
    while left < width:
        right, roof = (
            left + int(chance.integers(width // 16, width // 5)),
            int(height * chance.uniform(0.1, 0.75)),
        )
        pen.rectangle((left, roof, right, height), fill=tuple(tone // 2 + 30 for tone in _colour(chance)))
        step = int(chance.integers(14, 40))
        for x in range(left + 6, right - 8, step):
            for y in range(roof + 8, height, step + 6):
                if chance.random() < _LIT:
                    pen.rectangle((x, y, x + step // 2, y + step // 2), fill=_colour(chance))
        left = right
    return image


def _people(chance: np.random.Generator, width: int, height: int) -> Image.Image:
    """One to eleven people before a blurred ground."""
    image = _ground(chance, width, height).filter(ImageFilter.GaussianBlur(8))
    pen = ImageDraw.Draw(image)
    number = int(chance.integers(1, 12))
    for _ in range(number):
        size = height * chance.uniform(0.9, 1.3) / (1 + number**0.6)
        x, y = chance.uniform(0, width), height * chance.uniform(0.45, 0.9)
        skin = tuple(int(tone * chance.uniform(0.5, 1.1)) for tone in (200, 160, 130))
        pen.ellipse((x - size * 0.45, y, x + size * 0.45, y + size * 2.2), fill=_colour(chance))
        pen.ellipse((x - size * 0.2, y - size * 0.42, x + size * 0.2, y + size * 0.12), fill=skin)
        hair = tuple(tone // 3 for tone in _colour(chance))
        pen.chord((x - size * 0.22, y - size * 0.46, x + size * 0.22, y), 180, 360, fill=hair)
    return image


def _things(chance: np.random.Generator, width: int, height: int) -> Image.Image:
    """Round and angular things on a ground."""
    image = _ground(chance, width, height)
    pen = ImageDraw.Draw(image)
    for _ in range(int(chance.integers(3, 40))):
        x, y, size = (
            chance.uniform(0, width),
            chance.uniform(0, height),
            min(width, height) * chance.uniform(0.02, 0.3),
        )
        if chance.random() < _ROUND:
            flat = size * chance.uniform(0.4, 1)
            pen.ellipse((x - size, y - flat, x + size, y + size), fill=_colour(chance))
        else:
            turns = np.sort(chance.uniform(0, 2 * np.pi, int(chance.integers(3, 7))))
            corners = [(x + size * np.cos(turn), y + size * np.sin(turn)) for turn in turns]
            pen.polygon(corners, fill=_colour(chance))
    return image


def _exposed(chance: np.random.Generator, scene: Image.Image) -> Image.Image:
    """The scene with light from a side, a lens darker at its edge, and grain."""
    tones = np.asarray(scene, dtype=np.float64)
    down, across = np.mgrid[-1 : 1 : scene.height * 1j, -1 : 1 : scene.width * 1j]
    lens = 1 - chance.uniform(0, 0.4) * (across**2 + down**2) / 2
    light = 1 + chance.uniform(-0.35, 0.35) * across + chance.uniform(-0.35, 0.35) * down
    grain = chance.normal(size=tones.shape) * chance.uniform(1, 8)
    return Image.fromarray(np.clip(tones * (lens * light)[..., None] + grain, 0, 255).astype(np.uint8))


_SCENES: tuple[Draw, ...] = (_ground, _land, _street, _people, _things)
