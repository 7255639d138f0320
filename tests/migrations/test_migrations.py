import hashlib
import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from catalog.errors import CatalogError
from catalog.store import BusyError, migrate
from catalog.store.engine import make_engine
from catalog.store.schema import REVISION
from catalog.store.tables import Base
from catalog.store.triggers import trigger_names
from tests.databases import SECONDS

PUBLISHED = {"0001": "6bb7c94a24c9c598ac3b0fdf0c715c267f29183a9e4af6a35455596d1a66e32f"}
"""SHA-256 of migrations that catalogs out there have run: they are never altered again."""


def triggers(database):
    engine = make_engine(database.url, pooled=False)
    with engine.connect() as connection:
        return trigger_names(connection)


def test_an_empty_place_becomes_a_catalog_that_alembic_finds_clean(database):
    done = migrate.upgrade(database.url)

    engine = make_engine(database.url, foreign_keys=False, pooled=False)
    with engine.begin() as connection:
        command.check(migrate.alembic_config(connection))
    assert (done.before, done.now, done.copy) == (None, REVISION, None)
    assert (done.server is None) == (database.url.get_backend_name() == "sqlite")
    assert database.tables() == set(Base.metadata.tables) | {"alembic_version"}


def test_the_program_asks_for_the_newest_migration():
    scripts = ScriptDirectory.from_config(migrate.alembic_config())

    assert scripts.get_heads() == [REVISION]
    assert all(len(script.revision) == 4 for script in scripts.walk_revisions())


def test_a_published_migration_is_never_altered():
    folder = migrate.migrations_folder() / "versions"
    found = {path.name[:4]: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.py")}

    assert PUBLISHED.items() <= found.items()


def test_a_new_catalog_has_its_head_row(database):
    migrate.upgrade(database.url)

    assert database.run("SELECT id, seq, audit_number, audit_digest FROM head") == [(1, 0, 0, "0" * 64)]


def test_the_way_back_leads_to_an_empty_database_and_forth_again(database):
    migrate.upgrade(database.url)
    migrate.downgrade(database.url, "0001")
    assert triggers(database) == []

    migrate.downgrade(database.url, "base")
    assert database.tables() == {"alembic_version"}

    migrate.upgrade(database.url)
    assert "photo" in database.tables()
    assert len(triggers(database)) == 9


def test_no_key_deletes_its_children(database):
    migrate.upgrade(database.url)
    engine = make_engine(database.url, pooled=False)
    metadata = type(Base.metadata)()
    metadata.reflect(engine)

    keys = [key for table in metadata.tables.values() for key in table.foreign_keys]
    assert len(keys) == sum(len(table.foreign_keys) for table in Base.metadata.tables.values())
    assert [key for key in keys if key.ondelete not in (None, "NO ACTION")] == []


OURS = {str(constraint.name) for table in Base.metadata.tables.values() for constraint in table.constraints}


def test_every_constraint_of_a_file_has_the_name_that_our_convention_gives(file):
    migrate.upgrade(file.url)

    tables = file.run("SELECT sql FROM sqlite_master WHERE type = 'table' AND name != 'sqlite_sequence'")
    named = [name for (sql,) in tables for name in re.findall(r"CONSTRAINT (\w+)", sql)]
    rules = [rule for (sql,) in tables for rule in re.findall(r"PRIMARY KEY|FOREIGN KEY|UNIQUE|CHECK", sql)]

    # SQLite counts a key up by itself only where it is written beside its column, without a name.
    counted = {"pk_photo", "pk_import_run"}
    assert set(named) == OURS - counted | {"alembic_version_pkc"}
    assert len(rules) == len(named) + len(counted)


def test_every_constraint_of_a_server_has_the_name_that_our_convention_gives(server):
    migrate.upgrade(server.url)

    found = server.run("SELECT conname FROM pg_constraint WHERE connamespace = 'public'::regnamespace")

    assert {name for (name,) in found} == OURS | {"alembic_version_pkc"}


def test_the_head_is_a_single_row(database):
    migrate.upgrade(database.url)

    with pytest.raises(IntegrityError, match="ck_head_single"):
        database.run("INSERT INTO head VALUES (2, 0, 0, '')")


def test_a_migration_that_has_nothing_to_do_keeps_no_copy(file):
    migrate.upgrade(file.url)

    assert migrate.upgrade(file.url).copy is None
    assert [path.name for path in Path(file.url.database).parent.iterdir() if "schema" in path.name] == []


def test_a_migration_that_has_nothing_to_do_waits_for_nobody(server, monkeypatch):
    monkeypatch.setattr("catalog.store.engine.BUSY_MILLISECONDS", 50)
    migrate.upgrade(server.url)
    with make_engine(server.url, pooled=False).begin() as connection:
        connection.execute(text("LOCK TABLE change IN ROW EXCLUSIVE MODE"))

        assert migrate.upgrade(server.url).before == REVISION


def test_a_newer_database_is_left_alone(database):
    migrate.upgrade(database.url)
    database.run("UPDATE alembic_version SET version_num = '9999'")
    before = database.rows()

    with pytest.raises(CatalogError) as caught:
        migrate.upgrade(database.url)

    assert caught.value.reason == "was made by a newer Creditline (schema 9999); upgrade the program"
    assert database.run("SELECT version_num FROM alembic_version") == [("9999",)]
    assert database.rows() == before
    assert len(triggers(database)) == 9


REBUILD = (
    "way = 'always' if op.get_bind().dialect.name == 'sqlite' else 'auto'",
    "for name in ('audit_event', 'audit_value', 'change'):",
    "    with op.batch_alter_table(name, recreate=way) as table:",
    "        table.add_column(sa.Column('note', sa.Text(), nullable=True))",
)


def test_triggers_are_there_again_after_their_tables_were_rebuilt(database, next_migration):
    migrate.upgrade(database.url)
    before = triggers(database)
    next_migration(*REBUILD)

    migrate.upgrade(database.url)

    assert database.run("SELECT count(note) FROM change") == [(0,)]
    assert triggers(database) == before


def test_a_migration_that_fails_leaves_everything_as_it_was(database, next_migration):
    migrate.upgrade(database.url)
    next_migration("op.drop_table('finding')", "op.execute('SELECT 1 FROM none_such')")

    with pytest.raises(CatalogError, match=r"cannot be migrated: .*none_such"):
        migrate.upgrade(database.url)

    assert "finding" in database.tables()
    assert database.run("SELECT version_num FROM alembic_version") == [(REVISION,)]
    assert len(triggers(database)) == 9


def test_a_migration_that_would_break_a_reference_is_undone(file, next_migration):
    migrate.upgrade(file.url)
    next_migration("op.execute('INSERT INTO change (seq, photo_id) VALUES (1, 77)')")

    with pytest.raises(CatalogError, match="a row of change would lose its photo; nothing was changed"):
        migrate.upgrade(file.url)

    assert file.run("SELECT count(*) FROM change") == [(0,)]
    assert file.run("SELECT version_num FROM alembic_version") == [(REVISION,)]


def test_a_table_with_children_is_rebuilt_and_keeps_them(file, next_migration):
    """With foreign keys on, dropping the old table would refuse or take the children along."""
    migrate.upgrade(file.url)
    file.run(
        "INSERT INTO photo (provider, reference, added, status, caption_version, image_version)"
        " VALUES ('coastwire', 'A1', '2021-05-02', 'catalogued', 0, 0)"
    )
    file.run("INSERT INTO change (seq, photo_id) VALUES (1, 1)")
    next_migration(
        "with op.batch_alter_table('photo', recreate='always') as table:",
        "    table.add_column(sa.Column('note', sa.Text(), nullable=True))",
    )

    migrate.upgrade(file.url)

    assert file.run("SELECT seq, reference FROM change JOIN photo ON photo.id = photo_id") == [(1, "A1")]


def test_two_migrations_of_a_server_at_once_are_harmless(server):
    """Both have begun and neither may go on before the other one is done."""
    engine = make_engine(server.url, pooled=False)
    waiting = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
    with ThreadPoolExecutor() as threads, engine.connect() as connection:
        connection.exec_driver_sql(f"SELECT pg_advisory_lock({migrate._LOCK})")
        both = [threads.submit(migrate.upgrade, server.url) for _ in range(2)]
        deadline = time.monotonic() + SECONDS
        while connection.scalar(waiting) < 2:
            assert time.monotonic() < deadline, "the migrations do not wait"
            time.sleep(0.01)
        connection.exec_driver_sql(f"SELECT pg_advisory_unlock({migrate._LOCK})")
        connection.rollback()
        done = [one.result(SECONDS) for one in both]

    assert {one.before for one in done} == {None, REVISION}
    assert server.run("SELECT count(*) FROM head") == [(1,)]
    assert len(triggers(server)) == 9


def test_migrations_of_a_file_at_once_are_harmless(file):
    start = threading.Barrier(4)

    def upgrade():
        start.wait(SECONDS)
        return migrate.upgrade(file.url)

    with ThreadPoolExecutor() as threads:
        done = [one.result(SECONDS) for one in [threads.submit(upgrade) for _ in range(4)]]

    assert sorted(one.before or "" for one in done) == ["", REVISION, REVISION, REVISION]
    assert file.run("SELECT count(*) FROM head") == [(1,)]


def test_a_database_in_use_is_not_waited_for_without_end(server, monkeypatch):
    monkeypatch.setattr("catalog.store.engine.BUSY_MILLISECONDS", 50)
    migrate.upgrade(server.url)
    migrate.downgrade(server.url, "0001")
    engine = make_engine(server.url, pooled=False)
    with engine.begin() as connection:
        connection.execute(text("LOCK TABLE change IN ROW EXCLUSIVE MODE"))

        with pytest.raises(BusyError) as caught:
            migrate.upgrade(server.url)

    assert caught.value.reason == "another program uses this database; stop it and run `catalog init` again"
    assert migrate.upgrade(server.url).before == "0001"


def test_a_server_s_database_that_cannot_keep_every_script_is_refused(postgres_databases):
    url = postgres_databases.empty("ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")

    with pytest.raises(
        CatalogError, match="keeps text as LATIN1; make it anew with `createdb --encoding=UTF8"
    ):
        migrate.upgrade(url)


def test_a_file_of_another_kind_is_an_error_of_one_line(file):
    path = Path(file.url.database)
    path.parent.mkdir()
    path.write_bytes(b"not a database at all, " * 100)

    with pytest.raises(CatalogError, match="is no catalog, or is damaged"):
        migrate.upgrade(file.url)


def test_an_installed_package_brings_its_migrations(tmp_path, monkeypatch):
    package = tmp_path / "site-packages" / "catalog"
    (package / "_migrations").mkdir(parents=True)
    monkeypatch.setattr("catalog.__file__", str(package / "__init__.py"))

    assert migrate.migrations_folder() == package / "_migrations"


def test_the_alembic_command_finds_the_catalog_of_the_environment(database, monkeypatch):
    migrate.upgrade(database.url)
    monkeypatch.setenv("CATALOG_DATABASE_URL", database.url.render_as_string(hide_password=False))

    command.check(migrate.alembic_config())

    command.downgrade(migrate.alembic_config(), "0001")
    command.upgrade(migrate.alembic_config(), "head")
    assert len(triggers(database)) == 9
