"""Fold text so that case, accents and width do not matter, with a map back to the original."""

import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

# Letters that NFKD leaves whole although readers see a plain letter with a stroke or a tie.
_LETTERS = str.maketrans(
    {
        "ı": "i", "İ": "i", "đ": "d", "Đ": "d", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "ħ": "h",
        "ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th",
        "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"',
        "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "\u00a0": " ", "\u200b": "", "\u200c": "",
        "\u200d": "", "\u200e": "", "\u200f": "", "\ufeff": "", "ـ": "", "ё": "е", "Ё": "е",
    }
)  # fmt: skip
# Marks below this point belong to Latin, Greek, Cyrillic, Hebrew and Arabic, whose readers type without
# them; above it (Indic scripts) a mark is a vowel and carries meaning. Unicode 16.0, chapters 7-12.
_FIRST_MEANINGFUL_MARK = 0x0700


_LONGEST_WORD = 48  # code points of a text worth remembering


class LetterTable(dict[int, str]):
    """What each code point becomes, for `str.translate`; worked out when a code point is first met."""

    def __init__(self, becomes: Callable[[str], str]) -> None:
        """Make the table of a function from one code point to a text."""
        super().__init__()
        self._becomes = becomes

    def __missing__(self, point: int) -> str:
        """Work out a code point's text and keep it."""
        text = self[point] = self._becomes(chr(point))
        return text


class Folded(NamedTuple):
    """A folded text and, for each of its code points, the place in the original it came from.

    Attributes:
        text: The folded text.
        offsets: One index into the original for each code point of `text`, then the original's length.
    """

    text: str
    offsets: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's `[start, end)` for a stretch of the folded text."""
        if start == end:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end - 1] + 1


def _fold_letter(letter: str) -> str:
    """What one code point becomes."""
    bare = unicodedata.normalize("NFKD", letter.translate(_LETTERS)).casefold().translate(_LETTERS)
    # A second decomposition: casefold may yield composed letters again.
    bare = unicodedata.normalize("NFKD", bare)
    return "".join(c for c in bare if not (unicodedata.combining(c) and ord(c) < _FIRST_MEANINGFUL_MARK))


_FOLD = LetterTable(_fold_letter)


@lru_cache(maxsize=65536)
def _fold_word(text: str) -> str:
    return text.translate(_FOLD)


def fold(text: str) -> str:
    """Fold case, accents, width, quotes and dashes: `ŞIRNAK` and `Şırnak` both become `sirnak`."""
    if text.isascii():
        return text.lower().replace("`", "'")
    return _fold_word(text) if len(text) < _LONGEST_WORD else text.translate(_FOLD)


def fold_with_offsets(text: str) -> Folded:
    """Fold and remember where each code point came from, so that a match can be shown in the original."""
    if text.isascii():
        return Folded(fold(text), range(len(text) + 1))
    folded = text.translate(_FOLD)
    if all(len(_FOLD[ord(letter)]) == 1 for letter in set(text)):
        return Folded(folded, range(len(text) + 1))
    offsets: list[int] = []
    for index, letter in enumerate(text):
        piece = _FOLD[ord(letter)]
        offsets.extend([index] * len(piece))
    offsets.append(len(text))
    return Folded(folded, offsets)
