"""`catalog init`: make a catalog, or bring its database up to this program's version."""

from typing import TYPE_CHECKING

import click

from catalog.cli.main import settings_of
from catalog.cli.rooms import open_store
from catalog.errors import CatalogError

if TYPE_CHECKING:
    from catalog.settings import Settings
    from catalog.store import Migrated

_INDEX_FILES = ("", "-wal", "-shm")
"""What SQLite adds to the name of a database for the files beside it."""


@click.command()
@click.pass_context
def init(ctx: click.Context) -> None:
    """Make a catalog in its folder, or bring an older one up to date (a copy of the database is kept).

    Records on a PostgreSQL server ($CATALOG_DATABASE_URL) are not copied: back them up before.
    """
    settings = settings_of(ctx)
    done = make_catalog(settings)
    if done.before not in (None, done.now):
        click.echo(f"Upgraded the database from schema {done.before} to {done.now}")
    if done.copy:
        click.echo(f"The database as it was before: {done.copy}")
    records = f", records in {done.server}" if done.server else ""
    click.echo(f"Catalog ready in {settings.home}{records}")


def make_catalog(settings: "Settings") -> "Migrated":
    """Make the folder and bring the database to this program's schema.

    Returns:
        What was done to the database.

    Raises:
        CatalogError: The folder cannot be made, or the database is newer than the program.
    """
    try:
        settings.home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CatalogError(
            str(settings.home), f"cannot make the catalog's folder: {error.strerror}"
        ) from error
    with open_store(settings) as store:
        done = store.migrate()
    if done.before is None:
        # An index that is here already is of another database, whose changes have the same numbers.
        for end in _INDEX_FILES:
            settings.index_path.with_name(f"{settings.index_path.name}{end}").unlink(missing_ok=True)
    return done
