"""An orchard in blossom."""

import numpy as np

from samples.render.model import Camera, Finish, Ground, Material, Scene, Sky, Solid, Sun, Surface
from samples.render.noise import Array, Noise, mix, rgb, step
from samples.render.shapes import ball, box, tube
from samples.scenes.parts import WOOD, paint

_NOISE = Noise(31)


def _orchard_color(s: Surface) -> Array:
    blade = _NOISE.fbm(s.x / 0.06, s.z / 0.16, 4, s.pixel / 0.06)
    fine = _NOISE.fbm(s.x / 0.1, s.z / 0.1, 4, s.pixel / 0.1)
    grass = mix(rgb("3f5a30"), rgb("71824a"), _NOISE.fbm(s.x / 4, s.z / 4, 4))
    under = step(3.4, 1.2, np.abs(np.abs(s.x) - 4.6)) + step(3.4, 1.2, np.abs(np.abs(s.x) - 11.6))
    petals = step(0.56, 0.66, fine) * np.clip(0.12 + 0.75 * under * _NOISE.fbm(s.x / 2, s.z / 2, 3), 0, 0.8)
    track = 1 - 0.35 * step(0.5, 0.2, np.abs(np.abs(s.x) - 1.0)) * _NOISE.fbm(s.x / 2, s.z / 2, 3)
    return mix(grass * (0.4 + 1.1 * blade[:, None]) * track[:, None], rgb("f2e4e4"), petals)


def _blossom(color: str, size: float) -> Material:
    """Petals: pale flecks, pink in the shade, a little leaf between them."""
    tone, shade, leaf = rgb(color), rgb("c99aa6"), rgb("7c8a4c")

    def spots(s: Surface) -> Array:
        fleck = _NOISE.solid(s.x / size, s.y / size, s.z / size)
        petals = mix(shade, tone, step(0.25, 0.6, fleck))
        return mix(petals * (0.55 + 0.75 * fleck)[:, None], leaf, step(0.86, 0.95, fleck) * 0.6)

    return Material(spots, rough=0, grain=size * 1.6, ragged=0.95)


def _pear_tree(x: float, z: float, color: str, seed: int, *, puffs: int) -> list[Solid]:
    """A pruned fruit tree: a short trunk, boughs like the ribs of a bowl, blossom along them."""
    chance = np.random.default_rng(seed)
    bark, petals = paint("4a3b32", rough=0.6, grain=0.15), _blossom(color, 0.075)
    fork = (x + float(chance.uniform(-0.12, 0.12)), 1.15, z)
    parts = [tube((x, -0.2, z), fork, 0.17, bark, 0.75)]
    for bough in range(7):
        turn = bough * 0.9 + float(chance.uniform(-0.2, 0.2))
        out, top = float(chance.uniform(1.3, 2.1)), float(chance.uniform(3.3, 4.0))
        elbow = (x + out * 0.62 * np.cos(turn), 2.1, z + out * 0.62 * np.sin(turn))
        tip = (x + out * np.cos(turn), top, z + out * np.sin(turn))
        parts += [tube(fork, elbow, 0.09, bark, 0.7), tube(elbow, tip, 0.06, bark, 0.4)]
        for puff in range(puffs):
            share = ((puff + 1) / puffs) ** 0.7
            near = (
                np.array(elbow) * (1 - share)
                + np.array(tip) * share
                + np.clip(chance.normal(0, 0.3, 3), -0.4, 0.4) * (1.3 - share)
            )
            size = float(chance.uniform(0.3, 0.58)) * (7 / puffs) ** 0.35
            parts.append(
                ball((float(near[0]), float(near[1]), float(near[2])), (size, size * 0.8, size), petals)
            )
    return parts


def _orchard_parts() -> list[Solid]:
    solids: list[Solid] = []
    for row in range(9):
        for side in (-1, 1):
            for lane in range(2):
                x, z = side * (4.6 + lane * 7.0), 9.5 + row * 6.5
                tone = "fbf3f2" if (row + lane) % 3 else "f6dfe4"
                solids += _pear_tree(x, z, tone, row * 9 + lane * 4 + side + 1, puffs=9 if row < 3 else 6)  # noqa: PLR2004 - the near rows
    for z, x in ((15.0, 1.6), (15.2, 2.1)):
        solids.append(box((x, 0.18, z), (0.42, 0.34, 0.34), WOOD, yaw=12 * x))
    for foot in (-0.35, 0.35):
        solids.append(tube((-2.6 + foot, 0, 11.6), (-3.1 + foot * 0.4, 3.0, 12.4), 0.035, WOOD))
    for number in range(7):
        part = (number + 0.7) / 8
        wide = 0.35 * (1 - 0.6 * part)
        y, x, z = 3 * part, -2.6 - 0.5 * part, 11.6 + 0.8 * part
        solids.append(tube((x - wide, y, z), (x + wide, y, z), 0.022, WOOD))
    return solids


def orchard() -> Scene:
    """Blossoming trees in rows, petals in the grass."""
    solids = _orchard_parts()
    return Scene(
        Camera((0.3, 1.7, 0), focal=0.85, horizon=0.47),
        Sky(rgb("e6eef5"), rgb("9fc2e6"), rgb("4e8ccf"), cover=0.35, seed=7),
        Sun(-55, 40, rgb("fff2d8"), 2.7),
        ground=Ground(
            lambda x, z, p: (
                (_NOISE.fbm(x / 1.2, z / 1.2, 4, p / 1.2) - 0.5) * 0.22
                + step(150, 900, z) * 120 * _NOISE.fbm(x / 300, z / 300, 5)
            ),
            _orchard_color,
            far=2500,
            near=0.8,
        ),
        solids=solids,
        occlusion=2.5,
        ambient=rgb("a9bdd6") * 1.05,
        bounce=rgb("8a9a5a") * 0.55,
        finish=Finish(exposure=1.0, haze=0.25, air=rgb("cfe0ee")),
    )


SCENES = {"orchard": orchard}
