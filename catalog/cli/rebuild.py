"""`catalog reparse` and `catalog reassess`: make projections again, or show what would be different."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

import click

from catalog.cli.main import settings_of
from catalog.cli.progress import progress
from catalog.cli.rooms import actor_for, bring_up_to_date, open_store
from catalog.cli.show import printable
from catalog.desk import open_clusters
from catalog.importer import PhotoDifferences, Progress, Rebuild, make_readers
from catalog.records import to_json

_LONGEST_VALUE = 100

Make: TypeAlias = Callable[[Rebuild, Callable[[Progress], None]], Iterator[PhotoDifferences]]

_dry_run = click.option("--dry-run", is_flag=True, help="Only show what would be different, value by value.")
_as_json = click.option("--json", "as_json", is_flag=True, help="Print each photo that differs as JSON.")


@click.command()
@_dry_run
@_as_json
@click.pass_context
def reparse(ctx: click.Context, *, dry_run: bool, as_json: bool) -> None:
    """Parse all captions again, with the program and the knowledge of today.

    Photos whose parse is another one now are assessed again too. What people set by hand stays.
    """
    _run(ctx, "Parsing", Rebuild.reparse, dry_run=dry_run, as_json=as_json)


@click.command()
@_dry_run
@_as_json
@click.pass_context
def reassess(ctx: click.Context, *, dry_run: bool, as_json: bool) -> None:
    """Weigh all captions and image files against each other again, with the rules of today.

    What people set by hand stays.
    """
    _run(ctx, "Assessing", Rebuild.reassess, dry_run=dry_run, as_json=as_json)


def _run(ctx: click.Context, doing: str, make: Make, *, dry_run: bool, as_json: bool) -> None:
    """Make projections again; show what differs, on a dry run or as JSON, and the sum of it."""
    settings = settings_of(ctx)
    with open_store(settings) as store:
        actor = actor_for(ctx.info_name or doing)
        readers = make_readers(settings)
        rebuild = Rebuild(store, readers, actor, dry_run=dry_run)
        with progress(doing, quiet=as_json) as tell:
            for photo in make(rebuild, tell):
                if as_json:
                    click.echo(to_json(photo))
                elif dry_run:
                    _show(photo)
        if not dry_run:
            # Where a copy says another thing now, the others of its cluster are assessed again.
            with open_clusters(settings, store, readers.assess) as clusters:
                clusters.follow(actor)
            bring_up_to_date(settings, store)
    report = rebuild.report
    would = "would change" if dry_run else "changed"
    fields = ", ".join(f"{name} {count:,}" for name, count in report.fields.items())
    click.echo(
        f"{report.changed:,} of {report.photos:,} photos {would}{fields and f': {fields}'}", err=as_json
    )


def _show(photo: PhotoDifferences) -> None:
    """Print a photo's number and a line for each value that differs."""
    click.echo(f"#{photo.photo}")
    for one in photo.differences:
        stays = f"  (set by hand, stays: {_shortened(one.human)})" if one.human is not None else ""
        click.echo(f"    {one.field}: {_shortened(one.before)} → {_shortened(one.after)}{stays}")


def _shortened(words: str) -> str:
    """A value that fits a line; a dash where there is none."""
    line = printable(" ".join(words.split())) or "–"
    return line if len(line) <= _LONGEST_VALUE else f"{line[:_LONGEST_VALUE]}…"
