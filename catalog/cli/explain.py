"""A caption's explanation for people: the caption with a mark under each stretch, then reasons."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from rich.cells import cell_len
from rich.text import Text

from catalog.cli.show import FIELD_STYLES, console, one_line, printable
from catalog.records import Explanation, Reason, Span

_ASIDE = "dim"
_LINE = "~"
_NARROWEST = 24  # cells of a line, however small the terminal says it is
_WIDEST_VALUE = 28  # cells up to which values push what stands behind them into one column
_MARK = 3  # cells of a mark's number
_MOST_WORDS = 48  # code points of the words that a reason repeats
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
"""Classes of letters that run from right to left (Unicode 16.0, UAX #9, table 4)."""


def show_explanation(explanation: Explanation, further: Mapping[str, str]) -> None:
    """Print a caption with its marks, a line and a meaning for each value, and what was not taken.

    Args:
        explanation: What to print.
        further: More lines, the name of each to what it says.
    """
    out = console()
    for line in caption_lines(explanation, max(out.width, _NARROWEST)):
        out.print(line)
    told: set[str] = set()
    for title, reasons in (("Read", explanation.read), ("Weighed and not taken", explanation.refused)):
        if reasons:
            out.print(Text(f"\n{title}", "bold"))
            for line in _reason_lines(reasons, told):
                out.print(line)
    for name, value in further.items():
        out.print(Text.assemble("\n", (name.replace("_", " "), "bold"), f"  {one_line(value)}"))


def caption_lines(explanation: Explanation, width: int) -> Iterator[Text]:
    """The caption in lines of so many cells, each with rows beneath it that mark its stretches by number.

    Letters that run from right to left stand elsewhere on the screen than in the text: in a caption that has
    any, numbers in brackets follow the words instead.
    """
    marks = _marks(explanation)
    text = printable(explanation.caption).replace("\t", " ")
    if any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in text):
        yield _numbered(text, marks)
        return
    for start, end in _stretches(text, width):
        line = Text(text[start:end].rstrip())
        here = [(number, span, style) for number, span, style in marks if span[0] < end and start < span[1]]
        for _, span, style in sorted(here, key=lambda mark: mark[1][0] - mark[1][1]):
            line.stylize(style, max(span[0] - start, 0), min(span[1], end) - start)
        yield line
        yield from _rows(text, (start, end), here)


def _marks(explanation: Explanation) -> list[tuple[int, Span, str]]:
    """Each mark with its words and colour; what was read comes before what was set aside."""
    found: dict[int, tuple[Span, str]] = {}
    for reasons, aside in ((explanation.read, False), (explanation.refused, True)):
        for reason in reasons:
            if reason.mark is not None and reason.span is not None:
                style = _ASIDE if aside else FIELD_STYLES.get(reason.field, "bold")
                found.setdefault(reason.mark, (reason.span, style))
    return [(number, *found[number]) for number in sorted(found)]


def _numbered(text: str, marks: Iterable[tuple[int, Span, str]]) -> Text:
    """The text with the number of each stretch in brackets behind it."""
    line, done = Text(), 0
    for number, (_, end), style in sorted(marks, key=lambda mark: (mark[1][1], -mark[1][0])):
        line.append(text[done:end])
        line.append(f"[{number}]", style)
        done = end
    return line.append(text[done:])


def _stretches(text: str, width: int) -> Iterator[Span]:
    """Where the text is cut into lines: at its own line ends, else at the last blank that fits."""
    start, blank, used = 0, None, 0
    for place, letter in enumerate(text):
        if letter == "\n":
            yield start, place
            start, blank, used = place + 1, None, 0
            continue
        used += cell_len(letter)
        if used > width and letter != " ":
            cut = place if blank is None else blank + 1
            yield start, cut
            start, blank, used = cut, None, cell_len(text[cut : place + 1])
        if letter == " ":
            blank = place
    yield start, len(text)


def _rows(text: str, line: Span, marks: Iterable[tuple[int, Span, str]]) -> Iterator[Text]:
    """The rows beneath a line: under each stretch its number and a stroke; what overlaps stands lower."""
    rows: list[Text] = []
    start, end = line
    for number, span, style in marks:
        begin, stop = max(span[0], start), min(span[1], end)
        column = cell_len(text[start:begin])
        label = str(number) if span[0] >= start else ""
        stroke = label.ljust(cell_len(text[begin:stop].rstrip()), _LINE)
        row = next((row for row in rows if not row or row.cell_len < column), None)
        if row is None:
            rows.append(row := Text())
        row.append(" " * (column - row.cell_len)).append(stroke, style)
    yield from rows


def _reason_lines(reasons: Iterable[Reason], told: set[str]) -> Iterator[Text]:
    """A line for each reason; beneath it what its rule means, where no reason before has said it.

    Args:
        reasons: In the order to print.
        told: Rules whose meaning was printed; those of these reasons are added.
    """
    reasons = list(reasons)
    columns = [
        [_mark(r), r.field, one_line(r.value), r.certainty or "", r.rule or "no rule named"] for r in reasons
    ]
    widths = [min(max(map(cell_len, cells)), _WIDEST_VALUE) for cells in zip(*columns, strict=True)]
    for reason, cells in zip(reasons, columns, strict=True):
        style = FIELD_STYLES.get(reason.field, "bold")
        padded = [cell + " " * (width - cell_len(cell)) for cell, width in zip(cells, widths, strict=True)]
        line = Text.assemble((padded[0], style), "  ", (padded[1], style))
        yield line.append(f"  {'  '.join([*padded[2:], _words(reason)])}".rstrip())
        if reason.meaning and reason.rule not in told:
            told.add(reason.rule)
            yield Text(f"{' ' * (widths[0] + 2)}{reason.meaning}", _ASIDE)


def _mark(reason: Reason) -> str:
    return ("" if reason.mark is None else str(reason.mark)).rjust(_MARK)


def _words(reason: Reason) -> str:
    """Where a value stands, and its words as far as a line has room."""
    if reason.span is None:
        return ""
    words = one_line(reason.words)
    short = words if len(words) <= _MOST_WORDS else f"{words[: _MOST_WORDS - 1]}…"
    return f"[{reason.span[0]}:{reason.span[1]}] {short}"
