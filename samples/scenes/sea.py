"""At sea and by the harbour."""

import numpy as np

from samples.render.model import Camera, Finish, Ground, Scene, Sky, Solid, Sun, Surface, Water
from samples.render.noise import Array, Noise, mix, rgb, step
from samples.render.shapes import ball, box, tube
from samples.scenes.air import After, mist, smoke
from samples.scenes.parts import (
    CONCRETE,
    DARK,
    GLASS,
    STEEL,
    WHITE,
    boat,
    facade,
    paint,
    person,
    streaked,
    stripes,
    wedge,
)

_NOISE = Noise(41)


def _coast(x: Array, z: Array, pixel: Array) -> Array:
    rough = _NOISE.ridged(x / 1400 + 4, z / 1400, 7, pixel / 1400)
    return np.asarray(-40 + step(2200, 4200, z + 0.35 * x) * 420 * (0.35 + rough), dtype=np.float32)


def _coast_paint(s: Surface) -> Array:
    return mix(rgb("48553d"), rgb("8c8468"), _NOISE.fbm(s.x / 200, s.z / 200, 5))


def _crane(x: float, z: float, color: str) -> list[Solid]:
    skin = paint(color, rough=0.12)
    parts = []
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


def _cutter_parts() -> list[Solid]:
    solids: list[Solid] = []
    hull = paint("dfe1e0", rough=0.1)
    solids += [
        box((-8, 2.4, 80), (38, 6.4, 9.4), hull, yaw=-9),
        wedge((10, 3.1, 82.8), (42, 8.2, 9.6), hull, -9, rake=0.7),
    ]
    solids.append(box((-8, -0.3, 80), (38.2, 1.6, 9.6), paint("3b2426"), yaw=-9))
    stripe = paint("b8371f", rough=0.05)
    lean = np.array([[1.7, 1.3, 0.8], [0, 3.3, 0], [0.27, 0.2, -4.8]], dtype=np.float32)
    slant = Solid("box", np.array([2.6, 2.5, 81.4], dtype=np.float32), lean, stripe)
    thin = lean * np.array([0.35, 1, 1], dtype=np.float32)
    solids += [slant, Solid("box", np.array([0.2, 2.5, 81.0], dtype=np.float32), thin, paint("23406f"))]
    solids += [
        box((-8, 8, 80.5), (26, 5, 7.5), WHITE, yaw=-9),
        box((-3, 11.6, 81.3), (14, 3.4, 7), WHITE, yaw=-9),
    ]
    solids += [
        box((-2.6, 12.4, 81.4), (14.2, 1.2, 7.2), GLASS, yaw=-9),
        box((-10, 9, 80.3), (22, 0.9, 7.7), stripes("1b242c", "dfe1e0", 1.1), yaw=-9),
    ]
    solids += [
        tube((-8, 13, 80.5), (-8, 25, 80.5), 0.45, WHITE, 0.5),
        box((-8, 20, 80.5), (6, 0.35, 0.5), WHITE, yaw=-9),
        box((-8, 23, 80.5), (3, 0.3, 0.4), DARK, yaw=20),
    ]
    solids += [
        ball((-5, 15, 81), 1.2, WHITE),
        box((-16, 12.4, 79.2), (4, 4.4, 3.4), paint("c9cbca"), yaw=-9, roll=4),
    ]
    solids += [
        tube((15, 6.4, 84), (17.5, 7.8, 84.4), 0.2, STEEL),
        box((14.6, 6.3, 83.9), (1.8, 1.5, 1.6), paint("b9bcbc")),
    ]
    solids += boat((-34, 0.3, 62), 7, "d8782a", yaw=100, cabin="d8782a")
    return solids


def cutter() -> Scene:
    """A white coast guard ship on a grey sea."""
    solids = _cutter_parts()
    return Scene(
        Camera((-2, 5.5, 0), focal=1.25, horizon=0.48),
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
        Sun(-70, 40, rgb("f2f4f5"), 0.7),
        ambient=rgb("c3ccd2") * 0.95,
        bounce=rgb("5d6a6e") * 0.4,
        water=Water(0, rgb("2a3b40"), waves=1.3, length=4.2, mirror=0.6, foam=0.5),
        solids=solids,
        occlusion=5,
        finish=Finish(exposure=0.95, haze=1.1, air=rgb("bcc5c9"), saturation=0.8, contrast=1.12),
        after=[mist(0.5, "c6cdd0", 0.4, 2)],
    )


def _boats_parts() -> list[Solid]:
    solids: list[Solid] = []
    hulls = ("2f6f8f", "a83a2c", "d9d3c0", "3f7a4a", "c98a2c", "274a7a")
    for number, (x, z, turn) in enumerate(
        (
            (-7, 20, 70),
            (2.5, 24, 60),
            (12, 27, 78),
            (-15, 33, 84),
            (22, 38, 66),
            (6, 44, 80),
            (-4, 56, 95),
            (30, 62, 70),
        )
    ):
        solids += boat((x, 0, z), 7.5, hulls[number % 6], yaw=turn)
    for x in (-10, -1, 8, 17):
        solids.append(
            tube((x, -1, 16 + 0.2 * x), (x + 0.1, 2.2, 16 + 0.2 * x), 0.14, paint("5d4b3a", rough=0.5))
        )
    solids.append(box((46, 0.5, 80), (40, 3, 160), CONCRETE))
    for number in range(9):
        wall = facade(("d8c3a0", "c9957a", "e3d9c4", "a8b4b8")[number % 4], wide=2.6, high=3)
        solids.append(
            box(
                (34 + 2 * (number % 2), 6 + number % 3 * 1.5, 70 + number * 13.0),
                (12, 11 + number % 3 * 3, 12.4),
                wall,
            )
        )
    solids += person((27.5, 2, 44)) + person((28.2, 2, 46), "a8552d")
    return solids


def boats() -> Scene:
    """Fishing boats at their moorings in the first light."""
    solids = _boats_parts()
    return Scene(
        Camera((0, 2.4, 0), focal=0.9, horizon=0.5),
        Sky(
            rgb("f8c8a0"),
            rgb("d3b9c2"),
            rgb("7f9cc4"),
            cloud=rgb("fbd9c4"),
            shade=rgb("b39aa8"),
            cover=0.42,
            seed=23,
            glow=0.9,
        ),
        Sun(-32, 8, rgb("ffbf86"), 2.6),
        ambient=rgb("b7b3cf") * 0.75,
        bounce=rgb("6a6066") * 0.35,
        ground=Ground(_coast, _coast_paint, far=9000, near=50),
        water=Water(0, rgb("1f4552"), waves=0.33, length=1.3, mirror=0.92),
        solids=solids,
        finish=Finish(exposure=0.95, haze=0.2, air=rgb("e9c6b4"), bloom=0.2),
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
    solids += boat((-52, 0, 210), 13, "d9d3c0", yaw=80) + boat((60, 0, 260), 15, "c8542f", yaw=-70)
    return Scene(
        Camera((0, 5, 0), focal=1.05, horizon=0.8),
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
    bed = (_NOISE.fbm(x / 7, z / 7, 5, pixel / 7) - 0.5) * 5 - 2.5 + step(16, 40, away) * 12
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
        solids.append(box((x, 24, 232 + bow), (7.4, 64, 14), face, yaw=-slope, pitch=0))
        solids.append(box((x, 56.8, 230 + bow), (7.4, 1.4, 17), CONCRETE, yaw=-slope))
    path = [(0, 0, 0, 0)]
    sprays = []
    for x in (-22, 2, 24):
        solids.append(box((x, 12, 246), (7, 6, 8), DARK))
        path = [(x, 12, 240, 2.5), (x, 9, 228, 4), (x, 4, 216, 6.5), (x, 1, 206, 8)]
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


SCENES = {"harbour": harbour, "cutter": cutter, "boats": boats, "capsule": capsule, "dam": dam}
