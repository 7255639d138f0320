"""The patterns that find phrases of place, compiled from `data/places.toml`."""

import re
import tomllib
from collections.abc import Iterable
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent / "data" / "places.toml"
# A plain word between an article and a name; a preposition there begins another phrase.
_PLAIN = (
    r"(?:(?!(?:in|at|on|near|from|of|for|during|with|and|by|to|as|that|which|who|after|outside|inside)\s)"
    r"[a-z][a-z’'-]*\s)"
)
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
    def strong(self) -> frozenset[str]:
        """Prepositions that say plainly where one is."""
        return frozenset(self._table["strong"])

    def phrase(self, language: str | None) -> re.Pattern[str]:
        """A preposition of the language and the chain of names after it: "in the town of Sintra"."""
        if language not in self._phrases:
            table = self._table["prepositions"]
            prepositions = _choice(table.get(language, table["mul"]))
            self._phrases[language] = re.compile(
                rf"(?<![\w’'-])(?P<prep>(?i:{prepositions}))\s"
                rf"(?P<chain>{self._fill}{self._name}(?:{self._link}{self._name})*)"
            )
        return self._phrases[language]

    @cached_property
    def _phrases(self) -> dict[str | None, re.Pattern[str]]:
        return {}

    @cached_property
    def before(self) -> re.Pattern[str]:
        """A venue that ends right before a chain: "the Martial glacier in …", "at the airport in …"."""
        tails = _choice(self._table["tails"])
        return re.compile(
            rf"(?:(?<=the\s)(?P<plain>(?:[a-z-]+\s){{0,2}}(?:{tails}))|(?P<name>{self._name}))(?:,?\s|\s?,\s)$"
        )

    @cached_property
    def dateline(self) -> re.Pattern[str]:
        """A dateline at the caption's head: "SAO PAULO, BRAZIL - JUNE 3:", "MADRID, 23/07/2025.-"."""
        town = rf"[{UPPER}][\w.'’-]*(?:[ -][{UPPER}(][\w.'’)-]*){{0,4}}"
        return re.compile(
            rf"^\W*(?:(?:FILE|FILES|TOPSHOT|HANDOUT|ARCHIV)\b\W*|\d{{1,2}}\.\d{{1,2}}\.\d{{4}},\s|\w*\d\w*[.\s-]+|\(\w+\)\s*)*(?P<chain>{town}(?:(?:,\s|\s\(|\.\s){town}\)?){{0,2}})"
            rf"(?=\s*(?:\([^)]{{3,24}}\)|[-–—:]|,\s*\d|,\s[{UPPER}]{{3,9}}\.?\s\d|\.\s\d|\s-\s))"
        )

    @cached_property
    def link(self) -> re.Pattern[str]:
        """What stands between two names of a chain."""
        return re.compile(self._link)

    @cached_property
    def filler(self) -> re.Pattern[str]:
        """Small words before a name."""
        return re.compile(rf"{self._fill}(?=(?:(?:{_choice(self._table['heads'])})\s)?[{UPPER}\d])")

    @cached_property
    def tail(self) -> re.Pattern[str]:
        """A lower-case noun that ends a name."""
        return re.compile(rf"(?:\s(?:{_choice(self._table['tails'])}))+$")

    @cached_property
    def administrative(self) -> re.Pattern[str]:
        """A noun that makes a region of a town's name ("Kyiv region"), unlike a river's or a bridge's."""
        return re.compile(rf"\s(?:{_choice(self._table['administrative'])})$")

    @cached_property
    def venue(self) -> re.Pattern[str]:
        """A name that is a venue by its noun."""
        words = [*self._table["venues"], *self._table["tails"]]
        firsts = _choice(self._table["venue_heads"])
        return re.compile(
            rf"(?<!\w)(?:{_choice(words)})(?=$|\s(?:of|del|de|des|della|di|do|da|for)\s)|^(?:{firsts})\s"
        )

    @property
    def _fill(self) -> str:
        fillers = _choice(self._table["fillers"])
        # "in the streets of X", "in the quake hit X district": up to three plain words after an article.
        return rf"(?:(?:the\s|an?\s){_PLAIN}{{0,3}}?(?:of\s(?:the\s)?)?|(?:{fillers}|The)\s)*"

    @property
    def _link(self) -> str:
        fill = self._fill
        return (
            rf"(?:\s?,\s(?:in\s|at\s|en\s|em\s)?{fill}|\s\((?={fill}[{UPPER}])"
            rf"|\s(?:in|near|en|em|at|on|à|im|in der|dans)\s{fill}"
            rf"|\s(?:the\s)?(?:southern|northern|eastern|western|central)\s|['’]s\s(?:[a-z]+\s){{0,3}}?)"
        )

    @property
    def _name(self) -> str:
        """Capitalised words, the small words between them, and a lower-case noun at either end."""
        word = (
            rf"(?:[{UPPER}]\.(?:[{UPPER}]\.)+|[{UPPER}\d][\w’'.&-]*[\w]"
            rf"|[{UPPER}](?=\.\s?[{UPPER}]|\s)|[{UPPER}][a-z]{{2,5}}\.)"
        )
        joint = rf"(?:\s(?:(?:{_choice(self._table['joints'])})\s){{0,2}}|\s)"
        heads = rf"(?:(?:{_choice(self._table['heads'])})\s)?"
        tails = rf"(?:\s(?:{_choice(self._table['tails'])})(?!\w))*"
        return rf"{heads}{word}(?:{joint}{word}){{0,8}}{tails}"


@lru_cache(maxsize=1)
def load_place_words() -> PlaceWords:
    """The one compiled copy."""
    return PlaceWords()
