"""The metadata fields of a news photograph: IPTC label, group and place in EXIF, IIM and XMP.

The table lies in `data/fields/`, a file for each group; every entry names the standard it was taken from.
"""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal, TypeVar, get_args

import msgspec
from msgspec import Struct

from catalog.errors import CatalogError

ValueKind = Literal["text", "list", "date", "position"]
Group = Literal["description", "credit", "rights", "place", "date", "technical"]
Shape = TypeVar("Shape", bound=Struct)


class IimDataset(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where IIM keeps a field.

    Attributes:
        dataset: Record and dataset number, `2:80`.
        max_bytes: The standard's limit in bytes, after which writers cut the value off.
        repeats: Whether the dataset may stand more than once.
        time: The dataset that holds the time of day to this date.
        part: Which of the parts between colons is the value, counted from 0; None for all of it.
    """

    dataset: str
    max_bytes: int
    repeats: bool = False
    time: str | None = None
    part: int | None = None


class XmpProperty(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where XMP keeps a field.

    Attributes:
        paths: Property names with their usual prefix, the preferred one first.
        kind: The RDF shape that the standard asks for; readers accept others.
        members: Of a structure, the members to show, joined with commas.
        otherwise: Of a structure, the member to show where none of `members` has a value.
    """

    paths: tuple[str, ...]
    kind: Literal["text", "alt", "bag", "seq", "struct"]
    members: tuple[str, ...] = ()
    otherwise: str | None = None


class ExifTags(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where EXIF keeps a field.

    Attributes:
        tags: Tag numbers as `0x013B` (GPS directory: `GPS:0x001D`), the preferred one first.
        separator: The character that parts several values within one tag.
        offset: Of a date, the tag that holds its offset from UTC.
        subsecond: Of a date, the tag that holds the fraction of its second.
        time: Of a date without one, the tag that holds the time of day in UTC.
    """

    tags: tuple[str, ...]
    separator: str | None = None
    offset: str | None = None
    subsecond: str | None = None
    time: str | None = None


class Field(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One field of the vocabulary.

    Attributes:
        name: IPTC label in snake case, plural where the standard says many.
        label: The label that people read, IPTC's where there is one.
        kind: The shape of the value that readers give.
        group: The heading under which a page shows it.
        source: Key of the standard in `FieldTable.sources`.
        iptc: Property id in the IPTC technical reference.
        iim: Place in IIM, None where it has none.
        xmp: Place in XMP, None where it has none.
        exif: Place in EXIF, None where it has none.
    """

    name: str
    label: str
    kind: ValueKind
    group: Group
    source: str
    iptc: str | None = None
    iim: IimDataset | None = None
    xmp: XmpProperty | None = None
    exif: ExifTags | None = None


class Standards(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the fields rest on, `data/standards.toml`.

    Attributes:
        sources: Key to the standard's title and address.
        namespaces: The usual XMP prefix to its namespace URI.
        camera_placeholders: What cameras write where a description belongs.
    """

    sources: dict[str, str]
    namespaces: dict[str, str]
    camera_placeholders: tuple[str, ...]


class FieldTable(Standards, frozen=True, kw_only=True):
    """The whole vocabulary.

    Attributes:
        fields: Every field, in the order in which a page shows them.
    """

    fields: tuple[Field, ...]


class FieldFile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The fields of one group, `data/fields/GROUP.toml`."""

    fields: tuple[Field, ...]


@lru_cache(maxsize=1)
def load_field_table() -> FieldTable:
    """Read the vocabulary that comes with the program, once per process.

    Raises:
        CatalogError: A file has another shape than the records here.
    """
    data = files("catalog.vocabulary").joinpath("data")
    standards = read_file(data.joinpath("standards.toml").read_text("utf-8"), "standards.toml", Standards)
    fields: list[Field] = []
    for group in get_args(Group):
        where = f"fields/{group}.toml"
        fields.extend(read_file(data.joinpath(where).read_text("utf-8"), where, FieldFile).fields)
    return FieldTable(**msgspec.structs.asdict(standards), fields=tuple(fields))


def read_file(text: str, where: str, shape: type[Shape]) -> Shape:
    """Read the text of one of the vocabulary's files.

    Args:
        text: TOML.
        where: The file's name, for the error.
        shape: `Standards` or `FieldFile`.

    Raises:
        CatalogError: It is no TOML, or an entry has another shape than the records here.
    """
    try:
        return msgspec.convert(tomllib.loads(text), shape)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise CatalogError(where, str(error)) from error


@lru_cache(maxsize=1)
def load_fields() -> Mapping[str, Field]:
    """Every field by its name, in the order in which a page shows them."""
    return MappingProxyType({field.name: field for field in load_field_table().fields})
