"""A fresh catalog for each test, once on SQLite and once on PostgreSQL."""

import pytest
from sqlalchemy import event

from catalog.records import Actor
from catalog.settings import load_settings
from catalog.store import Store


def settings_for(home, url):
    """Settings as the environment gives them."""
    return load_settings({"CATALOG_DATABASE_URL": url.render_as_string(hide_password=False)}, home)


@pytest.fixture
def settings(tmp_path, databases):
    return settings_for(tmp_path, databases.catalog())


@pytest.fixture
def store(settings):
    with Store.open(settings) as store:
        yield store


@pytest.fixture
def sqlite_settings(tmp_path, sqlite_databases):
    return settings_for(tmp_path, sqlite_databases.catalog())


@pytest.fixture
def sqlite_store(sqlite_settings):
    with Store.open(sqlite_settings) as store:
        yield store


@pytest.fixture
def postgres_store(tmp_path, postgres_databases):
    with Store.open(settings_for(tmp_path, postgres_databases.catalog())) as store:
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
