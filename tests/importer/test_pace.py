from types import SimpleNamespace

import pytest

from catalog.exchange import SourceRow
from catalog.importer.identify import identify, split_repeats
from catalog.importer.item import Item
from catalog.importer.keep import _draft
from catalog.importer.pace import Pace
from catalog.records import Reference

LONGEST = 0.2


@pytest.mark.parametrize("cost", [0.00005, 0.001, 0.01])
def test_transactions_stay_below_200_ms_once_the_pace_is_found(cost):
    pace = Pace()
    for _ in range(10):
        pace.learn(pace.size, pace.size * cost)

    assert pace.size * cost <= LONGEST
    assert pace.LEAST <= pace.size <= pace.MOST


def test_the_pace_grows_at_most_twofold():
    pace = Pace()
    first = pace.size

    pace.learn(first, 0.0)

    assert pace.size == 2 * first


def item(provider, reference):
    return Item(row=None, where="desk.csv", line=1, nth=1, ref=Reference(provider=provider, id=reference))


def test_repeats_part_a_batch():
    rows = [item("a", "1"), item("a", "2"), item("a", "1"), item("b", "1"), item("a", "2")]

    assert [len(part) for part in split_repeats(rows)] == [2, 3]


def test_a_file_digest_repeats_whoever_sends_it():
    rows = [item("a", "sha256:00"), item("b", "sha256:00")]

    assert [len(part) for part in split_repeats(rows)] == [1, 1]


def test_a_row_without_identity_is_a_fault_of_the_program():
    with pytest.raises(RuntimeError, match="without an identity"):
        _draft(None, Item(row=None, where="desk.csv", line=1, nth=1))


def test_a_row_with_nothing_in_it_is_refused():
    refused = []
    job = SimpleNamespace(
        refuse_item=lambda item, reason: refused.append((item.where, reason)),
        store=SimpleNamespace(known=lambda _refs: {}),
    )

    assert identify(job, [Item(row=SourceRow(1, b""), where="desk.csv", line=1, nth=1)]) == []
    assert refused == [("desk.csv", "neither words nor an image file")]
