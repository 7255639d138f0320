"""Power and workshops: a plant, a hangar, a mill."""

import numpy as np

from samples.render.model import Camera, Finish, Ground, Lamp, Scene, Sky, Solid, Sun, Surface
from samples.render.noise import Array, Noise, mix, rgb, step
from samples.render.shapes import box, tube
from samples.scenes.air import After, glow, shallow, smoke
from samples.scenes.parts import (
    GLASS,
    STEEL,
    WOOD,
    facade,
    light,
    paint,
    person,
    streaked,
    stripes,
    tree,
)

_NOISE = Noise(71)


def meadow(x: Array, z: Array, pixel: Array) -> Array:
    """Return the height of gently rolling farm land."""
    far = step(700, 3500, z) * 130 * _NOISE.fbm(x / 800, z / 800, 6, pixel / 800)
    return np.asarray((_NOISE.fbm(x / 30, z / 30, 6, pixel / 30) - 0.5) * 2.2 + far, dtype=np.float32)


def meadow_paint(s: Surface) -> Array:
    """Return the colours of a patchwork of crops."""
    fine = _NOISE.fbm(s.x / 0.6, s.z / 0.6, 4, s.pixel / 0.6)[:, None]
    fields = _NOISE.value(
        np.floor(s.x / 90 + 0.3 * np.floor(s.z / 130)) * 3.3 + 0.5, np.floor(s.z / 130) * 2.7 + 0.5
    )
    crop = mix(
        mix(rgb("6f7f3f"), rgb("b59f57"), step(0.3, 0.7, fields)), rgb("4f6a35"), step(0.75, 0.8, fields)
    )
    return crop * (0.55 + 0.9 * fine)


def _plant_parts() -> tuple[list[Solid], list[After]]:
    solids: list[Solid] = []
    shell = streaked("bdb8ac", 14)
    plumes = []
    for number, (x, z) in enumerate(((-60.0, 420.0), (20.0, 470.0), (96.0, 440.0))):
        for foot, top, low, high in ((0, 40, 33, 24), (40, 75, 24, 20.5), (75, 105, 20.5, 23)):
            solids.append(tube((x, foot, z), (x, top, z), low, shell, high / low))
        path = [
            (x, 102.0, z, 20.0),
            (x + 14, 130.0, z, 30.0),
            (x + 50, 165.0, z, 44.0),
            (x + 110, 196.0, z, 58.0),
            (x + 210, 220.0, z, 70.0),
        ]
        plumes.append(smoke(path, "fff3e4", "a8abb5", density=1.1, seed=3 + number))
    solids += [
        box((-150, 16, 430), (70, 32, 40), facade("a9adb0", wide=7, high=9)),
        box((-150, 44, 440), (30, 26, 26), paint("8f9ba5")),
    ]
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
        solids += tree(
            (x, -0.5, z),
            float(chance.uniform(6, 13)),
            ("5c6a38", "7a6f3f", "475a33")[number % 3],
            number,
            slim=0.5,
            blobs=8,
        )
    return solids, plumes


def plant() -> Scene:
    """Cooling towers and their plumes over fields on a cold morning."""
    solids, plumes = _plant_parts()
    return Scene(
        Camera((0, 9, 0), yaw=2, focal=1.05, horizon=0.76),
        Sky(rgb("f4d9b8"), rgb("b9c9dc"), rgb("6f9acb"), cover=0.12, seed=6, glow=0.9),
        Sun(-44, 14, rgb("ffd7a0"), 2.7),
        ambient=rgb("a3b5d2") * 0.85,
        ground=Ground(meadow, meadow_paint, far=6000, near=3, shadows=60),
        solids=solids,
        occlusion=9,
        finish=Finish(exposure=0.95, haze=0.75, air=rgb("ead6bd")),
        after=plumes,
    )


def _pallets_parts() -> tuple[list[Solid], list[Lamp]]:
    solids: list[Solid] = [box((0, -0.5, 30), (60, 1, 90), paint("8f8d88", gloss=0.3, rough=0.25, grain=1.5))]
    for side in (-1, 1):
        solids.append(box((side * 17, 6, 30), (0.6, 14, 90), stripes("8d979e", "7d868d", 0.7, "z")))
        solids.extend(box((side * 16.4, 6, z), (0.7, 14, 0.7), STEEL) for z in range(2, 70, 11))
    solids.extend(box((0, 11.6, z), (34, 0.7, 0.7), STEEL) for z in range(2, 70, 11))
    solids += [
        box((0, 13, 30), (36, 0.5, 90), paint("5f666b")),
        box((-12.5, 6, 62), (9, 14, 0.5), paint("7f888e")),
        box((12.5, 6, 62), (9, 14, 0.5), paint("7f888e")),
        box((0, 11, 62), (18, 4, 0.5), paint("7f888e")),
    ]
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
                    solids.append(
                        box(
                            (x - 1 + part, 0.62 + level_ * 0.82, z), (0.95, 0.78, 2.4), paint(tone, rough=0.2)
                        )
                    )
                solids.append(
                    box((x, 0.62 + level_ * 0.82, z), (2.98, 0.14, 2.43), paint(band[tone], rough=0.05))
                )
    solids += person((3.2, 0, 17), "e07a2a") + person((2.2, 0, 24), "2f5f8f") + person((2.9, 0, 36), "e0c23a")
    truck = paint("e9e9e6", rough=0.05)
    solids += [
        box((0.5, 2.6, 74), (7, 4.4, 12), truck),
        box((0.5, 1.6, 66.4), (6, 3, 2.6), paint("2f6fa0", gloss=0.3)),
        box((0.5, 2.3, 65), (5.4, 1.2, 0.2), GLASS),
    ]
    lamps = [Lamp((x, 10, z), rgb("e9f0ff"), 60) for x in (-9, 9) for z in (12, 30, 48)]
    lamps.append(Lamp((0, 6, 57), rgb("ffe9c4"), 160))
    return solids, lamps


def pallets() -> Scene:
    """Parcels on pallets in a hangar, light through the open gate."""
    solids, lamps = _pallets_parts()
    return Scene(
        Camera((1.5, 3.5, -2), focal=0.85, horizon=0.36),
        Sky(rgb("fff3dc"), rgb("f4ead8"), rgb("dfe6ee"), cover=0),
        Sun(6, 30, rgb("ffe6bd"), 3.4),
        ambient=rgb("8f9db3") * 0.42,
        bounce=rgb("8a7f70") * 0.3,
        solids=solids,
        lamps=lamps,
        occlusion=3,
        finish=Finish(exposure=1.05, haze=2, air=rgb("efe3cd"), bloom=0.35),
        after=[glow((0, 4, 61), 9, "fff0d2", 0.35)],
    )


def _loom(x: float, z: float, dye: str, other: str, lamp: str) -> list[Solid]:
    """A weaving machine seen from its cloth side: frame, heddles, warp, cloth and its roll, signal lamp."""
    frame, dark = paint("8fa39a", rough=0.15, gloss=0.12), paint("39464a", gloss=0.1)
    thread, cloth = stripes(dye, "e6dfd0", 0.022), stripes(dye, other, 0.16)
    parts: list[Solid] = []
    for side in (-1, 1):
        parts += [
            box((x + side * 1.22, 0.52, z), (0.2, 1.04, 1.9), frame),
            box((x + side * 1.22, 1.45, z + 0.1), (0.16, 1.1, 0.34), frame),
            box((x + side * 1.24, 0.12, z), (0.3, 0.24, 2.1), dark),
            tube((x + side * 1.08, 0.62, z + 0.78), (x + side * 1.12, 0.62, z + 0.78), 0.52, dark),
        ]
    parts.extend(
        box(
            (x, 1.3 + 0.05 * (number % 2), z - 0.02 + number * 0.09),
            (2.2, 0.52, 0.025),
            stripes("c9cdd0", "5f666b", 0.03),
        )
        for number in range(4)
    )
    return [
        *parts,
        box((x, 2.02, z + 0.1), (2.6, 0.2, 0.4), frame),
        tube((x - 1.08, 0.62, z + 0.78), (x + 1.08, 0.62, z + 0.78), 0.4, thread),
        box((x, 1.08, z + 0.62), (2.1, 0.02, 0.86), thread, pitch=-16),
        box((x, 1.1, z - 0.36), (2.1, 0.02, 0.66), cloth, pitch=10),
        tube((x - 1.1, 1.02, z - 0.7), (x + 1.1, 1.02, z - 0.7), 0.07, STEEL),
        box((x, 0.82, z - 0.76), (2.1, 0.42, 0.015), cloth),
        tube((x - 1.05, 0.48, z - 0.72), (x + 1.05, 0.48, z - 0.72), 0.26, cloth),
        box((x + 0.98, 1.22, z - 0.72), (0.3, 0.24, 0.16), dark),
        tube((x + 1.2, 2.0, z - 0.1), (x + 1.2, 2.3, z - 0.1), 0.02, STEEL),
        tube((x + 1.2, 2.3, z - 0.1), (x + 1.2, 2.46, z - 0.1), 0.05, light(lamp, 2.5)),
    ]


def _textile_parts() -> tuple[list[Solid], list[Lamp]]:
    solids: list[Solid] = [
        box((0, -0.5, 30), (40, 1, 90), paint("8f8b84", gloss=0.3, rough=0.25, grain=1.2)),
        box((0, 6.4, 30), (40, 0.4, 90), paint("c4c1b8")),
    ]
    solids.extend(
        box((side * 12, 3, 30), (0.5, 8, 90), facade("d3cbb9", glass="cfe0ee", wide=4.5, high=7))
        for side in (-1, 1)
    )
    solids.extend(box((side * 1.25, 0.012, 30), (0.12, 0.02, 90), paint("d9b32f")) for side in (-1, 1))
    dyes = ("b8362f", "d98a2a", "2f6f8f", "5f8f4a", "7a3f7a", "d9b840", "c9506a", "2f4f8f")
    for row in range(13):
        for lane, x in enumerate((-6.4, -3.0, 3.0, 6.4)):
            number = row * 3 + lane * 5
            lamp = "d8402a" if number % 11 == 4 else "4fd06a"  # noqa: PLR2004 - a few stand still
            solids += _loom(
                x, 5.6 + row * 3.7, dyes[number % 8], ("f0e9da", "2b2f36", "e0c890")[row % 3], lamp
            )
        solids += [box((side * 8.6, 3, 6 + row * 7.4), (0.5, 6.4, 0.5), paint("b9c0b8")) for side in (-1, 1)]
    solids += person((0.5, 0, 15.5), "35507a", 1.64, turn=20) + person(
        (-0.7, 0, 27), "8a4a3a", 1.62, turn=190
    )
    solids += [tube((x, 5.3, -2), (x, 5.3, 70), 0.12, paint("d5d8d8", gloss=0.3)) for x in (-4.7, 4.7)]
    lamps = []
    for row in range(10):
        for x in (-3.0, 3.0):
            solids.append(box((x, 5.5, 4 + row * 6.0), (0.26, 0.1, 3.2), light("f4f7ff", 6)))
            lamps.append(Lamp((x, 5.3, 4 + row * 6.0), rgb("f0f4ff"), 11))
    return solids, lamps


def textile() -> Scene:
    """Looms and rolls of dyed cloth in a long factory hall."""
    solids, lamps = _textile_parts()
    return Scene(
        Camera((0.1, 2.35, 1), yaw=-3, focal=0.8, horizon=0.4),
        Sky(rgb("e6eef5"), rgb("dfe8f0"), rgb("cfdcea"), cover=0),
        Sun(power=0),
        ambient=rgb("b3bccb") * 0.55,
        bounce=rgb("8f877a") * 0.35,
        solids=solids,
        lamps=lamps,
        occlusion=1.6,
        finish=Finish(exposure=0.9, haze=4, air=rgb("cfd3d6"), bloom=0.2),
        after=[shallow(9, 0.1)],
    )


SCENES = {"plant": plant, "pallets": pallets, "textile": textile}
