"""`catalog index`: look after the search index, which can always be made again."""

import click

from catalog.cli.main import FAILED_ITEMS, settings_of
from catalog.cli.rooms import open_store
from catalog.search import Index


@click.group()
def index() -> None:
    """Look after the search index, a projection that can always be made again."""


@index.command()
@click.pass_context
def status(ctx: click.Context) -> None:
    """Say how many photos are in the index and how many changes are not."""
    settings = settings_of(ctx)
    with open_store(settings) as store:
        found = Index.open(settings, store).status()
    click.echo(f"{found.photos} photos, {found.behind} changes behind")


@index.command()
@click.pass_context
def rebuild(ctx: click.Context) -> None:
    """Make the index again from the records."""
    settings = settings_of(ctx)
    with open_store(settings) as store:
        click.echo(f"{Index.open(settings, store).rebuild()} photos indexed")


@index.command()
@click.pass_context
def check(ctx: click.Context) -> None:
    """Compare the index with the records; differences are listed, and the exit status is 1."""
    settings = settings_of(ctx)
    with open_store(settings) as store:
        problems = Index.open(settings, store).check()
    for problem in problems:
        click.echo(problem)
    click.echo("The index agrees with the records." if not problems else f"{len(problems)} differences")
    ctx.exit(FAILED_ITEMS if problems else 0)
