"""Numbers in portions that one query takes."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

One = TypeVar("One")

CHUNK = 10_000
"""Numbers in one IN list; SQLite takes 32,766 parameters, PostgreSQL 65,535."""


def chunked(values: Iterable[One], size: int = CHUNK) -> Iterator[list[One]]:
    """Values in lists of at most `size`, in order."""
    rest = iter(values)
    while chunk := list(islice(rest, size)):
        yield chunk
