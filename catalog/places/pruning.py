"""Which of the packaged names are names that a caption may print, and which are noise."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from catalog.places.keys import Spelling, name_key
from catalog.places.layout import Entry
from catalog.places.place import PlaceKind

_CODE = re.compile(r"[A-Z]{2,4}")
_LATIN_BELOW = 0x250
_MOST_WORDS = 6
# Unicode's names of scripts (first word of a letter's name) for ISO 15924 codes, where they differ.
_SCRIPT_OF = {
    "LATIN": "Latn",
    "CYRILLIC": "Cyrl",
    "ARABIC": "Arab",
    "HEBREW": "Hebr",
    "GREEK": "Grek",
    "ARMENIAN": "Armn",
    "GEORGIAN": "Geor",
    "DEVANAGARI": "Deva",
    "BENGALI": "Beng",
    "ETHIOPIC": "Ethi",
    "GURMUKHI": "Guru",
    "HANGUL": "Kore",
    "KATAKANA": "Jpan",
    "HIRAGANA": "Jpan",
    "THAI": "Thai",
    "TAMIL": "Taml",
    "TELUGU": "Telu",
    "MALAYALAM": "Mlym",
    "KANNADA": "Knda",
    "GUJARATI": "Gujr",
    "MYANMAR": "Mymr",
    "SINHALA": "Sinh",
    "ORIYA": "Orya",
    "KHMER": "Khmr",
    "LAO": "Laoo",
    "TIBETAN": "Tibt",
    "THAANA": "Thaa",
}
_IDEOGRAPHS = frozenset({"Hans", "Hant", "Jpan"})
# News in these scripts names small places all over the world.
_EVERYWHERE = frozenset({"Latn", "Cyrl"})


def keep_alternate(name: str) -> bool:
    """Whether an alternate name is worth keeping.

    Left out: digits, single letters, codes of airports and ministries ("IEV"), machine romanisations
    (GeoNames writes those with a small letter: "kheiyf"), and names of more than six words.
    """
    if len(name) < 2 or any(letter.isdigit() for letter in name):  # noqa: PLR2004 - a single letter
        return False
    if _CODE.fullmatch(name) or len(name.split()) > _MOST_WORDS:
        return False
    return not (name[0].islower() and ord(name[0]) < _LATIN_BELOW)


class ScriptFilter:
    """Tells a name in a script that its country writes from one that only an encyclopedia holds."""

    def __init__(self, scripts: Mapping[str, frozenset[str]]) -> None:
        self._scripts = scripts

    def written_in(self, name: str, country: str) -> bool:
        """Whether a country's people, or the world's news, write in the script of a name's first letter."""
        word = unicodedata.name(name[0], "").split(" ")[0]
        allowed = self._scripts.get(country, frozenset()) | _EVERYWHERE
        if word == "CJK":
            return bool(allowed & _IDEOGRAPHS)
        return _SCRIPT_OF.get(word, "Latn") in allowed


def mark_words(entries: Iterable[Entry], words: Mapping[str, float]) -> None:
    """Set conditions on names that are ordinary words.

    Args:
        entries: All places; changed in place.
        words: Key to the weight from which a place of that name counts all the same when it is written with a
            capital; infinity where none does. A country counts by its usual names ("Turkey"), not by those
            of other languages ("Island").
    """
    for entry in entries:
        usual = {name_key(name) for name in (entry.name, *entry.usual)}
        for spelling, flags in entry.spellings.items():
            key = name_key(spelling)
            threshold = words.get(key)
            if threshold is None and len(key) < 3 and key.isascii():  # noqa: PLR2004 - two letters are any word's
                threshold = float("inf")
            if threshold is None:
                continue
            country = entry.kind is PlaceKind.COUNTRY
            known = key in usual if country else entry.weight >= threshold
            entry.spellings[spelling] = flags | (Spelling.CAPITALISED if known else Spelling.RARE)
