"""All pictures that some may be copies of, straight or through others, and what is known of them."""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType
from typing import Protocol

from catalog.desk.grouping import SURE, Pair, Picture, group
from catalog.records import PictureHashes
from catalog.store import Store
from catalog.store.clusters import Placed, Placement
from catalog.store.copy_words import Word, newest, read_words
from catalog.store.reading import read_hashes
from catalog.store.standing import Standing, read_fellows, read_standings


class Looks(Protocol):
    """Finds pictures that look alike."""

    def catch_up(self) -> None:
        """Take in every photo that was committed by now."""

    def near(self, hashes: PictureHashes) -> Sequence[tuple[int, int]]:
        """The photos that look like a picture, itself among them or not, and in how many bits they differ.

        Up to `SURE` it is the same picture, up to `POSSIBLE` it may be; none of these is left out.
        """


_DIGITS = 16


@dataclass(slots=True)
class Region:
    """Pictures that are alike, were clustered, or were joined by people, and all that these lead to.

    Attributes:
        standings: What clusters know of each.
        hashes: What each that is catalogued is recognised by as it is now, "" where it cannot be.
        links: Bits by which two different hashes differ, the lower hash first.
        words: The newest word of people on each pair, the lower number first.
    """

    standings: dict[int, Standing] = field(default_factory=dict)
    hashes: dict[int, str] = field(default_factory=dict)
    links: dict[tuple[str, str], int] = field(default_factory=dict)
    words: dict[Pair, Word] = field(default_factory=dict)

    def groups(self, words: Mapping[Pair, bool | None] = MappingProxyType({})) -> list[list[int]]:
        """Groups of copies among those that are catalogued.

        Args:
            words: What people say besides; it counts more than what they said.
        """
        # One that was withdrawn is no member, and what people joined through it stays joined.
        members = ([number for number in one if number in self.hashes] for one in self._whole(words))
        return [one for one in members if one]

    def clusters_of(self, photos: Iterable[int]) -> list[set[int]]:
        """The groups that photos are in, what was withdrawn since among them."""
        return [set(one) for one in self._whole() if not set(one).isdisjoint(photos)]

    def joined_through(self, photos: Collection[int]) -> list[Pair]:
        """Pairs that hold together, without these photos, what people joined with their help."""
        said = [pair for pair, word in self.words.items() if word.same]
        reach = {number: {number} for pair in said for number in pair}
        for one, other in said:
            if reach[one] is not reach[other]:
                reach[one] |= reach[other]
                reach |= dict.fromkeys(reach[other], reach[one])
        groups = {
            id(one): sorted(one.difference(photos)) for one in reach.values() if one.intersection(photos)
        }
        return [pair for one in groups.values() for pair in pairwise(one)]

    def _whole(self, words: Mapping[Pair, bool | None] = MappingProxyType({})) -> list[list[int]]:
        said = {pair: word.same for pair, word in self.words.items()} | dict(words)
        pictures = [
            Picture(number, self.hashes.get(number, ""), one.provider, one.reference)
            for number, one in self.standings.items()
        ]
        heard = {pair: same for pair, same in said.items() if same is not None}
        return group(pictures, self.links, heard)


def gather(store: Store, looks: Looks, seeds: Iterable[int], *, anew: bool = False) -> Region:
    """Find all that some photos lead to, round after round.

    Args:
        store: The catalog's records.
        looks: Finds pictures that look alike.
        seeds: Photos to begin with.
        anew: Recognise each picture by what its image file says, whatever it was recognised by before.
    """
    region = Region()
    found: dict[str, Sequence[tuple[int, int]]] = {}
    asked: set[int] = set()
    todo = set(seeds)
    if todo:
        looks.catch_up()
    while todo:
        asked |= todo
        records, further = _read(store, region, todo, anew=anew)
        for hash_, record in records.items():
            if hash_ not in found:
                found[hash_] = looks.near(record)
                further |= {number for number, bits in found[hash_] if bits <= SURE}
        todo = further - asked
    _link(region, found)
    return region


def _read(
    store: Store, region: Region, todo: Collection[int], *, anew: bool
) -> tuple[dict[str, PictureHashes], set[int]]:
    """Take photos into the region; what each is found again by, and the photos they lead to."""
    with store.reading() as session:
        standings = read_standings(session, todo)
        words = newest(read_words(session, todo))
        further = set(read_fellows(session, {one.cluster for one in standings.values() if one.cluster}))
        hashes = {number: one.hash for number, one in standings.items() if one.catalogued}
        fresh = {number for number in hashes if anew or not standings[number].settled}
        known = {hash_: number for number, hash_ in hashes.items() if hash_ and number not in fresh}
        pictures = read_hashes(session, sorted(fresh | set(known.values())))
    for number in fresh:
        hashes[number] = _key(pictures[number]) if number in pictures else ""
    region.standings |= standings
    region.hashes |= hashes
    region.words |= words
    for pair, word in words.items():
        further.update(pair if word.same else ())
    records = {hashes[number]: picture for number, picture in pictures.items() if number in hashes}
    return records, further


def _key(picture: PictureHashes) -> str:
    """What a picture is recognised by in one text: two of the same text are near the same pictures."""
    variants = sorted(picture.phash_variants.items())
    if not variants:
        return picture.phash or ""
    return f"{picture.phash}-{hashlib.sha256(repr(variants).encode()).hexdigest()[:_DIGITS]}"


def _link(region: Region, found: dict[str, Sequence[tuple[int, int]]]) -> None:
    """Say by how many bits hashes differ, from what was found for each."""
    for hash_, near in found.items():
        for number, bits in near:
            other = region.hashes.get(number)
            if other and other != hash_:
                pair = (min(hash_, other), max(hash_, other))
                region.links[pair] = min(bits, region.links.get(pair, bits))


def place_anew(region: Region, groups: Sequence[Sequence[int]]) -> Placement:
    """What becomes of a region's clusters when its pictures are in these groups."""
    now = {number: one[0] for one in groups if len(one) > 1 for number in one}
    placed, gone = [], []
    moved: dict[int, tuple[int | None, int | None]] = {}
    for number, one in region.standings.items():
        cluster = now.get(number)
        if cluster != one.cluster:
            moved[number] = (one.cluster, cluster)
        if not one.catalogued or not (one.image_version or cluster):
            gone += [number] if one.seen is not None else []
            continue
        new = Placed(number, cluster, one.image_version, region.hashes[number])
        if new != Placed(number, one.cluster, -1 if one.seen is None else one.seen, one.hash):
            placed.append(new)
    return Placement(tuple(placed), tuple(gone), moved, _ended(region, now))


def _ended(region: Region, now: Mapping[int, int]) -> dict[int, int | None]:
    """Numbers that have no members any more, each with the cluster that most of its pictures went to."""
    alive = set(now.values())
    went: dict[int, Counter[int]] = {}
    for number, one in region.standings.items():
        if one.cluster is not None and one.cluster not in alive:
            went.setdefault(one.cluster, Counter()).update([now[number]] if number in now else [])
    return {old: _remnant(counts) for old, counts in went.items()}


def _remnant(counts: Counter[int]) -> int | None:
    """The cluster that most pictures went to, the lowest of several; one picture alone is no remnant."""
    kept = [number for number, count in counts.items() if count > 1]
    return min(kept, key=lambda number: (-counts[number], number), default=None)
