"""Build `data/months.toml`: the month names of CLDR, folded, twelve strings a language.

Run `python -m catalog.caption.months` after a new release of Babel; a test compares file and fresh build.
Source: Unicode CLDR, `dates/calendars/calendar[@type='gregorian']/months`, through Babel.
"""

import unicodedata
from pathlib import Path

from babel import Locale, localedata

from catalog.text import fold

TARGET = Path(__file__).parent / "data" / "months.toml"
LANGUAGES = [
    "en",
    "es",
    "fr",
    "de",
    "pt",
    "it",
    "nl",
    "sv",
    "da",
    "nb",
    "fi",
    "et",
    "pl",
    "cs",
    "sk",
    "hu",
    "ro",
    "hr",
    "bs",
    "sr",
    "sl",
    "tr",
    "el",
    "ru",
    "uk",
    "be",
    "bg",
    "mk",
    "ka",
    "hy",
    "az",
    "kk",
    "lt",
    "lv",
    "ar",
    "ar_SY",
    "ar_DZ",
    "ar_MA",
    "fa",
    "ur",
    "he",
    "hi",
    "bn",
    "ne",
    "th",
    "id",
    "ms",
    "vi",
    "ca",
    "uz",
    "mn",
    "ku",
    "ckb",
    "sr_Latn",
    "sq",
    "eu",
    "gl",
    "is",
    "ky",
    "tg",
    "tk",
    "ps",
    "mr",
    "pa",
    "gu",
    "ta",
    "te",
    "kn",
    "ml",
    "si",
    "my",
    "km",
    "lo",
    "am",
    "sw",
    "af",
    "fil",
    "ga",
    "cy",
    "lb",
]
"""Arabic has three sets of names: of the Gulf and Egypt, of the Levant, of Algeria and Morocco."""
_SHORTEST = 3
_SHORTEST_ELSEWHERE = 2
"""Letters that a name has at least: in alphabets with capitals, and in other scripts, where two say more."""


def collect() -> dict[str, list[list[str]]]:
    """For each language the folded names of each month, January first.

    A name of two months ("listopada": November in Polish, October in Croatian) stays with the language that
    `LANGUAGES` names first.
    """
    number_of: dict[str, int] = {}
    names = {language: _names(language) for language in LANGUAGES}
    for months in names.values():
        for number, spellings in enumerate(months):
            for name in spellings:
                number_of.setdefault(name, number)
    return {
        language: [
            [n for n in spellings if number_of[n] == number] for number, spellings in enumerate(months)
        ]
        for language, months in names.items()
    }


def _names(language: str) -> list[list[str]]:
    # Babel resolves aliases inside the data that all locales share: without a fresh load, a locale shows
    # the stand-alone names of the one that was asked before it.
    localedata._cache.clear()  # noqa: SLF001 (there is no public way to forget)
    found: list[dict[str, None]] = [{} for _ in range(12)]
    for context in Locale.parse(language).months.values():
        for width in ("wide", "abbreviated"):
            for number, name in context.get(width, {}).items():
                key = fold(name).strip(".").strip()
                if len(key) >= _least(key) and not any(c.isdigit() for c in key):
                    found[number - 1].setdefault(key)
    return [list(spellings) for spellings in found]


def _least(key: str) -> int:
    return _SHORTEST if key[:1].upper() != key[:1] else _SHORTEST_ELSEWHERE


def render(names: dict[str, list[list[str]]]) -> str:
    """The TOML text of the table; a month's spellings are parted by bars."""
    lines = [
        "# Made by `python -m catalog.caption.months` from Unicode CLDR (Unicode License v3).",
        "# A language's twelve months; the spellings of one, folded, are parted by bars.",
        "",
    ]
    for language, months in names.items():
        cells = ", ".join(f'"{"|".join(spellings)}"' for spellings in months)
        lines.append(unicodedata.normalize("NFC", f"{language} = [{cells}]"))
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    TARGET.write_text(render(collect()), encoding="utf-8")
