"""The words of `data/combos/`: what points at one picture of a combo, and what parts two."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple

from ahocorasick_rs import AhoCorasick

ORDER = "order"
"""The side of words that open a list of pictures: "from left"."""
_DATA = Path(__file__).parent / "data" / "combos"
_FILES = ("western", "eastern", "further")  # where two languages differ over a word, the first counts
_SIDES = ("left", "right", "top", "bottom", "middle", "inset", ORDER)
_ENGLISH = "en"
_UNEVEN = re.compile("[\ud800-\udfff\u0130]")  # half a letter, and the one letter that grows in lower case
# Scripts that write no blank between words, or glue particles to them.
_GLUING = re.compile(r"[\u0e00-\u0eff\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
_CLITICS = frozenset("وו")  # "and", written together with the next word


class PositionWord(NamedTuple):
    """A word of position.

    Attributes:
        side: What it points at: `left`, `top`, ..., or `order`.
        manner: How it must be set off: not at all (empty), between signs (","), in brackets ("(").
        codes: Languages that have it.
    """

    side: str
    manner: str
    codes: frozenset[str]


class ComboLanguage:
    """What parts and describes the pictures of a combo in one language, and in English."""

    def __init__(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Keep the language's rows of `data/combos/` and the English one."""
        self._rows = rows

    def _words(self, name: str) -> str:
        words = {word for row in self._rows for word in row[name]}
        return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))

    @cached_property
    def joint(self) -> re.Pattern[str]:
        """A semicolon or a word for "and" between two pictures."""
        words = self._words("and")
        return re.compile(rf"\s*[;；؛]\s*(?:(?:{words})\s+)?|[,،]?\s+(?:{words})\s+", re.IGNORECASE)

    @cached_property
    def separator(self) -> re.Pattern[str]:
        """A word for "and" or a comma between two pictures."""
        return re.compile(rf"[,،]?\s+(?:{self._words('and')})\s+|\s*[,،，、]\s*", re.IGNORECASE)

    @cached_property
    def opening(self) -> re.Pattern[str]:
        """A word for "and" before a picture."""
        return re.compile(rf"(?:{self._words('and')})\s+", re.IGNORECASE)

    @cached_property
    def closing(self) -> re.Pattern[str]:
        """A word for "and" behind a picture."""
        return re.compile(rf"[\s,;，；]+(?:{self._words('and')})$", re.IGNORECASE)

    @cached_property
    def verb(self) -> re.Pattern[str]:
        """A verb of showing, behind which the pictures begin."""
        return re.compile(rf"(?:\b(?:{self._words('shows')})\b|显示|顯示)[\s:：,]*", re.IGNORECASE)

    @cached_property
    def same(self) -> re.Pattern[str]:
        """Words by which a picture shows the place of the one beside it."""
        return self._anywhere("same")

    @cached_property
    def undated(self) -> re.Pattern[str]:
        """Words of a picture without date."""
        return self._anywhere("undated")

    def _anywhere(self, name: str) -> re.Pattern[str]:
        return re.compile(rf"(?<![^\W\d_\u2e80-\uffff])(?:{self._words(name)})", re.IGNORECASE)


class ComboWords:
    """All of `data/combos/`."""

    def __init__(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Compile the rows, one for each language."""
        owners: dict[tuple[str, str], list[str]] = {}
        sides: dict[tuple[str, str], str] = {}
        self._rows: dict[str, list[Mapping[str, Any]]] = {}
        self._languages: dict[str, ComboLanguage] = {}
        joining: set[str] = set()
        for row in rows:
            codes = [row["code"], *row.get("also", [])]
            joining.update(row["and"], row["shows"])
            for side in _SIDES:
                for word in row.get(side, []):
                    key = (word.lstrip(","), word[0] if word[0] in ",(" else "")
                    sides.setdefault(key, side)
                    owners.setdefault(key, []).extend(codes)
            for code in codes:
                self._rows.setdefault(code, []).append(row)
        of_text: dict[str, list[PositionWord]] = {}
        for (text, manner), codes in owners.items():
            word = PositionWord(sides[text, manner], manner, frozenset(codes))
            for spelling in {text, text.replace("(", "（"), text.replace("(", "[")}:
                of_text.setdefault(spelling, []).append(word)
        self._of_number = list(of_text.values())
        self._automaton = AhoCorasick(list(of_text))
        self.joining = frozenset(joining)
        """Words for "and" and verbs of showing in all languages: beside them a mark needs no sign."""

    def language(self, code: str | None) -> ComboLanguage:
        """A language's words and the English ones; these alone where we have no words of the language."""
        code = code if code in self._rows else _ENGLISH
        if code not in self._languages:
            self._languages[code] = ComboLanguage([*self._rows[code], *self._rows[_ENGLISH]])
        return self._languages[code]

    def positions(self, text: str) -> Iterator[tuple[int, int, PositionWord]]:
        """Every word of position that no other letter touches: where it stands, and what it is."""
        even = _UNEVEN.sub("\ufffd", text).lower()
        for number, start, end in self._automaton.find_matches_as_indexes(even, overlapping=True):
            if _stands_alone(even, start, end):
                for word in self._of_number[number]:
                    yield start, end, word


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no letter touches a word, in scripts that part their words."""
    if _GLUING.match(text[end - 1]):
        return True
    before = text[max(0, start - 2) : start]
    clitic = before[-1:] in _CLITICS and not before[:-1].isalnum()
    touched = before[-1:].isalnum() and text[start].isalnum() and not clitic
    return not touched and not text[end : end + 1].isalnum()


@cache
def load_combo_words() -> ComboWords:
    """The one compiled copy of the words."""
    tables = (tomllib.loads((_DATA / f"{name}.toml").read_text(encoding="utf-8")) for name in _FILES)
    return ComboWords([row for table in tables for row in table["language"]])
