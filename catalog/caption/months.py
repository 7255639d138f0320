"""Build `data/months.toml`: the month names of CLDR, folded, with the month's number and its languages.

Run `python -m catalog.caption.months` after a new release of Babel; a test compares file and fresh build.
Source: Unicode CLDR, `dates/calendars/calendar[@type='gregorian']/months`, through Babel.
"""

from pathlib import Path

from babel import Locale

from catalog.text import fold

TARGET = Path(__file__).parent / "data" / "months.toml"
# Arabic has three sets of names: of the Gulf and Egypt, of the Levant, of Algeria and Morocco.
LANGUAGES = [
    *(
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
        "pl",
        "cs",
        "sk",
        "hu",
        "ro",
        "hr",
        "bs",
    ),
    *(
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
        "ar",
        "ar_SY",
        "ar_DZ",
        "ar_MA",
    ),
    *("fa", "he", "hi", "id", "ms", "vi", "ca"),
]
_SHORTEST = 3


def collect() -> dict[str, tuple[int, list[str]]]:
    """Folded month name to its number and the languages that use it; names of two months are left out."""
    found: dict[str, dict[int, list[str]]] = {}
    for language in LANGUAGES:
        for context in Locale.parse(language).months.values():
            for width in ("wide", "abbreviated"):
                for number, name in context.get(width, {}).items():
                    key = fold(name).strip(".").strip()
                    if len(key) < _SHORTEST or any(c.isdigit() for c in key):
                        continue
                    languages = found.setdefault(key, {}).setdefault(number, [])
                    if (code := language[:2]) not in languages:
                        languages.append(code)
    return {name: next(iter(by.items())) for name, by in sorted(found.items()) if len(by) == 1}


def _quoted(languages: list[str]) -> str:
    return ", ".join(f'"{language}"' for language in languages)


def render(names: dict[str, tuple[int, list[str]]]) -> str:
    """The TOML text of the table."""
    lines = ["# Made by `python -m catalog.caption.months` from Unicode CLDR (Unicode License v3).", ""]
    lines += [
        f'"{name}" = {{ month = {month}, languages = [{_quoted(languages)}] }}'
        for name, (month, languages) in names.items()
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    TARGET.write_text(render(collect()), encoding="utf-8")
