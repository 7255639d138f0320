"""Read comma-separated values: spreadsheets' exports with a header line."""

import csv
from collections import deque
from collections.abc import Iterator
from pathlib import Path

from catalog.errors import CatalogError
from catalog.exchange.columns import make_row, meaning
from catalog.exchange.encoding import Encoding
from catalog.exchange.feed import Feed, RawLine, raw_lines
from catalog.exchange.rows import BadRow, Row

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}
"""Delimiters that are recognised, and their names for a person."""


class _Lines:
    """The decoded physical lines, with what was drawn for the record at hand and a way to give lines back."""

    def __init__(self, lines: Iterator[RawLine], encoding: Encoding) -> None:
        self._lines = lines
        self._encoding = encoding
        self._returned: deque[RawLine] = deque()
        self.drawn: list[RawLine] = []
        self.fault: str | None = None

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._returned.popleft() if self._returned else next(self._lines)
        self.drawn.append(line)
        text, fault = self._encoding.decode(line.raw)
        self.fault = self.fault or fault or ("a line of more than 8 MiB, kept in part" if line.cut else None)
        return text.removeprefix("\ufeff") if line.number == 1 else text

    def begin(self) -> None:
        """Forget what was drawn: a new record starts."""
        self.drawn = []
        self.fault = None

    def keep_first(self) -> None:
        """Give back all lines of the record but its first, which alone is at fault."""
        self._returned.extendleft(reversed(self.drawn[1:]))
        del self.drawn[1:]


def find_delimiter(text: str) -> tuple[str, list[str]] | None:
    """The delimiter and the header of a table, or None where no header names a caption or an image.

    The header decides, not the rows: `csv.Sniffer` counts characters and takes prose full of commas for
    a table.
    """
    line = _first_line(text)
    best: tuple[int, str, list[str]] | None = None
    for delimiter in DELIMITERS:
        header = [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter), [])]
        fields = {known.field for cell in header if (known := meaning(cell)) is not None}
        if fields & {"caption", "image"} and (best is None or len(fields) > best[0]):
            best = (len(fields), delimiter, header)
    return None if best is None else best[1:]


def _first_line(text: str) -> str:
    """The header line; Excel may put `sep=;` before it."""
    lines = text.removeprefix("\ufeff").lstrip("\r\n").splitlines() or [""]
    return lines[1] if lines[0].startswith("sep=") and len(lines) > 1 else lines[0]


def read_table(feed: Feed, encoding: Encoding, text: str) -> tuple[str, Iterator[Row]]:
    """Read a table's rows.

    Args:
        feed: The source.
        encoding: Its encoding.
        text: Its decoded head.

    Returns:
        What to say about it, and its rows.

    Raises:
        CatalogError: The header names neither a caption nor an image.
    """
    found = find_delimiter(text)
    if found is None:
        columns = ", ".join(repr(cell) for cell in _first_line(text).split(",")[:6])
        raise CatalogError(
            feed.name, f"no column is a caption or an image; its first line is {columns}"[:300]
        )
    delimiter, header = found
    known = [cell for cell in header if meaning(cell) is not None]
    said = f"{len(header)} columns separated by {DELIMITERS[delimiter]}, of which we know {', '.join(known)}"
    lines = _Lines(raw_lines(feed.chunks(), encoding.newline), encoding)
    return said, _records(lines, delimiter, _unique(header), feed.folder)


def _unique(header: list[str]) -> list[str]:
    """Header cells made distinct, so that no column hides another."""
    names: list[str] = []
    for place, cell in enumerate(header, start=1):
        name = cell or f"column {place}"
        names.append(name if name not in names else f"{name} (column {place})")
    return names


def _records(lines: _Lines, delimiter: str, header: list[str], folder: Path) -> Iterator[Row]:
    # strict: a stray quote is an error to report, not a reason to glue two rows together.
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    header_seen = False
    while True:
        lines.begin()
        fault: str | None = None
        cells: list[str] = []
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            # An unclosed quote swallows what follows: only the first line is at fault.
            lines.keep_first()
            fault = f"broken quoting: {error}"
        if not header_seen:
            header_seen = bool(cells) and not cells[0].startswith("sep=")
            continue
        raw = b"".join(line.raw for line in lines.drawn)
        number = lines.drawn[0].number
        fault = fault or lines.fault
        if fault is not None:
            yield BadRow(number, raw, fault)
        elif any(cell.strip() for cell in cells):
            yield _row(RawLine(number, raw), cells, header, folder)


def _row(record: RawLine, cells: list[str], header: list[str], folder: Path) -> Row:
    if len(cells) != len(header):
        return BadRow(record.number, record.raw, f"{len(cells)} cells where the header has {len(header)}")
    return make_row(record.number, record.raw, dict(zip(header, cells, strict=True)), folder)
