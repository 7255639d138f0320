"""Things that many scenes need: paints, trees, people, houses, flags."""

from collections.abc import Callable

import numpy as np

from samples.render.model import Material, Solid, Surface
from samples.render.noise import Array, Noise, mix, rgb, step
from samples.render.shapes import ball, box, tube

Point = tuple[float, float, float]
_LEAF = Noise(5)
_PANE = 0.27, 0.3  # half a window, as shares of the distance between windows
_BAR = 0.012  # half the bar in its middle
_BLINDS = 0.62  # windows whose number is higher have one
_STEEP = 0.5  # a normal that leans less is a wall

STEEL = Material(rgb("777c82"), gloss=0.25, rough=0.2)
DARK = Material(rgb("24262a"), rough=0.2, gloss=0.1)
CONCRETE = Material(rgb("a8a49b"), rough=0.22, grain=1.2)
WOOD = Material(rgb("7d6246"), rough=0.4, grain=0.3)
WHITE = Material(rgb("e4e2dc"), rough=0.08)
GLASS = Material(rgb("1c2730"), gloss=0.9, rough=0.0)


def paint(color: str, gloss: float = 0.0, rough: float = 0.18, grain: float = 0.4) -> Material:
    """Return a plain painted surface of a hexadecimal colour."""
    return Material(rgb(color), gloss=gloss, rough=rough, grain=grain)


def light(color: str, power: float = 3.0) -> Material:
    """Return a surface that shines by itself."""
    return Material(rgb(color), emit=rgb(color) * power, rough=0)


def leaves(color: str, size: float = 0.5) -> Material:
    """Return foliage: bright and dark flecks of one green."""
    tone = rgb(color)

    def spots(s: Surface) -> Array:
        fleck = _LEAF.solid(s.x / size, s.y / size, s.z / size)
        low = np.clip(0.75 + 0.35 * s.local[:, 1], 0.4, 1.1)
        return np.asarray(tone * (0.15 + 1.5 * fleck**1.4 * low)[:, None], dtype=np.float32)

    return Material(spots, rough=0, grain=size, ragged=0.9)


def facade(
    wall: str, *, glass: str = "20262c", wide: float = 2.4, high: float = 3.0, lit: float = 0.0, seed: int = 3
) -> Material:
    """Return a wall with windows every `wide` by `high` metres; `lit` is the share with a lamp on."""
    plain, pane, warm = rgb(wall), rgb(glass), rgb("ffd08a")
    noise = Noise(seed)

    def grid(s: Surface) -> tuple[Array, Array, Array, Array]:
        along = np.where(np.abs(s.nz) > np.abs(s.nx), s.x, s.z)
        u, v = along / wide, s.y / high
        left, up = u - np.floor(u) - 0.5, v - np.floor(v) - 0.52
        inside = (np.abs(left) < _PANE[0]) & (np.abs(up) < _PANE[1]) & (np.abs(s.ny) < _STEEP)
        number = noise.value(np.floor(u) * 3.7 + 0.5, np.floor(v) * 5.3 + 0.5)
        bar = (np.abs(left) > _PANE[0] - 0.03) | (np.abs(up) > _PANE[1] - 0.03) | (np.abs(left) < _BAR)
        return inside.astype(np.float32), number, up, bar * step(0.16, 0.05, s.pixel)

    def color(s: Surface) -> Array:
        inside, number, up, bar = grid(s)
        stain = 0.85 + 0.3 * noise.fbm(s.x / 4, s.y / 9 + s.z / 5, 4, s.pixel / 4)
        blind = (up > _PANE[1] * (1.2 - 1.6 * noise.value(number * 90, number * 57))) * (number > _BLINDS)
        dim = pane * (0.5 + number + 1.2 * np.clip(up + 0.1, 0, 1))[:, None]
        glazed = mix(mix(dim, rgb("b9b2a2"), blind * 0.8), plain * 0.6 + 0.25, bar * 0.9)
        return mix(plain * stain[:, None], glazed, inside)

    def emit(s: Surface) -> Array:
        inside, number, _, bar = grid(s)
        return np.asarray(
            warm * (inside * (1 - bar) * (number < lit) * (0.5 + 1.6 * number / max(lit, 0.01)))[:, None],
            dtype=np.float32,
        )

    return Material(color, emit=emit if lit else None, rough=0.1)


def stripes(first: str, second: str, width: float, across: str = "x") -> Material:
    """Return two colours in turn along `x`, `y` or `z`, each `width` metres wide."""
    one, other = rgb(first), rgb(second)

    def color(s: Surface) -> Array:
        place = {"x": s.x, "y": s.y, "z": s.z}[across]
        return mix(one, other, (np.floor(place / width) % 2).astype(np.float32))

    return Material(color, rough=0.12)


def streaked(color: str, size: float) -> Material:
    """Return weathered concrete: dark runs down the face, pour lines across it."""
    tone = rgb(color)

    def stains(s: Surface) -> Array:
        along = s.x + 0.4 * s.z
        run = _LEAF.fbm(along / size * 4, s.y / size * 0.25, 4, s.pixel / size * 4)
        line = (np.abs((s.y / size * 1.4) % 1 - 0.5) > 0.485).astype(np.float32)  # noqa: PLR2004 - width of a joint
        return np.asarray(tone * (0.45 + 0.95 * run - 0.12 * line)[:, None], dtype=np.float32)

    return Material(stains, rough=0.15, grain=size)


def tree(
    at: Point, height: float, color: str, seed: int, *, slim: float = 0.45, blobs: int = 16
) -> list[Solid]:
    """Return a broad-leaved tree standing at a point; a small `slim` makes a poplar."""
    chance = np.random.default_rng(seed)
    x, y, z = at
    leaf = leaves(color, height * 0.028)
    parts = [tube((x, y - 0.3, z), (x, y + height * 0.6, z), height * 0.028, paint("4b3d30", rough=0.5), 0.6)]
    for _ in range(blobs):
        rise = float(chance.uniform(0.28, 0.92))
        reach = height * slim * (1 - abs(rise - 0.5) * 1.1) * 0.75
        turn = float(chance.uniform(0, 6.28))
        size = height * slim * float(chance.uniform(0.34, 0.6))
        spot = (x + reach * np.cos(turn) * 0.6, y + height * rise, z + reach * np.sin(turn) * 0.6)
        parts.append(ball(spot, (size, size * 0.85, size), leaf, yaw=turn * 57))
    return parts


def fir(at: Point, height: float, seed: int, color: str = "2d4030") -> list[Solid]:
    """Return a conifer: cones over each other."""
    x, y, z = at
    chance = np.random.default_rng(seed)
    leaf = leaves(color, height * 0.05)
    parts = [tube((x, y - 0.2, z), (x, y + height * 0.3, z), height * 0.025, paint("3d3026"))]
    for share in (0.12, 0.27, 0.42, 0.57, 0.72):
        size = height * 0.24 * (1.05 - share) * float(chance.uniform(0.85, 1.1))
        parts.append(tube((x, y + height * share, z), (x, y + height * (share + 0.3), z), size, leaf, 0.02))
    return parts


def person(at: Point, color: str = "2c3038", height: float = 1.75, turn: float = 0) -> list[Solid]:
    """Return a small figure in mid-stride, seen from afar; `turn` is where it faces, degrees."""
    x, y, z = at
    a, stride = np.radians(turn), 0.09 + 0.05 * np.sin(x * 7 + z * 3)
    coat, legs, skin = paint(color, rough=0.3), paint("2a2d35", rough=0.3), paint("9a7358")

    def spot(right: float, up: float, ahead: float) -> Point:
        across, along = right * height, ahead * height
        return (
            float(x + across * np.cos(a) + along * np.sin(a)),
            float(y + up * height),
            float(z - across * np.sin(a) + along * np.cos(a)),
        )

    def round_part(place: Point, radii: Point, material: Material) -> Solid:
        wide, high, deep = (part * height for part in radii)
        return ball(place, (wide, high, deep), material, yaw=turn)

    parts: list[Solid] = []
    for side in (-1, 1):
        knee, foot = spot(side * 0.05, 0.27, side * stride * 0.35), spot(side * 0.052, 0.02, side * stride)
        hand, elbow = spot(side * 0.125, 0.47, -side * stride * 0.5), spot(side * 0.13, 0.62, -side * 0.02)
        parts += [
            tube(knee, spot(side * 0.045, 0.5, 0), 0.042 * height, legs, 1.2),
            tube(foot, knee, 0.03 * height, legs, 1.3),
            round_part(spot(side * 0.052, 0.02, side * stride + 0.03), (0.028, 0.022, 0.07), DARK),
            tube(elbow, spot(side * 0.1, 0.79, 0), 0.03 * height, coat, 1.25),
            tube(hand, elbow, 0.024 * height, coat, 1.2),
            round_part(hand, (0.026, 0.03, 0.026), skin),
        ]
    return [
        *parts,
        tube(spot(0, 0.45, 0), spot(0, 0.68, 0), 0.088 * height, coat, 0.96),
        round_part(spot(0, 0.71, 0), (0.112, 0.13, 0.078), coat),
        tube(spot(0, 0.8, 0), spot(0, 0.88, 0.005), 0.03 * height, skin),
        round_part(spot(0, 0.925, 0.01), (0.046, 0.065, 0.054), skin),
        round_part(spot(0, 0.945, -0.006), (0.05, 0.055, 0.056), paint("2a211c")),
    ]


def house(at: Point, size: Point, wall: Material, roof: str = "8a4f3a", yaw: float = 0) -> list[Solid]:
    """Return a house with a pitched roof; `size` is width, wall height and depth."""
    x, y, z = at
    wide, high, deep = size
    tiles = stripes(roof, f"{int(roof, 16) - 0x101010:06x}", 0.35, "y")
    parts = [box((x, y + high / 2, z), (wide, high, deep), wall, yaw=yaw)]
    slope = 34.0
    span = deep / 2 / np.cos(np.radians(slope)) * 1.08
    rise = deep / 2 * np.tan(np.radians(slope))
    for side in (-1, 1):
        dx, dz = (np.sin(np.radians(yaw)) * side * deep / 4, np.cos(np.radians(yaw)) * side * deep / 4)
        spot = (x + dx, y + high + rise / 2, z + dz)
        parts.append(box(spot, (wide * 1.06, 0.25, span), tiles, yaw=yaw, pitch=side * slope))
    parts.append(box((x, y + high + rise * 0.3, z), (wide * 0.97, rise * 0.6, deep * 0.45), wall, yaw=yaw))
    return parts


def wedge(center: Point, size: Point, material: Material, yaw: float = 0, rake: float = 0.0) -> Solid:
    """Return a prism over a rhombus, a ship's bow; `size` is length (along +x at yaw 0), height, breadth."""
    a = np.radians(yaw)
    ahead, aside = np.array([np.cos(a), 0, -np.sin(a)]), np.array([np.sin(a), 0, np.cos(a)])
    long, high, wide = (part / 2 for part in size)
    rise = np.array([0, high, 0]) + ahead * rake * high
    axes = np.stack([(ahead * long + aside * wide) / 2, rise, (ahead * long - aside * wide) / 2], axis=1)
    return Solid("box", np.array(center, dtype=np.float32), axes.astype(np.float32), material)


def flag(at: Point, height: float, bands: tuple[str, str, str], yaw: float = 0, seed: int = 1) -> list[Solid]:
    """Return a pole and an invented three-banded flag in the wind."""
    x, y, z = at
    a = np.radians(yaw)
    parts = [tube((x, y, z), (x, y + height, z), height * 0.012, STEEL, 0.6)]
    size = height * 0.3
    for number in range(9):
        part = (number + 0.5) / 9
        wave = 0.06 * size * np.sin(part * 9 + seed)
        sag = 0.04 * size * part * part + wave * 0.6
        for band, color in enumerate(bands):
            spot = (
                x + np.cos(a) * part * size * 1.5 + np.sin(a) * wave,
                y + height - (band + 0.5) * size / 3 - sag,
                z - np.sin(a) * part * size * 1.5 + np.cos(a) * wave,
            )
            cloth = paint(color, rough=0.06)
            turn = yaw + 22 * np.cos(part * 9 + seed)
            parts.append(box(spot, (size * 1.5 / 8.2, size / 2.98, 0.03), cloth, yaw=turn))
    return parts


def level(height: Callable[[Array, Array, Array], Array], x: float, z: float) -> float:
    """Return the height of the ground at one spot."""
    spot = np.array([x], dtype=np.float32), np.array([z], dtype=np.float32), np.array([0.1], dtype=np.float32)
    return float(height(*spot)[0])


def canopy(x: Array, z: Array, pixel: Array, size: float, noise: Noise) -> Array:
    """Return 0..1 bumps like the crowns of a wood seen from outside."""
    bump = 1 - np.abs(2 * noise.value(x / size, z / size) - 1)
    fine = noise.fbm(x / size * 2.7, z / size * 2.7, 3, pixel / size * 2.7)
    return np.asarray(step(0.1, 0.9, bump) * 0.7 + fine * 0.5, dtype=np.float32)
