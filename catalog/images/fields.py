"""One value to show for each field, and every reading beside it: disagreement is kept, never settled."""

from collections.abc import Iterator
from functools import lru_cache

from catalog.images.agreement import all_agree, is_cut
from catalog.images.exif import ExifReading
from catalog.images.iim import IimReading
from catalog.images.policies import choose
from catalog.images.readings import BlockReader
from catalog.images.xmp import NOTHING, XmpReading
from catalog.records import FieldReading, ImageField, Policy, Problem
from catalog.vocabulary.fields import Field, load_fields


def reconcile(
    exif: ExifReading,
    iim: IimReading,
    xmp: XmpReading,
    sidecar: XmpReading = NOTHING,
    *,
    digest: str = "none",
    policy: Policy = "news",
) -> tuple[dict[str, ImageField], list[Problem]]:
    """Fields of the vocabulary that at least one block states.

    Args:
        exif: The file's EXIF.
        iim: The file's IIM.
        xmp: The file's XMP.
        sidecar: The XMP of a file beside it.
        digest: State of the IIM digest, as `digest_state` gives it.
        policy: The rule that chooses the value to show.

    Returns:
        Fields by name in the vocabulary's order, and what could not be read.
    """
    reader = BlockReader(exif, iim, xmp, sidecar)
    fields: dict[str, ImageField] = {}
    stated = _stated(exif, iim, (sidecar, xmp))
    for name, field in load_fields().items():
        readings = list(reader.readings(field)) if name in stated else []
        if not readings:
            continue
        chosen = choose(name, readings, digest=digest, policy=policy)
        for reading in readings:
            if reading is not chosen and is_cut(reading, chosen):
                reader.problems.append(_cut_off(reading, chosen))
        fields[name] = ImageField(
            value=chosen.value,
            block=chosen.block,
            path=chosen.path,
            all=tuple(
                FieldReading(block=r.block, path=r.path, value=r.value, structures=r.structures)
                for r in readings
            ),
            agree=all_agree(field, readings),
        )
    return fields, reader.problems


def _plain(one: FieldReading) -> FieldReading:
    """A reading without what only comparing needs."""
    return FieldReading(block=one.block, path=one.path, value=one.value, structures=one.structures)


def _cut_off(reading: FieldReading, whole: FieldReading) -> Problem:
    """What to say of a reading that ends early."""
    return Problem(block=reading.block, reason=f"{reading.path} is cut off; {whole.path} goes on")


def _stated(exif: ExifReading, iim: IimReading, packets: tuple[XmpReading, ...]) -> set[str]:
    """Names of the fields that have a place in these blocks; most files state a few of the vocabulary."""
    index = _index()
    named = [name.lower() for packet in packets for name in packet.properties]
    places = [*named, *iim.values, *exif.values]
    stated = {name for place in places for name in index.get(place, ())}
    return stated | set(index["position"] if exif.position else ())


@lru_cache(maxsize=1)
def _index() -> dict[str, tuple[str, ...]]:
    """Place in a block to the fields that are read there."""
    found: dict[str, list[str]] = {}
    for name, field in load_fields().items():
        for place in _places(field):
            found.setdefault(place, []).append(name)
    return {place: tuple(names) for place, names in found.items()}


def _places(field: Field) -> Iterator[str]:
    """Where a field may stand: XMP names in lower case, datasets, tags, and a position, made of several."""
    if field.xmp is not None:
        yield from (path.lower() for path in field.xmp.paths)
    if field.iim is not None:
        yield field.iim.dataset
    if field.exif is not None:
        yield from field.exif.tags
    if field.kind == "position":
        yield "position"
