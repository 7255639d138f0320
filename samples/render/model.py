"""What a scene is made of: camera, light, ground, water, solids and the look of the print."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from samples.render.noise import Array, rgb


class Surface(NamedTuple):
    """Points that a ray has met, flat arrays of one length.

    Attributes:
        x: World, metres to the right.
        y: World, metres up.
        z: World, metres forward.
        nx: Normal, right.
        ny: Normal, up.
        nz: Normal, forward.
        local: Position inside the solid, (N, 3) in -1..1; for ground the world position.
        pixel: Width of a pixel at that distance in metres.
    """

    x: Array
    y: Array
    z: Array
    nx: Array
    ny: Array
    nz: Array
    local: Array
    pixel: Array


Paint = Array | Callable[[Surface], Array]


@dataclass(frozen=True)
class Material:
    """How a surface answers light.

    Attributes:
        color: Linear RGB, or a function of the surface.
        emit: Light of its own, or None.
        gloss: Share of the sky it mirrors, 0..1.
        rough: Strength of the fine mottling that keeps it from looking like plastic.
        grain: Size of that mottling in metres.
        ragged: How much the outline is eaten away and the face broken up, as leaves do, 0..1.
    """

    color: Paint
    emit: Paint | None = None
    gloss: float = 0.0
    rough: float = 0.25
    grain: float = 0.4
    ragged: float = 0.0


@dataclass(frozen=True)
class Solid:
    """A unit box, ball or tube, moved by a matrix.

    Attributes:
        kind: `box`, `ball` or `tube`.
        center: World position.
        axes: Columns are the half axes in the world.
        material: Its surface.
        taper: For a tube, radius at the top over radius at the foot.
    """

    kind: str
    center: Array
    axes: Array
    material: Material
    taper: float = 1.0


@dataclass(frozen=True)
class Camera:
    """A view camera with a level lens; `horizon` shifts the picture instead of tilting it.

    Attributes:
        position: World metres.
        yaw: Degrees to the right of +z.
        focal: Focal length over picture width; 0.7 is wide, 2 is long.
        horizon: Height of the horizon, 0 at the top of the picture, 1 at its foot.
    """

    position: tuple[float, float, float]
    yaw: float = 0.0
    focal: float = 0.9
    horizon: float = 0.45


@dataclass(frozen=True)
class Sun:
    """The one distant light.

    Attributes:
        azimuth: Degrees to the right of +z.
        elevation: Degrees above the horizon.
        color: Linear RGB.
        power: Its strength; 0 for overcast or night.
    """

    azimuth: float = 40.0
    elevation: float = 35.0
    color: Array = field(default_factory=lambda: rgb("fff1da"))
    power: float = 2.6

    @property
    def direction(self) -> tuple[float, float, float]:
        """Unit vector toward the sun."""
        a, e = np.radians(self.azimuth), np.radians(self.elevation)
        return float(np.sin(a) * np.cos(e)), float(np.sin(e)), float(np.cos(a) * np.cos(e))


@dataclass(frozen=True)
class Sky:
    """Colours from the horizon up, and clouds.

    Attributes:
        horizon: Linear RGB low down.
        middle: Half way.
        zenith: Overhead.
        cloud: Colour of lit cloud.
        shade: Colour of cloud in shadow.
        cover: 0 clear to 1 closed.
        scale: Size of clouds; larger is larger.
        glow: Strength of the halo round the sun.
        stars: Density of stars, 0 to 1.
        seed: Chooses the clouds.
    """

    horizon: Array
    middle: Array
    zenith: Array
    cloud: Array = field(default_factory=lambda: rgb("ffffff"))
    shade: Array = field(default_factory=lambda: rgb("8d96a3"))
    cover: float = 0.4
    scale: float = 1.0
    glow: float = 0.5
    stars: float = 0.0
    seed: int = 1


@dataclass(frozen=True)
class Ground:
    """A height field seen from above it.

    Attributes:
        height: Metres up at (x, z), given the pixel width there.
        color: Its paint.
        far: Where it ends, metres.
        near: Where it begins, metres.
        steps: How many slices are looked at.
        shadows: Length in metres over which hills throw shadows; 0 for none.
    """

    height: Callable[[Array, Array, Array], Array]
    color: Callable[[Surface], Array]
    far: float = 6000.0
    near: float = 0.8
    steps: int = 700
    shadows: float = 0.0
    rough: float = 0.0


@dataclass(frozen=True)
class Water:
    """A level surface that mirrors what stands above it.

    Attributes:
        level: Metres up.
        deep: Colour looking down into it.
        waves: Strength of the ripples.
        length: Wave length in metres.
        mirror: How much it mirrors at most.
        near: Ground nearer than this is left out of the mirror, metres.
        foam: Share of white caps.
    """

    level: float = 0.0
    deep: Array = field(default_factory=lambda: rgb("1d3a40"))
    waves: float = 0.5
    length: float = 1.5
    mirror: float = 0.85
    near: float = 20.0
    foam: float = 0.0


@dataclass(frozen=True)
class Lamp:
    """A small light.

    Attributes:
        position: World metres.
        color: Linear RGB.
        power: Strength at one metre.
        halo: Size of its visible glow in picture widths; 0 for none.
        shadow: Whether solids stop it.
    """

    position: tuple[float, float, float]
    color: Array
    power: float = 30.0
    halo: float = 0.0
    shadow: bool = False


@dataclass(frozen=True)
class Finish:
    """The print: exposure, haze and film.

    Attributes:
        exposure: Multiplies light.
        contrast: 1 is neutral.
        saturation: 1 is neutral.
        tint: Multiplies the channels.
        grain: Strength of film grain.
        vignette: Darkening of the corners.
        bloom: Spill of bright light.
        haze: Share of light lost per kilometre.
        air: Colour of the haze.
    """

    exposure: float = 1.0
    contrast: float = 1.06
    saturation: float = 0.86
    tint: tuple[float, float, float] = (1.0, 1.0, 1.0)
    grain: float = 0.013
    vignette: float = 0.22
    bloom: float = 0.12
    haze: float = 0.06
    air: Array = field(default_factory=lambda: rgb("c3cfdb"))


@dataclass
class Scene:
    """Everything the renderer needs.

    Attributes:
        camera: Where it is seen from.
        sky: What is behind all.
        sun: The distant light.
        ambient: Light from above, linear RGB.
        bounce: Light from below.
        ground: Height field, or None.
        water: Level water, or None.
        solids: Boxes, balls and tubes.
        lamps: Small lights.
        finish: The print.
        occlusion: Metres within which solids darken each other; 0 for none.
        after: Steps on the linear picture before the print, `(picture, view) -> picture`.
    """

    camera: Camera
    sky: Sky
    sun: Sun = field(default_factory=Sun)
    ambient: Array = field(default_factory=lambda: rgb("9db4d0") * 0.9)
    bounce: Array = field(default_factory=lambda: rgb("8d8473") * 0.35)
    ground: Ground | None = None
    water: Water | None = None
    solids: list[Solid] = field(default_factory=list)
    lamps: list[Lamp] = field(default_factory=list)
    finish: Finish = field(default_factory=Finish)
    occlusion: float = 3.0
    after: "list[Callable[[Array, View], Array]]" = field(default_factory=list)


@dataclass(frozen=True)
class View:
    """A camera bound to a picture size.

    Attributes:
        camera: The camera.
        width: Pixels.
        height: Pixels.
        depth: Depth of what each pixel shows (metres), infinite for sky; set once traced.
    """

    camera: Camera
    width: int
    height: int
    depth: Array | None = None

    @property
    def right(self) -> Array:
        """Horizontal slope of each column's rays."""
        columns = (np.arange(self.width, dtype=np.float32) + 0.5) / self.width - 0.5
        return np.asarray(columns / self.camera.focal, dtype=np.float32)

    @property
    def up(self) -> Array:
        """Vertical slope of each row's rays."""
        rows = self.camera.horizon - (np.arange(self.height, dtype=np.float32) + 0.5) / self.height
        return np.asarray(rows * self.height / self.width / self.camera.focal, dtype=np.float32)

    @property
    def basis(self) -> tuple[Array, Array]:
        """Forward and right unit vectors of the camera."""
        a = np.radians(self.camera.yaw)
        forward = np.array([np.sin(a), 0, np.cos(a)], dtype=np.float32)
        return forward, np.array([np.cos(a), 0, -np.sin(a)], dtype=np.float32)

    def project(self, point: tuple[float, float, float]) -> tuple[float, float, float]:
        """Return column, row (pixels) and depth (metres) of a world point."""
        forward, right = self.basis
        offset = np.asarray(point, dtype=np.float32) - np.asarray(self.camera.position, dtype=np.float32)
        depth = float(offset @ forward)
        scale = self.width * self.camera.focal / max(depth, 1e-3)
        column = self.width / 2 + float(offset @ right) * scale
        return column, self.camera.horizon * self.height - float(offset[1]) * scale, depth
