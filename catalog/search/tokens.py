"""Words as the index keeps them: folded, in Latin letters too, in pairs where no spaces part words.

A text is cut into runs of letters, digits and the marks that belong to them. A run in a script that is
written without spaces (Chinese, Japanese, Thai and their like) becomes overlapping pairs `X·Y`, then its
last letter `Y·`; so a stretch of it is found as a phrase, a single letter as the beginning of a pair.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from anyascii import anyascii

from catalog.text import fold, fold_with_offsets

PAIR = "·"
"""Follows a letter in a token of a script without spaces; it is in no other token."""
GAP = "¦"
"""A token between two values of a field, so that no phrase spans them."""

_ASCII_RUN = re.compile(r"[a-z0-9]+")
_I_OR_Y = re.compile(r"[iy]+")
_LONG_WORD = 6
# Scripts without spaces, as first and last code point (Unicode 16.0 blocks): Thai and Lao, Myanmar, Khmer,
# kana, CJK ideographs with extension A, compatibility ideographs, and the ideographic planes.
_UNSPACED = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x31F0, 0x31FF),
    (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF),
)  # fmt: skip


class Token(NamedTuple):
    """A token and the stretch of the original text it stands for.

    Attributes:
        text: The folded token, its spelling settled.
        latin: The same word in Latin letters; `text` itself where it already is, or cannot be.
        start: First code point in the original.
        end: After its last code point.
        first_end: After its first letter, of a pair; else `end`.
    """

    text: str
    latin: str
    start: int
    end: int
    first_end: int


class Pattern(NamedTuple):
    """What a word or phrase asks of the index.

    Attributes:
        readings: The tokens that must follow each other, folded, and in Latin letters where that differs.
        prefix: Whether the last token is only the beginning of one (a single letter of an unspaced script).
    """

    readings: tuple[tuple[str, ...], ...]
    prefix: bool = False


@lru_cache(maxsize=16384)
def _sort_of_letter(letter: str) -> str:
    """`w` for a letter or digit of words, `u` for one of an unspaced script, `m` for a mark, else empty."""
    if unicodedata.category(letter).startswith("M"):
        return "m"
    if not letter.isalnum():
        return ""
    point = ord(letter)
    return "u" if any(first <= point <= last for first, last in _UNSPACED) else "w"


def _units(folded: str) -> list[tuple[str, int, int]]:
    """Letters with their marks, as (sort, start, end); a mark without a letter before it is left out."""
    units: list[tuple[str, int, int]] = []
    for index, letter in enumerate(folded):
        sort = _sort_of_letter(letter)
        if sort == "m":
            if units and units[-1][2] == index:
                units[-1] = (*units[-1][:2], index + 1)
        elif sort:
            units.append((sort, index, index + 1))
    return units


def _runs(folded: str) -> list[list[tuple[str, int, int]]]:
    """Units that touch and are of one sort."""
    runs: list[list[tuple[str, int, int]]] = []
    for unit in _units(folded):
        if runs and runs[-1][-1][2] == unit[1] and runs[-1][-1][0] == unit[0]:
            runs[-1].append(unit)
        else:
            runs.append([unit])
    return runs


def _settle(word: str) -> str:
    """A word as its spellings agree on it: Zelensky, Zelenskyy, Zelenskiy are one, so are Sergei and Sergey.

    Systems of transliteration differ most in i and y (ISO 9, BGN/PCGN, ICAO 9303); short words stay as they
    are, because there the letter tells words apart.
    """
    return _I_OR_Y.sub("i", word) if len(word) >= _LONG_WORD else word


@lru_cache(maxsize=65536)
def _in_latin(word: str, folded: str) -> str:
    """A word in Latin letters (anyascii); `folded` where nothing is left of it."""
    latin = folded if folded.isascii() else fold(anyascii(unicodedata.normalize("NFC", word)))
    return _settle("".join(_ASCII_RUN.findall(latin))) or folded


def tokenise(text: str) -> list[Token]:
    """The tokens of a text in order, with their places in it."""
    folded, offsets = fold_with_offsets(text)
    if folded.isascii():
        return [
            Token(word, word, offsets[found.start()], end, end)
            for found in _ASCII_RUN.finditer(folded)
            for word, end in [(_settle(found[0]), offsets[found.end() - 1] + 1)]
        ]
    tokens: list[Token] = []
    for run in _runs(folded):
        places = [(folded[a:b], offsets[a], offsets[b - 1] + 1) for _, a, b in run]
        if run[0][0] == "u":
            tokens.extend(_pairs(places))
        else:
            word = _settle(folded[run[0][1] : run[-1][2]])
            start, end = places[0][1], places[-1][2]
            tokens.append(Token(word, _in_latin(text[start:end], word), start, end, end))
    return tokens


def _pairs(places: list[tuple[str, int, int]]) -> list[Token]:
    """The pairs of a run, then its last letter."""
    tokens = []
    for (letter, start, first_end), (following, _, end) in pairwise(places):
        pair = f"{letter}{PAIR}{following}"
        tokens.append(Token(pair, pair, start, end, first_end))
    letter, start, end = places[-1]
    last = letter + PAIR
    tokens.append(Token(last, last, start, end, end))
    return tokens


def has_tokens(text: str) -> bool:
    """Whether anything in the text can be searched for."""
    return bool(tokenise(text))


@lru_cache(maxsize=1024)
def pattern(text: str) -> Pattern:
    """What a word or phrase of a query asks for."""
    tokens = tokenise(text)
    prefix = False
    if tokens and tokens[-1].text.endswith(PAIR):
        # The last letter of a run follows its pairs only where the text ends there too.
        inside = len(tokens) > 1 and tokens[-2].text.endswith(PAIR + tokens[-1].text[:-1]) and (
            tokens[-2].first_end == tokens[-1].start
        )  # fmt: skip
        tokens, prefix = (tokens[:-1], False) if inside else (tokens, True)
    folded = tuple(token.text for token in tokens)
    latin = tuple(token.latin for token in tokens)
    return Pattern((folded,) if latin == folded else (folded, latin), prefix)


def column_text(values: tuple[str, ...]) -> str:
    """What the index keeps of a field's values: their tokens, and the same in Latin letters."""
    parts: list[str] = []
    for value in values:
        if value.isascii():
            parts.append(" ".join(map(_settle, _ASCII_RUN.findall(fold(value)))))
            continue
        tokens = tokenise(value)
        folded = " ".join(token.text for token in tokens)
        latin = " ".join(token.latin for token in tokens)
        parts.extend([folded] if latin == folded else [folded, latin])
    return f" {GAP} ".join(part for part in parts if part)


def key(value: str) -> str:
    """A whole value as one token: `Harbour Authority` and `harbour-authority` are one key."""
    folded = fold(value)
    if folded.isascii():
        return "-".join(_ASCII_RUN.findall(folded))
    return "-".join(folded[run[0][1] : run[-1][2]] for run in _runs(folded))
