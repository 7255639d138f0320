"""Words and codes of a file's metadata that speak of a handout (`data/marks.toml`), compiled once."""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple


class Marks(NamedTuple):
    """Compiled knowledge about words in metadata.

    Attributes:
        handout: Field name to what in it says handout, for fields that are no credit.
        terms: Name of a term to the words for it.
        no_party: Values that are codes or fillers, not names.
        titles: Words beside a person's name.
        clock_reset: ISO dates that cameras show after a reset of their clock.
        related_countries: Pairs of alpha-2 codes that one may write for each other.
        partners: Sets of agency ids that are one supply.
    """

    handout: dict[str, re.Pattern[str]]
    terms: dict[str, re.Pattern[str]]
    no_party: re.Pattern[str]
    titles: re.Pattern[str]
    clock_reset: re.Pattern[str]
    related_countries: frozenset[frozenset[str]]
    partners: tuple[frozenset[str], ...]


@lru_cache(maxsize=1)
def load_marks() -> Marks:
    """Read and compile what comes with the program."""
    words, comparisons = _data("marks.toml"), _data("comparisons.toml")
    return Marks(
        handout={field: _compiled(entry) for entry in words["marks"] for field in entry["fields"]},
        terms={entry["name"]: _compiled(entry) for entry in words["terms"]},
        no_party=_compiled(words["no_party"]),
        titles=_compiled(words["titles"]),
        clock_reset=_compiled(comparisons["clock_reset"]),
        related_countries=frozenset(frozenset(pair) for pair in comparisons["related_countries"]),
        partners=tuple(frozenset(entry["agencies"]) for entry in comparisons["partners"]),
    )


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads(files("catalog.provenance").joinpath("data", name).read_text("utf-8"))


def _compiled(entry: dict[str, Any]) -> re.Pattern[str]:
    return re.compile(entry["pattern"], re.IGNORECASE)
