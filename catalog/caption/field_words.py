"""Words and codes of credit fields (`data/credit_fields.toml`), compiled once."""

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from catalog.text import fold
from catalog.vocabulary.codes import Kind

_SIGNS = " .,;:*/\"'()[]-–—"


class JobTitle(NamedTuple):
    """What a code in the by-line title says.

    Attributes:
        rule: The rule that evidence names.
        handout: Whether it says handout.
        kind: The kind of picture that it says, None for a handout's.
    """

    rule: str
    handout: bool
    kind: Kind | None


class FieldWords(NamedTuple):
    """The compiled table.

    Attributes:
        job_titles: Folded code to what it says.
        handout_word: What says handout in a by-line, credit line or source.
        filler: Values that say nothing, whole.
        copyright_none: Notices, whole, that nobody holds a right.
        copyright_lead: What stands before a copyright holder.
        copyright_tail: What stands behind one, up to the end.
    """

    job_titles: Mapping[str, JobTitle]
    handout_word: re.Pattern[str]
    filler: re.Pattern[str]
    copyright_none: re.Pattern[str]
    copyright_lead: re.Pattern[str]
    copyright_tail: re.Pattern[str]

    def job_title(self, text: str) -> JobTitle | None:
        """What a by-line title says; None for a profession, or any other words."""
        return self.job_titles.get(fold(text.strip(_SIGNS)))


@lru_cache(maxsize=1)
def load_field_words() -> FieldWords:
    """Read and compile what comes with the program."""
    text = files("catalog.caption").joinpath("data/credit_fields.toml").read_text("utf-8")
    table = tomllib.loads(text)
    patterns = {
        name: re.compile(entry["pattern"], re.IGNORECASE)
        for name, entry in table.items()
        if isinstance(entry, dict)
    }
    titles = {
        fold(code): JobTitle(
            row["rule"], row.get("handout", False), Kind(row["kind"]) if "kind" in row else None
        )
        for row in table["job_title"]
        for code in row["codes"]
    }
    return FieldWords(titles, **patterns)
