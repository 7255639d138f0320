"""A caption near its numbers as a line of signs: one sign for a number, word, blank or mark.

The shapes of dates (`data/date_shapes/`) are patterns over these signs, so that one shape serves all
languages and only what stands near a number is looked at. `data/date_words.toml` says what each sign means.
"""

import re
from datetime import date
from functools import lru_cache
from itertools import islice

from catalog.caption.date_words import DateWords, Sign
from catalog.caption.words import HOLE

NUMBERS = "nodzTYJBE#"
"""The signs of numbers, see `data/date_words.toml`."""
_EARLIEST = 1826  # the oldest photograph that survives
_LATEST = 2100
_YEARS = range(_EARLIEST, _LATEST + 1)
_HIJRA = range(1200, 1501)
_THAI = range(_EARLIEST + 543, _LATEST + 544)
_TAIWAN = range(100, 151)
_MONTHS = 12
_DAYS = 31
_DECADE = 10
_NEAR = 24  # code points before and after a number in which the words of a date with it lie
_FAR = 40  # before a year, whose kind may be told by a word farther off: "during the games at Vell 2018"
_LONG = 4
_MOST_NUMBERS = 1000

_IDEOGRAPHS = "\u2e80-\u9fff\uf900-\ufaff"
_KANJI = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "元": 1}
_TEN = "十"
_FIGURES = "".join(_KANJI) + _TEN
_COUNTED = rf"(?<![{_FIGURES}])[{_FIGURES}]{{1,5}}(?=\s?[年月日號号])"
# Vowel signs and accents that stand apart, which `\w` does not hold, and the joiners inside Persian words.
_MARKS = (
    "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0955-\u0957\u0962\u0963\u0970"
    "\u0981-\u0983\u09bc-\u09cd\u09d7\u0a01-\u0a4d\u0a70\u0a71\u0a75\u0a81-\u0acd\u0b82-\u0bcd\u0c01-\u0c4d\u0c81-\u0ccd\u0d01-\u0d4d"
    "\u0d82-\u0ddf\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u17b6-\u17d3\u200c\u200d"
)
LETTERS = rf"(?:[^\W\d_{_IDEOGRAPHS}년월일]|[{_MARKS}])+"
"""A word in any script, with its vowel signs."""
_ANCHOR = re.compile(rf"\d+|{_COUNTED}")
_PIECE = re.compile(
    rf"(?P<word>{LETTERS}|&)|(?P<blank>\s+)|(?P<number>\d+)|(?P<counted>{_COUNTED})"
    r"|(?P<era>明治|大正|昭和|平成|令和|中華民國|民國|民国)|(?P<mark>.)",
    re.DOTALL,
)
_SAME_MARK = dict(
    zip(
        "–—−‐‑－～〜’ʼ‘´`׳．／＝，、،؛。।՝：（）년월일号號",
        "------~~''''''./=,,,;..,:()年月日日日",
        strict=True,
    )
) | {HOLE: "|"}
_ROMAN = dict(
    zip(("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"), range(1, 13), strict=True)
)
_JOINTS = frozenset("-'")
_JOINED = frozenset("MmqSi")  # words that a number may follow without a blank: "NOV17", "c1955"
_CASED_LENGTH = 3  # letters of a capitalised word that is glued to a year by mistake: "2023REUTERS"
_BESIDE = 3  # signs from a number to a word that it may change the meaning of: "10. listopada"
_CLOCK = "T"  # parts day and time: 2019-09-15T11:30
_ROMAN_AFTER = frozenset("./- ")
_COUNTING = frozenset({"number", "counted"})
_LAST_MARK = "\u2e7f"
_ERA_FOLLOWS = re.compile(rf"[.]\d+[.]\d+[\s(（]*[{_IDEOGRAPHS}]|年")
_BETWEEN = frozenset(" .'")


class Line:
    """A stretch of the caption as signs.

    Attributes:
        text: The caption.
        signs: One sign for each piece.
    """

    def __init__(self, text: str, words: DateWords) -> None:
        self.text = text
        self.signs = ""
        self._words = words
        self._pieces: list[re.Match[str]] = []
        # Where a sign stands for more or less than its piece, or means what the piece alone does not.
        self._instead: dict[int, tuple[int, int, int]] = {}
        self._names: dict[int, str] = {}  # names of two words, which a third may follow

    def span(self, place: int) -> tuple[int, int]:
        """The `[start, end)` in the caption of what a sign stands for."""
        instead = self._instead.get(place)
        return instead[:2] if instead else self._pieces[place].span()

    def value(self, place: int) -> int:
        """The number of a sign: a day, a year, a month; 0 where it has none."""
        if place in self._instead:
            return self._instead[place][2]
        piece = self._pieces[place]
        kind, text = piece.lastgroup, piece.group()
        if kind == "word":
            return self._words.sign_of(text).value
        if kind == "number":
            return int(text)
        if kind == "counted":
            return int(_counted(text) or 0)
        return self._words.eras[text] if kind == "era" else self._words.ideographs.get(text, ("", 0))[1]

    def write(self, start: int, end: int) -> "Line":
        """Write the signs of a stretch of the caption."""
        signs: list[str] = []
        pieces, words = self._pieces, self._words
        last_number = -_NEAR
        for match in _PIECE.finditer(self.text, start, end):
            kind = match.lastgroup
            if kind == "word":
                known = words.sign_of(match.group())
                letter = known.letter
                if len(signs) - last_number <= _BESIDE:
                    letter = self._beside(known, match, signs, len(signs) - last_number)
                if known.is_second and (pair := self._pair(known, match, signs)):
                    letter, match = pair  # noqa: PLW2901 (the name's first word stands for both)
                elif known.skip:
                    self._instead[len(signs)] = match.start() + known.skip, match.end(), known.value
            elif kind == "blank":
                letter = "\n" if "\n" in match.group() else " "
            elif kind in _COUNTING:
                letter = self._number(match, signs)
                last_number = len(signs)
            elif kind == "mark":
                letter = match.group()
                letter = _SAME_MARK.get(letter, letter)
                if letter > _LAST_MARK:
                    letter = words.ideographs.get(letter, ("x", 0))[0]
            else:
                letter = "e"
            signs.append(letter)
            pieces.append(match)
        self.signs = "".join(signs)
        return self

    def _number(self, match: re.Match[str], signs: list[str]) -> str:
        """The sign of a number; one glued to a foreign word ("G20", "AK47") is no part of a date."""
        piece = match.group()
        if match.lastgroup == "counted":
            return _sign_of_number(_counted(piece))
        before = self._pieces[-1] if signs else None
        if before and before.lastgroup == "word" and signs[-1] not in _JOINED and before.group().isascii():
            era = self._words.era_letters.get(before.group())
            if era is None or not _ERA_FOLLOWS.match(self.text, match.end()):
                return "#"
            signs[-1] = "e"
            self._instead[len(signs) - 1] = *before.span(), era
        return _sign_of_number(piece)

    def _beside(self, known: Sign, match: re.Match[str], signs: list[str], distance: int) -> str:
        """What a word is after a number, or after the mark or blank behind one."""
        number = signs[-distance]
        if distance == 1:
            letter = self._glued(known, number, len(signs) - 1)
            if letter == "x" and known.is_unit and match.group() != _CLOCK:
                signs[-1] = "#"  # "5pm", "10km", "3D"
            return letter
        if distance == 2:  # noqa: PLR2004 (one sign stands between)
            if signs[-1] in _JOINTS:
                return self._glued(known, number, len(signs) - 2)
            if signs[-1] in _ROMAN_AFTER and (roman := _ROMAN.get(match.group())):
                self._instead[len(signs)] = *match.span(), roman
                return "Q"
        elif signs[-2] == "." and known.folded in self._words.dotted:
            self._instead[len(signs)] = *match.span(), self._words.dotted[known.folded]
        return known.letter

    def _glued(self, known: Sign, number: str, place: int) -> str:
        """What a word is that is joined to a number: an ordinal, an ending, a decade."""
        fitting = "Ks" if number in "YJ" else "ts" if number in "nod" else "s"
        if self.value(place) % _DECADE == 0:
            fitting = fitting[::-1]
        elif number != "z":
            fitting = fitting[0]
        return next((letter for letter in fitting if letter in known.glued), known.letter)

    def _pair(self, known: Sign, match: re.Match[str], signs: list[str]) -> tuple[str, re.Match[str]] | None:
        """The sign of a name of two words whose second this is; the first is taken back."""
        place = len(signs) - 1
        while place > 0 and signs[place] in _BETWEEN and place > len(signs) - 3:
            place -= 1
        if place < 0 or self._pieces[place].lastgroup != "word":
            return None
        first = self._pieces[place]
        name = self._names.get(place) or self._words.sign_of(first.group()).folded
        pair = self._words.pairs.get((name, known.folded))
        if pair is None:
            return None
        self._names[place] = f"{name} {known.folded}"
        self._instead[place] = self.span(place)[0], match.end(), pair[1]
        del signs[place:], self._pieces[place:]
        return pair[0], first


def write_lines(text: str, words: DateWords) -> list[Line]:
    """The stretches of a caption that hold a number, in order; none overlap.

    A text of more than a thousand numbers is no caption: the rest of it is not read.
    """
    stretches: list[tuple[int, int]] = []
    for match in islice(_ANCHOR.finditer(text), _MOST_NUMBERS):
        start, end = match.span()
        begin = start - (_FAR if end - start >= _LONG else _NEAR)
        if stretches and begin <= stretches[-1][1]:
            begin = stretches.pop()[0]
        stretches.append((max(begin, 0), end + _NEAR))
    return [Line(text, words).write(*stretch) for stretch in stretches]


def _counted(piece: str) -> str:
    """A number in Chinese figures, as digits: 二〇二三 by places, 十二 and 二十三 by tens."""
    if _TEN not in piece:
        return "".join(str(_KANJI[sign]) for sign in piece)
    tens, _, ones = piece.partition(_TEN)
    if len(tens) > 1 or len(ones) > 1 or _TEN in ones:
        return ""
    return str((_KANJI[tens] if tens else 1) * 10 + (_KANJI[ones] if ones else 0))


@lru_cache(maxsize=4096)
def _sign_of_number(piece: str) -> str:
    """The sign of a number in the figures of any script."""
    length = len(piece)
    if not 1 <= length <= len("20200930") or length in {5, 6, 7}:
        return "#"
    value = int(piece)
    if length == 1:
        return "n" if value else "#"
    if length == 2:  # noqa: PLR2004 (two digits)
        return "z" if not 1 <= value <= _DAYS else "o" if value <= _MONTHS else "d"
    if length == 3:  # noqa: PLR2004 (three digits)
        return "T" if value in _TAIWAN else "#"
    if length == len("20200930"):
        return "E" if _is_day(value) else "#"
    known = (("Y", _YEARS), ("J", _HIJRA), ("B", _THAI))
    return next((sign for sign, years in known if value in years), "#")


def _is_day(value: int) -> bool:
    try:
        return date(value // 10000, value // 100 % 100, value % 100).year in _YEARS
    except ValueError:
        return False
