"""ExifTool as a second opinion: a program of its own, asked once for many files.

Values come as numbers (`-n`) with their tag's id (`-D`), by the group that tells the directory (`-G1`),
structures whole (`-struct`), repeated tags apart (`-a`, `-G4`).
"""

import json
import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.exiftool import PROGRAM
from benchmarks.reading.claims import Claims, leaves

OPTIONS = ("-j", "-D", "-G1:4", "-struct", "-a", "-n", "-charset", "filename=utf8")
_CHUNK = 200
# Positions of pixels, which ExifTool counts from the start of the file.
OFFSETS = {0x0111, 0x0144, 0x0201, 0x014A, 0x8769, 0x8825, 0xA005}
# Patterns of the sensor and raw identifiers, which ExifTool turns into another notation.
_TURNED = {0xA302, 0xA300, 0xC65D}
_COPY = re.compile(r":Copy\d+")
_DIRECTORIES = {"IFD0": "ifd0", "ExifIFD": "exif", "IFD1": "ifd1", "InteropIFD": "interop"}
# Groups of ExifTool whose prefix is another than the standard's own.
_PREFIXES = {
    "iptcCore": "Iptc4xmpCore", "iptcExt": "Iptc4xmpExt", "getty": "GettyImagesGIFT",
    "microsoft": "MicrosoftPhoto", "photomech": "photomechanic",
}  # fmt: skip
_LANGUAGE = re.compile(r"-[a-z]{2,3}(-[A-Za-z0-9]+)*$")
# Values that ExifTool names without giving them.
_UNSAID = re.compile(r"\((Binary data|large array)")
_PNG_STRUCTURE = {"sRGB", "gAMA", "bKGD", "tRNS", "PLTE", "sBIT", "hIST", "cHRM"}
_PROFILE = {"desc": "description", "cprt": "copyright"}
_JFIF = {"XResolution": "x_density", "YResolution": "y_density"}
# Datasets of the envelope record by ExifTool's names; all others are of the application record.
_ENVELOPE = {
    "EnvelopeRecordVersion", "Destination", "FileFormat", "FileVersion", "ServiceIdentifier",
    "EnvelopeNumber", "ProductID", "EnvelopePriority", "DateSent", "TimeSent", "CodedCharacterSet",
    "UniqueObjectName", "ARMIdentifier", "ARMVersion",
}  # fmt: skip


def read_all(files: Sequence[Path]) -> Iterator[tuple[Path, Claims]]:
    """What ExifTool reads in each file; a file that it cannot read has no claims."""
    for start in range(0, len(files), _CHUNK):
        part = files[start : start + _CHUNK]
        try:
            said = _run(part)
        except (RecursionError, ValueError):
            # One hostile file spoils the answer for all that were asked with it.
            said = {name: found for file in part for name, found in _run_alone(file).items()}
        for file in part:
            yield file, claims(said.get(str(file), {}))


def _run_alone(file: Path) -> dict[str, dict[str, Any]]:
    try:
        return _run([file])
    except (RecursionError, ValueError):
        return {}


def _run(files: Iterable[Path]) -> dict[str, dict[str, Any]]:
    command = [PROGRAM, *OPTIONS, "--System:all", "--Composite:all", "--MakerNotes:all", *map(str, files)]
    done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - as above
    found = json.loads(done.stdout.decode("utf-8", "replace") or "[]")
    return {one["SourceFile"]: one for one in found}


def claims(said: dict[str, Any]) -> Claims:
    """ExifTool's tags as claims; what describes the container's structure is left out."""
    found: Claims = {}
    for key, entry in said.items():
        group, _, name = _COPY.sub("", key).rpartition(":")
        if not isinstance(entry, dict) or "val" not in entry:
            continue
        place = _place(group, name, entry["id"])
        texts = [] if place is None or _UNSAID.match(str(entry["val"])) else leaves(entry["val"])
        if place is not None and any(text.strip() for text in texts):
            found.setdefault(place, []).extend(texts)
    return found


def _place(group: str, name: str, number: str | int) -> tuple[str, str] | None:
    if group in _DIRECTORIES and isinstance(number, int):
        place = f"{_DIRECTORIES[group]} 0x{number:04x}"
        return ("exif", place) if number not in OFFSETS | _TURNED else None
    if group == "GPS" and isinstance(number, int):
        return "gps", f"0x{number:04x}"
    if re.fullmatch(r"IPTC\d?", group) and isinstance(number, int):
        return "iim", f"{1 if name in _ENVELOPE else 2}:{number:02d}"
    if group.startswith("XMP-"):
        prefix = group.removeprefix("XMP-")
        local = _LANGUAGE.sub("", str(number)).rpartition(":")[2]
        return "xmp", f"{_PREFIXES.get(prefix, prefix)}:{local}".lower()
    if group == "ICC_Profile" and number in _PROFILE:
        return "icc", _PROFILE[number]
    if group == "PNG" and isinstance(number, str) and number not in _PNG_STRUCTURE:
        return "png", number.lower() if number != "tIME" else "time"
    if group == "JFIF" and name in _JFIF:
        return "jfif", _JFIF[name]
    if (group, name) in {("File", "Comment"), ("GIF", "Comment")}:
        return "comment", "comment"
    return None
