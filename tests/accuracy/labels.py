"""The labelled captions beside this file, and the two sides that are compared."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, Self

import msgspec

from catalog.records import ParsedCaption

FOLDER = Path(__file__).parent / "labelled"
# A note that sets no term we name (a serial number, "see story") is not labelled.
UNLABELLED_TERMS = {"other"}
# A combo is counted by its parts, and silence is never a sign of a staff picture.
UNLABELLED_KINDS = {"combo", "staff"}


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What one reader, person or program, took from a caption."""

    language: str | None
    agencies: tuple[str, ...]
    creators: tuple[str, ...]
    handout: bool
    handout_source: str | None
    kinds: tuple[str, ...]
    places: tuple[str, ...]
    country: str | None
    date: str | None
    terms: tuple[str, ...]
    parts: int

    @classmethod
    def of(cls, parsed: ParsedCaption) -> Self:
        """The parser's answer in the shape of a label."""
        return cls(
            language=parsed.language,
            agencies=tuple(agency.name for agency in parsed.agencies),
            creators=tuple(creator.name for creator in parsed.creators),
            handout=parsed.handout,
            handout_source=parsed.handout_sources[0].name if parsed.handout_sources else None,
            kinds=tuple(str(kind) for kind in parsed.kinds if kind not in UNLABELLED_KINDS),
            places=tuple(place.name for place in parsed.places),
            country=parsed.country,
            date=parsed.date,
            terms=tuple(
                str(term.term)
                for notice in parsed.notices
                for term in notice.terms
                if term.term not in UNLABELLED_TERMS
            ),
            parts=len(parsed.parts),
        )


class Label(Reading, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A caption and what a person read in it."""

    id: str
    caption: str
    decade: str


class Pair(NamedTuple):
    """A label and the parser's answer to its caption."""

    label: Label
    answer: Reading


def read_labels(folder: Path = FOLDER) -> Iterator[tuple[str, Label]]:
    """Each label with "file:line" in front, so that a bad one can be found."""
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text("utf-8").split("\n"), start=1):
            if line.strip():
                yield f"{path.name}:{number}", msgspec.convert(json.loads(line), Label)
