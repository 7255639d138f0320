"""The gazetteer under a catalog's own overlay, and how fast it answers."""

from time import perf_counter

import pytest

from catalog.errors import CatalogError
from catalog.places import Place, PlaceKind, load_gazetteer
from catalog.places.inflection import base_forms
from catalog.places.same import distance_km, same_place

OWN = """
sources = ["a newsroom's own list"]
checked = "2026-11-24"

[[places]]
name = "Newsroom Hill"
kind = "area"
names = ["Redaktionshügel"]
abbreviations = ["NRH"]

[[places]]
name = "Martakert"
kind = "city"
country = "AZ"
latitude = 40.2
longitude = 46.8
names = ["Our Martakert"]
claims = [{ party = "Azerbaijan", kind = "recognised", source = "a newsroom's own list" }]
"""


@pytest.fixture
def own(tmp_path):
    path = tmp_path / "places.toml"
    path.write_text(OWN, encoding="utf-8")
    return load_gazetteer(path)


def test_a_catalogs_own_place_is_found(own):
    (hill,) = own.find("redaktionshugel")
    assert (hill.name, hill.kind, hill.country) == ("Newsroom Hill", PlaceKind.AREA, None)
    assert own.find("NRH") == (hill,)
    assert own.spellings_start_with("Newsroom")
    assert len(own) == len(load_gazetteer()) + 2


def test_a_catalogs_own_place_wins_over_ours(own):
    (martakert,) = own.find("Martakert")
    assert martakert.claims[0].source == "a newsroom's own list"
    assert own.find("Our Martakert") == (martakert,)


def test_other_names_are_as_they_were(own, gazetteer):
    assert own.find("Derna") == gazetteer.find("Derna")
    assert own.max_words == gazetteer.max_words


def test_a_folder_of_overlays_is_read(tmp_path):
    (tmp_path / "one.toml").write_text(OWN, encoding="utf-8")
    assert load_gazetteer(tmp_path).find("Newsroom Hill")


def test_a_missing_overlay_is_told(tmp_path):
    with pytest.raises(CatalogError, match=r"none\.toml"):
        load_gazetteer(tmp_path / "none.toml")


@pytest.mark.parametrize("name", ["", " ", ".", "-", "\ud800", "x" * 5000, "\x00", "a" * 255])
def test_no_text_is_too_odd_to_look_up(gazetteer, name):
    assert gazetteer.find(name, inflected=True) == ()
    assert gazetteer.country(name) is None
    assert gazetteer.nationality(name) is None


def test_long_phrases_are_no_declined_names():
    assert list(base_forms("Солдату Учителя Москвы Донецка")) == []
    assert "москва" in list(base_forms("Москвы"))


def place(kind="city", geonames_id=0, country="AA", latitude=None, longitude=None):
    return Place(
        geonames_id=geonames_id,
        name="X",
        kind=PlaceKind(kind),
        country=country,
        latitude=latitude,
        longitude=longitude,
    )


SAME = [
    (place(geonames_id=1), place(geonames_id=1), True),
    (place(geonames_id=1), place(geonames_id=2, latitude=1.0, longitude=1.0), False),
    (place(latitude=40.0, longitude=46.0), place(latitude=40.05, longitude=46.05), True),
    (place(latitude=40.0, longitude=46.0), place(latitude=41.0, longitude=46.0), False),
    (place(latitude=0.0, longitude=179.99), place(latitude=0.0, longitude=-179.99), True),
    (place(), place(), False),
    (place("region"), place("region"), True),
    (place("region"), place("region", country="BB"), False),
    (place("region"), place("district"), False),
    (place("region"), place("city"), False),
]


@pytest.mark.parametrize(("one", "other", "expected"), SAME)
def test_two_entries_are_one_place_by_id_or_by_ground(one, other, expected):
    assert same_place(one, other) is expected
    assert same_place(other, one) is expected


def test_a_degree_of_latitude_is_111_kilometres():
    assert distance_km(
        place(latitude=1.0, longitude=0.0), place(latitude=2.0, longitude=0.0)
    ) == pytest.approx(111.2)


def test_opening_and_looking_up_are_quick():
    started = perf_counter()
    gazetteer = load_gazetteer()
    assert perf_counter() - started < 0.05
    words = [f"Word{number}" for number in range(2000)]
    started = perf_counter()
    for word in words:
        gazetteer.find(word)
    assert (perf_counter() - started) / len(words) < 0.0005
