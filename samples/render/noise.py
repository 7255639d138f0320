"""Seeded lattice noise: the grain of clouds, ground, water and walls."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]  # 32-bit floats throughout; numpy widens some steps on the way


class Noise:
    """Smooth random fields over a plane, the same for the same seed.

    Args:
        seed: Chooses the field.
    """

    def __init__(self, seed: int) -> None:
        self._table = np.random.default_rng(seed).random(65536, dtype=np.float32)

    def value(self, x: Array, y: Array) -> Array:
        """Return noise in 0..1 whose features are one unit wide."""
        x0, y0 = np.floor(x), np.floor(y)
        fx, fy = x - x0, y - y0
        fx, fy = fx * fx * (3 - 2 * fx), fy * fy * (3 - 2 * fy)
        column, row = x0.astype(np.int32) & 255, (y0.astype(np.int32) & 255) << 8
        right, below = (column + 1) & 255, (row + 256) & 65280
        table = self._table
        top, bottom = table.take(row | column), table.take(below | column)
        top += (table.take(row | right) - top) * fx
        bottom += (table.take(below | right) - bottom) * fx
        return np.asarray(top + (bottom - top) * fy, dtype=np.float32)

    def fbm(self, x: Array, y: Array, octaves: int = 5, footprint: Array | float = 0.0) -> Array:
        """Return a sum of octaves in about 0..1; detail finer than `footprint` (units a pixel) fades out."""
        total = np.zeros(np.broadcast(x, y).shape, dtype=np.float32)
        weight = 0.5
        frequency = 1.0
        for octave in range(octaves):
            fade = np.clip(1.6 - 2.2 * frequency * np.asarray(footprint, dtype=np.float32), 0, 1)
            layer = self.value(x * frequency + 17.3 * octave, y * frequency + 9.1 * octave)
            total += weight * (0.5 + fade * (layer - 0.5))
            weight *= 0.5
            frequency *= 2.03
        return total / np.float32(1 - 0.5**octaves)

    def solid(self, x: Array, y: Array, z: Array, octaves: int = 3) -> Array:
        """Return noise in about 0..1 through space: layers of plane noise, blended along `z`."""
        total = np.zeros(np.broadcast(x, y).shape, dtype=np.float32)
        for octave in range(octaves):
            size = np.float32(2.03**octave)
            layer = np.floor(z * size)
            part = z * size - layer
            part = part * part * (3 - 2 * part)
            low = self.value(x * size + 37.17 * layer, y * size + 91.73 * layer)
            high = self.value(x * size + 37.17 * (layer + 1), y * size + 91.73 * (layer + 1))
            total += np.float32(0.5**octave) * (low + (high - low) * part)
        mean = total / np.float32(2 - 0.5 ** (octaves - 1))
        return np.asarray(np.clip(0.5 + (mean - 0.5) * 1.3, 0, 1), dtype=np.float32)

    def ridged(self, x: Array, y: Array, octaves: int = 6, footprint: Array | float = 0.0) -> Array:
        """Return mountain-like noise in about 0..1 with sharp crests."""
        total = np.zeros(np.broadcast(x, y).shape, dtype=np.float32)
        weight, frequency = 0.5, 1.0
        for octave in range(octaves):
            fade = np.clip(1.6 - 2.2 * frequency * np.asarray(footprint, dtype=np.float32), 0, 1)
            layer = self.value(x * frequency + 31.7 * octave, y * frequency + 5.9 * octave)
            crest = (1 - np.abs(2 * layer - 1)) ** 2
            total += weight * (0.35 + fade * (crest - 0.35))
            weight *= 0.5
            frequency *= 2.07
        return total / np.float32(1 - 0.5**octaves)


def step(low: float, high: float, value: Array) -> Array:
    """Return a smooth ramp from 0 at `low` to 1 at `high`."""
    ramp = np.clip((value - low) / (high - low), 0, 1)
    return np.asarray(ramp * ramp * (3 - 2 * ramp), dtype=np.float32)


def mix(first: Array, second: Array, share: Array) -> Array:
    """Return colours between two, by `share` (0..1) per point."""
    amount = np.asarray(share, dtype=np.float32)[..., None]
    return np.asarray(first * (1 - amount) + second * amount, dtype=np.float32)


def rgb(text: str) -> Array:
    """Return a linear-light colour for a hexadecimal sRGB one such as `d8c3a5`."""
    levels = np.array([int(text[i : i + 2], 16) for i in (0, 2, 4)], dtype=np.float32) / 255
    return np.asarray(levels**2.2, dtype=np.float32)


def soften(image: Array, radius: float) -> Array:
    """Return an (H, W) or (H, W, C) picture blurred three times by a box: nearly a Gaussian."""
    reach = max(1, int(radius * 0.8 + 0.5))
    out = np.asarray(image, dtype=np.float32)
    for _ in range(3):
        for axis in (0, 1):
            padding = [(0, 0)] * out.ndim
            padding[axis] = (reach + 1, reach)
            total = np.cumsum(np.pad(out, padding, mode="edge"), axis=axis, dtype=np.float64)
            size = image.shape[axis]
            window = 2 * reach + 1
            high = np.take(total, np.arange(window, window + size), axis=axis)
            low = np.take(total, np.arange(size), axis=axis)
            out = ((high - low) / window).astype(np.float32)
    return out
