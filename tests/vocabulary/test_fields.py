import re
from importlib.resources import files

import pytest

from catalog.errors import CatalogError
from catalog.vocabulary.fields import FieldFile, Standards, load_field_table, load_fields, read_file

FIELDS = list(load_fields().values())
# Spot checks against the IPTC technical reference, one per kind of place.
KNOWN = [
    ("creators", "Creator", "2:80", 32, "dc:creator", "0x013B"),
    ("credit_line", "Credit Line", "2:110", 32, "photoshop:Credit", None),
    ("source", "Source (Supply Chain)", "2:115", 32, "photoshop:Source", None),
    ("copyright_notice", "Copyright Notice", "2:116", 128, "dc:rights", "0x8298"),
    ("description", "Description", "2:120", 2000, "dc:description", "0x010E"),
    ("date_created", "Date Created", "2:55", 8, "photoshop:DateCreated", "0x9003"),
    ("job_id", "Job Id", "2:103", 32, "photoshop:TransmissionReference", None),
    ("image_suppliers", "Image Supplier", None, None, "plus:ImageSupplier", None),
    ("locations_shown", "Location Shown in the Image", None, None, "Iptc4xmpExt:LocationShown", None),
]


@pytest.mark.parametrize("row", KNOWN, ids=lambda row: row[0])
def test_a_field_stands_where_the_standard_says(row):
    name, label, dataset, size, path, tag = row
    field = load_fields()[name]
    assert field.label == label
    assert (field.iim.dataset, field.iim.max_bytes) == (dataset, size) if dataset else field.iim is None
    assert field.xmp.paths[0] == path
    assert field.exif.tags[0] == tag if tag else field.exif is None


def test_names_labels_and_places_are_unique():
    assert len(load_fields()) == len(load_field_table().fields)
    for places in (
        [field.label for field in FIELDS],
        [field.iptc for field in FIELDS if field.iptc],
        [field.iim.dataset for field in FIELDS if field.iim],
        [path for field in FIELDS if field.xmp for path in field.xmp.paths],
        [tag for field in FIELDS if field.exif for tag in field.exif.tags],
    ):
        assert len(places) == len(set(places))


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_a_field_is_well_formed(field):
    table = load_field_table()
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", field.name)
    assert field.source in table.sources
    assert field.iim or field.xmp or field.exif
    if field.iim:
        assert re.fullmatch(r"[12]:\d\d\d?", field.iim.dataset)
        assert (field.iim.time is not None) == (field.kind == "date")
    if field.xmp:
        names = [
            *field.xmp.paths,
            *field.xmp.members,
            *([field.xmp.otherwise] if field.xmp.otherwise else []),
        ]
        assert {name.partition(":")[0] for name in names} <= set(table.namespaces)
        assert bool(field.xmp.members) == (field.xmp.kind == "struct")
    if field.exif:
        assert all(re.fullmatch(r"(GPS:)?0x[0-9A-F]{4}", tag) for tag in field.exif.tags)


def test_namespaces_have_one_prefix_each():
    namespaces = load_field_table().namespaces
    assert len(set(namespaces.values())) == len(namespaces)


def test_the_table_is_read_once():
    assert load_fields() is load_fields()


def test_a_file_holds_the_fields_of_its_group():
    folder = files("catalog.vocabulary").joinpath("data", "fields")
    for file in folder.iterdir():
        fields = read_file(file.read_text("utf-8"), file.name, FieldFile).fields
        assert {f"{field.group}.toml" for field in fields} == {file.name}


BAD = [
    ("no TOML", FieldFile, "fields = [", "Invalid"),
    ("no fields", FieldFile, "", "missing required field"),
    ("misspelt key", FieldFile, '[[fields]]\nnmae = "x"', "nmae"),
    ("no namespaces", Standards, "sources = {}\ncamera_placeholders = []", "namespaces"),
]


@pytest.mark.parametrize(("shape", "text", "said"), [pytest.param(*rest, id=n) for n, *rest in BAD])
def test_a_broken_file_is_named_with_the_place(shape, text, said):
    with pytest.raises(CatalogError, match=said) as raised:
        read_file(text, "place.toml", shape)
    assert raised.value.where == "place.toml"
