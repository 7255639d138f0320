"""When two names mean one person or one party, as far as their letters tell."""

import re
from collections.abc import Iterable

from anyascii import anyascii
from rapidfuzz import fuzz

from catalog.provenance.marks import load_marks
from catalog.text import fold

# Transliterations of one name differ by a letter or two (Sergei, Sergey); shorter words are compared whole.
_ALIKE = 80.0
_SHORTEST_ALIKE = 5
# Words that names of bodies gain and lose in translation.
_SMALL_WORDS = frozenset({"the", "of", "and", "for", "de", "la", "del", "di", "du", "der"})
# Shorter words (of, the, de, la) are often left out of a short form.
_SHORTEST_MEANING = 4
_LONGEST_SHORT_FORM = 8
_WORDS = re.compile(r"[^\W_]+(?:'[^\W_]+)?")


def slug(name: str) -> str:
    """The id of a party's page: `Ministério da Saúde` becomes `ministerio-da-saude`."""
    return "-".join(re.findall(r"[a-z0-9]+", anyascii(fold(name)).lower().replace("'", ""))) or "unnamed"


def words_of(name: str) -> tuple[str, ...]:
    """A name's words in Latin letters, lower case, without ranks and "Photo by"."""
    titles = load_marks().titles
    return tuple(
        word for word in _WORDS.findall(anyascii(fold(name)).lower()) if titles.fullmatch(word) is None
    )


def same_person(one: str, other: str) -> bool:
    """Whether two names may be one person's.

    Order, case, accents, initials, ranks and middle names do not count: every word of the shorter name must
    meet a word of the longer one, and at least one of them in full.
    """
    shorter, longer = sorted((list(words_of(one)), list(words_of(other))), key=len)
    if not shorter or sorted(shorter) == sorted(longer):
        return bool(shorter)
    in_full = False
    for word in sorted(shorter, key=len, reverse=True):
        met = next((w for w in longer if _same_word(word, w)), None)
        if met is None:
            return False
        longer.remove(met)
        in_full = in_full or (len(word) > 1 and len(met) > 1)
    return in_full


def _same_word(one: str, other: str) -> bool:
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    if min(len(one), len(other)) < _SHORTEST_ALIKE:
        return one == other
    return fuzz.ratio(one, other) >= _ALIKE


def same_party(one: str, other: str) -> bool:
    """Whether two names may be one body's: all words of one in the other, in any order, or its short form."""
    first, second = words_of(one.removeprefix("the ")), words_of(other.removeprefix("the "))
    if not first or not second:
        return False
    if _abbreviates(first, second) or _abbreviates(second, first):
        return True
    shorter, longer = sorted((set(first) - _SMALL_WORDS, set(second) - _SMALL_WORDS), key=len)
    # Ratios of whole names would take the ministries of two countries for one.
    return bool(shorter) and all(any(_same_word(word, other) for other in longer) for word in shorter)


def _abbreviates(short: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether one word is a short form of a name: `MoD`, `MApN` (Ministerul Apărării Naţionale).

    It has the first letters of every long word and of the last one, and no letter that the name has not, in
    the name's order.
    """
    initials = [
        word[0]
        for place, word in enumerate(name, start=1)
        if len(word) >= _SHORTEST_MEANING or place == len(name)
    ]
    if len(short) != 1 or len(initials) < 2 or len(short[0]) > _LONGEST_SHORT_FORM:  # noqa: PLR2004 - one word has no short form
        return False
    return _in_order(initials, short[0]) and _in_order(short[0], "".join(name))


def _in_order(letters: Iterable[str], text: str) -> bool:
    """Whether all letters stand in a text, one after the other."""
    left = iter(text)
    return all(letter in left for letter in letters)


def is_name(text: str) -> bool:
    """Whether a field's value may be a party's or person's name, and not a code or a filler."""
    return load_marks().no_party.fullmatch(text) is None
