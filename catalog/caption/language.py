"""The language of the prose, by script and by its commonest words."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from catalog.caption.words import load_words
from catalog.text import fold

_SCRIPTS = (
    (re.compile(r"[\uac00-\ud7af]"), "ko"),
    (re.compile(r"[\u4e00-\u9fff]"), "zh"),
    (re.compile(r"[\u10a0-\u10ff]"), "ka"),
    (re.compile(r"[\u0530-\u058f]"), "hy"),
    (re.compile(r"[\u0590-\u05ff]"), "he"),
    (re.compile(r"[\u0900-\u097f]"), "hi"),
    (re.compile(r"[\u0370-\u03ff]"), "el"),
    (re.compile(r"[\u0980-\u09ff]"), "bn"),
    (re.compile(r"[\u0e00-\u0e7f]"), "th"),
)
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")  # without a word that tells another language, Russian's
_KANA = re.compile(r"[\u3040-\u30ff]|＝")  # a sign before the place and day that only Japanese desks write
_WORD = re.compile(r"[^\W\d_]+")
_APOSTROPHES = ("'", "’")
_JOINTS = ("-", "/")
_CAPITAL_SHARE = 0.2
_FEW_WORDS = 4
_ASCII_PRIOR = 0.7  # nine in ten captions without a foreign letter are English
_LETTER_WEIGHT = 1.5  # a letter that one language alone writes tells more than a word


@lru_cache(maxsize=1)
def _by_word() -> dict[str, tuple[tuple[str, ...], float]]:
    """For each common word its languages and its weight: the fewer share it, the more it tells."""
    words = load_words()
    table = {language: fold(texts).split() for language, texts in words.small["common"].items()}
    for language, months in words.month_names.items():
        if language in _order():  # the others are told by their script, or not at all
            table.setdefault(language, []).extend(
                name for spellings in months for name in spellings.split("|")
            )
    return _weighted(table)


@lru_cache(maxsize=65536)
def _told_by(word: str) -> tuple[tuple[str, ...], float]:
    """The languages that a word as written tells of, and its weight."""
    return _by_word().get(fold(word), ((), 0.0))


@lru_cache(maxsize=1)
def _by_letter() -> dict[str, tuple[tuple[str, ...], float]]:
    return _weighted(load_words().small["letters"])


def _weighted(table: Mapping[str, Iterable[str]]) -> dict[str, tuple[tuple[str, ...], float]]:
    languages: dict[str, list[str]] = {}
    for language, signs in table.items():
        for sign in dict.fromkeys(signs):
            languages.setdefault(sign, []).append(language)
    return {sign: (tuple(found), 1 / len(found)) for sign, found in languages.items()}


@lru_cache(maxsize=1)
def _order() -> dict[str, int]:
    """Languages by how much news is written in them; of two that fit alike the first is taken."""
    return {code: number for number, code in enumerate(load_words().small["languages"])}


def language_of(text: str) -> str | None:
    """ISO 639-1 of a text, None where too little of it tells.

    Args:
        text: The prose, without credit and notices.
    """
    scores: dict[str, float] = {}
    if not text.isascii():
        if language := _script_of(text):
            return language
        _add_letters(scores, text)
    for match in _WORD.finditer(text):
        word = match.group()
        found, weight = _told_by(word)
        if not found or _is_part(text, *match.span()):
            continue
        # Capitals open names: "Las Vegas" and "La Paz" make no English caption Spanish.
        share = _CAPITAL_SHARE if word[0].isupper() and not _opens(text, match.start()) else 1.0
        for language in found:
            scores[language] = scores.get(language, 0.0) + weight * share
    if text.isascii() and text.count(" ") >= _FEW_WORDS:
        scores["en"] = scores.get("en", 0.0) + _ASCII_PRIOR
    if not scores:
        letters = sum(map(str.isalpha, text))
        return "ru" if len(_CYRILLIC.findall(text)) * 2 > letters else None
    return max(scores, key=lambda code: (scores[code], -_order().get(code, len(scores))))


def _script_of(text: str) -> str | None:
    """The language that alone writes a text's script, where a quarter of its letters are of that script."""
    letters = sum(map(str.isalpha, text))
    for pattern, language in _SCRIPTS:
        if len(pattern.findall(text)) * 4 > letters:
            return "ja" if language == "zh" and _KANA.search(text) else language
    return None


def _add_letters(scores: dict[str, float], text: str) -> None:
    """Count what a text's letters tell."""
    table = _by_letter()
    # A capital may open a foreign name: "São Paulo" makes no English caption Portuguese.
    own = set("".join(word for word in _WORD.findall(text) if not word[0].isupper()))
    for letter in {c for c in text if not c.isascii()} | own:
        found, weight = table.get(letter, ((), 0.0))
        share = 1.0 if letter in own else _CAPITAL_SHARE
        for language in found:
            scores[language] = scores.get(language, 0.0) + weight * _LETTER_WEIGHT * share


def _is_part(text: str, start: int, end: int) -> bool:
    """Whether letters are what follows an apostrophe, or an initial with its full stop."""
    initial = end - start == 1 and text[end : end + 1] == "."
    return text[start - 1 : start] in _APOSTROPHES or initial


def _opens(text: str, start: int) -> bool:
    """Whether a word opens a sentence: it has neither a word or comma and a blank before it, nor a joint."""
    before = text[max(0, start - 2) : start]
    inside = before[1:] == " " and (before[0] == "," or before[0].isalnum() or before[0] == "_")
    return not inside and before[-1:] not in _JOINTS
