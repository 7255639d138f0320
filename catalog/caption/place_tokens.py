"""The words of a prose with capitals, and what each may be in a name: a noun, a head, a place of the map."""

import re
from functools import cached_property, lru_cache
from typing import NamedTuple

from catalog.caption.place_words import OwnWords, PlaceWords, declines, weekdays
from catalog.caption.words import load_words
from catalog.places import Gazetteer, PlaceKind
from catalog.places.place import REGION_KINDS
from catalog.text import fold

_ELIDED = r"(?<![^\W_])(?:[dlnscDLNSC]|[Qq]u|[Dd]ell|[Aa]ll|[Nn]ell|[Ss]ull|[Dd]all)['’](?=[^\W_])"
_TOKEN = re.compile(rf"{_ELIDED}|[^\W_][\w’'&/-]*(?:\.[^\W_][\w’'&/-]*|\.['’]s(?!\w))*\.?")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+")
_ACRONYM = re.compile(r"(?:[A-Z]\.){2,5}|[A-Z]{3,5}")
_DECADE = re.compile(r"\d+['’]?s")
_ARTICLE = re.compile(r"(?:al|el|an|as|ash|ad|ar|at|az|ul)-[A-Z]")
# "the Russian-held town", "the Israeli-annexed Golan Heights": no part of a name
_HELD = re.compile(
    r"[^\W_][-–](?:administered|annexed|backed|based|born|built|controlled|held|led|majority|made|occupied|owned|populated|ruled|run)$"
)
_LONGEST_CODE = 4  # letters of an acronym that is no region's code
_INITIAL = 2  # code points of "A."
_SIDES = frozenset({"northern", "southern", "eastern", "western", "central", "downtown"})
_GAPS = ("", " ")
_SYLLABLES = frozenset({"an", "may", "he", "a", "tour", "mar"})  # of Vietnamese names: "Hội An"
_NO_WORDS = OwnWords()
_MALAY = frozenset({"id", "ms"})  # whose "di" is "in"


class Word(NamedTuple):
    """A word of the prose.

    Attributes:
        start: First code point.
        end: First code point after it, without a sentence's full stop.
        folded: Its folded form.
        capital: Whether it opens a name.
        joined: Whether only a blank stands between it and the word before.
    """

    start: int
    end: int
    folded: str
    capital: bool
    joined: bool


def read_words(prose: str) -> list[Word]:
    """The words of a prose; a full stop belongs to an abbreviation or initial alone."""
    found: list[Word] = []
    last = 0
    for match in _TOKEN.finditer(prose):
        start, end = match.span()
        text = match.group()
        if text[-1] == "." and not _keeps_stop(text):
            end -= 1
            text = text[:-1]
        folded, capital = _known(text)
        found.append(Word(start, end, folded, capital, prose[last:start] in _GAPS))
        last = end
    return found


def _keeps_stop(text: str) -> bool:
    """Whether a full stop belongs to a word: an abbreviation's or an initial's."""
    code = text[:-1].isupper() and len(text) > _INITIAL  # "in Bowie, MD." ends a sentence
    known = len(text) == _INITIAL or (not code and text[:-1].casefold() in load_words().abbreviations)
    return known or _DOTTED.fullmatch(text) is not None


@lru_cache(maxsize=65536)
def _known(text: str) -> tuple[str, bool]:
    """A word folded, and whether it opens a name."""
    return fold(text), _opens_name(text)


def _opens_name(text: str) -> bool:
    """A capital, also behind an article ("al-Hawa"), or an ordinal ("125th"), but no decade ("1970s")."""
    if text[0].isdigit():
        return text[-1].isalpha() and not _DECADE.fullmatch(text)
    return (text[0].isupper() and not _HELD.search(text)) or _ARTICLE.match(text) is not None


def _quiet(words: list[Word]) -> list[Word]:
    """The words of a caption in capitals throughout: its commonest words open no name there."""
    common = _common_words()
    return [w._replace(capital=False) if w.folded in common else w for w in words]


@lru_cache(maxsize=1)
def _common_words() -> frozenset[str]:
    """The commonest English words, in which alone wires shouted."""
    return frozenset(fold(load_words().small["common"]["en"]).split()) | _SIDES


class WordedProse:
    """A prose with its words, and the questions that names are found by.

    Attributes:
        text: The prose.
        words: Its words.
        table: The room's words of place.
        nouns: Whether the language writes every noun with a capital, as German does.
        joints: Small words inside a name.
        own: Nouns of the prose's language alone.
        never: Capitalised words that are no places.
    """

    def __init__(self, text: str, table: PlaceWords, gazetteer: Gazetteer, language: str | None) -> None:
        self.text = text
        self.words = _quiet(read_words(text)) if text.isupper() else read_words(text)
        self.table = table
        self.nouns = language == "de"
        self.joints = table.joints - {"di"} if language in _MALAY else table.joints
        self.never = (table.never - _SYLLABLES if language == "vi" else table.never) | weekdays(language)
        self.own = table.own.get(language or "", _NO_WORDS)
        self._declines = declines(language, text)
        self._gazetteer = gazetteer

    @cached_property
    def _shouts(self) -> bool:
        return self.text.isupper()

    def slice(self, first: int, last: int) -> str:
        """The text from one word to another."""
        return self.text[self.words[first].start : self.words[last].end]

    def noun(self, number: int) -> int:
        """How many words of a venue's noun begin at a word that follows a name directly."""
        if (self.words[number].folded,) in self.own.nouns:
            return 1
        if "ø" in self.slice(number, number).casefold():
            return 0  # "Støre" is no store: the letter is one of its own
        longest = self.table.noun_starts.get(self.words[number].folded, 0)
        for count in range(min(longest, len(self.words) - number), 0, -1):
            run = self.words[number : number + count]
            if tuple(w.folded for w in run) in self.table.nouns and all(w.joined for w in run):
                return count
        return 0

    def head(self, number: int) -> int:
        """How many words of a noun that opens a venue's name begin at a word."""
        word = self.words[number]
        if own := self._own_head(number):
            return own
        if word.folded not in self.table.head_starts:
            return 0
        table = self.table.heads if word.capital else self.table.small_heads
        for count in (2, 1):
            run = self.words[number : number + count]
            if len(run) == count and tuple(w.folded for w in run) in table:
                return count
        return 0

    def _own_head(self, number: int) -> int:
        """The same of the nouns that the language alone has, whatever their case."""
        for count in range(self.own.longest, 0, -1):
            if tuple(w.folded for w in self.words[number : number + count]) in self.own.heads:
                return count
        return 0

    def compound(self, number: int) -> bool:
        """Whether a word is a venue's name by its ending: "Erasmusbrug"."""
        word = self.words[number]
        if not word.capital or (word.folded,) in self.table.nouns:
            return False
        ends = word.folded.endswith(self.own.compounds)
        return ends and word.folded not in self.own.compounds

    def closes(self, last: int) -> bool:
        """Whether a noun ends a venue's name, and no people or part of a house follow ("coast guard")."""
        if last + 1 == len(self.words):
            return True
        after = self.words[last + 1]
        return not after.joined or after.folded not in self.table.followers

    def is_country(self, text: str) -> bool:
        """Whether a name is a country's."""
        return self._gazetteer.country(text) is not None

    def is_people(self, text: str) -> bool:
        """Whether a name is a people's or an adjective: "Indian"."""
        return self._gazetteer.people(text) is not None

    def is_native(self, text: str) -> bool:
        """Whether a word is a country's adjective alone, or a great region's: "Ukrainian", "Siberian"."""
        found = self._gazetteer.find(text, inflected=True)[:1]
        great = any(place.kind is PlaceKind.AREA and fold(place.name) != fold(text) for place in found)
        return great or self._gazetteer.nationality(text) is not None

    def is_town(self, text: str) -> bool:
        """Whether all that the map has by a name are towns and their districts."""
        found = self._gazetteer.find(text, inflected=self._declines and " " not in text)
        return bool(found) and all(place.kind in {PlaceKind.CITY, PlaceKind.DISTRICT} for place in found)

    def is_place(self, text: str) -> bool:
        """Whether the map has a name; of acronyms only a region's: "NSW", not "LTTE"."""
        if self.is_country(text):
            return True
        found = self._gazetteer.find(text, inflected=self._declines and " " not in text)
        if _ACRONYM.fullmatch(text) and not self._shouts:
            code = "." in text or len(text) < _LONGEST_CODE
            return code and any(place.kind in REGION_KINDS for place in found)
        return bool(found)
