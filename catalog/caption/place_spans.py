"""Names and venues in a prose with capitals: one pass over its words."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from catalog.caption.place_words import PlaceWords
from catalog.caption.words import HOLE, load_words
from catalog.places import Gazetteer
from catalog.places.place import REGION_KINDS
from catalog.text import fold

_TOKEN = re.compile(
    r"(?<![^\W_])(?:[dlnscDLNSC]|[Qq]u|[Dd]ell|[Aa]ll|[Nn]ell|[Ss]ull|[Dd]all)['’](?=[^\W_])|[^\W_][\w’'&/-]*(?:\.[^\W_][\w’'&/-]*)*\.?"
)
_OWNER = ("'s", "’s")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+")
_ACRONYM = re.compile(r"(?:[A-Z]\.){2,5}|[A-Z]{3,5}")
_LISTED = re.compile(r"\s\(|,\s[^\W\d_a-z]")
_LONGEST_CODE = 4
_LONGEST_NAME = 9  # words
_MOST_PLAIN = 3  # words between "the" and a venue's noun
_MALAY = frozenset({"id", "ms"})  # whose "di" is "in"
_ROADS = frozenset("street avenue road lane boulevard drive square place terrace crescent".split())
_SMALL = frozenset("in at on of from by to and or with for the a an as near outside inside off over his her their its".split())


class Span(NamedTuple):
    """A name in the prose.

    Attributes:
        start: First code point.
        end: First code point after it.
        known: Whether the gazetteer has it.
        venue: Whether a venue's noun makes it one.
        plain: Whether it is a venue without a name of its own: "the old customs house".
        owner: Whether it owns what follows: "Brazil's".
        country: Whether it is a country's name.
    """

    start: int
    end: int
    known: bool = False
    venue: bool = False
    plain: bool = False
    owner: bool = False
    country: bool = False


class _Word(NamedTuple):
    """A word of the prose: its span without what follows it, its folded form, and whether a capital opens it."""

    start: int
    end: int
    folded: str
    capital: bool
    joined: bool
    """Whether only a blank stands between it and the word before."""


def _words(prose: str) -> list[_Word]:
    found: list[_Word] = []
    abbreviations = load_words().abbreviations
    last = 0
    for match in _TOKEN.finditer(prose):
        start, end = match.span()
        text = match.group()
        if text.endswith(".") and not (
            _DOTTED.fullmatch(text) or text[:-1].casefold() in abbreviations or len(text) == 2  # noqa: PLR2004 (an initial)
        ):
            end -= 1
        text = prose[start:end]
        found.append(_Word(start, end, fold(text), _opens_name(text), prose[last:start] in {" ", ""}))
        last = end
    return found


def _opens_name(text: str) -> bool:
    return text[0].isupper() or (text[0].isdigit() and not text.isdigit() and not text[-1].isdigit())


class _Reader:
    """One pass over the words."""

    def __init__(self, prose: str, words: PlaceWords, gazetteer: Gazetteer, language: str | None) -> None:
        self.prose = prose
        self.table = words
        self.gazetteer = gazetteer
        self.words = _words(prose)
        self.nouns = language == "de"
        self.joints = words.joints - {"di"} if language in _MALAY else words.joints
        self.shouting = prose.isupper()

    def read(self) -> Iterator[Span]:
        """Every name, in reading order."""
        number = 0
        while number < len(self.words):
            last = self._name_end(number)
            if last is not None:
                yield from self._name(number, last)
                number = last + 1
            elif (last := self._plain_end(number)) is not None:
                first = next((n for n in range(number + 1, last) if self.words[n].capital), number + 1)
                text = self.prose[self.words[first].start : self.words[last].end]
                yield Span(
                    self.words[first].start,
                    self.words[last].end,
                    known=self._is_place(text),
                    venue=True,
                    plain=not self.words[first].capital,
                )
                number = last + 1
            else:
                number += 1

    def _name_end(self, first: int) -> int | None:
        """The last word of the name that begins at a word; None where none begins."""
        word = self.words[first]
        opens = word.capital and word.folded.strip("'") not in self.table.never
        opens = opens or self._is_number(first)
        head = self._head(first)
        if not opens and not head:
            return None
        last = first + head - 1 if head and not word.capital else first
        while last + 1 < len(self.words) and last - first < _LONGEST_NAME:
            if self._owns(first, last):
                break
            step = self._step(last)
            if not step:
                break
            last += step
        if not word.capital and last < first + head:
            return None  # a head without a name: "en la plaza"
        return last

    def _is_number(self, number: int) -> bool:
        """Whether a word is a house's number: "10 Downing Street"."""
        if not self.words[number].folded.isdigit() or number + 2 >= len(self.words):
            return False
        name, noun = self.words[number + 1], self.words[number + 2]
        return name.joined and name.capital and noun.joined and noun.folded in _ROADS

    def _owns(self, first: int, last: int) -> bool:
        """Whether the words are a place that owns what follows: "Brazil's capital", not "St James's Park"."""
        text = self.prose[self.words[first].start : self.words[last].end]
        bare = last + 1 == len(self.words) or not self._noun(last + 1)
        return text.endswith(_OWNER) and bare and self._is_place(text[:-2])

    def _step(self, last: int) -> int:
        """How many more words the name takes in: a capital, small words and a capital, a noun."""
        number = last + 1
        word = self.words[number]
        if not word.joined or word.folded in self.table.never:
            return 0
        noun = self._noun(number)
        if noun and (word.capital or self._closes(number + noun - 1)):
            return noun
        if word.capital:
            return 1
        if word.folded.isdigit() and self._is_road(last):
            return 1
        small = 0
        while (
            number + small < len(self.words)
            and small < 2  # noqa: PLR2004 ("de la")
            and self.words[number + small].joined
            and self.words[number + small].folded in self.joints
        ):
            small += 1
        following = number + small
        if small and following < len(self.words) and self.words[following].joined:
            after = self.words[following]
            if after.capital and after.folded not in self.table.never and self._may_join(last, number, small):
                return small + 1
        return 0

    def _may_join(self, last: int, number: int, small: int) -> bool:
        """Whether small words belong inside a name: "in" and "on" join nothing, "and" only inside known names."""
        joint = self.words[number].folded
        if joint in {"and", "y", "e", "et", "in", "for"}:
            text = self.prose[self.words[last].start : self.words[number + small].end]
            following = number + small + 1
            closes = joint == "and" and following < len(self.words) and self.words[following].joined
            return self._is_place(text) or (closes and self._noun(following) > 0)
        return True

    def _is_road(self, last: int) -> bool:
        return any(
            (self.words[last].folded,) == noun for noun in self.table.nouns | self.table.heads if len(noun) == 1
        )

    def _noun(self, number: int) -> int:
        """How many words of a venue's noun begin at a word that follows a name directly."""
        for count in range(min(self.table.longest, len(self.words) - number), 0, -1):
            run = self.words[number : number + count]
            if tuple(w.folded for w in run) in self.table.nouns and all(w.joined for w in run):
                return count
        return 0

    def _head(self, number: int) -> int:
        """How many words of a noun that opens a venue's name begin at a word."""
        for count in (2, 1):
            run = self.words[number : number + count]
            table = self.table.heads if run[0].capital else self.table.small_heads
            if len(run) == count and tuple(w.folded for w in run) in table:
                return count
        return 0

    def _plain_end(self, number: int) -> int | None:
        """The last word of a definite venue: "the old customs house", "the men’s penitentiary"."""
        if self.words[number].folded != "the":
            return None
        for first in range(number + 1, min(number + 2 + _MOST_PLAIN, len(self.words))):
            word = self.words[first]
            if not word.joined or word.folded in _SMALL or word.folded.endswith("'s"):
                return None
            if word.capital and first == number + 1:
                return None
            count = self._noun(first)
            if count and not (count == 1 and word.folded in self.table.loose) and self._closes(first + count - 1):
                return None if self._is_town(first + count - 1) else first + count - 1
        return None

    def _closes(self, last: int) -> bool:
        """Whether a noun ends a venue's name, and no people or part of a house follow ("coast guard")."""
        if last + 1 == len(self.words):
            return True
        after = self.words[last + 1]
        return not after.joined or after.folded not in self.table.followers

    def _is_town(self, last: int) -> bool:
        """Whether a noun only introduces a name: "the village of X", "the gardens of X"."""
        return last + 1 < len(self.words) and self.words[last + 1].folded == "of"

    def _is_place(self, text: str) -> bool:
        if self.gazetteer.country(text):
            return True
        found = self.gazetteer.find(text, inflected=" " not in text)
        if _ACRONYM.fullmatch(text) and not self.shouting:
            # "N.Y." and "NSW", not "S.U.V." or "LTTE"
            return ("." in text or len(text) < _LONGEST_CODE) and any(place.kind in REGION_KINDS for place in found)
        return bool(found)

    def _name(self, first: int, last: int) -> Iterator[Span]:
        """The name, split where two places share it, cut where it runs on into something else."""
        start, end = self.words[first].start, self.words[last].end
        text = self.prose[start:end]
        if self._is_event(first, last):
            return
        owner = text.endswith(_OWNER) or text.endswith(("'", "’"))
        if owner:
            end = start + len(text.rstrip("sS").rstrip("'’"))
            text = self.prose[start:end]
        if self._is_place(text):
            country = self.gazetteer.country(text) is not None
            yield Span(start, end, known=True, venue=self._is_venue(first, last), owner=owner, country=country)
            return
        for cut in range(first, last):
            if (split := self._split(first, cut, last)) is not None:
                yield from split
                return
        if self._is_venue(first, last):
            if not self._is_remark(first, last):
                yield Span(start, end, venue=True, owner=owner)
            return
        for cut in range(first + 1, last):  # "Suasana Pasar Senen": a venue behind the sentence's first word
            if self._head(cut):
                yield from self._name(cut, last)
                return
        for cut in range(last - 1, first - 1, -1):
            if self.nouns and self._is_place(self.prose[start : self.words[cut].end]):
                yield Span(start, self.words[cut].end, known=True)
                return
        if self.nouns and first == last and not _LISTED.match(self.prose, end):
            return
        yield Span(start, end, owner=owner)

    def _is_remark(self, first: int, last: int) -> bool:
        """Whether a venue is only a sentence's first word and a noun: "Rice fields", "Nuns plant"."""
        before = self.prose[: self.words[first].start].rstrip(" \"“(")
        opens = not before or before[-1] in ".!?:–—" + HOLE
        return opens and not any(w.capital for w in self.words[first + 1 : last + 1])

    def _is_event(self, first: int, last: int) -> bool:
        """Whether a name is an event's: "Coachella Valley Music Festival", "Northern Forest exercise"."""
        after = self.words[last + 1 : last + 2]
        return any(w.folded in self.table.events for w in [self.words[last], *(w for w in after if w.joined)])

    def _split(self, first: int, cut: int, last: int) -> list[Span] | None:
        """Two places with a small word or an owner's sign between: "Martakert of the Nagorno-Karabakh"."""
        left = self.prose[self.words[first].start : self.words[cut].end]
        if left.endswith(_OWNER) and cut < last and not (self._noun(cut + 1) == last - cut):
            return [
                Span(self.words[first].start, self.words[cut].end - 2, known=self._is_place(left[:-2]), owner=True),
                *self._name(cut + 1, last),
            ]
        following = cut + 1
        while following < last and self.words[following].folded in self.table.joints and not self.words[following].capital:
            following += 1
        if following == cut + 1 or (first == cut and (self._noun(first) or self._head(first))):
            return None
        region = self.words[cut].folded in self.table.administrative
        if not region and not self._is_place(left):
            return None
        right = self.prose[self.words[following].start : self.words[last].end]
        if not self._is_place(right):
            return None
        return [
            Span(self.words[first].start, self.words[cut].end, known=True, venue=region or self._is_venue(first, cut)),
            Span(self.words[following].start, self.words[last].end, known=True),
        ]

    def _is_venue(self, first: int, last: int) -> bool:
        """Whether a noun of a venue opens the name, closes it, or stands before "of"."""
        if first == last:
            return False
        if self._head(first) and self._head(first) <= last - first:
            return True
        for number in range(first + 1, last + 1):
            count = self._noun(number)
            if count and (number + count - 1 == last or self.words[number + count].folded in {"of", "for"}):
                return True
        return self.words[first + 1].folded in {"of"} and self._noun(first) == 1


def find_spans(prose: str, words: PlaceWords, gazetteer: Gazetteer, language: str | None = None) -> list[Span]:
    """Every capitalised name and every definite venue of a prose, in reading order.

    Args:
        prose: The cleaned caption with holes for notices, credits and handout statements.
        words: The room's words of place.
        gazetteer: Tells places from other capitalised words.
        language: ISO 639-1 of the prose: German writes every noun with a capital.
    """
    return [s for s in _Reader(prose, words, gazetteer, language).read() if HOLE not in prose[s.start : s.end]]
