"""Squares, streets and public buildings by day."""

import numpy as np

from samples.render.model import Camera, Finish, Ground, Lamp, Scene, Sky, Solid, Sun, Surface
from samples.render.noise import Array, Noise, mix, rgb, step
from samples.render.shapes import ball, box, tube
from samples.scenes.air import snowfall
from samples.scenes.parts import (
    CONCRETE, DARK, GLASS, STEEL, WOOD, facade, flag, level, light, paint, person, streaked, tree,
)

_NOISE = Noise(51)


def _flat(x: Array, z: Array, pixel: Array) -> Array:
    return np.asarray((_NOISE.fbm(x / 2, z / 2, 4, pixel / 2) - 0.5) * 0.05, dtype=np.float32)


def paving(first: str, second: str, size: float = 1.0, wet: float = 0.0) -> "object":
    """Return the paint of a square laid with slabs."""
    one, other = rgb(first), rgb(second)

    def color(s: Surface) -> Array:
        u, v = s.x / size, s.z / size
        joint = np.minimum(np.abs(u - np.round(u)), np.abs(v - np.round(v))) * size
        tone = _NOISE.value(np.floor(u) * 2.3 + 0.4, np.floor(v) * 3.1 + 0.4)
        broad = _NOISE.fbm(s.x / 6, s.z / 6, 4)
        dark = 1 - 0.45 * step(0.03, 0.0, joint) * np.clip(1 - s.pixel * 20, 0, 1)
        return mix(one, other, 0.5 * tone + 0.5 * broad) * (dark * (0.8 + 0.4 * broad - wet * 0.3))[:, None]

    return color


def parliament() -> Scene:
    """A domed parliament, columns, steps and invented flags in the wind."""
    stone = streaked("d8ccb4", 9)
    solids: list[Solid] = [box((0, 9, 74), (84, 18, 30), facade("d6cab2", wide=4.2, high=7)), box((0, 18.8, 74), (86, 1.8, 32), stone)]
    solids += [box((0, 11.5, 60), (30, 23, 14), stone), box((0, 23.6, 55), (32, 2.4, 13), stone)]
    for number in range(8):
        solids.append(tube((-13 + number * 3.72, 4, 51), (-13 + number * 3.72, 22.4, 51), 0.95, paint("e2d8c4", rough=0.1), 0.88))
    for number in range(8):
        solids.append(box((0, 3.7 - number * 0.5, 49.5 - number * 1.0), (32 + number, 0.55, 3), paint("cfc4ae")))
    copper = streaked("5f8f80", 5)
    solids += [tube((0, 24, 70), (0, 34, 70), 11.5, facade("dccfb6", wide=3.2, high=9)), ball((0, 34, 70), (11.8, 12.5, 11.8), copper)]
    solids += [tube((0, 45.5, 70), (0, 50, 70), 2.2, stone), ball((0, 50, 70), (2.4, 3, 2.4), copper), tube((0, 52, 70), (0, 57, 70), 0.16, DARK)]
    bands = (("2f6b4f", "e6e0d2", "c98a2c"), ("2b5c8a", "e6e0d2", "2b5c8a"), ("a8392f", "d9a441", "3b3b44"))
    for number in range(6):
        solids += flag((-26 + number * 4.2, 0, 34), 11, bands[number % 3], yaw=8, seed=number)
    for number in range(12):
        solids += person((float(-14 + number * 3.7 + (number * 7 % 5)), 0, 26.0 + number * 5 % 13), ("38404f", "7a3f35", "c9b48a")[number % 3])
    for number, x in enumerate((-38, -31, 33, 40)):
        solids += tree((x, 0, 44), 11, "51702f", number + 3, slim=0.5)
    return Scene(
        Camera((16, 1.8, -46), yaw=-7, focal=1.05, horizon=0.8),
        Sky(rgb("e3ebf2"), rgb("8fb7e0"), rgb("3d78bf"), cover=0.42, seed=42),
        Sun(-58, 38, rgb("fff0d6"), 2.5),
        ground=Ground(_flat, paving("b5aa98", "94897a", 1.4), far=400, near=1), solids=solids, occlusion=5,
        finish=Finish(exposure=0.86, haze=0.3),
    )


def tram() -> Scene:
    """A red tram in a snowy street, lamps already on."""
    solids: list[Solid] = []
    walls = ("b8a48a", "a87a63", "c9bda6", "8d8f94", "b59a7a", "9a6a58")
    for number in range(9):
        for side in (-1, 1):
            high = 15 + (number * 5 + side * 3) % 7
            z = 6 + number * 13.0
            wall = facade(walls[(number * 2 + side) % 6], wide=2.3, high=3.5, lit=0.35, seed=number * 2 + side + 1)
            solids.append(box((side * 13.5, high / 2, z + 6), (11, high, 12.8), wall))
            solids.append(box((side * 13.5, high + 0.3, z + 6), (11.6, 0.7, 13), paint("e9edf2", rough=0.05)))
    body, cream = paint("a3221f", gloss=0.2, rough=0.08), paint("e3d8c0", rough=0.06)
    solids += [box((-1.6, 1.15, 29), (2.5, 1.5, 17), body), box((-1.6, 2.5, 29), (2.48, 1.3, 17), cream), box((-1.6, 3.3, 29), (2.5, 0.4, 17), body)]
    panes = light("ffdca0", 1.7)
    solids += [box((-1.6, 2.45, 20.45), (2.0, 1.0, 0.1), panes)]
    for z in np.arange(22, 38, 2.1):
        solids += [box((-0.34, 2.45, float(z)), (0.1, 0.85, 1.6), panes)]
    solids += [box((-1.6, 3.6, 29), (1.6, 0.3, 12), paint("dfe4ea")), tube((-1.6, 3.7, 27), (-1.6, 5.6, 29), 0.05, DARK), tube((-1.6, 5.65, 0), (-1.6, 5.65, 120), 0.025, DARK)]
    for x in (-2.2, -1.0):
        solids.append(ball((x, 0.95, 20.45), 0.16, light("fff0cc", 9)))
    lamps = []
    for number in range(6):
        z = 12.0 + number * 17
        x = 6.2 if number % 2 else -6.4
        solids += [tube((x, 0, z), (x, 5.4, z), 0.07, DARK), ball((x, 5.5, z), 0.25, light("ffd79a", 9))]
        lamps.append(Lamp((x, 5.3, z), rgb("ffc880"), 9))
    lamps.append(Lamp((-1.6, 1.2, 18.5), rgb("ffe6b8"), 5))
    for number, (x, z) in enumerate(((4.4, 14), (5.2, 19), (5.6, 20), (-5.4, 24), (4.7, 33), (5.8, 41), (-5.6, 46), (2.0, 52), (2.7, 52.5))):
        solids += person((x, 0.05, z), ("2c3038", "51382f", "3a4a63", "7a2f2a")[number % 4])

    def color(s: Surface) -> Array:
        snow = mix(rgb("d9e0ea"), rgb("f0f3f7"), _NOISE.fbm(s.x / 1.5, s.z / 1.5, 5))
        rail = np.minimum(np.abs(np.abs(s.x + 1.6) - 0.75), np.abs(np.abs(s.x - 2.2) - 0.75))
        slush = step(0.42, 0.62, _NOISE.fbm(s.x / 0.7, s.z / 6, 5)) * step(5.2, 3.6, np.abs(s.x))
        snow = mix(snow, rgb("8f8f92"), slush * 0.75)
        return mix(snow, rgb("3a3c42"), step(0.1, 0.05, rail))

    return Scene(
        Camera((1.5, 1.7, 0), yaw=-1.5, focal=0.95, horizon=0.56),
        Sky(rgb("aeb4c6"), rgb("8d94ab"), rgb("6b7390"), cover=0.9, cloud=rgb("b9bfce"), shade=rgb("8f95aa"), seed=2, glow=0),
        Sun(power=0), ambient=rgb("a9b4d0") * 0.62, bounce=rgb("a9b0c4") * 0.35,
        ground=Ground(_flat, color, far=300, near=0.8), solids=solids, lamps=lamps,
        finish=Finish(exposure=1.15, haze=7.0, air=rgb("a7adc0"), bloom=0.3, contrast=1.1), after=[snowfall(0.4, 4)],
    )


def market() -> Scene:
    """Market umbrellas and crates of fruit in low morning sun."""
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
            solids += [tube((x, 0, z), (x, top + 0.5, z), 0.035, WOOD), tube((x, top - 0.25, z), (x, top + 0.55, z), 1.95, canopy, 0.03)]
            solids.append(box((x, 0.8, z - 0.4), (2.6, 0.08, 1.3), WOOD))
            for number in range(4):
                tint = ("d8602a", "a8332a", "8aa03a", "e6c04a", "6a3a5a", "c98a4a")[int(chance.integers(0, 6))]
                cx = x - 0.98 + number * 0.65
                solids.append(box((cx, 0.92, z - 0.75), (0.6, 0.2, 0.5), paint("a5855c")))
                for ball_ in range(6):
                    spot = (cx - 0.2 + ball_ % 3 * 0.2, 1.05, z - 0.88 + ball_ // 3 * 0.24)
                    solids.append(ball(spot, 0.1, paint(tint, gloss=0.15)))
    for number in range(16):
        solids += person((float(chance.uniform(-1.6, 1.9)), 0, 17 + number * 1.6), ("394660", "8a3f35", "d9cbb0", "3f5a48")[number % 4])
    for number in range(5):
        solids.append(box((-24 + number * 12.0, 7 + number % 2, 48), (12, 14 + number % 2 * 2, 10), facade(("d9b98f", "c9a07a", "e0cfae")[number % 3], wide=2.6, high=3.4)))
    return Scene(
        Camera((0.2, 2.3, 0), focal=0.88, horizon=0.4),
        Sky(rgb("fae0b4"), rgb("b7cfe2"), rgb("6a9ed4"), cover=0.25, seed=3, glow=1.0),
        Sun(24, 24, rgb("ffd9a0"), 3.0), bounce=rgb("b59a74") * 0.5,
        ground=Ground(_flat, paving("b09a7c", "8f7d66", 0.5), far=200, near=0.8), solids=solids, occlusion=2,
        finish=Finish(exposure=0.95, haze=4, air=rgb("f0d7ac"), saturation=0.95, bloom=0.2),
    )


def fortress() -> Scene:
    """The ruins of an old fortress over a plain."""
    stone = streaked("b39b78", 3.2)
    chance = np.random.default_rng(15)

    def height(x: Array, z: Array, pixel: Array) -> Array:
        mound = 15 * np.exp(-((x / 46) ** 2) - ((z - 74) / 36) ** 2)
        plain = step(300, 2500, z) * 170 * _NOISE.ridged(x / 800, z / 800, 7, pixel / 800)
        return np.asarray(mound + (_NOISE.fbm(x / 5, z / 5, 6, pixel / 5) - 0.5) * 1.6 + plain - 1.5, dtype=np.float32)

    def color(s: Surface) -> Array:
        fine = _NOISE.fbm(s.x / 0.8, s.z / 0.8, 5, s.pixel / 0.8)[:, None]
        grass = mix(rgb("b09a5a"), rgb("8a8a4a"), _NOISE.fbm(s.x / 9, s.z / 9, 4))
        return mix(rgb("8f7d62"), grass, step(0.75, 0.95, s.ny)) * (0.45 + 1.05 * fine)

    solids: list[Solid] = []
    for number in range(30):
        a = number / 30 * 2 * np.pi
        x, z = 27 * np.cos(a), 74 + 17 * np.sin(a)
        high = 7 + float(chance.uniform(-4.5, 2.5))
        solids.append(box((x, 9 + high / 2, z), (6.3, high + 6, 2.2), stone, yaw=-np.degrees(a) + 90))
    for x, z, high in ((-27, 70, 19), (26, 66, 13), (4, 58, 16), (-9, 90, 23)):
        solids.append(tube((x, 4, z), (x, 10 + high, z), 4.6, stone, 0.92))
        for number in range(10):
            a = number / 10 * 2 * np.pi
            if (number * 7 + x) % 4:
                solids.append(box((x + 4 * np.cos(a), 10.7 + high, z + 4 * np.sin(a)), (1.3, 1.7, 1.3), stone, yaw=-np.degrees(a)))
    solids += [box((13, 13, 57.2), (3.4, 6, 3), DARK), *person((-6, level(height, -6, 44), 44)), *person((-5, level(height, -5, 44.5), 44.5), "a8452d")]
    for number in range(40):
        spot = (float(chance.normal(0, 26)), 0, float(chance.uniform(26, 54)))
        size = float(chance.uniform(0.3, 1.3))
        y = 15 * np.exp(-((spot[0] / 46) ** 2) - ((spot[2] - 74) / 36) ** 2) - 1.4
        solids.append(box((spot[0], y, spot[2]), (size, size * 0.7, size), stone, yaw=float(chance.uniform(0, 90)), roll=float(chance.uniform(-20, 20))))
    return Scene(
        Camera((0, 5, 0), focal=0.95, horizon=0.66),
        Sky(rgb("f3dcb8"), rgb("9dbbd6"), rgb("4d83bd"), cover=0.5, seed=16, glow=0.6),
        Sun(-66, 20, rgb("ffd49a"), 2.8), bounce=rgb("9a855f") * 0.4,
        ground=Ground(height, color, far=5000, near=2, shadows=120), solids=solids, occlusion=4,
        finish=Finish(exposure=0.92, haze=0.25, air=rgb("dfcdb4")),
    )


def school() -> Scene:
    """A school yard with painted courts and a climbing frame."""
    def color(s: Surface) -> Array:
        base = mix(rgb("5f666b"), rgb("74787a"), _NOISE.fbm(s.x / 1.2, s.z / 1.2, 5, s.pixel / 1.2))
        court = (np.abs(s.x) < 8) & (np.abs(s.z - 24) < 11)  # noqa: PLR2004 - half the court's sides
        base = mix(base, rgb("3f6f8f") * (0.8 + 0.4 * _NOISE.fbm(s.x, s.z, 4))[:, None], court.astype(np.float32))
        ring = np.abs(np.hypot(s.x, s.z - 24) - 2.4)
        edge = np.maximum(np.abs(s.x) - 8, np.abs(s.z - 24) - 11)
        line = (np.abs(edge) < 0.09) | (ring < 0.09) | (court & (np.abs(s.z - 24) < 0.09))  # noqa: PLR2004 - line width
        return mix(base, rgb("e9e6dc"), line.astype(np.float32) * 0.9)

    wall = facade("d9c49a", wide=3.4, high=3.6)
    solids: list[Solid] = [box((0, 5.6, 48), (56, 11.2, 14), wall), box((0, 11.5, 48), (57.5, 0.8, 15.5), paint("7a4a3a")), box((-4, 1.7, 40.8), (3.4, 3.4, 0.5), paint("2f5f7a"))]
    red, yellow = paint("c43f2c", gloss=0.2), paint("e0ac33", gloss=0.2)
    for x in (10.5, 12.5, 14.5):
        for z in (20, 22, 24):
            solids.append(tube((x, 0, z), (x, 2.6, z), 0.05, red))
        for y in (0.9, 1.75, 2.6):
            solids.append(tube((x, y, 20), (x, y, 24), 0.045, yellow))
    for z in (20, 22, 24):
        for y in (0.9, 1.75, 2.6):
            solids.append(tube((10.5, y, z), (14.5, y, z), 0.045, yellow))
    for x in (-6, 6):
        solids += [tube((x * 0.01, 0, 13 if x < 0 else 35), (x * 0.01, 3.1, 13 if x < 0 else 35), 0.08, STEEL), box((x * 0.01, 3.4, 13.2 if x < 0 else 34.8), (1.7, 1.1, 0.06), paint("f2f0ea"))]
    for number, (x, z) in enumerate(((-5, 22), (-3.8, 23), (-2.4, 27), (3.2, 20), (4.4, 29), (-6.5, 30), (11, 27), (1.2, 31), (6.4, 33))):
        solids += person((x, 0, z), ("c4472f", "2f5f9a", "e0b23f", "3f7a52")[number % 4], height=1.4)
    for number in range(6):
        solids += tree((-24 + number * 9.6 + (number > 2) * 4, 0, 39), 8.5, "5c7a34", number + 60, slim=0.5)  # noqa: PLR2004
    return Scene(
        Camera((-1.5, 3.6, 0), yaw=4, focal=0.85, horizon=0.4),
        Sky(rgb("e9eff4"), rgb("9cc0e4"), rgb("4f8ccc"), cover=0.4, seed=33),
        Sun(-48, 44, rgb("fff2dc"), 2.5),
        ground=Ground(_flat, color, far=160, near=0.8), solids=solids,
        finish=Finish(exposure=0.92, haze=0.6),
    )


def roundabout() -> Scene:
    """A roundabout from a drone: lanes, cars, planted middle."""
    def lanes(s: Surface) -> tuple[Array, Array]:
        away = np.hypot(s.x, s.z - 70)
        arms = np.minimum(np.abs(s.x - 0.15 * (s.z - 70)), np.abs(s.z - 70 + 0.12 * s.x))
        road = np.minimum(np.abs(away - 19) - 6.5, np.where(away > 19, arms - 6.2, 9))  # noqa: PLR2004 - outside the ring
        return away, road

    def color(s: Surface) -> Array:
        away, road = lanes(s)
        grass = mix(rgb("5f7a3c"), rgb("8a914e"), _NOISE.fbm(s.x / 6, s.z / 6, 5)) * (0.6 + 0.7 * _NOISE.fbm(s.x, s.z, 4, s.pixel))[:, None]
        tar = mix(rgb("55575a"), rgb("6f7072"), _NOISE.fbm(s.x / 3, s.z / 3, 5))
        out = mix(grass, rgb("b5ada0"), step(2.4, 1.9, road))
        out = mix(out, tar, step(0.25, 0.0, road))
        dash = (np.abs(away - 19) < 0.16) & (np.floor(np.arctan2(s.x, s.z - 70) * 9) % 2 == 0)  # noqa: PLR2004 - line width
        out = mix(out, rgb("ece8dc"), dash.astype(np.float32))
        beds = step(0.2, -0.2, np.abs(away - 7) - 1.4) * step(0.3, 0.4, _NOISE.fbm(s.x * 2, s.z * 2, 3))
        return mix(out, mix(rgb("b8442f"), rgb("e0b040"), step(0.4, 0.6, _NOISE.value(s.x, s.z))), beds * step(12.5, 11.5, away))

    solids: list[Solid] = []
    chance = np.random.default_rng(21)
    tones = ("c9ccd0", "2a2d33", "a8322a", "355f8f", "e6e3da", "6f7478", "d8a53a")
    for number in range(24):
        if number < 9:  # noqa: PLR2004 - the rest stand on the arms
            a = number * 0.7 + 0.2 * (number % 3)
            x, z, turn = 17.4 * np.cos(a) if number % 2 else 20.8 * np.cos(a), 70 + (17.4 if number % 2 else 20.8) * np.sin(a), -np.degrees(a)
        elif number % 2:
            z = float(chance.uniform(96, 150)) if number % 4 == 1 else float(chance.uniform(28, 44))
            x, turn = 0.15 * (z - 70) + (2.2 if number % 3 else -2.2), 8.5
        else:
            x = float(chance.uniform(27, 60)) * (1 if number % 4 else -1)
            z, turn = 70 - 0.12 * x + (2.2 if number % 3 else -2.2), 97.0
        body = paint(tones[number % 7], gloss=0.35, rough=0.04)
        solids += [box((x, 0.62, z), (1.8, 0.75, 4.3), body, yaw=turn), box((x, 1.2, z), (1.6, 0.6, 2.2), GLASS, yaw=turn), box((x, 1.52, z), (1.5, 0.06, 1.7), body, yaw=turn)]
    for number in range(46):
        x, z = float(chance.uniform(-90, 90)), float(chance.uniform(20, 190))
        spot = [np.array([v], dtype=np.float32) for v in (x, 0, z, 0, 1, 0)]
        away, road = lanes(Surface(*spot, np.zeros((1, 3), dtype=np.float32), spot[3] + 0.1))
        if road[0] > 4:  # noqa: PLR2004 - metres off the kerb
            solids += tree((x, 0, z), float(chance.uniform(5, 9)), ("5a7434", "76803f", "4a6432")[number % 3], number, slim=0.6, blobs=9)
    solids += [tube((0, 0, 70), (0, 7, 70), 1.1, CONCRETE, 0.4), ball((0, 8.2, 70), 1.6, STEEL)]
    return Scene(
        Camera((0, 118, -38), focal=0.92, horizon=-1.0),
        Sky(rgb("dfe6ea"), rgb("9fbcd6"), rgb("5f8fc0"), cover=0.2),
        Sun(-62, 30, rgb("ffeccb"), 2.7),
        ground=Ground(_flat, color, far=420, near=40), solids=solids, occlusion=4,
        finish=Finish(exposure=0.92, haze=0.5),
    )


SCENES = {"parliament": parliament, "tram": tram, "market": market, "fortress": fortress, "school": school, "roundabout": roundabout}
