"""A river plain from above, before a flood and after it, as a satellite sees it."""

from collections.abc import Callable

import numpy as np
from PIL import Image

from samples.render.finish import develop
from samples.render.model import Finish
from samples.render.noise import Array, Noise, mix, rgb, soften, step

_NOISE = Noise(101)
_SPAN = 3000.0  # metres across the picture


def _fields(x: Array, y: Array) -> Array:
    turn = np.radians(18)
    u, v = x * np.cos(turn) + y * np.sin(turn), -x * np.sin(turn) + y * np.cos(turn)
    row = np.floor(v / 150 + 0.25 * _NOISE.value(u / 600, v / 600))
    lane = np.floor((u + 90 * np.sin(row * 2.3)) / (60 + 55 * _NOISE.value(row * 3.1 + 0.5, row * 0 + 0.5)))
    tone = _NOISE.value(lane * 3.7 + 0.5, row * 5.3 + 0.5)
    kind = _NOISE.value(lane * 1.9 + 40.5, row * 2.7 + 0.5)
    crop = mix(rgb("6f7f45"), rgb("b8a567"), step(0.25, 0.75, tone))
    crop = mix(crop, rgb("86694a"), step(0.68, 0.7, kind))
    crop = mix(crop, rgb("4a6a38"), step(0.3, 0.28, kind))
    rows = 0.94 + 0.12 * (np.sin((u + 40 * kind) / 2.2) > 0)
    edge_u = np.abs(
        ((u + 90 * np.sin(row * 2.3)) / (60 + 55 * _NOISE.value(row * 3.1 + 0.5, row * 0 + 0.5))) % 1 - 0.5
    )
    hedge = step(0.475, 0.49, edge_u) * 0.45
    return mix(crop * (rows * (0.75 + 0.5 * _NOISE.fbm(x / 30, y / 30, 5)))[..., None], rgb("3a4a2c"), hedge)


def _river(x: Array, y: Array) -> tuple[Array, Array]:
    path = 260 * np.sin(x / 520) + 90 * np.sin(x / 190 + 1) - 0.25 * x
    away = np.abs(y - path) / np.sqrt(1 + (0.5 * np.cos(x / 520) + 0.47 * np.cos(x / 190 + 1) - 0.25) ** 2)
    ground = away / 120 + 1.7 * _NOISE.fbm(x / 260, y / 260, 6) + 0.5 * _NOISE.fbm(x / 60, y / 60, 4)
    return away, ground


def _village(color: Array, x: Array, y: Array, seed: int) -> Array:
    chance = np.random.default_rng(seed)
    scale = x.shape[1] / _SPAN
    for number in range(190):
        cx, cy = float(chance.normal(-330, 190)), float(chance.normal(-420, 120))
        if number > 150:  # noqa: PLR2004 - the rest are farms in the fields
            cx, cy = float(chance.uniform(-1450, 1450)), float(chance.uniform(-950, 950))
        if _river(np.array([cx]), np.array([cy]))[0][0] < 90:  # noqa: PLR2004 - metres off the river
            continue
        size, turn = float(chance.uniform(9, 20)), float(chance.uniform(0, 1.57))
        left, top = int((cx - 34 + _SPAN / 2) * scale), int((cy - 34) * scale + x.shape[0] / 2)
        part = (
            slice(max(top, 0), max(top + int(68 * scale), 0)),
            slice(max(left, 0), max(left + int(68 * scale), 0)),
        )
        px, py = x[part] - cx, y[part] - cy
        if not px.size:
            continue
        for shift, tint in (
            (7.0, rgb("1d211f")),
            (0.0, (rgb("a8583f"), rgb("b9b2a6"), rgb("8a8f96"))[number % 3]),
        ):
            u = (px - shift) * np.cos(turn) + (py - shift) * np.sin(turn)
            v = -(px - shift) * np.sin(turn) + (py - shift) * np.cos(turn)
            roof = step(1.5, -1.5, np.maximum(np.abs(u) - size * 0.7, np.abs(v) - size * 0.45))
            slope = 1.0 if shift else 0.85 + 0.35 * (v > 0)
            color[part] = mix(color[part], tint * np.asarray(slope, dtype=np.float32)[..., None], roof * 0.92)
    return color


def _plain(width: int, height: int, flood: float) -> Array:
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    x = (columns / width - 0.5) * _SPAN
    y = (rows - height / 2) * _SPAN / width
    away, ground = _river(x, y)
    color = _fields(x, y)
    wood = step(0.56, 0.6, _NOISE.fbm(x / 330 + 7, y / 330, 5))
    crowns = _NOISE.fbm(x / 13, y / 13, 4)
    color = mix(color, mix(rgb("24382a"), rgb("566a3c"), step(0.3, 0.75, crowns)), wood)
    gallery = step(95, 60, away + 60 * _NOISE.fbm(x / 40, y / 40, 4))
    color = mix(color, mix(rgb("2d4229"), rgb("5f7040"), crowns), gallery * 0.85)
    for shape in (
        np.abs(y + 0.32 * x + 430 - 30 * np.sin(x / 300)) - 4.5,
        np.abs(x - 0.4 * y + 300) - 3.5,
        np.abs(x + 0.2 * y - 620) - 3,
    ):
        color = mix(color, rgb("c9c2b4"), step(1.5, -1.5, shape))
    color = _village(color, x, y, 6)
    bed = mix(rgb("b5a88c"), rgb("35595c"), step(34, 26, away + 14 * _NOISE.fbm(x / 50, y / 50, 4)))
    color = mix(color, bed, step(46, 38, away + 16 * _NOISE.fbm(x / 50, y / 50, 4)))
    light = 1 + 2.2 * (soften(crowns * wood, 1) - soften(np.roll(crowns * wood, (2, 2), (0, 1)), 1))
    color = color * np.clip(light, 0.4, 1.6)[..., None]
    if flood:
        silt = mix(rgb("6b5a40"), rgb("8f7b59"), _NOISE.fbm(x / 200 + y / 500, y / 90, 6))
        color = mix(color, rgb("6f6047"), step(flood + 0.5, flood, ground) * 0.55)
        color = mix(
            color, silt, step(flood, flood - 0.14, ground) * (1 - 0.35 * gallery * step(0.55, 0.75, crowns))
        )
    return np.asarray(color, dtype=np.float32)


def _print(flood: float, air: str) -> Callable[[int, int, int], Image.Image]:
    def draw(width: int, height: int, seed: int) -> Image.Image:
        linear = _plain(width, height, flood)
        rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
        veil = step(0.6, 0.85, Noise(seed).fbm(columns / width * 5, rows / width * 5, 6))
        linear = mix(linear * 1.15, rgb("eef1f4"), veil * 0.75) * 0.93 + rgb(air) * 0.05
        return develop(
            linear.astype(np.float32),
            Finish(contrast=1.08, vignette=0.06, bloom=0, grain=0.008, saturation=0.9),
            seed,
        )

    return draw


PRINTS = {"satellite_before": _print(0.0, "9db4d0"), "satellite_after": _print(2.35, "b8c0c8")}
