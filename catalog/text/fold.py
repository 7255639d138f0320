"""Fold text so that case, accents and width do not matter, with a map back to the original."""

import unicodedata
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


class Folded(NamedTuple):
    """A folded text and, for each of its code points, the place in the original it came from.

    Attributes:
        text: The folded text.
        offsets: One index into the original for each code point of `text`, then the original's length.
    """

    text: str
    offsets: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's `[start, end)` for a stretch of the folded text."""
        if start == end:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end - 1] + 1


@lru_cache(maxsize=8192)
def _fold_letter(letter: str) -> str:
    """What one code point becomes."""
    bare = unicodedata.normalize("NFKD", letter.translate(_LETTERS)).casefold().translate(_LETTERS)
    # A second decomposition: casefold may yield composed letters again.
    bare = unicodedata.normalize("NFKD", bare)
    return "".join(c for c in bare if not (unicodedata.combining(c) and ord(c) < _FIRST_MEANINGFUL_MARK))


def fold(text: str) -> str:
    """Fold case, accents, width, quotes and dashes: `ŞIRNAK` and `Şırnak` both become `sirnak`."""
    if text.isascii():
        return text.lower().replace("`", "'")
    return "".join(map(_fold_letter, text))


def fold_with_offsets(text: str) -> Folded:
    """Fold and remember where each code point came from, so that a match can be shown in the original."""
    if text.isascii():
        return Folded(fold(text), list(range(len(text) + 1)))
    pieces: list[str] = []
    offsets: list[int] = []
    for index, letter in enumerate(text):
        piece = _fold_letter(letter)
        pieces.append(piece)
        offsets.extend([index] * len(piece))
    offsets.append(len(text))
    return Folded("".join(pieces), offsets)
