"""What the parser calls sure or likely is as often right as it promises."""

from collections import Counter

import pytest

from catalog.caption import parse_caption
from catalog.vocabulary.codes import Certainty
from tests.accuracy.labels import Reading, read_labels
from tests.accuracy.scoring import compare

# A field of the record and how its value is judged.
JUDGED = {
    "agencies": "agencies",
    "creators": "creators",
    "handout": "handout",
    "handout_sources": "handout_source",
    "kinds": "kinds",
    "places": "place_first",
    "country": "country",
    "date": "date",
}
PROMISED = {Certainty.SURE: 0.99, Certainty.LIKELY: 0.90}


def counted() -> tuple[Counter[tuple[str, Certainty]], Counter[tuple[str, Certainty]]]:
    """Per field and level: the values given, and those that are right."""
    given: Counter[tuple[str, Certainty]] = Counter()
    right: Counter[tuple[str, Certainty]] = Counter()
    for _, label in read_labels():
        parsed = parse_caption(label.caption)
        told = compare(label, Reading.of(parsed))
        for field, level in parsed.certainty.items():
            given[field, level] += 1
            right[field, level] += told.get(JUDGED[field], True)
    return given, right


@pytest.fixture(scope="module", name="counts")
def counts_once() -> tuple[Counter[tuple[str, Certainty]], Counter[tuple[str, Certainty]]]:
    return counted()


@pytest.mark.parametrize("level", PROMISED)
def test_values_are_as_certain_as_they_are_called(counts, level):
    given, right = counts
    total = sum(count for (_, said), count in given.items() if said is level)
    wrong = {field: count - right[field, said] for (field, said), count in given.items() if said is level}
    assert total > 1000
    assert 1 - sum(wrong.values()) / total >= PROMISED[level], wrong


def test_open_values_are_less_often_right_than_likely_ones(counts):
    given, right = counts

    def share(level: Certainty) -> float:
        return sum(n for (_, said), n in right.items() if said is level) / sum(
            n for (_, said), n in given.items() if said is level
        )

    assert share(Certainty.OPEN) < share(Certainty.LIKELY) < share(Certainty.SURE)
