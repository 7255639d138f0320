"""Near things under lamps: microphones, a vitrine."""

import numpy as np

from samples.render.model import Camera, Finish, Lamp, Material, Scene, Sky, Solid, Sun, Surface
from samples.render.noise import Array, Noise, rgb
from samples.render.shapes import ball, box, tube
from samples.scenes.air import shallow
from samples.scenes.parts import DARK, STEEL, light, paint, stripes

_NOISE = Noise(81)
_DARK_ROOM = Sky(rgb("20242e"), rgb("151922"), rgb("0a0c12"), cover=0)


def _oak(color: str) -> Material:
    tone = rgb(color)

    def grain(s: Surface) -> Array:
        ring = _NOISE.fbm(s.x * 1.2, s.z * 14 + s.y * 9, 5, s.pixel * 14)
        return np.asarray(tone * (0.55 + 0.9 * ring)[:, None], dtype=np.float32)

    return Material(grain, gloss=0.35, rough=0)


def _microphones_pleats(s: Surface) -> Array:
    fold = 0.5 + 0.5 * np.sin(s.x * 17 + 2 * _NOISE.fbm(s.x * 2, s.y * 0.4, 3))
    return np.asarray(rgb("1f3f6f") * (0.25 + 0.95 * fold)[:, None], dtype=np.float32)


def _microphones_row() -> list[Solid]:
    chance = np.random.default_rng(14)
    solids: list[Solid] = []
    foams = ("c43a2c", "2f6fb0", "e0a52f", "26282c", "3f8a5a", "e9e6dc", "26282c", "7a3f8a", "d9722a")
    for number in range(17):
        x = -0.95 + number * 0.12 + float(chance.uniform(-0.03, 0.03))
        z = 2.05 + float(chance.uniform(-0.12, 0.22))
        high = 0.66 + float(chance.uniform(-0.05, 0.2)) - 0.12 * abs(x)
        lean = float(chance.uniform(-0.05, 0.05))
        top = (x * 0.82 + lean, high, z + 0.1)
        solids += [tube((x, 0.4, z), top, 0.013, DARK), tube((x, 0.4, z), (x, 0.42, z), 0.06, DARK)]
        tip = (top[0] * 0.97, high + 0.12, z + 0.17)
        solids += [
            tube(top, tip, 0.026, DARK),
            ball(tip, (0.046, 0.06, 0.046), paint(foams[number % 9], rough=0.3, grain=0.01)),
        ]
        if number % 2:
            solids.append(
                box(
                    ((top[0] + tip[0]) / 2, high + 0.03, z + 0.12),
                    (0.075, 0.06, 0.075),
                    paint(foams[(number * 4) % 9], rough=0.02),
                    yaw=float(chance.uniform(-20, 20)),
                )
            )
    return solids


def _microphones_flags() -> list[Solid]:
    solids: list[Solid] = []
    for side, bands in ((-1, ("2f6b4f", "e6e0d2", "c98a2c")), (1, ("2b5c8a", "e6e0d2", "a8392f"))):
        x = side * 1.75
        solids.append(tube((x, -0.4, 4.1), (x, 2.3, 4.1), 0.025, paint("b59a4a", gloss=0.6)))
        for fold in range(7):
            for band, tone in enumerate(bands):
                spot = (
                    x + (fold - 3) * 0.075,
                    1.5 - abs(fold - 3) * 0.04 - band * 0.02,
                    4.0 + 0.05 * np.cos(fold * 2.1) - band * 0.004,
                )
                high = (1.25 - band * 0.42, 0.42)
                solids.append(
                    box(
                        (spot[0], spot[1] + 0.3 - band * 0.42, spot[2]),
                        (0.085, high[1], 0.05),
                        paint(tone, rough=0.1),
                        yaw=fold * 40.0,
                    )
                )
    return solids


def _microphones_parts() -> tuple[list[Solid], list[Lamp]]:
    solids: list[Solid] = [
        box((0, 0.36, 2.25), (4.6, 0.08, 1.1), _oak("8a5a35")),
        box((0, -0.1, 1.75), (4.6, 0.9, 0.06), _oak("6f4528")),
    ]

    solids.append(box((0, 1.4, 4.6), (9, 4, 0.1), Material(_microphones_pleats, rough=0.05)))
    solids += _microphones_flags()
    solids += _microphones_row()
    for number in range(3):
        solids.append(
            box(
                (-1.2 + number * 1.2, 0.403, 1.95),
                (0.3, 0.006, 0.21),
                paint("efece4", rough=0.03),
                yaw=-6.0 + number * 7,
            )
        )
    solids += [
        tube((1.35, 0.4, 2.15), (1.35, 0.56, 2.15), 0.04, Material(rgb("b9cdd6"), gloss=0.8, rough=0)),
        box((-1.45, 0.46, 2.2), (0.42, 0.13, 0.02), paint("e9e6dc"), pitch=-16),
    ]
    lamps = [
        Lamp((-1.7, 2.7, 0.5), rgb("fff0da"), 5.5, shadow=True),
        Lamp((2.1, 2.4, 1.2), rgb("dfe9ff"), 3.0, shadow=True),
        Lamp((0, 2.9, 3.9), rgb("fff4e4"), 2.2),
    ]
    return solids, lamps


def microphones() -> Scene:
    """A crowd of microphones on a desk before a curtain and two flags, no speaker yet."""
    solids, lamps = _microphones_parts()
    return Scene(
        Camera((0.12, 0.92, 0), focal=1.12, horizon=0.35),
        _DARK_ROOM,
        Sun(power=0),
        ambient=rgb("5f6c86") * 0.32,
        bounce=rgb("6a4f3a") * 0.25,
        solids=solids,
        lamps=lamps,
        occlusion=0.35,
        finish=Finish(exposure=1.7, haze=0, bloom=0.2, grain=0.018, vignette=0.4),
        after=[shallow(2.2, 1.3)],
    )


def _vitrine_room() -> list[Solid]:
    solids: list[Solid] = [
        box((0, -0.6, 4), (14, 1.0, 12), paint("2a2c31", gloss=0.5)),
        box((0, 0.35, 3.2), (3.3, 0.95, 1.3), paint("1d2026", gloss=0.2)),
        box((0, 0.85, 3.2), (3.1, 0.06, 1.15), paint("d8d2c4", rough=0.05)),
    ]
    solids.append(box((0, 1.6, 8), (14, 5, 0.2), stripes("4a2f33", "44292d", 1.4)))
    for x, width in ((-5.2, 2.0), (4.9, 2.4)):
        solids += [
            box((x, 1.9, 7.8), (width, 1.6, 0.1), paint("8f7a4a", gloss=0.3)),
            box((x, 1.9, 7.74), (width - 0.2, 1.4, 0.06), paint("5f6f7a", rough=0.6, grain=0.5)),
        ]
    return solids


def _vitrine_parts() -> tuple[list[Solid], list[Lamp]]:
    gold = Material(rgb("e0b050"), gloss=0.3, rough=0.2, grain=0.05)
    bronze = Material(rgb("6f7a55"), gloss=0.15, rough=0.5, grain=0.06)
    clay = paint("a8643f", rough=0.35, grain=0.08)
    solids = _vitrine_room()
    for x, size in ((-1.05, 0.2), (-0.6, 0.15), (1.1, 0.22)):
        solids += [
            tube((x, 0.88, 3.1), (x, 0.92, 3.1), size * 0.75, gold, 0.5),
            tube((x, 0.92, 3.1), (x, 0.92 + size * 0.9, 3.1), 0.035, gold),
            ball((x, 0.92 + size * 1.0, 3.1), (size * 0.4, size * 0.2, size * 0.4), gold),
        ]
        solids.append(tube((x, 0.92 + size * 1.0, 3.1), (x, 0.92 + size * 2.2, 3.1), size * 0.5, gold, 1.7))
    solids += [
        ball((0.15, 1.3, 3.25), (0.3, 0.36, 0.36), bronze),
        tube((0.15, 0.93, 3.25), (0.15, 1.25, 3.25), 0.36, bronze, 0.83),
        box((0.15, 1.63, 3.25), (0.05, 0.2, 0.62), bronze),
    ]
    solids += [
        box((0.03, 1.16, 2.93), (0.15, 0.1, 0.1), DARK, roll=8),
        box((0.27, 1.16, 2.93), (0.15, 0.1, 0.1), DARK, roll=-8),
        tube((0.15, 0.86, 3.25), (0.15, 0.96, 3.25), 0.24, paint("2a2c31")),
    ]
    solids += [
        tube((0.68, 0.88, 3.35), (0.68, 1.02, 3.35), 0.1, clay, 1.9),
        ball((0.68, 1.14, 3.35), (0.2, 0.18, 0.2), clay),
        tube((0.68, 1.28, 3.35), (0.68, 1.42, 3.35), 0.09, clay, 1.3),
    ]
    for x in (-1.6, 1.6):
        for z in (2.6, 3.8):
            solids.append(tube((x, 0.8, z), (x, 2.1, z), 0.018, STEEL))
    solids += [
        box((0, 2.12, 3.2), (3.3, 0.06, 1.3), DARK),
        box((-0.2, 0.9, 2.72), (0.34, 0.01, 0.12), paint("efece4"), pitch=-14),
        box((0.8, 0.9, 2.72), (0.34, 0.01, 0.12), paint("efece4"), pitch=-14),
    ]
    lamps = []
    for x in (-1.05, 0.15, 1.0):
        solids.append(ball((x, 2.06, 2.85), 0.035, light("ffeac4", 18)))
        lamps.append(Lamp((x * 1.3, 2.5, 1.7), rgb("ffe2b4"), 1.6, shadow=True))
    lamps.extend(Lamp((x, 3.2, 6.6), rgb("ffdca8"), 3.0) for x in (-4.6, 5.0))
    return solids, lamps


def vitrine() -> Scene:
    """A museum case with gold cups and a bronze helmet, spotlit."""
    solids, lamps = _vitrine_parts()
    return Scene(
        Camera((0.2, 1.5, 0.5), focal=1.15, horizon=0.4),
        _DARK_ROOM,
        Sun(power=0),
        ambient=rgb("4a5468") * 0.22,
        bounce=rgb("6a5238") * 0.25,
        solids=solids,
        lamps=lamps,
        occlusion=0.4,
        finish=Finish(exposure=1.15, haze=0, bloom=0.3, grain=0.018, vignette=0.45),
        after=[shallow(3.2, 0.7)],
    )


SCENES = {"microphones": microphones, "vitrine": vitrine}
