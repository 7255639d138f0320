"""The built file's layout: what the writer writes, the reader reads."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.errors import CatalogError
from catalog.places.keys import Spelling, name_key
from catalog.places.knowledge import inputs_digest
from catalog.places.layout import HEADER, Entry, Header, write_gazetteer
from catalog.places.load import BUILT
from catalog.places.place import PlaceKind
from catalog.places.table import PlaceTable
from catalog.records import Claim


def country(alpha2, name, population=1000):
    return Entry(
        geonames_id=ord(alpha2[0]),
        name=name,
        kind=PlaceKind.COUNTRY,
        country=alpha2,
        population=population,
        weight=1e12 + population,
        spellings={name: Spelling.PLAIN},
    )


def town(name, *others, country=None, region=None, population=500, claims=()):
    return Entry(
        geonames_id=population,
        name=name,
        kind=PlaceKind.CITY,
        country=country,
        region=region,
        latitude=40.21,
        longitude=-46.82,
        population=population,
        weight=float(population),
        spellings=dict.fromkeys((name, *others), Spelling.PLAIN),
        claims=claims,
    )


@pytest.fixture
def small():
    claim = Claim(party="Ruritania", kind="claimed", source="a test")
    region = Entry(
        geonames_id=7,
        name="Upland",
        kind=PlaceKind.REGION,
        country="AA",
        weight=900.0,
        spellings={"Upland": Spelling.PLAIN, "Hilltown": Spelling.PLAIN},
    )
    return [
        country("AA", "Arcadia"),
        country("BB", "Borduria"),
        region,
        town("Hilltown", "Högstad", country="AA", region=region, population=800),
        town("Hilltown", country="BB", population=9000),
        town("Lake End", country=None, population=3, claims=(claim,)),
    ]


@pytest.fixture
def table(small, tmp_path):
    write_gazetteer(small, tmp_path / "small.bin")
    return PlaceTable(tmp_path / "small.bin")


def found(table, name):
    return [table.place(number) for number, _ in table.postings(name_key(name))]


def test_every_name_is_read_back_with_its_place(table, small):
    for entry in small:
        for spelling in entry.spellings:
            assert entry.name in [place.name for place in found(table, spelling)]


def test_a_record_keeps_its_numbers(table):
    home = next(place for place in found(table, "Högstad"))
    assert (home.name, home.kind, home.country, home.region) == ("Hilltown", PlaceKind.CITY, "AA", "Upland")
    assert (home.latitude, home.longitude, home.population, home.geonames_id) == (40.21, -46.82, 800, 800)
    assert home.names == ("Hilltown", "Högstad")


def test_a_place_without_country_region_and_coordinates_has_none(table):
    (end,) = found(table, "lake end")
    assert (end.country, end.region) == (None, None)
    (arcadia,) = found(table, "Arcadia")
    assert (arcadia.latitude, arcadia.longitude) == (None, None)


def test_claims_are_read_back(table):
    assert found(table, "Lake End")[0].claims[0].party == "Ruritania"
    assert found(table, "Arcadia")[0].claims == ()


def test_the_heavier_of_two_towns_comes_first_and_a_region_after_its_seat(table):
    assert [(place.kind.value, place.country) for place in found(table, "Hilltown")] == [
        ("city", "BB"),
        ("city", "AA"),
        ("region", "AA"),
    ]


def test_the_order_of_the_entries_does_not_change_the_bytes(small, tmp_path):
    write_gazetteer(small, tmp_path / "one.bin")
    write_gazetteer(reversed(small), tmp_path / "two.bin")
    assert (tmp_path / "one.bin").read_bytes() == (tmp_path / "two.bin").read_bytes()


@given(
    names=st.lists(
        st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20),
        min_size=1,
        max_size=80,
    )
)
def test_any_set_of_names_is_found_and_nothing_else(names, tmp_path_factory):
    target = tmp_path_factory.mktemp("layout") / "any.bin"
    write_gazetteer([town(name, population=number + 1) for number, name in enumerate(names)], target)
    table = PlaceTable(target)
    keys = sorted({name_key(name) for name in names} - {""}, key=str.encode)
    assert list(table.keys()) == keys
    for key in keys:
        expected = {number + 1 for number, name in enumerate(names) if name_key(name) == key}
        assert {table.place(number).population for number, _ in table.postings(key)} == expected
        assert table.postings(key + "!") == () or key + "!" in keys
        assert table.has_prefix(key[:2])


def test_a_name_of_300_places_keeps_them_all(tmp_path):
    write_gazetteer([town("Springfield", population=number) for number in range(300)], tmp_path / "many.bin")
    table = PlaceTable(tmp_path / "many.bin")
    populations = [table.place(number).population for number, _ in table.postings("springfield")]
    assert populations == sorted(range(300), reverse=True)


def test_an_empty_gazetteer_finds_nothing(tmp_path):
    write_gazetteer([], tmp_path / "empty.bin")
    table = PlaceTable(tmp_path / "empty.bin")
    assert table.postings("anything") == ()
    assert not table.has_prefix("a")


def test_a_key_before_the_first_and_after_the_last_finds_nothing(table):
    assert table.postings("!") == ()
    assert table.postings("zzzz") == ()
    assert not table.has_prefix("zzzz")


def test_a_name_too_long_for_a_byte_is_left_out(tmp_path):
    write_gazetteer([town("Short", "x" * 256)], tmp_path / "long.bin")
    assert list(PlaceTable(tmp_path / "long.bin").keys()) == ["short"]


def test_too_many_countries_are_refused(tmp_path):
    letters = [chr(65 + n // 26) + chr(65 + n % 26) for n in range(256)]
    with pytest.raises(CatalogError, match="no room"):
        write_gazetteer([country(alpha2, alpha2) for alpha2 in letters], tmp_path / "full.bin")


@pytest.mark.parametrize("content", [b"", b"short", b"X" * 400])
def test_a_file_that_is_no_gazetteer_is_refused(tmp_path, content):
    path = tmp_path / "bad.bin"
    path.write_bytes(content)
    with pytest.raises(CatalogError, match=r"bad\.bin"):
        PlaceTable(path)


def test_a_missing_file_says_how_to_build_it(tmp_path):
    with pytest.raises(CatalogError, match=r"catalog\.places\.build"):
        PlaceTable(tmp_path / "none.bin")


def test_a_file_cut_short_is_refused(small, tmp_path):
    path = tmp_path / "cut.bin"
    write_gazetteer(small, path)
    path.write_bytes(path.read_bytes()[:-3])
    with pytest.raises(CatalogError, match="cut short"):
        PlaceTable(path)


def test_the_shipped_file_is_small_and_says_its_size():
    content = BUILT.read_bytes()
    header = Header(*HEADER.unpack_from(content))
    assert header.size == len(content) <= 25_000_000
    assert header.names > 700_000
    assert header.places > 280_000
    assert header.countries == 252


def test_the_shipped_file_is_built_from_the_hand_kept_files_as_they_are():
    assert PlaceTable(BUILT).header.digest == inputs_digest(), "run python -m catalog.places.build"


def test_the_data_folder_explains_itself():
    folder = Path(BUILT).parent
    text = (folder / "README.md").read_text(encoding="utf-8")
    for path in folder.glob("*.toml"):
        assert path.name in text
        assert tomllib.loads(path.read_text(encoding="utf-8"))["sources"]
    assert "CC BY 4.0" in text
