"""`catalog demo`: a catalog of its own, made from the samples, served at once."""

from pathlib import Path

import click

import catalog
from catalog.cli.imports import take_in
from catalog.cli.init import make_catalog
from catalog.cli.main import settings_of
from catalog.cli.serve import start
from catalog.errors import CatalogError
from catalog.settings import Settings

_SOURCES = ("article.txt", "captions.csv", "wire.jsonl", "folder")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--no-serve", is_flag=True, help="Only make the catalog.")
@click.pass_context
def demo(ctx: click.Context, host: str, port: int, *, no_serve: bool) -> None:
    """Make a catalog from the samples and serve it at http://127.0.0.1:8000/.

    It lies in ./catalog-demo unless --home says otherwise; your own catalog is not touched.
    """
    settings = _own_settings(ctx)
    make_catalog(settings)
    report = take_in(settings, sample_sources(), provider="samples")
    click.echo(f"Samples: {report.run.counts.added} added, {report.run.counts.unchanged} there already")
    if not no_serve:
        start(settings, host, port)


def _own_settings(ctx: click.Context) -> Settings:
    """The demo's own folder and database, whatever the environment says of the desk's catalog."""
    home = Path(ctx.find_root().params["home"] or "catalog-demo").resolve()
    desk = settings_of(ctx)
    return Settings(
        home=home,
        database_url=f"sqlite:///{home / 'catalog.db'}",
        worldview=desk.worldview,
        credit_style=desk.credit_style,
        metadata_policy=desk.metadata_policy,
    )


def sample_sources() -> tuple[Path, ...]:
    """The samples: inside an installed package, or at the top of a checkout.

    Raises:
        CatalogError: The samples are missing.
    """
    package = Path(catalog.__file__).parent
    for folder in (package / "_samples", package.parent / "samples"):
        if folder.is_dir():
            return tuple(folder / name for name in _SOURCES if (folder / name).exists())
    raise CatalogError(where="samples", reason="the sample catalog is not part of this installation")
