"""The words of place of languages with capitals and few case endings, compiled from `data/places.toml`."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from catalog.text import fold

_DATA = Path(__file__).parent / "data" / "places.toml"
_WEEKDAYS = _DATA.with_name("weekdays.toml")
_UNKNOWN = "mul"
# Words that begin another phrase: none of them stands between an article and its noun.
_ARTICLES = "the|an?|der|die|das|dem|den|des|el|la|los|las|le|les|il|lo|gli|o|os|as|een|het"
_OTHERS = (
    "in|at|on|near|from|of|for|during|with|and|by|to|as|that|which|who|after|before|outside|inside|into|over"
    "|past|between|among|against|through|towards?|off|around|along|across|above|beside|opposite|behind|under"
)
# The one capital that may stand there: "the Bahraini capital", "the north-east Kenyan district of".
_NATIVE = (
    r"\w+(?=\s(?:(?:port|border|coastal|resort)\s)?"
    r"(?:capital|city|town|village|district|province|island|region|state)\s)"
)


@dataclass(frozen=True)
class Prepositions:
    """How one language says where.

    Attributes:
        before: Matches the words before a name up to it; the groups `at`, `over`, `toward` tell how plainly.
        link: Matches the whole stretch between two names of one place.
    """

    before: re.Pattern[str]
    link: re.Pattern[str]


@dataclass(frozen=True)
class OwnWords:
    """Nouns that one language alone has, folded.

    Attributes:
        nouns: Those that close a venue's name, each as its words.
        heads: Those that open one, also in small letters.
        plain: Those that are a venue without a name, where a town follows ("havnen").
        compounds: Endings of venues' names written as one word.
    """

    nouns: frozenset[tuple[str, ...]] = frozenset()
    heads: frozenset[tuple[str, ...]] = frozenset()
    plain: frozenset[str] = frozenset()
    compounds: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlaceWords:
    """Nouns, small words and prepositions, folded.

    Attributes:
        nouns: Nouns that close a venue's name, each as its words.
        loose: Single nouns too common to make a venue of small words.
        heads: Nouns that open a venue's name, each as its words.
        small_heads: Those of them that also open one in small letters ("plaza de Mayo").
        administrative: Nouns that make a region of a town's name.
        towns: Nouns that introduce a name and are no part of it, before "of".
        joints: Small words inside a name.
        landmarks: Nouns of things that stand or flow where the picture was taken, whatever they do in it.
        landmark_ends: Endings of such nouns in names written as one word.
        followers: Nouns of people and parts of houses: behind a venue's noun they make it none.
        events: Nouns of events, which make an event of a place's name before them.
        craft: Nouns of ships and aircraft, whose names are no places.
        never: Capitalised words that are no places.
        noun_starts: First word of a noun to the words of the longest that begins so.
    head_starts: First words of the heads.
        states: Language (ISO 639-1) to the codes of states behind a town and their country (alpha-2).
        international: Ids of agencies that photograph all over the world.
        own: Language (ISO 639-1) to the nouns that it alone has.
        homes: Language (ISO 639-1) to the country (alpha-2) whose desks alone write it.
        kin: Language (ISO 639-1) to the countries (alpha-2) that speak it, where there are several.
    languages: Those whose prepositions we hold (ISO 639-1).
    """

    nouns: frozenset[tuple[str, ...]]
    loose: frozenset[str]
    heads: frozenset[tuple[str, ...]]
    small_heads: frozenset[tuple[str, ...]]
    administrative: frozenset[str]
    towns: frozenset[str]
    joints: frozenset[str]
    landmarks: frozenset[str]
    landmark_ends: tuple[str, ...]
    followers: frozenset[str]
    events: frozenset[str]
    craft: frozenset[str]
    never: frozenset[str]
    noun_starts: dict[str, int]
    head_starts: frozenset[str]
    own: dict[str, OwnWords]
    homes: dict[str, str]
    kin: dict[str, tuple[str, ...]]
    states: dict[str, dict[str, str]]
    international: frozenset[str]
    languages: frozenset[str]

    def of(self, language: str | None) -> Prepositions:
        """The prepositions of a language, those of every language where it is unknown or not held."""
        return _prepositions(language if language in self.languages else _UNKNOWN)


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))


@cache
def load_place_words() -> PlaceWords:
    """The one compiled copy."""
    table = _table()
    nouns = frozenset(tuple(fold(noun).split()) for noun in table["nouns"])
    heads = frozenset(tuple(fold(noun).split()) for noun in [*table["heads"], *table["capital_heads"]])
    return PlaceWords(
        nouns=nouns,
        loose=frozenset(map(fold, table["loose"])),
        heads=heads,
        small_heads=frozenset(tuple(fold(noun).split()) for noun in table["heads"]),
        administrative=frozenset(map(fold, table["administrative"])),
        towns=frozenset(map(fold, table["towns"])),
        joints=frozenset(map(fold, table["joints"])),
        landmarks=frozenset(map(fold, table["landmarks"])),
        landmark_ends=tuple(map(fold, table["landmark_ends"])),
        followers=frozenset(map(fold, table["followers"])),
        events=frozenset(map(fold, table["events"])),
        craft=frozenset(map(fold, table["craft"])),
        never=frozenset(map(fold, table["never"])),
        noun_starts={noun[0]: len(noun) for noun in sorted(nouns, key=len)},
        head_starts=frozenset(head[0] for head in heads),
        own=_own_words(table),
        homes=table["homes"],
        kin={code: tuple(countries.split()) for code, countries in table["kin"].items()},
        states={
            code: dict.fromkeys(row["codes"].split(), row["country"]) for code, row in table["states"].items()
        },
        international=frozenset(table["international"]),
        languages=frozenset(table["prepositions"]),
    )


@cache
def weekdays(language: str | None) -> frozenset[str]:
    """A language's weekdays in one word, folded: "Kamis" is no town in Indonesian."""
    names = tomllib.loads(_WEEKDAYS.read_text(encoding="utf-8")).get(language or "", "")
    return frozenset(name for name in names.split("|") if name and " " not in name)


def _own_words(table: dict[str, Any]) -> dict[str, OwnWords]:
    """The nouns of each language that has some."""
    names = ("own_nouns", "own_heads", "plain_nouns", "compounds")
    nouns, heads, plain, ends = (table[name] for name in names)
    return {
        code: OwnWords(
            frozenset(tuple(fold(noun).split()) for noun in nouns.get(code, ())),
            frozenset(tuple(fold(noun).split()) for noun in heads.get(code, ())),
            frozenset(fold(plain.get(code, "")).split()),
            tuple(fold(ends.get(code, "")).split()),
        )
        for code in {*nouns, *heads, *plain, *ends}
    }


def _choice(words: Iterable[str]) -> str:
    found = sorted(set(words), key=len, reverse=True)
    return "|".join(re.escape(w).replace(r"\ ", r"\s") for w in found) or r"(?!)"


@cache
def _prepositions(language: str | None) -> Prepositions:
    """The patterns of one language, compiled when a caption in it comes."""
    row, fillers = _table()["prepositions"][language], _table()["fillers"]
    at, over, toward = (_choice(row[name]) for name in ("at", "over", "toward"))
    fill = (
        # "the ", "the northern ", "the quake hit district of ": up to three plain words after an article.
        rf"(?:(?:{_ARTICLES})\s(?:(?!(?:{_OTHERS}|{at})\s)(?:(?-i:[a-zà-ÿ'-]+)|{_NATIVE})\s){{0,3}}?(?:of\s(?:the\s)?)?|(?:{_choice(fillers)})(?:\s|(?<='))"
        # "im bernischen Xyz", "im ostukrainischen Xyz"
        rf"|[a-zà-ÿ-]{{3,20}}ischen\s)"
    )
    return Prepositions(
        re.compile(
            rf"(?<![\w'-])(?:(?P<at>{at})|(?P<over>{over})|(?P<toward>{toward}))(?:\s|(?<=')){fill}{{0,3}}$",
            re.IGNORECASE,
        ),
        re.compile(
            rf"(?:\s(?:city|town|village))?(?:\s?,\s?(?:(?:{at}|on)\s)?{fill}{{0,3}}|\s\(|\s?\[|\s(?:{at}|on)\s{fill}{{0,3}}|,?\s(?:{at})\s(?={fill}{{0,3}}$)"
            rf"|,\s(?:just\s)?(?:north|south|east|west)\w*\sof\s|,\s(?:(?:{at})\s)?(?:(?:{_ARTICLES})\s|l['’])?(?:[a-zà-ÿ-]+\s){{1,2}}(?:de|du|of|da|do|del|della|di|von)\s(?:la\s|the\s)?|\s(?:southern|northern|eastern|western|central)\s|['’]s\s(?:[a-z]+\s){{0,3}})",
            re.IGNORECASE,
        ),
    )
