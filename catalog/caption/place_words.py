"""The patterns that find phrases of place, compiled from `data/places.toml`."""

import re
import tomllib
from collections.abc import Iterable
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent / "data" / "places.toml"
_LAST_CASED = 0x2000
# `re` knows no \p{Lu}: the capitals of Latin, Greek, Cyrillic, Armenian, spelt out once.
UPPER = "".join(chr(c) for c in range(0x41, _LAST_CASED) if chr(c).isupper())


def _choice(words: Iterable[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s") for w in sorted(words, key=len, reverse=True))


class PlaceWords:
    """Patterns of place phrases; every pattern is made when first asked for."""

    @cached_property
    def _table(self) -> dict[str, Any]:
        return tomllib.loads(_DATA.read_text(encoding="utf-8"))

    @cached_property
    def never(self) -> frozenset[str]:
        """Capitalised words that are no places."""
        return frozenset(self._table["never"])

    @cached_property
    def phrase(self) -> re.Pattern[str]:
        """A preposition and the chain of names that follows: "in the town of Sintra, Portugal"."""
        table = self._table
        prepositions = _choice(table["prepositions"])
        return re.compile(
            rf"(?<![\w’'-])(?P<prep>(?i:{prepositions}))\s(?P<chain>{self._fill}{self._name}(?:{self._link}{self._name})*)"
        )

    @cached_property
    def dateline(self) -> re.Pattern[str]:
        """A dateline at the caption's head: "SAO PAULO, BRAZIL - JUNE 3:", "MADRID, 23/07/2025.-"."""
        town = rf"[{UPPER}][\w.'’-]*(?:[ -][{UPPER}(][\w.'’)-]*){{0,4}}"
        return re.compile(
            rf"^\W*(?:(?:FILE|FILES|TOPSHOT|HANDOUT)\b\W*|\w*\d\w*[.\s-]+|\(\w+\)\s*)*(?P<chain>{town}(?:(?:,\s|\s\(|\.\s){town}\)?){{0,2}})"
            rf"(?=\s*(?:\([^)]{{3,24}}\)|[-–—:]|,\s*\d|,\s[{UPPER}]{{3,9}}\.?\s\d|\.\s\d|\s-\s))"
        )

    @cached_property
    def link(self) -> re.Pattern[str]:
        """What stands between two names of a chain."""
        return re.compile(self._link)

    @cached_property
    def filler(self) -> re.Pattern[str]:
        """Small words before a name."""
        return re.compile(self._fill)

    @cached_property
    def tail(self) -> re.Pattern[str]:
        """A lower-case noun that ends a name."""
        return re.compile(rf"(?:\s(?:{_choice(self._table['tails'])}))+$")

    @cached_property
    def venue(self) -> re.Pattern[str]:
        """A name that is a venue by its noun."""
        words = [*self._table["venues"], *self._table["tails"]]
        return re.compile(rf"(?<!\w)(?:{_choice(words)})(?!\w)")

    @property
    def _fill(self) -> str:
        return rf"(?:(?i:{_choice(self._table['fillers'])})\s)*"

    @property
    def _link(self) -> str:
        fill = self._fill
        return (
            rf"(?:\s?,\s(?:in\s|at\s|en\s|em\s)?{fill}|\s\((?={fill}[{UPPER}])|\s(?:in|near|en|em|at|on|à|im|in der|dans)\s{fill}"
            rf"|\s(?:the\s)?(?:southern|northern|eastern|western|central)\s|['’]s\s(?:\w+\s)?)"
        )

    @property
    def _name(self) -> str:
        """Capitalised words, joined by the small words that names hold, with a lower-case noun at either end."""
        word = rf"(?:[{UPPER}]\.(?:[{UPPER}]\.)+|[{UPPER}\d][\w’'.&-]*[\w]|[{UPPER}](?=\.\s?[{UPPER}]|\s)|[{UPPER}][a-z]{{2,5}}\.)"
        joint = r"(?:\s(?:(?:of|de|del|della|di|da|do|dos|das|du|des|d['’]|la|le|el|al|the|and|y|e|for|bei|am|an der|upon|sur|na|nad)\s){0,2}|\s)"
        heads = rf"(?:(?:{_choice(self._table['heads'])})\s)?"
        tails = rf"(?:\s(?:{_choice(self._table['tails'])})(?!\w))*"
        return rf"{heads}{word}(?:{joint}{word}){{0,8}}{tails}"


@lru_cache(maxsize=1)
def load_place_words() -> PlaceWords:
    """The one compiled copy."""
    return PlaceWords()
