"""Squares and streets: parliament, tram, market."""

from collections.abc import Callable

import numpy as np

from samples.render.model import Camera, Finish, Ground, Lamp, Scene, Sky, Solid, Sun, Surface
from samples.render.noise import Array, Noise, mix, rgb, step
from samples.render.shapes import ball, box, tube
from samples.scenes.air import snowfall
from samples.scenes.parts import (
    DARK,
    WOOD,
    facade,
    flag,
    light,
    paint,
    person,
    streaked,
    tree,
)

_NOISE = Noise(51)


def flat(x: Array, z: Array, pixel: Array) -> Array:
    """Return the height of trodden ground: nearly nothing."""
    return np.asarray((_NOISE.fbm(x / 2, z / 2, 4, pixel / 2) - 0.5) * 0.05, dtype=np.float32)


def paving(first: str, second: str, size: float = 1.0) -> Callable[[Surface], Array]:
    """Return the paint of a square laid with slabs."""
    one, other = rgb(first), rgb(second)

    def color(s: Surface) -> Array:
        u, v = s.x / size, s.z / size
        joint = np.minimum(np.abs(u - np.round(u)), np.abs(v - np.round(v))) * size
        tone = _NOISE.value(np.floor(u) * 2.3 + 0.4, np.floor(v) * 3.1 + 0.4)
        broad = _NOISE.fbm(s.x / 6, s.z / 6, 4)
        dark = 1 - 0.45 * step(0.03, 0.0, joint) * np.clip(1 - s.pixel * 20, 0, 1)
        tint = mix(one, other, 0.5 * tone + 0.5 * broad)
        return np.asarray(tint * (dark * (0.8 + 0.4 * broad))[:, None], dtype=np.float32)

    return color


def _parliament_parts() -> list[Solid]:
    stone = streaked("d8ccb4", 9)
    solids: list[Solid] = [
        box((0, 9, 74), (84, 18, 30), facade("d6cab2", wide=4.2, high=7)),
        box((0, 18.8, 74), (86, 1.8, 32), stone),
    ]
    solids += [box((0, 11.5, 60), (30, 23, 14), stone), box((0, 23.6, 55), (32, 2.4, 13), stone)]
    for number in range(8):
        solids.append(
            tube(
                (-13 + number * 3.72, 4, 51),
                (-13 + number * 3.72, 22.4, 51),
                0.95,
                paint("e2d8c4", rough=0.1),
                0.88,
            )
        )
    for number in range(8):
        solids.append(
            box((0, 3.7 - number * 0.5, 49.5 - number * 1.0), (32 + number, 0.55, 3), paint("cfc4ae"))
        )
    copper = streaked("5f8f80", 5)
    solids += [
        tube((0, 24, 70), (0, 34, 70), 11.5, facade("dccfb6", wide=3.2, high=9)),
        ball((0, 34, 70), (11.8, 12.5, 11.8), copper),
    ]
    solids += [
        tube((0, 45.5, 70), (0, 50, 70), 2.2, stone),
        ball((0, 50, 70), (2.4, 3, 2.4), copper),
        tube((0, 52, 70), (0, 57, 70), 0.16, DARK),
    ]
    bands = (("2f6b4f", "e6e0d2", "c98a2c"), ("2b5c8a", "e6e0d2", "2b5c8a"), ("a8392f", "d9a441", "3b3b44"))
    for number in range(6):
        solids += flag((-26 + number * 4.2, 0, 34), 11, bands[number % 3], yaw=8, seed=number)
    for number in range(12):
        solids += person(
            (float(-14 + number * 3.7 + (number * 7 % 5)), 0, 26.0 + number * 5 % 13),
            ("38404f", "7a3f35", "c9b48a")[number % 3],
        )
    for number, x in enumerate((-38, -31, 33, 40)):
        solids += tree((x, 0, 44), 11, "51702f", number + 3, slim=0.5)
    return solids


def parliament() -> Scene:
    """A domed parliament, columns, steps and invented flags in the wind."""
    solids = _parliament_parts()
    return Scene(
        Camera((16, 1.8, -46), yaw=-7, focal=1.05, horizon=0.8),
        Sky(rgb("e3ebf2"), rgb("8fb7e0"), rgb("3d78bf"), cover=0.42, seed=42),
        Sun(-58, 38, rgb("fff0d6"), 2.5),
        ground=Ground(flat, paving("b5aa98", "94897a", 1.4), far=400, near=1),
        solids=solids,
        occlusion=5,
        finish=Finish(exposure=0.86, haze=0.3),
    )


def _tram_color(s: Surface) -> Array:
    snow = mix(rgb("d9e0ea"), rgb("f0f3f7"), _NOISE.fbm(s.x / 1.5, s.z / 1.5, 5))
    rail = np.minimum(np.abs(np.abs(s.x + 1.6) - 0.75), np.abs(np.abs(s.x - 2.2) - 0.75))
    slush = step(0.42, 0.62, _NOISE.fbm(s.x / 0.7, s.z / 6, 5)) * step(5.2, 3.6, np.abs(s.x))
    snow = mix(snow, rgb("8f8f92"), slush * 0.75)
    return mix(snow, rgb("3a3c42"), step(0.1, 0.05, rail))


def _tram_car() -> list[Solid]:
    solids: list[Solid] = []
    body, cream = paint("a3221f", gloss=0.2, rough=0.08), paint("e3d8c0", rough=0.06)
    solids += [
        box((-1.6, 1.15, 29), (2.5, 1.5, 17), body),
        box((-1.6, 2.5, 29), (2.48, 1.3, 17), cream),
        box((-1.6, 3.3, 29), (2.5, 0.4, 17), body),
    ]
    panes = light("ffdca0", 1.7)
    solids += [box((-1.6, 2.45, 20.45), (2.0, 1.0, 0.1), panes)]
    for z in np.arange(22, 38, 2.1):
        solids += [box((-0.34, 2.45, float(z)), (0.1, 0.85, 1.6), panes)]
    solids += [
        box((-1.6, 3.6, 29), (1.6, 0.3, 12), paint("dfe4ea")),
        tube((-1.6, 3.7, 27), (-1.6, 5.6, 29), 0.05, DARK),
        tube((-1.6, 5.65, 0), (-1.6, 5.65, 120), 0.025, DARK),
    ]
    for x in (-2.2, -1.0):
        solids.append(ball((x, 0.95, 20.45), 0.16, light("fff0cc", 9)))
    return solids


def _tram_parts() -> tuple[list[Solid], list[Lamp]]:
    solids: list[Solid] = []
    walls = ("b8a48a", "a87a63", "c9bda6", "8d8f94", "b59a7a", "9a6a58")
    for number in range(9):
        for side in (-1, 1):
            high = 15 + (number * 5 + side * 3) % 7
            z = 6 + number * 13.0
            wall = facade(
                walls[(number * 2 + side) % 6], wide=2.3, high=3.5, lit=0.35, seed=number * 2 + side + 1
            )
            solids.append(box((side * 13.5, high / 2, z + 6), (11, high, 12.8), wall))
            solids.append(box((side * 13.5, high + 0.3, z + 6), (11.6, 0.7, 13), paint("e9edf2", rough=0.05)))
    solids += _tram_car()
    lamps = []
    for number in range(6):
        z = 12.0 + number * 17
        x = 6.2 if number % 2 else -6.4
        solids += [tube((x, 0, z), (x, 5.4, z), 0.07, DARK), ball((x, 5.5, z), 0.25, light("ffd79a", 9))]
        lamps.append(Lamp((x, 5.3, z), rgb("ffc880"), 9))
    lamps.append(Lamp((-1.6, 1.2, 18.5), rgb("ffe6b8"), 5))
    for number, (x, z) in enumerate(
        (
            (4.4, 14),
            (5.2, 19),
            (5.6, 20),
            (-5.4, 24),
            (4.7, 33),
            (5.8, 41),
            (-5.6, 46),
            (2.0, 52),
            (2.7, 52.5),
        )
    ):
        solids += person((x, 0.05, z), ("2c3038", "51382f", "3a4a63", "7a2f2a")[number % 4])
    return solids, lamps


def tram() -> Scene:
    """A red tram in a snowy street, lamps already on."""
    solids, lamps = _tram_parts()
    return Scene(
        Camera((1.5, 1.7, 0), yaw=-1.5, focal=0.95, horizon=0.56),
        Sky(
            rgb("aeb4c6"),
            rgb("8d94ab"),
            rgb("6b7390"),
            cover=0.9,
            cloud=rgb("b9bfce"),
            shade=rgb("8f95aa"),
            seed=2,
            glow=0,
        ),
        Sun(power=0),
        ambient=rgb("a9b4d0") * 0.62,
        bounce=rgb("a9b0c4") * 0.35,
        ground=Ground(flat, _tram_color, far=300, near=0.8),
        solids=solids,
        lamps=lamps,
        finish=Finish(exposure=1.15, haze=7.0, air=rgb("a7adc0"), bloom=0.3, contrast=1.1),
        after=[snowfall(0.28, 4)],
    )


def _market_parts() -> list[Solid]:
    chance = np.random.default_rng(12)
    solids: list[Solid] = []
    tones = ("c9472f", "e0a63a", "f0e6d2", "3f7a6a", "d8752f", "2f5f8f")
    for row in range(6):
        for lane in range(-2, 3):
            x, z = lane * 4.6 + (row % 2) * 1.2, 9.0 + row * 5.6
            if lane == 0 and row < 4:  # noqa: PLR2004 - the aisle the picture looks down
                continue
            canopy = paint(tones[int(chance.integers(0, 6))], rough=0.08)
            top = 2.75 + float(chance.uniform(-0.15, 0.25))
            solids += [
                tube((x, 0, z), (x, top + 0.5, z), 0.035, WOOD),
                tube((x, top - 0.25, z), (x, top + 0.55, z), 1.95, canopy, 0.03),
            ]
            solids.append(box((x, 0.8, z - 0.4), (2.6, 0.08, 1.3), WOOD))
            for number in range(4):
                tint = ("d8602a", "a8332a", "8aa03a", "e6c04a", "6a3a5a", "c98a4a")[
                    int(chance.integers(0, 6))
                ]
                cx = x - 0.98 + number * 0.65
                solids.append(box((cx, 0.92, z - 0.75), (0.6, 0.2, 0.5), paint("a5855c")))
                for ball_ in range(6):
                    spot = (cx - 0.2 + ball_ % 3 * 0.2, 1.05, z - 0.88 + ball_ // 3 * 0.24)
                    solids.append(ball(spot, 0.1, paint(tint, gloss=0.15)))
    for number in range(16):
        solids += person(
            (float(chance.uniform(-1.6, 1.9)), 0, 17 + number * 1.6),
            ("394660", "8a3f35", "d9cbb0", "3f5a48")[number % 4],
        )
    for number in range(5):
        solids.append(
            box(
                (-24 + number * 12.0, 7 + number % 2, 48),
                (12, 14 + number % 2 * 2, 10),
                facade(("d9b98f", "c9a07a", "e0cfae")[number % 3], wide=2.6, high=3.4),
            )
        )
    return solids


def market() -> Scene:
    """Market umbrellas and crates of fruit in low morning sun."""
    solids = _market_parts()
    return Scene(
        Camera((0.2, 2.3, 0), focal=0.88, horizon=0.4),
        Sky(rgb("fae0b4"), rgb("b7cfe2"), rgb("6a9ed4"), cover=0.25, seed=3, glow=1.0),
        Sun(24, 24, rgb("ffd9a0"), 3.0),
        bounce=rgb("b59a74") * 0.5,
        ground=Ground(flat, paving("b09a7c", "8f7d66", 0.5), far=200, near=0.8),
        solids=solids,
        occlusion=2,
        finish=Finish(exposure=0.95, haze=4, air=rgb("f0d7ac"), saturation=0.95, bloom=0.2),
    )


SCENES = {"parliament": parliament, "tram": tram, "market": market}
