"""Which pictures are copies of one: a pure function of hashes and people's words, whatever came first.

Pairs are taken from the most alike to the least. A sure pair joins the two parts it lies in only where at
least half of all pairs across them are alike too: one chance likeness must not chain strangers together.
A person's "same" always joins; a person's "not the same" is never crossed.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from catalog.search.similar import WHOLE

SURE = WHOLE.sure
"""Bits of 256 up to which two hashes are of the same picture."""
POSSIBLE = WHOLE.possible
"""Bits up to which they may be: proposed to people, never joined."""

Pair: TypeAlias = tuple[int, int]


class Picture(NamedTuple):
    """A picture as it is grouped.

    Attributes:
        photo_id: The photo.
        hash: What it is recognised by, "" where it cannot be.
        provider: Whose it is.
        reference: The provider's identity of it; with the provider it breaks ties, as numbers of photos
            would tell in which order they came.
    """

    photo_id: int
    hash: str
    provider: str
    reference: str


class _Node(NamedTuple):
    """Pictures that nothing tells apart, or one that a person spoke of."""

    hash: str
    provider: str
    reference: str
    photos: tuple[int, ...]


def group(
    pictures: Sequence[Picture], links: Mapping[tuple[str, str], int], words: Mapping[Pair, bool]
) -> list[list[int]]:
    """Sort pictures into groups of copies; each picture is in one group, most are alone.

    Args:
        pictures: All that may be linked to one another, whether straight or through others.
        links: Bits by which two different hashes differ, the lower hash first, up to `POSSIBLE`.
        words: What people said of two photos, the lower number first: the same picture or not.

    Returns:
        Groups of photo numbers, each ascending, in the order of their first.
    """
    nodes = _nodes(pictures, words)
    place = {photo: index for index, node in enumerate(nodes) for photo in node.photos}
    parts = _Parts(nodes, links)
    for same in (True, False):
        for (one, other), word in words.items():
            if word is same and one in place and other in place:
                parts.hear(place[one], place[other], same=same)
    parts.join_alike()
    found = ([photo for index in members for photo in nodes[index].photos] for members in parts.groups())
    return sorted(sorted(photos) for photos in found)


def _nodes(pictures: Sequence[Picture], words: Mapping[Pair, bool]) -> list[_Node]:
    """Pictures of one hash are one node, unless a person spoke of them; in an order that tells no arrival."""
    spoken = {photo for pair in words for photo in pair}
    alike: dict[str, list[Picture]] = defaultdict(list)
    nodes: list[_Node] = []
    for one in pictures:
        if one.hash and one.photo_id not in spoken:
            alike[one.hash].append(one)
        else:
            nodes.append(_Node(one.hash, one.provider, one.reference, (one.photo_id,)))
    for hash_, same in alike.items():
        first = min(same, key=lambda one: (one.provider, one.reference))
        photos = tuple(one.photo_id for one in same)
        nodes.append(_Node(hash_, first.provider, first.reference, photos))
    return sorted(nodes)


class _Parts:
    """Parts that likeness made, and groups of them that people's words made.

    Likeness is weighed between parts, so that a person who joins two clusters does not make them strangers
    to the copies that either would have taken.
    """

    def __init__(self, nodes: Sequence[_Node], links: Mapping[tuple[str, str], int]) -> None:
        count = len(nodes)
        self._part, self._group = list(range(count)), list(range(count))
        self._members = {index: [index] for index in range(count)}
        self._parts = {index: [index] for index in range(count)}
        self._apart: dict[int, set[int]] = defaultdict(set)
        self._close: dict[int, Counter[int]] = {index: Counter() for index in range(count)}
        self._sure: list[tuple[int, int, int]] = []
        for bits, one, other in _pairs(nodes, links):
            self._close[one][other] += 1
            self._close[other][one] += 1
            if bits <= SURE:
                self._sure.append((bits, one, other))

    def hear(self, one: int, other: int, *, same: bool) -> None:
        """Take a person's word on two nodes; all that is the same comes first."""
        mine, theirs = self._group[one], self._group[other]
        if same:
            self._join_groups(mine, theirs)
        elif mine != theirs:
            self._apart[mine].add(theirs)
            self._apart[theirs].add(mine)

    def join_alike(self) -> None:
        """Join what is alike, the most alike first."""
        for _, one, other in sorted(self._sure):
            mine, theirs = self._part[one], self._part[other]
            if mine == theirs or not self._mostly_alike(mine, theirs):
                continue
            my_group, their_group = self._group[one], self._group[other]
            if my_group != their_group:
                if their_group in self._apart[my_group]:
                    continue
                self._join_groups(my_group, their_group)
            self._join_parts(mine, theirs)

    def groups(self) -> Iterator[list[int]]:
        """The nodes of each group."""
        yield from self._parts.values()

    def _mostly_alike(self, mine: int, theirs: int) -> bool:
        """Whether at least half of the pairs across two parts are alike."""
        pairs = len(self._members[mine]) * len(self._members[theirs])
        return 2 * self._close[mine][theirs] >= pairs

    def _join_parts(self, mine: int, theirs: int) -> None:
        """Make one part of two."""
        kept, lost = sorted((mine, theirs), key=lambda part: -len(self._members[part]))
        for index in self._members[lost]:
            self._part[index] = kept
        self._members[kept] += self._members.pop(lost)
        for other, count in self._close.pop(lost).items():
            del self._close[other][lost]
            if other != kept:
                self._close[kept][other] += count
                self._close[other][kept] += count

    def _join_groups(self, mine: int, theirs: int) -> None:
        """Make one group of two."""
        if mine == theirs:
            return
        kept, lost = sorted((mine, theirs), key=lambda one: -len(self._parts[one]))
        for index in self._parts[lost]:
            self._group[index] = kept
        self._parts[kept] += self._parts.pop(lost)
        for other in self._apart.pop(lost, ()):
            self._apart[other].discard(lost)
            if other != kept:
                self._apart[other].add(kept)
                self._apart[kept].add(other)


def _pairs(nodes: Sequence[_Node], links: Mapping[tuple[str, str], int]) -> Iterator[tuple[int, int, int]]:
    """Bits and places of any two nodes that are alike, the lower place first."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, node in enumerate(nodes):
        if node.hash:
            places[node.hash].append(index)
    for same in places.values():
        for at, one in enumerate(same):
            yield from ((0, one, other) for other in same[at + 1 :])
    for (one_hash, other_hash), bits in links.items():
        if bits <= POSSIBLE:
            for one in places.get(one_hash, ()):
                for other in places.get(other_hash, ()):
                    yield bits, min(one, other), max(one, other)
