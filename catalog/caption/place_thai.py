"""Names of places in Thai, which parts no words: a noun opens a name, and a blank or a small word ends it."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from catalog.caption.place_spans import Span
from catalog.places import Gazetteer

_DATA = Path(__file__).parent / "data" / "thai.toml"
_LETTER = r"[\u0e01-\u0e2e\u0e2f-\u0e3a\u0e40-\u0e4e]"
_MOST_LETTERS = 24  # of a name of the map
_LEAST_LETTERS = 4  # of the same: a shorter one may be any letters of a word
_REACH = 16  # code points before a name in which words may say that one is there
_JOINT = re.compile(r"\s?,?\s?")


class _Patterns(NamedTuple):
    """The words of `data/thai.toml`.

    Attributes:
        kind: Matches a noun that opens a name and stays with it.
        rest: Matches a name behind such a noun, up to a blank or a word that is no part of it.
        venue: Matches a venue that has no other name.
        located: Matches up to a name, where words before it say that one is there.
        candidate: Finds where a name may begin: at such a noun or venue, at a run of letters, behind "in".
    """

    kind: re.Pattern[str]
    rest: re.Pattern[str]
    venue: re.Pattern[str]
    located: re.Pattern[str]
    candidate: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    """The patterns, compiled when the first Thai caption comes."""
    words = {
        name: "|".join(map(re.escape, sorted(row, key=len, reverse=True)))
        for name, row in tomllib.loads(_DATA.read_text(encoding="utf-8")).items()
    }
    kind = rf"(?:{words['kinds']})"
    return _Patterns(
        re.compile(kind),
        re.compile(rf"\s?(?:(?!{words['stops']}){_LETTER}){{2,24}}"),
        re.compile(words["names"]),
        re.compile(rf"(?:{words['before']})\s?$"),
        re.compile(rf"(?={kind})|(?={words['names']})|(?<!{_LETTER})(?={_LETTER})|(?:{words['before']})\s?"),
    )


def find_thai(prose: str, gazetteer: Gazetteer) -> Iterator[tuple[list[Span], bool]]:
    """Names that stand together, the smaller first, and whether something says that one is there.

    Args:
        prose: The prose with holes.
        gazetteer: The map.
    """
    group: list[Span] = []
    for span in [*_names(prose, gazetteer), None]:
        if span is not None and group and _JOINT.fullmatch(prose, group[-1].end, span.start):
            group.append(span)
            continue
        if group:
            yield group, _is_located(prose, group[0].start)
        group = [span] if span is not None else []


def _is_located(prose: str, start: int) -> bool:
    return _patterns().located.search(prose, max(0, start - _REACH), start) is not None


def _names(prose: str, gazetteer: Gazetteer) -> Sequence[Span]:
    """Names with their nouns, and those of the map where a name may begin, left to right."""
    patterns = _patterns()
    found: list[Span] = []
    position = 0
    while (candidate := patterns.candidate.search(prose, position)) is not None:
        start = candidate.end()
        span = _name_at(prose, start, patterns, gazetteer)
        if span is not None:
            found.append(span)
        position = max(start, candidate.start() + 1) if span is None else span.end
    return found


def _name_at(prose: str, start: int, patterns: _Patterns, gazetteer: Gazetteer) -> Span | None:
    """The name that begins here: a venue by itself, one with its noun, or one of the map."""
    if venue := patterns.venue.match(prose, start):
        return Span(start, venue.end(), venue=True) if _is_located(prose, start) else None
    if kind := patterns.kind.match(prose, start):
        blank = prose[kind.end() : kind.end() + 1] == " "
        known = _known_end(prose, kind.end() + blank, gazetteer)
        if known is not None:
            return Span(start, known, known=True)
        rest = patterns.rest.match(prose, kind.end())
        return Span(start, rest.end(), venue=True) if rest else None
    known = _known_end(prose, start, gazetteer)
    return None if known is None else Span(start, known, known=True)


def _known_end(prose: str, start: int, gazetteer: Gazetteer) -> int | None:
    """Where the longest name of the map that begins here ends; None where none begins."""
    for end in range(min(len(prose), start + _MOST_LETTERS), start + _LEAST_LETTERS - 1, -1):
        text = prose[start:end]
        if text == text.strip() and (gazetteer.find(text) or gazetteer.country(text)):
            return end
    return None
