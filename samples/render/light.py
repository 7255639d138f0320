"""Sky, light on surfaces, water, haze: from hits to a linear picture."""

import numpy as np
from PIL import Image

from samples.render.model import Scene, Sky, Sun, View
from samples.render.noise import Array, Noise, mix, soften, step
from samples.render.shapes import Vector
from samples.render.trace import Hits, blocked, empty, ground_shadow, openness, trace_ground, trace_solids

_LEVEL = 1e-5  # slope of a ray that never meets the water
_EDGE = 3e5  # metres; water farther off is sky


def sky_color(sky: Sky, sun: Sun, ray: Vector) -> Array:
    """Return the sky along unit rays, (..., 3)."""
    x, y, z = ray
    rise = np.clip(y, 0, 1)
    color = mix(sky.horizon, sky.middle, step(0.0, 0.28, rise))
    color = mix(color, sky.zenith, step(0.2, 0.85, rise))
    sx, sy, sz = sun.direction
    toward = np.clip(x * sx + y * sy + z * sz, 0, 1)
    halo = (0.5 * toward**6 + 0.7 * toward**40 + 1.2 * toward**400) * sky.glow
    if sky.cover > 0:
        color = _clouds(sky, ray, color, toward)
    color = color + halo[..., None] * sun.color
    if sky.stars > 0:
        color = color + _stars(sky, ray)[..., None] * np.array([0.9, 0.95, 1.0], dtype=np.float32)
    return np.asarray(color, dtype=np.float32)


def _clouds(sky: Sky, ray: Vector, color: Array, toward: Array) -> Array:
    x, y, z = ray
    noise = Noise(sky.seed)
    flat = 1 / (np.clip(y, 0, 1) + 0.11)
    u, v = x * flat * 1.6 / sky.scale, z * flat * 1.6 / sky.scale
    blur = 0.004 * flat * flat / sky.scale
    warp = noise.fbm(u * 0.7 + 5, v * 0.7, 3)
    body = noise.fbm(u + warp, v * 1.1 + 3 + warp, 6, blur)
    edge = 0.74 - 0.5 * sky.cover
    amount = step(edge - 0.1, edge + 0.16, body) * step(-0.01, 0.06, y)
    lit = noise.fbm(u + warp + 0.12, v * 1.1 + 3.12 + warp, 4, blur) - body
    bright = np.clip(0.55 - 3.2 * (body - edge) + 2.5 * lit + 0.5 * toward**8, 0, 1)
    return mix(color, mix(sky.shade, sky.cloud, bright), np.clip(amount, 0, 1) * min(1.0, 0.5 + sky.cover))


def _stars(sky: Sky, ray: Vector) -> Array:
    noise = Noise(sky.seed + 5)
    x, y, z = ray
    u, v = np.arctan2(x, z) * 240, y * 240
    spark = noise.value(u, v) * noise.value(u * 0.49 + 90, v * 0.49)
    band = np.exp(-(((x * 0.55 + y * 0.8 - 0.42) / 0.16) ** 2))
    milk = band * (noise.fbm(x * 9 + 4, y * 9, 5) ** 2) * 0.16 * sky.stars
    return np.asarray(step(0.93 - 0.2 * sky.stars, 1.0, spark) * 1.6 + milk, dtype=np.float32)


def rays(view: View, flip: float = 1.0) -> Vector:
    """Return the unit direction of each pixel's ray."""
    forward, aside = view.basis
    x = np.broadcast_to(forward[0] + aside[0] * view.right[None, :], (view.height, view.width))
    z = np.broadcast_to(forward[2] + aside[2] * view.right[None, :], (view.height, view.width))
    y = np.broadcast_to(flip * view.up[:, None], (view.height, view.width))
    size = 1 / np.sqrt(x * x + y * y + z * z)
    return x * size, y * size, z * size


def shade(scene: Scene, view: View, hits: Hits, flip: float = 1.0) -> Array:
    """Return the linear picture of what was hit, over the sky."""
    ray = rays(view, flip)
    picture = sky_color(scene.sky, scene.sun, ray)
    row, column = np.nonzero(np.isfinite(hits.depth))
    if row.size:
        lit = _lit(scene, view, hits, (row, column), flip)
        picture[row, column] = _air(scene, hits.depth[row, column], lit, picture[row, column])
    return picture


def _air(scene: Scene, depth: Array, color: Array, sky: Array) -> Array:
    lost = 1 - np.exp(-scene.finish.haze * depth / 1000)
    return mix(color, 0.75 * scene.finish.air + 0.25 * sky, np.asarray(lost, dtype=np.float32))


def _lit(scene: Scene, view: View, hits: Hits, spots: tuple[Array, Array], flip: float) -> Array:
    row, column = spots
    forward, aside = view.basis
    depth, normal = hits.depth[row, column], hits.normal[row, column]
    px, py, pz = view.camera.position
    right, up = view.right[column], view.up[row] * flip
    x = px + depth * (forward[0] + aside[0] * right)
    z = pz + depth * (forward[2] + aside[2] * right)
    lift = 0.004 + 0.0015 * depth
    at = (x + normal[:, 0] * lift, py + depth * up + normal[:, 1] * lift, z + normal[:, 2] * lift)
    pixel = depth / (view.width * view.camera.focal)
    height = 0.5 + 0.5 * normal[:, 1]
    light = mix(scene.bounce, scene.ambient, height)
    if scene.occlusion and scene.solids:
        light = light * _open(scene, view, hits, spots, at)[:, None]
    light = light + _sunlight(scene, at, normal, pixel)
    for lamp in scene.lamps:
        light = (
            light + _lamplight(scene, lamp.position, at, normal, shadow=lamp.shadow) * lamp.color * lamp.power
        )
    color = hits.color[row, column] * light + hits.emit[row, column]
    gloss = hits.gloss[row, column]
    if gloss.any():
        color = _glossy(scene, (forward, aside, right, up), normal, color, gloss)
    return color


def _glossy(
    scene: Scene, ray: tuple[Array, Array, Array, Array], normal: Array, color: Array, gloss: Array
) -> Array:
    forward, aside, right, up = ray
    d = np.stack([forward[0] + aside[0] * right, up, forward[2] + aside[2] * right], axis=1)
    d /= np.linalg.norm(d, axis=1, keepdims=True)
    facing = (d * normal).sum(axis=1, keepdims=True)
    bounce = d - 2 * facing * normal
    seen = sky_color(scene.sky, scene.sun, (bounce[:, 0], np.abs(bounce[:, 1]), bounce[:, 2]))
    fresnel = gloss * (0.25 + 0.75 * (1 - np.clip(-facing[:, 0], 0, 1)) ** 3)
    return mix(color, seen, np.asarray(fresnel, dtype=np.float32))


def _sunlight(scene: Scene, at: Vector, normal: Array, pixel: Array) -> Array:
    sun = scene.sun
    if sun.power <= 0:
        return np.zeros(3, dtype=np.float32)
    sx, sy, sz = (np.asarray(v, dtype=np.float32) for v in sun.direction)
    face = np.clip(normal[:, 0] * sx + normal[:, 1] * sy + normal[:, 2] * sz, 0, 1)
    index = np.nonzero(face > 0)[0]
    part = (at[0][index], at[1][index], at[2][index])
    open_ = (~blocked(part, (sx, sy, sz), scene.solids)).astype(np.float32)
    if scene.ground is not None and scene.ground.shadows:
        few = np.arange(0, index.size, 4)  # neighbours along a row share a soft shadow
        some = (part[0][few], part[1][few], part[2][few])
        soft = ground_shadow(some, (float(sx), float(sy), float(sz)), scene.ground, pixel[index][few])
        open_ *= np.interp(np.arange(index.size), few, soft).astype(np.float32)
    face[index] *= open_
    return np.asarray(face[:, None] * sun.color * sun.power, dtype=np.float32)


def _lamplight(
    scene: Scene, position: tuple[float, float, float], at: Vector, normal: Array, *, shadow: bool
) -> Array:
    x, y, z = (np.float32(position[n]) - at[n] for n in range(3))
    size = np.sqrt(x * x + y * y + z * z) + 1e-3
    face = np.clip((normal[:, 0] * x + normal[:, 1] * y + normal[:, 2] * z) / size * 0.85 + 0.15, 0, 1)
    power = face / (size * size + 0.2)
    if shadow:
        for index in np.array_split(np.arange(size.size), 4):
            part = (at[0][index], at[1][index], at[2][index])
            way = (x[index] / size[index], y[index] / size[index], z[index] / size[index])
            near = float(size[index].max(initial=0.0))
            power[index] *= ~blocked(part, way, scene.solids, near)
    return np.asarray(power[:, None], dtype=np.float32)


def _open(scene: Scene, view: View, hits: Hits, spots: tuple[Array, Array], at: Vector) -> Array:
    """Share of sky that solids leave open, looked at on a coarse raster and smoothed."""
    row, column = spots
    coarse = (row % 2 == 0) & (column % 2 == 0)
    normal = hits.normal[row[coarse], column[coarse]]
    part = (at[0][coarse], at[1][coarse], at[2][coarse])
    seen = openness(part, normal, scene.solids, scene.occlusion)
    small = np.ones(((view.height + 1) // 2, (view.width + 1) // 2), dtype=np.float32)
    small[row[coarse] // 2, column[coarse] // 2] = seen
    soft = Image.fromarray(soften(small, 1.6))
    full = np.asarray(soft.resize((small.shape[1] * 2, small.shape[0] * 2), Image.Resampling.BILINEAR))
    return 0.25 + 0.75 * full[row, column]


def picture(scene: Scene, view: View) -> tuple[Array, Array]:
    """Return the linear picture (H, W, 3) and the depth of each pixel."""
    hits = empty(view.height, view.width)
    if scene.ground is not None:
        trace_ground(view, scene.ground, hits)
    trace_solids(view, scene.solids, hits)
    linear = shade(scene, view, hits)
    if scene.water is not None:
        linear, hits.depth = _flood(scene, view, hits, linear)
    return linear, hits.depth


def _mirror(scene: Scene, view: View) -> Array:
    """The scene as the water mirrors it, row for row of the seen picture."""
    water, ground = scene.water, scene.ground
    assert water is not None  # noqa: S101 - called only for scenes with water
    px, py, pz = view.camera.position
    camera = type(view.camera)(
        (px, 2 * water.level - py, pz), view.camera.yaw, view.camera.focal, 1 - view.camera.horizon
    )
    below = View(camera, view.width, view.height)
    hits = empty(view.height, view.width)
    rise = np.maximum(below.up[:, None], _LEVEL)  # rays leave the water where the seen ray meets it
    surface = np.broadcast_to((py - water.level) / rise, hits.depth.shape).astype(np.float32)
    if ground is not None:
        far = type(ground)(
            ground.height, ground.color, ground.far, max(water.near, ground.near), ground.steps
        )

        def above(high: Array) -> Array:
            return np.where(high > water.level + 0.02, high, -1e6)

        trace_ground(below, far, hits, above)
        hits.depth[hits.depth < surface] = np.inf
    above_water = [s for s in scene.solids if s.center[1] + np.abs(s.axes[1]).sum() > water.level]
    trace_solids(below, above_water, hits, surface)
    plain = Scene(
        camera,
        scene.sky,
        scene.sun,
        scene.ambient,
        scene.bounce,
        None,
        None,
        [],
        scene.lamps,
        scene.finish,
        0,
    )
    return shade(plain, below, hits)[::-1]


def _flood(scene: Scene, view: View, hits: Hits, linear: Array) -> tuple[Array, Array]:
    water = scene.water
    assert water is not None  # noqa: S101 - called only for scenes with water
    up = np.broadcast_to(view.up[:, None], hits.depth.shape)
    drop = view.camera.position[1] - water.level
    depth = np.where(up < -_LEVEL, drop / np.maximum(-up, _LEVEL), np.inf).astype(np.float32)
    row, column = np.nonzero((depth < hits.depth) & (depth < _EDGE))
    if not row.size:
        return linear, hits.depth
    small = View(view.camera, view.width // 2, view.height // 2)
    seen = _mirror(scene, small)
    reach = depth[row, column]
    forward, aside = view.basis
    x = view.camera.position[0] + reach * (forward[0] + aside[0] * view.right[column])
    z = view.camera.position[2] + reach * (forward[2] + aside[2] * view.right[column])
    pixel = reach / (view.width * view.camera.focal) * np.clip(reach / max(drop, 0.5) * 0.2, 1, 30)
    noise = Noise(scene.sky.seed + 11)
    scale = 1 / water.length
    u, v = x * scale, z * scale
    swell = noise.fbm(u * 0.22, v * 0.3, 4, pixel * scale * 0.3)
    ripple = noise.fbm(u + swell * 2, v * 1.6, 5, pixel * scale)
    tilt = (ripple - 0.5) * 1.2 + (swell - 0.5)
    sway = noise.fbm(u * 1.1 + 40, v * 1.7 + 9, 4, pixel * scale) - 0.5
    near = np.clip(26 / (reach + 22), 0.04, 1) * water.waves
    lift = np.abs(tilt) * near * small.height * 0.16 + tilt * near * small.height * 0.1
    to_row = np.clip(row / 2 + lift, 0, small.height - 1).astype(np.int32)
    to_column = np.clip(column / 2 + sway * near * small.width * 0.05, 0, small.width - 1).astype(np.int32)
    slope = np.clip(-up[row, column] + tilt * water.waves * 0.16, 0.0, 1)
    fresnel = water.mirror * (0.06 + 0.94 * (1 - np.clip(slope * 1.15, 0, 1)) ** 4)
    color = mix(
        water.deep * (0.75 + 0.9 * swell[:, None]), seen[to_row, to_column], fresnel.astype(np.float32)
    )
    color = color * (1 + tilt[:, None] * 0.5 * min(1.0, water.waves))
    if water.foam:
        caps = step(0.86 - 0.3 * water.foam, 0.95 - 0.25 * water.foam, 0.5 * ripple + 0.5 * swell + 0.1)
        color = mix(color, scene.ambient * 0.9 + 0.1, caps * 0.8)
    linear[row, column] = _air(scene, reach, color, linear[row, column])
    hits.depth[row, column] = reach
    return linear, hits.depth
