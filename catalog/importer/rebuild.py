"""Projections made again: parses out of the words as kept, assessments out of words and files.

A person's edits are no projection: they stay, and stay what is shown.
"""

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from msgspec import Struct

from catalog.desk.assessing import is_other
from catalog.errors import CatalogError
from catalog.importer.differences import PhotoDifferences, find_differences
from catalog.importer.item import Readers
from catalog.importer.pace import Pace
from catalog.importer.report import Progress
from catalog.provenance import Neighbour
from catalog.records import Actor, Photo, to_json
from catalog.store import Assessed, Store, Work, persist, save_assessments, save_parses
from catalog.store.basis import Basis, note_parser, photos_within, read_bases, unmoved, would_link
from catalog.store.neighbours import read_neighbours

Made = TypeVar("Made")

PHOTOS = 250
"""Photos of a batch: few enough to report progress twice a second."""


class RebuildReport(Struct, frozen=True, kw_only=True):
    """What became of photos.

    Attributes:
        photos: How many were looked at.
        changed: How many are different, or would be.
        fields: For each field, in how many of them.
    """

    photos: int
    changed: int
    fields: dict[str, int]


class Candidate(NamedTuple):
    """A photo whose projections came out otherwise than they stand."""

    basis: Basis
    before: Photo | None
    made: Assessed


class _Undone(Exception):  # noqa: N818 -- no error: it ends a transaction of which nothing is to be kept
    """Leaves a transaction after its effect was looked at."""


class Rebuild:
    """Make projections again, photo by photo.

    Args:
        store: The catalog's records.
        readers: Parser and assessment.
        actor: Who asks.
        dry_run: Only look: each change is made in a transaction that is then undone.
    """

    def __init__(self, store: Store, readers: Readers, actor: Actor, *, dry_run: bool = False) -> None:
        self._store = store
        self._readers = readers
        self._actor = actor
        self._dry_run = dry_run
        self._pace = Pace()
        self._looked_at = 0
        self._fields: Counter[str] = Counter()
        self._changed = 0

    def reparse(self, progress: Callable[[Progress], None] | None = None) -> Iterator[PhotoDifferences]:
        """Parse all current captions again, and assess the photos whose parse is another one now.

        Photos that come out the same are left alone. `report` is complete when the iterator is exhausted.

        Args:
            progress: Told after each batch.
        """
        yield from self._make("reparse", self._parsed_anew, progress)

    def reassess(self, progress: Callable[[Progress], None] | None = None) -> Iterator[PhotoDifferences]:
        """Assess all photos again with their parses as they stand.

        Args:
            progress: Told after each batch.

        Raises:
            CatalogError: A parse is missing or cannot be read.
        """
        yield from self._make("reassess", self._assessed_anew, progress)

    @property
    def report(self) -> RebuildReport:
        """What became of the photos so far."""
        return RebuildReport(
            photos=self._looked_at, changed=self._changed, fields=dict(self._fields.most_common())
        )

    def _make(
        self,
        verb: str,
        find: Callable[[Sequence[Basis]], list[Candidate]],
        progress: Callable[[Progress], None] | None,
    ) -> Iterator[PhotoDifferences]:
        """Take all photos through the finding and the saving, in batches."""
        total = self._store.count()
        last = 0
        while ids := self._store.photo_ids(last, PHOTOS):
            with self._store.reading() as session:
                bases = read_bases(session, ids)
            rest = find(bases)
            while rest:
                part, rest = rest[: self._pace.size], rest[self._pace.size :]
                yield from self._save(verb, part)
            last = ids[-1]
            self._looked_at += len(ids)
            if progress is not None:
                progress(Progress(done=self._looked_at, total=total, failed=0))

    def _parsed_anew(self, bases: Sequence[Basis]) -> list[Candidate]:
        """Photos whose words give another parse than the one that stands."""
        before = self._photos([one for one in bases if one.parsed is not None or one.parser is None])
        neighbours = self._neighbours(bases)
        candidates, same = [], []
        for basis in bases:
            if basis.text is None or basis.received is None:
                continue
            parsed = self._readers.parse(basis.text, basis.received)
            if parsed != basis.parsed:
                assessed = self._readers.assess(parsed, basis.image, neighbours.get(basis.photo_id, ()))
                made = Assessed(basis.photo_id, parsed, *assessed)
                candidates.append(Candidate(basis, before.get(basis.photo_id), made))
            elif basis.parser != self._readers.parser:
                same.append(basis.photo_id)
        if same and not self._dry_run:
            self._transact(lambda work: note_parser(work, same, self._readers.parser), undo=False)
        return candidates

    def _assessed_anew(self, bases: Sequence[Basis]) -> list[Candidate]:
        """Photos whose words and file give another assessment than the one that stands."""
        for basis in bases:
            if basis.text is not None and basis.parsed is None:
                where = f"photo {basis.photo_id}"
                raise CatalogError(where, "its parse cannot be read: run catalog reparse")
        neighbours = self._neighbours(bases)
        made = [
            Assessed(
                basis.photo_id,
                basis.parsed,
                *self._readers.assess(basis.parsed, basis.image, neighbours.get(basis.photo_id, ())),
            )
            for basis in bases
        ]
        links = self._transact(lambda work: would_link(work, made), undo=True)
        before = self._photos(bases)
        found = zip(bases, made, links, strict=True)
        return [
            Candidate(basis, before[basis.photo_id], one)
            for basis, one, own in found
            if is_other(before[basis.photo_id], one, own)
        ]

    def _neighbours(self, bases: Sequence[Basis]) -> dict[int, tuple[Neighbour, ...]]:
        """Copies that say handout, as they stand: where one says something else now, its cluster follows."""
        with self._store.reading() as session:
            return read_neighbours(session, [one.photo_id for one in bases])

    def _photos(self, bases: Sequence[Basis]) -> dict[int, Photo]:
        return {photo.id: photo for photo in self._store.photos([one.photo_id for one in bases])}

    def _save(self, verb: str, part: Sequence[Candidate]) -> Iterator[PhotoDifferences]:
        """Save one part, or look what saving it would do, and tell what is different."""
        began = time.monotonic()
        after = self._transact(lambda work: self._apply(work, verb, part), undo=self._dry_run)
        self._pace.learn(len(part), time.monotonic() - began)
        for one in part:
            photo = after.get(one.basis.photo_id)
            differences = find_differences(one.before, photo) if photo is not None else ()
            if differences:
                self._changed += 1
                self._fields.update(difference.field for difference in differences)
                yield PhotoDifferences(photo=one.basis.photo_id, differences=differences)

    def _transact(self, act: Callable[[Work], Made], *, undo: bool) -> Made:
        """Run one transaction, again where another writer was first; undone, it leaves no trace."""

        def write() -> Made:
            try:
                with self._store.writing(self._actor) as work:
                    made = act(work)
                    if undo:
                        raise _Undone  # noqa: TRY301 -- leaving with an exception undoes a transaction
            except _Undone:
                pass
            return made

        return persist(write)

    def _apply(self, work: Work, verb: str, part: Sequence[Candidate]) -> dict[int, Photo]:
        """Put new projections in place; the photos as they stand then."""
        # An import that brought new words or another file meanwhile has parsed and assessed them itself.
        current = unmoved(work, [one.basis for one in part])
        kept = [one for one in part if one.basis.photo_id in current]
        parses = [
            (one.basis.photo_id, one.basis.caption_version, one.made.words, self._readers.parser)
            for one in kept
            if one.made.words is not None and one.made.words != one.basis.parsed
        ]
        save_parses(work, parses)
        save_assessments(work, [one.made for one in kept])
        if kept:
            work.record(verb, "photos", {"photos": str(len(kept)), "digest": _digest(kept)})
        return {photo.id: photo for photo in photos_within(work, sorted(current))}


def _digest(kept: Sequence[Candidate]) -> str:
    """Hex SHA-256 over one line for each photo: number, parse, state and findings."""
    digest = hashlib.sha256()
    for one in kept:
        words = to_json(one.made.words) if one.made.words is not None else "-"
        rules = " ".join(finding.id for finding in one.made.findings)
        digest.update(f"{one.basis.photo_id} {words} {one.made.handout.state} {rules}\n".encode())
    return digest.hexdigest()
