"""`catalog search`: the query language from a shell."""

from typing import cast

import click

from catalog.cli.main import COULD_NOT_RUN, settings_of
from catalog.cli.rooms import open_index, open_store, pages
from catalog.cli.show import printable, show_photos
from catalog.records import to_json
from catalog.search import SORTS, QueryError, Sort


@click.command()
@click.argument("query", nargs=-1)
@click.option("--sort", type=click.Choice(SORTS), default="newest", show_default=True, help="In what order.")
@click.option(
    "--limit", type=click.IntRange(1, 10_000), default=50, show_default=True, help="How many at most."
)
@click.option("--json", "as_json", is_flag=True, help="Print one photo a line as JSON.")
@click.pass_context
def search(ctx: click.Context, query: tuple[str, ...], sort: str, limit: int, *, as_json: bool) -> None:
    """Find photos.

    QUERY is the language of the search box: words, "a phrase", field:value, is:handout, date:2020-09, -not.
    """
    settings = settings_of(ctx)
    text = " ".join(query)
    with open_store(settings) as store:
        index = open_index(settings, store)
        try:
            ids: list[int] = []
            for page in pages(index, text, cast("Sort", sort), limit):
                ids.extend(page.ids)
                if len(ids) >= limit:
                    break
        except QueryError as error:
            _explain(text, error)
            ctx.exit(COULD_NOT_RUN)
        finally:
            index.close()
        photos = store.photos(ids[:limit])
    if as_json:
        for photo in photos:
            click.echo(to_json(photo))
        return
    show_photos(photos)
    behind = f"; {page.behind} changes are not in the index yet" if page.behind else ""
    click.echo(f"{page.total} found, {len(photos)} shown{behind}", err=True)


def _explain(text: str, error: QueryError) -> None:
    """The query, a caret under the fault, the reason and a proposal."""
    click.echo(f"catalog: {error}", err=True)
    click.echo(f"  {printable(text)}\n  {' ' * error.position}^", err=True)
    if error.proposal:
        click.echo(f"  did you mean: {error.proposal}", err=True)
