"""`catalog init`: make a catalog, or bring its database up to this program's version."""

from typing import TYPE_CHECKING

import click

from catalog.cli.main import settings_of
from catalog.cli.rooms import open_store
from catalog.errors import CatalogError

if TYPE_CHECKING:
    from catalog.settings import Settings


@click.command()
@click.pass_context
def init(ctx: click.Context) -> None:
    """Make a catalog in its folder, or bring an older one up to date (a copy of the database is kept)."""
    settings = settings_of(ctx)
    make_catalog(settings)
    click.echo(f"Catalog ready in {settings.home}")


def make_catalog(settings: "Settings") -> None:
    """Make the folder and bring the database to this program's schema.

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
        store.migrate()
