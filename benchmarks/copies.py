"""Copies of every picture in a folder, looked at by ExifTool and by their pixels.

    python -m benchmarks.copies DIR [--keep FOLDER] [--check]

`docs/reference/benchmarks.md` says what is compared. ExifTool is an oracle: a program of the machine.
"""

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import exiftool
from benchmarks.copying import oracle
from catalog.errors import CatalogError
from catalog.exchange.copies import assemble
from catalog.images.writing import CopyPlan, FieldValue
from catalog.workers import WorkerFailure, Workers

SECONDS = 60.0
# Invented; with letters of several scripts, a line end, and values longer than IIM's limits.
VALUES = (
    FieldValue(
        name="description",
        texts=(
            "Ein Boot läuft aus.\nA boat leaves Gorizia, 4 May 2020: 漢字 кириллица. EPA/LAMP MUSEUM HANDOUT",
        ),
    ),
    FieldValue(name="creators", texts=("Jürgen von und zu Lampenstein-Hohenleuchten", "Ann Reed")),
    FieldValue(name="credit_line", texts=("Lamp Museum, Society of Lighthouse Keepers via EPA",)),
    FieldValue(name="source", texts=("Lamp Museum",)),
    FieldValue(name="date_created", texts=("2020-05",)),
    FieldValue(name="city", texts=("Gorizia",)),
    FieldValue(name="country_name", texts=("Italy",)),
    FieldValue(name="country_code", texts=("ITA",)),
    FieldValue(
        name="location_created",
        members=(("Iptc4xmpExt:LocationName", "Gorizia"), ("Iptc4xmpExt:CountryCode", "ITA")),
    ),
    FieldValue(name="instructions", texts=("HANDOUT: Lamp Museum; NO SALES",)),
    FieldValue(name="date_metadata_modified", texts=("2026-01-02T03:04:05+00:00",)),
)


@dataclass
class Tally:
    """What was counted over a folder.

    Attributes:
        counts: How many of each kind of outcome.
        lines: What a person should look at.
    """

    counts: Counter[str] = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)

    def note(self, kind: str, path: Path, what: str = "") -> None:
        """Count one, and say it."""
        self.counts[kind] += 1
        self.lines.append(f"{kind}: {path.name}{': ' if what else ''}{what}")


def pictures(folder: Path) -> Iterator[Path]:
    """Every file of a folder and those within it, in the order of their names."""
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())


def try_one(path: Path, folder: Path, workers: Workers, tally: Tally) -> None:
    """Copy one file and look at the copy."""
    tally.counts["files"] += 1
    try:
        plan: CopyPlan = workers.run(
            "catalog.images.writing.plan:plan_copy", str(path), VALUES, timeout=SECONDS
        )
    except WorkerFailure as error:
        tally.note("refused", path, error.reason)
        return
    folder.mkdir(parents=True)
    copy = folder / path.name
    with path.open("rb") as file:
        assemble(file, plan.pieces, copy)
    tally.counts["in sidecars" if plan.sidecar is not None else "written"] += 1
    for note in plan.notes:
        tally.counts[f"note: {note}"] += 1
    if plan.sidecar is not None:
        sidecar = copy.with_name(f"{copy.name}.xmp")
        sidecar.write_bytes(plan.sidecar)
        _look(path, sidecar, plan, workers, tally)
        if copy.read_bytes() != path.read_bytes():
            tally.note("not exact", path)
        return
    _look(path, copy, plan, workers, tally)
    before = workers.run("benchmarks.copying.pictures:digests", str(path), timeout=SECONDS)
    after = workers.run("benchmarks.copying.pictures:digests", str(copy), timeout=SECONDS)
    tally.counts["encoded picture identical"] += before[0] == after[0]
    tally.counts["decoded pixels identical" if before[1] else "not decoded, before or after"] += (
        before[1] == after[1]
    )
    if before != after:
        tally.note("other pixels", path)


def _look(original: Path, made: Path, plan: CopyPlan, workers: Workers, tally: Tally) -> None:
    """Read a file back with our reader and with ExifTool."""
    wrong = workers.run("catalog.images.writing.plan:check_copy", str(made), plan.written, timeout=SECONDS)
    if wrong:
        tally.note("read back otherwise by us", original, ", ".join(wrong))
    if not exiftool.is_there():
        return
    before, after = oracle.tags_of(original), oracle.tags_of(made)
    if before is None or after is None:
        tally.note("ExifTool hangs", original, "on the original" if before is None else "on the copy alone")
        return
    recoded = any("recoded" in note or "put together" in note for note in plan.notes)
    # A sidecar holds XMP alone: what the picture has beside it is not missing there.
    known = {key: value for key, value in before.items() if not plan.sidecar or key.startswith("XMP")}
    if any("own XMP is not in" in note for note in plan.notes):
        known = {}
    if plan.sidecar:
        after = {key: value for key, value in after.items() if not key.startswith("File:")}
    found = oracle.compare(known, after, plan.written, recoded=recoded)
    tally.counts["values written"] += len(plan.written)
    tally.counts["values that ExifTool reads as written"] += len(plan.written) - len(found.wrong)
    outcomes = {
        "warnings added": found.warnings,
        "values otherwise": found.wrong,
        "other tags changed": found.changed,
    }
    for kind, what in outcomes.items():
        tally.counts[kind] += 0
        if what:
            tally.note(kind, original, ", ".join(what))


def main(arguments: Sequence[str]) -> int:
    """Print the figures; the exit status."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("folder", type=Path)
    asked.add_argument("--keep", type=Path, help="write the copies into this new folder")
    asked.add_argument("--check", action="store_true", help="exit with 1 where a copy is not as it should be")
    given = asked.parse_args(arguments)
    tally = Tally()
    with tempfile.TemporaryDirectory() as temporary, Workers(1) as workers:
        for number, path in enumerate(pictures(given.folder)):
            try:
                try_one(path, (given.keep or Path(temporary)) / str(number), workers, tally)
            except (WorkerFailure, CatalogError) as error:
                tally.note("failed", path, str(error))
    print(f"ExifTool {exiftool.version()}" if exiftool.is_there() else "without ExifTool")
    for line in tally.lines:
        print(line)
    for kind, count in tally.counts.items():
        print(f"{count:6,}  {kind}")
    bad = ("warnings added", "values otherwise", "other tags changed", "other pixels", "not exact", "failed")
    return int(given.check and any(tally.counts[kind] for kind in bad))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
