"""What ExifTool says of a file, and how that differs between an original and its copy."""

import json
import re
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.exiftool import PROGRAM
from catalog.images.writing import Written

SECONDS = 20
# Facts of the file, not of its metadata; what ExifTool computes of other tags; where things lie in the file.
_ASIDE = ("System", "ExifTool", "Composite", "SourceFile")
_PLACES = frozenset(
    {
        "File:CurrentIPTCDigest", "MPF0:MPImageStart", "MPImage1:MPImageLength", "MPImage1:MPImageStart",
        "MPImage2:MPImageStart", "MPImage3:MPImageStart", "IFD1:ThumbnailOffset", "IFD1:StripOffsets",
    }
)  # fmt: skip
# What belongs to writing IIM and XMP, and what a copy leaves out on purpose.
_OURS = frozenset(
    {
        "IPTC:CodedCharacterSet", "IPTC:EnvelopeRecordVersion", "IPTC:ApplicationRecordVersion",
        "IPTC:TimeCreated", "Photoshop:IPTCDigest", "XMP-photoshop:LegacyIPTCDigest",
        "XMP-xmpNote:HasExtendedXMP", "XMP-dcterms:Provenance", "RIFF:WebP_Flags",
        # Every WebP file with metadata is an extended one, whose size stands elsewhere.
        "File:FileType", "RIFF:ImageHeight", "RIFF:ImageWidth",
    }
)  # fmt: skip
_CREDENTIALS = ("JUMBF", "C2PA", "CBOR", "JSON", "Jpeg2000")
# ExifTool's names of the places that copies are written to.
_NAMES = {
    "2:120": "IPTC:Caption-Abstract", "2:105": "IPTC:Headline", "2:80": "IPTC:By-line",
    "2:110": "IPTC:Credit", "2:115": "IPTC:Source", "2:116": "IPTC:CopyrightNotice",
    "2:55": "IPTC:DateCreated", "2:90": "IPTC:City",
    "2:101": "IPTC:Country-PrimaryLocationName", "2:100": "IPTC:Country-PrimaryLocationCode",
    "2:40": "IPTC:SpecialInstructions", "dc:description": "XMP-dc:Description",
    "photoshop:Headline": "XMP-photoshop:Headline", "dc:creator": "XMP-dc:Creator",
    "photoshop:Credit": "XMP-photoshop:Credit", "photoshop:Source": "XMP-photoshop:Source",
    "dc:rights": "XMP-dc:Rights", "photoshop:DateCreated": "XMP-photoshop:DateCreated",
    "photoshop:City": "XMP-photoshop:City", "photoshop:Country": "XMP-photoshop:Country",
    "Iptc4xmpCore:CountryCode": "XMP-iptcCore:CountryCode",
    "photoshop:Instructions": "XMP-photoshop:Instructions", "xmp:MetadataDate": "XMP-xmp:MetadataDate",
    "Iptc4xmpExt:LocationCreated": "XMP-iptcExt:LocationCreated",
}  # fmt: skip

Tags = Mapping[str, Any]


class Difference(NamedTuple):
    """What ExifTool sees otherwise in a copy.

    Attributes:
        warnings: Warnings and errors that the original does not have.
        wrong: Places that do not say what was written.
        changed: Other tags that differ, come or go.
    """

    warnings: tuple[str, ...]
    wrong: tuple[str, ...]
    changed: tuple[str, ...]


def tags_of(path: Path) -> Tags | None:
    """Every tag under `group:name`, structures whole; None where ExifTool does not come to an end."""
    command = [PROGRAM, "-j", "-G1:4", "-a", "-struct", "-validate", "-warning", "-error", "-all", str(path)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603 -- as above
    except subprocess.TimeoutExpired:
        return None
    found = json.loads(done.stdout.decode("utf-8", "replace") or "[{}]")
    tags: dict[str, Any] = found[0]
    return tags


def compare(before: Tags, after: Tags, written: Iterable[Written], *, recoded: bool = False) -> Difference:
    """What differs between an original and its copy.

    Args:
        before: The original's tags.
        after: The copy's.
        written: What was to change.
        recoded: Whether IIM text was recoded, whose letters ExifTool may have read otherwise before.
    """
    intended = {_NAMES[one.path]: one for one in written}
    warnings = sorted(_warnings(after) - _warnings(before))
    wrong = [name for name, one in intended.items() if not _says(after, name, one)]
    old, new = _values(before), _values(after)
    changed = [
        name
        for name in sorted({*old, *new})
        if old.get(name) != new.get(name)
        and not _is_aside(name)
        and name not in intended
        and not (name.startswith("IPTC:") and (recoded or _is_repaired(old.get(name), new.get(name))))
    ]
    return Difference(tuple(warnings), tuple(wrong), tuple(changed))


def _is_repaired(before: list[str] | None, after: list[str] | None) -> bool:
    """Whether letters that ExifTool read in another charset, as none was declared, are read rightly now."""
    misread = [text.encode().decode("cp1252", "replace") for text in map(_unescaped, after or ())]
    return [_even(text) for text in map(_unescaped, before or ())] == [_even(text) for text in misread]


def _unescaped(text: str) -> str:
    return str(json.loads(text))


def _values(tags: Tags) -> dict[str, list[str]]:
    """All values of each tag, whatever ExifTool numbers them by: it counts tags of all groups together."""
    values: dict[str, list[str]] = {}
    for name, value in tags.items():
        values.setdefault(_bare(name), []).append(json.dumps(value, sort_keys=True))
    return {name: sorted(found) for name, found in values.items()}


def _bare(name: str) -> str:
    """`IPTC:Copy1:By-line` as `IPTC:By-line`, `XMP-dc:Description-x-default` without its language."""
    parts = re.sub(r"^IPTC\d", "IPTC", name).split(":")
    return f"{parts[0]}:{parts[-1].removesuffix('-x-default')}" if len(parts) > 1 else name


def _is_aside(name: str) -> bool:
    """Whether a tag may differ."""
    group = name.partition(":")[0]
    return group in _ASIDE or group.startswith(_CREDENTIALS) or name in _PLACES or name in _OURS


def _warnings(tags: Tags) -> set[str]:
    return {str(text) for name, text in tags.items() if _bare(name) in {"ExifTool:Warning", "ExifTool:Error"}}


def _says(tags: Tags, name: str, one: Written) -> bool:
    """Whether a tag has the value that was written, or is gone."""
    values = [value for key, value in tags.items() if _bare(key) == name]
    if not one.texts:
        return not values
    if name.endswith("LocationCreated"):
        return bool(values) and all(text in json.dumps(values, ensure_ascii=False) for text in one.texts)
    wanted = list(one.texts)
    if name.endswith(("DateCreated", "MetadataDate")):
        day = _digits(wanted[0])[:8].rstrip("0")
        return bool(values) and all(_digits(str(value)).startswith(day) for value in values)
    for value in values:
        read = [str(item) for item in value] if isinstance(value, list) else [str(value)]
        if [_even(item) for item in read] == [_even(item) for item in wanted]:
            return True
    return False


def _even(text: str) -> str:
    """Text without the line ends that ExifTool prints as dots or drops."""
    return "".join(character for character in text if character.isalnum())


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())
