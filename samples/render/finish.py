"""From light to print: glow, tone curve, colour, grain; and the two ways to render a scene."""

import dataclasses

import numpy as np
from PIL import Image

from samples.render.light import picture
from samples.render.model import Finish, Scene, View
from samples.render.noise import Array, soften

_OVER = 1.25  # drawn that much larger and reduced, so that edges are smooth


def blur(image: Array, radius: float) -> Array:
    """Return a soft copy of an (H, W) or (H, W, 3) picture; a wide blur is made on a smaller copy."""
    planes = image if image.ndim == 3 else image[..., None]  # noqa: PLR2004 - a picture with channels
    shrink = max(1, int(radius // 4))
    size = (max(1, planes.shape[1] // shrink), max(1, planes.shape[0] // shrink))
    out = []
    for plane in np.moveaxis(planes, 2, 0):
        small = Image.fromarray(np.ascontiguousarray(plane)).resize(size, Image.Resampling.BOX)
        soft = soften(np.asarray(small), radius / shrink)
        out.append(
            np.asarray(
                Image.fromarray(soft).resize((planes.shape[1], planes.shape[0]), Image.Resampling.BICUBIC)
            )
        )
    full = np.stack(out, axis=2)
    return full if image.ndim == 3 else full[..., 0]  # noqa: PLR2004 - as given


def develop(linear: Array, finish: Finish, seed: int) -> Image.Image:
    """Return the print of a linear picture: glow, filmic curve, colour, vignette and grain."""
    height, width = linear.shape[:2]
    light = np.maximum(linear, 0) * finish.exposure
    if finish.bloom:
        bright = np.minimum(np.maximum(light - 0.75, 0), 6)
        light = light + finish.bloom * (blur(bright, width / 160) + 1.2 * blur(bright, width / 30))
    down, across = np.mgrid[0:height, 0:width].astype(np.float32)
    away = ((across / width - 0.5) ** 2 + (down / height - 0.5) ** 2) * 2
    light = light * (1 - finish.vignette * away)[..., None] * np.array(finish.tint, dtype=np.float32)
    toned = light * (2.51 * light + 0.03) / (light * (2.43 * light + 0.59) + 0.14)  # Narkowicz 2015, ACES fit
    tone = np.clip(toned, 0, 1) ** (1 / 2.2)
    tone = 0.5 + (tone - 0.5) * finish.contrast
    grey = (tone @ np.array([0.3, 0.59, 0.11], dtype=np.float32))[..., None]
    tone = grey + (tone - grey) * finish.saturation
    chance = np.random.default_rng(seed)
    fine = chance.normal(size=(height, width)).astype(np.float32)
    grain = 0.55 * fine + 0.9 * blur(fine, 1.2)
    tone = tone + (grain * finish.grain)[..., None] * (1.15 - np.abs(2 * grey - 1))
    return Image.fromarray((np.clip(tone, 0, 1) * 255 + 0.5).astype(np.uint8))


def render(scene: Scene, width: int, height: int, seed: int = 1) -> Image.Image:
    """Return a scene as a picture of that size in pixels."""
    view = View(scene.camera, int(width * _OVER), int(height * _OVER))
    linear, depth = picture(scene, view)
    view = dataclasses.replace(view, depth=depth)
    for change in scene.after:
        linear = change(linear, view)
    planes = [
        np.asarray(Image.fromarray(np.ascontiguousarray(plane)).resize((width, height), Image.Resampling.BOX))
        for plane in np.moveaxis(np.minimum(linear, 40), 2, 0)
    ]
    return develop(np.stack(planes, axis=2), scene.finish, seed)
