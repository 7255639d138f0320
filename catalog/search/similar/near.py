"""What counts as the same picture, and how it was found.

Measured on 498 photographs and 18 alterations (256-bit hash of the whole picture): up to 80 differing bits
are the same picture, 81 to 90 may be; of 123,096 other pairs none is that near. Parts of pictures are
compared some twenty times as often as whole ones, so they must agree better, in their coarse outlines above
all: `docs/decisions/0028-same-picture.md` has the figures.
"""

from typing import NamedTuple

from catalog.errors import CatalogError


class Limits(NamedTuple):
    """Up to how many of 256 bits two hashes may differ.

    Attributes:
        sure: Up to here it is the same picture.
        possible: Up to here it may be.
        coarse: Up to how many of the 64 coarsest bits may differ; 64 where that is not asked.
    """

    sure: int
    possible: int
    coarse: int = 64


WHOLE = Limits(sure=80, possible=90)
"""Two whole pictures."""
PART = Limits(sure=64, possible=72, coarse=16)
"""A part of one picture, or what lies within its border, and the other picture."""
PLAIN, TRIMMED, WINDOW = HOWS = ("plain", "trimmed", "window")
"""The ways of finding, the plainest first: two wholes, one without its border, a part of one."""


class Near(NamedTuple):
    """A picture that looks like the one asked for.

    Attributes:
        photo_id: Whose.
        bits: How many of 256 bits differ.
        how: `plain`, `trimmed` or `window`, see `HOWS`.
        mirrored: Whether one is the other's mirror image.
        sure: Whether it is the same picture; else it may be.
    """

    photo_id: int
    bits: int
    how: str
    mirrored: bool
    sure: bool


class NoPictureError(CatalogError):
    """A photo that nothing can be compared with: there is none, or it has no picture with a hash."""


def nearest(found: list[Near]) -> list[Near]:
    """Each photo once, as it was found best; sure ones first, then by bits and number."""
    best: dict[int, Near] = {}
    for one in sorted(found, key=lambda near: (not near.sure, near.bits, HOWS.index(near.how))):
        best.setdefault(one.photo_id, one)
    return sorted(best.values(), key=lambda near: (not near.sure, near.bits, near.photo_id))
