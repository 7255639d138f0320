"""`catalog sources`: who handed pictures out."""

import json

import click
import msgspec

from catalog.cli.main import settings_of
from catalog.cli.rooms import open_store
from catalog.vocabulary.labels import label


@click.group()
def sources() -> None:
    """Handout sources: the parties that handed pictures out."""


@sources.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one source a line as JSON.")
@click.pass_context
def list_(ctx: click.Context, *, as_json: bool) -> None:
    """List handout sources, those of most photos first."""
    with open_store(settings_of(ctx)) as store:
        for source in store.handout_sources():
            if as_json:
                click.echo(json.dumps(msgspec.to_builtins(source)))
            else:
                about = ", ".join(filter(None, [label(source.class_), source.country]))
                click.echo(f"{source.photos:6}  {source.name} ({about})  {source.id}")
