"""Build `data/weekdays.toml`: the full names of weekdays of CLDR, folded, a string a language.

Short ones ("man", "sam", "son") are words of other languages.

Run `python -m catalog.caption.weekdays` after a new release of Babel; a test compares file and fresh build.
Source: Unicode CLDR, `dates/calendars/calendar[@type='gregorian']/days`, through Babel.
"""

import unicodedata
from pathlib import Path

from babel import Locale, localedata

from catalog.caption.months import LANGUAGES
from catalog.text import fold

TARGET = Path(__file__).parent / "data" / "weekdays.toml"


def collect() -> dict[str, list[str]]:
    """For each language the folded names of its weekdays, Monday first."""
    return {language: _names(language) for language in LANGUAGES}


def _names(language: str) -> list[str]:
    localedata._cache.clear()  # noqa: SLF001 (see `catalog.caption.months`)
    days = Locale.parse(language).days
    found = (fold(context["wide"][number]) for number in range(7) for context in days.values())
    return list(dict.fromkeys(found))


def render(names: dict[str, list[str]]) -> str:
    """The TOML text of the table; the names are parted by bars."""
    lines = [
        "# Made by `python -m catalog.caption.weekdays` from Unicode CLDR (Unicode License v3).",
        "# A language's weekdays, folded, parted by bars.",
        "",
    ]
    lines += [
        unicodedata.normalize("NFC", f'{language} = "{"|".join(days)}"') for language, days in names.items()
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    TARGET.write_text(render(collect()), encoding="utf-8")
