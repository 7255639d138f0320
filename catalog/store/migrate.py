"""Migrations: up to this program's schema, in one transaction, with a copy kept before.

SQLite rebuilds a table to alter it, and with foreign keys on the drop of the old one would take
child rows along; so a migration has its own connection with foreign keys off, and checks them before
it commits (SQLite documentation, "Making Other Kinds Of Table Schema Changes").
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine
from sqlalchemy.engine import URL
from sqlalchemy.exc import DatabaseError

import catalog
from catalog.errors import CatalogError
from catalog.store.engine import WRITE, database_file, database_name, make_engine
from catalog.store.failures import BusyError, reason_of, told
from catalog.store.schema import REVISION, Migrated, current_revision, refuse_newer
from catalog.store.triggers import drop_triggers, make_triggers

FIRST_WITH_TRIGGERS = "0002"
"""The revision from which on the ledger's triggers belong to the schema."""
_LOCK = 0x6372_6564
"""Any number that nothing else in the database locks; it keeps two migrating programs apart."""


def migrations_folder() -> Path:
    """Where the migrations lie: inside the package when installed, beside it in a checkout."""
    package = Path(catalog.__file__).parent
    installed = package / "_migrations"
    return installed if installed.is_dir() else package.parent / "migrations"


def alembic_config(connection: Connection | None = None) -> Config:
    """Alembic's configuration, made in code so that it is the same from a checkout and from a wheel."""
    config = Config()
    # Alembic hands options to a ConfigParser, where % begins an interpolation.
    config.set_main_option("script_location", str(migrations_folder()).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def upgrade(url: URL) -> Migrated:
    """Bring a database to this program's schema, making file and folder where there are none.

    Raises:
        CatalogError: It is newer than this program, cannot be opened, or a reference would break.
    """
    return _run(url, REVISION)


def downgrade(url: URL, revision: str) -> Migrated:
    """Take a database back to `revision` (`base` for an empty one); a copy is kept.

    Raises:
        CatalogError: As for `upgrade`.
    """
    return _run(url, revision)


@contextmanager
def triggers_off(connection: Connection) -> Iterator[None]:
    """Let migrations move rows of the ledger, and make its triggers again where the schema has them."""
    drop_triggers(connection)
    yield
    if (current_revision(connection) or "") >= FIRST_WITH_TRIGGERS:
        make_triggers(connection)


def migration_engine(url: URL) -> Engine:
    """An engine for one migration."""
    return make_engine(url, foreign_keys=False, pooled=False).execution_options(**{WRITE: True})


def wait_for_others(connection: Connection) -> None:
    """Wait, however long, for a migration by another program; SQLite's write lock does so by itself."""
    if connection.dialect.name == "sqlite":
        return
    waits = connection.exec_driver_sql("SHOW lock_timeout").scalar_one()
    connection.exec_driver_sql("SET LOCAL lock_timeout = 0")
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{waits}'")


def _run(url: URL, target: str) -> Migrated:
    """Move a database to a revision."""
    where, file = database_name(url), database_file(url)
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
    engine = migration_engine(url)
    try:
        with engine.begin() as connection:
            wait_for_others(connection)
            found = current_revision(connection)
            copy = _move(connection, url, found, target)
        return Migrated(before=found, now=target, copy=copy, server=None if file else where)
    except DatabaseError as error:
        plain = told(where, error)
        if isinstance(plain, BusyError):
            reason = "another program uses this database; stop it and run `catalog init` again"
            raise BusyError(where, reason) from error
        raise plain or CatalogError(where, f"cannot be migrated: {reason_of(error)}") from error
    finally:
        engine.dispose()


def _move(connection: Connection, url: URL, found: str | None, target: str) -> Path | None:
    """Run the migrations between two revisions; where a copy of the database was kept."""
    where, file = database_name(url), database_file(url)
    if found is not None:
        refuse_newer(where, found)
    if found == target:
        return None
    if found is None:
        _check_encoding(connection, where)
    copy = _keep_copy(file, found) if file is not None and found is not None else None
    config = alembic_config(connection)
    with triggers_off(connection):
        if target == "base" or (found or "") > target:
            command.downgrade(config, target)
        else:
            command.upgrade(config, target)
    _check_references(connection, where)
    return copy


def _check_encoding(connection: Connection, where: str) -> None:
    """Refuse a server's database that cannot keep every script."""
    if connection.dialect.name == "sqlite":
        return
    encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
    if encoding != "UTF8":
        raise CatalogError(
            where,
            f"keeps text as {encoding}; make it anew with `createdb --encoding=UTF8 --template=template0`",
        )


def _keep_copy(file: Path, revision: str) -> Path:
    """Copy a database as it is before its schema changes, never over an older copy.

    Raises:
        CatalogError: There is no room, or the folder cannot be written.
    """
    number = 1
    copy = file.with_name(f"{file.name}.schema-{revision}")
    while copy.exists():
        number += 1
        copy = file.with_name(f"{file.name}.schema-{revision}-{number}")
    part = copy.with_name(f"{copy.name}.part")
    try:
        with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(part)) as target:
            source.backup(target)
        part.rename(copy)
    except (OSError, sqlite3.Error) as error:
        with suppress(OSError):
            part.unlink()
        reason = f"the copy before the upgrade cannot be kept: {error}; nothing was changed"
        raise CatalogError(str(copy), reason) from error
    return copy


def _check_references(connection: Connection, where: str) -> None:
    """Refuse to commit a migration that leaves a row without its parent."""
    if connection.dialect.name != "sqlite":
        return
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise CatalogError(where, f"a row of {broken[0]} would lose its {broken[2]}; nothing was changed")
