"""EXIF in the terms of a record: tags by name and by number, the position, the orientation."""

from collections.abc import Sequence
from typing import Any, BinaryIO, NamedTuple

from catalog.images.exif_tags import ExifTag, read_file, read_stream
from catalog.images.text import clean_text
from catalog.records import Problem

_LONGEST_SHOWN = 2_000
# Windows Explorer's tags hold UTF-16LE (Microsoft, "Photo Metadata Policies", EXIF tags 40091-40095).
_UTF16_TAGS = range(0x9C9B, 0x9CA0)
# UserComment, GPSProcessingMethod and GPSAreaInformation, whose first eight bytes name their characters
# (Exif 3.0, sections 4.6.6.5.5 and 4.6.7).
_MARKED = {"EXIF": (0x9286,), "GPS": (0x1B, 0x1C)}
_MARK = 8
_UNICODE, _JIS = b"UNICODE\x00", b"JIS\x00\x00\x00\x00\x00"
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
        tags: Every entry as the library gave it.
    """

    shown: dict[str, str]
    values: dict[str, str]
    position: tuple[float, float] | None = None
    orientation: int = 1
    problems: tuple[Problem, ...] = ()
    tags: tuple[ExifTag, ...] = ()


def read_exif(blocks: Sequence[bytes]) -> ExifReading:
    """Read the TIFF streams of a file; where two state a tag, the first wins."""
    tags: dict[tuple[str, int], ExifTag] = {}
    problems: list[Problem] = []
    for block in blocks:
        found = read_stream(block)
        if not found:
            problems.append(Problem(block="exif", reason=f"no tags in the block of {len(block)} bytes"))
        for tag in found:
            tags.setdefault((tag.directory, tag.number), tag)
    return _reading(list(tags.values()), problems)


def read_exif_file(file: BinaryIO) -> ExifReading:
    """Read EXIF from a whole file: TIFF and raw formats, and any file that Pillow refuses."""
    problems: list[Problem] = []
    return _reading(read_file(file, problems), problems)


def _reading(tags: list[ExifTag], problems: list[Problem]) -> ExifReading:
    """Sort entries into the reading; what the thumbnail's directory says is shown and is no value."""
    shown: dict[str, str] = {}
    values: dict[str, str] = {}
    for tag in tags:
        text = _text(tag)
        directory, number = tag.directory, tag.number
        shown[f"{directory} {tag.name}"] = text[:_LONGEST_SHOWN]
        if directory in {"Image", "EXIF"}:
            values.setdefault(f"0x{number:04X}", text)
        elif directory == "GPS":
            values.setdefault(f"GPS:0x{number:04X}", _clock(tag.values) if number == 7 else text)  # noqa: PLR2004 -- GPSTimeStamp
    if not values.get(_GPS_TIME, "-"):
        del values[_GPS_TIME]
    numbers = {(tag.directory, tag.number): tag.values for tag in tags}
    orientation = _whole_number(numbers.get(("Image", 0x0112)))
    position = _position(numbers, problems)
    turn = orientation if 1 <= orientation <= _LAST_TURN else 1
    return ExifReading(shown, values, position, turn, tuple(problems), tuple(tags))


def _text(tag: ExifTag) -> str:
    """An entry's value as text: UTF-8 first, then cp1252, as writers do against the standard."""
    value = tag.values
    if isinstance(value, str):
        return clean_text(value)
    if tag.number in _MARKED.get(tag.directory, ()):
        return clean_text(_comment(value if isinstance(value, bytes) else _octets(value)))
    if tag.number in _UTF16_TAGS:
        octets = value if isinstance(value, bytes) else _octets(value)
        return clean_text(octets.decode("utf-16-le", "replace"))
    if isinstance(value, bytes):
        return clean_text(_decoded(value))
    return clean_text(tag.printed)


def _octets(values: Any) -> bytes:  # noqa: ANN401 -- ExifRead has no types for values
    """Numbers that are bytes, as bytes."""
    return bytes(n & 0xFF for n in values if isinstance(n, int)) if isinstance(values, list) else b""


def _decoded(value: bytes) -> str:
    """Bytes as UTF-8 where they are that, else as cp1252."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("cp1252", "replace")


def _comment(value: bytes) -> str:
    """The text of a UserComment by the characters that it names; writers of none mean ASCII."""
    mark, text = value[:_MARK], value[_MARK:]
    if mark == _UNICODE:
        # Of two orders the right one leaves no bytes of zero in front of Latin letters.
        order = "utf-16-be" if text[0::2].count(0) > text[1::2].count(0) else "utf-16-le"
        return text.decode(order, "replace").partition("\x00")[0]
    if mark == _JIS:
        return text.decode("iso2022_jp", "replace").partition("\x00")[0]
    return _decoded(text.partition(b"\x00")[0])


def _whole_number(values: Any) -> int:  # noqa: ANN401 -- ExifRead has no types for values
    """The first value if it is a whole number, else 0."""
    first = values[0] if isinstance(values, list) and values else None
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


def _position(numbers: dict[tuple[str, int], Any], problems: list[Problem]) -> tuple[float, float] | None:
    """Latitude and longitude, north and east positive; None unless both are sound."""
    degrees: list[float] = []
    for axis, number, most in zip(("GPSLatitude", "GPSLongitude"), (2, 4), _MOST_DEGREES, strict=True):
        parts = _decimals(numbers.get(("GPS", number)))
        reference = numbers.get(("GPS", number - 1))
        if not parts or reference is None:
            return None
        value = sum(part / 60**place for place, part in enumerate(parts[:3]))
        if value > most:
            problems.append(Problem(block="exif", reason=f"{axis} of {value:.0f} degrees"))
            return None
        degrees.append(-value if str(reference)[:1].upper() in {"S", "W"} else value)
    return degrees[0], degrees[1]
