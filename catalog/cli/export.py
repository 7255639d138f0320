"""`catalog export`: photos as JSON Lines (complete) or CSV (for people)."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from catalog.cli.main import settings_of
from catalog.cli.rooms import open_index, open_store
from catalog.errors import CatalogError
from catalog.exchange import write_csv, write_jsonl
from catalog.records import Photo
from catalog.search import Index
from catalog.store import Store

_BATCH = 500


@click.command()
@click.argument("query", nargs=-1)
@click.option("--format", "format_", type=click.Choice(["jsonl", "csv"]), default="jsonl", show_default=True)
@click.option(
    "--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="A file; else standard output."
)
@click.pass_context
def export(ctx: click.Context, query: tuple[str, ...], format_: str, output: Path | None) -> None:
    """Write the photos that QUERY finds, all of them without one.

    JSON Lines holds everything and can be imported again; CSV is for people and spreadsheets.
    """
    settings = settings_of(ctx)
    write = write_jsonl if format_ == "jsonl" else write_csv
    with open_store(settings) as store:
        index = open_index(settings, store)
        photos = _found(store, index, " ".join(query))
        if output is None:
            count = write(photos, sys.stdout)
        else:
            try:
                with output.open("w", encoding="utf-8", newline="") as out:
                    count = write(photos, out)
            except OSError as error:
                raise CatalogError(str(output), f"cannot be written: {error.strerror}") from error
        index.close()
    click.echo(f"{count} photos written", err=True)


def _found(store: Store, index: Index, query: str) -> Iterator[Photo]:
    after: str | None = None
    while True:
        page = index.search(query, sort="added", facets=(), limit=_BATCH, after=after)
        yield from store.photos(page.ids)
        after = page.next
        if after is None:
            return
