"""`catalog import` and `catalog imports`: take sources in, and show what became of them."""

from pathlib import Path

import click

from catalog.cli.main import FAILED_ITEMS, settings_of
from catalog.cli.progress import progress
from catalog.cli.rooms import actor_for, bring_up_to_date, open_store
from catalog.cli.show import one_line, printable
from catalog.errors import CatalogError
from catalog.exchange import KINDS
from catalog.importer import ImportReport, run_import
from catalog.records import to_json
from catalog.settings import Settings
from catalog.store import RunProblem, RunSummary

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
    ctx.exit(0 if report.clean else FAILED_ITEMS)


def take_in(
    settings: Settings,
    paths: tuple[Path, ...],
    *,
    provider: str | None = None,
    as_: str | None = None,
    quiet: bool = False,
) -> ImportReport:
    """Import, telling how far it is unless `quiet`, and bring the index up to date.

    Raises:
        CatalogError: There is no catalog, or no source could be opened.
    """
    with open_store(settings) as store, progress("Importing", quiet=quiet) as tell:
        actor = actor_for("import")
        report = run_import(store, settings, paths, actor=actor, provider=provider, as_=as_, progress=tell)
        bring_up_to_date(settings, store)
    return report


def _say(report: ImportReport) -> None:
    """Print what sources were taken for, the counts, and the first problems on standard error."""
    for sentence in report.said:
        click.echo(printable(sentence))
    click.echo(_line(report.run))
    for problem in report.problems[:_SHOWN_PROBLEMS]:
        click.echo(f"  {_place(problem)}: {one_line(problem.reason)}", err=True)
    more = report.run.counts.failed - _SHOWN_PROBLEMS
    if more > 0:
        click.echo(f"  and {more} more: catalog imports show {report.run.id}", err=True)


def _place(problem: RunProblem) -> str:
    """Where a problem was met: the file, and the line in it."""
    where = one_line(problem.where)
    return where if problem.line is None else f"{where}, line {problem.line}"


def _line(run: RunSummary) -> str:
    """A run's number and counts."""
    counts = run.counts
    return (
        f"Import {run.id}: {counts.added} added, {counts.changed} changed, "
        f"{counts.unchanged} unchanged, {counts.failed} failed"
    )


def _line_with_source(run: RunSummary) -> str:
    """A run's counts, how it ended and why, and what was imported."""
    state = f"{run.state}: {run.reason}" if run.reason else run.state
    return f"{_line(run)} ({one_line(state)}) {one_line(run.source)}"


@click.group()
def imports() -> None:
    """List imports and what they could not take."""


@imports.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one import a line as JSON.")
@click.pass_context
def list_(ctx: click.Context, *, as_json: bool) -> None:
    """List imports, the newest first."""
    with open_store(settings_of(ctx)) as store:
        for run in store.runs():
            click.echo(to_json(run) if as_json else _line_with_source(run))


@imports.command()
@click.argument("number", type=int)
@click.pass_context
def show(ctx: click.Context, number: int) -> None:
    """Show one import: its counts and every row or file that failed, with the raw row."""
    with open_store(settings_of(ctx)) as store:
        run = store.run(number)
        if run is None:
            raise CatalogError(where=f"import {number}", reason="there is no import of this number")
        click.echo(_line_with_source(run))
        for problem in store.problems(number, run.counts.failed):
            click.echo(f"{_place(problem)}: {one_line(problem.reason)}")
            click.echo(f"    {one_line(problem.raw.decode('utf-8', 'backslashreplace'))}")
