"""How long transactions are, and how often one is tried: people write in between."""

from collections.abc import Callable
from typing import TypeVar

from catalog.store import BusyError, ConflictError

Kept = TypeVar("Kept")

TRIES = 5
"""How often a transaction is tried that lost against another writer."""


class Pace:
    """How many photos a transaction takes, so that it holds the write lock for about half of 200 ms.

    Attributes:
        size: Photos of the next transaction.
    """

    TARGET = 0.1
    LEAST = 8
    MOST = 500

    def __init__(self) -> None:
        self.size = 32

    def learn(self, photos: int, seconds: float) -> None:
        """Adjust to what a transaction took; grow at most twofold, since the next may be dearer."""
        wanted = round(photos * self.TARGET / max(seconds, 1e-6))
        self.size = max(self.LEAST, min(wanted, 2 * self.size, self.MOST))


def persist(write: Callable[[], Kept]) -> Kept:
    """Run a transaction again where another writer was first; it then finds what the other one left.

    Raises:
        BusyError: The database was held by others each time.
        ConflictError: Others were first each time.
    """
    for _ in range(TRIES - 1):
        try:
            return write()
        except (BusyError, ConflictError):
            continue
    return write()
