"""Names of places in languages that decline them or write no capitals, each found word by word."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from catalog.caption.place_grammar import Grammar
from catalog.caption.place_words import load_place_words
from catalog.caption.words import HOLE
from catalog.places import Gazetteer, PlaceKind
from catalog.text import fold

_TOKEN = re.compile(
    r"[^\s,،؛;:։.!?؟()\[\]«»\"“”„…/|–—\ue000]+(?:\.(?=\S)[^\s,،؛;:։()\[\]«»\"“”„…/|–—\ue000]+)*"
)
_CASED = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u052f\u0531-\u0587]")
_SUFFIX = re.compile(r"['’]\w{1,6}$")
_SMALL_TOWN = 30_000  # people: a smaller one's name is taken for a word unless a preposition says otherwise
_MOST_WORDS = 4
_MOST_VENUE_WORDS = 3
_MOST_UNKNOWN = 2
_LONG_WORD = 5  # letters of a name that a prefix may have been written on
_QUOTED = re.compile(r"\s[«„“\"][^«»„“”\"]{2,40}[»“”\"]")
_COMMA = re.compile(r"\s?[،,]\s")
_DATED = re.compile(r"\s?[،,]\s?\d")
_ARTICLE = "ال"
_INDEFINITE = "\u200cای"  # a Persian noun that is no name: "ایستگاه تازه‌ای"
_SHORTEST = 2
# Endings of Slavic surnames that no town of note has.
_SURNAMES = ("ová", "ović", "ević", "овић", "евић", "ович", "евич", "енко")
_LEAST_STEM = 3  # letters that a name keeps when a prefix is taken off


class Name(NamedTuple):
    """A name of a place.

    Attributes:
        start: First code point in the prose.
        end: First code point after it.
        known: Whether the gazetteer has it.
        venue: Whether a venue's noun makes it one.
        located: Whether a preposition, prefix or ending says that one is there.
        opens: Where the preposition begins; `start` where there is none.
    """

    start: int
    end: int
    known: bool
    venue: bool
    located: bool
    opens: int


def _tokens(prose: str) -> Iterator[tuple[int, int]]:
    """The words of a prose, without hyphens and quotes at their ends."""
    for match in _TOKEN.finditer(prose):
        bare = match.group().strip("-'’‘")
        if bare:
            start = match.start() + match.group().index(bare)
            yield start, start + len(bare)


class _Reader:
    """One pass over the words of a prose."""

    def __init__(self, prose: str, grammar: Grammar, gazetteer: Gazetteer) -> None:
        self.prose = prose
        self.grammar = grammar
        self.gazetteer = gazetteer
        self.tokens = list(_tokens(prose))
        self.folded = [fold(prose[a:b]) for a, b in self.tokens]
        self.names: list[Name] = []
        self.never = load_place_words().never
        self._titles = [m.span() for m in _QUOTED.finditer(prose)]
        self.free = 0  # the first word that no name holds yet

    def read(self) -> list[Name]:
        """Every name, in reading order."""
        number = 0
        while number < len(self.tokens):
            used = self._plain(number) or self._tail(number) or self._begin(number)
            if used:
                self.free = number + used
            number += used or 1
        return self.names

    def _plain(self, number: int) -> int:
        """A venue without a name of its own before a town: "პარლამენტთან, თბილისი"."""
        if self.folded[number] not in self.grammar.plain or number + 1 == len(self.tokens):
            return 0
        bare = self.free < number or not self._joins(number - 1)
        opens = bare and not (
            self._joins(number - 1) and self.folded[number - 1].endswith(self.grammar.genitives)
        )
        between = self.prose[self.tokens[number][1] : self.tokens[number + 1][0]]
        if not opens or between != ", " or not self._reach(number + 1):
            return 0
        self._add(number, number, 0, venue=True)
        return 1

    def _begin(self, number: int) -> int:
        """Read a name that begins at a word; how many words it takes, 0 for none."""
        for skip in self._skips(number):
            long = self._reach(number, skip) > 1 and not self.grammar.towns.fullmatch(
                self.folded[number][skip:]
            )
            rules = [self._quoted, self._head, self._town, self._known]
            if long:
                rules.insert(0, self._known)
            for rule in rules:
                if used := rule(number, skip):
                    return used
        return self._unknown(number)

    def _unknown(self, number: int) -> int:
        """A name that the map lacks, behind a preposition: "w Ustrzykach Górnych"."""
        if not _CASED.match(self.prose[self.tokens[number][0]]):
            return self._unknown_word(number)
        if not self._is_name(number) or not (
            self._before(number, 0) is not None or self._is_declined(number)
        ):
            return 0
        last = number
        while self._joins(last) and last - number + 1 < _MOST_UNKNOWN and self._is_name(last + 1):
            last += 1
        self._add(number, last, 0, venue=False)
        return last - number + 1

    def _unknown_word(self, number: int) -> int:
        """One without a capital: between a preposition and a known name, or before a comma and a date."""
        if self._before(number, 0) is None or not self._may_begin(number):
            return 0
        after = _DATED.match(self.prose, self.tokens[number][1])
        if after or (self._joins(number) and self._reach(number + 1)):
            self._add(number, number, 0, venue=False)
            return 1
        return 0

    def _is_declined(self, number: int) -> bool:
        """Whether a capitalised word inside a sentence ends as those do that say where one is."""
        endings = self.grammar.endings or ("\0",)
        return self.folded[number].endswith(endings) and not self._opens_sentence(number)

    def _is_name(self, number: int) -> bool:
        letter = self.prose[self.tokens[number][0]]
        return _CASED.match(letter) is not None and letter.isupper() and self.folded[number] not in self.never

    def _skips(self, number: int) -> list[int]:
        """How many letters of a word may be a prefix, none first."""
        word = self.folded[number]
        found = [
            p
            for p in self.grammar.prefixes
            if word.startswith(p)
            # "בתל אביב": a short stem only where it begins a longer name
            and (len(word) - len(p) >= _LEAST_STEM or self._reach(number, len(p)) > 1)
        ]
        return [0, *dict.fromkeys(map(len, found))]

    def _joins(self, number: int) -> bool:
        """Whether only a blank stands between a word and the next."""
        if not 0 <= number < len(self.tokens) - 1:
            return False
        return self.prose[self.tokens[number][1] : self.tokens[number + 1][0]] in {" ", "\n"}

    def _may_begin(self, number: int) -> bool:
        """Whether a word may be part of a name: a capital, or a script without case, and no stop."""
        letter = self.prose[self.tokens[number][0]]
        capital = letter.isupper() if _CASED.match(letter) else not letter.isdigit()
        return capital and self.folded[number] not in self.grammar.stops

    def _head(self, number: int, skip: int) -> int:
        """A venue that its noun opens: "площадь X", "ميناء X"."""
        if not self._opens_venue(number, skip):
            return 0
        last = number + 1
        if reach := self._reach(last):
            last += reach - 1  # "ميناء بيروت": the venue bears a place's name
        else:
            while last - number < _MOST_VENUE_WORDS and self._joins(last) and self._goes_on(last + 1):
                last += 1
        self._add(number, last, skip, venue=True)
        return last - number + 1

    def _opens_venue(self, number: int, skip: int = 0) -> bool:
        return (
            self.grammar.heads.fullmatch(self.folded[number][skip:]) is not None
            and self._joins(number)
            and self._may_begin(number + 1)
            and not self.prose[: self.tokens[number + 1][1]].endswith(_INDEFINITE)
            and not any(self._reach(number + 1, s) for s in self._skips(number + 1) if s)
        )

    def _goes_on(self, number: int) -> bool:
        """Whether a venue's name takes in one more word: no stop, no place, no other venue."""
        return (
            self._may_begin(number)
            and not any(self._reach(number, skip) for skip in self._skips(number))
            and not any(self._opens_venue(number, skip) for skip in self._skips(number))
        )

    def _town(self, number: int, skip: int) -> int:
        """A name that its kind introduces: "в городе X", "قرية X"; the kind is no part of it."""
        if not self.grammar.towns.fullmatch(self.folded[number][skip:]) or not self._joins(number):
            return 0
        first = number + 1
        if not self._may_begin(first):
            return 0
        last = first + (self._reach(first) or 1) - 1
        before = self._before(number, skip)
        self._add(first, last, 0, venue=False)
        opens = self.tokens[number][0] if before is None else before
        self.names[-1] = self.names[-1]._replace(located=True, opens=opens)
        return last - number + 1

    def _known(self, number: int, skip: int) -> int:
        """A name that the gazetteer has."""
        reach = self._reach(number, skip)
        if reach:
            word = self.prose[self.tokens[number][0] + skip : self._end(number + reach - 1)]
            if self._is_any_word(word) and not self._is_said(number, reach, skip, word):
                return 0
            if self._is_persons(number, skip, word):
                return 0
            if skip and not self.folded[number].startswith(self.grammar.glued):
                return 0  # "لسيول" is no Seoul
            self._add(number, number + reach - 1, skip, venue=False)
        return reach

    def _is_persons(self, number: int, skip: int, word: str) -> bool:
        """Whether a name is an institution's ("МИД России"), part of a quoted title, or a surname.

        A surname stands behind a first name, which has a capital inside the sentence, and the map has only a
        town whose name may be declined so.
        """
        start = self.tokens[number][0]
        if any(a < start < b for a, b in self._titles):
            return True
        if self._joins(number) and self._is_surname(number + 1):
            return True  # "Jana" is also a village's name
        if skip or not self._joins(number - 1):
            return False
        if self.grammar.owners.fullmatch(self.folded[number - 1]):
            return True
        held = bool(self.names) and self.free == number
        first = not held and self._is_name(number - 1) and not self._opens_sentence(number - 1)
        return first and (word.endswith(_SURNAMES) or not self._is_place(word, inflected=False))

    def _is_surname(self, number: int) -> bool:
        start, end = self.tokens[number]
        return self._is_name(number) and self.prose.endswith(_SURNAMES, start, end)

    def _is_said(self, number: int, reach: int, skip: int, word: str) -> bool:
        """Whether a preposition, a prefix before a long word, or a case ending makes a place of any word."""
        if skip:
            return len(word) >= _LONG_WORD and self.folded[number].startswith(self.grammar.glued)
        ending = self.folded[number + reach - 1].endswith(self.grammar.endings or ("\0",))
        return (
            ending or self._before(number, skip) is not None or self._lies_in_next(number + reach - 1, word)
        )

    def _lies_in_next(self, last: int, word: str) -> bool:
        """Whether a comma and a place of the same country follow: "پلدختر، لرستان"."""
        if last + 1 >= len(self.tokens) or not _COMMA.fullmatch(
            self.prose, self.tokens[last][1], self.tokens[last + 1][0]
        ):
            return False
        following = self._reach(last + 1)
        if not following:
            return False
        larger = self.prose[self.tokens[last + 1][0] : self._end(last + following)]
        here = {p.country for p in self.gazetteer.find(word, inflected=True)}
        return any(p.country in here for p in self.gazetteer.find(larger, inflected=True))

    def _reach(self, number: int, skip: int = 0) -> int:
        """How many words the longest known name that begins at a word has."""
        if not self._may_begin(number):
            return 0
        start = self.tokens[number][0] + skip
        most = 1
        while most < _MOST_WORDS and self._joins(number + most - 1):
            most += 1
        for used in range(most, 0, -1):
            text = self.prose[start : self._end(number + used - 1)]
            if len(text) >= _SHORTEST and self._is_place(text, inflected=not skip):
                return used
        return 0

    def _end(self, number: int) -> int:
        """Where a word ends as part of a name: before its ending, where an apostrophe parts the two."""
        start, end = self.tokens[number]
        bare = _SUFFIX.sub("", self.prose[start:end]) if self.grammar.suffix else ""
        return start + len(bare) if bare else end

    def _is_place(self, text: str, *, inflected: bool = True) -> bool:
        return bool(self.gazetteer.find(text, inflected=inflected) or self.gazetteer.country(text))

    def _is_any_word(self, text: str) -> bool:
        """Whether a name without a capital is rather a word: one that only a small town bears."""
        if _CASED.match(text[:1]) or " " in text:
            return False
        found = self.gazetteer.find(text, inflected=True)
        return bool(found) and found[0].kind == PlaceKind.CITY and found[0].population < _SMALL_TOWN

    def _tail(self, number: int) -> int:
        """A venue that its noun closes: "Невском проспекте", "ბათუმის პორტში"."""
        bare = _SUFFIX.sub("", self.folded[number]) if self.grammar.suffix else self.folded[number]
        if self.grammar.dropped.fullmatch(bare):
            return self._kind(number)
        if not self.grammar.tails.fullmatch(bare) or self._opens_venue(number):
            return 0
        cased = _CASED.match(self.prose[self.tokens[number][0]]) is not None
        first = number
        while (
            number - first < (_MOST_VENUE_WORDS if cased and not self.grammar.regions.fullmatch(bare) else 1)
            and first > self.free
            and self._joins(first - 1)
            and self._may_begin(first - 1)
            and not (first < number and self._reach(first - 1))
        ):
            first -= 1
        if first == number and self.names and self.free == number and self._joins(number - 1):
            held = self.names.pop()  # "Helsingin jäähallissa": the place's name is the venue's
            first = next(n for n, (start, end) in enumerate(self.tokens) if start <= held.start < end)
        if first == number or not self._is_owned(first, number):
            return 0
        self._add(first, number, 0, venue=True)
        return 1

    def _is_owned(self, first: int, number: int) -> bool:
        """Whether the word before a venue's noun has the form that such nouns ask for ("ბათუმის პორტში")."""
        if not self.grammar.genitives:
            sure = self.grammar.suffix or not self._opens_sentence(first)
            return sure or number - first > 1 or self._reach(first) > 0
        return self.folded[number - 1].endswith(self.grammar.genitives)

    def _opens_sentence(self, number: int) -> bool:
        before = self.prose[: self.tokens[number][0]].rstrip(' "«(')
        return not before or before[-1] in ".!?:" + HOLE

    def _kind(self, number: int) -> int:
        """The kind of the place named before, which is no part of the name: "Selçuk ilçesinde"."""
        if self.free == number and self.names and self._joins(number - 1):
            self.names[-1] = self.names[-1]._replace(located=True)
            return 1
        if number and self._joins(number - 1) and self._is_name(number - 1):
            self._add(number - 1, number - 1, 0, venue=False)
            self.names[-1] = self.names[-1]._replace(located=True)
            return 1
        return 0

    def _quoted(self, number: int, skip: int) -> int:
        """A venue whose name stands in quotes: "станции метро «Сокол»"."""
        last = number
        while self.grammar.heads.fullmatch(self.folded[last][skip if last == number else 0 :]):
            quote = _QUOTED.match(self.prose, self.tokens[last][1])
            if quote is not None:
                end = quote.end()
                self._add(number, last, skip, venue=True)
                self.names[-1] = self.names[-1]._replace(end=end)
                return sum(start < end for start, _ in self.tokens[number:])
            if not self._joins(last):
                return 0
            last += 1
        return 0

    def _add(self, first: int, last: int, skip: int, *, venue: bool) -> None:
        """Keep the words from `first` to `last` as a name."""
        start, end = self.tokens[first][0] + skip, self._end(last)
        if skip and last > first and self.prose.startswith(_ARTICLE, start - 2):
            start -= len(_ARTICLE)  # "المسجد الحرام": the article is the name's where an adjective follows
        before = self._before(first, skip)
        located = before is not None or self.folded[last].endswith(self.grammar.endings or ("\0",))
        located = located or (self._joins(last) and self.folded[last + 1] in self.grammar.after)
        known = not venue and self._is_place(self.prose[start:end])
        venue = venue or (last > first and self.grammar.tails.fullmatch(self.folded[last]) is not None)
        self.names.append(Name(start, end, known, venue, located, start if before is None else before))

    def _before(self, number: int, skip: int) -> int | None:
        """Where the preposition before a word begins; None where there is none."""
        if skip and self.folded[number].startswith(self.grammar.glued):
            return self.tokens[number][0]
        for count in (1, 2):
            if number >= count and self._joins(number - 1):
                words = " ".join(self.folded[number - count : number])
                if words in self.grammar.located:
                    return self.tokens[number - count][0]
        return None


def find_names(prose: str, grammar: Grammar, gazetteer: Gazetteer) -> list[Name]:
    """Every name of a place in a prose, in reading order: places that the map has, and venues.

    Args:
        prose: The cleaned caption with holes for notices, credits and handout statements.
        grammar: The words of place of the prose's language.
        gazetteer: The map.
    """
    return _Reader(prose, grammar, gazetteer).read()
