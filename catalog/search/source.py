"""What the index needs of the store: photos, and the log of their changes."""

from collections.abc import Sequence
from typing import Protocol

from catalog.records import Photo, PictureHashes


class PhotoSource(Protocol):
    """The store as the index sees it; `seq` grows in commit order."""

    def last_seq(self) -> int:
        """The newest change's number, 0 where there is none."""

    def identity(self) -> str:
        """What tells this store from every other one, empty while nothing was done in it."""

    def changes_after(self, seq: int, limit: int) -> list[tuple[int, int]]:
        """Up to `limit` changes after `seq`, as (seq, photo id), oldest first."""

    def photos(self, ids: Sequence[int]) -> list[Photo]:
        """The photos of those ids that still exist, in the given order."""

    def photo(self, photo_id: int) -> Photo | None:
        """One photo, None where it does not exist."""

    def hashes(self, ids: Sequence[int]) -> dict[int, PictureHashes]:
        """What pictures are found again by; photos that are withdrawn or have no hash are absent."""
