import msgspec
import pytest

from catalog.records import ImageRecord, ParsedCaption, Photo, Reference, Value
from catalog.search import All, parse_query
from tests.web import captions
from tests.web.pictures import field
from web.cards import alternative_text, card, headline_of, picture_of

REF = Reference(provider="desk", id="x")
IMAGE = ImageRecord(file="a.jpg", width=3000, height=2000, sha256="f" * 64)


def photo(caption=None, image=None, **more):
    return Photo(id=1, ref=REF, caption=caption, image=image, **more)


@pytest.mark.parametrize(
    ("orientation", "size"),
    [
        (None, (320, 213)),
        ("Horizontal (normal)", (320, 213)),
        ("Rotated 180", (320, 213)),
        ("Rotated 90 CW", (213, 320)),
        ("Mirrored horizontal then rotated 270 CW", (213, 320)),
        ("6", (213, 320)),
        (8, (213, 320)),
        (3, (320, 213)),
    ],
)
def test_a_turned_picture_swaps_its_sides(orientation, size):
    blocks = {"exif": {"Image Orientation": orientation}} if orientation is not None else {}
    assert picture_of(photo(image=msgspec.structs.replace(IMAGE, blocks=blocks)), 320)[:2] == size


def test_a_small_picture_is_not_enlarged():
    assert picture_of(photo(image=msgspec.structs.replace(IMAGE, width=100, height=1)), 320)[:2] == (100, 1)


@pytest.mark.parametrize("missing", ["width", "height", "sha256"])
def test_an_unreadable_image_has_no_picture(missing):
    assert picture_of(photo(image=msgspec.structs.replace(IMAGE, **{missing: ""})), 320) is None


def test_a_long_caption_is_cut_at_a_word_for_listeners():
    said = alternative_text(photo(ParsedCaption(caption="lantern " * 60)))
    assert said.endswith("lantern…")
    assert len(said) <= 251


def test_without_words_the_file_s_name_describes_the_picture():
    assert alternative_text(photo(image=IMAGE)) == "a.jpg"
    assert alternative_text(photo()) == "Photo without a caption"


def test_a_person_s_word_is_shown_before_the_machine_s():
    made = card(
        photo(captions.bridge(), values={"place": Value(machine="Albi", human="Castres", shown="Castres")}),
        All(),
    )
    assert (made.place, made.country) == ("Castres", "France")


def test_without_a_credit_line_the_agencies_are_the_credit():
    caption = msgspec.structs.replace(captions.bridge(), credit_line=None)
    assert card(photo(caption), All()).credit == "LUMEN AGENCY"
    assert card(photo(), All()).credit == ""


def test_a_headline_is_the_person_s_else_the_file_s():
    image = msgspec.structs.replace(IMAGE, fields={"headline": field("Bridge", ("iim", "2:105", "Bridge"))})
    assert headline_of(photo(image=image)) == "Bridge"
    told = {"headline": Value(human="Old bridge", shown="Old bridge")}
    assert headline_of(photo(image=image, values=told)) == "Old bridge"
    assert headline_of(photo()) == ""


def test_a_place_that_names_its_country_is_not_said_twice():
    caption = ParsedCaption(
        caption="France", places=(captions.place("France", "France", "FR"),), country="FR"
    )
    assert (card(photo(caption), All()).place, card(photo(caption), All()).country) == ("France", "")


def test_the_pieces_of_a_card_are_its_caption():
    made = card(photo(captions.bridge()), parse_query("cables OR river"))
    assert "".join(text for text, _ in made.pieces) == made.caption
    assert [text for text, asked in made.pieces if asked] == ["cables", "river"]
