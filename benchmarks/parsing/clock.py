"""The clock of both sides: one order in, one pass over its captions timed, one report out.

It runs in the tagger's environment too, so it knows the standard library and nothing else.
"""

import json
import sys
import time
from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple, TypedDict, TypeVar

Found = TypeVar("Found")


class Answer(TypedDict):
    """What both sides read in a caption: the fields in which they are compared."""

    agencies: list[str]
    creators: list[str]
    handout: bool
    handout_source: str | None
    kinds: list[str]
    places: list[str]
    date: str | None


class Order(TypedDict):
    """What a process is to do: read `warm` before the clock runs, then `timed` while it runs."""

    warm: list[str]
    timed: list[str]


class Report(TypedDict):
    """What a process says of itself.

    Attributes:
        ready: Seconds of processor time from the start of the process until the clock ran, warm-up included.
        seconds: Seconds of processor time that the timed captions took, in all threads.
        answers: What was read in them, in their order.
    """

    ready: float
    seconds: float
    answers: list[Answer]


class Side(NamedTuple, Generic[Found]):
    """One of the programs compared.

    Attributes:
        read: Reads captions; this is timed.
        say: Puts one reading into the words of the comparison; this is not.
    """

    read: Callable[[Sequence[str]], list[Found]]
    say: Callable[[Found], Answer]


def carry_out(side: Side[Found], order: Order) -> Report:
    """Read what is ordered; only the timed captions stand between the two looks at the clock."""
    side.read(order["warm"])
    ready = time.process_time()
    found = side.read(order["timed"])
    seconds = time.process_time() - ready
    return Report(ready=ready, seconds=seconds, answers=[side.say(one) for one in found])


def serve(side: Side[Found]) -> None:
    """Carry out the order on standard input and write the report to standard output."""
    json.dump(carry_out(side, json.load(sys.stdin)), sys.stdout)
