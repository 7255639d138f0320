"""Formats, both ways: read captions and pictures out of what desks have, write what other programs read."""

from catalog.exchange.export import CSV_COLUMNS, write_csv, write_jsonl
from catalog.exchange.reader import read_source
from catalog.exchange.rows import KINDS, BadRow, Row, Source, SourceKind, SourceRow

__all__ = [
    "CSV_COLUMNS",
    "KINDS",
    "BadRow",
    "Row",
    "Source",
    "SourceKind",
    "SourceRow",
    "read_source",
    "write_csv",
    "write_jsonl",
]
