"""The captions that both sides read, with what a person read in them where somebody did."""

import csv
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from benchmarks.parsing.clock import Answer
from tests.accuracy.labels import Reading, read_labels

ROOT = Path(__file__).parents[2]
COMPARED = tuple(Answer.__annotations__)
"""The fields that both sides answer; a caption is labelled where it has all of them."""
_NOT_COMPARED = {"language": None, "country": None, "terms": (), "parts": 0}


class Captioned(NamedTuple):
    """A caption, and the label that a person gave it."""

    text: str
    label: Reading | None = None


def as_reading(fields: Answer | dict[str, Any]) -> Reading:
    """A label or an answer in the shape that is scored; what is not compared stays empty."""
    return msgspec.convert(_NOT_COMPARED | fields, Reading)


def our_captions() -> Iterator[Captioned]:
    """The labelled captions of the tests, then those of the sample catalog."""
    for _, label in read_labels():
        yield Captioned(label.caption, label)
    with (ROOT / "samples/captions.csv").open(encoding="utf-8", newline="") as lines:
        yield from (Captioned(row["caption"]) for row in csv.DictReader(lines))
    yield from captions_of(ROOT / "samples/wire.jsonl")


def captions_of(path: Path) -> Iterator[Captioned]:
    """The captions of a file of JSON objects, one on each line, under `caption` or `text`.

    Raises:
        ValueError: A line is no such object, or its label has another shape.
    """
    for number, line in enumerate(path.read_text("utf-8").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            text = record["caption"] if "caption" in record else record["text"]
            label = as_reading(record) if set(COMPARED) <= set(record) else None
        except (ValueError, KeyError, TypeError) as error:
            message = f"{path}:{number}: no caption that can be read ({error})"
            raise ValueError(message) from error
        yield Captioned(text, label)


def distinct(captions: Iterable[Captioned]) -> list[Captioned]:
    """Each text once, for a parser that remembers would read it faster the second time."""
    found: dict[str, Captioned] = {}
    for captioned in captions:
        found.setdefault(captioned.text, captioned)
    return list(found.values())
