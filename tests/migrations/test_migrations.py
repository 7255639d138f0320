import importlib.util
import sqlite3
from pathlib import Path
from types import SimpleNamespace

import pytest
from alembic import command
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, make_url

from catalog.errors import CatalogError
from catalog.store import migrate
from catalog.store.engine import make_engine
from catalog.store.schema import REVISION
from catalog.store.tables import Base


@pytest.fixture
def url(tmp_path):
    return make_url(f"sqlite:///{tmp_path / 'home' / 'catalog.db'}")


@pytest.fixture
def look(url):
    """Runs SQL on the database as it stands."""

    def run(statement, **values):
        plain = sqlite3.connect(url.database)
        try:
            with plain:
                return plain.execute(statement, values).fetchall()
        finally:
            plain.close()

    return run


def tables(url):
    engine = make_engine(url, pooled=False)
    names = set(inspect(engine).get_table_names())
    engine.dispose()
    return names


def test_an_empty_place_becomes_a_catalog_that_alembic_finds_clean(url):
    migrate.upgrade(url)

    engine = make_engine(url, foreign_keys=False, pooled=False)
    with engine.begin() as connection:
        command.check(migrate.alembic_config(connection))
    engine.dispose()
    assert tables(url) == set(Base.metadata.tables) | {"alembic_version"}


def test_the_program_asks_for_the_newest_migration():
    scripts = ScriptDirectory.from_config(migrate.alembic_config())

    assert scripts.get_heads() == [REVISION]
    assert all(len(script.revision) == 4 for script in scripts.walk_revisions())


def test_a_new_catalog_has_its_head_row(url, look):
    migrate.upgrade(url)

    assert look("SELECT id, seq, audit_number, audit_digest FROM head") == [(1, 0, 0, "0" * 64)]


def test_the_way_back_leads_to_an_empty_database_and_forth_again(url):
    migrate.upgrade(url)
    migrate.downgrade(url, "base")
    assert tables(url) == {"alembic_version"}

    migrate.upgrade(url)
    assert "photo" in tables(url)


def test_no_key_deletes_its_children():
    assert [
        key for table in Base.metadata.tables.values() for key in table.foreign_keys if key.ondelete
    ] == []


def test_every_constraint_and_index_has_a_name(url, look):
    migrate.upgrade(url)

    unnamed = look("SELECT name FROM sqlite_master WHERE type = 'index' AND name LIKE 'sqlite_autoindex_%'")
    definitions = look("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql LIKE '%UNIQUE (%'")

    assert all("CONSTRAINT uq_" in sql for _, sql in definitions)
    assert {name.split("_autoindex_")[1].rsplit("_", 1)[0] for (name,) in unnamed} <= set(tables(url))


def test_a_migration_that_has_nothing_to_do_keeps_no_copy(url):
    migrate.upgrade(url)
    migrate.upgrade(url)

    assert [path.name for path in Path(url.database).parent.iterdir() if "schema" in path.name] == []


def test_a_copy_is_kept_before_a_change_and_never_overwritten(url, look):
    for mark in ("first", "second"):
        migrate.upgrade(url)
        look(
            "INSERT INTO photo (provider, reference, added, status, caption_version, image_version)"
            " VALUES ('coastwire', :mark, '2021-05-02', 'catalogued', 0, 0)",
            mark=mark,
        )
        migrate.downgrade(url, "base")

    folder = Path(url.database).parent
    for name, mark in (("catalog.db.schema-0001", "first"), ("catalog.db.schema-0001-2", "second")):
        copy = sqlite3.connect(folder / name)
        assert copy.execute("SELECT reference FROM photo").fetchall() == [(mark,)]
        copy.close()


def test_a_newer_database_is_left_alone(url, look):
    migrate.upgrade(url)
    look("UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(CatalogError, match="newer Creditline"):
        migrate.upgrade(url)

    assert look("SELECT version_num FROM alembic_version") == [("9999",)]


def test_a_migration_that_would_break_a_reference_is_undone(url, look):
    migrate.upgrade(url)
    look("INSERT INTO change (seq, photo_id) VALUES (1, 77)")
    engine = make_engine(url, foreign_keys=False, pooled=False)
    with (
        engine.connect() as connection,
        pytest.raises(CatalogError, match="a row of change would lose its photo"),
    ):
        migrate._check_references(connection, "catalog.db")
    engine.dispose()


def test_a_servers_database_needs_no_folder(monkeypatch):
    asked = []
    monkeypatch.setattr(migrate, "_run", lambda url, target: asked.append((url.host, target)))

    migrate.upgrade(make_url("postgresql://db.example/catalog"))

    assert asked == [("db.example", REVISION)]


def test_references_are_the_servers_own_business_elsewhere():
    migrate._check_references(SimpleNamespace(dialect=SimpleNamespace(name="postgresql")), "server")


def test_a_file_of_another_kind_is_an_error_of_one_line(url):
    path = Path(url.database)
    path.parent.mkdir()
    path.write_bytes(b"not a database at all, " * 100)

    with pytest.raises(CatalogError, match="cannot be migrated"):
        migrate.upgrade(url)


def test_an_installed_package_brings_its_migrations(tmp_path, monkeypatch):
    package = tmp_path / "site-packages" / "catalog"
    (package / "_migrations").mkdir(parents=True)
    monkeypatch.setattr("catalog.__file__", str(package / "__init__.py"))

    assert migrate.migrations_folder() == package / "_migrations"


def test_the_alembic_command_finds_the_catalog_of_the_environment(url, monkeypatch):
    migrate.upgrade(url)
    monkeypatch.setenv("CATALOG_DATABASE_URL", url.render_as_string())

    command.check(migrate.alembic_config())


def test_migrations_make_the_same_schema_on_a_server(capsys):
    """Offline: the statements for PostgreSQL are written out, none is sent."""
    path = next((migrate.migrations_folder() / "versions").glob("0001_*.py"))
    spec = importlib.util.spec_from_file_location("first", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    context = MigrationContext.configure(dialect_name="postgresql", opts={"as_sql": True})
    with Operations.context(context):
        module.upgrade()

    written = capsys.readouterr().out
    assert "CREATE TABLE photo" in written
    assert "BIGSERIAL" in written
    assert "TIMESTAMP WITH TIME ZONE" in written
