"""One value to show for each field, and every reading beside it: disagreement is kept, never settled.

The policy is called `news`: XMP before IIM before EXIF, because wires and desks edit XMP last; IIM before
XMP where its digest shows that a program unaware of XMP changed it. A value cut off at IIM's byte limit never
stands before the whole one (Metadata Working Group, Guidelines 2.0, section 3.3, for digest and limits).
"""

from collections.abc import Sequence

from catalog.images.agreement import all_agree, is_cut
from catalog.images.exif import ExifReading
from catalog.images.iim import IimReading
from catalog.images.readings import BlockReader
from catalog.images.xmp import XmpReading
from catalog.records import FieldReading, ImageField, Problem
from catalog.vocabulary.fields import load_fields

_NEWS = ("xmp", "iim", "exif")
_NEWS_AFTER_MISMATCH = ("iim", "xmp", "exif")


def reconcile(
    exif: ExifReading, iim: IimReading, xmp: XmpReading, *, digest: str = "none"
) -> tuple[dict[str, ImageField], list[Problem]]:
    """Fields of the vocabulary that at least one block states.

    Args:
        exif: The file's EXIF.
        iim: The file's IIM.
        xmp: The file's XMP.
        digest: State of the IIM digest, as `digest_state` gives it.

    Returns:
        Fields by name in the vocabulary's order, and what could not be read.
    """
    reader = BlockReader(exif, iim, xmp)
    order = _NEWS_AFTER_MISMATCH if digest == "mismatch" else _NEWS
    fields: dict[str, ImageField] = {}
    for name, field in load_fields().items():
        readings = list(reader.readings(field))
        if not readings:
            continue
        chosen = _choose(readings, order)
        for reading in readings:
            if is_cut(reading, chosen):
                reader.problems.append(_cut_off(reading, chosen))
        fields[name] = ImageField(
            value=chosen.value,
            block=chosen.block,
            path=chosen.path,
            all=tuple(FieldReading(block=r.block, path=r.path, value=r.value) for r in readings),
            agree=all_agree(field, readings),
        )
    return fields, reader.problems


def _choose(readings: Sequence[FieldReading], order: tuple[str, ...]) -> FieldReading:
    """The reading to show: the first block's, unless another block has the same text whole."""
    ranked = sorted(readings, key=lambda reading: order.index(reading.block))
    return next((other for other in ranked[1:] if is_cut(ranked[0], other)), ranked[0])


def _cut_off(reading: FieldReading, whole: FieldReading) -> Problem:
    """What to say of a reading that ends early."""
    return Problem(block=reading.block, reason=f"{reading.path} is cut off; {whole.path} goes on")
