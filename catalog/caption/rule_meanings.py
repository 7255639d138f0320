"""What each rule that evidence or an explanation names means, in one line (`data/rules.toml`)."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import msgspec
from msgspec import Struct

_DATA = Path(__file__).parent / "data"


class _Meanings(Struct, frozen=True, forbid_unknown_fields=True):
    """The file: what rules mean, why values are not taken, and what all statements have in common."""

    statement: str
    rules: dict[str, str]
    reasons: dict[str, str]
    languages: dict[str, str]


@lru_cache(maxsize=1)
def _read() -> _Meanings:
    return msgspec.convert(tomllib.loads((_DATA / "rules.toml").read_text("utf-8")), _Meanings)


def load_reasons() -> Mapping[str, str]:
    """Why a value was weighed and not taken, or followed from others: what no rule of the parser says."""
    return _read().reasons


@lru_cache(maxsize=1)
def load_rule_meanings() -> Mapping[str, str]:
    """Every rule and reason by its id, with its meaning; statements last, in the order of their files."""
    meanings = _read()
    found = meanings.rules | meanings.reasons
    for path in sorted((_DATA / "statements").glob("*.toml")):
        for row in tomllib.loads(path.read_text("utf-8"))["statement"]:
            language = meanings.languages[row["language"]]
            found[f"statement/{row['id']}"] = meanings.statement.replace("$language", language)
    return found


def meaning_of(rule: str) -> str:
    """What a rule means; empty for one that is not ours, as in records of other versions."""
    return load_rule_meanings().get(rule, "")
