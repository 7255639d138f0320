from io import BytesIO

import pytest

from catalog.errors import CatalogError
from catalog.images.sidecar import read_sidecar
from catalog.images.writing import CannotWriteError, FieldValue, Written, check_copy, plan_copy, plan_sidecar
from catalog.images.writing.pieces import Pieces


def test_a_format_without_a_place_gets_an_exact_copy_and_a_sidecar(build, copied, say):
    data = build.picture("GIF", mode="P", colour=1)

    copy = copied(data, say(headline="A lamp", creators=["Ann", "Bo"]))

    assert copy.data == data
    assert copy.plan.notes == ("gif files take no metadata from us: an exact copy, and a sidecar beside it",)
    fields = read_sidecar(BytesIO(copy.plan.sidecar))
    assert {name: field.value for name, field in fields.items()} == {
        "headline": "A lamp",
        "creators": ["Ann", "Bo"],
    }


def test_a_sidecar_goes_on_from_the_pictures_own_xmp(build, tmp_path, say):
    path = tmp_path / "a.jpg"
    path.write_bytes(build.jpeg(xmp=[build.xmp("<dc:format>f</dc:format>", 'photoshop:Headline="old"')]))

    plan = plan_sidecar(str(path), say(headline="A"))
    sidecar = tmp_path / "a.jpg.xmp"
    sidecar.write_bytes(plan.sidecar)

    assert b"<dc:format>f<" in plan.sidecar
    assert b"old" not in plan.sidecar
    assert check_copy(str(sidecar), plan.written) == ()
    assert plan.pieces == ()


@pytest.mark.parametrize("data", [b"no picture at all", None])
def test_a_sidecar_holds_the_values_alone_where_there_is_no_xmp_to_read(build, tmp_path, say, data):
    path = tmp_path / "a.jpg"
    path.write_bytes(data or build.jpeg(xmp=[b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><"]))

    plan = plan_sidecar(str(path), say(headline="A"))

    assert read_sidecar(BytesIO(plan.sidecar))["headline"].value == "A"
    reason = "not well-formed: unclosed token: line 1, column 36"
    assert plan.notes == (() if data else (f"the picture's own XMP is not in the sidecar ({reason})",))


def test_bytes_that_are_no_picture_have_no_copy(tmp_path):
    path = tmp_path / "a.jpg"
    path.write_bytes(b"no picture at all")

    with pytest.raises(CannotWriteError, match="no image"):
        plan_copy(str(path), ())


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CatalogError, match="No such file"):
        plan_copy(str(tmp_path / "none"), ())


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (("headline", "xmp", "photoshop:Headline", ("A ",)), ()),
        (("headline", "xmp", "photoshop:Headline", ("B",)), ("xmp photoshop:Headline",)),
        (("headline", "xmp", "photoshop:Headline", ()), ("xmp photoshop:Headline",)),
        (("source", "iim", "2:115", ("A",)), ("iim 2:115",)),
        (("creators", "xmp", "dc:creator", ("A", "B")), ("xmp dc:creator",)),
        (("date_created", "iim", "2:55", ("20200900",)), ("iim 2:55",)),
        (("source", "iim", "2:115", ()), ()),
    ],
)
def test_a_copy_that_says_something_else_is_found(build, tmp_path, written, found):
    written = Written(**dict(zip(("name", "block", "path", "texts"), written, strict=True)))
    path = tmp_path / "a.jpg"
    path.write_bytes(build.jpeg(xmp=[build.xmp("", 'photoshop:Headline="A"')]))

    assert check_copy(str(path), (written,)) == found


def test_values_of_a_structure_lose_their_controls_too(build, copied):
    place = FieldValue(name="location_created", members=(("Iptc4xmpExt:LocationName", "Tri\x00este"),))

    assert copied(build.jpeg(), [place]).record.fields["location_created"].value == ["Trieste"]


def test_ranges_that_touch_become_one_and_none_is_empty():
    pieces = Pieces(10)
    pieces.keep(0, 4)
    pieces.keep(4, 6)
    pieces.keep(6, 6)
    pieces.add(b"")
    pieces.keep(7)

    assert pieces.done() == ((0, 6), (7, 10))
    assert pieces.length == 9
