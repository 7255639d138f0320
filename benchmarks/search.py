"""How fast the index answers: `python benchmarks/search.py [PHOTOS]` prints p50 and p95.

The photos are synthetic: words follow a Zipf-like law over 30,000 invented ones, dates lie in 1980 to 2026,
one photo in fifty has none. A search is a page of 60 with its exact total; where facets are counted, it is
said. Answers are not remembered from search to search, but in the last line.
"""

import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.synthetic import SyntheticStore, caption_words, day
from catalog.records import (
    AgencyCredit,
    CreatorCredit,
    Handout,
    HandoutParty,
    ParsedCaption,
    Photo,
    PlaceMention,
    Reference,
)
from catalog.search import FixedNames, Index
from catalog.vocabulary.codes import AgencyRole, HandoutState, Kind

HANDOUTS = 0.3
COUNTRIES = ("AM", "AZ", "CL", "FR", "DE", "GB", "US", "UA", "TR", "JP", "BR", "KE")
FOUR = ("agency", "from", "kind", "country")


def make_photo(number: int, chance: random.Random) -> Photo:
    """One invented photo."""
    words = caption_words(chance)
    taken = None if number % 50 == 0 else day(chance)
    agency = f"agency-{int(20 * chance.random() ** 2)}"
    party = f"Office {int(300 * chance.random() ** 2)}" if chance.random() < HANDOUTS else None
    place = f"Place {int(2000 * chance.random() ** 3)}"
    caption = ParsedCaption(
        caption=" ".join([*words, "in", place, "common" if number % 4 else "usual"]),
        agencies=(AgencyCredit(id=agency, name=agency.upper(), role=AgencyRole.MAKER, span=(0, 1)),),
        creators=(CreatorCredit(name=f"Maria L{chance.randrange(3000)}", span=(0, 1)),),
        kinds=(Kind.HANDOUT,) if party else (),
        places=(PlaceMention(name=place, span=(0, 1)),),
        country=chance.choice(COUNTRIES),
        date=taken,
    )
    parties = (HandoutParty(id=party.lower().replace(" ", "-"), name=party),) if party else ()
    return Photo(
        id=number,
        ref=Reference(provider="local", id=f"R{number}"),
        caption=caption,
        handout=Handout(state=HandoutState.STATED if party else HandoutState.NOT_INDICATED, from_=parties),
        added=f"2026-01-{number % 28 + 1:02}T00:00:00+00:00",
    )


class SyntheticSource(SyntheticStore):
    """Photos of some agencies, offices and countries."""

    def make(self, number: int) -> Photo:
        """Make the photo of one number, always the same."""
        return make_photo(number, random.Random(number))  # noqa: S311 - synthetic data


def measure(run: Callable[[], object], repeats: int = 20) -> tuple[float, float]:
    """Median and 95th percentile in milliseconds."""
    taken = []
    for _ in range(repeats):
        start = time.perf_counter()
        run()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken), statistics.quantiles(taken, n=20)[-1]


def cases(index: Index) -> Iterator[tuple[str, Callable[[], object]]]:
    """Name and call of each measured search."""
    deep = None
    for _ in range(20):
        deep = index.search("", facets=(), limit=1000, after=deep).next
    yield "rare word, newest 60", lambda: index.search("w29500", facets=())
    yield "common word, newest 60", lambda: index.search("common", facets=())
    yield "common word, newest 60, 4 facets", lambda: index.search("common", facets=FOUR)
    yield "everything, newest 60, 4 facets", lambda: index.search("", facets=FOUR)
    yield "everything, newest 60, 6 facets", lambda: index.search("")
    yield "two words, newest 60, 4 facets", lambda: index.search("w2 w40", facets=FOUR)
    yield "phrase, newest 60", lambda: index.search('"in place"', facets=())
    yield "date range, 4 facets", lambda: index.search("date:2020-09..2021-02", facets=FOUR)
    yield "agency and date, 4 facets", lambda: index.search("agency:=agency-0 date:>=2010", facets=FOUR)
    yield "is:handout -w1, 4 facets", lambda: index.search("is:handout -w1", facets=FOUR)
    yield "deep page (20,000 on), newest", lambda: index.search("", facets=(), after=deep)
    yield "common word, added", lambda: index.search("common", facets=(), sort="added")
    yield "common word, relevance", lambda: index.search("common", facets=(), sort="relevance")
    yield "two words, relevance", lambda: index.search("w2 w40", facets=(), sort="relevance")


def main(size: int) -> None:
    """Build an index of `size` photos in a temporary folder and print what it takes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "index.db"
        index = Index(path, SyntheticSource(size), FixedNames(), remembered=0)
        start = time.perf_counter()
        index.rebuild()
        seconds = time.perf_counter() - start
        print(f"build   {size:,} photos in {seconds:.1f} s, {size / seconds:,.0f} a second")
        print(f"size    {path.stat().st_size / 1e6:.0f} MB")
        start = time.perf_counter()
        index.search("", facets=())
        print(f"open    first search {1000 * (time.perf_counter() - start):.0f} ms")
        for name, run in cases(index):
            median, high = measure(run)
            print(f"search  {name:40} p50 {median:6.1f} ms  p95 {high:6.1f} ms")
        warm = Index(path, SyntheticSource(size), FixedNames())
        warm.search("common", facets=FOUR)
        median, high = measure(lambda: warm.search("common", facets=FOUR))
        print(f"search  {'common word again, 4 facets':40} p50 {median:6.1f} ms  p95 {high:6.1f} ms")
        warm.close()
        print(f"memory  {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most")
        index.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
