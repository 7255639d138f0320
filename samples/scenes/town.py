"""Around town: a fortress, a school yard, a roundabout."""

import numpy as np

from samples.render.model import Camera, Finish, Ground, Scene, Sky, Solid, Sun, Surface
from samples.render.noise import Array, Noise, mix, rgb, step
from samples.render.shapes import ball, box, tube
from samples.scenes.city import flat
from samples.scenes.parts import (
    CONCRETE,
    DARK,
    GLASS,
    STEEL,
    facade,
    level,
    paint,
    person,
    streaked,
    tree,
)

_NOISE = Noise(51)


def _fortress_height(x: Array, z: Array, pixel: Array) -> Array:
    mound = 15 * np.exp(-((x / 46) ** 2) - ((z - 74) / 36) ** 2)
    plain = step(300, 2500, z) * 170 * _NOISE.ridged(x / 800, z / 800, 7, pixel / 800)
    return np.asarray(
        mound + (_NOISE.fbm(x / 5, z / 5, 6, pixel / 5) - 0.5) * 1.6 + plain - 1.5, dtype=np.float32
    )


def _fortress_color(s: Surface) -> Array:
    fine = _NOISE.fbm(s.x / 0.8, s.z / 0.8, 5, s.pixel / 0.8)[:, None]
    grass = mix(rgb("b09a5a"), rgb("8a8a4a"), _NOISE.fbm(s.x / 9, s.z / 9, 4))
    return mix(rgb("8f7d62"), grass, step(0.75, 0.95, s.ny)) * (0.45 + 1.05 * fine)


def _fortress_parts() -> list[Solid]:
    stone = streaked("b39b78", 3.2)
    chance = np.random.default_rng(15)

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
                solids.append(
                    box(
                        (x + 4 * np.cos(a), 10.7 + high, z + 4 * np.sin(a)),
                        (1.3, 1.7, 1.3),
                        stone,
                        yaw=-np.degrees(a),
                    )
                )
    solids += [
        box((13, 13, 57.2), (3.4, 6, 3), DARK),
        *person((-6, level(_fortress_height, -6, 44), 44)),
        *person((-5, level(_fortress_height, -5, 44.5), 44.5), "a8452d"),
    ]
    for _ in range(40):
        spot = (float(chance.normal(0, 26)), 0, float(chance.uniform(26, 54)))
        size = float(chance.uniform(0.3, 1.3))
        y = 15 * np.exp(-((spot[0] / 46) ** 2) - ((spot[2] - 74) / 36) ** 2) - 1.4
        solids.append(
            box(
                (spot[0], y, spot[2]),
                (size, size * 0.7, size),
                stone,
                yaw=float(chance.uniform(0, 90)),
                roll=float(chance.uniform(-20, 20)),
            )
        )
    return solids


def fortress() -> Scene:
    """The ruins of an old fortress over a plain."""
    solids = _fortress_parts()
    return Scene(
        Camera((0, 5, 0), focal=0.95, horizon=0.66),
        Sky(rgb("f3dcb8"), rgb("9dbbd6"), rgb("4d83bd"), cover=0.5, seed=16, glow=0.6),
        Sun(-66, 20, rgb("ffd49a"), 2.8),
        bounce=rgb("9a855f") * 0.4,
        ground=Ground(_fortress_height, _fortress_color, far=5000, near=2, shadows=120),
        solids=solids,
        occlusion=4,
        finish=Finish(exposure=0.92, haze=0.25, air=rgb("dfcdb4")),
    )


def _school_color(s: Surface) -> Array:
    base = mix(rgb("5f666b"), rgb("74787a"), _NOISE.fbm(s.x / 1.2, s.z / 1.2, 5, s.pixel / 1.2))
    court = (np.abs(s.x) < 8) & (np.abs(s.z - 24) < 11)  # noqa: PLR2004 - half the court's sides
    base = mix(base, rgb("3f6f8f") * (0.8 + 0.4 * _NOISE.fbm(s.x, s.z, 4))[:, None], court.astype(np.float32))
    ring = np.abs(np.hypot(s.x, s.z - 24) - 2.4)
    edge = np.maximum(np.abs(s.x) - 8, np.abs(s.z - 24) - 11)
    line = (np.abs(edge) < 0.09) | (ring < 0.09) | (court & (np.abs(s.z - 24) < 0.09))  # noqa: PLR2004 - line width
    return mix(base, rgb("e9e6dc"), line.astype(np.float32) * 0.9)


def _school_parts() -> list[Solid]:
    wall = facade("d9c49a", wide=3.4, high=3.6)
    solids: list[Solid] = [
        box((0, 5.6, 48), (56, 11.2, 14), wall),
        box((0, 11.5, 48), (57.5, 0.8, 15.5), paint("7a4a3a")),
        box((-4, 1.7, 40.8), (3.4, 3.4, 0.5), paint("2f5f7a")),
    ]
    red, yellow = paint("c43f2c", gloss=0.2), paint("e0ac33", gloss=0.2)
    for x in (10.5, 12.5, 14.5):
        solids.extend(tube((x, 0, z), (x, 2.6, z), 0.05, red) for z in (20, 22, 24))
        solids.extend(tube((x, y, 20), (x, y, 24), 0.045, yellow) for y in (0.9, 1.75, 2.6))
    for z in (20, 22, 24):
        solids.extend(tube((10.5, y, z), (14.5, y, z), 0.045, yellow) for y in (0.9, 1.75, 2.6))
    for x in (-6, 6):
        solids += [
            tube((x * 0.01, 0, 13 if x < 0 else 35), (x * 0.01, 3.1, 13 if x < 0 else 35), 0.08, STEEL),
            box((x * 0.01, 3.4, 13.2 if x < 0 else 34.8), (1.7, 1.1, 0.06), paint("f2f0ea")),
        ]
    for number, (x, z) in enumerate(
        ((-5, 22), (-3.8, 23), (-2.4, 27), (3.2, 20), (4.4, 29), (-6.5, 30), (11, 27), (1.2, 31), (6.4, 33))
    ):
        solids += person((x, 0, z), ("c4472f", "2f5f9a", "e0b23f", "3f7a52")[number % 4], height=1.4)
    for number in range(6):
        solids += tree((-24 + number * 9.6 + (number > 2) * 4, 0, 39), 8.5, "5c7a34", number + 60, slim=0.5)  # noqa: PLR2004
    return solids


def school() -> Scene:
    """A school yard with painted courts and a climbing frame."""
    solids = _school_parts()
    return Scene(
        Camera((-1.5, 3.6, 0), yaw=4, focal=0.85, horizon=0.4),
        Sky(rgb("e9eff4"), rgb("9cc0e4"), rgb("4f8ccc"), cover=0.4, seed=33),
        Sun(-48, 44, rgb("fff2dc"), 2.5),
        ground=Ground(flat, _school_color, far=160, near=0.8),
        solids=solids,
        finish=Finish(exposure=0.92, haze=0.6),
    )


def _roundabout_lanes(x: Array, z: Array) -> tuple[Array, Array]:
    away = np.hypot(x, z - 70)
    arms = np.minimum(np.abs(x - 0.15 * (z - 70)), np.abs(z - 70 + 0.12 * x))
    road = np.minimum(np.abs(away - 19) - 6.5, np.where(away > 19, arms - 6.2, 9))  # noqa: PLR2004 - outside the ring
    return away, road


def _roundabout_color(s: Surface) -> Array:
    away, road = _roundabout_lanes(s.x, s.z)
    grass = (
        mix(rgb("5f7a3c"), rgb("8a914e"), _NOISE.fbm(s.x / 6, s.z / 6, 5))
        * (0.6 + 0.7 * _NOISE.fbm(s.x, s.z, 4, s.pixel))[:, None]
    )
    tar = mix(rgb("55575a"), rgb("6f7072"), _NOISE.fbm(s.x / 3, s.z / 3, 5))
    out = mix(grass, rgb("b5ada0"), step(2.4, 1.9, road))
    out = mix(out, tar, step(0.25, 0.0, road))
    dash = (np.abs(away - 19) < 0.16) & (np.floor(np.arctan2(s.x, s.z - 70) * 9) % 2 == 0)  # noqa: PLR2004 - line width
    out = mix(out, rgb("ece8dc"), dash.astype(np.float32))
    beds = step(0.2, -0.2, np.abs(away - 7) - 1.4) * step(0.3, 0.4, _NOISE.fbm(s.x * 2, s.z * 2, 3))
    return mix(
        out,
        mix(rgb("b8442f"), rgb("e0b040"), step(0.4, 0.6, _NOISE.value(s.x, s.z))),
        beds * step(12.5, 11.5, away),
    )


def _roundabout_parts() -> list[Solid]:
    solids: list[Solid] = []
    chance = np.random.default_rng(21)
    tones = ("c9ccd0", "2a2d33", "a8322a", "355f8f", "e6e3da", "6f7478", "d8a53a")
    for number in range(24):
        if number < 9:  # noqa: PLR2004 - the rest stand on the arms
            a = number * 0.7 + 0.2 * (number % 3)
            x, z, turn = (
                17.4 * np.cos(a) if number % 2 else 20.8 * np.cos(a),
                70 + (17.4 if number % 2 else 20.8) * np.sin(a),
                -np.degrees(a),
            )
        elif number % 2:
            z = float(chance.uniform(96, 150)) if number % 4 == 1 else float(chance.uniform(28, 44))
            x, turn = 0.15 * (z - 70) + (2.2 if number % 3 else -2.2), 8.5
        else:
            x = float(chance.uniform(27, 60)) * (1 if number % 4 else -1)
            z, turn = 70 - 0.12 * x + (2.2 if number % 3 else -2.2), 97.0
        body = paint(tones[number % 7], gloss=0.35, rough=0.04)
        solids += [
            box((x, 0.62, z), (1.8, 0.75, 4.3), body, yaw=turn),
            box((x, 1.2, z), (1.6, 0.6, 2.2), GLASS, yaw=turn),
            box((x, 1.52, z), (1.5, 0.06, 1.7), body, yaw=turn),
        ]
    for number in range(46):
        x, z = float(chance.uniform(-90, 90)), float(chance.uniform(20, 190))
        _, road = _roundabout_lanes(np.array([x], dtype=np.float32), np.array([z], dtype=np.float32))
        if road[0] > 4:  # noqa: PLR2004 - metres off the kerb
            solids += tree(
                (x, 0, z),
                float(chance.uniform(5, 9)),
                ("5a7434", "76803f", "4a6432")[number % 3],
                number,
                slim=0.6,
                blobs=9,
            )
    solids += [tube((0, 0, 70), (0, 7, 70), 1.1, CONCRETE, 0.4), ball((0, 8.2, 70), 1.6, STEEL)]
    return solids


def roundabout() -> Scene:
    """A roundabout from a drone: lanes, cars, planted middle."""
    solids = _roundabout_parts()
    return Scene(
        Camera((0, 118, -38), focal=0.92, horizon=-1.0),
        Sky(rgb("dfe6ea"), rgb("9fbcd6"), rgb("5f8fc0"), cover=0.2),
        Sun(-62, 30, rgb("ffeccb"), 2.7),
        ground=Ground(flat, _roundabout_color, far=420, near=40),
        solids=solids,
        occlusion=4,
        finish=Finish(exposure=0.92, haze=0.5),
    )


SCENES = {"fortress": fortress, "school": school, "roundabout": roundabout}
