"""When two spellings of a place are the same: the key that the gazetteer is sorted by."""

from enum import IntFlag
from functools import lru_cache

from catalog.text import fold

# Full stops, apostrophes and the half rings of romanised Arabic and Hebrew come and go ("U.S."/"US",
# "Sana'a"/"Sanaa", "Cox's Bazar"); hyphens and spaces replace each other ("Port-au-Prince").
_SMOOTH: dict[int, str | None] = dict.fromkeys(map(ord, ".'\"ʹʺʻʼʽʾʿˈ′″·،‘’“”()[]"))
_SMOOTH |= {ord(mark): " " for mark in "-,/–—־・·_\n\t"} | {ord("&"): " and "}


class Spelling(IntFlag):
    """What a spelling asks of the words in the text before they may mean the place."""

    PLAIN = 0
    RARE = 1
    """Ordinary word or two letters: only for a caller that asks for rare names."""
    CAPITALS = 2
    """An abbreviation: the words must be written in capitals ("US", "NY")."""
    DOTTED = 4
    """An abbreviation: the words must bear a full stop ("Miss.", "Calif.")."""
    CAPITALISED = 8
    """A big place named like a word: the first letter must be a capital ("Nice", "Reading")."""
    DEMONYM = 16
    """Not a name of the country but of its people ("Armenian")."""


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """Reduce a spelling to what must agree: folded, without points and apostrophes, single spaces."""
    return " ".join(fold(name).translate(_SMOOTH).split())


def is_capitalised(name: str) -> bool:
    """Whether the first letter is no small one; letters of scripts without case count as capitals.

    Georgian letters are small to Unicode, although no capital starts a name (Unicode 16.0, section 7.7).
    """
    return name[:1] == name[:1].title()


def allows(asked: int, name: str, *, rare: bool) -> bool:
    """Whether the words as written may mean a place under a spelling with these conditions."""
    if not asked:
        return True
    if asked & Spelling.RARE and not rare:
        return False
    if asked & Spelling.CAPITALISED and not rare and not is_capitalised(name):
        return False
    if asked & (Spelling.CAPITALS | Spelling.DOTTED):
        upper = asked & Spelling.CAPITALS and name.isupper()
        return bool(upper or (asked & Spelling.DOTTED and "." in name))
    return True


def loosest(one: Spelling, other: Spelling) -> Spelling:
    """The conditions under which either of two spellings with the same key would be accepted."""
    abbreviation = Spelling.CAPITALS | Spelling.DOTTED
    if one & abbreviation and other & abbreviation and not (one | other) & Spelling.RARE:
        return one | other
    return min(one, other, key=lambda flags: (bool(flags & Spelling.RARE), flags))
