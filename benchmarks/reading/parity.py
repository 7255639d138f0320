"""How much of what ExifTool reads we read too, block by block, with every difference named."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.reading import oracle, ours
from benchmarks.reading.agreement import agree
from benchmarks.reading.claims import BLOCKS, Claims, Place
from catalog.vocabulary.fields import load_fields

VOCABULARY = "fields of the vocabulary"
_LONGEST = 70


@dataclass(slots=True)
class Parity:
    """What was counted.

    Attributes:
        stated: Block, or `VOCABULARY`, to places at which ExifTool reads something.
        same: The same, of those at which we read the same.
        missing: Of those at which we read nothing.
        lines: Each place that is missing or differs, in words.
        files: Files compared.
    """

    stated: Counter[str] = field(default_factory=Counter)
    same: Counter[str] = field(default_factory=Counter)
    missing: Counter[str] = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)
    files: int = 0


def compare(files: Sequence[Path]) -> Parity:
    """Read every file with both and compare what they say."""
    parity, known = Parity(), vocabulary_places()
    for file, theirs in oracle.read_all(files):
        _, mine = ours.read(file)
        parity.files += 1
        where = f"{file.parent.name}/{file.name}"
        for place, texts in theirs.items():
            difference = _count(parity, place, texts, mine, inside=place in known)
            if difference:
                parity.lines.append(f"{where}: {difference}")
    return parity


def _count(parity: Parity, place: Place, texts: list[str], mine: Claims, *, inside: bool) -> str:
    """Count one place of one file.

    Returns:
        The difference in words, empty where there is none.
    """
    headings = [place[0], *([VOCABULARY] if inside else [])]
    parity.stated.update(headings)
    # A namespace that neither the standard nor we have a prefix for is known by the name of the property.
    found = mine.get(place) or mine.get((place[0], place[1].rpartition(":")[2]))
    if found is not None and agree(place, found, texts):
        parity.same.update(headings)
        return ""
    if found is None:
        parity.missing.update(headings)
    said = "nothing" if found is None else _short(found)
    mark = " (vocabulary)" if inside else ""
    return f"{' '.join(place)}{mark}: we read {said}, ExifTool {_short(texts)}"


def vocabulary_places() -> set[Place]:
    """The places of the vocabulary's fields, as claims name them."""
    places: set[Place] = set()
    for one in load_fields().values():
        if one.xmp is not None:
            places |= {("xmp", path.lower()) for path in one.xmp.paths}
        if one.iim is not None:
            places |= {("iim", at) for at in (one.iim.dataset, one.iim.time) if at}
        if one.exif is not None:
            for tag in (*one.exif.tags, one.exif.offset, one.exif.subsecond, one.exif.time):
                places |= _exif_places(tag) if tag else set()
    return places | {("gps", f"0x000{number}") for number in (1, 2, 3, 4)}


def _exif_places(tag: str) -> set[Place]:
    if tag.startswith("GPS:"):
        return {("gps", tag.removeprefix("GPS:").lower())}
    return {("exif", f"{directory} {tag.lower()}") for directory in ("ifd0", "exif")}


def table(parity: Parity) -> Iterator[str]:
    """A line for each block."""
    yield f"{parity.files:,} files; places at which ExifTool reads something, and we the same:"
    yield f"{'':<26}{'stated':>9}{'same':>9}{'missing':>9}{'differ':>9}{'share':>9}"
    for block in (*BLOCKS, VOCABULARY):
        stated, same, missing = parity.stated[block], parity.same[block], parity.missing[block]
        if stated:
            share = f"{same / stated:.2%}"
            yield f"{block:<26}{stated:>9,}{same:>9,}{missing:>9,}{stated - same - missing:>9,}{share:>9}"


def _short(texts: list[str]) -> str:
    """The texts of a place in a line."""
    line = " | ".join(" ".join(text.split()) for text in texts)
    return repr(line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…")
