"""A fresh catalog for each test, copied from one that was migrated once."""

import shutil

import pytest
from sqlalchemy import event

from catalog.records import Actor
from catalog.settings import load_settings
from catalog.store import Store


@pytest.fixture(scope="session")
def empty_catalog(tmp_path_factory):
    home = tmp_path_factory.mktemp("empty")
    with Store.open(load_settings({}, home)) as store:
        store.migrate()
    return home / "catalog.db"


@pytest.fixture
def settings(tmp_path, empty_catalog):
    shutil.copy(empty_catalog, tmp_path / "catalog.db")
    return load_settings({}, tmp_path)


@pytest.fixture
def store(settings):
    with Store.open(settings) as store:
        yield store


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
