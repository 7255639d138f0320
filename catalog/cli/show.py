"""Records printed for people."""

from collections.abc import Iterable, Iterator, Mapping

import click
from rich.console import Console
from rich.text import Text

from catalog.records import ParsedCaption, Part, Photo
from catalog.vocabulary.codes import HandoutState
from catalog.vocabulary.labels import label

FIELD_STYLES = {
    "agencies": "cyan",
    "creators": "green",
    "handout": "bold red",
    "handout_sources": "bold magenta",
    "date": "yellow",
    "places": "blue",
    "kinds": "red",
}
_BADGES = {
    HandoutState.STATED: "HANDOUT",
    HandoutState.LIKELY: "LIKELY HANDOUT",
    HandoutState.CONFLICTING: "HANDOUT? statements conflict",
}
# Characters that command a terminal (ECMA-48): shown as the pictures of U+2400 to U+2421, those of U+0080 to
# U+009F, which have none, as U+FFFD. One for one, so that spans stay true.
_PICTURES = {
    **{code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"},
    0x7F: 0x2421,
    **dict.fromkeys(range(0x80, 0xA0), 0xFFFD),
}


def printable(text: str) -> str:
    """Text that commands no terminal, whoever wrote it: control characters become visible ones."""
    return text.translate(_PICTURES)


def one_line(text: str) -> str:
    """Text as one printable line."""
    return printable(" ".join(text.split()))


def console() -> Console:
    """Where to print: colours on a terminal, plain lines in a pipe; brackets in captions are no markup."""
    return Console(soft_wrap=True, highlight=False, markup=False, emoji=False)


def coloured(parsed: ParsedCaption) -> Text:
    """The caption with every parsed value in its colour."""
    text = Text(printable(parsed.caption))
    for evidence in parsed.evidence:
        if evidence.field in FIELD_STYLES and not evidence.rule.startswith("statement/"):
            text.stylize(FIELD_STYLES[evidence.field], *evidence.span)
    return text


def show_caption(parsed: ParsedCaption, further: Mapping[str, str] | None = None) -> None:
    """Print a caption and what it says, a line per field, each with the words it rests on.

    Args:
        parsed: The caption.
        further: More lines, the name of each to what it says.
    """
    out = console()
    out.print(coloured(parsed))
    rows = [*_rows(parsed), *((name.replace("_", " "), value) for name, value in (further or {}).items())]
    width = max((len(name) for name, _ in rows), default=0)
    for name, value in rows:
        style = FIELD_STYLES.get(name, "bold")
        out.print(Text.assemble((f"{name:<{width}}  ", style), one_line(value)))


def _rows(parsed: ParsedCaption) -> Iterator[tuple[str, str]]:
    """Field and value of everything that a caption says."""
    yield from _handed_out(parsed)
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
    for part in parsed.parts:
        yield part.label or "part", _part(part)
    for notice in parsed.notices:
        terms = ", ".join(one.term for one in notice.terms)
        yield "notice", f"{notice.text} ({terms})" if terms else notice.text
    if parsed.credit_line:
        yield "credit line", parsed.credit_line


def _handed_out(parsed: ParsedCaption) -> Iterator[tuple[str, str]]:
    """Whether the caption says that the picture was handed out, and by whom."""
    if parsed.handout:
        yield "handout", f"yes ({label(parsed.origin)}{f', {label(parsed.how)}' if parsed.how else ''})"
    for source in parsed.handout_sources:
        about = ", ".join(filter(None, [label(source.class_), source.country]))
        yield "handout_sources", f"{source.name} ({about})"
    if parsed.handout and not parsed.handout_sources:
        yield "handout_sources", "not named"


def _part(part: Part) -> str:
    """One picture of a combo: where, when, by whom, from whom."""
    sources = [f"from {source.name}" for source in part.handout_sources]
    makers = [*(c.name for c in part.creators), *(a.name for a in part.agencies)]
    return (
        " | ".join(filter(None, [part.place, part.date, "/".join(makers), *sources])) or "nothing told apart"
    )


def badge(photo: Photo) -> str:
    """What a list says of a photo's origin: `HANDOUT · Armenian Foreign Ministry`."""
    state = photo.handout.state
    if state is HandoutState.NOT_INDICATED:
        return ""
    names = _shown(photo, "handout_source", ", ".join(party.name for party in photo.handout.from_))
    return f"{_BADGES[state]} · {names or 'source not named'}"


def show_photos(photos: Iterable[Photo]) -> None:
    """Print photos: number, badge, place and date as people see them, then the caption."""
    for photo in photos:
        parsed, image = photo.caption, photo.image
        place = _shown(photo, "place", parsed.places[0].name if parsed and parsed.places else None)
        date = _shown(photo, "date", parsed.date if parsed else None) or "no date"
        head = " | ".join(filter(None, [f"#{photo.id}", badge(photo), date, place]))
        words = parsed.caption if parsed else f"{image.file} (no caption)" if image else ""
        click.echo(f"{one_line(head)}\n    {one_line(words)}")


def _shown(photo: Photo, field: str, machine: str | None) -> str:
    """A person's word on a field, else the machine's reading of it."""
    human = photo.human(field)
    return (machine or "") if human is None else human
