"""`catalog audit`: check that the chain of changes is whole."""

import click

from catalog.cli.main import FAILED_ITEMS, settings_of
from catalog.cli.rooms import open_store


@click.group()
def audit() -> None:
    """The chain of changes: who did what, when."""


@audit.command()
@click.pass_context
def verify(ctx: click.Context) -> None:
    """Check every link of the chain; print the head to deposit elsewhere.

    A chain that was rewritten whole shows only against a head that was deposited.
    """
    with open_store(settings_of(ctx)) as store:
        report = store.verify_audit()
    for fault in report.problems:
        click.echo(fault)
    click.echo(f"{report.events} events, head {report.head}")
    ctx.exit(FAILED_ITEMS if report.problems else 0)
