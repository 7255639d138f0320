"""EXIF read by ExifRead from the bare TIFF block.

ExifRead looks for EXIF only in the first kilobytes of a file; given the block itself it finds all of it.
"""

import logging
import struct
from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from typing import Any, BinaryIO, NamedTuple, cast

import exifread
from exifread.core.exceptions import ExifError

from catalog.images.text import clean_text
from catalog.records import Problem

# What ExifRead was seen to raise on damaged files; everything else is a fault of ours.
_REFUSALS = (
    ArithmeticError, AssertionError, AttributeError, EOFError, ExifError, LookupError, MemoryError, OSError,
    RuntimeError, TypeError, ValueError, struct.error,
)  # fmt: skip
_LONGEST_SHOWN = 2_000
# A damaged directory may claim 65,535 entries, and thousands of directories may overlap; a sound file needs
# a few hundred reads, a TIFF of many strips a few thousand.
_MOST_READS = 40_000
_LONGEST_READ = 256 * 1024
# Windows Explorer's tags hold UTF-16LE (Microsoft, "Photo Metadata Policies", EXIF tags 40091-40095).
_UTF16_TAGS = range(0x9C9B, 0x9CA0)
_GPS_TIME = "GPS:0x0007"
_MOST_DEGREES = (90, 180)
_LAST_TURN = 8


class ExifReading(NamedTuple):
    """A file's EXIF.

    Attributes:
        shown: Directory and tag name (`EXIF DateTimeOriginal`) to the value as text.
        values: Tag number (`0x9003`, `GPS:0x001D`) to the value as text, of main and GPS directory.
        position: Latitude and longitude in degrees, None where not stated.
        orientation: 1 to 8, how the stored picture is to be turned (Exif 3.0, tag 0x0112).
        problems: What could not be read.
    """

    shown: dict[str, str]
    values: dict[str, str]
    position: tuple[float, float] | None = None
    orientation: int = 1
    problems: tuple[Problem, ...] = ()


def read_exif(blocks: Sequence[bytes]) -> ExifReading:
    """Read the TIFF streams of a file; where two state a tag, the first wins."""
    tags: dict[str, Any] = {}
    problems: list[Problem] = []
    for block in blocks:
        found = _tags(BytesIO(block), problems)
        if not found and not problems:
            problems.append(Problem(block="exif", reason=f"no tags in the block of {len(block)} bytes"))
        for name, tag in found.items():
            tags.setdefault(name, tag)
    return _reading(tags, problems)


def read_exif_file(file: BinaryIO) -> ExifReading:
    """Read EXIF from a whole file: TIFF and raw formats, and any file that Pillow refuses."""
    file.seek(0)
    problems: list[Problem] = []
    return _reading(_tags(file, problems), problems)


def _tags(stream: BinaryIO, problems: list[Problem]) -> dict[str, Any]:
    """ExifRead's tags; what it raises becomes a problem."""
    _silence()
    try:
        tags: dict[str, Any] = exifread.process_file(
            cast("BinaryIO", _Bounded(stream)), details=False, extract_thumbnail=False
        )
    except _REFUSALS as error:
        problems.append(Problem(block="exif", reason=f"{type(error).__name__}: {error}"[:200]))
        return {}
    return tags


class _Bounded:
    """A stream that seems to end once it was read too often, so that no directory keeps ExifRead busy."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._reads = 0
        self.seek = stream.seek
        self.tell = stream.tell

    def read(self, size: int = -1) -> bytes:
        """At most `_LONGEST_READ` bytes."""
        self._reads += 1
        if self._reads > _MOST_READS:
            return b""
        return self._stream.read(size if 0 <= size <= _LONGEST_READ else _LONGEST_READ)


@lru_cache(maxsize=1)
def _silence() -> None:
    """Keep ExifRead's warnings about damaged tags off the terminal."""
    logging.getLogger("exifread").setLevel(logging.CRITICAL)


def _reading(tags: dict[str, Any], problems: list[Problem]) -> ExifReading:
    """Sort tags into the reading; embedded thumbnails are left out."""
    shown: dict[str, str] = {}
    values: dict[str, str] = {}
    for name, tag in tags.items():
        directory = name.partition(" ")[0]
        if not hasattr(tag, "field_type") or directory == "Thumbnail":
            continue
        text = _text(tag)
        shown[name] = text[:_LONGEST_SHOWN]
        if directory in {"Image", "EXIF"}:
            values.setdefault(f"0x{tag.tag:04X}", text)
        elif directory == "GPS":
            values.setdefault(f"GPS:0x{tag.tag:04X}", text)
    if "GPS GPSTimeStamp" in tags:
        values[_GPS_TIME] = _clock(tags["GPS GPSTimeStamp"].values)
    orientation = _whole_number(tags.get("Image Orientation"))
    position = _position(tags, problems)
    return ExifReading(
        shown, values, position, orientation if 1 <= orientation <= _LAST_TURN else 1, tuple(problems)
    )


def _text(tag: Any) -> str:  # noqa: ANN401 -- ExifRead has no types for tags
    """A tag's value as text: UTF-8 first, then cp1252, as writers do against the standard."""
    value = tag.values
    if isinstance(value, bytes):
        return clean_text(value.decode("cp1252", "replace"))
    if tag.tag in _UTF16_TAGS and isinstance(value, list):
        octets = bytes(number & 0xFF for number in value if isinstance(number, int))
        return clean_text(octets.decode("utf-16-le", "replace"))
    return clean_text(value if isinstance(value, str) else str(tag.printable))


def _whole_number(tag: Any) -> int:  # noqa: ANN401 -- ExifRead has no types for tags
    """A tag's first value if it is a whole number, else 0."""
    first = tag.values[0] if tag is not None and isinstance(tag.values, list) and tag.values else None
    return first if isinstance(first, int) else 0


def _decimals(values: Any) -> list[float]:  # noqa: ANN401 -- ExifRead has no types for values
    """Rationals as numbers; those with a zero denominator are left out."""
    if not isinstance(values, list):
        return []
    return [v.numerator / v.denominator for v in values if getattr(v, "denominator", 0)]


def _clock(values: Any) -> str:  # noqa: ANN401 -- ExifRead has no types for values
    """`HH:MM:SS` of the GPS time stamp, empty where it is none."""
    parts = _decimals(values)
    return ":".join(f"{int(part):02d}" for part in parts) if len(parts) == 3 else ""  # noqa: PLR2004 -- hour, minute, second


def _position(tags: dict[str, Any], problems: list[Problem]) -> tuple[float, float] | None:
    """Latitude and longitude, north and east positive; None unless both are sound."""
    degrees: list[float] = []
    for axis, most in zip(("GPSLatitude", "GPSLongitude"), _MOST_DEGREES, strict=True):
        tag, reference = tags.get(f"GPS {axis}"), tags.get(f"GPS {axis}Ref")
        parts = _decimals(tag.values) if tag is not None else []
        if not parts or reference is None:
            return None
        value = sum(part / 60**place for place, part in enumerate(parts[:3]))
        if value > most:
            problems.append(Problem(block="exif", reason=f"{axis} of {value:.0f} degrees"))
            return None
        degrees.append(-value if str(reference.values)[:1].upper() in {"S", "W"} else value)
    return degrees[0], degrees[1]
