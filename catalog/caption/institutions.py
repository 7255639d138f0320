"""The words that make a credited party an institution, all found in one pass over its name."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from ahocorasick_rs import AhoCorasick

from catalog.text import FIRST_IDEOGRAPH, fold
from catalog.vocabulary.codes import SourceClass

_DATA = Path(__file__).parent / "data" / "institutions.toml"
_BLANKS = re.compile(r"\s+")


class Institutions:
    """Words by class of handout source (`data/institutions.toml`).

    A word counts where it stands whole; `*` at its end or start leaves that side open, inside it stands for a
    word's ending, `$` closes a word of a script without blanks.
    """

    def __init__(self, classes: Sequence[tuple[SourceClass, Sequence[str]]]) -> None:
        """Make the table; the first class whose word is found wins."""
        self._classes = [class_ for class_, _ in classes]
        self._words: dict[str, list[tuple[int, str]]] = {}
        for number, (_, words) in enumerate(classes):
            for word in words:
                folded = fold(word)
                literal = folded.removesuffix("$").strip("*").split("*")[0]
                self._words.setdefault(literal, []).append((number, folded))
        self._automaton = AhoCorasick(list(self._words))
        self._owners = list(self._words.values())

    def has(self, folded: str) -> bool:
        """Whether a folded name is one of the words itself: "white house"."""
        return folded in self._words

    def class_of(self, folded: str) -> SourceClass | None:
        """The class that a folded name's words make it; None where no word of ours is in it."""
        text = _BLANKS.sub(" ", folded)
        best = len(self._classes)
        for number, start, _ in self._automaton.find_matches_as_indexes(text, overlapping=True):
            for rank, word in self._owners[number]:
                if rank < best and _pattern(word).match(text, start):
                    best = rank
        return self._classes[best] if best < len(self._classes) else None


def load_institutions() -> Institutions:
    """Read the shipped words."""
    rows = tomllib.loads(_DATA.read_text(encoding="utf-8"))["class"]
    return Institutions([(SourceClass(row["name"]), row["words"]) for row in rows])


@cache
def _pattern(word: str) -> re.Pattern[str]:
    """A folded word with its boundaries; scripts without blanks need none."""
    closed = word.endswith("$")
    word = word.removesuffix("$")
    bare = word.strip("*")
    left = "" if word.startswith("*") or bare[0] >= FIRST_IDEOGRAPH else r"(?<!\w)"
    right = "" if word.endswith("*") or (bare[-1] >= FIRST_IDEOGRAPH and not closed) else r"(?!\w)"
    return re.compile(left + re.escape(bare).replace(r"\*", r"\w*") + right)
