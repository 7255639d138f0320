"""`catalog inspect`: what an image file says of itself, block by block."""

import sys
from collections.abc import Mapping
from pathlib import Path

import click
from rich.table import Table

from catalog.cli.main import FAILED_ITEMS
from catalog.cli.show import console
from catalog.errors import CatalogError
from catalog.records import ImageRecord, to_json
from catalog.vocabulary.fields import Field, load_fields
from catalog.workers import WorkerFailure, Workers

_SECONDS = 30.0


@click.command()
@click.argument("images", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per image.")
def inspect(images: tuple[Path, ...], *, as_json: bool) -> None:
    """Show what the metadata of IMAGES says: every value, where it stands, and where blocks disagree.

    Reads in a process of its own, with limits. Nothing is written.
    """
    failed = 0
    with Workers(1) as workers:
        for path in images:
            if not path.is_file():
                raise CatalogError(str(path), "is no file" if path.exists() else "there is no such file")
            try:
                reading, _ = workers.run(
                    "catalog.images.job:read_and_render", str(path), (), timeout=_SECONDS
                )
            except WorkerFailure as error:
                failed += 1
                click.echo(f"catalog: {path}: {error}", err=True)
                continue
            if as_json:
                click.echo(to_json(reading.record))
            else:
                _show(reading.record)
    sys.exit(FAILED_ITEMS if failed else 0)


def _show(record: ImageRecord) -> None:
    out = console()
    size = f"{record.width} × {record.height} px" if record.width else "size unknown"
    out.print(
        f"[bold]{record.file}[/bold]  {record.format or 'unknown format'}, {size}, {record.bytes:,} bytes"
    )
    out.print(f"sha256 {record.sha256}")
    fields = load_fields()
    table = Table("Field", "Value", "From", box=None, padding=(0, 2, 0, 0))
    for name, field in record.fields.items():
        for number, reading in enumerate(field.all):
            value = "; ".join(reading.value) if isinstance(reading.value, list) else reading.value
            differs = "" if field.agree or not number else "  (differs)"
            table.add_row(
                _label(name, fields) if not number else "",
                value,
                f"{reading.block} {reading.path}{differs}",
            )
    out.print(table)
    for problem in record.problems:
        out.print(f"[yellow]{problem.block}: {problem.reason}[/yellow]")


def _label(name: str, fields: Mapping[str, Field]) -> str:
    return fields[name].label if name in fields else name
