"""The least that the parser must reach, from `floors.toml`."""

import math
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.accuracy.labels import Label, Pair
from tests.accuracy.scoring import FIELDS, score

# How far a figure may fall before a test says so: a caption or two, never a habit.
MARGIN = 0.01
FILE = Path(__file__).with_name("floors.toml")
PARTS: dict[str, Callable[[Label], bool]] = {
    "all": lambda _: True,
    "english": lambda label: label.language == "en",
    "other-languages": lambda label: label.language != "en",
}


def load_floors() -> dict[str, dict[str, float]]:
    """Per part of the captions and field the value below which a test fails."""
    return tomllib.loads(FILE.read_text("utf-8"))


def below(pairs: Sequence[Pair], floors: dict[str, dict[str, float]]) -> list[str]:
    """One line for every floor that is not reached."""
    missed = []
    for part, fields in floors.items():
        tallies = score(pair for pair in pairs if PARTS[part](pair.label))
        missed += [
            f"{part} {field}: {tallies[field].value:.3f} is below {floor:.3f}"
            for field, floor in fields.items()
            if tallies[field].value < floor
        ]
    return missed


def allowed(pairs: Sequence[Pair]) -> str:
    """The floors that today's figures allow, as they stand in the file."""
    lines = []
    for part, belongs in PARTS.items():
        tallies = score(pair for pair in pairs if belongs(pair.label))
        lines += [f"[{part}]"]
        lines += [
            f"{field} = {max(0, math.floor((tallies[field].value - MARGIN) * 1000)) / 1000:.3f}"
            for field in FIELDS
        ]
        lines += [""]
    return "\n".join(lines).rstrip()
