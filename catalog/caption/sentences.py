"""Where sentences end, minding initials and abbreviations: `Frederic J. Brown`, `U.S. Army`, `Sgt. Roe`."""

import re
from bisect import bisect_right
from itertools import islice

from catalog.caption.words import Words

_END = re.compile(r"[.!?։।۔؟。！？]+[\"”’'»)\]]*(?=\s|$|[A-Z]|Credit)|\n+|[。！？]")
_LOWER_CREDIT = re.compile(r"[a-z]{2,5}\s?/\s?[A-Z]")  # "… 20 April 2016. epa/Ada Rowe"
_QUOTED_CRY = re.compile(r"[.!?]+[\"”’'»]")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_SLUG_WORDS = 4
_GLUED_WORD = 3  # letters that a word before a glued sentence has at least: "bakery.Courtesy", not "U.S.Army"
_LONGEST_TOKEN = 40  # characters before a full stop among which an abbreviation may stand
_LAST_TOKEN = re.compile(r"[^\s/(\[—–-]*$")


def sentence_bounds(text: str, words: Words) -> list[int]:
    """The places where a new sentence begins, 0 first; a place lies behind the end mark and its blanks."""
    bounds = [0]
    for match in _END.finditer(text):
        if match.group()[0] == "." and _is_abbreviation(text, match.start(), match.end(), words):
            continue
        stop = match.end()
        if _QUOTED_CRY.fullmatch(match.group()) and text[stop : stop + 2].strip().islower():
            continue  # a placard reads "Lamps now!" as he walks
        while stop < len(text) and text[stop].isspace():
            stop += 1
        bounds.append(stop)
    return bounds


def _is_abbreviation(text: str, dot: int, after: int, words: Words) -> bool:
    found = _LAST_TOKEN.search(text, max(0, dot - _LONGEST_TOKEN), dot)
    token = found.group().strip("\"'“‘").casefold() if found else ""
    if found is None or not token:
        return True
    rest = text[after:].lstrip()
    # Glued sentence: "…the bakery.Courtesy of" ends one; "Klix.ba" or "U.S.Army" does not.
    if (
        rest
        and after < len(text)
        and not text[after].isspace()
        and not (len(token) > _GLUED_WORD and rest[:1].isupper())
    ):
        return True
    if rest[:2].isupper() and text[found.start() : dot].isupper() and not text[after].isspace():
        return True  # a name in capitals with a dot inside: "ADA/PRESS.COM"
    if token in words.abbreviations:
        # A state after its town ends the sentence when a capital follows: "in Mercer, Calif. Ada Rowe/AP".
        state = text[: dot - len(token)].endswith(", ") and token not in words.small["no_state"]
        return not (state and rest[:1].isupper())
    initial = len(token) == 1 and token.isalpha() and text[dot - 1].isupper()
    return initial or (bool(rest) and rest[0].islower() and _LOWER_CREDIT.match(rest) is None)


def head_sentence(text: str, bounds: list[int]) -> int:
    """Where the caption's first real sentence begins: datelines and slugs before it are shorter."""
    for start, stop in zip(bounds, [*bounds[1:], len(text)], strict=True):
        if any(islice(_LETTERS.finditer(text, start, stop), _SLUG_WORDS, None)):
            return start
    return 0


def sentence_start(bounds: list[int], position: int) -> int:
    """Where the sentence that holds `position` begins."""
    return bounds[bisect_right(bounds, position) - 1]
