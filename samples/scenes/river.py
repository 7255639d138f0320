"""Water inland: the footbridge of the flood thread, dam, boats, reservoir."""

import numpy as np

from samples.render.model import Camera, Finish, Ground, Scene, Sky, Solid, Sun, Surface, Water
from samples.render.noise import Array, Noise, mix, rgb, step
from samples.render.shapes import box, tube
from samples.scenes.parts import CONCRETE, DARK, STEEL, WOOD, canopy, paint, person, tree

_NOISE = Noise(21)


def _valley(x: Array, z: Array, pixel: Array) -> Array:
    away = np.abs(x + 6 * np.sin(z / 70))
    bank = step(9, 26, away) * 6.5 - 3.2 + (_NOISE.fbm(x / 9, z / 9, 5, pixel / 9) - 0.5) * 2.6
    hills = step(60, 420, away) * 190 + step(250, 1500, z) * 320
    rough = _NOISE.ridged(x / 520, z / 520, 7, pixel / 520)
    wood = canopy(x, z, pixel, 11, _NOISE) * 8 * step(45, 90, away)
    return np.asarray(bank + hills * (0.25 + 0.9 * rough) * 0.8 + wood, dtype=np.float32)


def _valley_paint(s: Surface) -> Array:
    fine = _NOISE.fbm(s.x / 1.3, s.z / 1.3, 5, s.pixel / 1.3)[:, None]
    broad = _NOISE.fbm(s.x / 60, s.z / 60, 4, s.pixel / 60)
    mud = mix(rgb("7b6a52"), rgb("5a4c3b"), broad)
    grass = mix(rgb("5d6a37"), rgb("7a7a45"), broad)
    wood = mix(rgb("31452a"), rgb("55602f"), _NOISE.fbm(s.x / 14, s.z / 14, 4, s.pixel / 14))
    color = mix(mud, grass, step(0.6, 2.2, s.y) * step(0.7, 0.9, s.ny))
    color = mix(color, wood, step(5, 10, s.y))
    color = mix(color, rgb("8b8a86"), step(230, 330, s.y) * step(0.95, 0.7, s.ny))
    return color * (0.55 + 0.9 * fine)


_WHOLE = ((-26, -9.5, 0, 0), (-9.5, -2, 0, 0), (-2, 5.5, 0, 0), (5.5, 13, 0, 0), (13, 24, 0, 0.2))
_BROKEN = ((-26, -9.5, 0, 0), (-9.5, -3.4, 0, -0.5), (-0.6, 5.5, -2.6, 0), (5.5, 13, 0, 0), (13, 24, 0, 0.2))


def _bridge(z: float, level: float, *, whole: bool = False) -> list[Solid]:
    parts: list[Solid] = []
    for x in (-17.0, -9.5, -2.0, 5.5, 13.0):
        broken = x == -2 and not whole  # noqa: PLR2004 - the pier that the water took
        lean = 1.3 if broken else 0.0
        top = level - (1.1 if broken else 0.15)
        parts.append(tube((x, -4, z - 0.8), (x + lean, top, z - 0.8), 0.32, CONCRETE, 0.85))
        parts.append(tube((x, -4, z + 0.8), (x + lean, top, z + 0.8), 0.32, CONCRETE, 0.85))
    for start, end, drop_a, drop_b in _WHOLE if whole else _BROKEN:
        middle, length = (start + end) / 2, end - start
        slope = np.degrees(np.arctan2(drop_b - drop_a, length))
        y = level + (drop_a + drop_b) / 2
        parts.append(box((middle, y, z), (length / np.cos(np.radians(slope)), 0.3, 2.2), WOOD, roll=slope))
        for side in (-1.05, 1.05):
            for high in (0.55, 1.1):
                a, b = (start, level + drop_a + high, z + side), (end, level + drop_b + high, z + side)
                parts.append(tube(a, b, 0.045, STEEL))
            posts = np.arange(start, end + 0.1, 1.5)
            for x in posts:
                foot = level + drop_a + (drop_b - drop_a) * (x - start) / length
                parts.append(tube((x, foot, z + side), (x, foot + 1.15, z + side), 0.05, STEEL))
    return parts


def _driftwood(z: float, seed: int) -> list[Solid]:
    chance = np.random.default_rng(seed)
    parts = []
    for _ in range(26):
        x, turn = float(chance.uniform(-5, 3)), float(chance.uniform(-0.9, 0.9))
        length, y = float(chance.uniform(1, 4)), float(chance.uniform(-0.1, 1.0))
        a = (x - length * np.cos(turn) / 2, y, z - 1.2 + length * np.sin(turn) / 2)
        b = (
            x + length * np.cos(turn) / 2,
            y + float(chance.uniform(-0.5, 0.8)),
            z - 1.2 - length * np.sin(turn) / 2,
        )
        parts.append(tube(a, b, float(chance.uniform(0.06, 0.17)), paint("5d5043", rough=0.5), 0.6))
    return parts


def _bank_trees() -> list[Solid]:
    chance = np.random.default_rng(4)
    solids: list[Solid] = []
    for number in range(16):
        side = -1 if number % 2 else 1
        at = (side * float(chance.uniform(21, 46)), 2.2, float(chance.uniform(38, 110)))
        color = ("5f7a34", "7d8440", "4d6a35", "8f8a45")[number % 4]
        solids += tree(at, float(chance.uniform(8, 15)), color, number, slim=0.3 if number % 3 else 0.2)
    return solids


def footbridge() -> Scene:
    """A river in brown flood under a footbridge whose middle span has fallen."""
    solids = _bridge(34, 3.0) + _driftwood(34, 6) + _bank_trees()
    for x, coat in ((15.5, "33415a"), (16.4, "a8552d"), (18.2, "a8552d")):
        solids += person((x, 3.2, 33.6 + 0.3 * (x % 1)), coat)
    return Scene(
        Camera((1.5, 4.6, 0), yaw=-2, focal=0.86, horizon=0.4),
        Sky(
            rgb("e7dccb"),
            rgb("a9b7c4"),
            rgb("7b8fa8"),
            cloud=rgb("f3efe8"),
            shade=rgb("98a0aa"),
            cover=0.75,
            seed=4,
        ),
        Sun(58, 24, rgb("ffe3b8"), 2.3),
        ground=Ground(_valley, _valley_paint, far=2600, near=3, shadows=500),
        water=Water(0.0, rgb("6e5a3c"), waves=0.55, length=1.6, mirror=0.6, near=60),
        solids=solids,
        finish=Finish(exposure=0.95, haze=0.28, air=rgb("cdd3d6")),
    )


def footbridge_before() -> Scene:
    """The same footbridge whole, on a clear summer day with low green water."""
    solids = _bridge(34, 3.0, whole=True) + _bank_trees()
    for x, coat in ((-6, "c9a23a"), (-5.2, "2f5f8f"), (8, "e6e0d2")):
        solids += person((x, 3.15, 34), coat, 1.5)
    return Scene(
        Camera((-3, 3.4, 2), yaw=1, focal=0.84, horizon=0.46),
        Sky(rgb("e4edf3"), rgb("8fb8e2"), rgb("3c79c0"), cover=0.3, seed=12),
        Sun(-52, 46, rgb("fff3df"), 2.6),
        ground=Ground(_valley, _valley_paint, far=2600, near=3, shadows=400),
        water=Water(-0.7, rgb("2f5a4c"), waves=0.4, length=1.0, mirror=0.8, near=60),
        solids=solids,
        finish=Finish(exposure=0.9, haze=0.2, air=rgb("cddcea")),
    )


def _footbridge_tour_bank(x: Array, z: Array, pixel: Array) -> Array:
    near = step(30, 23, z + 0.15 * np.abs(x)) * 5.2
    return np.asarray(
        np.maximum(_valley(x, z, pixel), near - 2.6 + 0.12 * _NOISE.fbm(x, z, 4, pixel)), dtype=np.float32
    )


def _footbridge_tour_parts() -> list[Solid]:
    solids = _bridge(62, 3.0) + _driftwood(62, 6) + _bank_trees()
    coats = ("2c3038", "4a3a30", "33506f", "6f2f2a", "3f4a38", "8a7a5a")
    for number, (x, z) in enumerate(
        (
            (-3.4, 19),
            (-1.8, 20.4),
            (-0.4, 19.4),
            (1.6, 20.8),
            (3.0, 19.2),
            (4.6, 21.2),
            (-5.2, 21.6),
            (6.0, 20.0),
        )
    ):
        solids += person((x, 2.6, z), coats[number % 6], turn=number * 40.0)
        if number % 3 == 0:
            solids += [
                tube((x + 0.5, 4.05, z + 0.6), (x + d, 2.6, z + 0.6 + e), 0.025, DARK)
                for d, e in ((0.1, 0.3), (0.9, 0.3), (0.5, -0.4))
            ]
            solids += [
                box((x + 0.5, 4.15, z + 0.6), (0.2, 0.2, 0.42), DARK),
                tube((x + 0.5, 4.15, z + 0.8), (x + 0.5, 4.15, z + 1.05), 0.08, DARK),
            ]
    solids += [
        *person((0.9, 2.6, 24), "3f5a44", 1.82),
        box((9.5, 3.4, 23), (2.1, 1.3, 4.6), paint("dfe0dd", gloss=0.3), yaw=24),
        box((9.4, 4.3, 23.3), (1.9, 0.7, 3.0), DARK, yaw=24),
    ]
    return solids


def footbridge_tour() -> Scene:
    """Reporters and their tripods on the bank, taken to see the fallen span."""
    solids = _footbridge_tour_parts()
    return Scene(
        Camera((0.4, 5.3, 3), focal=1.0, horizon=0.44),
        Sky(
            rgb("d9dcdd"),
            rgb("b3bcc4"),
            rgb("94a3b2"),
            cloud=rgb("e2e4e4"),
            shade=rgb("9aa3ab"),
            cover=0.9,
            seed=22,
        ),
        Sun(60, 40, rgb("fff2df"), 1.1),
        ambient=rgb("b4bfca") * 0.85,
        ground=Ground(_footbridge_tour_bank, _valley_paint, far=2600, near=1.5, shadows=300),
        water=Water(0.0, rgb("6a583e"), waves=0.6, length=1.6, mirror=0.55, near=60),
        solids=solids,
        finish=Finish(exposure=1.0, haze=0.4, air=rgb("cfd4d6")),
    )


SCENES = {
    "footbridge": footbridge,
    "footbridge_before": footbridge_before,
    "footbridge_tour": footbridge_tour,
}
