from catalog.records import ImageRecord, Photo, Reference
from tests.web.pictures import field
from web.metadata import blocks_of, metadata_rows

LONG = "A handout photo made available by the Aldby Harbour Board shows a crane."
CUT = "EPA/ALDBY HARBOUR BOARD HANDOUT"


def photo(**fields):
    image = ImageRecord(file="a.jpg", fields=fields)
    return Photo(id=1, ref=Reference(provider="desk", id="x"), image=image)


def readings(**fields):
    [row] = metadata_rows(photo(**fields), ("xmp", "iim", "exif"))
    return [[reading[2:] for reading in cell.readings] for cell in row.cells]


def test_a_long_text_is_said_once_and_then_referred_to():
    said = field(LONG, ("xmp", "dc:description", LONG), ("iim", "2:120", LONG), ("exif", "0x010E", LONG))
    assert readings(description=said) == [[("", False)], [("XMP", False)], [("XMP", False)]]


def test_a_short_text_is_repeated_so_that_it_can_be_compared():
    said = field("EPA", ("xmp", "photoshop:Credit", "EPA"), ("iim", "2:110", "EPA"))
    assert readings(credit_line=said) == [[("", False)], [("", False)], []]


def test_a_credit_that_stops_at_the_limit_of_its_field_is_cut():
    # 2:110 holds 32 bytes; this credit has 31 and the other block goes on.
    assert len(CUT) == 31
    said = field(f"{CUT} X", ("xmp", "photoshop:Credit", f"{CUT} X"), ("iim", "2:110", CUT))
    assert readings(credit_line=said) == [[("", False)], [("", True)], []]


def test_a_shorter_credit_is_another_one_and_not_cut():
    said = field("EPA/ALDBY", ("xmp", "photoshop:Credit", "EPA/ALDBY"), ("iim", "2:110", "EPA"))
    assert readings(credit_line=said) == [[("", False)], [("", False)], []]


def test_a_date_without_its_time_is_not_cut():
    said = field("2025-05-18T09:41", ("iim", "2:55", "2025-05-18"), ("exif", "0x9003", "2025-05-18T09:41"))
    assert readings(date_created=said) == [[], [("", False)], [("", False)]]


def test_only_blocks_that_state_a_field_have_a_column():
    assert blocks_of(photo(source=field("EPA", ("iim", "2:115", "EPA")))) == ("iim",)
    assert blocks_of(Photo(id=1, ref=Reference(provider="desk", id="x"))) == ()
