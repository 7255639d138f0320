import sqlite3
from datetime import datetime, timedelta, timezone
from types import SimpleNamespace

import pytest
from sqlalchemy import make_url
from sqlalchemy.dialects import postgresql

from catalog.errors import CatalogError
from catalog.settings import Settings, load_settings
from catalog.store import Store
from catalog.store.base import UtcDateTime
from catalog.store.engine import database_file, database_name, make_engine


def set_revision(settings, revision):
    plain = sqlite3.connect(settings.home / "catalog.db")
    with plain:
        plain.execute("UPDATE alembic_version SET version_num = ?", (revision,))
    plain.close()


def refusal(settings):
    with Store.open(settings) as store, pytest.raises(CatalogError) as caught:
        store.count()
    return caught.value.reason


def test_a_catalog_that_was_never_made_is_refused_and_not_made(tmp_path):
    assert "run `catalog init`" in refusal(load_settings({}, tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_is_no_catalog_yet(tmp_path):
    (tmp_path / "catalog.db").touch()

    assert "run `catalog init`" in refusal(load_settings({}, tmp_path))


def test_a_newer_database_is_refused(sqlite_settings):
    set_revision(sqlite_settings, "9999")

    assert "newer Creditline (schema 9999)" in refusal(sqlite_settings)


def test_an_older_database_asks_for_an_upgrade(sqlite_settings):
    set_revision(sqlite_settings, "0000")

    assert "older schema 0000" in refusal(sqlite_settings)


def test_a_file_of_another_kind_is_no_catalog(tmp_path):
    (tmp_path / "catalog.db").write_bytes(b"not a database at all, " * 100)

    assert "is no catalog" in refusal(load_settings({}, tmp_path))


def test_a_folder_cannot_be_opened(tmp_path):
    (tmp_path / "catalog.db").mkdir()

    assert "cannot be opened" in refusal(load_settings({}, tmp_path))


def test_writing_is_refused_as_reading_is(tmp_path, actor):
    with Store.open(load_settings({}, tmp_path)) as store, pytest.raises(CatalogError, match="catalog init"):
        store.writing(actor)


def test_a_url_that_is_none_is_refused(tmp_path):
    with pytest.raises(CatalogError, match="CATALOG_DATABASE_URL: is no database URL"):
        Store.open(Settings(home=tmp_path, database_url="nothing"))


def test_a_server_is_named_without_its_password():
    url = make_url("postgresql://desk:secret@db.example/catalog")

    assert database_name(url) == "postgresql://desk:***@db.example/catalog"
    assert database_file(url) is None


def test_moments_keep_their_zone_on_a_server():
    column, dialect = UtcDateTime(), postgresql.dialect()
    moment = datetime(2021, 5, 2, 14, tzinfo=timezone(timedelta(hours=2)))

    assert column.process_bind_param(moment, dialect) == moment
    assert column.process_result_value(moment, dialect).isoformat() == "2021-05-02T12:00:00+00:00"
    assert column.process_result_value(None, dialect) is None


@pytest.mark.parametrize("url", ["nosuch://db.example/catalog", "mysql+nosuch://db.example/catalog"])
def test_a_database_without_driver_is_an_error_of_one_line(tmp_path, url):
    with pytest.raises(CatalogError, match="cannot be used"):
        Store.open(Settings(home=tmp_path, database_url=url))


def test_a_servers_engine_is_left_as_its_driver_makes_it(monkeypatch):
    given = SimpleNamespace(dialect=SimpleNamespace(name="postgresql"))
    monkeypatch.setattr("catalog.store.engine.create_engine", lambda _url: given)

    assert make_engine(make_url("postgresql://db.example/catalog")) is given


def test_an_engine_may_keep_no_connections(tmp_path):
    engine = make_engine(make_url(f"sqlite:///{tmp_path / 'x.db'}"), foreign_keys=False, pooled=False)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 0
    engine.dispose()
