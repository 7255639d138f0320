"""Names of places in languages that decline them or write no capitals, each found word by word."""

import re
from typing import NamedTuple

from catalog.caption.place_declined import CASED, SUFFIX, DeclinedProse
from catalog.caption.place_grammar import Grammar
from catalog.caption.place_people import (
    is_code,
    is_native,
    is_organisation,
    is_titled,
    is_weak,
    persons_words,
)
from catalog.places import Gazetteer

_MOST_VENUE_WORDS = 3
_MOST_UNKNOWN = 2
_LONG_WORD = 5  # letters of a name that a prefix may have been written on
_QUOTED = re.compile(r"\s[«„“\"][^«»„“”\"]{2,40}[»“”\"]")
_COMMA = re.compile(r"\s?[،,]\s")
_DATED = re.compile(r"\s?[،,]\s?\d")
_ARTICLE = "ال"
_OWNS = re.compile(r"['’](?:n?[ıiuü]n)$")
_PART_OF = re.compile(
    r"(?:kuzey|guney|dogu|bati|orta|merkez|baskent|sehr|kent|kiyi|sahil|ac[iı]k|yakin|cevre|sinir)"
)
_INDEFINITE = "\u200cای"  # a Persian noun that is no name: "ایستگاه تازه‌ای"
_FOR = "لل"  # "سوق للدواجن": a market for poultry has no name
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


class _Reader(DeclinedProse):
    """One pass over the words of a prose."""

    def __init__(self, prose: str, grammar: Grammar, gazetteer: Gazetteer, home: str | None) -> None:
        super().__init__(prose, grammar, gazetteer, home)
        self.names: list[Name] = []
        self._titles = [m.span() for m in _QUOTED.finditer(prose)]
        self._persons: set[int] = set()  # words of people's names
        self.free = 0  # the first word that no name holds yet

    def read(self) -> list[Name]:
        """Every name, in reading order."""
        number = 0
        while number < len(self.tokens):
            used = self._plain(number) or self._compound(number) or self._tail(number) or self._begin(number)
            if used:
                self.free = number + used
            number += used or 1
        return self.names

    def _plain(self, number: int) -> int:
        """A venue without a name of its own before a town: "პარლამენტთან, თბილისი"."""
        if self.folded[number] not in self.grammar.plain or number + 1 == len(self.tokens):
            return 0
        bare = self.free < number or not self.joins(number - 1)
        opens = bare and not (
            self.joins(number - 1) and self.folded[number - 1].endswith(self.grammar.genitives)
        )
        between = self.prose[self.tokens[number][1] : self.tokens[number + 1][0]]
        if not opens or between != ", " or not self.reach(number + 1):
            return 0
        self._add(number, number, 0, venue=True)
        return 1

    def _compound(self, number: int) -> int:
        """A venue whose name is one word: "Hallituskadulla"."""
        ends = self.grammar.compounds
        word = self.folded[number]
        if (
            not ends
            or not self.is_name(number)
            or not word.endswith(ends)
            or word in ends
            or self.reach(number)
        ):
            return 0
        self._add(number, number, 0, venue=True)
        return 1

    def _begin(self, number: int) -> int:
        """Read a name that begins at a word; how many words it takes, 0 for none."""
        for skip in self._skips(number):
            long = self.reach(number, skip) > 1 and not self.grammar.towns.fullmatch(
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
        if not CASED.match(self.prose[self.tokens[number][0]]):
            return self._unknown_word(number)
        if not self.is_name(number) or not (self.before(number, 0) is not None or self._is_declined(number)):
            return 0
        last = number
        while self.joins(last) and last - number + 1 < _MOST_UNKNOWN and self.is_name(last + 1):
            last += 1
        if is_organisation(self, number) or self._persons & {number, number - 1}:
            return 0
        self._add(number, last, 0, venue=False)
        return last - number + 1

    def _unknown_word(self, number: int) -> int:
        """One without a capital: between a preposition and a known name, or before a comma and a date."""
        if self.before(number, 0) is None or not self.may_begin(number):
            return 0
        after = _DATED.match(self.prose, self.tokens[number][1])
        if after or (self.joins(number) and self.reach(number + 1)):
            self._add(number, number, 0, venue=False)
            return 1
        return 0

    def _is_declined(self, number: int) -> bool:
        """Whether a capitalised word inside a sentence ends as those do that say where one is."""
        endings = self.grammar.endings or ("\0",)
        return self.folded[number].endswith(endings) and not self.opens_sentence(number)

    def _skips(self, number: int) -> list[int]:
        """How many letters of a word may be a prefix, none first."""
        word = self.folded[number]
        found = [
            p
            for p in self.grammar.prefixes
            if word.startswith(p)
            # "בתל אביב": a short stem only where it begins a longer name
            and (len(word) - len(p) >= _LEAST_STEM or self.reach(number, len(p)) > 1)
        ]
        return [0, *dict.fromkeys(map(len, found))]

    def _head(self, number: int, skip: int) -> int:
        """A venue that its noun opens: "площадь X", "ميناء X"."""
        if not self._opens_venue(number, skip):
            return 0
        last = number + 1
        if reach := self.reach(last):
            last += reach - 1  # "ميناء بيروت": the venue bears a place's name
        else:
            while last - number < _MOST_VENUE_WORDS and self.joins(last) and self._goes_on(last + 1):
                last += 1
        self._add(number, last, skip, venue=True)
        return last - number + 1

    def _opens_venue(self, number: int, skip: int = 0) -> bool:
        return (
            self.grammar.heads.fullmatch(self.folded[number][skip:]) is not None
            and self.joins(number)
            and self.may_begin(number + 1)
            and not self.prose[: self.tokens[number + 1][1]].endswith(_INDEFINITE)
            and not self.folded[number + 1].startswith(_FOR)
            and not any(self.reach(number + 1, s) for s in self._skips(number + 1) if s)
        )

    def _goes_on(self, number: int) -> bool:
        """Whether a venue's name takes in one more word: no stop, no place, no other venue."""
        return (
            self.may_begin(number)
            and not self._is_other_place(number)
            and not any(self._opens_venue(number, skip) for skip in self._skips(number))
        )

    def _is_other_place(self, number: int) -> bool:
        """Whether a word inside a venue's name begins a place's: none abroad ("zámek Karlova Koruna")."""
        text = self.text(number)
        if CASED.match(text) and self.reach(number) == 1 and is_weak(text, self.gazetteer, self.home):
            return self.home is None
        return any(self.reach(number, skip) for skip in self._skips(number))

    def _town(self, number: int, skip: int) -> int:
        """A name that its kind introduces: "в городе X", "قرية X"; the kind is no part of it."""
        if not self.grammar.towns.fullmatch(self.folded[number][skip:]) or not self.joins(number):
            return 0
        first = number + 1
        if self.joins(first) and is_native(self, first):
            first += 1  # "العاصمة الإثيوبية أديس أبابا"
        if not self.may_begin(first):
            return 0
        last = first + (self.reach(first) or 1) - 1
        before = self.before(number, skip)
        self._add(first, last, 0, venue=False)
        opens = self.tokens[number][0] if before is None else before
        self.names[-1] = self.names[-1]._replace(located=True, opens=opens)
        return last - number + 1

    def _known(self, number: int, skip: int) -> int:
        """A name that the gazetteer has."""
        reach = self.reach(number, skip)
        if reach == 1 and is_native(self, number) and self.before(number, skip) is None:
            return 0  # "الهندية" is also a town of Iraq
        if reach:
            word = self.prose[self.tokens[number][0] + skip : self.end(number + reach - 1)]
            if self.is_any_word(word) and not self._is_said(number, reach, skip, word):
                return 0
            if self._is_owner(number + reach - 1, word):
                return reach
            if self._is_persons(number, reach, skip) or is_code(self, number, reach):
                return 0
            if skip and not self.folded[number].startswith(self.grammar.glued):
                return 0  # "لسيول" is no Seoul
            self._add(number, number + reach - 1, skip, venue=False)
        return reach

    def _is_owner(self, last: int, word: str) -> bool:
        """Whether a Turkish genitive says whose what follows is: "İran'ın gemisi", not "İran'ın kuzeyi"."""
        if not self.grammar.suffix or self.gazetteer.country(word) is None:
            return False
        owns = _OWNS.search(self.text(last)) is not None
        located = self.joins(last) and _PART_OF.match(self.folded[last + 1])
        return owns and not located and not (self.joins(last) and self.may_begin(last + 1))

    def _is_persons(self, number: int, reach: int, skip: int) -> bool:
        """Whether a name is part of a quoted title, an institution's or office's, or a person's."""
        start = self.tokens[number][0]
        if any(a < start < b for a, b in self._titles):
            return True
        if not skip and is_titled(self, number):
            return True
        held = bool(self.names) and self.free == number
        found = persons_words(self, number, reach, skip, self._persons, held=held)
        self._persons |= found
        return bool(found)

    def _is_said(self, number: int, reach: int, skip: int, word: str) -> bool:
        """Whether a preposition, a prefix before a long word, or a case ending makes a place of any word."""
        if skip:
            return len(word) >= _LONG_WORD and self.folded[number].startswith(self.grammar.glued)
        ending = self.folded[number + reach - 1].endswith(self.grammar.endings or ("\0",))
        return ending or self.before(number, skip) is not None or self._lies_in_next(number + reach - 1, word)

    def _lies_in_next(self, last: int, word: str) -> bool:
        """Whether a comma and a place of the same country follow: "پلدختر، لرستان"."""
        if last + 1 >= len(self.tokens) or not _COMMA.fullmatch(
            self.prose, self.tokens[last][1], self.tokens[last + 1][0]
        ):
            return False
        following = self.reach(last + 1)
        if not following:
            return False
        larger = self.prose[self.tokens[last + 1][0] : self.end(last + following)]
        here = {p.country for p in self.gazetteer.find(word, inflected=True)}
        return any(p.country in here for p in self.gazetteer.find(larger, inflected=True))

    def _tail(self, number: int) -> int:
        """A venue that its noun closes: "Невском проспекте", "ბათუმის პორტში"."""
        bare = SUFFIX.sub("", self.folded[number]) if self.grammar.suffix else self.folded[number]
        if self.grammar.dropped.fullmatch(bare):
            return self._kind(number)
        if not self.grammar.tails.fullmatch(bare) or self._opens_venue(number):
            return 0
        cased = CASED.match(self.prose[self.tokens[number][0]]) is not None
        first = number
        while (
            number - first < (_MOST_VENUE_WORDS if cased and not self.grammar.regions.fullmatch(bare) else 1)
            and first > self.free
            and self.joins(first - 1)
            and self.may_begin(first - 1)
            and not (first < number and self.reach(first - 1))
        ):
            first -= 1
        if first == number and self.names and self.free == number and self.joins(number - 1):
            held = self.names.pop()  # "Helsingin jäähallissa": the place's name is the venue's
            first = next(n for n, (start, end) in enumerate(self.tokens) if start <= held.start < end)
        if first == number or not self._is_owned(first, number):
            return 0
        if is_titled(self, first):
            return 1  # "Губернатор Тверской области"
        self._add(first, number, 0, venue=True)
        return 1

    def _is_owned(self, first: int, number: int) -> bool:
        """Whether the word before a venue's noun has the form that such nouns ask for ("ბათუმის პორტში")."""
        if not self.grammar.genitives:
            sure = self.grammar.suffix or not self.opens_sentence(first)
            return sure or number - first > 1 or self.reach(first) > 0
        return self.folded[number - 1].endswith(self.grammar.genitives)

    def _kind(self, number: int) -> int:
        """The kind of the place named before, which is no part of the name: "Selçuk ilçesinde"."""
        if self.free == number and self.names and self.joins(number - 1):
            self.names[-1] = self.names[-1]._replace(located=True)
            return 1
        if number and self.joins(number - 1) and self.is_name(number - 1):
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
            if not self.joins(last):
                return 0
            last += 1
        return 0

    def _add(self, first: int, last: int, skip: int, *, venue: bool) -> None:
        """Keep the words from `first` to `last` as a name."""
        start, end = self.tokens[first][0] + skip, self.end(last)
        if skip and last > first and self.prose.startswith(_ARTICLE, start - 2):
            start -= len(_ARTICLE)  # "المسجد الحرام": the article is the name's where an adjective follows
        before = self.before(first, skip)
        located = before is not None or self.folded[last].endswith(self.grammar.endings or ("\0",))
        located = located or (self.joins(last) and self.folded[last + 1] in self.grammar.after)
        known = not venue and self.is_place(self.prose[start:end])
        venue = venue or (last > first and self.grammar.tails.fullmatch(self.folded[last]) is not None)
        self.names.append(Name(start, end, known, venue, located, start if before is None else before))


def find_names(prose: str, grammar: Grammar, gazetteer: Gazetteer, home: str | None = None) -> list[Name]:
    """Every name of a place in a prose, in reading order: places that the map has, and venues.

    Args:
        prose: The cleaned caption with holes for notices, credits and handout statements.
        grammar: The words of place of the prose's language.
        gazetteer: The map.
        home: Country (alpha-2) whose desks write the language; None where there are several.
    """
    return _Reader(prose, grammar, gazetteer, home).read()
