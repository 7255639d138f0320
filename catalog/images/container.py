"""An image file opened by what its bytes are, never by its name: format, size and metadata blocks."""

import logging
import struct
import warnings
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from importlib import import_module
from typing import BinaryIO, NamedTuple

from PIL import Image, UnidentifiedImageError

from catalog.records import Problem

# Formats of news and camera files whose decoders stay in bounds. Left out on purpose: EPS starts
# Ghostscript; BLP, FLI, SGI, ICNS and PCD decode slowly or into gigabytes.
FORMATS = ("JPEG", "TIFF", "PNG", "WEBP", "GIF", "AVIF", "PSD")
_PLUGINS = ("Jpeg", "Tiff", "Png", "WebP", "Gif", "Avif", "Psd")
# The largest sensors of the trade have 102 and 151 megapixels; the latter's pixels take 450 MB.
MOST_PIXELS = 160_000_000

# What Pillow was seen to raise on damaged files; everything else is a fault of ours.
REFUSALS = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, MemoryError, OSError,
    RuntimeError, SyntaxError, TypeError, ValueError, struct.error, zlib.error,
    Image.DecompressionBombError, Image.DecompressionBombWarning,
)  # fmt: skip

_HEAD = 16
_MOST_WARNINGS = 3
# First bytes to format and media type (each format's specification).
_MAGIC = (
    (b"\xff\xd8\xff", "jpeg", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png", "image/png"),
    (b"GIF8", "gif", "image/gif"),
    (b"8BPS", "psd", "image/vnd.adobe.photoshop"),
    (b"II*\x00", "tiff", "image/tiff"),
    (b"MM\x00*", "tiff", "image/tiff"),
)
_BRANDS = {b"avif": ("avif", "image/avif"), b"avis": ("avif", "image/avif")}
_HEIF_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"})


class Format(NamedTuple):
    """What a file is.

    Attributes:
        name: `jpeg`, `png`, `webp`, `gif`, `tiff`, `psd`, `avif` or `heif`; None where not recognised.
        mime: Its media type.
    """

    name: str | None = None
    mime: str | None = None


def sniff(file: BinaryIO) -> Format:
    """Recognise a file by its first bytes."""
    file.seek(0)
    head = file.read(_HEAD)
    for magic, name, mime in _MAGIC:
        if head.startswith(magic):
            return Format(name, mime)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Format("webp", "image/webp")
    if head[4:8] == b"ftyp":
        brand = head[8:12]
        return Format(
            *(("heif", "image/heif") if brand in _HEIF_BRANDS else _BRANDS.get(brand, (None, None)))
        )
    return Format()


@lru_cache(maxsize=1)
def openable() -> tuple[str, ...]:
    """Pillow's names of the formats that can be opened; HEIF is one where the extra `heif` is installed.

    Loads the readers, sets Pillow's limit and mutes its log: once per process, and not at import.
    """
    logging.getLogger("PIL").setLevel(logging.CRITICAL)
    for plugin in _PLUGINS:
        import_module(f"PIL.{plugin}ImagePlugin")
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        import_module("pi_heif").register_heif_opener()
    except ImportError:
        return FORMATS
    return (*FORMATS, "HEIF")


@contextmanager
def opened(file: BinaryIO, problems: list[Problem]) -> Iterator[Image.Image | None]:
    """Open with Pillow within limits; None, and a problem, where Pillow refuses.

    Args:
        file: Seekable bytes.
        problems: Told why there is no image, and what Pillow warned of.
    """
    formats = openable()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            file.seek(0)
            image = Image.open(file, formats=formats)
        except REFUSALS as error:
            problems.append(Problem(block="file", reason=refusal(error)))
            yield None
            return
        yield image
    problems.extend(_told(caught))


def _told(caught: Sequence[warnings.WarningMessage]) -> list[Problem]:
    """The first few different warnings; a damaged directory gives hundreds."""
    messages = list(dict.fromkeys(str(warning.message).strip()[:200] for warning in caught))
    problems = [Problem(block="file", reason=message) for message in messages[:_MOST_WARNINGS]]
    if len(messages) > _MOST_WARNINGS:
        problems.append(
            Problem(block="file", reason=f"{len(messages) - _MOST_WARNINGS} more warnings like these")
        )
    return problems


def oversize(size: tuple[int, int]) -> list[Problem]:
    """What to say of a picture of more pixels than are decoded, nothing of others.

    Args:
        size: Width and height in pixels.
    """
    if size[0] * size[1] <= MOST_PIXELS:
        return []
    return [Problem(block="file", reason=refusal(Image.DecompressionBombError()))]


def refusal(error: BaseException) -> str:
    """One line for a person on why a library refused the bytes."""
    if isinstance(error, UnidentifiedImageError):
        return "not an image that can be opened, or damaged"
    if isinstance(error, Image.DecompressionBombError | Image.DecompressionBombWarning):
        return f"declares more than {MOST_PIXELS // 1_000_000} megapixels and is not decoded"
    if isinstance(error, MemoryError):
        return "needs more memory than one file may take"
    return f"{type(error).__name__}: {error}"[:200].replace("\n", " ")
