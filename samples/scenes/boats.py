"""Fishing boats and the harbour where they lie."""

from itertools import pairwise

import numpy as np

from samples.render.model import Camera, Finish, Ground, Material, Scene, Sky, Solid, Sun, Surface, Water
from samples.render.noise import Array, Noise, mix, rgb, step
from samples.render.shapes import ball, box, tube
from samples.scenes.parts import DARK, GLASS, STEEL, WHITE, WOOD, Point, paint, streaked

_NOISE = Noise(43)
_RIBS = np.linspace(0, 1, 19)  # stern to bow


def _beam(u: float) -> float:
    """Half the breadth at a rib, as a share of the widest."""
    aft = 0.84 + 0.16 * np.sin(min(u / 0.45, 1) * np.pi / 2)
    return float(aft * (1 - max(0.0, (u - 0.45) / 0.55) ** 2.3))


def _sheer(u: float) -> float:
    """Height of the rail at a rib, as a share of that amidships."""
    return float(1 + 1.5 * max(0.0, u - 0.4) ** 1.8 + 0.35 * max(0.0, 0.4 - u) ** 1.5)


class _Hull:
    """A boat's own axes: along from stern to bow, across to starboard, up from the waterline."""

    def __init__(self, at: Point, length: float, yaw: float) -> None:
        a = np.radians(yaw)
        self.length, self.yaw, self.at = length, yaw, at
        self._ahead, self._aside = np.array([np.sin(a), np.cos(a)]), np.array([np.cos(a), -np.sin(a)])

    def spot(self, along: float, across: float, up: float) -> Point:
        """World position; all three are shares of the length, `along` from the stern."""
        x, y, z = self.at
        ground = ((along - 0.5) * self._ahead + across * self._aside) * self.length
        return float(x + ground[0]), float(y + up * self.length), float(z + ground[1])

    def block(self, place: Point, size: Point, skin: Material) -> Solid:
        """A box whose place and size (across, up, along) are shares of the length."""
        wide, high, deep = (part * self.length for part in size)
        return box(self.spot(*place), (wide, high, deep), skin, yaw=self.yaw)


def _planks(hull: _Hull, skin: Material, trim: Material) -> list[Solid]:
    """Both sides rib by rib, with a rubbing strake, a rail, a boot top and the deck between."""
    boot, deck = paint("5b2620"), paint("8d7350", rough=0.35)
    parts: list[Solid] = []
    for u, v in pairwise(_RIBS):
        top, wide = 0.058 * (_sheer(u) + _sheer(v)), 0.088 * (_beam(u) + _beam(v))
        parts.append(hull.block(((u + v) / 2, 0, top - 0.045), (2 * wide, 0.01, 1.1 * (v - u)), deck))
        for side in (-1, 1):
            a, b = (u, side * 0.176 * _beam(u)), (v, side * 0.176 * _beam(v))
            turn = np.degrees(np.arctan2((b[1] - a[1]), v - u))
            long = float(np.hypot(b[1] - a[1], v - u)) * 1.06
            middle = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
            for low, high, thick, tone in ((-0.06, 0.02, 0.012, boot), (0.018, top, 0.014, skin)):
                spot = hull.spot(*middle, (low + high) / 2)
                size = (thick * hull.length, (high - low) * hull.length, long * hull.length)
                parts.append(box(spot, size, tone, yaw=hull.yaw + turn))
            ends = [hull.spot(*end, 0.116 * _sheer(end[0])) for end in (a, b)]
            parts.append(tube(ends[0], ends[1], 0.011 * hull.length, trim))
            ends = [hull.spot(end[0], end[1] * 1.03, 0.075 * _sheer(end[0])) for end in (a, b)]
            parts.append(tube(ends[0], ends[1], 0.006 * hull.length, trim))
    stern = 0.176 * _beam(0)
    parts.append(hull.block((0, 0, 0.045), (2 * stern, 0.14, 0.014), skin))
    parts.append(tube(hull.spot(0, -stern, 0.13), hull.spot(0, stern, 0.13), 0.011 * hull.length, trim))
    return parts


def _wheelhouse(hull: _Hull, skin: Material, at: float) -> list[Solid]:
    """A cabin with panes, a roof that overhangs, a lamp and an aerial."""
    parts = [
        hull.block((at, 0, 0.18), (0.2, 0.22, 0.2), skin),
        hull.block((at + 0.01, 0, 0.3), (0.24, 0.014, 0.26), WHITE),
        hull.block((at + 0.13, 0, 0.11), (0.18, 0.08, 0.1), skin),
    ]
    for across in (-0.062, 0.0, 0.062):
        parts.append(hull.block((at + 0.101, across, 0.24), (0.046, 0.062, 0.006), GLASS))
        parts.append(hull.block((at - 0.101, across, 0.24), (0.046, 0.062, 0.006), GLASS))
    for side in (-1, 1):
        panes = [(at + along, side * 0.101, 0.24) for along in (-0.055, 0.045)]
        parts.extend(hull.block(pane, (0.006, 0.062, 0.07), GLASS) for pane in panes)
    parts += [
        tube(hull.spot(at, 0.06, 0.3), hull.spot(at, 0.06, 0.52), 0.003 * hull.length, STEEL),
        ball(hull.spot(at + 0.08, 0, 0.325), 0.018 * hull.length, STEEL),
    ]
    return parts


def _gear(hull: _Hull, at: float, seed: int) -> list[Solid]:
    """Mast, boom and stays, tyres along the side, floats and crates on deck."""
    chance = np.random.default_rng(seed)
    size = hull.length
    top = hull.spot(at, 0, 0.72)
    parts = [
        tube(hull.spot(at, 0, 0.08), top, 0.012 * size, WOOD, 0.6),
        tube(hull.spot(at, 0, 0.3), hull.spot(at - 0.34, 0.02, 0.44), 0.008 * size, WOOD, 0.7),
        tube(top, hull.spot(0.98, 0, 0.2), 0.0022 * size, DARK),
        tube(top, hull.spot(0.03, 0, 0.13), 0.0022 * size, DARK),
        tube(top, hull.spot(at - 0.34, 0.02, 0.44), 0.0022 * size, DARK),
        ball(
            hull.spot(at - 0.2, 0, 0.12),
            (0.07 * size, 0.05 * size, 0.09 * size),
            paint("3f6a52", rough=0.7, grain=0.1),
        ),
    ]
    parts.extend(tube(top, hull.spot(at, side * 0.17, 0.12), 0.0022 * size, DARK) for side in (-1, 1))
    for u in (0.18, 0.36, 0.54):
        for side in (-1, 1):
            spot = hull.spot(u, side * (0.176 * _beam(u) + 0.012), 0.07)
            parts.append(ball(spot, (0.012 * size, 0.034 * size, 0.034 * size), DARK, yaw=hull.yaw))
    for _ in range(6):
        spot = hull.spot(at - float(chance.uniform(0.1, 0.36)), float(chance.uniform(-0.12, 0.12)), 0.1)
        parts.append(ball(spot, 0.02 * size, paint("d8722a" if chance.uniform() < 0.6 else "e3d9c4")))  # noqa: PLR2004 - more than half
    return parts


def fishing_boat(
    at: Point, length: float, hull: str, *, yaw: float = 0, trim: str = "eceae2", seed: int = 1
) -> list[Solid]:
    """Return a decked wooden fishing boat afloat at a point, bow along `yaw`."""
    own = _Hull(at, length, yaw)
    house = paint("e6e2d6" if seed % 3 else "c9dbe0", rough=0.1)
    cabin, mast = (0.3, 0.62) if seed % 2 else (0.62, 0.44)
    return [
        *_planks(own, paint(hull, gloss=0.08, rough=0.22), paint(trim)),
        *_wheelhouse(own, house, cabin),
        *_gear(own, mast, seed),
    ]


_WALLS = ("eee8dc", "e6d6bc", "f1efe8", "d8b99a", "e9e2d2", "c9d2d2")
_LOW = 6.0  # metres; houses up to there have tiled roofs


def _cottage(x: float, z: float, wide: float, high: float, wall: str) -> list[Solid]:
    """A whitewashed house on the quay, its front at `z`."""
    parts = [
        box((x + wide / 2, 2.2 + high / 2, z + 5), (wide, high, 10), paint(wall, rough=0.14, grain=1.5)),
        box(
            (x + wide / 2, 2.3 + high, z + 5),
            (wide + 0.3, 0.3, 10.3),
            paint("b5694a" if high < _LOW else "d9d2c4"),
        ),
    ]
    across = max(1, int(wide // 2.1))
    for floor in range(int(high // 2.8)):
        for number in range(across):
            spot = (x + 1.3 + number * (wide - 1.6) / across, 3.7 + floor * 2.8, z - 0.02)
            shutter = paint("33505f" if (number + floor) % 3 else "4a6a58", gloss=0.3)
            parts += [box(spot, (1.06, 1.5, 0.1), paint("f4f2ec")), box(spot, (0.8, 1.25, 0.16), shutter)]
    return parts


def _quay() -> list[Solid]:
    """A quay wall with its tide mark and bollards, and a row of houses along it."""
    chance = np.random.default_rng(7)
    wall, mark = streaked("a59d8c", 3), paint("4a4f3c", rough=0.5)
    parts: list[Solid] = [
        box((0, 0.4, 76), (240, 3.6, 24), wall),
        box((0, -0.3, 63.9), (240, 1.5, 0.3), mark),
    ]
    parts.extend(tube((at, 2.2, 65), (at, 2.8, 65), 0.22, DARK, 1.2) for at in range(-60, 70, 9))
    left, end, lane = -78.0, 80.0, 0.8
    while left < end:
        wide, high, back = (float(chance.uniform(*reach)) for reach in ((5, 9), (4.2, 8.4), (70, 74)))
        parts += _cottage(left, back, wide, high, _WALLS[int(chance.integers(0, len(_WALLS)))])
        left += wide + (2.2 if chance.uniform() > lane else 0.0)
    return parts


def _hills(x: Array, z: Array, pixel: Array) -> Array:
    rough = _NOISE.ridged(x / 1400 + 4, z / 1400, 7, pixel / 1400)
    return np.asarray(-40 + step(1800, 4200, z + 0.2 * x) * 300 * (0.35 + rough), dtype=np.float32)


def _hill_paint(s: Surface) -> Array:
    return mix(rgb("48553d"), rgb("8c8468"), _NOISE.fbm(s.x / 200, s.z / 200, 5))


def _boats_parts() -> list[Solid]:
    solids = _quay()
    fleet = (
        (-6.4, 19, 62, "2f6f8f", 9.2),
        (4.6, 24, -58, "a83a2c", 9.6),
        (14.5, 31, 70, "e0dccf", 9),
        (-15, 33, 80, "3f7a4a", 9),
        (-1.5, 40, 86, "c98a2c", 9),
        (22, 47, -80, "274a7a", 10),
        (9, 53, 84, "d9d3c0", 9),
        (-22, 54, -84, "7a2f3a", 9),
        (-8, 58, 88, "3a6a7a", 8),
        (34, 58, 86, "a83a2c", 9),
    )
    for number, (x, z, turn, color, length) in enumerate(fleet):
        trim = "eceae2" if number != 2 else "2f6f8f"  # noqa: PLR2004 - the white boat has a blue strake
        solids += fishing_boat((x, 0, z), length, color, yaw=turn, trim=trim, seed=number + 1)
    for left, far in ((-11.0, 14.0), (-1.2, 15.5), (10.5, 17.0), (20.0, 24.0)):
        solids.append(
            tube((left, -1, far), (left + 0.08, 1.9, far), 0.13, paint("5d4b3a", rough=0.6, grain=0.2))
        )
    solids.extend(ball((left, 0.1, far), 0.28, paint("d8722a")) for left, far in ((1.6, 13.5), (-3.5, 12.4)))
    return solids


def boats() -> Scene:
    """Fishing boats at their moorings before a white town in the first light."""
    return Scene(
        Camera((0, 2.7, 0), yaw=1, focal=0.95, horizon=0.46),
        Sky(
            rgb("f8cfa6"),
            rgb("cdbecb"),
            rgb("7396c6"),
            cloud=rgb("fbdcc8"),
            shade=rgb("a897ab"),
            cover=0.46,
            seed=23,
            glow=0.7,
        ),
        Sun(-128, 15, rgb("ffc893"), 2.5),
        ambient=rgb("aab4d2") * 0.85,
        bounce=rgb("6a6066") * 0.35,
        ground=Ground(_hills, _hill_paint, far=9000, near=120),
        water=Water(0, rgb("1c4452"), waves=0.5, length=0.9, mirror=0.85),
        solids=_boats_parts(),
        occlusion=1.5,
        finish=Finish(exposure=0.95, haze=0.5, air=rgb("e3c8bc"), bloom=0.15),
    )


SCENES = {"boats": boats}
