"""`catalog index`: look after the search index, which can always be made again."""

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager

import click

from catalog.cli.main import FAILED_ITEMS, settings_of
from catalog.cli.rooms import open_store
from catalog.search import Index, SimilarPictures


@click.group()
def index() -> None:
    """Look after the search index, a projection that can always be made again."""


@contextmanager
def _opened(ctx: click.Context) -> Iterator[tuple[Index, SimilarPictures]]:
    """The index and the pictures' hashes as they stand, not brought up to date."""
    settings = settings_of(ctx)
    with (
        open_store(settings) as store,
        closing(SimilarPictures.open(settings, store)) as pictures,
        closing(Index.open(settings, store, similar=pictures)) as found,
    ):
        yield found, pictures


@index.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_context
def status(ctx: click.Context, *, as_json: bool) -> None:
    """Say how many photos and pictures are in the index and how many changes are not."""
    with _opened(ctx) as (found, pictures):
        state, hashed = found.status(), pictures.status()
    if as_json:
        similar = {"pictures": hashed.pictures, "behind": hashed.behind}
        click.echo(json.dumps({**state._asdict(), "similar": similar}))
    else:
        click.echo(f"{state.photos} photos, {state.behind} changes behind")
        click.echo(f"{hashed.pictures} pictures to compare with, {hashed.behind} changes behind")


@index.command()
@click.pass_context
def rebuild(ctx: click.Context) -> None:
    """Make the index again from the records."""
    with _opened(ctx) as (found, pictures):
        click.echo(f"{found.rebuild()} photos indexed")
        click.echo(f"{pictures.rebuild()} pictures to compare with")


@index.command()
@click.pass_context
def check(ctx: click.Context) -> None:
    """Compare the index with the records; differences are listed, and the exit status is 1."""
    with _opened(ctx) as (found, _):
        problems = found.check()
    for problem in problems:
        click.echo(problem)
    click.echo("The index agrees with the records." if not problems else f"{len(problems)} differences")
    ctx.exit(FAILED_ITEMS if problems else 0)
