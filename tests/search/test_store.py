"""The index over a real store, with the agencies and places that the program knows."""

import pytest

from catalog.agencies import load_agencies
from catalog.places import load_gazetteer
from catalog.records import (
    Actor,
    AgencyCredit,
    Handout,
    HandoutSource,
    ParsedCaption,
    PlaceMention,
    Reference,
)
from catalog.search import Index, KnownNames
from catalog.settings import load_settings
from catalog.store import CaptionDraft, PhotoDraft, Store, save_photos, set_value
from catalog.vocabulary.codes import AgencyRole, HandoutState

ACTOR = Actor(name="cli:import")


@pytest.fixture
def settings(tmp_path):
    return load_settings({}, tmp_path)


@pytest.fixture
def store(settings):
    with Store.open(settings) as store:
        store.migrate()
        yield store


@pytest.fixture
def index(settings, store):
    index = Index.open(settings, store)
    yield index
    index.close()


def draft(number, text, **fields):
    parsed = ParsedCaption(caption=text, **fields)
    handed = bool(parsed.handout_sources)
    return PhotoDraft(
        ref=Reference(provider="coastwire", id=f"A{number}"),
        caption=CaptionDraft(raw=text.encode(), parsed=parsed, parser="1"),
        handout=Handout(state=HandoutState.STATED if handed else HandoutState.NOT_INDICATED),
    )


def agency(id_):
    return AgencyCredit(id=id_, name=id_.upper(), role=AgencyRole.MAKER, span=(0, 1))


def test_a_search_follows_imports_and_edits(store, index):
    with store.writing(ACTOR) as work:
        saved = save_photos(
            work,
            [
                draft(
                    1,
                    "A ferry in the harbour",
                    agencies=(agency("epa-efe"),),
                    handout_sources=(HandoutSource(name="Harbour Authority", span=(0, 1)),),
                    places=(PlaceMention(name="Martakert", span=(0, 1), names=("Aghdara",)),),
                    country="AZ",
                    date="2020-09-30",
                ),
                draft(2, "A pier", agencies=(agency("ap"),), country="CL", date="1980"),
            ],
        )
    first, second = (one.photo_id for one in saved)
    assert index.search("").ids == [first, second]
    assert index.search('is:handout from:"harbour authority" place:aghdara').ids == [first]
    assert index.search('agency:"associated press" country:Chile').ids == [second]
    page = index.search("ferry")
    assert [value.label for value in page.facets["country"]] == ["Azerbaijan"]
    assert [(value.value, value.label) for value in page.facets["from"]] == [
        ("harbour-authority", "Harbour Authority")
    ]
    with store.writing(ACTOR) as work:
        set_value(work, second, "date", "2021-02-03")
    assert index.search("").ids == [second, first]
    assert index.search("has:edits date:2021-02").ids == [second]
    assert index.status().behind == 0
    before = index.search("")
    index.rebuild()
    assert index.search("") == before


def test_knowledge_names_agencies_and_countries():
    names = KnownNames(load_agencies(), load_gazetteer())
    assert names.agency_names("ap")[0] == "AP"
    assert names.agency_names("no such agency") == ()
    assert names.agency_id("ap") == "ap"
    assert names.agency_id("Associated Press") == "ap"
    assert names.agency_id("no such agency") is None
    assert names.country_code("am") == names.country_code("Armenia") == "AM"
    assert names.country_code("zz") is None
    assert names.country_name("AM") == "Armenia"


def test_a_catalogs_own_knowledge_is_laid_over_ours(settings, store):
    settings.knowledge_path.mkdir()
    index = Index.open(settings, store)
    assert index.search("").total == 0
    index.close()
