"""How far a long command is: a bar on a terminal, a plain line now and then in a pipe."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from catalog.importer import Progress as Step

_SECONDS_BETWEEN_LINES = 10.0


@contextmanager
def progress(doing: str, *, quiet: bool = False) -> Iterator[Callable[[Step], None]]:
    """Tell on standard error how far a command is, which leaves standard output to its answer.

    Args:
        doing: What it does: "Importing".
        quiet: Tell nothing, where a program reads the answer.
    """
    out = Console(stderr=True)
    if quiet:
        yield lambda _: None
    elif out.is_terminal:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=out, transient=True) as bars:
            bar = bars.add_task(doing, total=None)
            yield lambda step: bars.update(bar, completed=step.done, total=step.total)
    else:
        yield _Lines(doing)


class _Lines:
    """Tells a line where a while has gone by since the last one."""

    def __init__(self, doing: str) -> None:
        self._doing = doing
        self._last = time.monotonic()

    def __call__(self, step: Step) -> None:
        """Say how far the command is, unless it was said a moment ago."""
        if time.monotonic() - self._last < _SECONDS_BETWEEN_LINES:
            return
        self._last = time.monotonic()
        total = f" of {step.total:,}" if step.total is not None else ""
        failed = f", {step.failed:,} failed" if step.failed else ""
        click.echo(f"{self._doing}: {step.done:,}{total}{failed}", err=True)
