"""The metadata fields of a news photograph: IPTC label, group and place in EXIF, IIM and XMP.

The table itself is `data/fields.toml`; every entry there names the standard it was taken from.
"""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

import msgspec
from msgspec import Struct

from catalog.errors import CatalogError

ValueKind = Literal["text", "list", "date", "position"]
Group = Literal["description", "credit", "rights", "place", "date", "technical"]


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


class FieldTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole vocabulary file.

    Attributes:
        fields: Every field, in the order in which a page shows them.
        sources: Key to the standard's title and address.
        namespaces: The usual XMP prefix to its namespace URI.
        camera_placeholders: What cameras write where a description belongs.
    """

    fields: tuple[Field, ...]
    sources: dict[str, str]
    namespaces: dict[str, str]
    camera_placeholders: tuple[str, ...]


@lru_cache(maxsize=1)
def load_field_table() -> FieldTable:
    """Read the vocabulary that comes with the program, once per process.

    Raises:
        CatalogError: The file has another shape than the records here.
    """
    text = files("catalog.vocabulary").joinpath("data/fields.toml").read_text(encoding="utf-8")
    return read_field_table(text, "fields.toml")


def read_field_table(text: str, where: str) -> FieldTable:
    """Read a vocabulary file's text.

    Args:
        text: TOML.
        where: The file's name, for the error.

    Raises:
        CatalogError: It is no TOML, or an entry has another shape than the records here.
    """
    try:
        return msgspec.convert(tomllib.loads(text), FieldTable)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise CatalogError(where, str(error)) from error


@lru_cache(maxsize=1)
def load_fields() -> Mapping[str, Field]:
    """Every field by its name, in the order in which a page shows them."""
    return MappingProxyType({field.name: field for field in load_field_table().fields})
