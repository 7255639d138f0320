"""The words that pages use for codes, read once from `data/words.toml`."""

import tomllib
from functools import cache
from importlib.resources import files

from babel import Locale


@cache
def _tables() -> dict[str, dict[str, str]]:
    tables: dict[str, dict[str, str]] = tomllib.loads(
        files("web").joinpath("data/words.toml").read_text("utf-8")
    )
    return tables


def say(table: str, code: str) -> str:
    """The words for a code, or the code with spaces for hyphens where nobody has written any."""
    return _tables()[table].get(code) or code.replace("-", " ").replace("_", " ")


def order(table: str) -> dict[str, int]:
    """The place of each code in its table, for sorting as a reader expects."""
    return {code: place for place, code in enumerate(_tables()[table])}


def mark_fields(kind: str) -> tuple[str, ...]:
    """The fields of evidence and certainty that belong to a kind of highlighted words."""
    return tuple(_tables()["mark_fields"].get(kind, ()))


@cache
def _territories() -> dict[str, str]:
    return {str(code): str(name) for code, name in Locale("en").territories.items()}


def country_name(code: str | None) -> str:
    """English name of an ISO 3166-1 alpha-2 code (Unicode CLDR), the code itself where unknown."""
    if not code:
        return ""
    return _territories().get(code.upper(), code)
