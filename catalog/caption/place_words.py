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
_UNDECLINED = frozenset({"en", "es", "fr", "pt", "it", "nl", "ca", "id", "ms", "vi"})
_SHORT = 80  # code points of a prose whose language may be mistaken for a neighbour's, English aside
# Words that begin another phrase: none of them stands between an article and its noun.
_ARTICLES = "the|an?|der|die|das|dem|den|des|el|la|los|las|le|les|il|lo|gli|o|os|as|een|het"
_OWN_ARTICLES = {"nl": "|de", "sv": "|det|de", "da": "|det|de", "nb": "|det|de"}
_OTHERS = (
    "in|at|on|near|from|of|for|during|with|and|by|to|as|that|which|who|after|before|outside|inside|into|over"
    "|past|between|among|against|through|towards?|off|around|along|across|above|beside|opposite|behind|under"
)
# The one capital that may stand there: "the Bahraini capital", "the north-east Kenyan district of".
_NATIVE = (
    r"\w+(?=\s(?:(?:port|border|coastal|resort|mountain|market)\s)?"
    r"(?:capital|city|town|village|district|province|island|region|state|stronghold|bastion|enclave|suburb|resort|hub"
    r"|stad|havenstad|hoofdstad|provincie|dorp|regio|badplaats|grensstad|staden|huvudstaden|hamnstaden|provinsen|regionen|byn"
    r"|byen|hovedstaden|havnebyen|landsbyen|ön|øya|øen|stadt|hauptstadt|hafenstadt|provinz|insel|gemeinde|grenzstadt)\s)"
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
        longest: How many words the longest of these has.
        plain: Those that are a venue without a name, where a town follows ("havnen").
        compounds: Endings of venues' names written as one word.
    """

    nouns: frozenset[tuple[str, ...]] = frozenset()
    heads: frozenset[tuple[str, ...]] = frozenset()
    longest: int = 0
    plain: frozenset[str] = frozenset()
    compounds: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlaceWords:
    """Nouns, small words and prepositions, folded.

    Attributes:
        nouns: Nouns that close a venue's name, each as its words.
        loose: Single nouns too common to make a venue of small words.
        capital_nouns: Single nouns that close a name with a capital only.
        seats: Parliaments and seats known by one word.
        heads: Nouns that open a venue's name, each as its words.
        small_heads: Those of them that also open one in small letters ("plaza de Mayo").
        administrative: Nouns that make a region of a town's name.
        divisions: These and the nouns of what regions are divided into, which may stand in one another.
        towns: Nouns that introduce a name and are no part of it, before "of".
        joints: Small words inside a name.
        landmarks: Nouns of things that stand or flow where the picture was taken, whatever they do in it.
        landmark_ends: Endings of such nouns in names written as one word.
        followers: Nouns of people and parts of houses: behind a venue's noun they make it none.
        events: Nouns of events, which make an event of a place's name before them.
        event_heads: Nouns before the name of a storm or an operation.
        craft: Nouns of ships and aircraft, whose names are no places.
        never: Capitalised words that are no places.
        noun_starts: First word of a noun to the words of the longest that begins so.
    head_starts: First words of the heads.
        territories: Territory (alpha-2) to the country that captions add behind it.
        states: Language (ISO 639-1) to the codes of states behind a town and their country (alpha-2).
        international: Ids of agencies that photograph all over the world.
        own: Language (ISO 639-1) to the nouns that it alone has.
        homes: Language (ISO 639-1) to the country (alpha-2) whose desks alone write it.
        kin: Language (ISO 639-1) to the countries (alpha-2) that speak it, where there are several.
    languages: Those whose prepositions we hold (ISO 639-1).
    """

    nouns: frozenset[tuple[str, ...]]
    loose: frozenset[str]
    capital_nouns: frozenset[str]
    seats: frozenset[str]
    heads: frozenset[tuple[str, ...]]
    small_heads: frozenset[tuple[str, ...]]
    administrative: frozenset[str]
    divisions: frozenset[str]
    towns: frozenset[str]
    joints: frozenset[str]
    landmarks: frozenset[str]
    landmark_ends: tuple[str, ...]
    followers: frozenset[str]
    events: frozenset[str]
    event_heads: frozenset[str]
    craft: frozenset[str]
    never: frozenset[str]
    noun_starts: dict[str, int]
    head_starts: frozenset[str]
    own: dict[str, OwnWords]
    homes: dict[str, str]
    kin: dict[str, tuple[str, ...]]
    territories: dict[str, str]
    states: dict[str, dict[str, str]]
    international: frozenset[str]
    languages: frozenset[str]

    def of(self, language: str | None) -> Prepositions:
        """The prepositions of a language, those of every language where it is unknown or not held."""
        return _prepositions(language if language and language in self.languages else _UNKNOWN)


def declines(language: str | None, prose: str) -> bool:
    """Whether names of places may stand in a declined form.

    Args:
        language: ISO 639-1 of the prose; None where unknown.
        prose: The cleaned caption with holes.
    """
    return language not in _UNDECLINED or (language != "en" and len(prose) < _SHORT)


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))


@cache
def _prepositions_table() -> dict[str, Any]:
    return tomllib.loads(_DATA.with_name("prepositions.toml").read_text(encoding="utf-8"))


@cache
def load_place_words() -> PlaceWords:
    """The one compiled copy."""
    table = _table()
    nouns = frozenset(tuple(fold(noun).split()) for noun in table["nouns"])
    heads = frozenset(tuple(fold(noun).split()) for noun in [*table["heads"], *table["capital_heads"]])
    return PlaceWords(
        nouns=nouns,
        loose=frozenset(map(fold, table["loose"])),
        capital_nouns=frozenset(map(fold, table["capital_nouns"])),
        seats=frozenset(map(fold, table["seats"])),
        heads=heads,
        small_heads=frozenset(tuple(fold(noun).split()) for noun in table["heads"]),
        administrative=frozenset(map(fold, table["administrative"])),
        divisions=frozenset(map(fold, [*table["administrative"], *table["divisions"]])),
        towns=frozenset(map(fold, table["towns"])),
        joints=frozenset(map(fold, table["joints"])),
        landmarks=frozenset(map(fold, table["landmarks"])),
        landmark_ends=tuple(map(fold, table["landmark_ends"])),
        followers=frozenset(map(fold, table["followers"])),
        events=frozenset(map(fold, table["events"])),
        event_heads=frozenset(map(fold, table["event_heads"])),
        craft=frozenset(map(fold, table["craft"])),
        never=frozenset(map(fold, table["never"])),
        noun_starts={noun[0]: len(noun) for noun in sorted(nouns, key=len)},
        head_starts=frozenset(head[0] for head in heads),
        own=_own_words(table),
        homes=table["homes"],
        kin={code: tuple(countries.split()) for code, countries in table["kin"].items()},
        territories=table["territories"],
        states={
            code: dict.fromkeys(row["codes"].split(), row["country"]) for code, row in table["states"].items()
        },
        international=frozenset(table["international"]),
        languages=frozenset(_prepositions_table()),
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
            max((noun.count(" ") + 1 for noun in heads.get(code, ())), default=0),
            frozenset(fold(plain.get(code, "")).split()),
            tuple(fold(ends.get(code, "")).split()),
        )
        for code in {*nouns, *heads, *plain, *ends}
    }


def _choice(words: Iterable[str]) -> str:
    found = sorted(set(words), key=len, reverse=True)
    return "|".join(re.escape(w).replace(r"\ ", r"\s") for w in found) or r"(?!)"


@cache
def _prepositions(language: str) -> Prepositions:
    """The patterns of one language, compiled when a caption in it comes."""
    row, fillers = _prepositions_table()[language], _table()["fillers"]
    at, over, toward = (_choice(row[name]) for name in ("at", "over", "toward"))
    articles = _ARTICLES + _OWN_ARTICLES.get(language, "")
    fill = (
        # "the ", "the northern ", "the quake hit district of ": up to three plain words after an article.
        rf"(?:(?:{articles})\s(?:(?!(?:{_OTHERS}|{at})\s)(?:(?-i:[a-zà-ÿ'-]+)|{_NATIVE})\s){{0,3}}?(?:of\s(?:the\s)?)?|(?:{_choice(fillers)})(?:\s|(?<='))"
        # "im bernischen Xyz", "im ostukrainischen Xyz"
        rf"|[a-zà-ÿ-]{{3,20}}(?:ischen|sk[ae]|iska)\s"
        # "dans la ville syrienne de"
        r"|(?:ville|village|localité|province|région|capitale|ciudad|localidad|provincia|cidade|vila|aldeia|città|cittadina"
        r"|villaggio|isola|isla|ilha|île|barrio|bairro|quartier|campo|camp|puerto|porto|port)\s[a-zà-ÿ-]{4,20}\s(?:de\s|d['’]\s?|di\s|da\s|do\s)"
        # "im Gerichtssaal vom", "auf dem Gelände des"
        rf"|(?:(?:{_choice(_table()['parts'])})\s)?(?:des|der|vom)\s)"
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
