"""Water inland: the footbridge of the flood thread, dam, boats, reservoir."""

from itertools import pairwise

import numpy as np

from samples.render.model import Camera, Finish, Ground, Scene, Sky, Solid, Sun, Surface, Water
from samples.render.noise import Array, Noise, mix, rgb, step
from samples.render.shapes import box, tube
from samples.scenes.parts import (
    CONCRETE,
    DARK,
    STEEL,
    WOOD,
    Point,
    canopy,
    level,
    paint,
    person,
    stripes,
    tree,
)

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


def _tour_bank(x: Array, z: Array, pixel: Array) -> Array:
    near = step(21, 14, z + 0.12 * np.abs(x - 2)) * 5.6
    rough = 0.32 * _NOISE.fbm(x / 1.7, z / 1.7, 6, pixel / 1.7) + 0.12 * _NOISE.fbm(
        x / 0.16, z / 0.16, 3, pixel / 0.16
    )
    return np.asarray(np.maximum(_valley(x, z, pixel), near - 3.0 + rough), dtype=np.float32)


def _tour_paint(s: Surface) -> Array:
    blade = _NOISE.fbm(s.x / 0.07, s.z / 0.2, 4, s.pixel / 0.07)[:, None]
    worn = step(0.5, 0.62, _NOISE.fbm(s.x / 2.6 + 3, s.z / 3.4, 5, s.pixel / 2.6))
    mud = mix(rgb("665644"), rgb("453a30"), _NOISE.fbm(s.x / 0.5, s.z / 0.5, 4, s.pixel / 0.5))
    grass = mix(rgb("46542f"), rgb("73703f"), _NOISE.fbm(s.x / 1.1, s.z / 1.1, 4, s.pixel / 1.1))
    near = mix(grass * (0.35 + 1.3 * blade), mud * (0.7 + 0.6 * blade), worn)
    return mix(_valley_paint(s), near, step(27, 20, s.z))


def _tv_camera(x: float, z: float, yaw: float, cover: str) -> list[Solid]:
    """A television camera on its tripod, lens toward the river."""
    foot = level(_tour_bank, x, z)
    a = np.radians(yaw)
    ahead, aside = np.array([np.sin(a), np.cos(a)]), np.array([np.cos(a), -np.sin(a)])

    def spot(along: float, across: float, up: float) -> Point:
        ground = (np.array([x, z]) + along * ahead + across * aside).tolist()
        return float(ground[0]), foot + up, float(ground[1])

    skin = paint(cover, rough=0.3, grain=0.15)
    parts = [
        tube(spot(0, 0, 0.75), spot(0, 0, 1.42), 0.045, STEEL),
        tube(spot(0, 0, 1.4), spot(0, 0, 1.5), 0.08, DARK),
    ]
    for along, across in ((0.5, 0.0), (-0.28, 0.46), (-0.28, -0.46)):
        parts.append(tube(spot(along, across, -0.05), spot(0, 0, 1.35), 0.028, DARK))
        parts.append(tube(spot(along * 0.6, across * 0.6, 0.5), spot(0, 0, 0.62), 0.012, STEEL))
    parts += [
        box(spot(-0.03, 0, 1.63), (0.17, 0.24, 0.44), DARK, yaw=yaw),
        box(spot(-0.06, 0, 1.7), (0.185, 0.14, 0.34), skin, yaw=yaw),
        box(spot(-0.29, 0, 1.62), (0.13, 0.2, 0.1), paint("3a3d42"), yaw=yaw),
        tube(spot(0.18, 0, 1.62), spot(0.5, 0, 1.62), 0.075, DARK, 1.12),
        box(spot(0.52, 0, 1.62), (0.22, 0.18, 0.1), DARK, yaw=yaw),
        box(spot(0.05, -0.16, 1.74), (0.1, 0.1, 0.2), DARK, yaw=yaw),
        tube(spot(-0.1, 0.11, 1.8), spot(0.3, 0.11, 1.82), 0.018, DARK),
        tube(spot(0.2, 0.11, 1.82), spot(0.46, 0.11, 1.83), 0.045, paint("5b5e63", rough=0.6, grain=0.03)),
        tube(spot(-0.14, 0, 1.42), spot(-0.62, 0.1, 1.2), 0.014, DARK),
    ]
    return parts


def _cordon(z: float) -> list[Solid]:
    """Stakes along the bank with a red and white tape that hangs between them."""
    tape = stripes("b8322a", "e8e4dc", 0.3, "x")
    parts: list[Solid] = []
    stakes = [
        (x, z + 0.3 * np.sin(x), level(_tour_bank, x, z + 0.3 * np.sin(x))) for x in np.arange(-13, 14, 3.25)
    ]
    for x, depth, foot in stakes:
        parts.append(tube((x, foot - 0.2, depth), (x + 0.04, foot + 1.1, depth), 0.03, WOOD))
    for (x, depth, foot), (end, last, rise) in pairwise(stakes):
        for part in range(12):
            share, then = part / 12, (part + 1) / 12
            sag, low = 0.9 * share * (1 - share), 0.9 * then * (1 - then)
            a = (
                x + (end - x) * share,
                foot + (rise - foot) * share + 1.0 - sag,
                depth + (last - depth) * share,
            )
            b = (x + (end - x) * then, foot + (rise - foot) * then + 1.0 - low, depth + (last - depth) * then)
            parts.append(tube(a, b, 0.035, tape))
    return parts


def _tour_parts() -> list[Solid]:
    solids = _bridge(44, 3.0) + _driftwood(44, 6) + _bank_trees() + _cordon(12.6)
    stands = (
        (-3.3, 9.4, 14, "33506f"),
        (-1.9, 6.6, 10, "2c3038"),
        (-0.2, 9.9, 3, "6f2f2a"),
        (1.5, 8.4, -4, "3f4a38"),
        (2.9, 10.4, -8, "2c3038"),
        (4.2, 7.3, -14, "55606a"),
    )
    for x, z, yaw, cover in stands:
        solids += _tv_camera(x, z, yaw, cover)
    for x, z, size, color in (
        (0.5, 7.6, 0.44, "3c4046"),
        (-3.4, 7.2, 0.42, "2b2d31"),
        (3.5, 8.6, 0.46, "6a6f75"),
    ):
        y = level(_tour_bank, x, z) + size * 0.3
        solids.append(box((x, y, z), (size * 1.5, size * 0.75, size), paint(color, gloss=0.1), yaw=20 * x))
        solids.append(box((x, y + size * 0.05, z), (size * 1.53, 0.03, size * 1.03), STEEL, yaw=20 * x))
    return solids


def footbridge_tour() -> Scene:
    """A row of television cameras on the bank, set up where their hosts led them, before the fallen span."""
    return Scene(
        Camera((0.5, 4.75, 0.6), focal=0.92, horizon=0.4),
        Sky(
            rgb("dfdfdc"),
            rgb("b3bcc4"),
            rgb("8696a8"),
            cloud=rgb("eceae6"),
            shade=rgb("959ea8"),
            cover=0.85,
            seed=22,
        ),
        Sun(56, 34, rgb("fff0da"), 1.9),
        ambient=rgb("b4bfca") * 0.8,
        ground=Ground(_tour_bank, _tour_paint, far=2600, near=1.2, shadows=300),
        water=Water(0.0, rgb("6a583e"), waves=0.6, length=1.6, mirror=0.55, near=60),
        solids=_tour_parts(),
        finish=Finish(exposure=0.95, haze=0.34, air=rgb("cfd4d6")),
    )


SCENES = {
    "footbridge": footbridge,
    "footbridge_before": footbridge_before,
    "footbridge_tour": footbridge_tour,
}
