"""Whether two blocks say the same, once the differences that writing them makes are folded away."""

import re
from collections.abc import Sequence

from catalog.dates import same_date
from catalog.records import FieldReading
from catalog.text import fold
from catalog.vocabulary.fields import Field

# Writers stop at the limit, a byte before it, or before a character of up to four bytes that crosses it.
_SHORT_OF_LIMIT = 3
# About 10 m: blocks round coordinates differently.
_SAME_DEGREES = 0.0001


class Cut(FieldReading, frozen=True, kw_only=True):
    """A reading that may have been cut off at its block's limit.

    Attributes:
        at_limit: For each item of the value, whether it reaches the limit.
    """

    at_limit: tuple[bool, ...]


def all_agree(field: Field, readings: Sequence[FieldReading]) -> bool:
    """Whether every reading says the same as the first after folding."""
    if all(other.value == readings[0].value for other in readings[1:]):
        return True
    return all(agree(field, readings[0], other) for other in readings[1:])


def agree(field: Field, one: FieldReading, other: FieldReading) -> bool:
    """Whether two readings of a field say the same.

    Folded away are case, accents, space, punctuation between list items, the order of lists, text cut at a
    byte limit, letters lost to a wrong charset, and the precision and unknown zone of dates.
    """
    first, second = _items(one.value), _items(other.value)
    if field.kind == "date":
        return same_date(first[0], second[0])
    if field.kind == "position":
        return _near(first[0], second[0])
    if _same_text(" ".join(first), " ".join(second)):
        return True
    if is_cut(one, other) or is_cut(other, one):
        return True
    return len(first) == len(second) and all(
        _same_text(a, b) for a, b in zip(sorted(first, key=fold), sorted(second, key=fold), strict=True)
    )


def is_cut(short: FieldReading, long: FieldReading) -> bool:
    """Whether `short` is `long` with one or more items cut off at their byte limit."""
    if not isinstance(short, Cut):
        return False
    shorts, longs = _items(short.value), _items(long.value)
    if len(shorts) == 1 and len(longs) > 1:
        longs = ["; ".join(longs)]
    if len(shorts) != len(longs) or shorts == longs:
        return False
    return all(
        _same_text(a, b) or (reaches and len(_plain(a)) > 0 and _plain(b).startswith(_plain(a)))
        for a, b, reaches in zip(shorts, longs, short.at_limit, strict=True)
    ) and any(len(_plain(a)) < len(_plain(b)) for a, b in zip(shorts, longs, strict=True))


def reaches_limit(size: int, limit: int) -> bool:
    """Whether a value of `size` bytes may have been cut at `limit`."""
    return size >= limit - _SHORT_OF_LIMIT


def _items(value: str | list[str]) -> list[str]:
    """A value as a list."""
    return [value] if isinstance(value, str) else value


def _plain(text: str) -> str:
    """Folded text without space and punctuation."""
    return re.sub(r"[\W_]+", "", fold(text))


def _same_text(one: str, other: str) -> bool:
    """Whether two texts fold alike, or one is the other with letters lost to a wrong charset."""
    first, second = _plain(one), _plain(other)
    return first == second or second in _damaged(one) or first in _damaged(other)


def _damaged(text: str) -> set[str]:
    """What faulty programs make of a text, folded: UTF-8 read as cp1252, and letters lost to ASCII."""
    if text.isascii():
        return set()
    misread = text.encode("utf-8", "replace").decode("cp1252", "replace")
    lost = text.encode("ascii", "replace").decode("ascii")
    return {_plain(misread), _plain(lost)}


def _near(one: str, other: str) -> bool:
    """Whether two positions are the same but for rounding."""
    return all(
        abs(float(a) - float(b)) <= _SAME_DEGREES
        for a, b in zip(one.split(","), other.split(","), strict=True)
    )
