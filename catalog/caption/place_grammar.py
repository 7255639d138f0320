"""How a language names a place: nouns of venues, prefixes, case endings (`data/venues.toml`)."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from catalog.text import fold

_DATA = Path(__file__).parent / "data" / "venues.toml"
_RELATIVES = {
    "bs": "sr",
    "hr": "sr",
    "mk": "bg",
    "be": "ru",
    "sk": "cs",
    "sl": "sr",
    "et": "fi",
    "az": "tr",
    "uz": "tr",
    "ky": "kk",
}
"""Languages whose nouns and prepositions are close enough to read with a neighbour's table."""


@dataclass(frozen=True)
class Grammar:
    """One language's words of place, folded.

    Attributes:
        towns: Match nouns that introduce a name and are no part of it.
        heads: Match venue nouns that open a name.
        tails: Match venue nouns that close one.
        compounds: Endings of a venue's name written as one word.
        regions: Match those of them that take one word alone before them.
        dropped: Match nouns behind a name that say what kind of place it is and are no part of it.
        owners: Match people and institutions: a name right behind one is whose they are, not where.
        plain: Nouns that are a venue without a name, where a town follows.
        genitives: Endings of the word before such a noun; empty where any will do.
        located: Words right before a name that say where one is.
        glued: The same, written on the word.
        prefixes: Letters that may stand on a word before its name, the shortest first.
        endings: Endings of a name that say where one is.
        after: Words right after a name that say where one is.
        links: Words between two names of one place.
        stops: Words that end a venue's name.
        large_first: Whether the larger place is named first ("Երևանի Վարդերի հրապարակում").
        suffix: Whether an apostrophe parts a name from its ending ("Sinop'un").
    """

    towns: re.Pattern[str]
    heads: re.Pattern[str]
    tails: re.Pattern[str]
    compounds: tuple[str, ...]
    regions: re.Pattern[str]
    dropped: re.Pattern[str]
    owners: re.Pattern[str]
    plain: frozenset[str]
    genitives: tuple[str, ...]
    located: frozenset[str]
    glued: tuple[str, ...]
    prefixes: tuple[str, ...]
    endings: tuple[str, ...]
    after: frozenset[str]
    links: frozenset[str]
    stops: frozenset[str]
    suffix: bool
    large_first: bool


def grammar_of(language: str | None) -> Grammar | None:
    """The grammar of a language (ISO 639-1) or of its neighbour; None where we hold none."""
    return _grammar_of(_RELATIVES.get(language or "", language or ""))


@cache
def _grammar_of(code: str) -> Grammar | None:
    """One language's, compiled when a caption in it comes."""
    row = _rows().get(code)
    return _grammar(row) if row else None


@cache
def _rows() -> dict[str, dict[str, Any]]:
    rows = tomllib.loads(_DATA.read_text(encoding="utf-8"))["language"]
    return {row["code"]: row for row in rows}


def _grammar(row: dict[str, Any]) -> Grammar:
    words = {name: tuple(map(fold, row.get(name, ()))) for name in ("before", "after", "links", "stops")}
    return Grammar(
        towns=_nouns(row.get("towns", ())),
        heads=_nouns(row.get("heads", ())),
        tails=_nouns(row.get("tails", ())),
        compounds=tuple(map(fold, row.get("compounds", ()))),
        regions=_nouns(row.get("regions", ())),
        dropped=_nouns(row.get("dropped", ())),
        owners=_nouns(row.get("owners", ())),
        plain=frozenset(map(fold, row.get("plain", ()))),
        genitives=tuple(map(fold, row.get("genitives", ()))),
        located=frozenset(words["before"]),
        glued=tuple(map(fold, row.get("glued", ()))),
        prefixes=tuple(sorted(map(fold, row.get("prefixes", ())), key=len)),
        endings=tuple(map(fold, row.get("endings", ()))),
        after=frozenset(words["after"]),
        links=frozenset(words["links"]),
        stops=frozenset((*words["stops"], *words["before"])),
        suffix=row.get("suffix", False),
        large_first=row.get("large_first", False),
    )


def _nouns(words: list[str]) -> re.Pattern[str]:
    """A pattern that a folded word must match whole; one that matches nothing where there are no nouns."""
    if not words:
        return re.compile(r"(?!)")
    return re.compile(
        "|".join(re.escape(fold(w.strip("*"))) + (r"[\w']*" if w.endswith("*") else "") for w in words)
    )
