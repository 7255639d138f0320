"""`catalog parse`: captions in, what they say out."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import click

from catalog.caption import Knowledge, parse_caption
from catalog.cli.main import FAILED_ITEMS, settings_of
from catalog.cli.rooms import knowledge_for
from catalog.cli.show import show_caption
from catalog.records import to_builtins, to_json


@click.command()
@click.argument("text", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option(
    "--jsonl",
    type=click.File("rb"),
    help='Read {"id": …, "caption": …} objects, one a line (- for standard input); answer line by line.',
)
@click.pass_context
def parse(ctx: click.Context, text: str | None, jsonl: BinaryIO | None, *, as_json: bool) -> None:
    """Take a caption apart: agency, creators, who handed it out, where, when.

    TEXT is the caption with its credit, as published.
    """
    knowledge = knowledge_for(settings_of(ctx))
    if jsonl is not None:
        failed = 0
        for answer in parse_lines(jsonl, knowledge):
            failed += "error" in answer
            click.echo(json.dumps(answer, ensure_ascii=True))
        ctx.exit(FAILED_ITEMS if failed else 0)
    if text is None:
        raise click.UsageError(message="give a caption, or --jsonl FILE")
    parsed = parse_caption(text, knowledge=knowledge)
    if as_json:
        click.echo(to_json(parsed, indent=1))
    else:
        show_caption(parsed)


def parse_lines(lines: Iterable[bytes], knowledge: Knowledge) -> Iterator[dict[str, Any]]:
    """One answer per line, in order; a line that is no caption object gives an error in its place.

    Args:
        lines: Raw lines of JSON Lines; blank ones are skipped.
        knowledge: What to read the captions with.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield {"id": None, "line": number, "error": f"no JSON object: {error}"}
            continue
        if not isinstance(row, dict) or not isinstance(row.get("caption"), str):
            yield {"id": None, "line": number, "error": 'no "caption" text in the object'}
            continue
        yield {"id": row.get("id"), **to_builtins(parse_caption(row["caption"], knowledge=knowledge))}
