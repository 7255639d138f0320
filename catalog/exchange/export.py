"""Write photos for other programs (JSON Lines, lossless) and for people (CSV)."""

import csv
import heapq
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from tempfile import TemporaryFile
from typing import TextIO, TypeAlias

from catalog.records import ParsedCaption, Photo, to_json

_Key: TypeAlias = tuple[str, str, int]
_KeyedLine: TypeAlias = tuple[_Key, str]

# Photos sorted in memory at once; about 60 MB of text.
_RUN = 20_000

CSV_COLUMNS = (
    "provider", "reference", "file", "sha256", "caption", "credit", "agencies", "creators", "handout",
    "handed out by", "class", "place", "country", "date", "kinds", "findings",
)  # fmt: skip
"""The columns of the CSV export, in order; they are read back under the same names."""

CREDIT_COLUMN = "house credit"
"""The column of the line to publish; it is no column of an import."""

# What a spreadsheet takes for a formula, and white space that it strips before looking.
# OWASP, "CSV Injection"; "-" and "@" start formulas in Excel and LibreOffice Calc alike.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
# Bidirectional controls could make a cell read as another text. Unicode 16.0, UAX #9, section 2.
_ESCAPED = {
    ord(c): f"\\u{ord(c):04x}"
    for c in "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
}


def write_jsonl(photos: Iterable[Photo], out: TextIO) -> int:
    """Write one photo a line, ordered by natural key (provider, then reference), in ASCII.

    Reading the file with `read_source` gives words and identity back. Any number of photos may come in any
    order: they are sorted on disk, in the system's folder for temporary files.

    Returns:
        How many were written.
    """
    with ExitStack() as files:
        runs: list[Iterator[_KeyedLine]] = []
        for run in _sorted_runs(photos):
            file = files.enter_context(TemporaryFile("w+", encoding="ascii"))
            runs.append(_spill(run, file))
        count = 0
        for _, line in heapq.merge(*runs):
            out.write(line)
            count += 1
    return count


def _sorted_runs(photos: Iterable[Photo]) -> Iterator[list[_KeyedLine]]:
    """The photos' lines in lists of bounded length, each in order."""
    left = iter(photos)
    while run := [(natural_key(photo), to_json(photo) + "\n") for photo in islice(left, _RUN)]:
        yield sorted(run)


def _spill(run: list[_KeyedLine], file: TextIO) -> Iterator[_KeyedLine]:
    """Write a run to a file, to be read again line by line."""
    file.writelines(json.dumps(key) + "\n" + line for key, line in run)
    file.seek(0)
    return ((_key_of(key), next(file)) for key in file)


def _key_of(text: str) -> _Key:
    provider, reference, number = json.loads(text)
    return provider, reference, number


def natural_key(photo: Photo) -> _Key:
    """By what photos are ordered in a round-trip file."""
    return photo.ref.provider, photo.ref.id, photo.id


def write_csv(photos: Iterable[Photo], out: TextIO, *, credit: Callable[[Photo], str] | None = None) -> int:
    """Write a table for people, with the columns of `CSV_COLUMNS` and lists separated by `; `.

    A cell that a spreadsheet would run as a formula gets a leading apostrophe, which spreadsheets hide;
    bidirectional controls are written as escapes. The table is for reading: only JSON Lines is lossless.

    Args:
        photos: What to write, in any order; it is kept.
        out: A text file opened with `newline=""`.
        credit: Gives a photo's line to publish, for a column `CREDIT_COLUMN` at the end; None adds none.

    Returns:
        How many were written.
    """
    writer = csv.writer(out, lineterminator="\r\n")  # RFC 4180, section 2
    writer.writerow(CSV_COLUMNS if credit is None else (*CSV_COLUMNS, CREDIT_COLUMN))
    count = 0
    for photo in photos:
        cells = _cells(photo) if credit is None else [*_cells(photo), credit(photo)]
        writer.writerow(map(_safe, cells))
        count += 1
    return count


def _safe(cell: str) -> str:
    escaped = cell.translate(_ESCAPED).replace("\r\n", "\n").replace("\r", "\\r")
    return f"'{escaped}" if escaped.startswith(_FORMULA_STARTS) else escaped


def _cells(photo: Photo) -> list[str]:
    """A photo's cells, in the order of `CSV_COLUMNS`; a person's word stands in place of the machine's."""
    caption = photo.caption if photo.caption is not None else ParsedCaption(caption="")
    image = photo.image
    parties = photo.handout.from_ or caption.handout_sources
    source = photo.human("handout_source", "handout_sources")
    return [
        photo.ref.provider,
        photo.ref.id,
        image.file if image is not None else "",
        image.sha256 if image is not None else "",
        caption.caption,
        _first(photo.human("credit_line", "credit"), caption.credit_line),
        _first(photo.human("agencies", "agency"), _listed(agency.name for agency in caption.agencies)),
        _first(photo.human("creators", "creator"), _listed(creator.name for creator in caption.creators)),
        photo.handout.state,
        _first(source, _listed(party.name for party in parties)),
        # A class that was read with one party says nothing of the one that a person put in its place.
        _listed(party.class_ for party in parties if source in {None, party.name}),
        _first(photo.human("place", "places"), _listed(place.name for place in caption.places)),
        _first(photo.human("country"), caption.country),
        _first(photo.human("date"), caption.date),
        _first(photo.human("kinds", "kind"), _listed(caption.kinds)),
        _listed(finding.rule for finding in photo.findings if finding.dismissed is None),
    ]


def _first(human: str | None, machine: str | None) -> str:
    """A person's word, which may be that there is none; else the machine's."""
    return (machine or "") if human is None else human


def _listed(items: Iterable[str]) -> str:
    return "; ".join(items)
