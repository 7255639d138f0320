"""Which of many patterns can match a text at all: one pass over the text instead of one for each pattern."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from ahocorasick_rs import AhoCorasick

from catalog.caption.required import fold_case, required_literals
from catalog.text import LetterTable

_BLANKS = re.compile(" {2,}")
_DASHES = "_–-"


def _even_letter(letter: str) -> str:
    """One code point in one case; blanks and dashes become a blank, half a surrogate pair becomes a sign."""
    if letter.isspace() or letter in _DASHES:
        return " "
    return "\ufffd" if "\ud800" <= letter <= "\udfff" else fold_case(letter)


_EVEN = LetterTable(_even_letter)


class Prefilter:
    """Rules, each with the literals of which its matches hold one; never changes once made."""

    def __init__(self, rules: Sequence[Iterable[str] | None]) -> None:
        """Make the filter.

        Args:
            rules: For each rule its alternative literals in any case; None or none: it may always match.
        """
        literals = [frozenset(map(_even, rule or ())) for rule in rules]
        self._always = frozenset(n for n, rule in enumerate(literals) if not rule or "" in rule)
        owners: dict[str, list[int]] = {}
        for number, rule in enumerate(literals):
            for literal in rule if number not in self._always else ():
                owners.setdefault(literal, []).append(number)
        self._owners = list(owners.values())
        self._automaton = AhoCorasick(list(owners)) if owners else None

    @classmethod
    def of_patterns(cls, patterns: Iterable[re.Pattern[str]]) -> "Prefilter":
        """The filter of compiled patterns; their literals are read from the patterns themselves."""
        return cls([required_literals(pattern) for pattern in patterns])

    def candidates(self, text: str) -> list[int]:
        """The numbers of the rules that may match in a text, in ascending order; no other rule can."""
        found = set(self._always)
        if self._automaton is not None:
            for literal, _, _ in self._automaton.find_matches_as_indexes(_even(text), overlapping=True):
                found.update(self._owners[literal])
        return sorted(found)


@lru_cache(maxsize=8)
def _even(text: str) -> str:
    """A text in one case, with one blank for each run of blanks and hyphens.

    What holds a literal holds the even literal once it is even itself: a run at a literal's edge only grows.
    """
    even = text.translate(_EVEN)
    return _BLANKS.sub(" ", even) if "  " in even else even
