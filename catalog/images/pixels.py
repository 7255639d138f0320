"""Pixels decoded within limits and made fit to show: small, upright, sRGB, on white."""

from io import BytesIO
from typing import BinaryIO, NamedTuple

from PIL import Image, ImageCms

from catalog.images.container import REFUSALS, opened, refusal
from catalog.records import Problem

# JPEG decodes at a half, quarter or eighth for less; at 1.5 times the size wanted a 6000 pixel photo is
# decoded at a half for 1600, at 2.0 it would be decoded whole. The rest is resampled from twice the size
# wanted, without visible loss (Pillow documentation, Image.draft and Image.thumbnail).
_DRAFT_GAP = 1.5
_REDUCING_GAP = 2.0
_WHITE = (255, 255, 255)
_ORIENTATION = 0x0112
# Exif 3.0, tag Orientation, to the turn that undoes it.
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


class Decoded(NamedTuple):
    """A file's first picture, or why there is none.

    Attributes:
        picture: An RGB picture without metadata, None where the pixels cannot be read.
        problems: What the decoder refused or warned of.
    """

    picture: Image.Image | None
    problems: tuple[Problem, ...] = ()


def decode(file: BinaryIO, longest: int) -> Decoded:
    """Decode a file's first picture.

    Args:
        file: Seekable bytes.
        longest: The longest edge wanted, in pixels; nothing is enlarged.
    """
    problems: list[Problem] = []
    picture: Image.Image | None = None
    with opened(file, problems) as image:
        if image is not None:
            try:
                picture = _reduced(image, longest)
            except (*REFUSALS, ImageCms.PyCMSError) as error:
                problems.append(Problem(block="pixels", reason=refusal(error)))
    return Decoded(picture, tuple(problems))


def _reduced(image: Image.Image, longest: int) -> Image.Image:
    """Decode, reduce, turn upright, convert and flatten."""
    scale = longest * _DRAFT_GAP / max(image.size)
    image.draft("RGB", (int(image.width * scale), int(image.height * scale)))
    # Before the orientation is asked for: Pillow turns TIFF itself, and finds late PNG chunks, while loading.
    image.load()
    turn = _TURNS.get(_orientation(image))
    profile = image.info.get("icc_profile")
    picture = _full_depth(image)
    picture.thumbnail((longest, longest), Image.Resampling.LANCZOS, reducing_gap=_REDUCING_GAP)
    picture = _on_white(_in_srgb(picture, profile))
    if turn is not None:
        picture = picture.transpose(turn)
    picture.info = {}
    return picture


def _orientation(image: Image.Image) -> int:
    """How the stored picture is to be turned; damaged EXIF turns nothing."""
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except REFUSALS:
        return 1


def _full_depth(image: Image.Image) -> Image.Image:
    """A picture that resamples well: no palette, no bilevel, no 16-bit grey."""
    if image.mode == "P":
        return image.convert("RGBA" if "transparency" in image.info else "RGB")
    if image.mode in {"1", "LA", "PA", "La", "RGBa"}:
        return image.convert("RGBA" if "a" in image.mode.lower() else "L")
    if image.mode.startswith("I;16"):
        # `convert` clips at 255; scaling keeps the tones.
        return image.point(lambda value: value / 256).convert("L")
    if image.mode in {"RGB", "L"} and "transparency" in image.info:
        return image.convert("RGBA")
    return image


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours converted by the file's profile, plainly where it has none or a broken one."""
    if profile and picture.mode in {"RGB", "CMYK", "L"}:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            converted = ImageCms.profileToProfile(
                picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            return picture
        return converted or picture
    return picture


def _on_white(picture: Image.Image) -> Image.Image:
    """Transparent parts show white, as on paper."""
    if picture.mode in {"RGBA", "LA", "PA"}:
        ground = Image.new("RGB", picture.size, _WHITE)
        ground.paste(picture, mask=picture.getchannel("A"))
        return ground
    return picture.convert("RGB")
