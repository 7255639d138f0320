"""What we read, as claims: the record that `catalog inspect --json` prints, and EXIF's entries as numbers."""

from io import BytesIO
from pathlib import Path
from typing import Any

from benchmarks.reading.claims import Claims, leaves
from catalog.images.exif import ExifReading, read_exif, read_exif_file
from catalog.images.exif_tags import ExifTag
from catalog.images.read import read_image
from catalog.records import ImageRecord

_DIRECTORIES = {"Image": "ifd0", "EXIF": "exif", "Thumbnail": "ifd1", "Interoperability": "interop"}
_VERSIONS = {("EXIF", 0x9000), ("EXIF", 0xA000), ("Interoperability", 2)}
_IN_PLACE = ("tiff", None)


def read(file: Path) -> tuple[ImageRecord, Claims]:
    """Record and claims of a file."""
    data = BytesIO(file.read_bytes())
    reading = read_image(data, name=file.name)
    record = reading.record
    streams = [block.data for block in reading.blocks if block.kind == "exif"]
    exif = read_exif_file(data) if record.format in _IN_PLACE else read_exif(streams)
    return record, claims(record, exif)


def claims(record: ImageRecord, exif: ExifReading) -> Claims:
    """The record's blocks as claims."""
    found: Claims = {}
    for tag in exif.tags:
        place = _exif_place(tag)
        if place:
            found.setdefault(place, []).append(_number(tag, exif))
    for block, entries in record.blocks.items():
        if block != "exif":
            for name, value in entries.items():
                at = "comment" if block == "comment" else _local(name)
                found.setdefault((block, at), []).extend(leaves(value))
    return found


def _local(name: str) -> str:
    """A property's name with its prefix; one of an unknown namespace by itself."""
    return name.rpartition("}")[2].lower() if name.startswith("{") else name.lower()


def _exif_place(tag: ExifTag) -> tuple[str, str] | None:
    if tag.directory in _DIRECTORIES:
        return "exif", f"{_DIRECTORIES[tag.directory]} 0x{tag.number:04x}"
    return ("gps", f"0x{tag.number:04x}") if tag.directory == "GPS" else None


def _number(tag: ExifTag, exif: ExifReading) -> str:
    """An entry as ExifTool's `-n` writes it: numbers with blanks between them, text as we decode it."""
    values: Any = tag.values
    if not isinstance(values, list) or tag.number in range(0x9C9B, 0x9CA0) or tag.number in {0x1B, 0x1C}:
        return exif.shown[f"{tag.directory} {tag.name}"]
    if (tag.directory, tag.number) in _VERSIONS:
        return bytes(value & 0xFF for value in values).decode("latin-1")
    return " ".join(_one(value) for value in values)


def _one(value: Any) -> str:  # noqa: ANN401 - ExifRead has no types for values
    if isinstance(value, tuple):
        return " ".join(map(str, value))
    denominator = getattr(value, "denominator", 1)
    if denominator == 1:
        return str(value)
    return str(value.numerator / denominator) if denominator else "undef"
