"""What hangs in the air before the print: smoke, glow, snow, beams."""

from collections.abc import Callable

import numpy as np

from samples.render.finish import blur
from samples.render.model import View
from samples.render.noise import Array, Noise, mix, rgb, step
from samples.scenes.parts import Point

After = Callable[[Array, View], Array]


def smoke(
    path: list[tuple[float, float, float, float]],
    bright: str,
    dark: str,
    *,
    density: float = 1.0,
    seed: int = 1,
    power: float = 1.0,
    sun: float = 1.0,
) -> After:
    """Return a step that draws a plume along points (x, y, z, radius); `sun` is the side the light is on."""

    def draw(linear: Array, view: View) -> Array:
        thick = np.zeros(linear.shape[:2], dtype=np.float32)
        for number in range(len(path) - 1):
            for part in np.linspace(0, 1, 14, endpoint=False):
                x, y, z, radius = (
                    a + (b - a) * part for a, b in zip(path[number], path[number + 1], strict=True)
                )
                _puff(thick, view, (x, y, z), radius)
        noise = Noise(seed)
        rows, columns = np.mgrid[0 : view.height, 0 : view.width].astype(np.float32)
        size = view.width / 14
        warp = noise.fbm(columns / size / 2, rows / size / 2, 3)
        curl = noise.fbm(columns / size + 0.9 * warp, rows / size + 0.9 * warp, 5)
        body = np.maximum(thick * (0.2 + 1.9 * step(0.25, 0.75, curl)) - 0.12, 0) * density
        share = 1 - np.exp(-body)
        shift = max(2, view.width // 160)
        slope = np.roll(curl, int(sun * shift), axis=1) - curl + 0.7 * (np.roll(curl, shift, axis=0) - curl)
        lit = np.clip(0.55 - 2.4 * slope - 0.15 * thick, 0, 1)
        return mix(linear, mix(rgb(dark), rgb(bright), lit) * power, share)

    return draw


def _puff(thick: Array, view: View, at: Point, radius: float) -> None:
    column, row, depth = view.project(at)
    if depth < 1:
        return
    size = radius * view.width * view.camera.focal / depth
    left, right = max(int(column - size), 0), min(int(column + size) + 1, view.width)
    top, foot = max(int(row - size), 0), min(int(row + size) + 1, view.height)
    if left >= right or top >= foot:
        return
    rows, columns = np.mgrid[top:foot, left:right].astype(np.float32)
    away = ((columns - column) ** 2 + (rows - row) ** 2) / (size * size)
    patch = np.clip(1 - away, 0, 1) ** 1.5 * 0.42
    if view.depth is not None:
        patch = patch * (view.depth[top:foot, left:right] > depth)
    thick[top:foot, left:right] += patch


def glow(at: Point, radius: float, color: str, power: float) -> After:
    """Return a step that adds a soft light in the air, hidden by nearer things."""

    def draw(linear: Array, view: View) -> Array:
        column, row, depth = view.project(at)
        size = radius * view.width * view.camera.focal / max(depth, 0.1)
        rows, columns = np.mgrid[0 : view.height, 0 : view.width].astype(np.float32)
        away = ((columns - column) ** 2 + (rows - row) ** 2) / (size * size)
        amount = (np.exp(-away * 2.2) + 0.35 / (1 + 6 * away)) * power
        if view.depth is not None:
            amount = amount * np.clip(0.25 + 0.75 * (view.depth > depth * 0.97), 0, 1)
        return np.asarray(linear + amount[..., None] * rgb(color), dtype=np.float32)

    return draw


def snowfall(amount: float, seed: int = 1, slant: float = 0.3) -> After:
    """Return a step that lets snow fall before the lens, large soft flakes and small sharp ones."""

    def draw(linear: Array, view: View) -> Array:
        chance = np.random.default_rng(seed)
        out = linear
        for size, count, power in ((1.1, 2600, 0.5), (2.2, 900, 0.6), (5.0, 150, 0.7), (11.0, 26, 0.8)):
            scale = view.width / 1500
            layer = np.zeros((view.height, view.width), dtype=np.float32)
            spots = chance.random((int(count * amount), 2))
            for length in np.linspace(0, size * 1.6 * scale, 3):
                rows = (spots[:, 0] * view.height + length).astype(int) % view.height
                columns = (spots[:, 1] * view.width + slant * length).astype(int) % view.width
                layer[rows, columns] += 1
            radius = max(1.0, size * scale)
            flakes = blur(layer, radius) * radius * radius * 3.2
            out = mix(out, np.full(3, 0.85, dtype=np.float32), np.clip(flakes * power, 0, 0.85))
        return out

    return draw


def beams(lamps: list[Point], aims: list[Point], color: str, power: float, spread: float = 0.06) -> After:
    """Return a step that draws cones of light from lamps toward points, as in mist."""

    def draw(linear: Array, view: View) -> Array:
        rows, columns = np.mgrid[0 : view.height, 0 : view.width].astype(np.float32)
        total = np.zeros((view.height, view.width), dtype=np.float32)
        for lamp, aim in zip(lamps, aims, strict=True):
            x0, y0, _ = view.project(lamp)
            x1, y1, _ = view.project(aim)
            length = float(np.hypot(x1 - x0, y1 - y0)) or 1.0
            ux, uy = (x1 - x0) / length, (y1 - y0) / length
            along = (columns - x0) * ux + (rows - y0) * uy
            aside = np.abs((columns - x0) * uy - (rows - y0) * ux)
            wide = view.width * 0.004 + np.maximum(along, 0) * spread
            fall = np.clip(1 - along / length, 0, 1) * (along > 0)
            total += np.exp(-((aside / wide) ** 2)) * fall
        return np.asarray(linear + (total * power)[..., None] * rgb(color), dtype=np.float32)

    return draw


def mist(top: float, color: str, strength: float, seed: int = 1) -> After:
    """Return a step that lays banks of mist over the lower, far part of the picture up to row share `top`."""

    def draw(linear: Array, view: View) -> Array:
        noise = Noise(seed)
        rows, columns = np.mgrid[0 : view.height, 0 : view.width].astype(np.float32)
        u, v = columns / view.width * 3, rows / view.height * 9
        bank = noise.fbm(u, v, 5)
        level = np.exp(-(((rows / view.height - top) / 0.09) ** 2))
        share = np.clip(level * (0.35 + bank) * strength, 0, 0.95)
        if view.depth is not None:
            share = share * np.clip(view.depth / 500, 0, 1)
        return mix(linear, rgb(color), share)

    return draw


def shallow(sharp: float, strength: float) -> After:
    """Return a step that blurs what lies off the depth `sharp` (metres), like a wide-open lens."""

    def draw(linear: Array, view: View) -> Array:
        assert view.depth is not None  # noqa: S101 - the renderer sets it before these steps
        off = np.clip(np.abs(1 - sharp / np.minimum(view.depth, 1e4)) * strength, 0, 1)
        off = blur(off.astype(np.float32), view.width / 300)
        soft = blur(linear, view.width / 240)
        softer = blur(linear, view.width / 90)
        out = mix(linear, soft, np.clip(off * 2, 0, 1))
        return mix(out, softer, np.clip(off * 2 - 1, 0, 1))

    return draw
