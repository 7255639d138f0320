"""Records printed for people."""

from collections.abc import Iterable

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from catalog.records import ParsedCaption, Photo
from catalog.vocabulary.labels import label

_STYLES = {
    "agencies": "cyan",
    "creators": "green",
    "handout": "bold red",
    "handout_sources": "bold magenta",
    "date": "yellow",
    "places": "blue",
    "kinds": "red",
}


def console() -> Console:
    """Where to print: colours on a terminal, plain lines in a pipe."""
    return Console(soft_wrap=True, highlight=False)


def coloured(parsed: ParsedCaption) -> Text:
    """The caption with every parsed value in its colour."""
    text = Text(parsed.caption)
    for evidence in parsed.evidence:
        if evidence.field in _STYLES and not evidence.rule.startswith("statement/"):
            text.stylize(_STYLES[evidence.field], *evidence.span)
    return text


def show_caption(parsed: ParsedCaption) -> None:
    """Print a caption and what it says, a line per field, each with the words it rests on."""
    out = console()
    out.print(coloured(parsed))
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for name, value in _rows(parsed):
        table.add_row(Text(name, style=_STYLES.get(name.replace(" ", "_"), "bold")), value)
    out.print(table)


def _rows(parsed: ParsedCaption) -> Iterable[tuple[str, str]]:
    if parsed.handout:
        yield "handout", f"yes ({label(parsed.origin)}{f', {label(parsed.how)}' if parsed.how else ''})"
    for source in parsed.handout_sources:
        about = ", ".join(filter(None, [label(source.class_), source.country]))
        yield "handout_sources", f"{source.name} ({about})"
    if parsed.handout and not parsed.handout_sources:
        yield "handout_sources", "not named"
    for name, values in (
        ("agencies", [f"{a.name} ({label(a.role)})" for a in parsed.agencies]),
        ("creators", [c.name for c in parsed.creators]),
        ("kinds", [label(k) for k in parsed.kinds]),
        ("places", [p.name for p in parsed.places]),
    ):
        if values:
            yield name, ", ".join(values)
    if parsed.country:
        yield "country", parsed.country
    if parsed.date:
        yield "date", f"{parsed.date} ({parsed.date_text})"
    for notice in parsed.notices:
        yield "notice", f"{notice.text} ({', '.join(t.term for t in notice.terms)})"
    if parsed.credit_line:
        yield "credit line", parsed.credit_line


def badge(photo: Photo) -> str:
    """What a list says of a photo's origin: `HANDOUT · Armenian Foreign Ministry`."""
    state = photo.handout.state
    if state == "not-indicated":
        return ""
    words = {"stated": "HANDOUT", "likely": "LIKELY HANDOUT", "conflicting": "HANDOUT? statements conflict"}[
        state
    ]
    names = ", ".join(p.name for p in photo.handout.from_) or "source not named"
    return f"{words} · {names}"


def show_photos(photos: Iterable[Photo]) -> None:
    """Print one photo a line: number, badge, date, place, caption."""
    for photo in photos:
        parsed = photo.caption
        place = parsed.places[0].name if parsed and parsed.places else ""
        date = (parsed.date if parsed else None) or "no date"
        caption = parsed.caption if parsed else (photo.image.file if photo.image else "")
        flag = badge(photo)
        head = " | ".join(filter(None, [f"#{photo.id}", flag, date, place]))
        click.echo(f"{head}\n    {' '.join(caption.split())}")
