"""Who reads what when: no caption is timed in a process that has read it before.

Our parser remembers names for as long as its process lives, and so does spaCy. A second pass over the same
captions would measure that memory and not the reading. So one half warms a process up and the other half is
timed; then a fresh process does it the other way round.
"""

import statistics
from collections.abc import Callable, Sequence
from typing import NamedTuple

from benchmarks import environment
from benchmarks.parsing.clock import Answer, Order, Report

Run = Callable[[Order], Report]
"""Carries out one order in a process that has read nothing yet."""


class Lap(NamedTuple):
    """Every caption read once, in two processes.

    Attributes:
        seconds: Seconds of processor time for all of them.
        answers: What was read, in the order of the captions.
    """

    seconds: float
    answers: list[Answer]

    @property
    def rate(self) -> float:
        """Captions per second of processor time."""
        return len(self.answers) / self.seconds


class Spread(NamedTuple):
    """Several measurements of one thing."""

    median: float
    least: float
    most: float


class Figures(NamedTuple):
    """What was measured of one side.

    Attributes:
        laps: One for each repeat.
        cold: The first pass of a process over all captions, with what is read when it is first needed.
    """

    laps: list[Lap]
    cold: Report

    @property
    def rate(self) -> Spread:
        """Captions per second of processor time."""
        return spread([lap.rate for lap in self.laps])

    @property
    def cold_rate(self) -> float:
        """Captions per second of processor time in the first pass."""
        return len(self.cold["answers"]) / self.cold["seconds"]


def in_process(command: Sequence[str]) -> Run:
    """A side that is a program of its own, started anew for every order.

    Raises:
        subprocess.CalledProcessError: When run: the program failed; its words stand on standard error.
    """

    def run(order: Order) -> Report:
        report: Report = environment.ask(command, order)
        return report

    return run


def crossed(run: Run, captions: Sequence[str]) -> Lap:
    """Each half timed after the other one has warmed its process up."""
    # Every other caption, so that both halves have the same languages and agencies.
    even, odd = list(captions[::2]), list(captions[1::2])
    first, second = run(Order(warm=odd, timed=even)), run(Order(warm=even, timed=odd))
    answers = [first, second]
    return Lap(
        seconds=first["seconds"] + second["seconds"],
        answers=[answers[at % 2]["answers"][at // 2] for at in range(len(captions))],
    )


def measure(sides: dict[str, Run], captions: Sequence[str], repeats: int) -> dict[str, Figures]:
    """All sides in turn, again and again, so that a machine that slows down slows every side."""
    cold = {name: run(Order(warm=[], timed=list(captions))) for name, run in sides.items()}
    laps: dict[str, list[Lap]] = {name: [] for name in sides}
    for _ in range(repeats):
        for name, run in sides.items():
            laps[name].append(crossed(run, captions))
    return {name: Figures(laps[name], cold[name]) for name in sides}


def spread(values: Sequence[float]) -> Spread:
    """The median with the least and the most."""
    return Spread(statistics.median(values), min(values), max(values))


def ratio(ours: Figures, other: Figures) -> Spread:
    """How many times faster, repeat by repeat."""
    pairs = zip(ours.laps, other.laps, strict=True)
    return spread([one.rate / another.rate for one, another in pairs])
