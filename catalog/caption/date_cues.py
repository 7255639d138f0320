"""The words and patterns that give a date its role, compiled: `data/date_roles.toml`."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from catalog.text import fold

_CACHED = 16384
_AS_WRITTEN = "="
_STEM = 3  # letters that an open word has at least

_NAMES = (
    "taken", "dated", "released", "issued", "made", "shows", "since", "after", "before", "from", "of",
    "on", "light", "filler", "part", "event", "future", "planned", "infinitive", "to", "be", "history",
    "captive", "viewed", "issue", "deictic", "life", "relative", "picture", "released-after", "taken-after",
    "since-after", "past", "weekday", "comma", "stop", "opening", "closing",
)  # fmt: skip
_BITS = {name: 1 << number for number, name in enumerate(_NAMES)}
TAKEN, DATED, RELEASED, ISSUED, MADE, SHOWS, SINCE, AFTER, BEFORE, FROM = map(_BITS.__getitem__, _NAMES[:10])
OF, ON, LIGHT, FILLER, PART, EVENT, FUTURE, PLANNED = map(_BITS.__getitem__, _NAMES[10:18])
INFINITIVE, TO, BE, HISTORY, CAPTIVE, VIEWED, ISSUE, DEICTIC = map(_BITS.__getitem__, _NAMES[18:26])
LIFE, RELATIVE, PICTURE = map(_BITS.__getitem__, _NAMES[26:29])
RELEASED_AFTER, TAKEN_AFTER, SINCE_AFTER, PAST, WEEKDAY = map(_BITS.__getitem__, _NAMES[29:34])
COMMA, STOP, OPENING, CLOSING = map(_BITS.__getitem__, _NAMES[34:])
_MARKS = {"comma": ",،", "stop": ";；:：—–\ue000", "opening": "(", "closing": ")"}


class Cues:
    """What words say about a date beside them."""

    def __init__(self, table: Mapping[str, Any], weekdays: Mapping[str, str]) -> None:
        """Compile.

        Args:
            table: The parsed `data/date_roles.toml`.
            weekdays: Language to its folded weekdays, parted by bars.
        """
        self._words: dict[str, int] = {}
        self._stems: dict[str, int] = {}
        for row in table["cue"]:
            for word in row["words"].split():
                kept = self._stems if word.endswith("*") else self._words
                key = word[1:] if word[0] == _AS_WRITTEN else fold(word.removesuffix("*"))
                kept[key] = kept.get(key, 0) | _BITS[row["name"]]
        for names in weekdays.values():
            for name in names.split("|"):
                self._words[name] = self._words.get(name, 0) | _BITS["weekday"]
        for name, marks in _MARKS.items():
            self._words |= dict.fromkeys(marks, _BITS[name])
        self._words["--"] = STOP
        self.patterns: dict[str, re.Pattern[str]] = {
            row["name"]: re.compile(row["pattern"], 0 if row.get("case") else re.IGNORECASE)
            for row in table["pattern"]
        }
        self._hints = tuple((row["name"], tuple(row["hints"])) for row in table["pattern"] if "hints" in row)
        self.of = lru_cache(maxsize=_CACHED)(self._of)

    def hinted(self, text: str) -> list[str]:
        """The patterns over a whole caption that it may hold: a short part of one stands in it."""
        small = text.lower()
        return [name for name, hints in self._hints if any(hint in small for hint in hints)]

    def _of(self, word: str) -> int:
        """The bits of a word as written."""
        folded = fold(word)
        bits = self._words.get(folded, 0) | self._words.get(word.lower(), 0)
        for length in range(_STEM, len(folded) + 1):
            bits |= self._stems.get(folded[:length], 0)
        is_name = word[0].isupper() and not word.isupper()
        return bits & ~(FUTURE | PAST | BE) if is_name else bits
