"""Mountains, fields and forests seen from the ground."""

import numpy as np

from samples.render.model import Camera, Finish, Ground, Scene, Sky, Solid, Sun, Surface
from samples.render.noise import Array, Noise, mix, rgb, step
from samples.render.shapes import box, tube
from samples.scenes.air import After, glow, mist, smoke
from samples.scenes.parts import canopy, facade, fir, house, leaves, level, paint, person, streaked, tree

_NOISE = Noise(31)


def _alps(x: Array, z: Array, pixel: Array) -> Array:
    away = np.abs(x - 60 * np.sin(z / 500))
    rough = _NOISE.ridged(x / 1100 + 3, z / 1100, 9, pixel / 1100)
    rise = step(120, 1500, away) * 900 + step(1200, 6500, z) * 800
    floor = (_NOISE.fbm(x / 90, z / 90, 5, pixel / 90) - 0.5) * 14
    return np.asarray(
        floor - 12 + rise * rough**1.2 * 1.3 + canopy(x, z, pixel, 12, _NOISE) * 9 * step(60, 200, away),
        dtype=np.float32,
    )


def _alps_paint(s: Surface) -> Array:
    broad = _NOISE.fbm(s.x / 120, s.z / 120, 4, s.pixel / 120)
    fine = _NOISE.fbm(s.x / 5, s.z / 5, 5, s.pixel / 5)[:, None]
    color = mix(rgb("5d6b38"), rgb("86804c"), broad)
    color = mix(color, mix(rgb("22352a"), rgb("3f5032"), broad), step(8, 30, s.y))
    color = mix(color, rgb("75706b"), step(230, 420, s.y + 120 * broad))
    snow = step(420, 560, s.y + 160 * broad) * step(0.45, 0.75, s.ny)
    return mix(color * (0.6 + 0.8 * fine), rgb("eef2f7"), snow)


def valley() -> Scene:
    """A mountain valley at dusk, a village with its first lights."""
    solids = []
    chance = np.random.default_rng(8)
    for number in range(34):
        x, z = float(chance.normal(10, 75)), float(chance.uniform(230, 560))
        x += 60 * np.sin(z / 500)
        y = level(_alps, x, z)
        wall = facade(("cfc5b4", "b8a893", "d9d2c6")[number % 3], lit=0.55, seed=number, wide=2.6, high=2.8)
        size = (float(chance.uniform(8, 14)), float(chance.uniform(5, 8)), float(chance.uniform(7, 10)))
        solids += house((x, y - 1, z), size, wall, "5d4a42", yaw=float(chance.uniform(-50, 50)))
    y = level(_alps, 88.0, 430.0)
    solids += [
        box((88, y + 11, 430), (6, 24, 6), facade("c9bda8", lit=0.3)),
        *fir((88, y + 22, 430), 16, 1, "4a3d3a"),
    ]
    return Scene(
        Camera((-10, 62, 0), yaw=3, focal=1.05, horizon=0.4),
        Sky(
            rgb("f2b48a"),
            rgb("a58aa6"),
            rgb("3d4a78"),
            cloud=rgb("f7b99a"),
            shade=rgb("6b5c7c"),
            cover=0.45,
            seed=6,
            glow=0.5,
        ),
        Sun(-24, 5, rgb("ff9d66"), 1.1),
        ambient=rgb("8b8fc0") * 0.6,
        bounce=rgb("5a4f58") * 0.25,
        ground=Ground(_alps, _alps_paint, far=12000, near=12, shadows=2500),
        solids=solids,
        occlusion=8,
        finish=Finish(exposure=1.05, haze=0.16, air=rgb("a98fa5"), bloom=0.25, contrast=1.1),
        after=[mist(0.52, "a99cb4", 0.55, 3)],
    )


def _burning(x: Array, z: Array, pixel: Array) -> Array:
    rough = _NOISE.ridged(x / 800 + 9, z / 800 + 2, 8, pixel / 800)
    rise = step(150, 1800, z) * 420
    return np.asarray(
        -22 + rise * (0.3 + rough) * 0.75 + canopy(x, z, pixel, 10, _NOISE) * 8, dtype=np.float32
    )


def _wildfire_parts() -> tuple[list[Solid], list[After]]:
    solids: list[Solid] = []
    chance = np.random.default_rng(3)
    for number in range(15):
        x, z = -95 + number * 13.0 + float(chance.uniform(-4, 4)), float(chance.uniform(120, 190))
        wall = facade("4d4a48", lit=0.25, seed=number)
        solids += house((x, -14, z), (11, 6, 8), wall, "3a302d", yaw=float(chance.uniform(-40, 40)))
    fires: list[After] = []
    for number in range(120):
        x = -520 + number * 8.7 + float(chance.uniform(-9, 9))
        z = 900 + 90 * np.sin(number / 6) + float(chance.uniform(-25, 25))
        y = level(_burning, x, z)
        size = float(chance.uniform(0.6, 2.6)) ** 2 * (1.7 if number % 9 in {3, 4} else 0.8)
        fires.append(glow((x, y + size, z - 30), size, ("ff5a14", "ff8a2c", "ffb85a")[number % 3], 2.4))
    fires.extend(
        glow((x, level(_burning, x, 900) + 30, 890), 90, "ff5a1a", 0.7) for x in (-380, -120, 110, 330)
    )
    return solids, fires


def wildfire() -> Scene:
    """Fire along a ridge behind the dark roofs of a village, smoke lit from below."""
    solids, fires = _wildfire_parts()
    path = [
        (-420.0, 190.0, 1100.0, 120.0),
        (-120.0, 260.0, 1150.0, 170.0),
        (220.0, 330.0, 1200.0, 220.0),
        (620.0, 430.0, 1300.0, 300.0),
    ]
    return Scene(
        Camera((0, 14, 0), focal=1.1, horizon=0.58),
        Sky(
            rgb("7d3a22"),
            rgb("3a2530"),
            rgb("101626"),
            cloud=rgb("8a4630"),
            shade=rgb("251c24"),
            cover=0.7,
            stars=0.2,
            seed=3,
            glow=0,
        ),
        Sun(0, 8, rgb("ff6a2a"), 0.25),
        ambient=rgb("8a5a4c") * 1.1,
        bounce=rgb("2a1a14") * 0.2,
        ground=Ground(
            _burning,
            lambda s: mix(rgb("2a2a20"), rgb("473a26"), _NOISE.fbm(s.x / 20, s.z / 20, 4)),
            far=5000,
            near=4,
            shadows=900,
        ),
        solids=solids,
        finish=Finish(exposure=1.25, haze=0.3, air=rgb("8a3f22"), bloom=0.4, grain=0.024, contrast=1.12),
        after=[smoke(path, "e0703a", "38242a", density=0.9, seed=4, power=0.55), *fires],
    )


def _terraces(x: Array, z: Array, pixel: Array) -> Array:
    raw = (_NOISE.fbm(x / 240 + 2, z / 240, 4, pixel / 240) - 0.3) * 150 + z * 0.12
    tread = 3.2
    part = raw / tread
    edge = step(0.72, 0.95, part - np.floor(part))
    far = step(500, 1400, z) * 260 * _NOISE.ridged(x / 700, z / 700, 7, pixel / 700)
    rows = np.sin((raw * 2.6 + 0.2 * x) * 2) * 0.28 * np.clip(1 - pixel * 3, 0, 1)
    return np.asarray((np.floor(part) + edge) * tread - 30 + far + rows, dtype=np.float32)


def terraces() -> Scene:
    """Tea terraces in morning mist, a few pickers with baskets."""

    def color(s: Surface) -> Array:
        fine = _NOISE.fbm(s.x / 0.9, s.z / 0.9, 4, s.pixel / 0.9)[:, None]
        broad = _NOISE.fbm(s.x / 50, s.z / 50, 4)
        tea = mix(rgb("3f5f30"), rgb("7d8a4c"), broad)
        return mix(rgb("7a6243"), tea, step(0.55, 0.85, s.ny)) * (0.45 + 1.1 * fine)

    solids = []
    for number, (x, z) in enumerate(((-9.0, 46.0), (-6.5, 47.0), (7, 60), (16, 72), (17.5, 73), (-22, 84))):
        y = level(_terraces, x, z)
        solids += person((x, y - 0.1, z), ("b8452f", "d3a03a", "356a8a")[number % 3])
    for number in range(7):
        x, z = -70 + number * 24.0, 150.0 + 20 * (number % 3)
        y = level(_terraces, x, z)
        solids += tree((x, y, z), 13, "58743a", number + 40, slim=0.4)
    return Scene(
        Camera((0, 22, 0), focal=1.0, horizon=0.3),
        Sky(rgb("f4e6cf"), rgb("c5d3dc"), rgb("8fb0cf"), cover=0.35, seed=12, glow=0.8),
        Sun(-50, 22, rgb("ffe2b0"), 2.6),
        ground=Ground(_terraces, color, far=3600, near=4, shadows=260),
        solids=solids,
        finish=Finish(exposure=0.95, haze=0.75, air=rgb("dfe3de")),
        after=[mist(0.36, "e8e6dc", 0.7, 5)],
    )


def _vines(x: Array, z: Array, pixel: Array) -> Array:
    land = (_NOISE.fbm(x / 300, z / 300 + 4, 4, pixel / 300) - 0.5) * 46 + step(
        500, 2200, z
    ) * 230 * _NOISE.fbm(x / 700, z / 700, 5)
    lane = np.abs(((x - 0.1 * z) / 2.6) % 1 - 0.5) * 2
    hedge = (
        step(0.5, 0.75, lane) * (1.0 + 0.6 * _NOISE.fbm(x * 1.3, z * 1.3, 3, pixel * 1.3)) * step(420, 380, z)
    )
    return np.asarray(land - 11 + hedge * np.clip(1.4 - pixel, 0, 1), dtype=np.float32)


def _vineyard_color(s: Surface) -> Array:
    lane = np.abs(((s.x - 0.1 * s.z) / 2.6) % 1 - 0.5) * 2
    fine = _NOISE.fbm(s.x / 0.35, s.z / 0.35 + s.y * 3, 4, s.pixel / 0.35)[:, None]
    vine = mix(rgb("8a7a2c"), rgb("b5602a"), _NOISE.fbm(s.x / 18, s.z / 18, 4) ** 1.3)
    soil = mix(rgb("8f7350"), rgb("7d8a4a"), _NOISE.fbm(s.x / 3, s.z / 9, 3))
    near = mix(soil, vine, step(0.45, 0.6, lane)) * (0.4 + 1.2 * fine)
    far = mix(rgb("5b6236"), rgb("94804a"), _NOISE.fbm(s.x / 90, s.z / 90, 5))
    return mix(near, far, step(380, 430, s.z))


def _vineyard_parts() -> list[Solid]:
    solids = house((34, -4, 205), (22, 8, 13), facade("d9bf98", wide=4, high=4), "a85f3f", yaw=18)
    solids += house((52, -4, 214), (10, 13, 10), facade("cfb48d", wide=5, high=5), "a85f3f", yaw=18)
    for number in range(9):
        x = 8 + number * 9.0
        leaf = leaves("33482c", 0.8)
        from_, to = (x, -6, 196 + number % 3), (x, 7 + number % 2 * 2, 196 + number % 3)
        solids.append(tube(from_, to, 1.3, leaf, 0.1))
    return solids


def vineyard() -> Scene:
    """Rows of vines running to a farmhouse under cypresses, autumn."""
    solids = _vineyard_parts()
    return Scene(
        Camera((0, 4.2, 0), yaw=4, focal=0.95, horizon=0.42),
        Sky(rgb("f7d9a8"), rgb("b9cbd8"), rgb("6f9ac6"), cover=0.4, seed=9, glow=1.0),
        Sun(48, 17, rgb("ffcf8c"), 3.0),
        ground=Ground(_vines, _vineyard_color, far=6000, near=1.5, shadows=90),
        solids=solids,
        finish=Finish(exposure=0.95, haze=0.22, air=rgb("e6d3b5"), saturation=1.05),
    )


def _glacier_height(x: Array, z: Array, pixel: Array) -> Array:
    ice = step(70, 240, z) * 34 + step(300, 2600, z) * 300
    wall = step(180, 900, np.abs(x)) * 560
    rough = _NOISE.ridged(x / 500 + 1, z / 500, 8, pixel / 500)
    cracks = (
        -np.abs(np.sin(z / 9 + 4 * _NOISE.fbm(x / 60, z / 60, 3)))
        * 5
        * step(90, 140, z)
        * step(220, 150, np.abs(x))
    )
    stones = (_NOISE.fbm(x / 2.2, z / 2.2, 6, pixel / 2.2) - 0.5) * 2.6
    return np.asarray(
        ice * (0.6 + 0.5 * _NOISE.fbm(x / 140, z / 140, 4))
        + wall * rough
        + cracks * np.clip(1 - pixel, 0, 1)
        + stones
        - 3,
        dtype=np.float32,
    )


def _glacier_color(s: Surface) -> Array:
    fine = _NOISE.fbm(s.x / 1.1, s.z / 1.1, 5, s.pixel / 1.1)[:, None]
    ice = mix(rgb("7fb3cc"), rgb("f2f7fb"), step(0.35, 0.9, s.ny))
    rock = mix(rgb("4f4c4a"), rgb("7d766c"), _NOISE.fbm(s.x / 12, s.z / 12, 4)) * (0.5 + fine)
    wall = mix(rock, rgb("f4f7fb"), step(0.4, 0.75, s.ny) * step(160, 300, s.y + 120 * fine[:, 0]))
    on_ice = step(85, 130, s.z + 30 * fine[:, 0]) * step(260, 200, np.abs(s.x))
    return mix(wall, ice, on_ice)


def _glacier_parts() -> list[Solid]:
    red, pane = streaked("b5402f", 2.5), paint("22303c", gloss=0.5)
    solids = [
        box((9, -0.4, 30), (6.5, 5.6, 4), red, yaw=-18),
        box((9, 2.7, 30), (7, 0.3, 4.6), paint("d9dadb"), yaw=-18),
    ]
    solids += [
        box((7.95, 1.0, 27.55), (1.2, 1.0, 0.2), pane, yaw=-18),
        box((11.2, 1.0, 28.6), (1.2, 1.0, 0.2), pane, yaw=-18),
        box((9.62, -0.3, 28.08), (1.0, 2.1, 0.2), paint("e6dcc6"), yaw=-18),
    ]
    solids += [
        tube((13.5, -1, 31), (13.5, 8, 31), 0.07, paint("d0d0d0")),
        box((13.5, 7.4, 31), (1.4, 0.5, 0.4), paint("e8e8e8")),
    ]
    solids += person((2.5, -1.6, 27), "d97a1e") + person((3.6, -1.7, 28), "2d5f9a")
    return solids


def glacier() -> Scene:
    """A red research hut on a moraine before a glacier."""
    solids = _glacier_parts()
    return Scene(
        Camera((0, 1.6, 0), focal=0.9, horizon=0.52),
        Sky(rgb("dfe8ef"), rgb("7fa9d3"), rgb("2f66ab"), cover=0.3, seed=14),
        Sun(-60, 33, rgb("fff4e0"), 2.6),
        ground=Ground(_glacier_height, _glacier_color, far=5000, near=2, shadows=500),
        solids=solids,
        finish=Finish(exposure=0.85, haze=0.1, air=rgb("c5d9ea")),
    )


SCENES = {
    "valley": valley,
    "wildfire": wildfire,
    "terraces": terraces,
    "vineyard": vineyard,
    "glacier": glacier,
}
