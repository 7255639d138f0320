import pytest

from catalog.errors import CatalogError
from catalog.records import AgencyCredit, CreatorCredit, PlaceMention, Value
from catalog.store import save_parses, save_photos, set_value
from catalog.vocabulary.codes import AgencyRole
from tests.store.build import draft, source


@pytest.fixture
def photo_id(store, actor):
    words = draft(
        1,
        "Boats at Stepford. Ann Reed/COASTWIRE/HILLWIRE",
        source("Port Office"),
        places=(PlaceMention(name="Stepford", span=(9, 17)),),
        agencies=tuple(
            AgencyCredit(id=name.lower(), name=name, role=AgencyRole.MAKER, span=(0, 1))
            for name in ("COASTWIRE", "HILLWIRE")
        ),
        creators=(CreatorCredit(name="Ann Reed", span=(19, 27)),),
        country="IE",
        date="2021-05-02",
    )
    with store.writing(actor) as work:
        return save_photos(work, [words])[0].photo_id


def edit(store, actor, photo_id, field, value):
    with store.writing(actor) as work:
        set_value(work, photo_id, field, value)


def test_values_show_what_the_machine_read(store, photo_id):
    values = store.photo(photo_id).values

    assert {name: value.shown for name, value in values.items()} == {
        "agency": "COASTWIRE; HILLWIRE",
        "creators": "Ann Reed",
        "handout_source": "Port Office",
        "place": "Stepford",
        "country": "IE",
        "date": "2021-05-02",
    }


def test_the_newest_human_word_is_shown_beside_the_machines(store, actor, photo_id):
    edit(store, actor, photo_id, "place", "Stepfort")
    edit(store, actor, photo_id, "place", "Port Stepford")

    assert store.photo(photo_id).values["place"] == Value(
        machine="Stepford", human="Port Stepford", shown="Port Stepford"
    )


def test_a_field_the_machine_left_empty_can_be_set(store, actor, photo_id):
    edit(store, actor, photo_id, "headline", "Boats\x00")

    assert store.photo(photo_id).values["headline"] == Value(
        machine=None, human="Boats\ufffd", shown="Boats\ufffd"
    )


def test_an_edit_taken_back_gives_the_field_to_the_machine(store, actor, photo_id):
    edit(store, actor, photo_id, "place", "Port Stepford")
    edit(store, actor, photo_id, "place", None)
    edit(store, actor, photo_id, "headline", None)

    values = store.photo(photo_id).values
    assert values["place"] == Value(machine="Stepford", human=None, shown="Stepford")
    assert "headline" not in values


def test_a_humans_word_outlives_a_new_parse(store, actor, photo_id):
    edit(store, actor, photo_id, "place", "Port Stepford")
    again = draft(1, "Boats at Stepford. Ann Reed/COASTWIRE/HILLWIRE").caption.parsed
    with store.writing(actor) as work:
        save_parses(work, [(photo_id, 1, again, "2")])
        work.record("reparse", "photos", {"photos": "1"})

    assert store.photo(photo_id).values == {
        "place": Value(machine=None, human="Port Stepford", shown="Port Stepford")
    }


def test_a_photo_without_words_shows_edits_only(store, actor):
    with store.writing(actor) as work:
        photo_id = save_photos(work, [draft(9)])[0].photo_id
    edit(store, actor, photo_id, "place", "Harbour")

    assert store.photo(photo_id).values == {"place": Value(machine=None, human="Harbour", shown="Harbour")}


def test_a_photo_that_does_not_exist_cannot_be_edited(store, actor):
    with pytest.raises(CatalogError, match="photo 99: there is no such photo"):
        edit(store, actor, 99, "place", "Harbour")
