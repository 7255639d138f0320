"""The language of the prose, by script and by its commonest words."""

import re
from functools import lru_cache

from catalog.caption.words import load_words

_SCRIPTS = (
    (re.compile(r"[\u3040-\u30ff]"), "ja"),
    (re.compile(r"[\uac00-\ud7af]"), "ko"),
    (re.compile(r"[\u4e00-\u9fff]"), "zh"),
    (re.compile(r"[\u10a0-\u10ff]"), "ka"),
    (re.compile(r"[\u0530-\u058f]"), "hy"),
    (re.compile(r"[\u0590-\u05ff]"), "he"),
    (re.compile(r"[\u0900-\u097f]"), "hi"),
    (re.compile(r"[\u0370-\u03ff]"), "el"),
)
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=1)
def _by_word() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for language, words in load_words().small["common"].items():
        for word in words.split():
            table[word] = (*table.get(word, ()), language)
    return table


def language_of(text: str) -> str | None:
    """ISO 639-1 of a text, None where too little of it tells.

    Args:
        text: The prose, without credit and notices.
    """
    if not text.isascii():
        letters = sum(c.isalpha() for c in text)
        for pattern, language in _SCRIPTS:
            if len(pattern.findall(text)) * 4 > letters:
                return language
    counts: dict[str, int] = {}
    table = _by_word()
    for word in _WORD.findall(text.casefold()):
        for language in table.get(word, ()):
            counts[language] = counts.get(language, 0) + 1
    if not counts:
        return None
    best = max(counts, key=lambda c: counts[c])
    rivals = [c for c in counts if c != best and counts[c] == counts[best]]
    return best if not rivals else None
