"""The index over a real store, with the agencies and places that the program knows."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing

import pytest
from sqlalchemy import event

from catalog.agencies import load_agencies
from catalog.caption import Knowledge, parse_caption
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
from tests.databases import wait_for_lock

WAIT = 60
ACTOR = Actor(name="cli:import")


@pytest.fixture
def settings(tmp_path, database_url):
    return load_settings({"CATALOG_DATABASE_URL": database_url}, tmp_path)


@pytest.fixture
def store(settings):
    with Store.open(settings) as store:
        yield store


@pytest.fixture
def server_store(tmp_path, postgres_databases):
    url = postgres_databases.catalog().render_as_string(hide_password=False)
    with Store.open(load_settings({"CATALOG_DATABASE_URL": url}, tmp_path)) as store:
        yield store


@pytest.fixture
def file_store(tmp_path, sqlite_databases):
    url = sqlite_databases.catalog().render_as_string()
    with Store.open(load_settings({"CATALOG_DATABASE_URL": url}, tmp_path)) as store:
        yield store


@pytest.fixture
def open_index(tmp_path):
    """Opens an index over a store; all are closed at the end."""
    made = []

    def open_it(store):
        made.append(Index.open(load_settings({}, tmp_path), store))
        return made[-1]

    yield open_it
    for index in made:
        index.close()


@pytest.fixture
def index(store, open_index):
    return open_index(store)


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


def write(store, *numbers):
    """Photos in a transaction of their own."""
    with store.writing(ACTOR) as work:
        return [one.photo_id for one in save_photos(work, [draft(one, f"Boat {one}") for one in numbers])]


def assert_whole(store, index, ids):
    """The index has these photos, took in every change, and agrees with the store."""
    assert index.drain() == 0
    assert index.status().seq == store.last_seq() == len(store.changes_after(0, 10_000))
    assert set(index.search("boat", limit=1000).ids) == set(ids)
    assert index.check() == []


def test_an_index_drained_between_commits_out_of_the_order_of_writes_misses_nothing(server_store, open_index):
    """Five transactions are open at once; what wrote first, and has the lowest number, commits last."""
    index = open_index(server_store)
    ids, seen = [], []

    def look():
        index.drain()
        seen.append(set(index.search("boat").ids))

    with ExitStack() as stack:
        for number in range(5):
            # The stack is left from its top: each commit, newest first, and then a look.
            stack.callback(look)
            work = stack.enter_context(server_store.writing(ACTOR))
            ids.append(save_photos(work, [draft(number, f"Boat {number}")])[0].photo_id)
        look()

    assert ids == sorted(ids)
    assert seen == [set(), *(set(ids[last:]) for last in (4, 3, 2, 1, 0))]
    assert_whole(server_store, index, ids)


def test_an_index_drained_while_a_commit_hangs_takes_in_neither_it_nor_those_behind_it(
    server_store, open_index
):
    """The first has numbered its change and not committed it; the second waits for the head."""
    index = open_index(server_store)
    numbered, go_on = threading.Event(), threading.Event()

    def pause(_connection):
        if not numbered.is_set():
            numbered.set()
            assert go_on.wait(WAIT)

    event.listen(server_store.engine, "commit", pause)
    with ThreadPoolExecutor() as threads:
        first = threads.submit(write, server_store, 1)
        assert numbered.wait(WAIT)
        second = threads.submit(write, server_store, 2)
        wait_for_lock(server_store)
        assert index.drain() == 0
        assert index.search("boat").ids == []
        go_on.set()
        ids = [*first.result(WAIT), *second.result(WAIT)]

    assert server_store.changes_after(0, 10) == list(enumerate(ids, 1))
    assert_whole(server_store, index, ids)


def test_an_index_drained_while_a_writer_waits_for_another_misses_nothing(file_store, open_index):
    """A file has one writer at a time: the second begins when the first has committed."""
    index = open_index(file_store)
    with ThreadPoolExecutor() as threads:
        with file_store.writing(ACTOR) as work:
            ids = [save_photos(work, [draft(1, "Boat 1")])[0].photo_id]
            second = threads.submit(write, file_store, 2)
            assert index.drain() == 0
            assert index.search("boat").ids == []
            assert not second.done()
        ids += second.result(WAIT)

    assert file_store.changes_after(0, 10) == list(enumerate(ids, 1))
    assert_whole(file_store, index, ids)


def test_an_index_that_is_drained_all_the_while_misses_nothing(store, index, monkeypatch):
    monkeypatch.setattr("catalog.store.engine.BUSY_MILLISECONDS", WAIT * 1000)
    monkeypatch.setattr("catalog.search.following.TURN", 4)
    start = threading.Barrier(4)

    def import_some(writer):
        start.wait(WAIT)
        batches = [[f"{writer}-{batch}-{one}" for one in range(3)] for batch in range(5)]
        return [number for batch in batches for number in write(store, *batch)]

    with ThreadPoolExecutor() as threads:
        writers = [threads.submit(import_some, writer) for writer in range(3)]
        start.wait(WAIT)
        while not all(writer.done() for writer in writers):
            index.drain(0.01)
        ids = [number for writer in writers for number in writer.result()]

    assert len(ids) == 45
    assert_whole(store, index, ids)


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


OWN_AGENCY = """
id = "tidewire"
name = "TIDEWIRE"
full_name = "Tide Wire Cooperative"
kind = "wire"
sources = ["https://example.org/"]
checked = "2026-01"
names = [{ text = "TIDEWIRE", canonical = true }, { text = "Tide Wire" }]
"""


def test_a_catalogs_own_agencies_are_found_by_every_name(settings, store):
    own = settings.knowledge_path / "agencies" / "tidewire.toml"
    own.parent.mkdir(parents=True)
    own.write_text(OWN_AGENCY)
    caption = parse_caption(
        "Gulls at Varna. TIDEWIRE/ANN REED", knowledge=Knowledge(overlay=settings.knowledge_path)
    )
    draft = CaptionDraft(raw=b"", parsed=caption, parser="1")
    with store.writing(Actor(name="ann")) as work:
        save_photos(work, [PhotoDraft(ref=Reference(provider="desk", id="A1"), caption=draft)])

    with closing(Index.open(settings, store)) as index:
        for query in ("agency:tidewire", 'agency:"Tide Wire"', 'agency:"tide wire cooperative"'):
            assert index.search(query).total == 1, query
        assert [one.label for one in index.search("").facets["agency"]] == ["TIDEWIRE"]
