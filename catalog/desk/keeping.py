"""Clusters of copies kept in step with the catalog.

Whatever is written was worked out from one turn of the clusters; where somebody else wrote meanwhile, it is
worked out again.
"""

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from catalog.desk.assessing import Assess, assess_copies
from catalog.desk.grouping import Pair
from catalog.desk.region import Looks, Region, gather, place_anew
from catalog.records import Actor
from catalog.store import ConflictError, Store, Work, persist
from catalog.store.clusters import Placement, place, skip_own_changes
from catalog.store.copy_words import newest, read_words, save_words
from catalog.store.lists import read_changes
from catalog.store.reading import read_hashes
from catalog.store.standing import Progress, read_progress, read_standings

TURN = 500
"""Changes that are followed in one transaction: few enough for people to write in between."""


class Moved(NamedTuple):
    """A photo whose cluster is another one now; None where it is alone."""

    photo: int
    before: int | None
    after: int | None


class Possible(NamedTuple):
    """A photo that may be a copy too, and by how many bits of 256 it differs from the nearest copy."""

    photo: int
    bits: int


class Act(NamedTuple):
    """What a person's act did.

    Attributes:
        event: Number of its audit event, by which it can be undone.
        moved: Photos whose cluster is another one now.
    """

    event: int
    moved: tuple[Moved, ...]


class Saying(NamedTuple):
    """A person's act before it is done.

    Attributes:
        verb: Its name in the audit chain.
        subject: What it is done to, `photo:7`.
        photos: The photos that it speaks of.
        words: What it says of pairs, given all that is known around these photos.
        reason: Why.
    """

    verb: str
    subject: str
    photos: Collection[int]
    words: Callable[[Region], Mapping[Pair, bool | None]]
    reason: str


class Clusters:
    """The clusters of one catalog.

    Attributes:
        store: The catalog's records.
        looks: Finds pictures that look alike.
        assess: The rules by which copies are assessed again when their cluster changes.
    """

    def __init__(self, store: Store, looks: Looks, assess: Assess) -> None:
        self.store = store
        self.looks = looks
        self.assess = assess

    def follow(self, actor: Actor) -> int:
        """Set what changed since beside the other pictures; how many photos moved.

        Args:
            actor: Who brought the changes.
        """
        moved = 0
        try:
            while (done := persist(lambda: self._follow_turn(actor))) is not None:
                moved += done
        except ConflictError:
            # Somebody else follows the same log, and comes to our changes too.
            pass
        return moved

    def _follow_turn(self, actor: Actor) -> int | None:
        """Follow one stretch of the change log; None where there is nothing more to follow."""
        with self.store.reading() as session:
            progress = read_progress(session)
            changes = read_changes(session, progress.seq, TURN)
            standings = read_standings(session, {number for _, number in changes})
        if not changes:
            return None
        region = gather(self.store, self.looks, [n for n, one in standings.items() if not one.settled])
        placement = place_anew(region, region.groups())
        with self.store.writing(actor) as work:
            place(work, placement, turn=progress.turn, seq=changes[-1][0])
            _record(work, placement, assess_copies(work, self.assess, list(standings), placement))
            skip_own_changes(work, changes[-1][0])
        return len(placement.moved)

    def rebuild(self, actor: Actor, *, dry_run: bool = False) -> Iterator[Moved]:
        """Work all clusters out again from image files and people's words; what is different, photo by photo.

        Args:
            actor: Who asks.
            dry_run: Only look.
        """
        seen: set[int] = set()
        last = 0
        while ids := self.store.photo_ids(last, TURN):
            last = ids[-1]
            region, placement = self._rebuild_turn(actor, [n for n in ids if n not in seen], dry_run=dry_run)
            seen.update(region.standings)
            yield from told(placement)

    def _rebuild_turn(
        self, actor: Actor, todo: Collection[int], *, dry_run: bool
    ) -> tuple[Region, Placement]:
        """Work out again all that some photos lead to."""

        def write() -> tuple[Region, Placement]:
            progress = self._progress()
            region = gather(self.store, self.looks, todo, anew=True)
            placement = place_anew(region, region.groups())
            if not dry_run:
                with self.store.writing(actor) as work:
                    place(work, placement, turn=progress.turn)
                    _record(work, placement, assess_copies(work, self.assess, (), placement))
            return region, placement

        return persist(write)

    def possible(self, photos: Collection[int]) -> list[Possible]:
        """Other photos that may be copies of these, the most alike first; nothing is joined.

        Args:
            photos: Copies of one picture. What a person split from them is left out.
        """
        self.looks.catch_up()
        with self.store.reading() as session:
            pictures = read_hashes(session, sorted(photos))
            words = newest(read_words(session, photos))
        refused = {number for pair, word in words.items() if word.same is False for number in pair}
        found: dict[int, int] = {}
        for picture in pictures.values():
            for number, bits in self.looks.near(picture):
                found[number] = min(bits, found.get(number, bits))
        others = found.keys() - refused - set(photos)
        return sorted(
            (Possible(number, found[number]) for number in others), key=lambda one: (one.bits, one.photo)
        )

    def carry_out(self, saying: Saying, actor: Actor) -> Act:
        """Do what a person says, in one transaction with one audit event.

        Args:
            saying: The act.
            actor: Who says so.

        Raises:
            CatalogError: The act does not fit what is there.
        """

        def write() -> Act:
            progress = self._progress()
            region = gather(self.store, self.looks, saying.photos)
            words = saying.words(region)
            placement = place_anew(region, region.groups(words))
            with self.store.writing(actor) as work:
                place(work, placement, turn=progress.turn)
                assessed = assess_copies(work, self.assess, (), placement)
                # Last, as every transaction locks the head last.
                event = save_words(work, words)
                values = {"photos": " ".join(map(str, saying.photos)), "reason": saying.reason}
                values |= {"moved": _moves(placement), "assessed": " ".join(map(str, assessed))}
                work.record(saying.verb, saying.subject, values)
            return Act(event, told(placement))

        return persist(write)

    def _progress(self) -> Progress:
        with self.store.reading() as session:
            return read_progress(session)


def told(placement: Placement) -> tuple[Moved, ...]:
    """Photos whose cluster is another one now, in the order of their numbers."""
    return tuple(Moved(number, *placement.moved[number]) for number in sorted(placement.moved))


def _moves(placement: Placement) -> str:
    """What moved, in one line: `17 -> 12` for a photo and its cluster now."""
    return ", ".join(f"{one.photo} -> {one.after or 'alone'}" for one in told(placement))


def _record(work: Work, placement: Placement, assessed: Sequence[int]) -> None:
    """Say what the program did: one event for all, with counts and a digest."""
    if placement.moved or assessed:
        digest = hashlib.sha256(f"{_moves(placement)}\n{assessed}".encode()).hexdigest()
        counts = {"photos": str(len(placement.moved)), "assessed": str(len(assessed))}
        work.record("cluster-copies", "photos", counts | {"digest": digest})
