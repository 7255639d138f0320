"""The words of a prose in a language that declines names or writes no capitals, and what each may be."""

import re
from collections.abc import Iterator

from catalog.caption.place_grammar import Grammar
from catalog.caption.place_words import load_place_words
from catalog.caption.words import HOLE
from catalog.places import Gazetteer, PlaceKind
from catalog.text import fold

_TOKEN = re.compile(
    r"[^\s,،؛;:։.!?؟()\[\]«»\"“”„…/|–—\ue000]+(?:\.(?=\S)[^\s,،؛;:։()\[\]«»\"“”„…/|–—\ue000]+)*"
)
CASED = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u052f\u0531-\u0587]")
SUFFIX = re.compile(r"['’]\w{1,6}$")
_SMALL_TOWN = 30_000  # people: a smaller one's name is taken for a word unless a preposition says otherwise
_MOST_WORDS = 4
_SHORTEST = 2


def _tokens(prose: str) -> Iterator[tuple[int, int]]:
    """The words of a prose, without hyphens and quotes at their ends."""
    for match in _TOKEN.finditer(prose):
        bare = match.group().strip("-'’‘")
        if bare:
            start = match.start() + match.group().index(bare)
            yield start, start + len(bare)


class DeclinedProse:
    """A prose, its words, and the questions that names are found by.

    Attributes:
        prose: The text with holes.
        grammar: The language's words of place.
        gazetteer: The map.
        home: Country (alpha-2) whose desks write the language; None where there are several.
        tokens: `[start, end)` of each word.
        folded: Each word folded.
    """

    def __init__(self, prose: str, grammar: Grammar, gazetteer: Gazetteer, home: str | None = None) -> None:
        self.prose = prose
        self.grammar = grammar
        self.gazetteer = gazetteer
        self.home = home
        self.tokens = list(_tokens(prose))
        self.folded = [fold(prose[a:b]) for a, b in self.tokens]
        self.never = load_place_words().never

    def text(self, number: int) -> str:
        """A word as written."""
        return self.prose[slice(*self.tokens[number])]

    def is_name(self, number: int) -> bool:
        """Whether a word has a capital and may be part of a name."""
        letter = self.prose[self.tokens[number][0]]
        return CASED.match(letter) is not None and letter.isupper() and self.folded[number] not in self.never

    def joins(self, number: int) -> bool:
        """Whether only a blank stands between a word and the next."""
        if not 0 <= number < len(self.tokens) - 1:
            return False
        return self.prose[self.tokens[number][1] : self.tokens[number + 1][0]] in {" ", "\n"}

    def may_begin(self, number: int) -> bool:
        """Whether a word may be part of a name: a capital, or a script without case, and no stop."""
        letter = self.prose[self.tokens[number][0]]
        capital = letter.isupper() if CASED.match(letter) else not letter.isdigit()
        return capital and self.folded[number] not in self.grammar.stops

    def reach(self, number: int, skip: int = 0) -> int:
        """How many words the longest known name that begins at a word has."""
        if not self.may_begin(number):
            return 0
        start = self.tokens[number][0] + skip
        most = 1
        while most < _MOST_WORDS and self.joins(number + most - 1):
            most += 1
        for used in range(most, 0, -1):
            text = self.prose[start : self.end(number + used - 1)]
            if len(text) >= _SHORTEST and self.is_place(text, inflected=not skip):
                return used
        return 0

    def end(self, number: int) -> int:
        """Where a word ends as part of a name: before its ending, where an apostrophe parts the two."""
        start, end = self.tokens[number]
        bare = SUFFIX.sub("", self.prose[start:end]) if self.grammar.suffix else ""
        return start + len(bare) if bare else end

    def is_place(self, text: str, *, inflected: bool = True) -> bool:
        """Whether the map has a name."""
        return bool(self.gazetteer.find(text, inflected=inflected) or self.gazetteer.country(text))

    def is_any_word(self, text: str) -> bool:
        """Whether a name without a capital is rather a word: one that only a small town bears."""
        if CASED.match(text[:1]) or " " in text:
            return False
        found = self.gazetteer.find(text, inflected=True)
        return bool(found) and found[0].kind == PlaceKind.CITY and found[0].population < _SMALL_TOWN

    def opens_sentence(self, number: int) -> bool:
        """Whether a word is a sentence's first."""
        before = self.prose[: self.tokens[number][0]].rstrip(' "«(')
        return not before or before[-1] in ".!?:" + HOLE

    def before(self, number: int, skip: int) -> int | None:
        """Where the preposition before a word begins; None where there is none."""
        if skip and self.folded[number].startswith(self.grammar.glued):
            return self.tokens[number][0]
        for count in (1, 2):
            if number >= count and self.joins(number - 1):
                words = " ".join(self.folded[number - count : number])
                if words in self.grammar.located:
                    return self.tokens[number - count][0]
        return None

    def is_located(self, number: int) -> bool:
        """Whether a preposition, a case ending or a word behind it says that one is at a word."""
        ending = self.folded[number].endswith(self.grammar.endings or ("\0",))
        after = self.joins(number) and self.folded[number + 1] in self.grammar.after
        return ending or after or self.before(number, 0) is not None
