"""`catalog parse`: captions in, what they say out."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import click

from catalog import caption
from catalog.caption import CreditStyle, Knowledge, format_credit, parse_caption
from catalog.cli.main import FAILED_ITEMS, settings_of
from catalog.cli.rooms import credit_style_for, knowledge_for
from catalog.cli.show import show_caption
from catalog.records import ParsedCaption, to_builtins


@click.command()
@click.argument("text", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option(
    "--jsonl",
    type=click.File("rb"),
    help='Read {"id": …, "caption": …} objects, one a line (- for standard input); answer line by line.',
)
@click.option("--explain", is_flag=True, help="Say of each value why it was read, and what was not taken.")
@click.option("--credit", metavar="STYLE", help="Add the line to publish in a house's style (iptc, ap, de).")
@click.pass_context
def parse(
    ctx: click.Context,
    text: str | None,
    jsonl: BinaryIO | None,
    credit: str | None,
    *,
    explain: bool,
    as_json: bool,
) -> None:
    """Take a caption apart: agency, creators, who handed it out, where, when.

    TEXT is the caption with its credit, as published.
    """
    knowledge = knowledge_for(settings_of(ctx))
    style = credit_style_for(settings_of(ctx), credit) if credit is not None else None
    if jsonl is not None and explain:
        raise click.UsageError(message="--explain takes one caption, not --jsonl")
    if jsonl is not None:
        failed = 0
        for answer in parse_lines(jsonl, knowledge, style):
            failed += "error" in answer
            click.echo(json.dumps(answer, ensure_ascii=True))
        ctx.exit(FAILED_ITEMS if failed else 0)
    if text is None:
        raise click.UsageError(message="give a caption, or --jsonl FILE")
    parsed = parse_caption(text, knowledge=knowledge)
    house_credit = _house_credit(parsed, style, knowledge)
    explanation = caption.explain(parsed, knowledge=knowledge) if explain else None
    if as_json:
        record = to_builtins(parsed if explanation is None else explanation)
        click.echo(json.dumps(record | house_credit, ensure_ascii=True, indent=1))
    elif explanation is None:
        show_caption(parsed, house_credit)
    else:
        from catalog.cli.explain import show_explanation  # noqa: PLC0415 (only this option draws marks)

        show_explanation(explanation, house_credit)


def _house_credit(parsed: ParsedCaption, style: CreditStyle | None, knowledge: Knowledge) -> dict[str, str]:
    """The line to publish under its key; nothing where no style was asked for."""
    if style is None:
        return {}
    return {"house_credit": format_credit(parsed, style, agencies=knowledge.agencies)}


def parse_lines(
    lines: Iterable[bytes], knowledge: Knowledge, style: CreditStyle | None = None
) -> Iterator[dict[str, Any]]:
    """One answer per line, in order; a line that is no caption object gives an error in its place.

    Args:
        lines: Raw lines of JSON Lines; blank ones are skipped.
        knowledge: What to read the captions with.
        style: In which style to add the line to publish; None adds none.
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
        parsed = parse_caption(row["caption"], knowledge=knowledge)
        yield {"id": row.get("id"), **to_builtins(parsed), **_house_credit(parsed, style, knowledge)}
