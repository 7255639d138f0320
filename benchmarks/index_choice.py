"""Our index (FTS5 with numpy columns) beside tantivy, at the cardinalities of a large picture archive.

    pip install -r benchmarks/index_choice.txt
    python benchmarks/index_choice.py [PHOTOS] [skewed|even]

Every photo has one of 100,000 creators and one of 20,000 places, each of which occurs: `skewed`, a few have
most of the photos; `even`, all have about as many. Our index counts no creators, so here they are also the
parties that handed the picture out, which it does count. Both are filled in turns of 500, each found at once.
Both get the same folded tokens: ours a column for each field, tantivy one field for all, which favours it.
Answers are not remembered. The figures stand in `docs/decisions/0005-index-choice.md`.
"""

import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import tantivy  # type: ignore[import-not-found,unused-ignore]  # only this benchmark needs it

from benchmarks.synthetic import SyntheticStore, caption_words, day
from catalog.records import (
    CreatorCredit,
    Handout,
    HandoutParty,
    ParsedCaption,
    Photo,
    PlaceMention,
    Reference,
)
from catalog.search import FixedNames, Index, IndexDocument, document, parse_query, schema
from catalog.search.answers import Answers
from catalog.search.columns import load_columns
from catalog.search.evaluate import Evaluation
from catalog.search.following import TURN
from catalog.vocabulary.codes import HandoutState

CREATORS, PLACES = 100_000, 20_000
COMMON, RARE = "common", "w29500"
HEAP = 256 * 1024 * 1024
TOP = 10
MOST_SEGMENT_TERMS = 2 * CREATORS
"""As many terms as each segment must report for tantivy's counts to be exact: more than there are."""

Table = list[tuple[str, str, str]]


class Archive(SyntheticStore):
    """Photos of many creators and places.

    Args:
        size: How many photos it holds.
        power: How creators and places are drawn: the larger, the more photos the lowest numbers have.
    """

    def __init__(self, size: int, power: int) -> None:
        super().__init__(size)
        self.power = power

    def make(self, number: int) -> Photo:
        """Make the photo of one number, always the same."""
        chance = random.Random(number)  # noqa: S311 - synthetic data
        words = caption_words(chance)
        creator = f"Creator {self._draw(number, CREATORS, chance)}"
        place = f"Place {self._draw(number, PLACES, chance)}"
        return Photo(
            id=number,
            ref=Reference(provider="local", id=f"R{number}"),
            caption=ParsedCaption(
                caption=" ".join([*words, "in", place, COMMON if number % 4 else "usual"]),
                creators=(CreatorCredit(name=creator, span=(0, 1)),),
                places=(PlaceMention(name=place, span=(0, 1)),),
                date=day(chance),
            ),
            handout=Handout(
                state=HandoutState.STATED,
                from_=(HandoutParty(id=creator.lower().replace(" ", "-"), name=creator),),
            ),
            added="2026-01-01T00:00:00+00:00",
        )

    def _draw(self, number: int, among: int, chance: random.Random) -> int:
        """A number below `among`: each once, then by the power."""
        return number if number < among else int(among * chance.random() ** self.power)

    def documents(self) -> Iterator[IndexDocument]:
        """What both indexes are filled with."""
        names = FixedNames()
        return (document(self.make(number), names) for number in range(1, self.size + 1))


def seconds(run: Callable[[], object]) -> float:
    """How long one run takes."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def milliseconds(run: Callable[[], object], repeats: int = 15) -> str:
    """Fastest and median of some runs."""
    taken = [1000 * seconds(run) for _ in range(repeats)]
    return f"{min(taken):.1f} ({statistics.median(taken):.1f})"


def size_of(folder: Path) -> str:
    """Megabytes of all files below a folder."""
    return f"{sum(path.stat().st_size for path in folder.rglob('*') if path.is_file()) / 1e6:.0f}"


class Ours:
    """The product's index."""

    def __init__(self, folder: Path, archive: Archive) -> None:
        self.folder = folder
        self.archive = archive
        self.index = Index(folder / "index.db", archive, FixedNames(), remembered=0)

    def fill(self) -> None:
        """Fill it from the source, a turn at a time."""
        self.index.drain(seconds=3600)

    def newest(self, word: str) -> None:
        """A page of 60 and the exact total."""
        self.index.search(word, facets=())

    def relevant(self, word: str) -> None:
        """The same, best match first."""
        self.index.search(word, facets=(), sort="relevance")

    def top(self, word: str, facet: str) -> Counter[str]:
        """The most frequent values and their counts."""
        found = self.index.search(word, facets=(facet,), limit=0, facet_limit=TOP).facets[facet]
        return Counter({value.value: value.count for value in found})

    def every_id(self, word: str) -> int:
        """How many photos a word finds, by fetching all their ids."""
        connection = sqlite3.connect(self.folder / "index.db", isolation_level=None)
        evaluation = Evaluation(
            connection,
            self.columns,
            names=FixedNames(),
            answers=Answers(0),
            now=datetime.now(UTC),
            find_similar=lambda _: (),
        )
        found = len(self.columns.ids[np.flatnonzero(evaluation.mask(parse_query(word)))].tolist())
        connection.close()
        return found

    def read_columns(self) -> None:
        """Read the integers that `every_id` needs, once, as a process of the product does."""
        connection = schema.connect(self.folder / "index.db")
        self.columns = load_columns(connection, None)
        connection.close()

    def add_one(self) -> None:
        """Take one more photo in and see it."""
        self.archive.size += 1
        self.index.search(RARE, facets=(), limit=0)


class Tantivy:
    """The same documents in tantivy."""

    def __init__(self, folder: Path, archive: Archive) -> None:
        self.archive = archive
        schema_ = tantivy.SchemaBuilder()
        schema_.add_text_field("words", tokenizer_name="whitespace")
        for name in ("place", "from"):
            schema_.add_text_field(name, tokenizer_name="raw", fast=True)
        for name in ("day", "id"):
            schema_.add_integer_field(name, indexed=True, fast=True)
        self.schema = schema_.build()
        self.index = tantivy.Index(self.schema, path=str(folder))
        self.writer = self.index.writer(heap_size=HEAP, num_threads=2)

    def add(self, made: IndexDocument) -> None:
        """Put one document in."""
        found = tantivy.Document()
        found.add_text("words", " ".join([*made.columns.values(), *made.codes]))
        for facet in ("place", "from"):
            for value in made.facets[facet]:
                found.add_text(facet, value)
        found.add_integer("day", made.days[0] if made.days else 0)
        found.add_integer("id", made.id)
        self.writer.add_document(found)

    def fill(self) -> None:
        """Fill it, and look at it once merging is done."""
        for number, made in enumerate(self.archive.documents(), 1):
            self.add(made)
            if number % TURN == 0:
                self.writer.commit()
        self.writer.commit()
        self.writer.wait_merging_threads()
        self.reload()

    def reload(self) -> None:
        """See what was committed."""
        self.index.reload()
        self.searcher = self.index.searcher()

    def query(self, word: str) -> Any:  # noqa: ANN401 - an outsider's type
        """The query for one word, or for everything."""
        return tantivy.Query.term_query(self.schema, "words", word) if word else tantivy.Query.all_query()

    def newest(self, word: str) -> None:
        """A page of 60 and the exact total."""
        self.ids(self.searcher.search(self.query(word), limit=60, count=True, order_by_field="day"))

    def relevant(self, word: str) -> None:
        """The same, best match first."""
        self.ids(self.searcher.search(self.query(word), limit=60, count=True))

    def ids(self, result: Any) -> list[int]:  # noqa: ANN401 - an outsider's type
        """The photos of a result."""
        found = self.searcher.fast_field_values("id", [address for _, address in result.hits])
        return [int(number or 0) for number in found]

    def top(self, word: str, facet: str, *, exact: bool = False) -> Counter[str]:
        """The most frequent values and their counts; exact where every segment reports all of its terms."""
        terms: dict[str, object] = {"field": facet, "size": TOP}
        if exact:
            terms["segment_size"] = MOST_SEGMENT_TERMS
        answer = self.searcher.aggregate(self.query(word), {"top": {"terms": terms}})
        return Counter({bucket["key"]: int(bucket["doc_count"]) for bucket in answer["top"]["buckets"]})

    def every_id(self, word: str) -> int:
        """How many photos a word finds, by fetching all their ids."""
        return len(self.ids(self.searcher.search(self.query(word), limit=self.archive.size, count=False)))

    def add_one(self) -> None:
        """Take one more photo in and see it."""
        self.archive.size += 1
        self.add(document(self.archive.make(self.archive.size), FixedNames()))
        self.writer.commit()
        self.reload()
        self.newest(RARE)


def truth(archive: Archive, facet: str, word: str) -> Counter[str]:
    """The true counts, made up again without any index."""
    counts: Counter[str] = Counter()
    for made in archive.documents():
        if not word or word in made.columns["caption"].split():
            counts.update(list(made.facets[facet]))
    return counts


def fault(counts: Counter[str], true: Counter[str]) -> str:
    """How far a list of the most frequent values is off: wrong counts in it, photos that it lacks."""
    wrong = sum(count != true[value] for value, count in counts.items())
    best = sum(count for _, count in true.most_common(TOP))
    return f"{wrong} of {TOP} counts wrong, {best - counts.total()} of {best} photos lacking"


def both(asked: str, ours: Callable[[], object], other: Callable[[], object]) -> tuple[str, str, str]:
    """A line of the table: what, and what it takes each."""
    return f"{asked}, ms", milliseconds(ours), milliseconds(other)


def count(ours: Ours, other: Tantivy, archive: Archive, facet: str, word: str) -> Table:
    """The lines about one facet: time and error, and both again where every segment reports all its terms."""
    true = truth(archive, facet, word)
    exact = partial(other.top, word, facet, exact=True)
    said = f"{PLACES:,} places" if facet == "place" else f"{CREATORS:,} creators"
    asked = f"top {TOP} of {said}, {'common word' if word else 'everything'}"
    return [
        both(asked, partial(ours.top, word, facet), partial(other.top, word, facet)),
        ("    error", fault(ours.top(word, facet), true), fault(other.top(word, facet), true)),
        ("    every segment reports all terms, ms", "", milliseconds(exact)),
        ("    error then", "", fault(exact(), true)),
    ]


def compare(ours: Ours, other: Tantivy, archive: Archive) -> Table:
    """Everything that is measured once both are filled, a line for each: what, ours, tantivy's."""
    table: Table = [
        both("common word, newest 60 and total", partial(ours.newest, COMMON), partial(other.newest, COMMON)),
        both("rare word, newest 60 and total", partial(ours.newest, RARE), partial(other.newest, RARE)),
        both("common word, relevance", partial(ours.relevant, COMMON), partial(other.relevant, COMMON)),
    ]
    for facet in ("place", "from"):
        for word in ("", COMMON):
            table += count(ours, other, archive, facet, word)
    found = ours.every_id(COMMON)
    asked = f"ids of all {found:,} hits"
    table.append(both(asked, partial(ours.every_id, COMMON), partial(other.every_id, COMMON)))
    return table


def main(size: int, power: int) -> None:
    """Fill both with `size` photos in a temporary folder and print what each takes."""
    archive = Archive(size, power)
    making = seconds(lambda: [None for _ in archive.documents()])
    with tempfile.TemporaryDirectory() as folder:
        places = Path(folder) / "ours", Path(folder) / "tantivy"
        for place in places:
            place.mkdir()
        ours, other = Ours(places[0], Archive(size, power)), Tantivy(places[1], Archive(size, power))
        loads = [seconds(ours.fill), seconds(other.fill)]
        ours.index.close()  # its log joins the file
        table: Table = [
            ("fill, s", f"{loads[0]:.1f}", f"{loads[1]:.1f}"),
            ("size, MB", size_of(places[0]), size_of(places[1])),
            ("segments", "", str(other.searcher.num_segments)),
            ("first search, ms", f"{1000 * seconds(partial(ours.newest, RARE)):.0f}", ""),
        ]
        ours.read_columns()
        table += compare(ours, other, archive)
        other.writer = other.index.writer(heap_size=HEAP, num_threads=1)
        table.append(
            ("one more photo until it is found, ms", milliseconds(ours.add_one), milliseconds(other.add_one))
        )
        other.writer.wait_merging_threads()
        ours.index.close()
    print(f"{size:,} photos; to make the documents alone takes {making:.1f} s of each filling")
    print(f"SQLite {sqlite3.sqlite_version}, tantivy {version('tantivy')}, fastest of 15 runs (median)")
    for line in [("", "FTS5 + numpy", "tantivy"), *table]:
        print("{:52} {:>42} {:>48}".format(*line))


if __name__ == "__main__":
    main(
        next((int(word) for word in sys.argv[1:] if word.isdigit()), 250_000), 1 if "even" in sys.argv else 2
    )
