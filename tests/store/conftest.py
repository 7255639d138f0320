"""A fresh catalog for each test: SQLite, or the server's database that CATALOG_TEST_DATABASE_URL names."""

import os
import shutil

import pytest
from sqlalchemy import event, text

from catalog.records import Actor
from catalog.settings import Settings, load_settings
from catalog.store import Store
from catalog.store.audit import GENESIS
from catalog.store.tables import Base, HeadRow

SERVER = os.environ.get("CATALOG_TEST_DATABASE_URL")


@pytest.fixture(scope="session")
def empty_catalog(tmp_path_factory):
    home = tmp_path_factory.mktemp("empty")
    with Store.open(load_settings({}, home)) as store:
        store.migrate()
    return home / "catalog.db"


@pytest.fixture
def sqlite_settings(tmp_path, empty_catalog):
    shutil.copy(empty_catalog, tmp_path / "catalog.db")
    return load_settings({}, tmp_path)


@pytest.fixture
def sqlite_store(sqlite_settings):
    with Store.open(sqlite_settings) as store:
        yield store


@pytest.fixture
def settings(tmp_path, sqlite_settings):
    return Settings(home=tmp_path, database_url=SERVER) if SERVER else sqlite_settings


@pytest.fixture
def store(settings):
    with Store.open(settings) as store:
        if SERVER:
            empty(store)
        yield store


def empty(store):
    """The server's database as a new catalog has it."""
    store.migrate()
    with store.writing(Actor(name="tests")) as work:
        tables = ", ".join(f'"{name}"' for name in Base.metadata.tables)
        work.session.execute(text(f"TRUNCATE {tables} RESTART IDENTITY"))
        work.session.add(HeadRow(id=1, seq=0, audit_number=0, audit_digest=GENESIS))


@pytest.fixture
def actor():
    return Actor(name="cli:import")


@pytest.fixture
def count_queries(store):
    """Runs a function and tells how many statements it sent."""

    def count(act):
        sent = []

        def note(_connection, _cursor, statement, *_rest):
            if not statement.startswith("BEGIN"):
                sent.append(statement)

        event.listen(store.engine, "before_cursor_execute", note)
        try:
            act()
        finally:
            event.remove(store.engine, "before_cursor_execute", note)
        return len(sent)

    return count
