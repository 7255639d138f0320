"""Which of a field's readings is shown: rules with a name, none of which throws a reading away.

`news`: XMP before IIM before EXIF, because wires and desks edit XMP last; IIM before XMP where its digest
shows that a program unaware of XMP changed it.

`mwg`: the Metadata Working Group's order for readers (Guidelines for Handling Image Metadata 2.0, sections
3.3 and 5.3 to 5.9): EXIF first for description, creators, copyright and dates, then XMP, or IIM where its
digest does not match.

By either, a sidecar stands before the file's own XMP, which the program that wrote it left alone, and a value
cut off at IIM's byte limit never stands before the whole one.
"""

from collections.abc import Sequence
from typing import get_args

from catalog.errors import CatalogError
from catalog.images.agreement import is_cut
from catalog.records import FieldReading, Policy

_ORDER = ("sidecar", "xmp", "iim", "exif")
_CHANGED_IIM = ("sidecar", "iim", "xmp", "exif")
_EXIF_FIRST = frozenset(
    {"description", "creators", "copyright_notice", "date_created", "date_digitised", "date_modified"}
)


def read_policy(name: str, where: str = "CATALOG_METADATA_POLICY") -> Policy:
    """The rule of a name.

    Args:
        name: What a person wrote.
        where: Where it was written, for the error.

    Raises:
        CatalogError: There is no such rule.
    """
    for policy in get_args(Policy):
        if policy == name:
            return policy  # type: ignore[no-any-return]  # one of the literals
    raise CatalogError(where, f"{name} is no policy; there are {' and '.join(get_args(Policy))}")


def choose(
    name: str, readings: Sequence[FieldReading], *, digest: str, policy: Policy = "news"
) -> FieldReading:
    """The reading to show.

    Args:
        name: The field's name.
        readings: One at least.
        digest: State of the IIM digest, as `digest_state` gives it.
        policy: The rule's name.
    """
    if len(readings) == 1:
        return readings[0]
    order: tuple[str, ...] = _CHANGED_IIM if digest == "mismatch" else _ORDER
    if policy == "mwg" and name in _EXIF_FIRST:
        order = ("exif", *(block for block in order if block != "exif"))
    ranked = sorted(readings, key=lambda reading: order.index(reading.block))
    return next((other for other in ranked[1:] if is_cut(ranked[0], other)), ranked[0])
