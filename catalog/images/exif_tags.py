"""EXIF entries with the names and words of ExifRead, which also reads files that are no TIFF stream."""

import logging
import mmap
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from io import UnsupportedOperation
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, cast

import exifread
from exifread.core.exceptions import ExifError
from exifread.tags.exif import EXIF_TAGS, GPS_INFO, INTEROP_INFO

from catalog.images.directories import Buffer, Entry, is_stream, walk
from catalog.records import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# What ExifRead was seen to raise on damaged files; everything else is a fault of ours.
_REFUSALS = (
    ArithmeticError, AssertionError, AttributeError, EOFError, ExifError, LookupError, MemoryError, OSError,
    RuntimeError, TypeError, ValueError, struct.error,
)  # fmt: skip
# A damaged directory may claim 65,535 entries, and thousands of directories may overlap; a sound file needs
# a few hundred reads.
_MOST_READS = 40_000
_LONGEST_READ = 256 * 1024
_LARGEST_COPIED = 64 * 1024 * 1024
_NAMED_IN = {"GPS": GPS_INFO[1], "Interoperability": INTEROP_INFO[1]}
# Added in Exif 3.0 (CIPA DC-008-2023, table 8), which ExifRead does not name yet.
_EXIF_3 = {
    0xA436: "ImageTitle", 0xA437: "Photographer", 0xA438: "ImageEditor", 0xA439: "CameraFirmware",
    0xA43A: "RAWDevelopingSoftware", 0xA43B: "ImageEditingSoftware", 0xA43C: "MetadataEditingSoftware",
}  # fmt: skip


class ExifTag(NamedTuple):
    """One entry of a directory.

    Attributes:
        directory: `Image` (the first), `Thumbnail` (the second), `EXIF`, `GPS` or `Interoperability`.
        number: Tag number.
        name: Its name in the standard, `Tag 0x...` where ExifRead knows none.
        values: Text, bytes, or a list of numbers and ratios.
        printed: The values in words, `CenterWeightedAverage`.
    """

    directory: str
    number: int
    name: str
    values: Any
    printed: str


def read_stream(data: Buffer) -> list[ExifTag]:
    """The entries of a TIFF stream, none where it is no such stream."""
    return [_tag(entry) for entry in walk(data)] if is_stream(data) else []


def read_file(file: BinaryIO, problems: list[Problem]) -> list[ExifTag]:
    """The entries of a whole file: TIFF and raw formats, and any other in which ExifRead finds them.

    Args:
        file: Seekable bytes.
        problems: Told what ExifRead raised.
    """
    file.seek(0)
    if is_stream(file.read(2)):
        with _mapped(file) as data:
            return read_stream(data)
    _silence()
    try:
        found: dict[str, Any] = exifread.process_file(
            cast("BinaryIO", _Bounded(file)), details=False, extract_thumbnail=False
        )
    except _REFUSALS as error:
        problems.append(Problem(block="exif", reason=f"{type(error).__name__}: {error}"[:200]))
        return []
    return [_found(key, tag) for key, tag in found.items() if hasattr(tag, "field_type")]


def _tag(entry: Entry) -> ExifTag:
    """An entry under the name that ExifRead has for it."""
    directory, number, values, text = entry
    name, words = _naming(directory, number)
    if isinstance(values, bytes):
        return ExifTag(directory, number, name, _decoded(values) if text else values, "")
    return ExifTag(directory, number, name, values, _in_words(values, words))


@lru_cache(maxsize=4096)
def _naming(directory: str, number: int) -> tuple[str, Any]:
    """The tag's name, and what turns its values into words: a table, a function, or nothing."""
    names = cast("Mapping[int, tuple[str, Any]]", _NAMED_IN.get(directory, EXIF_TAGS))
    return names.get(number) or (_EXIF_3.get(number, f"Tag 0x{number:04X}"), None)


def _decoded(value: bytes) -> str | bytes:
    """A text that is UTF-8; one that is not stays bytes."""
    value = value.rstrip(b"\x00")
    if b"\x00" in value:
        # Copyright is the photographer's and the editor's, parted by a zero (Exif 3.0, tag 0x8298).
        value = b"; ".join([part for part in value.split(b"\x00") if part.strip()][:2])
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value


def _in_words(values: list[Any], words: Any) -> str:  # noqa: ANN401 -- ExifRead's tables have no types
    """Numbers as ExifRead prints them."""
    if words is not None:
        if callable(words):
            return str(cast("Callable[[Any], str]", words)(values))
        if isinstance(words, dict):
            return "".join(words.get(value, repr(value)) for value in values)
    if len(values) == 1:
        return str(values[0])
    if len(values) > 20:  # noqa: PLR2004 -- as many as ExifRead prints
        return f"{str(values[:20])[:-1]}, ... ]"
    return str(values)


def _found(key: str, tag: Any) -> ExifTag:  # noqa: ANN401 -- ExifRead has no types for tags
    """ExifRead's key is directory and name, of which only `IFD 2` and `Tag 0x...` hold a blank."""
    directory, unknown, name = key.partition(" Tag ")
    if not unknown:
        directory, _, name = key.rpartition(" ")
    return ExifTag(directory, tag.tag, f"Tag {name}" if unknown else name, tag.values, str(tag.printable))


@contextmanager
def _mapped(file: BinaryIO) -> Iterator[Buffer]:
    """A file's bytes without reading them all, where it is a file of the system."""
    try:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (UnsupportedOperation, OSError, ValueError, AttributeError):
        file.seek(0)
        yield file.read(_LARGEST_COPIED)
        return
    with mapped, memoryview(mapped) as view:
        yield view


class _Bounded:
    """A stream that seems to end once it was read too often, so that no directory keeps ExifRead busy."""

    def __init__(self, stream: BinaryIO) -> None:
        self._read = stream.read
        self._reads = 0
        self.seek = stream.seek
        self.tell = stream.tell

    def read(self, size: int = -1) -> bytes:
        """At most `_LONGEST_READ` bytes."""
        self._reads += 1
        if self._reads > _MOST_READS:
            return b""
        return self._read(size if 0 <= size <= _LONGEST_READ else _LONGEST_READ)


@lru_cache(maxsize=1)
def _silence() -> None:
    """Keep ExifRead's warnings about damaged tags off the terminal, and unmade."""
    logging.getLogger("exifread").setLevel(logging.CRITICAL)
