"""`catalog export`: photos as JSON Lines (complete) or CSV (for people), corrected copies and sidecars."""

import math
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, cast

import click

from catalog.caption import format_photo_credit
from catalog.cli.copies import CopiesAsked, write_copies_of
from catalog.cli.main import settings_of
from catalog.cli.rooms import credit_style_for, found, knowledge_for, open_index, open_store
from catalog.errors import CatalogError
from catalog.exchange import write_csv, write_jsonl
from catalog.settings import Settings

if TYPE_CHECKING:
    from io import TextIOWrapper

    from catalog.exchange.copies import CopyKind
    from catalog.records import Photo


@click.command()
@click.argument("query", nargs=-1)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["jsonl", "csv", "copy", "xmp"]),
    default="jsonl",
    show_default=True,
)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    help="A file, else standard output; of copy and xmp, a folder.",
)
@click.option("--credit", metavar="STYLE", help="The line to publish in a house's style: a column, a field.")
@click.option("--json", "as_json", is_flag=True, help="Of copy and xmp: print one JSON object per photo.")
@click.pass_context
def export(
    ctx: click.Context,
    query: tuple[str, ...],
    format_: str,
    output: Path | None,
    credit: str | None,
    *,
    as_json: bool,
) -> None:
    """Write the photos that QUERY finds, all of them without one.

    JSON Lines holds everything and can be imported again; CSV is for people and spreadsheets. A file is
    there whole or not at all, and one of the same name is replaced.

    With --format copy, the pictures are copied into a folder, their IIM and XMP made to say what the catalog
    says; with --format xmp, only XMP files are written. Originals are never written, and no file in the
    folder is replaced.
    """
    settings = settings_of(ctx)
    if format_ in {"copy", "xmp"}:
        if output is None:
            raise click.UsageError(message=f"--format {format_} writes into a folder; say --output DIR")
        ask = CopiesAsked(cast("CopyKind", format_), output, credit, as_json=as_json)
        ctx.exit(write_copies_of(settings, " ".join(query), ask))
    if as_json:
        raise click.UsageError(message="--json reports copies; say --format copy or xmp")
    if credit is not None and format_ != "csv":
        raise click.UsageError(message="--credit adds a column to CSV; say --format csv, copy or xmp")
    if output is not None and output.is_dir():
        raise click.UsageError(message=f"{output} is a folder")
    write = write_jsonl if format_ == "jsonl" else partial(write_csv, credit=_credit(settings, credit))
    # An export is complete: it waits until the index has taken in everything.
    with open_store(settings) as store, closing(open_index(settings, store, seconds=math.inf)) as index:
        photos = found(store, index, " ".join(query))
        if output is None:
            # Data is UTF-8 whatever the terminal speaks, and CSV has line ends of its own.
            cast("TextIOWrapper", sys.stdout).reconfigure(encoding="utf-8", newline="")
            count = write(photos, sys.stdout)
        else:
            count = _write_whole(output, lambda out: write(photos, out))
    click.echo(f"{count} photos written", err=True)


def _credit(settings: Settings, style_id: str | None) -> "Callable[[Photo], str] | None":
    """What writes a photo's line to publish; None where no style was asked for."""
    if style_id is None:
        return None
    style, agencies = credit_style_for(settings, style_id), knowledge_for(settings).agencies
    return lambda photo: format_photo_credit(photo, style, agencies=agencies)


def _write_whole(path: Path, write: Callable[[TextIO], int]) -> int:
    """Write beside and rename: what fails half way leaves the file of before.

    Raises:
        CatalogError: The file cannot be written.
    """
    path = path.resolve()
    try:
        if path.exists() and not path.is_file():
            # A device or a pipe is written to; a file put in its place would be another thing.
            with path.open("w", encoding="utf-8", newline="") as out:
                return write(out)
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".export-") as folder:
            beside = Path(folder) / path.name
            with beside.open("w", encoding="utf-8", newline="") as out:
                count = write(out)
            beside.replace(path)
    except OSError as error:
        raise CatalogError(str(path), f"cannot be written: {error.strerror or error}") from error
    return count
