"""`catalog inspect`: what an image file says of itself, block by block."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import get_args

import click
from rich.text import Text

from catalog.caption import read_credit_fields
from catalog.cli.credentials import show_credentials
from catalog.cli.credits import show_credits
from catalog.cli.main import FAILED_ITEMS, settings_of
from catalog.cli.rooms import knowledge_for, policy_for, trust_for
from catalog.cli.show import console, one_line
from catalog.errors import CatalogError
from catalog.exchange.folder import sidecar_of
from catalog.records import ImageRecord, Policy, to_builtins
from catalog.vocabulary.fields import load_fields
from catalog.workers import WorkerFailure, Workers

_SECONDS = 30.0
_TARGET = "catalog.images.job:read_and_render"


@click.command()
@click.argument("images", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--trust",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A list of certificates (PEM) to look up signers in, beside the catalog's own; may be repeated.",
)
@click.option(
    "--policy",
    type=click.Choice(get_args(Policy)),
    help="The rule that chooses each field's value where blocks differ; else the catalog's.",
)
@click.option("--blocks", is_flag=True, help="Print every block's raw keys and values too.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per image.")
@click.pass_context
def inspect(
    ctx: click.Context,
    images: tuple[Path, ...],
    trust: tuple[Path, ...],
    policy: str | None,
    *,
    blocks: bool,
    as_json: bool,
) -> None:
    """Show what the metadata of IMAGES says: every value, where it stands, and where blocks disagree.

    Then what its Content Credentials say, and what the credit fields say: who took the picture, who handed it
    out, whose right it is, where, when.
    Reads in a process of its own, with limits. Nothing is written.
    """
    knowledge = knowledge_for(settings_of(ctx))
    lists = trust_for(settings_of(ctx), trust)
    chosen = policy_for(settings_of(ctx), policy)
    failed = 0
    with Workers(1) as workers:
        for path in images:
            if not path.is_file():
                raise CatalogError(str(path), "is no file" if path.exists() else "there is no such file")
            try:
                reading, _ = workers.run(
                    _TARGET, str(path), (), lists, chosen, _beside(path), timeout=_SECONDS
                )
            except WorkerFailure as error:
                failed += 1
                click.echo(f"catalog: {path}: {error}", err=True)
                continue
            credits_ = read_credit_fields(reading.record.fields, knowledge=knowledge, today=_latest())
            if as_json:
                shape = {**to_builtins(reading.record), "credits": to_builtins(credits_)}
                click.echo(json.dumps(shape, ensure_ascii=True))
            else:
                _show(reading.record)
                if blocks:
                    _show_blocks(reading.record)
                if reading.record.c2pa is not None:
                    show_credentials(reading.record.c2pa)
                show_credits(credits_)
    ctx.exit(FAILED_ITEMS if failed else 0)


def _beside(path: Path) -> str | None:
    """The picture's sidecar, where one lies beside it."""
    sidecar = sidecar_of(path)
    return str(sidecar) if sidecar else None


def _latest() -> date:
    """The last day that has begun anywhere on earth (UTC+14): a date after it is impossible."""
    return (datetime.now(UTC) + timedelta(hours=14)).date()


def _show(record: ImageRecord) -> None:
    """Print a file's facts, a line for each value with its place, and what could not be read."""
    out = console()
    size = f"{record.width} × {record.height} px" if record.width else "size unknown"
    facts = f"  {record.format or 'unknown format'}, {size}, {record.bytes:,} bytes"
    out.print(Text.assemble((one_line(record.file), "bold"), facts))
    out.print(f"sha256 {record.sha256}")
    rows = list(_rows(record))
    width = max((len(label) for label, _, _ in rows), default=0)
    for label, value, place in rows:
        out.print(Text.assemble((f"{label:<{width}}  ", "bold"), value, (f"  [{place}]", "dim")))
    for problem in record.problems:
        out.print(Text(one_line(f"{problem.block}: {problem.reason}"), style="yellow"))


def _show_blocks(record: ImageRecord) -> None:
    """Print every block as it stands, structures in JSON."""
    out = console()
    for block, entries in record.blocks.items():
        out.print(Text(block.upper(), style="bold"))
        for key, value in entries.items():
            text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            out.print(Text.assemble(f"  {one_line(key)}  ", (one_line(text), "dim")))


def _rows(record: ImageRecord) -> Iterator[tuple[str, str, str]]:
    """Label, value and place of every reading; a field's label stands beside its first."""
    fields = load_fields()
    for name, field in record.fields.items():
        for number, reading in enumerate(field.all):
            label = "" if number else fields[name].label
            value = "; ".join(reading.value) if isinstance(reading.value, list) else reading.value
            differs = "" if field.agree or not number else ", differs"
            yield label, one_line(value), one_line(f"{reading.block} {reading.path}{differs}")
