"""A transaction is tried again where another writer was first: people write in between."""

from collections.abc import Callable
from typing import TypeVar

from catalog.store.failures import BusyError, ConflictError

Kept = TypeVar("Kept")

TRIES = 5
"""How often a transaction is tried that lost against another writer."""


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
