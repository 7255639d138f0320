"""The section "Same picture" of a photo's page: what is compared, marked and put in order."""

import re

import pytest
from sqlalchemy import event

from catalog.records import (
    Actor,
    AgencyCredit,
    CreatorCredit,
    Handout,
    ImageRecord,
    ParsedCaption,
    Photo,
    PlaceMention,
    Reference,
    Value,
)
from catalog.search import Near
from catalog.settings import load_settings
from catalog.store import save_photos
from catalog.vocabulary.codes import AgencyRole, HandoutState
from tests.web import samples
from web import create_app
from web.copies import MOST, Copies, copies_of, how_found, wanted
from web.rooms import Rooms

BASE, OTHER = "0f" * 32, "3c" * 32
POSSIBLE = f"{int(BASE, 16) ^ (2**85 - 1) << 171:064x}"
"""85 of 256 bits differ from BASE."""


def caption(text="Boats lie in a harbour.", **values):
    span = (0, 0)
    return ParsedCaption(
        caption=text,
        agencies=tuple(
            AgencyCredit(id=name.lower(), name=name, role=AgencyRole.MAKER, span=span)
            for name in values.pop("agencies", ())
        ),
        creators=tuple(CreatorCredit(name=name, span=span) for name in values.pop("creators", ())),
        places=tuple(PlaceMention(name=name, span=span) for name in values.pop("places", ())),
        **values,
    )


def photo(number, parsed=None, added="2024-01-01T00:00:00", **more):
    image = ImageRecord(file="a.jpg", width=60, height=40, sha256="ab" * 32, phash=BASE)
    return Photo(
        id=number,
        ref=Reference(provider="desk", id=str(number)),
        caption=parsed,
        image=image,
        added=added,
        **more,
    )


def near(number, bits=4, how="plain", *, mirrored=False, sure=True):
    return Near(number, bits, how, mirrored, sure)


def differing(shown, copy):
    [one] = [one for one in copies_of(shown, [near(copy.id)], [copy]).same if not one.current]
    return {fact.label for fact in one.facts if fact.differs}


def test_copies_and_the_photo_itself_stand_in_order_of_arrival():
    copies = copies_of(
        photo(5, added="2024-03-01T00:00:00"),
        [near(9), near(2), near(3), near(4, 85, sure=False)],
        [photo(9, added="2024-01-01T00:00:00"), photo(2, added="2024-05-01T00:00:00"), photo(3), photo(4)],
    )
    assert [(one.id, one.current) for one in copies.same] == [(3, False), (9, False), (5, True), (2, False)]
    assert [one.id for one in copies.possible] == [4]
    assert copies.more == 0


def test_without_a_sure_copy_the_photo_does_not_stand_there_alone():
    copies = copies_of(photo(5), [near(4, 85, sure=False)], [photo(4)])
    assert (copies.same, [one.id for one in copies.possible]) == ((), [4])
    assert copies_of(photo(5), [], []) == Copies()


def test_a_copy_that_went_meanwhile_is_left_out():
    assert copies_of(photo(5), [near(4), near(5)], []) == Copies()


def test_many_copies_are_counted_and_only_some_shown():
    numbers = range(10, 10 + MOST + 7)
    found = [near(number) for number in numbers]
    copies = copies_of(photo(5), found, [photo(number) for number in numbers])
    assert (len(copies.same), copies.more) == (MOST + 1, 7)
    assert wanted([*found, near(3, sure=False)]) == [*numbers[:MOST], 3]


WHOLE = {
    "agencies": ("AP",),
    "creators": ("Ann Reed",),
    "places": ("Gorizia",),
    "date": "2020-09-30",
    "credit_line": "AP/Ann Reed",
}


@pytest.mark.parametrize(
    ("change", "labels"),
    [
        ({}, set()),
        ({"agencies": ("AFP",)}, {"Agency"}),
        ({"creators": ("Ann Rēed",)}, set()),
        ({"creators": ("Maria Lund",)}, {"Photographer"}),
        ({"places": ("Trieste",)}, {"Place"}),
        ({"credit_line": "ap/ann  reed"}, set()),
        ({"credit_line": "AFP"}, {"Credit line"}),
        ({"date": "2020-09"}, set()),
        ({"date": "2020-10"}, {"Date"}),
        ({"date": "2019/2021"}, set()),
        ({"date": "spring"}, {"Date"}),
        # What is not stated is missing, not different.
        ({"date": None, "creators": (), "places": ()}, set()),
    ],
)
def test_what_differs_is_what_both_state_otherwise(change, labels):
    assert differing(photo(1, caption(**WHOLE)), photo(2, caption(**{**WHOLE, **change}))) == labels


def test_a_photo_without_a_caption_differs_in_nothing():
    assert differing(photo(1, caption(**WHOLE)), photo(2)) == set()


def test_a_value_that_a_person_set_is_compared():
    changed = photo(
        2, caption(**WHOLE), values={"date": Value(machine="2020-09-30", human="2021", shown="2021")}
    )
    assert differing(photo(1, caption(**WHOLE)), changed) == {"Date"}


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (near(1, 4), "the whole picture; 4 of 256 bits differ"),
        (near(1, 9, "trimmed"), "the picture without a border; 9 of 256 bits differ"),
        (near(1, 60, "window", mirrored=True), "a part of the picture, mirrored; 60 of 256 bits differ"),
    ],
)
def test_how_a_copy_was_found_is_said(found, words):
    assert how_found(found) == words


@pytest.fixture(scope="module")
def copies_app(tmp_path_factory):
    """A desk with three copies of a picture, a possible one, and another picture."""
    folder = tmp_path_factory.mktemp("copied")
    settings = load_settings({}, folder / "home")
    store = samples.new(settings)
    words = {
        "first": ("Boats & nets in Gorizia. AP/Ann Reed", WHOLE, BASE),
        "second": ("Boats. HO/Port Office", {**WHOLE, "credit_line": "HO/Port Office"}, BASE),
        "third": ("Boats in spring.", {"date": "2021"}, BASE),
        "maybe": ("A quay.", {}, POSSIBLE),
        "other": ("A crane.", {}, OTHER),
    }
    drafts = []
    for number, (name, (text, values, phash)) in enumerate(words.items()):
        image = samples.picture(folder, f"{name}.jpg", (600, 400), (90, 10 * number, 90), phash=phash)
        handout = Handout(state=HandoutState.STATED) if name == "second" else None
        drafts.append(samples.draft(name, caption(text, **values), handout, image))
    with store.writing(Actor(name="test")) as work:
        save_photos(work, drafts)
    store.close()
    rooms = Rooms(settings)
    yield create_app(settings, rooms=rooms)
    rooms.index.close()
    rooms.store.close()


@pytest.fixture
def copies_section(copies_app):
    def get(number):
        answer = copies_app.test_client().get(f"/photos/{number}")
        assert answer.status_code == 200
        found = re.search(r'<section class="copies".*?</section>', answer.text, re.DOTALL)
        return found[0] if found else ""

    return get


def test_the_page_shows_copies_and_marks_what_differs(copies_section):
    text = copies_section(1)
    assert [int(one) for one in re.findall(r">Photo (\d+)</a>", text)] == [1, 2, 3, 4]
    assert text.index("Possibly the same picture") > text.index(">Photo 3</a>")
    assert re.findall(r"<dt>([\w ]+) <span class=\"copy-mark\">differs", text) == ["Credit line", "Date"]
    assert text.count("this photo") == 2
    assert text.count('aria-current="true"') == 1
    assert "handout-stated" in text
    assert "not stated" in text
    assert "Boats &amp; nets" in text
    assert 'href="/?q=similar:1&amp;sort=added"' in text
    assert text.count('loading="lazy"') == 4


def test_only_possible_copies_stand_apart(copies_section):
    text = copies_section(4)
    assert "Possibly the same picture" in text
    assert [int(one) for one in re.findall(r">Photo (\d+)</a>", text)] == [1, 2, 3]
    assert "In order of arrival" not in text


def test_a_picture_without_copies_has_no_section(copies_section):
    assert copies_section(5) == ""


def test_no_verdict_is_given(copies_section):
    said = copies_section(1).lower()
    verdicts = ("fake", "real ", "verified", "authentic", "stolen", "original photo")
    assert [word for word in verdicts if word in said] == []


def test_the_api_answers_the_same_question(copies_app):
    client = copies_app.test_client()
    answer = client.get("/api/v1/photos?q=similar:1&facets=").json
    assert (answer["total"], {one["id"] for one in answer["items"]}) == (4, {1, 2, 3, 4})
    wrong = client.get("/api/v1/photos?q=boats similar:77")
    assert wrong.status_code == 400
    assert "similar: photo 77: there is no such photo" in wrong.text


def test_hashes_that_cannot_be_read_leave_the_page_as_it_is(copies_app, copies_section):
    pictures = copies_app.extensions["rooms"].pictures
    assert "this photo" in copies_section(1)
    pictures.close()
    kept = pictures._path.read_bytes()
    try:
        pictures._path.write_bytes(b"no database" * 1000)
        assert "Copies could not be looked for" in copies_section(1)
    finally:
        pictures._path.write_bytes(kept)
    assert "this photo" in copies_section(1)


def test_the_number_of_queries_does_not_grow_with_the_copies(copies_app):
    store = copies_app.extensions["rooms"].store

    def count(number):
        seen = []

        def note(*args):
            seen.append(args[2])

        event.listen(store.engine, "before_cursor_execute", note)
        copies_app.test_client().get(f"/photos/{number}")
        event.remove(store.engine, "before_cursor_execute", note)
        return len(seen)

    count(1)
    assert count(1) == count(4) <= count(5) + 8
