"""Desert, coast, wind and sail."""

import numpy as np

from samples.render.model import Camera, Finish, Ground, Scene, Sky, Solid, Sun, Surface, Water
from samples.render.noise import Array, Noise, mix, rgb, step
from samples.render.shapes import ball, box, tube
from samples.scenes.air import After, glow, smoke
from samples.scenes.parts import DARK, WHITE, canopy, level, light, paint, person, wedge

_NOISE = Noise(91)


def _dunes(x: Array, z: Array, pixel: Array) -> Array:
    warp = 40 * _NOISE.fbm(x / 160, z / 160, 3)
    crest = np.abs(((z + 0.45 * x + warp) / 150) % 1 - 0.62)
    dune = (
        (1 - step(0.0, 0.55, crest))
        * 17
        * step(14, 70, np.abs(x - 0.06 * z))
        * (0.4 + _NOISE.fbm(x / 300, z / 300, 3))
    )
    ripple = (
        np.sin((x * 0.5 + z + 6 * _NOISE.fbm(x / 6, z / 6, 3)) * 5)
        * 0.03
        * np.clip(1 - pixel * 12, 0, 1)
        * step(4.0, 5.5, np.abs(x - 0.06 * z))
    )
    far = step(900, 3800, z) * 260 * _NOISE.ridged(x / 700, z / 700, 7, pixel / 700)
    return np.asarray(
        dune + ripple + far + (_NOISE.fbm(x / 4, z / 4, 4, pixel / 4) - 0.5) * 0.3, dtype=np.float32
    )


def _convoy_color(s: Surface) -> Array:
    sand = (
        mix(rgb("c99a62"), rgb("a87a4c"), _NOISE.fbm(s.x / 14, s.z / 14, 5))
        * (0.8 + 0.4 * _NOISE.fbm(s.x, s.z, 4, s.pixel))[:, None]
    )
    away = np.abs(s.x - 0.06 * s.z)
    road = mix(rgb("5a5048"), rgb("6f6256"), _NOISE.fbm(s.x, s.z / 5, 4))
    out = mix(sand, road, step(4.4, 3.8, away + 0.8 * _NOISE.fbm(s.x / 2, s.z / 2, 3)))
    return mix(out, rgb("d9cbb0"), ((away < 0.1) & ((s.z / 9) % 1 < 0.5)).astype(np.float32) * 0.8)  # noqa: PLR2004 - road marking


def _convoy_parts() -> tuple[list[Solid], list[After]]:
    solids: list[Solid] = []
    dust = []
    for number, z in enumerate((62.0, 86.0, 112.0, 142.0, 178.0, 220.0)):
        x = 0.06 * z - 1.8
        cloth = paint(("4a4634", "57503c")[number % 2])
        solids += [
            box((x, 2.4, z), (2.5, 2.6, 6), cloth),
            ball((x, 3.6, z), (1.25, 0.5, 3), cloth),
            box((x, 1.7, z + 4.2), (2.4, 2.2, 2), cloth),
        ]
        for side in (-1, 1):
            for dz in (-2, 2.6):
                solids.append(ball((x + side * 1.1, 0.6, z + dz), (0.3, 0.62, 0.62), DARK))
        dust.append(
            smoke(
                [(x, 1.2, z - 2, 1.8), (x - 3, 2.2, z - 9, 3.4), (x - 9, 3.5, z - 18, 5.5)],
                "f4cf96",
                "b58654",
                density=0.4,
                seed=number + 2,
            )
        )
    for number in range(1, 8):
        x, z = 9 + 0.06 * number * 34 + 4, 22 + number * 34.0
        solids += [tube((x, 0, z), (x, 8, z), 0.12, DARK), box((x, 7.4, z), (2.2, 0.12, 0.12), DARK)]
    return solids, dust


def convoy() -> Scene:
    """Lorries in silhouette and their dust on a desert road, low sun ahead."""
    solids, dust = _convoy_parts()
    return Scene(
        Camera((2.2, 2.2, 0), yaw=2.5, focal=1.25, horizon=0.56),
        Sky(
            rgb("ffcf8a"),
            rgb("e0a878"),
            rgb("8a8aa8"),
            cover=0.25,
            cloud=rgb("ffdcae"),
            shade=rgb("b5907a"),
            seed=13,
            glow=1.2,
        ),
        Sun(-9, 7, rgb("ffbf70"), 2.6),
        ambient=rgb("c9a88a") * 0.55,
        bounce=rgb("a87a4c") * 0.4,
        ground=Ground(_dunes, _convoy_color, far=6000, near=1, shadows=120),
        solids=solids,
        finish=Finish(exposure=0.9, haze=1.1, air=rgb("f4c893"), bloom=0.3),
        after=[*dust, glow((-9, 14, 95), 14, "ffcf8a", 0.35)],
    )


def _lighthouse_height(x: Array, z: Array, pixel: Array) -> Array:
    edge = x + 0.25 * z - 18 - 14 * _NOISE.fbm(x / 40, z / 40, 4)
    rough = (_NOISE.ridged(x / 21, z / 21, 6, pixel / 21) - 0.5) * 9 * step(9, -4, np.abs(edge) - 3)
    return np.asarray(
        -6 + 22 * step(-5, 6, edge) + rough + (_NOISE.fbm(x / 9, z / 9, 5, pixel / 9) - 0.5) * 2.4,
        dtype=np.float32,
    )


def _lighthouse_color(s: Surface) -> Array:
    fine = _NOISE.fbm(s.x / 0.9, s.z / 0.9 + s.y / 2, 5, s.pixel / 0.9)[:, None]
    grass = mix(rgb("6f7f3c"), rgb("97914f"), _NOISE.fbm(s.x / 7, s.z / 7, 4))
    return mix(
        mix(rgb("55504a"), rgb("8a8070"), fine[:, 0]), grass, step(0.65, 0.85, s.ny) * step(9, 13, s.y)
    ) * (0.45 + fine)


def _lighthouse_parts() -> tuple[list[Solid], float, float, float]:
    x, z = 24.0, 86.0
    y = level(_lighthouse_height, x, z) - 0.5
    solids: list[Solid] = []
    for number in range(6):
        tone = paint("b8322a" if number % 2 else "eceae4", rough=0.12)
        solids.append(
            tube((x, y + number * 4, z), (x, y + number * 4 + 4.02, z), 3.3 - number * 0.24, tone, 0.93)
        )
    solids += [
        tube((x, y + 24, z), (x, y + 24.6, z), 2.7, DARK),
        tube((x, y + 24.6, z), (x, y + 27.4, z), 1.5, light("ffe9b0", 3.5)),
        tube((x, y + 27.4, z), (x, y + 29.4, z), 1.9, paint("b8322a"), 0.05),
    ]
    solids += [
        box((x + 11, y + 2.2, z + 3), (9, 4.4, 7), WHITE, yaw=14),
        box((x + 11, y + 5.0, z + 3), (9.6, 1.2, 7.6), paint("6a4a44"), yaw=14),
    ]
    solids += person((34, level(_lighthouse_height, 34, 62), 62), "d8a52a") + person(
        (35, level(_lighthouse_height, 35, 62.6), 62.6)
    )
    return solids, x, y, z


def lighthouse() -> Scene:
    """A striped lighthouse on a cliff before a storm front."""
    solids, x, y, z = _lighthouse_parts()
    return Scene(
        Camera((0, 16, 0), yaw=6, focal=1.0, horizon=0.55),
        Sky(
            rgb("d9c9a8"),
            rgb("6f7f93"),
            rgb("39475e"),
            cover=0.85,
            cloud=rgb("a8aeb8"),
            shade=rgb("48546a"),
            seed=26,
            scale=1.5,
            glow=0.3,
        ),
        Sun(-76, 16, rgb("ffdda0"), 2.9),
        ambient=rgb("7f8da8") * 0.75,
        ground=Ground(_lighthouse_height, _lighthouse_color, far=600, near=3, shadows=50),
        water=Water(0, rgb("1f3f4a"), waves=1.3, length=4, mirror=0.7, foam=0.5, near=30),
        solids=solids,
        finish=Finish(exposure=1.0, haze=0.6, air=rgb("a3a9ad"), contrast=1.14),
        after=[glow((x, y + 26, z - 2), 7, "ffe6b0", 0.5)],
    )


def turbines() -> Scene:
    """Wind turbines over rape fields and a village spire."""

    def height(x: Array, z: Array, pixel: Array) -> Array:
        roll = (_NOISE.fbm(x / 420, z / 420, 4, pixel / 420) - 0.5) * 70 + step(
            1500, 4000, z
        ) * 150 * _NOISE.fbm(x / 900, z / 900, 5)
        wood = (
            canopy(x, z, pixel, 9, _NOISE)
            * 9
            * step(0.57, 0.6, _NOISE.fbm(x / 230 + 9, z / 230, 3))
            * step(160, 220, z)
        )
        return np.asarray(roll + wood - 16, dtype=np.float32)

    def color(s: Surface) -> Array:
        fine = _NOISE.fbm(s.x / 0.7, s.z / 0.7, 4, s.pixel / 0.7)[:, None]
        cell = _NOISE.value(
            np.floor(s.x / 130 + 0.4 * np.floor(s.z / 170)) * 3.7 + 0.5, np.floor(s.z / 170) * 2.9 + 0.5
        )
        crop = mix(
            mix(rgb("e0c02f"), rgb("6f8a3c"), step(0.42, 0.44, cell)), rgb("8f7a52"), step(0.72, 0.74, cell)
        )
        wood = step(0.57, 0.6, _NOISE.fbm(s.x / 230 + 9, s.z / 230, 3)) * step(160, 220, s.z)
        return mix(crop, mix(rgb("35502c"), rgb("5f7038"), fine[:, 0]), wood) * (0.6 + 0.75 * fine)

    solids: list[Solid] = []
    for number, (x, z) in enumerate(
        ((-95, 330), (70, 420), (-190, 520), (190, 560), (-20, 700), (300, 760), (-330, 800))
    ):
        y = level(height, x, z) - 1
        solids += [
            tube((x, y, z), (x, y + 82, z), 2.2, WHITE, 0.55),
            box((x, y + 83, z), (3, 3, 8), WHITE),
            ball((x, y + 83, z - 4.4), 1.7, WHITE),
        ]
        for blade in range(3):
            a = np.radians(blade * 120 + number * 37)
            tip = (x + 40 * np.sin(a), y + 83 + 40 * np.cos(a), z - 4.6)
            solids.append(tube((x, y + 83, z - 4.6), tip, 1.3, WHITE, 0.15))
    return Scene(
        Camera((0, 20, 0), focal=1.05, horizon=0.62),
        Sky(rgb("e3edf5"), rgb("8fb9e6"), rgb("3a7bcb"), cover=0.48, seed=29, scale=0.8),
        Sun(-58, 36, rgb("fff1d6"), 2.6),
        ground=Ground(height, color, far=7000, near=3, shadows=120),
        solids=solids,
        occlusion=0,
        finish=Finish(exposure=0.9, haze=0.16, air=rgb("cbdcec"), saturation=0.92),
    )


def _sailboat_height(x: Array, z: Array, pixel: Array) -> Array:
    return np.asarray(
        -20
        + step(260, 1500, z + 0.2 * x) * 330 * (0.3 + _NOISE.ridged(x / 500, z / 500, 7, pixel / 500))
        + canopy(x, z, pixel, 9, _NOISE) * 6,
        dtype=np.float32,
    )


def _sailboat_parts() -> list[Solid]:
    solids: list[Solid] = [
        wedge((0, 0.5, 20), (7.5, 1.1, 1.9), paint("7a4a2c", gloss=0.4), 12, rake=0.3),
        wedge((0, 1.02, 20), (7.0, 0.1, 1.7), paint("c9a06a"), 12),
    ]
    solids.append(tube((0.3, 0.6, 20), (0.3, 9.2, 20), 0.07, paint("8a6238")))
    cloth = paint("efe2c6", rough=0.06)
    for number in range(90):
        part = number / 90
        wide = 3.3 * (1 - part) + 0.08
        solids.append(
            box(
                (0.35 - wide / 2 * 0.97, 1.7 + part * 7.2, 19.98 + 0.35 * np.sin(part * 3)),
                (wide, 0.11, 0.05),
                cloth,
                yaw=12 + 10 * np.sin(part * 3),
            )
        )
    for number in range(70):
        part = number / 70
        wide = 2.2 * (1 - part) + 0.06
        solids.append(
            box(
                (0.55 + wide / 2 + 0.02 * part, 1.5 + part * 5.6, 19.9),
                (wide, 0.11, 0.05),
                paint("b8452f", rough=0.06),
                yaw=14,
            )
        )
    solids += [
        tube((0.3, 1.6, 20), (-3.0, 1.6, 20.4), 0.05, paint("8a6238")),
        *person((-1.5, 0.65, 20.1), "2f4a7a", 1.2),
        *person((-0.7, 0.65, 20.1), "c9a23a", 1.05),
    ]
    return solids


def sailboat() -> Scene:
    """A small wooden sailing boat on an evening lake, as a family would photograph it."""
    solids = _sailboat_parts()
    return Scene(
        Camera((0.6, 1.7, 0), focal=0.95, horizon=0.62),
        Sky(
            rgb("f9cf95"),
            rgb("e0b5a0"),
            rgb("8a9cc4"),
            cover=0.35,
            cloud=rgb("ffe0b8"),
            shade=rgb("c09a98"),
            seed=18,
            glow=1.0,
        ),
        Sun(24, 9, rgb("ffc27a"), 2.6),
        ambient=rgb("c0aeb4") * 0.7,
        ground=Ground(
            _sailboat_height,
            lambda s: mix(rgb("3f4a35"), rgb("6f6a4a"), _NOISE.fbm(s.x / 40, s.z / 40, 5)),
            far=4000,
            near=60,
        ),
        water=Water(0, rgb("2a4a52"), waves=0.4, length=1.2, mirror=0.9, near=200),
        solids=solids,
        occlusion=1.5,
        finish=Finish(
            exposure=0.95, haze=0.35, air=rgb("eec8a2"), bloom=0.25, saturation=0.8, tint=(1.03, 1.0, 0.95)
        ),
    )


SCENES = {"convoy": convoy, "lighthouse": lighthouse, "turbines": turbines, "sailboat": sailboat}
