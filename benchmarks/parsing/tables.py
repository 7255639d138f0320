"""The figures as lines of text, and whether they reach what was asked."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from benchmarks.parsing.captions import Captioned, as_reading
from benchmarks.parsing.rounds import Figures, Spread
from tests.accuracy.scoring import Tally, score

FIELDS = (
    "agencies",
    "creators",
    "handout",
    "handout_source",
    "kinds",
    "places",
    "place_first",
    "date",
    "date_given",
    "whole",
)
"""Of the figures in `docs/reference/accuracy.md`, those that both sides can be asked for."""


class Bar(NamedTuple):
    """One thing that was asked of the parser."""

    name: str
    measured: float
    asked: float
    at_least: bool = True

    @property
    def reached(self) -> bool:
        """Whether the parser does it."""
        return self.measured >= self.asked if self.at_least else self.measured < self.asked


def rates(figures: Mapping[str, Figures]) -> Iterator[str]:
    """A line for each side."""
    yield _row("captions per CPU second", "median", "least", "most", "cold", "start s")
    for name, one in figures.items():
        values = [f"{value:,.0f}" for value in (*one.rate, one.cold_rate)]
        yield _row(name, *values, f"{one.cold['ready']:.2f}")


def ratios(found: Mapping[str, Spread]) -> Iterator[str]:
    """A line for each side that we are compared with."""
    yield _row("times as many as", "median", "least", "most")
    for name, values in found.items():
        yield _row(name, *(f"{value:.1f}" for value in values))


def accuracy(captions: Sequence[Captioned], figures: Mapping[str, Figures]) -> Iterator[str]:
    """A line for each field: all labelled captions, then the English ones, which the tagger was made for."""
    labelled = [at for at, captioned in enumerate(captions) if captioned.label]
    english = [at for at in labelled if (label := captions[at].label) and label.language == "en"]
    parts = {f"{len(labelled)} labelled": labelled, f"{len(english)} English": english}
    shown = {part: places for part, places in parts.items() if places}
    if not shown:
        return
    yield _row("", *(part for part in shown for _ in figures))
    yield _row("accuracy", *(name.partition(",")[0] for _ in shown for name in figures))
    scores = [_scores(captions, one, places) for places in shown.values() for one in figures.values()]
    for field in FIELDS:
        yield _row(field, *(f"{tallies[field].value:.3f}" for tallies in scores))


def _scores(captions: Sequence[Captioned], figures: Figures, places: Sequence[int]) -> dict[str, Tally]:
    answers = figures.laps[-1].answers
    pairs = ((captions[at].label, as_reading(answers[at])) for at in places)
    return score((label, answer) for label, answer in pairs if label)


def endless(seconds: Mapping[str, float]) -> Iterator[str]:
    """A line for each text of a megabyte."""
    yield _row("one megabyte of", "CPU s")
    for name, value in seconds.items():
        yield _row(name, f"{value:.3f}")


def verdict(bars: Sequence[Bar]) -> Iterator[str]:
    """A line for each thing asked."""
    yield _row("asked", "measured", "bar", "")
    for bar in bars:
        sign = "at least" if bar.at_least else "under"
        yield _row(
            bar.name,
            f"{bar.measured:,.1f}",
            f"{sign} {bar.asked:,.0f}",
            "reached" if bar.reached else "missed",
        )


def _row(name: str, *cells: str) -> str:
    return f"{name:<36}" + "".join(f"{cell:>15}" for cell in cells).rstrip()
