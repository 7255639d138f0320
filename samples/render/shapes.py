"""Boxes, balls and tubes, and where a ray meets them."""

import numpy as np

from samples.render.model import Material, Solid
from samples.render.noise import Array

Vector = tuple[Array, Array, Array]
_FAR = np.float32(np.inf)
_TINY = np.float32(1e-7)


def _turn(yaw: float, pitch: float, roll: float) -> Array:
    y, p, r = np.radians([yaw, pitch, roll])
    about_y = np.array([[np.cos(y), 0, np.sin(y)], [0, 1, 0], [-np.sin(y), 0, np.cos(y)]])
    about_x = np.array([[1, 0, 0], [0, np.cos(p), -np.sin(p)], [0, np.sin(p), np.cos(p)]])
    about_z = np.array([[np.cos(r), -np.sin(r), 0], [np.sin(r), np.cos(r), 0], [0, 0, 1]])
    return np.asarray(about_y @ about_x @ about_z, dtype=np.float32)


def box(
    center: tuple[float, float, float],
    size: tuple[float, float, float],
    material: Material,
    *,
    yaw: float = 0,
    pitch: float = 0,
    roll: float = 0,
) -> Solid:
    """Return a box of full `size` (metres) about its center, turned by degrees."""
    axes = _turn(yaw, pitch, roll) * (np.array(size, dtype=np.float32) / 2)
    return Solid("box", np.array(center, dtype=np.float32), axes, material)


def ball(
    center: tuple[float, float, float],
    radii: tuple[float, float, float] | float,
    material: Material,
    yaw: float = 0,
) -> Solid:
    """Return a ball or an ellipsoid."""
    half = np.array([radii] * 3 if isinstance(radii, float | int) else radii, dtype=np.float32)
    return Solid("ball", np.array(center, dtype=np.float32), _turn(yaw, 0, 0) * half, material)


def tube(
    foot: tuple[float, float, float],
    top: tuple[float, float, float],
    radius: float,
    material: Material,
    taper: float = 1.0,
) -> Solid:
    """Return a round bar from one point to another; `taper` 0 makes a cone."""
    a, b = np.array(foot, dtype=np.float32), np.array(top, dtype=np.float32)
    along = (b - a) / 2
    length = float(np.linalg.norm(along)) or 1e-6
    unit = along / length
    aside = np.cross(unit, [0, 0, 1] if abs(unit[2]) < abs(unit[1]) + 1e-6 else [0, 1, 0])
    aside /= np.linalg.norm(aside)
    third = np.cross(aside, unit)
    axes = np.stack([aside * radius, along, third * radius], axis=1).astype(np.float32)
    return Solid("tube", (a + b) / 2, axes, material, taper)


def meet(solid: Solid, origin: Vector, ray: Vector) -> tuple[Array, Vector]:
    """Return distance along local rays (infinite for a miss) and the local normal there."""
    if solid.kind == "box":
        return _meet_box(origin, ray)
    if solid.kind == "ball":
        return _meet_ball(origin, ray)
    return _meet_tube(origin, ray, solid.taper)


def _meet_box(origin: Vector, ray: Vector) -> tuple[Array, Vector]:
    enter, leave, axis = np.asarray(-_FAR), np.asarray(_FAR), np.asarray(np.float32(0))
    for number, (o, d) in enumerate(zip(origin, ray, strict=True)):
        inverse = 1 / np.where(np.abs(d) < _TINY, _TINY, d)
        first, second = (-1 - o) * inverse, (1 - o) * inverse
        near, far = np.minimum(first, second), np.maximum(first, second)
        axis = np.where(near > enter, np.float32(number), axis)
        enter, leave = np.maximum(enter, near), np.minimum(leave, far)
    distance = np.where((leave >= enter) & (enter > 0), enter, _FAR)
    normal = tuple(np.where(axis == n, -np.sign(d), np.float32(0)) for n, d in enumerate(ray))
    return np.asarray(distance, dtype=np.float32), (normal[0], normal[1], normal[2])


def _nearest_root(a: Array, b: Array, c: Array) -> tuple[Array, Array]:
    inside = b * b - a * c
    root = np.sqrt(np.maximum(inside, 0))
    a = np.where(np.abs(a) < _TINY, _TINY, a)
    first, second = (-b - root) / a, (-b + root) / a
    miss = inside < 0
    return np.where(miss, _FAR, first), np.where(miss, _FAR, second)


def _meet_ball(origin: Vector, ray: Vector) -> tuple[Array, Vector]:
    (ox, oy, oz), (dx, dy, dz) = origin, ray
    first, _ = _nearest_root(
        dx * dx + dy * dy + dz * dz, ox * dx + oy * dy + oz * dz, ox * ox + oy * oy + oz * oz - 1
    )
    distance = np.where(first > 0, first, _FAR)
    reach = np.where(np.isfinite(distance), distance, 0)
    return np.asarray(distance, dtype=np.float32), (ox + dx * reach, oy + dy * reach, oz + dz * reach)


def _meet_tube(origin: Vector, ray: Vector, taper: float) -> tuple[Array, Vector]:
    (ox, oy, oz), (dx, dy, dz) = origin, ray
    mean, lean = np.float32((1 + taper) / 2), np.float32((1 - taper) / 2)
    radius, drop = mean - lean * oy, lean * dy
    a = dx * dx + dz * dz - drop * drop
    first, second = _nearest_root(a, ox * dx + oz * dz + radius * drop, ox * ox + oz * oz - radius * radius)
    best = np.full(np.broadcast(first, oy + dy).shape, _FAR, dtype=np.float32)
    for root in (first, second):
        level = oy + dy * np.where(np.isfinite(root), root, 0)
        best = np.where((root > 0) & (np.abs(level) <= 1) & (root < best), root, best)
    reach = np.where(np.isfinite(best), best, 0)
    nx, nz = ox + dx * reach, oz + dz * reach
    ny = lean * np.sqrt(nx * nx + nz * nz)
    safe = np.where(np.abs(dy) < _TINY, _TINY, dy)
    for level, size in ((1.0, taper), (-1.0, 1.0)):
        cap = (level - oy) / safe
        x, z = ox + dx * cap, oz + dz * cap
        hit = (cap > 0) & (cap < best) & (x * x + z * z <= size * size)
        best = np.where(hit, cap, best)
        nx, ny, nz = np.where(hit, 0, nx), np.where(hit, np.float32(level), ny), np.where(hit, 0, nz)
    return np.asarray(best, dtype=np.float32), (nx, ny, nz)
