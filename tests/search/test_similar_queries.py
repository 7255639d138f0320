"""Copies of a photo asked for in the query language."""

import pytest
from msgspec.structs import replace

from catalog.records import ImageRecord
from catalog.search import QueryError
from tests.search.support import make_photo

BASE, OTHER = "0f" * 32, "3c" * 32


def image(phash=BASE):
    return ImageRecord(file="a.jpg", phash=phash)


NEARLY = f"{int(BASE, 16) ^ (2**85 - 1) << 171:064x}"
"""85 of its 256 bits differ from BASE."""
COPIES = [
    make_photo(1, "a ferry", image=image(), date="2020-05-01"),
    make_photo(2, "a ferry again", image=image(NEARLY), date="2021-05-01"),
    make_photo(3, "a crane", image=image(OTHER)),
    make_photo(4, "words alone"),
]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("similar:1", [2, 1]),
        ("similar:2", [2, 1]),
        ("similar:3", [3]),
        ("similar:1 again", [2]),
        ("-similar:1", [4, 3]),
        ("similar:1 OR crane", [2, 1, 3]),
        ("similar:(1 OR 3) date:2020", [1]),
    ],
)
def test_a_query_asks_for_copies(make_index, query, ids):
    page = make_index(*COPIES).search(query)
    assert (page.ids, page.total) == (ids, len(ids))


@pytest.mark.parametrize(
    ("query", "position", "words"),
    [
        ("ferry similar:9", 14, "similar: photo 9: there is no such photo"),
        ("similar:4", 8, "similar: photo 4: has no picture that can be compared"),
        ("-(ferry OR similar:=4)", 20, "has no picture"),
    ],
)
def test_a_photo_that_cannot_be_compared_is_an_error_with_its_place(make_index, query, position, words):
    with pytest.raises(QueryError) as caught:
        make_index(*COPIES).search(query)
    assert caught.value.position == position
    assert words in str(caught.value)


def test_a_copy_that_comes_is_found_at_the_next_search(make_index):
    index = make_index(*COPIES)
    assert index.search("similar:3").ids == [3]
    index._source.save(make_photo(5, "the crane again", image=image(OTHER)))
    assert index.search("similar:3").ids == [5, 3]
    index._source.save(replace(COPIES[2], image=None))
    with pytest.raises(QueryError):
        index.search("similar:3")


def test_an_index_without_pictures_says_so(make_index):
    index = make_index(*COPIES)
    index._similar = None
    with pytest.raises(QueryError, match="cannot be asked here"):
        index.search("similar:1")
    index.close()
