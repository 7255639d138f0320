import socket
import subprocess
import sys
from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.dialects import postgresql

from catalog.errors import CatalogError
from catalog.settings import Settings, load_settings
from catalog.store import Store
from catalog.store.base import UtcDateTime
from catalog.store.engine import database_file, database_name, make_engine, read_url
from tests.databases import LOCKED
from tests.store.conftest import settings_for


def set_revision(settings, revision):
    engine = make_engine(read_url(settings.database_url), pooled=False)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :it"), {"it": revision})


def refusal(settings):
    """What a catalog that cannot be read says, in one line."""
    with Store.open(settings) as store, pytest.raises(CatalogError) as caught:
        store.count()
    said = str(caught.value)
    assert said.startswith(f"{database_name(read_url(settings.database_url))}: ")
    assert "\n" not in said
    return caught.value.reason


def test_a_catalog_that_was_never_made_is_refused_and_not_made(tmp_path):
    assert "run `catalog init`" in refusal(load_settings({}, tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_is_no_catalog_yet(tmp_path):
    (tmp_path / "catalog.db").touch()

    assert "run `catalog init`" in refusal(load_settings({}, tmp_path))


def test_an_empty_database_is_no_catalog_yet(tmp_path, databases):
    assert "run `catalog init`" in refusal(settings_for(tmp_path, databases.empty()))


def test_a_newer_database_is_refused(settings):
    set_revision(settings, "9999")

    assert "newer Creditline (schema 9999)" in refusal(settings)


def test_an_older_database_asks_for_an_upgrade(settings):
    set_revision(settings, "0001")

    assert refusal(settings) == "has the older schema 0001; run `catalog init` to upgrade it"


def test_a_file_of_another_kind_is_no_catalog(tmp_path):
    (tmp_path / "catalog.db").write_bytes(b"not a database at all, " * 100)

    assert "is no catalog" in refusal(load_settings({}, tmp_path))


def test_a_folder_cannot_be_opened(tmp_path):
    (tmp_path / "catalog.db").mkdir()

    assert refusal(load_settings({}, tmp_path)) == "cannot be used: unable to open database file"


def test_writing_is_refused_as_reading_is(tmp_path, databases, actor):
    with (
        Store.open(settings_for(tmp_path, databases.empty())) as store,
        pytest.raises(CatalogError, match="catalog init"),
    ):
        store.writing(actor)


def test_a_server_that_does_not_run_is_an_error_of_one_line(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"postgresql://desk:secret@127.0.0.1:{taken.getsockname()[1]}/catalog?sslpassword=hidden"
        reason = refusal(Settings(home=tmp_path, database_url=url))

    assert reason == (
        "cannot connect: Connection refused; is the server running and CATALOG_DATABASE_URL right?"
    )


def test_a_wrong_password_is_an_error_of_one_line(tmp_path, postgres_server):
    postgres_server.run(f"CREATE ROLE {LOCKED} LOGIN PASSWORD 'right'")
    url = postgres_server.url("postgres", LOCKED, "wrong")

    reason = refusal(settings_for(tmp_path, url))

    assert f'password authentication failed for user "{LOCKED}"' in reason
    assert "wrong" not in reason


def test_a_database_that_the_server_does_not_have_is_an_error_of_one_line(tmp_path, postgres_server):
    reason = refusal(settings_for(tmp_path, postgres_server.url("none_such")))

    assert 'cannot connect: database "none_such" does not exist' in reason


def test_an_option_that_there_is_not_is_an_error_of_one_line(tmp_path, postgres_server):
    url = postgres_server.url("postgres").update_query_dict({"none_such": "1"})

    assert 'invalid connection option "none_such"' in refusal(settings_for(tmp_path, url))


def test_a_user_without_rights_is_told_so(tmp_path, postgres_server, postgres_databases):
    url = postgres_databases.catalog()
    postgres_server.run("DROP ROLE IF EXISTS stranger")
    postgres_server.run("CREATE ROLE stranger LOGIN")

    reason = refusal(settings_for(tmp_path, url.set(username="stranger")))

    assert reason == "cannot be used: permission denied for table alembic_version"


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("nothing", "is no database URL"),
        ("postgresql://db.example:port/catalog", "is no database URL"),
        ("nosuch://db.example/catalog", "nosuch cannot be used, only SQLite and PostgreSQL"),
        ("mysql+pymysql://db.example/catalog", "mysql cannot be used, only SQLite and PostgreSQL"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
    ],
)
def test_a_url_of_no_database_for_a_catalog_is_refused(tmp_path, url, reason):
    with pytest.raises(CatalogError) as caught:
        Store.open(Settings(home=tmp_path, database_url=url))

    assert str(caught.value) == f"CATALOG_DATABASE_URL: {reason}"


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg", "postgresql+psycopg2"])
def test_postgresql_is_reached_through_psycopg_whatever_the_url_says(scheme):
    url = read_url(f"{scheme}://desk@db.example/catalog")

    assert url.drivername == "postgresql+psycopg"


def test_a_missing_driver_says_what_to_install():
    script = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from pathlib import Path\n"
        "from catalog.settings import Settings\n"
        "from catalog.store import Store\n"
        "Store.open(Settings(home=Path('.'), database_url='postgresql://desk:secret@db.example/catalog'))\n"
    )

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)

    where, reason = done.stderr.splitlines()[-1].split(": ", 2)[1:]
    assert where == "postgresql://desk@db.example/catalog"
    assert reason == 'PostgreSQL needs its driver: pip install "creditline[postgres]"'


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("postgresql://desk:secret@db.example/catalog", "postgresql://desk@db.example/catalog"),
        ("postgresql://db.example:5433/c?password=secret", "postgresql://db.example:5433/c"),
        ("postgresql:///c?host=/run/pg&sslpassword=secret", "postgresql:///c?host=%2Frun%2Fpg"),
    ],
)
def test_a_server_is_named_without_its_password(given, shown):
    url = read_url(given)

    assert database_name(url) == shown
    assert database_file(url) is None


def test_moments_keep_their_zone_on_a_server():
    column, dialect = UtcDateTime(), postgresql.dialect()
    moment = datetime(2021, 5, 2, 14, tzinfo=timezone(timedelta(hours=2)))

    assert column.process_bind_param(moment, dialect) == moment
    assert column.process_result_value(moment, dialect).isoformat() == "2021-05-02T12:00:00+00:00"
    assert column.process_result_value(None, dialect) is None


def test_an_engine_may_keep_no_connections(tmp_path):
    engine = make_engine(make_url(f"sqlite:///{tmp_path / 'x.db'}"), foreign_keys=False, pooled=False)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 0
    engine.dispose()
