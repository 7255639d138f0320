"""The same picture found again: the matrix against a naive loop, following the store, thresholds."""

import sqlite3
import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.errors import CatalogError
from catalog.records import ImageRecord, PictureHashes
from catalog.search import SimilarPictures
from catalog.search.similar import PART, WHOLE, Near, NoPictureError, projection
from catalog.search.similar.near import nearest
from tests.search.support import MemorySource, make_photo

BASE = "0f" * 32
OTHER = "3c" * 32
ODD = int("5" * 64, 16)
"""The bits of a stored hash that a mirror image has turned over."""
LOW = [(down, across) for down in range(16) for across in range(0, 16, 2)]
COARSE = sorted(LOW, key=lambda place: (place[0] ** 2 + place[1] ** 2, place))[:64]


def turned(text, *places):
    """The hash with some bits turned over, counted from its left."""
    number = int(text, 16)
    for place in places:
        number ^= 1 << (255 - place)
    return f"{number:064x}"


def near(photo_id, bits, how, *, mirrored=False, sure=True):
    return Near(photo_id, bits, how, mirrored, sure)


def mirrored(text):
    return f"{int(text, 16) ^ ODD:064x}"


FINE = [place for place in range(256) if divmod(place, 16) not in set(COARSE)]
"""Bits that are not among the 64 coarsest."""


def image(phash=BASE, **variants):
    return ImageRecord(file="a.jpg", phash=phash, phash_variants=variants)


def asked(phash=BASE, **variants):
    return PictureHashes(phash=phash, phash_variants=variants)


@pytest.fixture
def make(tmp_path):
    """Make the pictures of photos; all are closed at the end."""
    made = []

    def make(*photos, name="similar.db"):
        pictures = SimilarPictures(tmp_path / name, MemorySource(photos, identity="one"))
        made.append(pictures)
        return pictures

    yield make
    for pictures in made:
        pictures.close()


@pytest.mark.parametrize(
    ("differing", "found"),
    [(0, "sure"), (80, "sure"), (81, "possible"), (90, "possible"), (91, None), (128, None)],
)
def test_whole_pictures_are_sure_to_80_bits_and_possible_to_90(make, differing, found):
    # Spread over the columns in pairs, so that the mirror image is no nearer.
    pictures = make(make_photo(1, image=image(turned(BASE, *range(differing)))))
    assert [
        ("sure" if one.sure else "possible", one.bits, one.how, one.mirrored)
        for one in pictures.near(asked())
    ] == ([] if found is None else [(found, differing, "plain", False)])


@pytest.mark.parametrize(
    ("differing", "found"), [(0, True), (PART.sure, True), (PART.sure + 1, False), (PART.possible, False)]
)
@pytest.mark.parametrize(
    ("stored", "question"),
    [("part", "whole"), ("whole", "part")],
)
def test_a_part_must_agree_better(make, differing, found, stored, question):
    cut = turned(BASE, *FINE[:differing])
    hashes = {"part": {"phash": OTHER, "centre": BASE}, "whole": {"phash": cut}}
    if question == "part":
        hashes["part"]["centre"], hashes["whole"]["phash"] = cut, BASE
    pictures = make(make_photo(1, image=image(**hashes[stored])))
    assert pictures.near(asked(**hashes[question])) == [near(1, differing, "window", sure=found)]


def test_a_part_beyond_its_limits_is_not_found(make):
    pictures = make(make_photo(1, image=image(OTHER, centre=BASE)))
    assert pictures.near(asked(turned(BASE, *FINE[: PART.possible + 1]))) == []
    coarse = [16 * down + across for down, across in COARSE]
    assert len(pictures.near(asked(turned(BASE, *coarse[: PART.coarse])))) == 1
    assert pictures.near(asked(turned(BASE, *coarse[: PART.coarse + 1]))) == []


@pytest.mark.parametrize(
    ("stored", "question", "how"),
    [
        (image(), asked(mirrored(BASE)), "plain"),
        (image(OTHER, centre=BASE), asked(mirrored(BASE)), "window"),
        (image(), asked(OTHER, centre=mirrored(BASE)), "window"),
        (image(OTHER, trimmed=BASE), asked(mirrored(BASE)), "trimmed"),
        (image(), asked(OTHER, trimmed=mirrored(BASE)), "trimmed"),
    ],
)
def test_a_mirror_image_is_found_in_every_way(make, stored, question, how):
    assert make(make_photo(1, image=stored)).near(question) == [near(1, 0, how, mirrored=True)]


def test_two_pictures_with_borders_meet_without_them(make):
    pictures = make(make_photo(1, image=image(OTHER, trimmed=BASE)))
    question = asked(turned(OTHER, *range(128)), trimmed=BASE)
    assert pictures.near(question) == [near(1, 0, "trimmed")]


def test_a_photo_is_named_once_as_it_was_found_best():
    found = [
        near(1, 85, "plain", sure=False),
        near(1, 20, "window"),
        near(2, 20, "window"),
        near(2, 20, "plain"),
        near(3, 5, "plain"),
    ]
    assert nearest(found) == [found[4], found[1], found[3]]


def test_fewer_bits_can_be_asked_for(make):
    pictures = make(make_photo(1, image=image(turned(BASE, *range(85)))), make_photo(2, image=image()))
    assert [one.photo_id for one in pictures.near(asked())] == [2, 1]
    assert [one.photo_id for one in pictures.near(asked(), most=WHOLE.sure)] == [2]


def test_nothing_is_near_a_picture_without_a_hash(make):
    assert make(make_photo(1, image=image())).near(PictureHashes()) == []


def test_records_of_before_there_were_parts_are_found(make):
    pictures = make(make_photo(1, image=image()), make_photo(2, image="flat.jpg"), make_photo(3))
    assert pictures.near(asked()) == [near(1, 0, "plain")]
    assert pictures.status() == (1, 0)


def test_changes_of_the_store_are_followed(make):
    pictures = make(make_photo(1, image=image()), make_photo(2, image=image(OTHER)))
    source = pictures._source
    assert [one.photo_id for one in pictures.near(asked())] == [1]
    source.save(make_photo(3, image=image()), make_photo(2, image=image()))
    assert [one.photo_id for one in pictures.near(asked())] == [1, 2, 3]
    source.save(make_photo(1, image=image(OTHER)), make_photo(3, image="flat.jpg"))
    assert [one.photo_id for one in pictures.near(asked())] == [2]
    source.delete(2)
    assert pictures.near(asked()) == []
    assert pictures.status() == (1, 0)
    assert len(pictures._matrix) == 1


def test_an_edit_of_words_leaves_the_hashes_alone(make):
    pictures = make(make_photo(1, image=image()))
    pictures.near(asked())
    rows = pictures._matrix.rows
    pictures._source.save(make_photo(1, "new words", image=image()))
    assert [one.photo_id for one in pictures.near(asked())] == [1]
    assert pictures._matrix.rows.filled == rows.filled == 1
    assert pictures.status().behind == 0


def test_another_process_that_takes_changes_in_is_noticed(make, tmp_path):
    pictures = make(make_photo(1, image=image()))
    pictures.near(asked())
    pictures._source.save(make_photo(2, image=image()))
    other = SimilarPictures(tmp_path / "similar.db", pictures._source)
    assert other.drain() == 0
    other.close()
    assert [one.photo_id for one in pictures.near(asked())] == [1, 2]


def test_changes_are_taken_in_by_bounded_turns(make, monkeypatch):
    monkeypatch.setattr(projection, "TURN", 2)
    pictures = make(*(make_photo(number, image=image()) for number in range(1, 6)))
    assert [pictures.drain(-1.0) for _ in range(4)] == [3, 1, 0, 0]


def test_a_question_is_answered_while_another_process_writes(make, tmp_path):
    pictures = make(make_photo(1, image=image()))
    pictures.near(asked())
    pictures._source.save(make_photo(2, image=image()))
    other = sqlite3.connect(tmp_path / "similar.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert [one.photo_id for one in pictures.near(asked())] == [1]
    other.execute("ROLLBACK")
    other.close()
    assert [one.photo_id for one in pictures.near(asked())] == [1, 2]


def test_hashes_can_be_filled_anew_while_they_are_known(make):
    pictures = make(make_photo(1, image=image()), make_photo(2, image=image()))
    pictures.near(asked())
    with sqlite3.connect(pictures._path) as other:
        other.execute("DELETE FROM picture WHERE photo_id = 2")
    other.close()
    assert pictures.rebuild() == 2
    assert [one.photo_id for one in pictures.near(asked())] == [1, 2]
    pictures.close()
    assert [one.photo_id for one in pictures.near(asked())] == [1, 2]


def test_a_store_restored_from_a_backup_is_read_anew(make):
    pictures = make(make_photo(1, image=image()), make_photo(2, image=image()))
    pictures.near(asked())
    pictures._source = MemorySource([make_photo(7, image=image())], identity="one")
    assert [one.photo_id for one in pictures.near(asked())] == [7]


def test_the_hashes_of_another_store_are_given_up(make, tmp_path):
    make(make_photo(1, image=image())).drain()
    other = SimilarPictures(
        tmp_path / "similar.db", MemorySource([make_photo(7, image=image())], identity="b")
    )
    assert [one.photo_id for one in other.near(asked())] == [7]
    other.close()


def test_hashes_of_another_recipe_are_made_again(make, monkeypatch):
    make(make_photo(1, image=image())).near(asked())
    monkeypatch.setattr(projection, "RECIPE", "next")
    pictures = make(make_photo(2, image=image()))
    assert [one.photo_id for one in pictures.near(asked())] == [2]


def test_a_damaged_file_is_said(make, tmp_path):
    (tmp_path / "similar.db").write_bytes(b"no database" * 1000)
    with pytest.raises(CatalogError, match="delete it and rebuild it"):
        make(make_photo(1, image=image())).near(asked())


def test_any_other_error_of_the_database_is_not_hidden(make):
    pictures = make(make_photo(1, image=image()))
    pictures.drain()
    with sqlite3.connect(pictures._path) as other:
        other.execute("DROP TABLE picture")
    other.close()
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        pictures.near(asked())
    pictures._source.save(make_photo(2, image=image()))
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        pictures.near(asked())


def test_the_other_photos_of_a_photo_are_named(make):
    pictures = make(make_photo(1, image=image()), make_photo(2, image=image()), make_photo(3))
    assert [one.photo_id for one in pictures.near_photo(1)] == [2]
    with pytest.raises(NoPictureError, match="photo 3: has no picture that can be compared"):
        pictures.near_photo(3)
    with pytest.raises(NoPictureError, match="photo 9: there is no such photo"):
        pictures.near_photo(9)


def test_threads_share_the_hashes(make):
    pictures = make(*(make_photo(number, image=image()) for number in range(1, 40)))
    wrong = []

    def ask():
        for _ in range(20):
            found = {one.photo_id for one in pictures.near(asked())}
            if not set(range(1, 40)) <= found:
                wrong.append(found)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(40, 60):
        pictures._source.save(make_photo(number, image=image()))
        pictures.drain()
    for thread in threads:
        thread.join()
    assert wrong == []


hex_hashes = st.one_of(
    st.binary(min_size=32, max_size=32).map(bytes.hex),
    st.lists(st.integers(0, 255), max_size=100, unique=True).map(lambda places: turned(BASE, *places)),
    st.lists(st.integers(0, 255), max_size=100, unique=True).map(lambda p: mirrored(turned(BASE, *p))),
    st.lists(st.sampled_from(FINE), max_size=80, unique=True).map(lambda places: turned(BASE, *places)),
)
hashed = st.builds(
    PictureHashes,
    phash=hex_hashes,
    phash_variants=st.dictionaries(st.sampled_from(("trimmed", "left", "right", "centre")), hex_hashes),
)


def _naive(one, other):
    """Bits between two hashes, as they are or mirrored, and the coarse ones, the slow way."""
    differing = int(one, 16) ^ int(other, 16)
    even = [d for d in range(256) if d % 2 == 0]
    evens = sum(differing >> (255 - place) & 1 for place in even)
    odds = differing.bit_count() - evens
    coarse = sum(differing >> (255 - (16 * down + across)) & 1 for down, across in COARSE)
    return evens + min(odds, 128 - odds), odds > 64, coarse


def _found(stored, question):
    """Every way in which one picture is found by another, by comparing hash with hash."""
    ways = [("plain", stored.phash, question.phash)]
    for name, value in stored.phash_variants.items():
        ways.append(("trimmed" if name == "trimmed" else "window", value, question.phash))
    for name, value in question.phash_variants.items():
        how = "trimmed" if name == "trimmed" else "window"
        ways.append((how, stored.phash, value))
        if "trimmed" in stored.phash_variants:
            ways.append((how, stored.phash_variants["trimmed"], value))
    if sum(name != "trimmed" for name in stored.phash_variants) < 10:
        # A picture with fewer parts is filled up with its whole.
        ways.append(("window", stored.phash, question.phash))
    for how, one, other in ways:
        bits, turned_over, coarse = _naive(one, other)
        limits = WHOLE if how == "plain" else PART
        if bits <= limits.possible and coarse <= limits.coarse:
            yield near(1, bits, how, mirrored=turned_over, sure=bits <= limits.sure)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stored=st.lists(hashed, min_size=1, max_size=6), question=hashed)
def test_the_matrix_finds_what_comparing_one_by_one_finds(tmp_path_factory, stored, question):
    photos = [
        make_photo(number, image=ImageRecord(file="a", phash=one.phash, phash_variants=one.phash_variants))
        for number, one in enumerate(stored, start=1)
    ]
    pictures = SimilarPictures(tmp_path_factory.mktemp("naive") / "similar.db", MemorySource(photos))
    slow = [
        found._replace(photo_id=number)
        for number, one in enumerate(stored, start=1)
        for found in _found(one, question)
    ]
    found, expected = pictures.near(question), nearest(slow)
    pictures.close()
    assert [one._replace(mirrored=False) for one in found] == [
        one._replace(mirrored=False) for one in expected
    ]


def test_many_pictures_need_more_room_than_there_is_at_first(make):
    def photo(number):
        return make_photo(number, image=image(OTHER, trimmed=BASE))

    pictures = make(*map(photo, range(1, 1500)))
    assert len(pictures.near(asked())) == 1499
    for turn in range(3):
        pictures._source.save(*(photo(n) for n in range(1500 + turn * 900, 2400 + turn * 900)))
        pictures._source.delete(*range(1 + turn * 400, 401 + turn * 400))
        pictures.drain(30)
        assert len(pictures.near(asked())) == 1499 + 500 * (turn + 1)
    # Those that are gone were left behind when the arrays grew.
    assert pictures._matrix.rows.filled < 1499 + 2700
    assert sorted(one.photo_id for one in pictures.near(asked())) == list(range(1201, 4200))
