"""What the words of dates mean: months, seasons and small words as signs, and what gives a date its role."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from catalog.caption.date_cues import Cues
from catalog.text import fold

_PARTS = re.compile(r"[^\s.'׳-]+")
_CALENDARS = {"solar": "P", "lunar": "H", "unread": "X"}
_GLUED = frozenset("stK")  # signs that a word has only where it is joined to a number
_ELIDED = re.compile(r"^(?:de |d')")  # CLDR's Catalan: "de gener", "d'abril"
_SHORT = 3  # letters up to which a foreign month may be another language's word: "set", "out", "mar"
_THAI = "\u0e00"
_LAO = "\u0eff"
_BETWEEN = "b"  # Croatian's "tra." for April is rarer than Italian's "between"
_MANY = 4
_CACHED = 8192


class Sign(NamedTuple):
    """What a word is in a line of signs.

    Attributes:
        letter: The sign.
        value: The month, season or base year; 0 where it has none.
        glued: Signs that it may have where it is joined to a number.
        folded: The word, folded.
        is_unit: Whether a number to which the word is glued is no date: "10km".
        is_second: Whether it may end a name of two words.
        skip: Code points before the part that counts.
    """

    letter: str
    value: int
    glued: str
    folded: str
    is_unit: bool = False
    is_second: bool = False
    skip: int = 0


class Shape(NamedTuple):
    """One shape of dates, over a line of signs.

    Attributes:
        name: Its name.
        read: How its parts are read, see `catalog.caption.date_readings`.
        pattern: What it looks like.
        needs: Sets of signs; a line without one of each holds no such date.
        least: How many numbers it holds at least.
    """

    name: str
    read: str
    pattern: re.Pattern[str]
    needs: tuple[frozenset[str], ...]
    least: int


class DateWords:
    """The tables of dates, compiled."""

    def __init__(
        self,
        tables: Mapping[str, Any],
        shapes: Sequence[Mapping[str, Any]],
        months: Mapping[str, int],
        english: Iterable[str],
    ) -> None:
        """Compile.

        Args:
            tables: `date_words`, `date_roles`, `calendars`, `weekdays`: the parsed files of `data/`.
            shapes: The parsed files of `data/date_shapes/`, in the order in which they are tried.
            months: Folded Gregorian month to its number.
            english: The English months, the spellings of each parted by bars.
        """
        words, calendars, weekdays = tables["date_words"], tables["calendars"], tables["weekdays"]
        self.pairs: dict[tuple[str, str], tuple[str, int]] = {}
        self._signs: dict[str, tuple[str, int]] = {}
        self._glued: dict[str, str] = {}
        self._capital, self._small = (frozenset(words["common"][key].split()) for key in ("capital", "small"))
        self._add_months(words, months)
        self._add_calendars(calendars)
        self._add_words(words)
        for names in weekdays.values():
            for name in names.split("|"):
                self._add(name, "w", 0)
        self.seconds = frozenset(second for _, second in self.pairs)
        self.ideographs = {
            sign: (means[0], int(means[1:] or 0)) for sign, means in words["ideographs"].items()
        }
        self.eras: dict[str, int] = calendars["eras"]["years"]
        self.era_letters: dict[str, int] = calendars["eras"]["letters"]
        self.dotted: dict[str, int] = words["dotted"]
        self.english: tuple[tuple[str, int], ...] = tuple(
            (names.partition("|")[0], month) for month, names in enumerate(english, 1)
        )
        self.shapes = _shapes(shapes)
        self.cues = Cues(tables["date_roles"], weekdays)
        self._telling = frozenset().union(*(need for shape in self.shapes for need in shape.needs))
        self._shapes_for = lru_cache(maxsize=_CACHED)(self._chosen)
        self.sign_of = lru_cache(maxsize=_CACHED)(self._sign_of)

    def shapes_for(self, signs: str, numbers: int) -> tuple[Shape, ...]:
        """The shapes that a line of signs with so many numbers may hold, in the order of their table."""
        return self._shapes_for(self._telling.intersection(signs), min(numbers, _MANY))

    def _chosen(self, present: frozenset[str], numbers: int) -> tuple[Shape, ...]:
        return tuple(
            shape
            for shape in self.shapes
            if shape.least <= numbers and all(need & present for need in shape.needs)
        )

    def _add(self, name: str, letter: str, value: int) -> None:
        """One name; of a name of two or three words its pairs. The first meaning of a word stays."""
        parts = _PARTS.findall(name)
        if len(parts) == 1 and (letter == _BETWEEN or parts[0] not in self._signs):
            self._signs[parts[0]] = letter, value
        for number in range(1, len(parts)):
            self.pairs.setdefault((" ".join(parts[:number]), parts[number]), (letter, value))

    def _add_months(self, words: Mapping[str, Any], months: Mapping[str, int]) -> None:
        common = frozenset(map(fold, words["common"]["words"].split()))
        whole = frozenset(map(fold, words["common"]["short"].split()))
        for name, month in [*months.items(), *_further_months(words)]:
            name = _ELIDED.sub("", name)  # noqa: PLW2901 (the joining word has a sign of its own)
            short = len(name) <= _SHORT and name.upper() != name and name not in whole
            self._add(name, "m" if short or name in common else "M", month)

    def _add_calendars(self, calendars: Mapping[str, Any]) -> None:
        common = frozenset(map(fold, calendars["solar"]["words"].split("|")))
        for name, letter in _CALENDARS.items():
            for month, spellings in enumerate(calendars[name]["months"], 1):
                for spelling in map(fold, spellings.split("|")):
                    is_common = name == "solar" and spelling in common
                    self._add(spelling, letter.lower() if is_common else letter, month)

    def _add_words(self, words: Mapping[str, Any]) -> None:
        for season, names in words["seasons"].items():
            for name in names.split():
                self._add(fold(name), "S", int(season))
        for row in words["word"]:
            for word in map(fold, row["words"].split()):
                if row["sign"] in _GLUED:
                    self._glued[word] = self._glued.get(word, "") + row["sign"]
                else:
                    self._add(word, row["sign"], 0)

    def _sign_of(self, piece: str) -> Sign:
        """What a word of the caption is."""
        folded = fold(piece)
        glued = self._glued.get(folded, "")
        found = self._signs.get(folded)
        if found is None and _THAI <= piece[0] <= _LAO and (ending := self._thai_ending(piece)):
            return ending
        letter, value = found or ("x", 0)
        if letter == "M" and (
            (folded in self._capital and piece.islower()) or (folded in self._small and piece.istitle())
        ):
            letter = "m"
        is_unit = found is None and piece.isascii() and (piece.islower() or len(piece) <= _SHORT)
        return Sign(letter, value, glued, folded, is_unit=is_unit, is_second=folded in self.seconds)

    def _thai_ending(self, piece: str) -> Sign | None:
        """Thai and Lao write no blanks: a month or "year" may end what looks like a longer word."""
        for skip in range(1, len(piece) - 1):
            found = self._signs.get(piece[skip:])
            if found and found[0] in "My":
                return Sign(*found, "", piece[skip:], skip=skip)
        return None


def _further_months(words: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    """Folded names that CLDR lacks: listed, with endings, with prefixes."""
    for row in words["forms"].values():
        for month, spellings in enumerate(row.split(), 1):
            yield from ((fold(name), month) for name in spellings.split("|") if name != "-")
    for row in words["endings"].values():
        for month, stem in enumerate(row["stems"].split(), 1):
            yield from ((fold(stem + ending), month) for ending in row["endings"].split())
    for names, prefixes in words["prefixes"].values():
        for month, stem in enumerate(names.split(), 1):
            yield from ((fold(prefix + stem), month) for prefix in prefixes.split())


def _shapes(tables: Sequence[Mapping[str, Any]]) -> tuple[Shape, ...]:
    """The shapes with their macros written out; the first table holds the macros of all."""
    macros = tables[0]["macros"]

    def expand(pattern: str) -> str:
        for _ in macros:
            for name, text in macros.items():
                pattern = pattern.replace(f"{{{name}}}", text)
        return pattern

    return tuple(
        Shape(
            row["name"],
            row["read"],
            re.compile(expand(row["pattern"])),
            tuple(frozenset(signs) for signs in row["needs"].split()),
            row.get("least", 1),
        )
        for table in tables
        for row in table["shape"]
    )
