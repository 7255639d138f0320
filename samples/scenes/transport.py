"""Ways and vehicles: a runway, a tunnel, a derailed train."""

import numpy as np

from samples.render.model import Camera, Finish, Ground, Lamp, Scene, Sky, Solid, Sun, Surface, Water
from samples.render.noise import Array, Noise, mix, rgb, step
from samples.render.shapes import ball, box, tube
from samples.scenes.air import After, glow
from samples.scenes.industry import meadow, meadow_paint
from samples.scenes.parts import (
    CONCRETE,
    DARK,
    GLASS,
    STEEL,
    WOOD,
    canopy,
    facade,
    fir,
    level,
    light,
    paint,
    person,
    streaked,
    tree,
)

_NOISE = Noise(71)


def _runway_color(s: Surface) -> Array:
    tar = mix(rgb("4a4c50"), rgb("626468"), _NOISE.fbm(s.x / 2, s.z / 9, 5))
    grass = mix(rgb("5f6f3f"), rgb("83854f"), _NOISE.fbm(s.x / 5, s.z / 5, 5))
    out = mix(tar, grass, step(19, 20, np.abs(s.x)))
    center = (np.abs(s.x) < 0.45) & ((s.z / 30) % 1 < 0.6)  # noqa: PLR2004 - painted dashes
    bars = (np.abs(np.abs(s.x) - 9) < 6) & ((s.x / 1.8) % 1 < 0.5) & (np.abs(s.z - 21) < 7)  # noqa: PLR2004 - threshold marks
    edge = np.abs(np.abs(s.x) - 18) < 0.4  # noqa: PLR2004 - edge line
    return mix(out, rgb("e6e4dc"), (center | bars | edge).astype(np.float32) * 0.85)


def _runway_parts() -> tuple[list[Solid], list[After]]:
    white, blue = paint("e9eaec", gloss=0.35, rough=0.03), paint("274f86", gloss=0.3, rough=0.04)
    z = 92.0
    solids: list[Solid] = [
        tube((0, 5.2, z - 14), (0, 5.4, z + 22), 2.05, white, 0.75),
        ball((0, 5.2, z - 14), (2.05, 2.05, 4.6), white),
        ball((0, 5.9, z - 16.4), (1.5, 0.75, 1.6), GLASS),
    ]
    solids += [
        box((0, 10.4, z + 19), (0.5, 7.6, 5), blue, pitch=-28),
        box((0, 6.4, z + 20), (14, 0.35, 3.4), white),
    ]
    for side in (-1, 1):
        solids.append(box((side * 9.6, 4.6, z + 4), (17, 0.5, 5.2), white, yaw=side * 24, roll=side * 5))
        solids.append(box((side * 17.9, 6.0, z + 8.2), (0.3, 1.9, 1.7), blue, yaw=side * 24))
        solids += [
            tube((side * 5.6, 3.3, z - 4.2), (side * 5.6, 3.3, z + 0.8), 1.15, blue, 0.85),
            tube((side * 5.6, 3.3, z - 4.4), (side * 5.6, 3.3, z - 4.1), 1.0, DARK),
        ]
        solids += [
            tube((side * 2.6, 4, z + 4), (side * 2.6, 0.8, z + 4), 0.22, STEEL),
            ball((side * 2.6, 0.7, z + 4), (0.5, 0.7, 0.7), DARK),
        ]
        solids.append(ball((side * 1.9, 4.4, z - 7), 0.35, light("fff4d8", 16)))
    solids += [
        tube((0, 4, z - 12), (0, 0.6, z - 12), 0.18, STEEL),
        ball((0, 0.5, z - 12), (0.4, 0.5, 0.5), DARK),
        ball((0, 1.9, z - 12.3), 0.3, light("fff4d8", 20)),
    ]
    flares = [glow((0, 1.9, z - 13), 3.2, "fff0cc", 0.8)]
    for number in range(16):
        for side in (-1, 1):
            solids.append(ball((side * 18.8, 0.35, 14 + number * 16.0), 0.16, light("ffe0a0", 12)))
    solids += [
        box((-92, 7, 300), (110, 14, 30), facade("8d9aa5", wide=6, high=7, lit=0.3)),
        tube((72, 0, 330), (72, 36, 330), 3.4, CONCRETE, 0.8),
        tube((72, 36, 330), (72, 42, 330), 4.2, GLASS, 1.3),
    ]
    return solids, flares


def runway() -> Scene:
    """An airliner on a wet runway, lights in rows."""
    solids, flares = _runway_parts()
    return Scene(
        Camera((2.5, 2.3, 0), yaw=-1, focal=1.5, horizon=0.62),
        Sky(
            rgb("e8b993"),
            rgb("9a8ea8"),
            rgb("4d5c85"),
            cover=0.55,
            cloud=rgb("f0b48f"),
            shade=rgb("6a6480"),
            seed=27,
            glow=0.6,
        ),
        Sun(-30, 6, rgb("ffb27a"), 1.2),
        ambient=rgb("9a9fc0") * 0.75,
        bounce=rgb("5f5a60") * 0.35,
        ground=Ground(
            lambda x, z, _p: (
                np.zeros(np.broadcast(x, z).shape, dtype=np.float32)
                + step(500, 2500, z) * 60 * _NOISE.fbm(x / 300, z / 300, 5)
            ),
            _runway_color,
            far=4000,
            near=1.5,
        ),
        water=Water(0.012, rgb("33363d"), waves=0.16, length=3.0, mirror=0.5, near=300),
        solids=solids,
        occlusion=5,
        finish=Finish(exposure=1.05, haze=0.9, air=rgb("c9a596"), bloom=0.35),
        after=flares,
    )


def _cutting(x: Array, z: Array, pixel: Array) -> Array:
    hill = step(44, 130, z) * 95
    side = step(8, 60, np.abs(x)) * 34
    rough = (
        (_NOISE.ridged(x / 60, z / 60, 7, pixel / 60) - 0.4)
        * 16
        * step(9, 25, np.abs(x) + 0.9 * step(46, 60, z) * 20)
    )
    wood = canopy(x, z, pixel, 5, _NOISE) * 4 * step(16, 30, np.abs(x) + step(56, 80, z) * 30)
    return np.asarray(
        np.maximum(hill, side) + rough + wood + (_NOISE.fbm(x, z, 4, pixel) - 0.5) * 0.12, dtype=np.float32
    )


def _tunnel_color(s: Surface) -> Array:
    fine = _NOISE.fbm(s.x / 1.1, s.z / 1.1 + s.y / 2, 5, s.pixel / 1.1)[:, None]
    rock = mix(rgb("7a6f62"), rgb("a3937c"), _NOISE.fbm(s.x / 9, s.y / 3, 5))
    wood = mix(rgb("2f4a2c"), rgb("66703a"), _NOISE.fbm(s.x / 6, s.z / 6, 4))
    road = mix(rgb("8a7f70"), rgb("6a6258"), _NOISE.fbm(s.x / 1.5, s.z / 4, 5))
    out = mix(rock, wood, step(9, 16, s.y) * step(0.35, 0.7, s.ny))
    return mix(out, road, step(9, 8, np.abs(s.x)) * step(1.5, 0.5, s.y)) * (0.4 + 1.15 * fine)


def _tunnel_parts() -> tuple[list[Solid], list[Lamp]]:
    wall = streaked("aaa69c", 4)
    solids: list[Solid] = []
    for number in range(25):
        a = np.radians(-4 + number * 7.8)
        solids.append(
            box((7.1 * np.cos(a), 0.8 + 7.1 * np.sin(a), 50), (1.7, 1.15, 14), wall, roll=np.degrees(a))
        )
    solids.extend(box((side * 15, 8, 54), (16, 17, 3), wall) for side in (-1, 1))
    solids += [box((0, 12.4, 54), (16, 8, 3), wall), box((0, 4, 66), (14, 12, 1), paint("0c0d0f", rough=0))]
    lamps = []
    for z in (46, 52, 58, 63):
        for side in (-1, 1):
            solids.append(ball((side * 4.6, 5.0, float(z)), 0.16, light("ffd28a", 14)))
            lamps.append(Lamp((side * 4.4, 5.0, float(z)), rgb("ffc878"), 11))
    yellow = paint("d99a22", rough=0.2)
    solids += [
        box((-6.4, 1.0, 33), (2.8, 0.9, 4.2), DARK, yaw=25),
        box((-6.4, 2.3, 33), (2.6, 1.7, 3.4), yellow, yaw=25),
        box((-5.8, 3.0, 32.2), (1.2, 1.7, 1.6), GLASS, yaw=25),
    ]
    solids += [
        tube((-6.9, 3.0, 34), (-3.9, 6.2, 35.5), 0.3, yellow),
        tube((-3.9, 6.2, 35.5), (-1.9, 3.0, 36.3), 0.24, yellow),
        box((-1.7, 2.4, 36.4), (1.3, 1.1, 1.0), DARK, yaw=25, roll=20),
    ]
    for number, (x, z) in enumerate(((2.4, 30), (3.3, 31), (4.8, 38), (1.2, 44))):
        solids += [
            *person((x, 0, z), "d8722a"),
            ball((x, 1.74, z), (0.14, 0.1, 0.15), paint("e9d24a" if number % 2 else "e9e9e4")),
        ]
    for number in range(8):
        solids += fir((-22 + number * 6.6, level(_cutting, -22 + number * 6.6, 84), 84), 13, number)
    return solids, lamps


def tunnel() -> Scene:
    """A new tunnel portal, excavator and flags of mud."""
    solids, lamps = _tunnel_parts()
    return Scene(
        Camera((1.6, 2.4, 0), focal=1.0, horizon=0.66),
        Sky(
            rgb("d9dee0"),
            rgb("b7c1c8"),
            rgb("93a3b0"),
            cover=0.9,
            seed=4,
            cloud=rgb("dde1e2"),
            shade=rgb("a3adb4"),
            glow=0.1,
        ),
        Sun(40, 55, rgb("fff4e2"), 0.9),
        ambient=rgb("bcc6cf") * 0.85,
        ground=Ground(_cutting, _tunnel_color, far=400, near=1),
        solids=solids,
        lamps=lamps,
        finish=Finish(exposure=0.95, haze=1.6, air=rgb("cfd6d8"), bloom=0.3),
    )


def _train_beside() -> list[Solid]:
    solids: list[Solid] = []
    for number in range(26):
        a = number * 2.4
        solids.append(
            box(
                (16 + 4.5 * np.cos(a) * (number % 5) / 3, 0.4 + 0.2 * (number % 3), 29.5 + 2.2 * np.sin(a)),
                (1.0, 0.5, 0.7),
                paint(("b59a6a", "8f7a58")[number % 2], rough=0.4),
                yaw=a * 50,
            )
        )
    orange = paint("d9772a", rough=0.1)
    solids += [
        box((-6, 1.9, 56), (9, 2.4, 3.2), orange),
        box((-9.2, 3.8, 56), (2.4, 2, 3), orange),
        tube((-4, 3, 56), (12, 17, 50), 0.42, orange, 0.7),
        tube((12, 17, 50), (12, 9, 50), 0.06, DARK),
    ]
    for number, (x, z) in enumerate(((6, 27), (7, 27.6), (10, 28), (-8, 31), (-9, 32), (22, 30))):
        solids += person((x, 0.1, z), ("e0732a", "2c3f5f", "e0c23a")[number % 3])
    for number in range(14):
        solids += tree(
            (-70 + number * 11.0, 0, 92 + (number * 7) % 20),
            12,
            ("5f7a3a", "7f8440")[number % 2],
            number + 5,
            slim=0.45,
            blobs=9,
        )
    return solids


def _train_parts() -> list[Solid]:
    solids: list[Solid] = []
    solids.extend(box((float(x), 0.62, 40), (0.32, 0.18, 3.4), WOOD) for x in np.arange(-46, 60, 1.2))
    solids.extend(
        box((7, 0.8, 40 + side), (110, 0.16, 0.12), paint("8a7d74", gloss=0.5)) for side in (-0.85, 0.85)
    )
    solids.append(box((7, 0.25, 40), (110, 0.6, 5), paint("7f776c", rough=0.5, grain=0.2)))
    tones = ("9a4a2f", "356a7a", "b58a35", "5f6a70", "9a4a2f")
    for number, (x, z, yaw, roll, y) in enumerate(
        (
            (-28, 40, 0, 0, 2.9),
            (-13.5, 39.5, 3, 4, 2.8),
            (1.5, 37.2, 17, 26, 2.5),
            (15, 34.6, -14, 70, 1.9),
            (30.5, 39, 5, 8, 2.8),
        )
    ):
        body = streaked(tones[number], 2.5)
        solids += [
            box((x, y, z), (13, 3.1, 3), body, yaw=yaw, pitch=roll),
            box((x, y - 1.5, z), (12.6, 0.35, 2.2), DARK, yaw=yaw, pitch=roll),
        ]
        if roll < 20:  # noqa: PLR2004 - wheels of wagons that still stand
            for dx in (-4.6, -3.2, 3.2, 4.6):
                solids.append(tube((x + dx, 1.3, z - 1), (x + dx, 1.3, z + 1), 0.5, DARK))
    solids += _train_beside()
    return solids


def train() -> Scene:
    """Freight wagons tipped off the track in a field; nobody is hurt, a crane waits."""
    solids = _train_parts()
    return Scene(
        Camera((0, 7.5, 0), yaw=2, focal=0.9, horizon=0.3),
        Sky(rgb("e3e7e6"), rgb("b3c2cd"), rgb("8299b3"), cover=0.7, seed=37, glow=0.2),
        Sun(-50, 36, rgb("fff0d8"), 1.8),
        ground=Ground(
            lambda x, z, p: (
                meadow(x, z, p) * 0.12 * step(0, 9, np.abs(z - 40))
                + step(800, 3500, z) * 90 * _NOISE.fbm(x / 700, z / 700, 5)
            ),
            meadow_paint,
            far=5000,
            near=1.5,
        ),
        solids=solids,
        finish=Finish(exposure=0.92, haze=0.45, air=rgb("cdd6da")),
    )


SCENES = {"runway": runway, "tunnel": tunnel, "train": train}
