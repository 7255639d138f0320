"""The JSON reference has a heading for every key of the records, with every value of a closed list."""

import enum
import typing

import msgspec
import pytest

from catalog.records import (
    Cluster,
    ContentCredentials,
    CreditFields,
    Explanation,
    Handout,
    HandoutParty,
    ImageRecord,
    ParsedCaption,
    Photo,
    Reference,
)
from tests.docs.markdown import headings, read, section, sections

PAGES = {
    "reference/caption-json.md": ParsedCaption,
    "reference/explanation-json.md": Explanation,
    "reference/image-json.md": ImageRecord,
    "reference/credentials-json.md": ContentCredentials,
    "reference/credit-json.md": CreditFields,
    "reference/photo-json.md": Photo,
    "reference/cluster-json.md": Cluster,
}
ELSEWHERE = {
    "reference/image-json.md": {ContentCredentials},
    "reference/photo-json.md": {ParsedCaption, ImageRecord},
    "reference/cluster-json.md": {Reference, Handout, HandoutParty},
}
"""Records that a page only names, because they have a page of their own."""
TOP = "The object"


def _inside(annotation, path):
    """The structs and closed lists in a type, each with its path: `agencies[]`, `fields{}`."""
    if isinstance(annotation, type) and issubclass(annotation, msgspec.Struct | enum.Enum):
        yield annotation, path
        return
    origin = typing.get_origin(annotation)
    step = {tuple: "[]", list: "[]", dict: "{}"}.get(origin, "")
    for argument in typing.get_args(annotation):
        yield from _inside(argument, path + step)


def _walk(record, path, skip):
    """Every struct below a record with the path where it stands first."""
    found = {path or TOP: record}
    for field in msgspec.structs.fields(record):
        whole = f"{path}.{field.encode_name}" if path else field.encode_name
        for kind, where in _inside(field.type, whole):
            if issubclass(kind, msgspec.Struct) and kind not in skip:
                # An ingredient may hold ingredients: what is described once is not gone into again.
                for name, struct in _walk(kind, where, skip | {kind}).items():
                    if struct not in found.values():
                        found[name] = struct
    return found


RECORDS = [
    (page, path, record)
    for page, root in PAGES.items()
    for path, record in _walk(root, "", ELSEWHERE.get(page, set())).items()
]


@pytest.mark.parametrize(("page", "root"), PAGES.items())
def test_the_sections_of_a_page_are_the_objects_of_its_record(page, root):
    assert headings(read(page), 2) == list(_walk(root, "", ELSEWHERE.get(page, set())))


@pytest.mark.parametrize(
    ("page", "path", "record"), RECORDS, ids=[f"{p[10:]}:{path}" for p, path, _ in RECORDS]
)
def test_the_headings_of_a_section_are_the_keys_of_its_object(page, path, record):
    keys = [field.encode_name for field in msgspec.structs.fields(record)]
    assert headings(section(read(page), 2, path), 3) == keys


CODES = [
    (page, path, field.encode_name, kind)
    for page, path, record in RECORDS
    for field in msgspec.structs.fields(record)
    for kind, _ in _inside(field.type, "")
    if issubclass(kind, enum.Enum)
]


@pytest.mark.parametrize(
    ("page", "path", "key", "codes"), CODES, ids=[f"{path}.{key}" for _, path, key, _ in CODES]
)
def test_a_key_with_a_closed_list_names_every_value(page, path, key, codes):
    text = sections(section(read(page), 2, path), 3)[key]
    linked = "#" in text and "same values" in text
    assert linked or [code for code in codes if f"`{code}`" not in text] == []
