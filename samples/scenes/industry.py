"""Power, transport and workshops."""

import numpy as np

from samples.render.model import Camera, Finish, Ground, Lamp, Scene, Sky, Solid, Sun, Surface, Water
from samples.render.noise import Array, Noise, mix, rgb, step
from samples.render.shapes import ball, box, tube
from samples.scenes.air import glow, shallow, smoke
from samples.scenes.parts import (
    CONCRETE, DARK, GLASS, STEEL, WOOD, canopy, facade, fir, level, light, paint, person, streaked, stripes, tree,
)

_NOISE = Noise(71)


def _meadow(x: Array, z: Array, pixel: Array) -> Array:
    far = step(700, 3500, z) * 130 * _NOISE.fbm(x / 800, z / 800, 6, pixel / 800)
    return np.asarray((_NOISE.fbm(x / 30, z / 30, 6, pixel / 30) - 0.5) * 2.2 + far, dtype=np.float32)


def _meadow_paint(s: Surface) -> Array:
    fine = _NOISE.fbm(s.x / 0.6, s.z / 0.6, 4, s.pixel / 0.6)[:, None]
    fields = _NOISE.value(np.floor(s.x / 90 + 0.3 * np.floor(s.z / 130)) * 3.3 + 0.5, np.floor(s.z / 130) * 2.7 + 0.5)
    crop = mix(mix(rgb("6f7f3f"), rgb("b59f57"), step(0.3, 0.7, fields)), rgb("4f6a35"), step(0.75, 0.8, fields))
    return crop * (0.55 + 0.9 * fine)


def plant() -> Scene:
    """Cooling towers and their plumes over fields on a cold morning."""
    solids: list[Solid] = []
    shell = streaked("bdb8ac", 14)
    plumes = []
    for number, (x, z) in enumerate(((-60, 420), (20, 470), (96, 440))):
        for foot, top, low, high in ((0, 40, 33, 24), (40, 75, 24, 20.5), (75, 105, 20.5, 23)):
            solids.append(tube((x, foot, z), (x, top, z), low, shell, high / low))
        path = [(x, 102, z, 20), (x + 14, 130, z, 30), (x + 50, 165, z, 44), (x + 110, 196, z, 58), (x + 210, 220, z, 70)]
        plumes.append(smoke(path, "fff3e4", "a8abb5", density=1.1, seed=3 + number))
    solids += [box((-150, 16, 430), (70, 32, 40), facade("a9adb0", wide=7, high=9)), box((-150, 44, 440), (30, 26, 26), paint("8f9ba5"))]
    solids += [tube((-118, 0, 400), (-118, 112, 400), 4.4, stripes("c9c4ba", "b5452f", 11, "y"), 0.7)]
    for number in range(5):
        x, z = 150 + number * 44.0, 300.0 - number * 42
        for side in (-3, 3):
            solids.append(tube((x + side, 0, z), (x, 34, z), 0.35, STEEL, 0.5))
        for high, wide in ((24, 9), (29, 7), (33, 4)):
            solids.append(box((x, high, z), (wide * 2, 0.5, 0.5), STEEL))
    chance = np.random.default_rng(4)
    for number in range(26):
        x, z = float(chance.uniform(-190, 190)), float(chance.uniform(120, 330))
        solids += tree((x, -0.5, z), float(chance.uniform(6, 13)), ("5c6a38", "7a6f3f", "475a33")[number % 3], number, slim=0.5, blobs=8)
    return Scene(
        Camera((0, 9, 0), yaw=2, focal=1.05, horizon=0.76),
        Sky(rgb("f4d9b8"), rgb("b9c9dc"), rgb("6f9acb"), cover=0.12, seed=6, glow=0.9),
        Sun(-44, 14, rgb("ffd7a0"), 2.7), ambient=rgb("a3b5d2") * 0.85,
        ground=Ground(_meadow, _meadow_paint, far=6000, near=3, shadows=60), solids=solids, occlusion=9,
        finish=Finish(exposure=0.95, haze=0.75, air=rgb("ead6bd")), after=plumes,
    )


def runway() -> Scene:
    """An airliner on a wet runway, lights in rows."""
    def color(s: Surface) -> Array:
        tar = mix(rgb("4a4c50"), rgb("626468"), _NOISE.fbm(s.x / 2, s.z / 9, 5))
        grass = mix(rgb("5f6f3f"), rgb("83854f"), _NOISE.fbm(s.x / 5, s.z / 5, 5))
        out = mix(tar, grass, step(19, 20, np.abs(s.x)))
        center = (np.abs(s.x) < 0.45) & ((s.z / 30) % 1 < 0.6)  # noqa: PLR2004 - painted dashes
        bars = (np.abs(np.abs(s.x) - 9) < 6) & ((s.x / 1.8) % 1 < 0.5) & (np.abs(s.z - 21) < 7)  # noqa: PLR2004 - threshold marks
        edge = np.abs(np.abs(s.x) - 18) < 0.4  # noqa: PLR2004 - edge line
        return mix(out, rgb("e6e4dc"), (center | bars | edge).astype(np.float32) * 0.85)

    white, blue = paint("e9eaec", gloss=0.35, rough=0.03), paint("274f86", gloss=0.3, rough=0.04)
    z = 92.0
    solids: list[Solid] = [tube((0, 5.2, z - 14), (0, 5.4, z + 22), 2.05, white, 0.75), ball((0, 5.2, z - 14), (2.05, 2.05, 4.6), white), ball((0, 5.9, z - 16.4), (1.5, 0.75, 1.6), GLASS)]
    solids += [box((0, 10.4, z + 19), (0.5, 7.6, 5), blue, pitch=-28), box((0, 6.4, z + 20), (14, 0.35, 3.4), white)]
    for side in (-1, 1):
        solids.append(box((side * 9.6, 4.6, z + 4), (17, 0.5, 5.2), white, yaw=side * 24, roll=side * 5))
        solids.append(box((side * 17.9, 6.0, z + 8.2), (0.3, 1.9, 1.7), blue, yaw=side * 24))
        solids += [tube((side * 5.6, 3.3, z - 4.2), (side * 5.6, 3.3, z + 0.8), 1.15, blue, 0.85), tube((side * 5.6, 3.3, z - 4.4), (side * 5.6, 3.3, z - 4.1), 1.0, DARK)]
        solids += [tube((side * 2.6, 4, z + 4), (side * 2.6, 0.8, z + 4), 0.22, STEEL), ball((side * 2.6, 0.7, z + 4), (0.5, 0.7, 0.7), DARK)]
        solids.append(ball((side * 1.9, 4.4, z - 7), 0.35, light("fff4d8", 16)))
    solids += [tube((0, 4, z - 12), (0, 0.6, z - 12), 0.18, STEEL), ball((0, 0.5, z - 12), (0.4, 0.5, 0.5), DARK), ball((0, 1.9, z - 12.3), 0.3, light("fff4d8", 20))]
    flares = [glow((0, 1.9, z - 13), 3.2, "fff0cc", 0.8)]
    for number in range(16):
        for side in (-1, 1):
            solids.append(ball((side * 18.8, 0.35, 14 + number * 16.0), 0.16, light("ffe0a0", 12)))
    solids += [box((-92, 7, 300), (110, 14, 30), facade("8d9aa5", wide=6, high=7, lit=0.3)), tube((72, 0, 330), (72, 36, 330), 3.4, CONCRETE, 0.8), tube((72, 36, 330), (72, 42, 330), 4.2, GLASS, 1.3)]
    return Scene(
        Camera((2.5, 2.3, 0), yaw=-1, focal=1.5, horizon=0.62),
        Sky(rgb("e8b993"), rgb("9a8ea8"), rgb("4d5c85"), cover=0.55, cloud=rgb("f0b48f"), shade=rgb("6a6480"), seed=27, glow=0.6),
        Sun(-30, 6, rgb("ffb27a"), 1.2), ambient=rgb("9a9fc0") * 0.75, bounce=rgb("5f5a60") * 0.35,
        ground=Ground(lambda x, z, p: np.zeros(np.broadcast(x, z).shape, dtype=np.float32) + step(500, 2500, z) * 60 * _NOISE.fbm(x / 300, z / 300, 5), color, far=4000, near=1.5),
        water=Water(0.012, rgb("33363d"), waves=0.16, length=3.0, mirror=0.5, near=300), solids=solids, occlusion=5,
        finish=Finish(exposure=1.05, haze=0.9, air=rgb("c9a596"), bloom=0.35), after=flares,
    )


def _cutting(x: Array, z: Array, pixel: Array) -> Array:
    hill = step(44, 130, z) * 95
    side = step(8, 60, np.abs(x)) * 34
    rough = (_NOISE.ridged(x / 60, z / 60, 7, pixel / 60) - 0.4) * 16 * step(9, 25, np.abs(x) + 0.9 * step(46, 60, z) * 20)
    wood = canopy(x, z, pixel, 5, _NOISE) * 4 * step(16, 30, np.abs(x) + step(56, 80, z) * 30)
    return np.asarray(np.maximum(hill, side) + rough + wood + (_NOISE.fbm(x, z, 4, pixel) - 0.5) * 0.12, dtype=np.float32)


def tunnel() -> Scene:
    """A new tunnel portal, excavator and flags of mud."""
    def color(s: Surface) -> Array:
        fine = _NOISE.fbm(s.x / 1.1, s.z / 1.1 + s.y / 2, 5, s.pixel / 1.1)[:, None]
        rock = mix(rgb("7a6f62"), rgb("a3937c"), _NOISE.fbm(s.x / 9, s.y / 3, 5))
        wood = mix(rgb("2f4a2c"), rgb("66703a"), _NOISE.fbm(s.x / 6, s.z / 6, 4))
        road = mix(rgb("8a7f70"), rgb("6a6258"), _NOISE.fbm(s.x / 1.5, s.z / 4, 5))
        out = mix(rock, wood, step(9, 16, s.y) * step(0.35, 0.7, s.ny))
        return mix(out, road, step(9, 8, np.abs(s.x)) * step(1.5, 0.5, s.y)) * (0.4 + 1.15 * fine)

    wall = streaked("aaa69c", 4)
    solids: list[Solid] = []
    for number in range(25):
        a = np.radians(-4 + number * 7.8)
        solids.append(box((7.1 * np.cos(a), 0.8 + 7.1 * np.sin(a), 50), (1.7, 1.15, 14), wall, roll=np.degrees(a)))
    for side in (-1, 1):
        solids.append(box((side * 15, 8, 54), (16, 17, 3), wall))
    solids += [box((0, 12.4, 54), (16, 8, 3), wall), box((0, 4, 66), (14, 12, 1), paint("0c0d0f", rough=0))]
    lamps = []
    for z in (46, 52, 58, 63):
        for side in (-1, 1):
            solids.append(ball((side * 4.6, 5.0, float(z)), 0.16, light("ffd28a", 14)))
            lamps.append(Lamp((side * 4.4, 5.0, float(z)), rgb("ffc878"), 11))
    yellow = paint("d99a22", rough=0.2)
    solids += [box((-6.4, 1.0, 33), (2.8, 0.9, 4.2), DARK, yaw=25), box((-6.4, 2.3, 33), (2.6, 1.7, 3.4), yellow, yaw=25), box((-5.8, 3.0, 32.2), (1.2, 1.7, 1.6), GLASS, yaw=25)]
    solids += [tube((-6.9, 3.0, 34), (-3.9, 6.2, 35.5), 0.3, yellow), tube((-3.9, 6.2, 35.5), (-1.9, 3.0, 36.3), 0.24, yellow), box((-1.7, 2.4, 36.4), (1.3, 1.1, 1.0), DARK, yaw=25, roll=20)]
    for number, (x, z) in enumerate(((2.4, 30), (3.3, 31), (4.8, 38), (1.2, 44))):
        solids += person((x, 0, z), "d8722a") + [ball((x, 1.74, z), (0.14, 0.1, 0.15), paint("e9d24a" if number % 2 else "e9e9e4"))]
    for number in range(8):
        solids += fir((-22 + number * 6.6, level(_cutting, -22 + number * 6.6, 84), 84), 13, number)
    return Scene(
        Camera((1.6, 2.4, 0), focal=1.0, horizon=0.66),
        Sky(rgb("d9dee0"), rgb("b7c1c8"), rgb("93a3b0"), cover=0.9, seed=4, cloud=rgb("dde1e2"), shade=rgb("a3adb4"), glow=0.1),
        Sun(40, 55, rgb("fff4e2"), 0.9), ambient=rgb("bcc6cf") * 0.85,
        ground=Ground(_cutting, color, far=400, near=1), solids=solids, lamps=lamps,
        finish=Finish(exposure=0.95, haze=1.6, air=rgb("cfd6d8"), bloom=0.3),
    )


def train() -> Scene:
    """Freight wagons tipped off the track in a field; nobody is hurt, a crane waits."""
    solids: list[Solid] = []
    for x in np.arange(-46, 60, 1.2):
        solids.append(box((float(x), 0.62, 40), (0.32, 0.18, 3.4), WOOD))
    for side in (-0.85, 0.85):
        solids.append(box((7, 0.8, 40 + side), (110, 0.16, 0.12), paint("8a7d74", gloss=0.5)))
    solids.append(box((7, 0.25, 40), (110, 0.6, 5), paint("7f776c", rough=0.5, grain=0.2)))
    tones = ("9a4a2f", "356a7a", "b58a35", "5f6a70", "9a4a2f")
    for number, (x, z, yaw, roll, y) in enumerate(((-28, 40, 0, 0, 2.9), (-13.5, 39.5, 3, 4, 2.8), (1.5, 37.2, 17, 26, 2.5), (15, 34.6, -14, 70, 1.9), (30.5, 39, 5, 8, 2.8))):
        body = streaked(tones[number], 2.5)
        solids += [box((x, y, z), (13, 3.1, 3), body, yaw=yaw, pitch=roll), box((x, y - 1.5, z), (12.6, 0.35, 2.2), DARK, yaw=yaw, pitch=roll)]
        if roll < 20:  # noqa: PLR2004 - wheels of wagons that still stand
            for dx in (-4.6, -3.2, 3.2, 4.6):
                solids.append(tube((x + dx, 1.3, z - 1), (x + dx, 1.3, z + 1), 0.5, DARK))
    for number in range(26):
        a = number * 2.4
        solids.append(box((16 + 4.5 * np.cos(a) * (number % 5) / 3, 0.4 + 0.2 * (number % 3), 29.5 + 2.2 * np.sin(a)), (1.0, 0.5, 0.7), paint(("b59a6a", "8f7a58")[number % 2], rough=0.4), yaw=a * 50))
    orange = paint("d9772a", rough=0.1)
    solids += [box((-6, 1.9, 56), (9, 2.4, 3.2), orange), box((-9.2, 3.8, 56), (2.4, 2, 3), orange), tube((-4, 3, 56), (12, 17, 50), 0.42, orange, 0.7), tube((12, 17, 50), (12, 9, 50), 0.06, DARK)]
    for number, (x, z) in enumerate(((6, 27), (7, 27.6), (10, 28), (-8, 31), (-9, 32), (22, 30))):
        solids += person((x, 0.1, z), ("e0732a", "2c3f5f", "e0c23a")[number % 3])
    for number in range(14):
        solids += tree((-70 + number * 11.0, 0, 92 + (number * 7) % 20), 12, ("5f7a3a", "7f8440")[number % 2], number + 5, slim=0.45, blobs=9)
    return Scene(
        Camera((0, 7.5, 0), yaw=2, focal=0.9, horizon=0.3),
        Sky(rgb("e3e7e6"), rgb("b3c2cd"), rgb("8299b3"), cover=0.7, seed=37, glow=0.2),
        Sun(-50, 36, rgb("fff0d8"), 1.8),
        ground=Ground(lambda x, z, p: _meadow(x, z, p) * 0.12 * step(0, 9, np.abs(z - 40)) + step(800, 3500, z) * 90 * _NOISE.fbm(x / 700, z / 700, 5), _meadow_paint, far=5000, near=1.5),
        solids=solids, finish=Finish(exposure=0.92, haze=0.45, air=rgb("cdd6da")),
    )


def pallets() -> Scene:
    """Parcels on pallets in a hangar, light through the open gate."""
    solids: list[Solid] = [box((0, -0.5, 30), (60, 1, 90), paint("8f8d88", gloss=0.3, rough=0.25, grain=1.5))]
    for side in (-1, 1):
        solids.append(box((side * 17, 6, 30), (0.6, 14, 90), stripes("8d979e", "7d868d", 0.7, "z")))
        for z in range(2, 70, 11):
            solids.append(box((side * 16.4, 6, z), (0.7, 14, 0.7), STEEL))
    for z in range(2, 70, 11):
        solids.append(box((0, 11.6, z), (34, 0.7, 0.7), STEEL))
    solids += [box((0, 13, 30), (36, 0.5, 90), paint("5f666b")), box((-12.5, 6, 62), (9, 14, 0.5), paint("7f888e")), box((12.5, 6, 62), (9, 14, 0.5), paint("7f888e")), box((0, 11, 62), (18, 4, 0.5), paint("7f888e"))]
    chance = np.random.default_rng(18)
    band = {"b08a5a": "2f6fa0", "a8845a": "e6e2d8", "b5946a": "3f7a52"}
    for row in range(6):
        for lane in range(5):
            x, z = (-12.4, -8.2, -4.0, 6.0, 10.6)[lane], 9.0 + row * 6.4
            solids.append(box((x, 0.14, z), (3.1, 0.16, 2.6), WOOD))
            high = 1 + int(chance.integers(1, 4))
            tone = list(band)[int(chance.integers(0, 3))]
            for level_ in range(high):
                for part in range(3):
                    solids.append(box((x - 1 + part, 0.62 + level_ * 0.82, z), (0.95, 0.78, 2.4), paint(tone, rough=0.2)))
                solids.append(box((x, 0.62 + level_ * 0.82, z), (2.98, 0.14, 2.43), paint(band[tone], rough=0.05)))
    solids += person((3.2, 0, 17), "e07a2a") + person((2.2, 0, 24), "2f5f8f") + person((2.9, 0, 36), "e0c23a")
    truck = paint("e9e9e6", rough=0.05)
    solids += [box((0.5, 2.6, 74), (7, 4.4, 12), truck), box((0.5, 1.6, 66.4), (6, 3, 2.6), paint("2f6fa0", gloss=0.3)), box((0.5, 2.3, 65), (5.4, 1.2, 0.2), GLASS)]
    lamps = [Lamp((x, 10, z), rgb("e9f0ff"), 60) for x in (-9, 9) for z in (12, 30, 48)]
    lamps.append(Lamp((0, 6, 57), rgb("ffe9c4"), 160))
    return Scene(
        Camera((1.5, 3.5, -2), focal=0.85, horizon=0.36),
        Sky(rgb("fff3dc"), rgb("f4ead8"), rgb("dfe6ee"), cover=0), Sun(6, 30, rgb("ffe6bd"), 3.4),
        ambient=rgb("8f9db3") * 0.42, bounce=rgb("8a7f70") * 0.3, solids=solids, lamps=lamps, occlusion=3,
        finish=Finish(exposure=1.05, haze=2, air=rgb("efe3cd"), bloom=0.35), after=[glow((0, 4, 61), 9, "fff0d2", 0.35)],
    )


def textile() -> Scene:
    """Looms and rolls of dyed cloth in a long factory hall."""
    solids: list[Solid] = [box((0, -0.5, 30), (40, 1, 90), paint("8a8278", gloss=0.35, rough=0.25, grain=1.2)), box((0, 7.6, 30), (40, 0.4, 90), paint("b9b5ab"))]
    for side in (-1, 1):
        solids.append(box((side * 12, 3.5, 30), (0.5, 9, 90), facade("c9c1b0", glass="cfe0ee", wide=4.5, high=7)))
    dyes = ("b8362f", "d98a2a", "2f6f8f", "5f8f4a", "7a3f7a", "e0c04a", "c9506a", "2f4f8f")
    for row in range(12):
        for lane, x in enumerate((-7.4, -3.0, 3.4, 7.8)):
            z = 7.0 + row * 5.2
            tone = dyes[(row * 3 + lane * 5) % 8]
            solids += [box((x, 0.6, z), (2.9, 1.2, 1.9), paint("4f6f66", rough=0.2)), box((x, 1.6, z + 0.7), (2.9, 1.0, 0.4), paint("3f5850"))]
            solids.append(tube((x - 1.35, 1.25, z - 0.7), (x + 1.35, 1.25, z - 0.7), 0.42, paint(tone, rough=0.1)))
            solids.append(box((x, 1.28, z), (2.5, 0.04, 1.3), paint(tone, rough=0.08), pitch=12))
            if row % 3 == 1:
                solids += person((x + 1.9, 0, z - 0.8), ("35507a", "8a4a3a")[lane % 2], 1.66)
    lamps = []
    for row in range(9):
        for x in (-5.2, 5.6):
            solids.append(box((x, 6.2, 5 + row * 7.0), (0.3, 0.12, 3.4), light("f4f7ff", 7)))
            lamps.append(Lamp((x, 6.0, 5 + row * 7.0), rgb("f0f4ff"), 13))
    return Scene(
        Camera((0.2, 2.6, 0), focal=0.86, horizon=0.42),
        Sky(rgb("e6eef5"), rgb("dfe8f0"), rgb("cfdcea"), cover=0), Sun(power=0),
        ambient=rgb("b3bccb") * 0.55, bounce=rgb("8f877a") * 0.35, solids=solids, lamps=lamps, occlusion=1.6,
        finish=Finish(exposure=0.92, haze=5, air=rgb("cfd3d6"), bloom=0.25), after=[shallow(14, 0.16)],
    )


SCENES = {"plant": plant, "runway": runway, "tunnel": tunnel, "train": train, "pallets": pallets, "textile": textile}
