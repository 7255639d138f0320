"""`catalog export --format copy` and `xmp`: what was written of each photo, and what could not be."""

import json
import math
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from catalog.cli.main import FAILED_ITEMS
from catalog.cli.rooms import credit_style_for, found, knowledge_for, open_index, open_store
from catalog.cli.show import one_line
from catalog.records import to_builtins
from catalog.settings import Settings

if TYPE_CHECKING:
    from catalog.exchange.copies import CopyKind, CopyResult

_WHAT = {"copy": ("copy", "copies"), "xmp": ("sidecar", "sidecars")}


@dataclass(frozen=True, slots=True)
class CopiesAsked:
    """What a person asked for.

    Attributes:
        kind: `copy` or `xmp`.
        folder: Where the files go.
        credit: The style of the line to publish; None leaves the caption's.
        as_json: Whether a program reads the answer.
    """

    kind: "CopyKind"
    folder: Path
    credit: str | None
    as_json: bool = False


def write_copies_of(settings: Settings, query: str, ask: CopiesAsked) -> int:
    """Write copies of what a query finds and tell of each; the exit status."""
    from catalog.exchange.copies import CopyWords, write_copies  # noqa: PLC0415 (loads only where it is needed)

    style = credit_style_for(settings, ask.credit) if ask.credit is not None else None
    words = CopyWords(knowledge=knowledge_for(settings), now=datetime.now(UTC), style=style)
    done = refused = 0
    with open_store(settings) as store, closing(open_index(settings, store, seconds=math.inf)) as index:
        photos = found(store, index, query)
        for result in write_copies(photos, store, ask.folder, kind=ask.kind, words=words):
            _tell(result, as_json=ask.as_json)
            refused += result.refused is not None
            done += result.refused is None
    name = _WHAT[ask.kind][done != 1]
    left = f", {refused} photo{'s' * (refused != 1)} left out" if refused else ""
    click.echo(f"{done} {name} written{left}", err=True)
    return FAILED_ITEMS if refused else 0


def _tell(result: "CopyResult", *, as_json: bool) -> None:
    """One photo's outcome; what kept it from being written goes to standard error."""
    if as_json:
        click.echo(json.dumps(to_builtins(result), ensure_ascii=True))
    if result.refused is not None:
        name = f"{result.file} (photo {result.photo})" if result.file else f"photo {result.photo}"
        click.echo(f"catalog: {one_line(name)}: {one_line(result.refused)}", err=True)
        return
    if as_json:
        return
    fields = len({one.name for one in result.written})
    path = result.copy if result.copy is not None else result.sidecar
    click.echo(f"{one_line(str(path))}: {fields} field{'s' * (fields != 1)} written")
    cut = [f"{one.name} ({one.path})" for one in result.written if one.cut]
    if cut:
        click.echo(f"  cut at IIM's limits, whole in XMP: {', '.join(cut)}")
    for note in result.notes:
        click.echo(f"  {one_line(note)}")
