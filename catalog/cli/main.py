"""The `catalog` command: a subcommand's module loads when it is asked for; every error ends in one line."""

import importlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from catalog.errors import CatalogError
from catalog.settings import Settings, load_settings

if TYPE_CHECKING:
    from io import TextIOWrapper

# Command to module and function; a module is imported when its command runs, so that `--help` stays quick.
_COMMANDS = {
    "demo": ("catalog.cli.demo", "demo", "Serve a catalog made from the samples."),
    "init": ("catalog.cli.init", "init", "Make a catalog, or bring one up to date."),
    "import": ("catalog.cli.imports", "import_", "Take captions and pictures in."),
    "imports": ("catalog.cli.imports", "imports", "List imports and what they could not take."),
    "parse": ("catalog.cli.parse", "parse", "Take captions apart."),
    "inspect": ("catalog.cli.inspect", "inspect", "Show what an image file's metadata says."),
    "search": ("catalog.cli.search", "search", "Find photos."),
    "similar": ("catalog.cli.similar", "similar", "Find the same picture again."),
    "export": ("catalog.cli.export", "export", "Write photos as JSON Lines, CSV or corrected copies."),
    "serve": ("catalog.cli.serve", "serve", "Serve the pages and the API on this machine."),
    "reparse": ("catalog.cli.rebuild", "reparse", "Parse all captions again, or show what would differ."),
    "reassess": ("catalog.cli.rebuild", "reassess", "Assess all photos again, or show what would differ."),
    "index": ("catalog.cli.index", "index", "Look after the search index."),
    "clusters": ("catalog.cli.clusters", "clusters", "Show copies of one picture; join and split them."),
    "sources": ("catalog.cli.sources", "sources", "List who handed pictures out."),
    "audit": ("catalog.cli.audit", "audit", "Check the chain of changes."),
}
FAILED_ITEMS = 1
COULD_NOT_RUN = 2


class _LazyGroup(click.Group):
    """A group that imports a command's module when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """All commands, in the order of the help; click proposes the nearest for a mistyped one."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 (click's signature)
        if cmd_name not in _COMMANDS:
            return None
        module, name, _ = _COMMANDS[cmd_name]
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 (click's signature)
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, _, text) in _COMMANDS.items()])


@click.group(
    cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.option(
    "--home",
    type=click.Path(path_type=Path, file_okay=False),
    help="The catalog's folder (default: $CATALOG_HOME, else ./catalog-home).",
)
@click.version_option(package_name="creditline")
@click.pass_context
def cli(ctx: click.Context, home: Path | None) -> None:
    """Creditline: a catalog for news photographs that parses captions and flags handouts."""
    ctx.obj = load_settings(os.environ, home)


def main() -> None:
    """Run the command; the entry point of the console script."""
    for stream in (sys.stdout, sys.stderr):
        # A letter that the terminal's encoding lacks is escaped; a name of odd bytes must not end a command.
        cast("TextIOWrapper", stream).reconfigure(errors="backslashreplace")
    sys.exit(_run())


def _run() -> int:
    """Run the command; its exit status."""
    try:
        code = cli.main(prog_name="catalog", standalone_mode=False)
        sys.stdout.flush()
    except CatalogError as error:
        return _could_not_run(str(error))
    except click.ClickException as error:
        error.show()
        return COULD_NOT_RUN
    except (click.Abort, KeyboardInterrupt):
        return _could_not_run("stopped")
    except SystemExit:
        # click's own answer to a reader that went away (`catalog search … | head`): not an error of ours.
        return 0
    except OSError as error:
        # Whatever standard output still holds goes nowhere, or Python complains of it at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            return 0
        where = f"{error.filename}: " if error.filename else ""
        return _could_not_run(f"{where}{error.strerror or error}")
    return int(code or 0)


def _could_not_run(reason: str) -> int:
    """Say why in one line."""
    click.echo(f"catalog: {' '.join(reason.split())}", err=True)
    return COULD_NOT_RUN


def settings_of(ctx: click.Context) -> Settings:
    """The settings that the command line gave."""
    settings: Settings = ctx.obj
    return settings
