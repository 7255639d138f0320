"""Whether a database has the schema that this program was written for."""

from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, Engine, inspect, text

from catalog.errors import CatalogError
from catalog.store.engine import database_file, database_name
from catalog.store.failures import telling

REVISION = "0003"
"""Newest migration; numbers have four digits, so that their order is that of the text."""


class Migrated(NamedTuple):
    """What a migration did.

    Attributes:
        before: The schema it found; None where there was no catalog.
        now: The schema that the database has.
        copy: Where SQLite's database was copied to before; None where nothing was to be kept.
        server: The server's database, without its password; None for a file.
    """

    before: str | None
    now: str
    copy: Path | None
    server: str | None


def require_current(engine: Engine) -> None:
    """Refuse a database of another schema.

    Raises:
        CatalogError: It was never initialised, is older, is newer, or cannot be read.
    """
    where = database_name(engine.url)
    file = database_file(engine.url)
    # SQLite would make an empty file of a name that does not exist.
    if file is not None and not file.exists():
        raise CatalogError(where, "there is no catalog here yet; run `catalog init`")
    with telling(where), engine.connect() as connection:
        found = current_revision(connection)
    if found is None:
        raise CatalogError(where, "there is no catalog here yet; run `catalog init`")
    refuse_newer(where, found)
    if found < REVISION:
        raise CatalogError(where, f"has the older schema {found}; run `catalog init` to upgrade it")


def refuse_newer(where: str, found: str) -> None:
    """Refuse a database that a newer program made.

    Raises:
        CatalogError: It is newer.
    """
    if found > REVISION:
        raise CatalogError(where, f"was made by a newer Creditline (schema {found}); upgrade the program")


def current_revision(connection: Connection) -> str | None:
    """The database's migration number; None where it was never initialised."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found
