"""Which surface each ray meets, and whether light reaches it."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from samples.render.model import Ground, Paint, Solid, Surface, View
from samples.render.noise import Array, Noise
from samples.render.shapes import Vector, meet

_MOTTLE = Noise(77)
_LOOKS = 6
_GAPS = 0.42  # leaves whose noise is lower let the sun through
_GEOMETRIC = 0.45  # share of geometric spacing among ground slices; near detail needs it


@dataclass
class Hits:
    """What is seen in each pixel, (H, W) and (H, W, 3)."""

    depth: Array
    normal: Array
    color: Array
    emit: Array
    gloss: Array


def empty(height: int, width: int) -> Hits:
    """Return hits of a picture that shows nothing but sky."""
    zeros = np.zeros((height, width, 3), dtype=np.float32)
    far = np.full((height, width), np.inf, dtype=np.float32)
    return Hits(far, zeros, zeros.copy(), zeros.copy(), np.zeros((height, width), dtype=np.float32))


def paint(paint: Paint, surface: Surface) -> Array:
    """Return the colour of each point, (N, 3)."""
    if isinstance(paint, np.ndarray):
        return np.broadcast_to(paint, (surface.x.size, 3))
    return paint(surface)


def mottle(surface: Surface, strength: float, size: float) -> Array:
    """Return a factor near 1 per point: uneven paint, dust and wear."""
    u, v = surface.x + 0.73 * surface.z, surface.y + 0.61 * surface.z - 0.2 * surface.x
    noise = _MOTTLE.fbm(u / size, v / size, 5, surface.pixel / size)
    return np.asarray(1 + strength * (noise - 0.5) * 2, dtype=np.float32)


def trace_ground(
    view: View, ground: Ground, hits: Hits, mirror: Callable[[Array], Array] | None = None, flip: float = 1.0
) -> None:
    """Find the ground in each pixel; with `mirror`, as seen from under the water (`flip` -1)."""
    right, up = view.right, view.up * flip
    forward, aside = view.basis
    px, py, pz = view.camera.position
    share = np.linspace(0, 1, ground.steps, dtype=np.float32)
    depths = ground.near * (ground.far / ground.near) ** share
    linear = ground.near + (ground.far - ground.near) * share**2.2
    depths = (_GEOMETRIC * depths + (1 - _GEOMETRIC) * linear)[:, None]
    x = px + depths * (forward[0] + aside[0] * right)
    z = pz + depths * (forward[2] + aside[2] * right)
    pixel = depths / (view.width * view.camera.focal) * np.ones_like(right)
    high = ground.height(x, z, pixel)
    slope = (mirror(high) if mirror else high) - py
    slope = slope / depths
    crest = np.maximum.accumulate(slope, axis=0)
    order = np.argsort(up)
    index = np.empty((view.height, view.width), dtype=np.int32)
    for number in range(view.width):
        index[order, number] = np.searchsorted(crest[:, number], up[order])
    seen = index < ground.steps
    row, column = np.nonzero(seen)
    after = index[row, column]
    before = np.maximum(after - 1, 0)
    low, top = slope[before, column], slope[after, column]
    part = np.clip((up[row] - low) / np.maximum(top - low, 1e-9), 0, 1)
    share = np.where(np.isfinite(low), part, 1.0)
    depth = depths[before, 0] + share * (depths[after, 0] - depths[before, 0])
    _write_ground(view, ground, hits, (row, column, depth.astype(np.float32)))


def _write_ground(view: View, ground: Ground, hits: Hits, found: tuple[Array, Array, Array]) -> None:
    row, column, depth = found
    forward, aside = view.basis
    px, _, pz = view.camera.position
    right = view.right[column]
    x = px + depth * (forward[0] + aside[0] * right)
    z = pz + depth * (forward[2] + aside[2] * right)
    pixel = (depth / (view.width * view.camera.focal)).astype(np.float32)
    reach = np.maximum(pixel * 1.2, 0.01)
    y = ground.height(x, z, pixel)
    nx = (y - ground.height(x + reach, z, pixel)) / reach
    nz = (y - ground.height(x, z + reach, pixel)) / reach
    scale = 1 / np.sqrt(nx * nx + nz * nz + 1)
    place = np.stack([x, y, z], axis=1)
    surface = Surface(x, y, z, nx * scale, scale, nz * scale, place, pixel)
    hits.depth[row, column] = depth
    hits.normal[row, column] = np.stack([surface.nx, surface.ny, surface.nz], axis=1)
    hits.color[row, column] = ground.color(surface)
    hits.gloss[row, column] = 0
    hits.emit[row, column] = 0


def window(view: View, solid: Solid) -> tuple[slice, slice] | None:
    """Return the rows and columns that a solid may cover, or None where it is out of sight."""
    corners = [
        tuple(solid.center + solid.axes @ np.array([a, b, c], dtype=np.float32))
        for a in (-1, 1)
        for b in (-1, 1)
        for c in (-1, 1)
    ]
    spots = [view.project((float(p[0]), float(p[1]), float(p[2]))) for p in corners]
    depths = [spot[2] for spot in spots]
    if max(depths) <= 0:
        return None
    if min(depths) < 0.05:  # noqa: PLR2004 - a corner beside the lens: look at the whole picture
        return slice(0, view.height), slice(0, view.width)
    columns, rows = [spot[0] for spot in spots], [spot[1] for spot in spots]
    left, right = max(int(min(columns)) - 1, 0), min(int(max(columns)) + 2, view.width)
    top, foot = max(int(min(rows)) - 1, 0), min(int(max(rows)) + 2, view.height)
    return (slice(top, foot), slice(left, right)) if left < right and top < foot else None


def trace_solids(view: View, solids: list[Solid], hits: Hits, beyond: Array | None = None) -> None:
    """Find the solids in each pixel that lie before what is already there and beyond a depth."""
    forward, aside = view.basis
    position = np.array(view.camera.position, dtype=np.float32)
    right, up = view.right, view.up
    for solid in solids:
        place = window(view, solid)
        if place is None:
            continue
        rows, columns = place
        inverse = np.linalg.inv(solid.axes).astype(np.float32)
        start = inverse @ (position - solid.center)
        ray = [
            (inverse[n] @ forward + (inverse[n] @ aside) * right[columns])[None, :]
            + inverse[n, 1] * up[rows][:, None]
            for n in range(3)
        ]
        origin = (start[0], start[1], start[2])
        depth, normal = meet(solid, origin, (ray[0], ray[1], ray[2]))
        nearer = depth < hits.depth[rows, columns]
        if beyond is not None:
            nearer &= depth > beyond[rows, columns]
        if not nearer.any():
            continue
        row, column = np.nonzero(nearer)
        found = depth[row, column]
        local = np.stack([start[n] + ray[n][row, column] * found for n in range(3)], axis=1)
        facing = np.stack([np.broadcast_to(n, depth.shape)[row, column] for n in normal], axis=1)
        if solid.material.ragged:
            way = np.stack([ray[n][row, column] for n in range(3)], axis=1)
            keep, facing = _ragged(solid, local, facing, way)
            row, column, found, local, facing = (
                row[keep],
                column[keep],
                found[keep],
                local[keep],
                facing[keep],
            )
        _write_solid(
            view, solid, hits, (row + rows.start, column + columns.start, found, local, facing @ inverse)
        )


def _ragged(solid: Solid, local: Array, normal: Array, way: Array) -> tuple[Array, Array]:
    """Return which points of a leafy outline stay, and broken-up normals."""
    world = local @ solid.axes.T + solid.center
    x, y, z = (world / solid.material.grain).T
    first, second = _MOTTLE.solid(x, y, z), _MOTTLE.solid(x + 50, y + 20, z)
    length = np.linalg.norm(way, axis=1) * np.linalg.norm(normal, axis=1)
    slant = np.abs((way * normal).sum(axis=1)) / np.maximum(length, 1e-9)
    strength = solid.material.ragged
    keep = slant > strength * (first * 1.7 - 0.42)
    bent = normal + strength * np.stack([first - 0.5, second - 0.5, second - first], axis=1) * 3.2
    return keep, bent


def _write_solid(
    view: View, solid: Solid, hits: Hits, found: tuple[Array, Array, Array, Array, Array]
) -> None:
    row, column, depth, local, normal = found
    normal = normal / np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-9)
    world = local @ solid.axes.T + solid.center
    pixel = depth / (view.width * view.camera.focal)
    x, y, z = np.moveaxis(world, 1, 0)
    nx, ny, nz = np.moveaxis(normal, 1, 0)
    surface = Surface(x, y, z, nx, ny, nz, local.astype(np.float32), pixel.astype(np.float32))
    material = solid.material
    color = paint(material.color, surface)
    if material.rough:
        color = color * mottle(surface, material.rough, material.grain)[:, None]
    hits.depth[row, column] = depth
    hits.normal[row, column] = normal
    hits.color[row, column] = color
    hits.gloss[row, column] = material.gloss
    hits.emit[row, column] = 0 if material.emit is None else paint(material.emit, surface)


class _Sorted:
    """Points in order along one axis, so that each solid looks only at those it may touch."""

    def __init__(self, key: Array) -> None:
        self._order = np.argsort(key)
        self._key = key[self._order]

    def between(self, low: float, high: float) -> Array:
        """Return the indexes of the points whose key lies in that range."""
        first, last = np.searchsorted(self._key, [low, high])
        return self._order[first:last]


def blocked(points: Vector, ray: Vector, solids: list[Solid], limit: float = np.inf) -> Array:
    """Return which points have a solid in the way within `limit` metres along unit rays.

    Args:
        points: World positions, three flat arrays.
        ray: One direction for all (three numbers) or one per point (three arrays).
        solids: What may stand in the way.
        limit: Metres.
    """
    dark = np.zeros(points[0].shape, dtype=bool)
    everywhere, ordered, aside = np.arange(dark.size), None, np.zeros(3)
    if np.ndim(ray[0]) == 0:
        aside = np.array([ray[2], 0, -ray[0]]) / max(float(np.hypot(ray[0], ray[2])), 1e-6)
        ordered = _Sorted(points[0] * np.float32(aside[0]) + points[2] * np.float32(aside[2]))
    for solid in solids:
        radius = float(np.sqrt((solid.axes**2).sum()))
        middle = float(aside @ solid.center)
        index = everywhere if ordered is None else ordered.between(middle - radius, middle + radius)
        index = index[~dark[index]]
        offset = np.stack([points[n][index] - solid.center[n] for n in range(3)])
        aim = np.stack([np.broadcast_to(ray[n], dark.shape)[index] for n in range(3)])
        along = -(offset * aim).sum(axis=0)
        gap = (offset * offset).sum(axis=0) - along * along
        near = (along > -radius) & (along < limit + radius) & (gap < radius * radius)
        if not near.any():
            continue
        inverse = np.linalg.inv(solid.axes).astype(np.float32)
        start, way = inverse @ offset[:, near], inverse @ aim[:, near]
        distance, _ = meet(solid, (start[0], start[1], start[2]), (way[0], way[1], way[2]))
        hit = distance < limit
        if solid.material.ragged:
            hit &= _leaf_in_way(solid, start + way * np.where(np.isfinite(distance), distance, 0))
        dark[index[near]] = hit
    return dark


def _leaf_in_way(solid: Solid, local: Array) -> Array:
    """Return which points on a leafy outline stop light, so that shade is dappled."""
    x, y, z = (local.T @ solid.axes.T + solid.center).T / np.float32(solid.material.grain * 2.5)
    return np.asarray(_MOTTLE.solid(x, y, z) > _GAPS)


def openness(points: Vector, normal: Array, solids: list[Solid], limit: float) -> Array:
    """Return the share of the sky (0..1) that solids within `limit` metres leave open to each point."""
    chance = np.random.default_rng(9)
    way = chance.normal(size=(_LOOKS, *normal.shape)).astype(np.float32)
    way /= np.linalg.norm(way, axis=2, keepdims=True)
    way += normal * 1.02
    way /= np.linalg.norm(way, axis=2, keepdims=True)
    dark = np.zeros((_LOOKS, points[0].size), dtype=bool)
    ordered = _Sorted(points[0])
    for solid in solids:
        reach = float(np.sqrt((solid.axes**2).sum())) + limit
        index = ordered.between(float(solid.center[0]) - reach, float(solid.center[0]) + reach)
        offset = np.stack([points[n][index] - solid.center[n] for n in range(3)])
        near = (offset * offset).sum(axis=0) < reach * reach
        index, offset = index[near], offset[:, near]
        if not index.size:
            continue
        inverse = np.linalg.inv(solid.axes).astype(np.float32)
        start = inverse @ offset
        for look in range(_LOOKS):
            aim = inverse @ way[look, index].T
            distance, _ = meet(solid, (start[0], start[1], start[2]), (aim[0], aim[1], aim[2]))
            dark[look, index] |= distance < limit
    return np.asarray(1 - dark.mean(axis=0), dtype=np.float32)


def ground_shadow(points: Vector, sun: tuple[float, float, float], ground: Ground, pixel: Array) -> Array:
    """Return the share of sun (0..1) that hills let through to each point."""
    light = np.ones(points[0].shape, dtype=np.float32)
    for part in np.linspace(0.02, 1, 22, dtype=np.float32) ** 2:
        reach = part * ground.shadows
        over = (
            points[1]
            + reach * sun[1]
            - ground.height(points[0] + reach * sun[0], points[2] + reach * sun[2], pixel)
        )
        light = np.minimum(light, np.clip(0.5 + over / (0.06 * reach + 0.2), 0, 1))
    return light
