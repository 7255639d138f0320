"""At sea and by the harbour."""

import numpy as np

from samples.render.model import Camera, Finish, Ground, Scene, Sky, Solid, Sun, Surface, Water
from samples.render.noise import Array, Noise, mix, rgb, step
from samples.render.shapes import ball, box, tube
from samples.scenes.air import After, mist, smoke
from samples.scenes.boats import fishing_boat
from samples.scenes.parts import (
    CONCRETE,
    DARK,
    GLASS,
    STEEL,
    WHITE,
    Point,
    facade,
    paint,
    person,
    streaked,
    stripes,
    wedge,
)

_NOISE = Noise(41)


def _crane(x: float, z: float, color: str) -> list[Solid]:
    skin = paint(color, rough=0.12)
    parts: list[Solid] = []
    for dx in (-7, 7):
        parts.extend(box((x + dx, 18, z + dz), (1.3, 36, 1.3), skin) for dz in (-8, 8))
        parts.append(box((x + dx, 12, z), (1.0, 1.2, 16), skin))
        parts.append(tube((x + dx, 36, z - 8), (x, 58, z), 0.5, skin))
        parts.append(tube((x + dx, 36, z + 8), (x, 58, z), 0.5, skin))
    parts.append(box((x - 18, 37.5, z), (84, 1.8, 4), skin))
    parts.append(box((x + 12, 41, z), (9, 5, 6), WHITE))
    parts.extend(tube((x, 58, z), (x + end, 38, z), 0.22, DARK) for end in (-58, -32, 22))
    parts.append(box((x - 26, 35, z), (3.5, 2.6, 3), GLASS))
    parts.append(tube((x - 26, 36, z), (x - 26, 22, z), 0.12, DARK))
    parts.append(box((x - 26, 20.5, z), (12, 2.6, 2.5), paint("2f6f9f")))
    return parts


def _harbour_parts() -> list[Solid]:
    chance = np.random.default_rng(2)
    solids: list[Solid] = [box((70, 0.5, 170), (90, 5, 400), CONCRETE)]
    for number, z in enumerate((120, 178, 240, 320)):
        solids += _crane(34, z, ("c8542f", "c8542f", "2f5d8a", "2f5d8a")[number])
    navy, red = paint("1f3550", rough=0.15), paint("7d2a22")
    solids += [box((2, 5, 215), (30, 16, 180), navy), box((2, -1.0, 215), (30.4, 3.4, 180), red)]
    solids += [
        wedge((2, 6.5, 124), (120, 19, 30.2), navy, 90, rake=0.5),
        wedge((2, -1.0, 124), (112, 3.4, 30.5), red, 90),
    ]
    colors = ("a8452f", "2f6c8f", "c98d2f", "6f7a80", "3f7a52", "b8b2a4", "7a3b5a")
    for row in range(12):
        for lane in range(9):
            top = 2 + int(chance.integers(0, 5))
            for high in range(top):
                tone = colors[int(chance.integers(0, 7))]
                spot = (-11 + lane * 2.7, 14.4 + high * 2.7, 122 + row * 13.0)
                solids.append(box(spot, (2.55, 2.6, 12.5), paint(tone, rough=0.15)))
    solids += [
        box((2, 26, 288), (28, 28, 12), facade("e3e0d6", wide=3, high=3.2)),
        box((2, 43, 286), (34, 4, 6), WHITE),
    ]
    for row in range(9):
        for high in range(4 - row % 3):
            tone = colors[(row * 3 + high) % 7]
            solids.append(
                box((66 + 0.2 * high, 4.3 + high * 2.6, 96 + row * 16.0), (6, 2.5, 12.2), paint(tone))
            )
    return solids


def harbour() -> Scene:
    """Container cranes over a ship at dawn."""
    solids = _harbour_parts()
    return Scene(
        Camera((-62, 11, 0), yaw=17, focal=1.0, horizon=0.66),
        Sky(
            rgb("f6c48d"),
            rgb("c9b7b8"),
            rgb("6f8fb8"),
            cloud=rgb("ffe0b8"),
            shade=rgb("9a90a0"),
            cover=0.5,
            seed=8,
            glow=1.0,
        ),
        Sun(52, 9, rgb("ffbf7a"), 3.0),
        ambient=rgb("a9b3cc") * 0.75,
        bounce=rgb("7a6a5a") * 0.35,
        water=Water(0, rgb("24414a"), waves=0.45, length=2.2, mirror=0.85),
        solids=solids,
        occlusion=6,
        finish=Finish(exposure=0.95, haze=0.9, air=rgb("ecc7a0"), bloom=0.18),
    )


_SHIP = np.radians(27)
_AHEAD = np.array([np.cos(_SHIP), 0, -np.sin(_SHIP)])
_ASIDE = np.array([np.sin(_SHIP), 0, np.cos(_SHIP)])


def _aboard(along: float, high: float, across: float = 0.0) -> Point:
    """Return the world position of a spot aboard the cutter, from midships, waterline and keel line."""
    spot = np.array([-3.0, high, 88.0]) + along * _AHEAD + across * _ASIDE
    return float(spot[0]), float(spot[1]), float(spot[2])


def _cutter_hull() -> list[Solid]:
    white, red = paint("d5d8d8", rough=0.12), paint("b8371f", rough=0.05)
    parts = [
        box(_aboard(-7, 2.3), (36, 5.4, 8.6), white, yaw=27),
        wedge(_aboard(10, 2.8), (42, 6.4, 8.7), white, 27, rake=0.55),
        box(_aboard(-7, -0.3), (36.1, 1.3, 8.7), paint("3b2426"), yaw=27),
        box(_aboard(-19, 5.1), (11, 0.3, 8.4), paint("5d6668"), yaw=27),
    ]
    for along, wide, tone in ((5.4, 1.7, red), (2.9, 0.5, paint("23406f")), (2.0, 0.25, paint("23406f"))):
        up = np.array([0, 2.7, 0]) + _AHEAD * 1.3
        axes = np.stack([_AHEAD * wide, up, _ASIDE * 0.05], axis=1).astype(np.float32)
        parts.append(Solid("box", np.array(_aboard(along, 2.35, -4.33), dtype=np.float32), axes, tone))
    parts.extend(tube(_aboard(u, 5.0, -4.2), _aboard(u, 6.0, -4.2), 0.05, STEEL) for u in range(-24, 12, 2))
    parts.extend(tube(_aboard(-24, y, -4.2), _aboard(11, y, -4.2), 0.05, STEEL) for y in (5.5, 6.0))
    parts.extend(ball(_aboard(u, 3.5, -4.3), (0.28, 0.28, 0.1), DARK) for u in (-20, -16, -12, -8, -4))
    parts += [*person(_aboard(-15, 5.1, -3), "d8722a"), *person(_aboard(-17, 5.1, -2), "d8722a")]
    return parts


def _cutter_parts() -> list[Solid]:
    orange = paint("d8681f", rough=0.08)
    return [
        *_cutter_hull(),
        box(_aboard(-5, 7.3), (18, 4.6, 6.8), paint("e4e6e5", rough=0.06), yaw=27),
        box(_aboard(-5, 7.9), (18.1, 0.9, 6.9), stripes("1b242c", "dfe1e0", 1.2), yaw=27),
        box(_aboard(-1, 11.1), (9, 3.2, 6.6), WHITE, yaw=27),
        box(_aboard(-0.9, 11.6), (9.1, 1.1, 6.7), GLASS, yaw=27),
        box(_aboard(-1, 12.9), (10, 0.4, 7.4), paint("c9cccb"), yaw=27),
        box(_aboard(-11, 11.0), (4.2, 4.0, 3.6), WHITE, yaw=27),
        box(_aboard(-11, 12.2), (4.3, 1.0, 3.7), paint("23406f"), yaw=27),
        ball(_aboard(1, 14.0), 1.1, WHITE),
        tube(_aboard(-3, 13), _aboard(-4, 25), 0.45, WHITE, 0.4),
        box(_aboard(-3.6, 19), (0.4, 0.3, 6.5), WHITE, yaw=27),
        box(_aboard(-3.8, 22), (0.4, 0.3, 3.4), DARK, yaw=27),
        box(_aboard(-3.5, 17), (2.6, 0.35, 0.4), DARK, yaw=60),
        ball(_aboard(-9, 7.0, -4.1), (2.8, 0.8, 0.9), orange, yaw=27),
        tube(_aboard(-11, 5, -4), _aboard(-10.4, 9, -4.4), 0.12, STEEL),
        tube(_aboard(-7, 5, -4), _aboard(-7.4, 9, -4.4), 0.12, STEEL),
        box(_aboard(15, 6.6), (2.2, 1.3, 1.8), paint("b9bcbc"), yaw=27),
        tube(_aboard(16, 6.9), _aboard(19, 7.8), 0.16, STEEL),
        box(_aboard(19, 4.2, -2.2), (0.9, 1.0, 0.2), DARK, yaw=45),
    ]


def cutter() -> Scene:
    """A white coast guard ship on a grey sea."""
    solids = _cutter_parts()
    return Scene(
        Camera((-2, 6.0, 0), focal=1.2, horizon=0.48),
        Sky(
            rgb("c9cfd2"),
            rgb("a3adb4"),
            rgb("7b8890"),
            cloud=rgb("d5d9da"),
            shade=rgb("8d979e"),
            cover=0.95,
            seed=19,
            scale=1.6,
            glow=0.1,
        ),
        Sun(-38, 34, rgb("f4f2ec"), 1.25),
        ambient=rgb("b5c0c8") * 0.72,
        bounce=rgb("5d6a6e") * 0.4,
        water=Water(0, rgb("2a3b40"), waves=1.3, length=4.2, mirror=0.6, foam=0.5),
        solids=solids,
        occlusion=5,
        finish=Finish(exposure=0.95, haze=0.8, air=rgb("bcc5c9"), saturation=0.8, contrast=1.12),
        after=[mist(0.5, "c6cdd0", 0.4, 2)],
    )


def capsule() -> Scene:
    """A space capsule under its parachutes above the sea."""
    solids: list[Solid] = []
    for number, (x, y) in enumerate(((-15, 66), (15, 67), (0, 72))):
        z = 150 + (number == 2) * 12  # noqa: PLR2004 - the third canopy hangs behind
        canopy = stripes("d8602a", "eceae2", 4.2, "x")
        solids.append(tube((x, y - 3, z), (x, y + 5.5, z), 13, canopy, 0.28))
        solids.append(tube((x, y + 5.4, z), (x, y + 6.6, z), 3.8, paint("eceae2"), 0.6))
        for turn in range(8):
            rim = (x + 12.8 * np.cos(turn * 0.785), y - 3, z + 12.8 * np.sin(turn * 0.785))
            solids.append(tube(rim, (x * 0.06, 36, 150), 0.06, paint("cfcabc")))
    solids += [
        tube((0, 36, 150), (0, 24, 150), 0.2, DARK),
        tube((0, 17.5, 150), (0, 24.5, 150), 4.3, paint("c9c4b6", rough=0.4, grain=2), 0.45),
        tube((0, 16.4, 150), (0, 17.6, 150), 3.9, paint("4b3b30"), 1.1),
    ]
    solids += [box((0, 21, 146.8), (1.6, 1.6, 0.6), DARK)]
    solids += fishing_boat((-52, 0, 210), 20, "274a7a", yaw=80, seed=2)
    solids += fishing_boat((60, 0, 260), 22, "c8542f", yaw=-70)
    return Scene(
        Camera((0, 5, 0), focal=1.9, horizon=0.86),
        Sky(rgb("e9edf0"), rgb("9dc1e4"), rgb("3f80c6"), cover=0.45, seed=5, scale=1.3),
        Sun(-62, 38, rgb("fff4df"), 2.5),
        water=Water(0, rgb("17465c"), waves=0.9, length=2.6, mirror=0.8, foam=0.16),
        solids=solids,
        occlusion=12,
        finish=Finish(exposure=0.92, haze=0.5, air=rgb("c9dcec")),
    )


def _dam_ground(x: Array, z: Array, pixel: Array) -> Array:
    away = np.abs(x + 5)
    rough = _NOISE.ridged(x / 260 + 7, z / 260, 8, pixel / 260)
    wall = step(40, 240, away) * 230 * (0.35 + 0.8 * rough)
    behind = step(380, 2200, z) * 330 * _NOISE.ridged(x / 900, z / 900, 7, pixel / 900) * step(40, 300, away)
    bed = (_NOISE.fbm(x / 7, z / 7, 5, pixel / 7) - 0.5) * 5 - 4.5 + step(14, 38, away) * 14
    return np.asarray(bed + wall + behind, dtype=np.float32)


def _dam_color(s: Surface) -> Array:
    fine = _NOISE.fbm(s.x / 3, s.z / 3 + s.y / 4, 5, s.pixel / 3)[:, None]
    rock = mix(rgb("7a6c5a"), rgb("a8987f"), _NOISE.fbm(s.x / 30, s.y / 9, 4)) * (0.45 + fine)
    return mix(rock, rgb("4c5a34") * (0.4 + 1.1 * fine), step(0.6, 0.8, s.ny) * step(6, 14, s.y))


def _dam_parts() -> tuple[list[Solid], list[After]]:
    solids: list[Solid] = []
    face = streaked("b9b3a6", 6)
    for number in range(27):
        x = -95 + number * 7.0
        bow = 26 * (1 - ((x + 5) / 95) ** 2)
        slope = np.degrees(np.arctan2(52 * (x + 5) / 95**2, 1))
        solids.append(box((x, 24, 232 + bow), (8.8, 64, 14), face, yaw=slope, pitch=0))
        solids.append(box((x, 56.8, 230 + bow), (7.4, 1.4, 17), CONCRETE, yaw=slope))
    sprays = []
    for x in (-22.0, 2.0, 24.0):
        solids.append(box((x, 12, 246), (7, 6, 8), DARK))
        path = [
            (x, 12.0, 240.0, 2.5),
            (x, 9.0, 228.0, 4.0),
            (x, 4.0, 216.0, 6.0),
            (x, 1.2, 205.0, 7.5),
            (x, 0.3, 192.0, 10.0),
        ]
        sprays.append(smoke(path, "ffffff", "c3d2d8", density=0.3, seed=int(x) + 50, power=1.0))
    solids += [
        box((-52, 9, 176), (22, 16, 34), facade("b8b2a4", wide=4, high=5)),
        box((-52, 17.6, 176), (23, 1.2, 35), paint("6f5f50")),
    ]
    return solids, sprays


def dam() -> Scene:
    """A concrete dam between rock walls, water from its lower outlets."""
    solids, sprays = _dam_parts()
    return Scene(
        Camera((6, 17, 0), yaw=-1, focal=1.0, horizon=0.56),
        Sky(rgb("dfe6ea"), rgb("9dbbd8"), rgb("4a7fb8"), cover=0.4, seed=31),
        Sun(-62, 42, rgb("fff0d8"), 2.3),
        ground=Ground(_dam_ground, _dam_color, far=4000, near=4, shadows=240),
        water=Water(0, rgb("2f5a55"), waves=0.9, length=2.2, mirror=0.6, near=40, foam=0.2),
        solids=solids,
        occlusion=8,
        finish=Finish(exposure=0.9, haze=0.4, air=rgb("cfdae2")),
        after=sprays,
    )


SCENES = {"harbour": harbour, "cutter": cutter, "capsule": capsule, "dam": dam}
