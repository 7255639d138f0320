"""Migrations: up to this program's schema, in one transaction, with a copy kept before.

SQLite rebuilds a table to alter it, and with foreign keys on the drop of the old one would take
child rows along; so a migration has its own connection with foreign keys off, and checks them before
it commits (SQLite documentation, "Making Other Kinds Of Table Schema Changes").
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection
from sqlalchemy.engine import URL
from sqlalchemy.exc import DatabaseError

import catalog
from catalog.errors import CatalogError
from catalog.store.engine import WRITE, database_file, database_name, make_engine
from catalog.store.schema import REVISION, current_revision, refuse_newer


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


def upgrade(url: URL) -> None:
    """Bring a database to this program's schema, making file and folder where there are none.

    Raises:
        CatalogError: It is newer than this program, cannot be opened, or a reference would break.
    """
    file = database_file(url)
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
    _run(url, REVISION)


def downgrade(url: URL, revision: str) -> None:
    """Take a database back to `revision` (`base` for an empty one); a copy is kept.

    Raises:
        CatalogError: As for `upgrade`.
    """
    _run(url, revision)


def _run(url: URL, target: str) -> None:
    """Move a database to a revision."""
    where, file = database_name(url), database_file(url)
    engine = make_engine(url, foreign_keys=False, pooled=False).execution_options(**{WRITE: True})
    try:
        with engine.begin() as connection:
            found = current_revision(connection)
            if found is not None:
                refuse_newer(where, found)
            if found == target:
                return
            if file is not None and found is not None:
                _keep_copy(file, found)
            config = alembic_config(connection)
            if target == "base" or (found or "") > target:
                command.downgrade(config, target)
            else:
                command.upgrade(config, target)
            _check_references(connection, where)
    except DatabaseError as error:
        raise CatalogError(where, f"cannot be migrated: {error.orig}") from error
    finally:
        engine.dispose()


def _keep_copy(file: Path, revision: str) -> Path:
    """Copy a database as it is before its schema changes, never over an older copy."""
    number = 1
    copy = file.with_name(f"{file.name}.schema-{revision}")
    while copy.exists():
        number += 1
        copy = file.with_name(f"{file.name}.schema-{revision}-{number}")
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    return copy


def _check_references(connection: Connection, where: str) -> None:
    """Refuse to commit a migration that leaves a row without its parent."""
    if connection.dialect.name != "sqlite":
        return
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise CatalogError(where, f"a row of {broken[0]} would lose its {broken[2]}; nothing was changed")
