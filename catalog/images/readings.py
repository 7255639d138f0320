"""What each block says of each field: every value with the place it stands at."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from msgspec import UNSET, UnsetType

from catalog.dates import read_date
from catalog.images.agreement import Cut, reaches_limit
from catalog.images.exif import ExifReading
from catalog.images.iim import IimReading
from catalog.images.text import clean_text
from catalog.images.xmp import NOTHING, XmpReading
from catalog.records import FieldReading, Problem
from catalog.vocabulary.fields import Field, IimDataset, load_field_table

# XMP writes coordinates as `48,16.5N` or `48,16,30N` (ISO 16684-1, GPSCoordinate), some writers as `-48.275`.
_COORDINATE = re.compile(
    r"(-?\d{1,3}(?:\.\d+)?)(?:,(\d+(?:\.\d+)?))?(?:,(\d+(?:\.\d+)?))?([NSEW]?)", re.ASCII
)


class _Packet(NamedTuple):
    """XMP of one origin: its block, its properties, and their names in lower case."""

    block: str
    properties: dict[str, Any]
    spellings: dict[str, str]


class BlockReader:
    """Reads fields out of a file's blocks.

    Args:
        exif: The file's EXIF.
        iim: The file's IIM.
        xmp: The file's XMP.
        sidecar: The XMP of a file beside it.
    """

    def __init__(
        self, exif: ExifReading, iim: IimReading, xmp: XmpReading, sidecar: XmpReading = NOTHING
    ) -> None:
        self._exif = exif
        self._iim = iim
        self._packets = tuple(
            _Packet(block, one.properties, {name.lower(): name for name in reversed(one.properties)})
            for block, one in (("sidecar", sidecar), ("xmp", xmp))
            if one.properties
        )
        self._placeholders = tuple(text.lower() for text in load_field_table().camera_placeholders)
        self.problems: list[Problem] = []

    def readings(self, field: Field) -> Iterator[FieldReading]:
        """Every non-blank reading of a field: sidecar, XMP, IIM, EXIF."""
        for packet in self._packets:
            yield from self._xmp(field, packet)
        yield from self._in_iim(field)
        yield from self._in_exif(field)

    def _xmp(self, field: Field, packet: "_Packet") -> Iterator[FieldReading]:
        if field.xmp is None:
            return
        for path in field.xmp.paths:
            name = path if path in packet.properties else packet.spellings.get(path.lower())
            if name is None:
                continue
            value = self._xmp_value(field, packet, packet.properties[name])
            if value:
                if name != path:
                    self._note(packet.block, f"{name} is read as {path}")
                structures = _structures(field, packet.properties[name])
                yield FieldReading(block=packet.block, path=name, value=value, structures=structures)

    def _xmp_value(self, field: Field, packet: "_Packet", value: Any) -> str | list[str]:  # noqa: ANN401 -- RDF values
        """An XMP value in the shape of the field."""
        if field.kind == "position":
            return _position(value, packet.properties.get("exif:GPSLongitude"))
        if field.xmp is not None and field.xmp.kind == "struct":
            members, otherwise = field.xmp.members, field.xmp.otherwise
            texts = [_member_text(item, members, otherwise) for item in _listed(value)]
        else:
            texts = [_plain_text(item) for item in _listed(value)]
        texts = [text for text in texts if text]
        if field.kind == "date":
            return self._date(packet.block, texts[0]) if texts else ""
        return texts if field.kind == "list" else "; ".join(texts)

    def _in_iim(self, field: Field) -> Iterator[FieldReading]:
        if field.iim is None or field.iim.dataset not in self._iim.values:
            return
        at, limit = field.iim.dataset, field.iim.max_bytes
        pairs = [(v, s) for v, s in zip(self._iim.values[at], self._iim.sizes[at], strict=True) if v]
        if field.kind == "date":
            yield from self._iim_date(field.iim)
            return
        groups = [pairs] if field.iim.repeats else [[pair] for pair in pairs]
        for group in groups:
            if group:
                texts = [_part(text, field.iim.part) for text, _ in group]
                yield Cut(
                    block="iim",
                    path=at,
                    value=texts if field.kind == "list" else "; ".join(texts),
                    at_limit=tuple(reaches_limit(size, limit) for _, size in group)
                    if field.kind == "list"
                    else (reaches_limit(group[-1][1], limit),),
                )

    def _iim_date(self, place: IimDataset) -> Iterator[FieldReading]:
        """The date with the time of day that stands apart."""
        times = self._iim.values.get(place.time or "", [""])
        value = self._date("iim", self._iim.values[place.dataset][0], time=times[0])
        if value:
            yield FieldReading(block="iim", path=place.dataset, value=value)

    def _in_exif(self, field: Field) -> Iterator[FieldReading]:
        if field.exif is None:
            return
        for tag in field.exif.tags:
            value = self._exif_value(field, tag)
            if value:
                yield FieldReading(block="exif", path=tag, value=value)

    def _exif_value(self, field: Field, tag: str) -> str | list[str]:
        """An EXIF tag's value in the shape of the field; what cameras write for want of a value is blank."""
        if field.kind == "position":
            return ",".join(f"{axis:.6f}" for axis in self._exif.position or ())
        text = self._exif_text(tag)
        if not text or field.exif is None or text.lower() in self._placeholders:
            return ""
        if field.kind == "date":
            time = self._exif_text(field.exif.time)
            return self._date(
                "exif", text, time=f"{time}Z" if time else "",
                offset=self._exif_text(field.exif.offset), subsecond=self._exif_text(field.exif.subsecond),
            )  # fmt: skip
        if field.kind == "list":
            return [item.strip() for item in text.split(field.exif.separator or "\x00") if item.strip()]
        return text

    def _exif_text(self, tag: str | None) -> str:
        """An EXIF tag's text, blank where there is none."""
        return self._exif.values.get(tag, "") if tag else ""

    def _date(self, block: str, day: str, *, time: str = "", offset: str = "", subsecond: str = "") -> str:
        """A date as ISO 8601, blank where it cannot be read."""
        read = read_date(day, time=time, offset=offset, subsecond=subsecond)
        if read.problem:
            self._note(block, read.problem)
        return read.value or ""

    def _note(self, block: str, reason: str) -> None:
        problem = Problem(block=block, reason=reason)
        if problem not in self.problems:
            self.problems.append(problem)


def _part(text: str, number: int | None) -> str:
    """One of the parts between colons, the whole where there are not so many."""
    parts = text.split(":")
    return parts[number] if number is not None and number < len(parts) else text


def _structures(field: Field, value: Any) -> tuple[dict[str, Any], ...] | UnsetType:  # noqa: ANN401 -- RDF values
    """The structures of a structured field, whole."""
    if field.xmp is None or field.xmp.kind != "struct":
        return UNSET
    found = tuple(item for item in _listed(value) if isinstance(item, dict))
    return found or UNSET


def _listed(value: Any) -> list[Any]:  # noqa: ANN401 -- RDF values
    """A value as a list."""
    return value if isinstance(value, list) else [value]


def _plain_text(value: Any) -> str:  # noqa: ANN401 -- RDF values
    """The text of a value; of several languages the default one, else the first."""
    if isinstance(value, dict):
        value = value.get("x-default") or next(iter(value.values()), "")
    if isinstance(value, list):
        value = "; ".join(item for item in value if isinstance(item, str))
    return clean_text(value) if isinstance(value, str) else ""


def _member_text(value: Any, members: tuple[str, ...], otherwise: str | None) -> str:  # noqa: ANN401 -- RDF values
    """A structure in one line: the members to show, or the one to show otherwise."""
    if not isinstance(value, dict):
        return _plain_text(value)
    shown = ", ".join(text for name in members if (text := _plain_text(value.get(name))))
    return shown or _plain_text(value.get(otherwise or ""))


def _position(latitude: Any, longitude: Any) -> str:  # noqa: ANN401 -- RDF values
    """`latitude,longitude` in degrees, blank unless both can be read."""
    degrees = [_degrees(axis) for axis in (latitude, longitude)]
    return ",".join(f"{value:.6f}" for value in degrees if value is not None) if None not in degrees else ""


def _degrees(text: Any) -> float | None:  # noqa: ANN401 -- RDF values
    """One XMP coordinate in degrees."""
    match = _COORDINATE.fullmatch(text.strip().upper()) if isinstance(text, str) else None
    if match is None:
        return None
    value = float(match[1]) + float(match[2] or 0) / 60 + float(match[3] or 0) / 3600
    return -value if match[4] in {"S", "W"} else value
