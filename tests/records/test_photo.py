import pytest

from catalog.records import Photo, Reference, Value

SET = Photo(
    id=1,
    ref=Reference(provider="desk", id="A1"),
    values={
        "place": Value(machine="Varna", human="Burgas", shown="Burgas"),
        "date": Value(machine="2021", shown="2021"),
        "agency": Value(human="", shown=""),
    },
)


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        (("place",), "Burgas"),
        (("places", "place"), "Burgas"),
        (("date", "place"), "Burgas"),
        (("date",), None),
        (("country",), None),
        (("agency",), ""),
        ((), None),
    ],
)
def test_a_persons_word_is_found_under_the_first_field_that_has_one(fields, word):
    assert SET.human(*fields) == word
