"""After dark: lights, stars, candles."""

import numpy as np

from samples.render.model import Camera, Finish, Ground, Lamp, Material, Scene, Sky, Solid, Sun, Surface
from samples.render.noise import Array, Noise, mix, rgb, step
from samples.render.shapes import ball, box, tube
from samples.scenes.air import After, beams, glow, shallow, smoke
from samples.scenes.parts import DARK, STEEL, WHITE, Point, light, paint, person, streaked, stripes

_NOISE = Noise(61)
_CROWD = Noise(8)
_LINE = 0.25  # metres; half the width of a painted line


def _stadium_color(s: Surface) -> Array:
    mown = (np.floor(s.z / 6) % 2).astype(np.float32)
    grass = (
        mix(rgb("3f7a35"), rgb("4f8d3f"), mown)
        * (0.7 + 0.6 * _NOISE.fbm(s.x / 0.5, s.z / 0.5, 4, s.pixel / 0.5))[:, None]
    )
    edge = np.maximum(np.abs(s.x) - 52, np.abs(s.z - 68) - 34)
    ring = np.abs(np.hypot(s.x, s.z - 68) - 9.15)
    box_ = np.abs(np.maximum(np.abs(np.abs(s.x) - 44) - 8, np.abs(s.z - 68) - 20))
    line = (
        (np.abs(edge) < _LINE)
        | (ring < _LINE)
        | ((np.abs(s.x) < _LINE) & (edge < 0))
        | ((box_ < _LINE) & (edge < 0))
    )
    return mix(mix(grass, rgb("8a3f30"), step(3, 3.4, edge)), rgb("f2f4ee"), line.astype(np.float32))


def _stadium_crowd(s: Surface) -> Array:
    spot = _CROWD.value(s.x * 1.7, s.y * 2.1 + s.z * 1.3)
    tint = _CROWD.value(s.x * 0.9 + 40, s.y * 1.3 + s.z)
    return mix(rgb("20242c"), mix(rgb("b8503a"), rgb("d8d2c4"), tint), step(0.45, 0.8, spot))


def _stadium_parts() -> tuple[list[Solid], list[Lamp], list[Point], list[Point]]:
    people = Material(_stadium_crowd, rough=0)
    solids: list[Solid] = []
    for number in range(9):
        solids.append(box((0, 1.5 + number * 1.5, 108 + number * 1.9), (118, 3, 2), people))
        solids.extend(
            box((side * (58 + number * 1.9), 1.5 + number * 1.5, 68), (2, 3, 76), people) for side in (-1, 1)
        )
    solids += [
        box((0, 22, 124), (126, 1.2, 18), paint("3b4048")),
        box((0, 24.2, 115.4), (122, 2.6, 0.5), stripes("2f5f9a", "e0e0e0", 9)),
    ]
    for side in (-1, 1):
        solids.append(box((side * 74, 22, 70), (18, 1.2, 86), paint("3b4048")))
    lamps: list[Lamp] = []
    sources: list[Point] = []
    aims: list[Point] = []
    for x, z in ((-60.0, 122.0), (60.0, 122.0), (-25.0, 126.0), (25.0, 126.0)):
        high = 40.0
        solids += [tube((x, 0, z), (x, high, z), 0.7, STEEL, 0.6), box((x, high + 2, z), (10, 6, 0.6), DARK)]
        for row in range(3):
            for lane in range(5):
                solids.append(
                    ball((x - 4 + lane * 2.0, high + row * 1.9, z - 0.5), 0.72, light("f3f7ff", 14))
                )
        lamps.append(Lamp((x * 0.8, high, z - 20), rgb("eef4ff"), 1500))
        sources.append((x, high, z))
        aims.append((x * 0.2, 2.0, 62.0))
    lamps.extend(Lamp((x, 40, 10), rgb("eef4ff"), 1100) for x in (-30, 30))
    chance = np.random.default_rng(4)
    for number in range(22):
        solids += person(
            (float(chance.uniform(-40, 40)), 0, float(chance.uniform(44, 98))),
            "c43a2c" if number % 2 else "e9e9e4",
            1.85,
        )
    return solids, lamps, sources, aims


def stadium() -> Scene:
    """A football ground at night under its floodlights."""
    solids, lamps, sources, aims = _stadium_parts()
    return Scene(
        Camera((0, 24, -22), focal=0.86, horizon=0.35),
        Sky(
            rgb("2d3a52"),
            rgb("131c30"),
            rgb("070b16"),
            cover=0.3,
            cloud=rgb("3a4660"),
            shade=rgb("182034"),
            stars=0.05,
            glow=0,
        ),
        Sun(power=0),
        ambient=rgb("5a6a8a") * 0.1,
        bounce=rgb("3a5a3a") * 0.12,
        ground=Ground(
            lambda x, z, _p: np.zeros(np.broadcast(x, z).shape, dtype=np.float32),
            _stadium_color,
            far=300,
            near=2,
        ),
        solids=solids,
        lamps=lamps,
        occlusion=3,
        finish=Finish(exposure=0.95, haze=0.8, air=rgb("3a4a66"), bloom=0.35, contrast=1.1, grain=0.02),
        after=[beams(sources, aims, "dfeaff", 0.22, 0.1)],
    )


def observatory() -> Scene:
    """Two white domes under the Milky Way."""

    def height(x: Array, z: Array, pixel: Array) -> Array:
        ridge = step(200, 2000, z) * 260 * _NOISE.ridged(x / 600, z / 600, 7, pixel / 600)
        return np.asarray(
            -1 + (_NOISE.fbm(x / 8, z / 8, 5, pixel / 8) - 0.5) * 2.2 + ridge - 60 * step(70, 400, z),
            dtype=np.float32,
        )

    solids: list[Solid] = []
    for x, z, size in ((-9, 38, 6.2), (14, 52, 4.6)):
        solids += [
            tube((x, -2, z), (x, size * 0.75, z), size, streaked("cfd2d6", 3)),
            ball((x, size * 0.75, z), (size * 1.03, size * 1.0, size * 1.03), WHITE),
        ]
        solids.append(
            box(
                (x + size * 0.2, size * 1.32, z - size * 0.55),
                (size * 0.36, size * 0.95, size * 0.5),
                paint("15171c"),
                yaw=-20,
                pitch=-35,
            )
        )
        solids.append(box((x - size * 0.4, 0.6, z - size * 0.93), (1.1, 2.2, 0.3), light("ffb070", 1.6)))
    solids += [*person((1.6, -1.0, 24), "20242c"), ball((1.9, 0.35, 23.8), 0.05, light("ff5a3a", 14))]
    return Scene(
        Camera((0, 1.4, 0), focal=0.72, horizon=0.78),
        Sky(rgb("5a4a5a"), rgb("1d2742"), rgb("070c1c"), cover=0.0, stars=0.9, seed=9, glow=0),
        Sun(-70, 25, rgb("b8c8ff"), 0.22),
        ambient=rgb("5a6a9a") * 0.16,
        bounce=rgb("6a4a3a") * 0.08,
        ground=Ground(
            height,
            lambda s: mix(rgb("3a332e"), rgb("5f554a"), _NOISE.fbm(s.x, s.z, 5, s.pixel)),
            far=6000,
            near=1.5,
        ),
        solids=solids,
        lamps=[Lamp((-11, 0.9, 29), rgb("ff9a55"), 5), Lamp((12, 1, 45), rgb("ff9a55"), 4)],
        finish=Finish(exposure=1.5, haze=0.12, air=rgb("4a4258"), bloom=0.3, grain=0.026, vignette=0.4),
    )


def _candles_parts() -> tuple[list[Solid], list[Lamp], list[After]]:
    chance = np.random.default_rng(5)
    solids: list[Solid] = [box((0, -0.25, 1.2), (14, 0.5, 3.6), paint("57504a", rough=0.5, grain=0.15))]
    solids += [
        box((0, -0.5 + n * 0.22, 3.4 + n * 1.1), (14, 1, 1.2), paint("6a625a", rough=0.4, grain=0.2))
        for n in range(6)
    ]
    lamps, flames = [], []
    for number in range(62):
        row = number % 6
        x = float(chance.uniform(-3.6, 3.6))
        z = 3.0 + row * 1.1 + float(chance.uniform(0, 0.7))
        foot, high = row * 0.22, float(chance.uniform(0.12, 0.3))
        glass = ("a8261f", "e6dcc4", "c9762a", "e9e4d8")[number % 4]
        solids += [
            tube((x, foot, z), (x, foot + high, z), 0.055, glowing(glass)),
            ball((x, foot + high + 0.05, z), (0.013, 0.04, 0.013), light("ffdf9a", 16)),
        ]
        flames.append(glow((x, foot + high + 0.05, z), 0.16, "ffa550", 0.5))
        if number % 3 == 0:
            lamps.append(Lamp((x, foot + high + 0.12, z), rgb("ff9f50"), 0.16))
    for number in range(26):
        x, z = float(chance.uniform(-3.4, 3.4)), 3.1 + number % 5 * 1.1
        foot = number % 5 * 0.22
        tone = ("e8e2d6", "b8392f", "e0b9c4")[number % 3]
        solids.append(
            tube((x - 0.14, foot + 0.03, z), (x + 0.16, foot + 0.05, z - 0.1), 0.01, paint("3f5a34"))
        )
        solids += [
            ball((x + 0.17 + 0.03 * n, foot + 0.06, z - 0.1 + 0.02 * n), 0.045, paint(tone)) for n in range(3)
        ]
    return solids, lamps, flames


def candles() -> Scene:
    """Rows of memorial candles on stone steps, out of focus behind."""
    solids, lamps, flames = _candles_parts()
    return Scene(
        Camera((0.3, 1.05, 0), focal=1.15, horizon=0.2),
        Sky(rgb("141824"), rgb("0d111c"), rgb("06080f"), cover=0),
        Sun(power=0),
        ambient=rgb("39466a") * 0.16,
        bounce=rgb("5a3a22") * 0.1,
        solids=solids,
        lamps=lamps,
        occlusion=0.5,
        finish=Finish(exposure=1.5, haze=0, bloom=0.35, grain=0.022, vignette=0.5, contrast=1.08),
        after=[*flames, shallow(4.6, 1.5)],
    )


def glowing(color: str) -> Material:
    """Return wax or coloured glass with a flame behind it."""
    return Material(rgb(color), emit=rgb(color) * 0.35, rough=0.1, gloss=0.3)


def _volcano_height(x: Array, z: Array, pixel: Array) -> Array:
    away = np.hypot(x, z - 4200)
    cone = 1500 * np.exp(-away / 1050) - 260 * np.exp(-((away / 170) ** 2))
    gully = (
        (_NOISE.ridged(np.arctan2(x, z - 4200) * 5 + 9, away / 1800, 6, pixel / 300) - 0.5)
        * 170
        * np.exp(-(((away - 900) / 900) ** 2))
    )
    return np.asarray(
        cone
        + gully
        + (_NOISE.fbm(x / 260, z / 260, 6, pixel / 260) - 0.5) * 70
        - 45
        + 60 * _NOISE.fbm(x / 60, z / 60, 4, pixel / 60) * 0.4,
        dtype=np.float32,
    )


def _volcano_color(s: Surface) -> Array:
    wood = mix(rgb("2c3a2a"), rgb("4c5238"), _NOISE.fbm(s.x / 50, s.z / 50, 5))
    rock = mix(rgb("4a403c"), rgb("6f625a"), _NOISE.fbm(s.x / 90, s.z / 90, 5))
    snow = step(620, 860, s.y + 240 * _NOISE.fbm(s.x / 130, s.z / 130, 5)) * step(1320, 1150, s.y)
    return mix(mix(wood, rock, step(180, 420, s.y)), rgb("e6e9f0"), snow * 0.85)


def _volcano_parts() -> list[tuple[float, float, float, float]]:
    return [
        (0, 1150, 4200, 60),
        (40, 1500, 4200, 160),
        (170, 1950, 4250, 270),
        (430, 2350, 4300, 380),
        (900, 2600, 4350, 450),
        (1700, 2750, 4400, 520),
    ]


def volcano() -> Scene:
    """An ash column over a snow-streaked cone at first light."""
    path = _volcano_parts()
    return Scene(
        Camera((0, 70, 0), yaw=3, focal=0.95, horizon=0.72),
        Sky(rgb("f6c79a"), rgb("b7a8bc"), rgb("6580ad"), cover=0.25, seed=44, glow=0.5),
        Sun(-62, 12, rgb("ffb987"), 2.3),
        ambient=rgb("a9aec9") * 0.75,
        bounce=rgb("6a5f5a") * 0.3,
        ground=Ground(_volcano_height, _volcano_color, far=14000, near=20, steps=1500, shadows=1500),
        finish=Finish(exposure=0.95, haze=0.06, air=rgb("c9b0b0")),
        after=[smoke(path, "f0d2bc", "5f5560", density=0.9, seed=6, sun=-1)],
    )


SCENES = {"stadium": stadium, "observatory": observatory, "candles": candles, "volcano": volcano}
