"""A caption that an export cut short is read like any other: nothing raises, spans lie inside the text."""

import re
from collections.abc import Iterator

import pytest

from catalog.caption import parse_caption
from tests.accuracy.labels import read_labels

LABELS = [label for _, label in read_labels()]
# Kinds of ends that an ordinary run tries of each caption, as shares of its words.
SHARES = (0.3, 0.6, 0.9)


def ends(caption: str, places: list[int]) -> Iterator[str]:
    """The caption up to each place, and from it on."""
    for place in places:
        yield caption[:place].rstrip()
        yield caption[place:].lstrip()


def word_ends(caption: str) -> list[int]:
    return [match.end() for match in re.finditer(r"\w+", caption)]


def check(text: str) -> None:
    parsed = parse_caption(text)
    for evidence in parsed.evidence:
        start, end = evidence.span
        assert 0 <= start < end <= len(text), (text, evidence)


def test_captions_cut_in_three_places_are_read():
    for label in LABELS:
        places = word_ends(label.caption)
        for text in ends(label.caption, [places[int(len(places) * share)] for share in SHARES]):
            check(text)


@pytest.mark.deep
def test_captions_cut_behind_every_word_are_read():
    for label in LABELS:
        for text in ends(label.caption, word_ends(label.caption)):
            check(text)
