"""`catalog import` and `catalog imports`: take sources in, and show what became of them."""

import sys
from pathlib import Path

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from catalog.cli.main import FAILED_ITEMS, settings_of
from catalog.cli.rooms import actor_for, open_index, open_store
from catalog.cli.show import console
from catalog.errors import CatalogError
from catalog.exchange import KINDS
from catalog.importer import ImportReport, run_import
from catalog.importer import Progress as Step
from catalog.records import to_json
from catalog.settings import Settings
from catalog.store import RunSummary

_SHOWN_PROBLEMS = 20


@click.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--provider", help="Whose pictures these are; with the reference it makes a photo's identity.")
@click.option(
    "--as", "as_", type=click.Choice(KINDS), help="What the sources are; else it is guessed and said."
)
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.pass_context
def import_(
    ctx: click.Context, paths: tuple[Path, ...], provider: str | None, as_: str | None, *, as_json: bool
) -> None:
    """Take captions and pictures into the catalog.

    PATHS are CSV, JSON Lines and text files, articles, image files and folders of them, or - for standard
    input. Importing the same again changes nothing.
    """
    settings = settings_of(ctx)
    report = take_in(settings, paths, provider=provider, as_=as_, quiet=as_json)
    if as_json:
        click.echo(to_json(report))
    else:
        _say(report)
    sys.exit(FAILED_ITEMS if report.run.counts.failed else 0)


def take_in(
    settings: Settings,
    paths: tuple[Path, ...],
    *,
    provider: str | None = None,
    as_: str | None = None,
    quiet: bool = False,
) -> ImportReport:
    """Import, with a progress bar on a terminal, and bring the index up to date."""
    with open_store(settings) as store:
        out = console()
        if quiet or not out.is_terminal:
            report = run_import(store, settings, paths, actor=actor_for("import"), provider=provider, as_=as_)
        else:
            columns = (
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TimeElapsedColumn(),
            )
            with Progress(*columns, console=out, transient=True) as bars:
                bar = bars.add_task("Importing", total=None)

                def tell(step: Step) -> None:
                    bars.update(bar, completed=step.done, total=step.total)

                report = run_import(
                    store,
                    settings,
                    paths,
                    actor=actor_for("import"),
                    provider=provider,
                    as_=as_,
                    progress=tell,
                )
        open_index(settings, store).close()
    return report


def _say(report: ImportReport) -> None:
    for sentence in report.said:
        click.echo(sentence)
    click.echo(_line(report.run))
    for problem in report.problems[:_SHOWN_PROBLEMS]:
        where = f"{problem.where}, line {problem.line}" if problem.line else problem.where
        click.echo(f"  {where}: {problem.reason}", err=True)
    more = report.run.counts.failed - _SHOWN_PROBLEMS
    if more > 0:
        click.echo(f"  and {more} more: catalog imports show {report.run.id}", err=True)


def _line(run: RunSummary) -> str:
    counts = run.counts
    return (
        f"Import {run.id}: {counts.added} added, {counts.changed} changed, "
        f"{counts.unchanged} unchanged, {counts.failed} failed"
    )


@click.group()
def imports() -> None:
    """List imports and what they could not take."""


@imports.command("list")
@click.pass_context
def list_(ctx: click.Context) -> None:
    """List imports, the newest first."""
    with open_store(settings_of(ctx)) as store:
        for run in store.runs():
            click.echo(f"{_line(run)} ({run.state}) {run.source}")


@imports.command()
@click.argument("number", type=int)
@click.pass_context
def show(ctx: click.Context, number: int) -> None:
    """Show one import: its counts and every row or file that failed, with the raw row."""
    with open_store(settings_of(ctx)) as store:
        run = store.run(number)
        if run is None:
            raise CatalogError(where=f"import {number}", reason="there is no import of this number")
        click.echo(f"{_line(run)} ({run.state}) {run.source}")
        for problem in store.problems(number):
            click.echo(f"{problem.where}, line {problem.line}: {problem.reason}")
            click.echo(f"    {problem.raw.decode('utf-8', 'backslashreplace').rstrip()}")
