"""What the benchmarks measure with: a store that makes its photos up, and their words and days.

Words follow a Zipf-like law (Zipf, Human Behavior and the Principle of Least Effort, 1949): the lower its
number, the more photos a word stands in. Days lie in 1980 to 2026.
"""

import random
from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import date

from catalog.records import Photo, PictureHashes

WORDS = 30_000
IN_CAPTION = 28
FIRST, LAST = date(1980, 1, 1).toordinal(), date(2026, 8, 1).toordinal()


def caption_words(chance: random.Random) -> list[str]:
    """The invented words of one caption."""
    return [f"w{int(WORDS ** chance.random())}" for _ in range(IN_CAPTION)]


def day(chance: random.Random) -> str:
    """The day of one picture, as EDTF."""
    return date.fromordinal(chance.randint(FIRST, LAST)).isoformat()


class SyntheticStore(ABC):
    """A source of photos that are made up as they are asked for; change n is photo n.

    Args:
        size: How many photos it holds.
    """

    def __init__(self, size: int) -> None:
        self.size = size

    @abstractmethod
    def make(self, number: int) -> Photo:
        """Make the photo of one number, always the same."""

    def last_seq(self) -> int:
        """One change for each photo."""
        return self.size

    def identity(self) -> str:
        """None: no other store is meant."""
        return ""

    def changes_after(self, seq: int, limit: int) -> list[tuple[int, int]]:
        """The next changes."""
        return [(number, number) for number in range(seq + 1, min(seq + limit, self.size) + 1)]

    def photos(self, ids: Sequence[int]) -> list[Photo]:
        """The photos of those ids."""
        return list(map(self.make, ids))

    def photo(self, photo_id: int) -> Photo | None:
        """One of them, None where there is no such photo."""
        return self.make(photo_id) if 1 <= photo_id <= self.size else None

    def hashes(self, ids: Sequence[int]) -> dict[int, PictureHashes]:  # noqa: ARG002 -- the source's signature
        """None: these photos have no pictures."""
        return {}
