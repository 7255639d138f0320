from catalog.records import Reference
from catalog.store import begin_run, save_photos, set_value
from catalog.store.reading import read_photo_ids
from tests.store.build import draft, image, source


def fill(store, actor, start, size):
    with store.writing(actor) as work:
        run_id = begin_run(work, source="desk.csv", provider="coastwire")
        drafts = [
            draft(number, f"Boats {number}.", source(f"Office {number % 3}"), picture=image(f"{number:064}"))
            for number in range(start, start + size)
        ]
        ids = [one.photo_id for one in save_photos(work, drafts, run_id)]
    for photo_id in ids:
        with store.writing(actor) as work:
            set_value(work, photo_id, "place", "Harbour")
    return ids


def test_photos_come_in_the_order_asked_for_and_missing_ones_are_skipped(store, actor):
    ids = fill(store, actor, 0, 3)

    assert [photo.id for photo in store.photos([ids[2], 999, ids[0], ids[2]])] == [ids[2], ids[0], ids[2]]
    assert store.photos([]) == []
    assert store.photo(999) is None


def test_reading_sends_as_many_queries_for_twice_the_photos(store, actor, count_queries):
    ids = fill(store, actor, 0, 20)

    few = count_queries(lambda: store.photos(ids[:10]))
    many = count_queries(lambda: store.photos(ids))

    assert few == many == 6


def test_more_numbers_than_one_list_holds_are_read_in_turns(store, actor, monkeypatch):
    monkeypatch.setattr("catalog.store.reading._CHUNK", 2)
    ids = fill(store, actor, 0, 5)

    assert [photo.id for photo in store.photos(ids)] == ids


def test_photo_ids_are_given_in_turns(store, actor):
    ids = fill(store, actor, 0, 5)

    assert store.photo_ids(limit=2) == ids[:2]
    assert store.photo_ids(after=ids[1]) == ids[2:]
    assert store.count() == 5


def test_changes_are_given_from_a_number_on(store, actor):
    ids = fill(store, actor, 0, 3)

    changes = store.changes_after(0, 100)

    assert [seq for seq, _ in changes] == list(range(1, 7))
    assert [photo for _, photo in changes] == [*ids, *ids]
    assert store.changes_after(2, 2) == changes[2:4]
    assert store.changes_after(store.last_seq(), 10) == []


def test_a_photo_without_file_has_no_original(store, actor):
    with store.writing(actor) as work:
        saved = save_photos(work, [draft(1, "Boats.")])

    assert store.original(saved[0].photo_id) is None
    assert store.metadata_blocks(saved[0].photo_id) == []
    assert store.caption_versions(999) == []


def test_known_tells_what_the_catalog_has_of_a_reference(store, actor):
    fill(store, actor, 1, 1)
    ref = Reference(provider="coastwire", id="A1")

    known = store.known(
        [ref, Reference(provider="hillwire", id="A1"), Reference(provider="coastwire", id="A2")]
    )

    assert list(known) == [ref]
    assert known[ref].sha256 == f"{1:064}"
    assert known[ref].path == "/pictures/gull.jpg"
    assert len(known[ref].texts) == 1
    assert store.known([]) == {}


def test_a_reading_sees_one_moment_while_others_write(store, actor):
    fill(store, actor, 0, 1)
    with store.reading() as session:
        before = read_photo_ids(session, 0, 100)
        fill(store, actor, 1, 1)
        assert read_photo_ids(session, 0, 100) == before

    assert store.count() == 2
