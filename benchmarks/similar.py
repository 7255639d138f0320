"""The same picture found again: our hashes beside ImageHash's, in one run.

    make bench-similar
    python -m benchmarks.similar [DIR] [--install] [--check] [--pictures N] [--size N] [--repeats N] [--alone]

DIR holds pictures in versions, `<picture>-<version>.jpg`; without it twenty of our own drawings are altered.
`docs/reference/benchmarks.md` says what is counted and how.
"""

import argparse
import platform
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks import environment
from benchmarks.likeness import catalogued, million, peer
from benchmarks.likeness.clock import Order, Report
from benchmarks.likeness.versions import ORIGINAL, Version, draw_originals, draw_versions, versions_in
from catalog.records import PictureHashes

PICTURES = 200
DRAWN = 20
SIZE = 1_000_000
NEAR = {"ImageHash phash": 10, "ImageHash phash, 16": 90}
"""Bits in which ImageHash's hashes of one picture may differ: common for 64 bits, and as ours for 256."""
ASKED = {
    "resized": 1.0,
    "q40": 1.0,
    "bright": 1.0,
    "watermark": 1.0,
    "grey": 1.0,
    "crop5": 0.95,
    "crop10": 0.85,
    "mirror": 0.85,
}
"""The share of pictures that must be found; of other versions nothing is asked."""


class Result(NamedTuple):
    """What is printed, and whether our side does what is asked of it."""

    blocks: list[str]
    reached: bool


def report_of(command: list[str], files: Sequence[Version], repeats: int) -> Report:
    """One side's hashes of all files."""
    order = Order(files=[str(one.path) for one in files], repeats=repeats)
    report: Report = environment.ask(command, order)
    return report


def peer_found(files: Sequence[Version], hashes: Sequence[str], most: int) -> dict[str, int]:
    """By version how many copies are as near as that to their original."""
    numbers = {(one.base, one.version): int(text, 16) for one, text in zip(files, hashes, strict=True)}
    found: dict[str, int] = {}
    for (base, version), number in numbers.items():
        near = (number ^ numbers[base, ORIGINAL]).bit_count() <= most
        found[version] = found.get(version, 0) + near
    return found


def peer_false(files: Sequence[Version], hashes: Sequence[str], most: int) -> int:
    """How many pairs of files that show different pictures are as near as that."""
    both = [(one.base, int(text, 16)) for one, text in zip(files, hashes, strict=True)]
    pairs = ((one, other) for at, one in enumerate(both) for other in both[at + 1 :] if one[0] != other[0])
    return sum((one[1] ^ other[1]).bit_count() <= most for one, other in pairs)


def row(name: str, cells: Sequence[object], note: str = "") -> str:
    """A line of a table."""
    return "".join([f"{name:26}", *(f"{cell!s:>26}" for cell in cells), note])


def recall(files: Sequence[Version], hashes: Sequence[PictureHashes], theirs: dict[str, list[str]]) -> Result:
    """How many of its pictures are found in each version, both ways round; of ours also how many surely."""
    ways = [catalogued.find(files, hashes, originals_stored=stored) for stored in (True, False)]
    others = [peer_found(files, found, NEAR[name]) for name, found in theirs.items()]
    heads = ["copy asked (sure)", "original asked (sure)", *(f"{name} <= {NEAR[name]}" for name in theirs)]
    lines = [row("found", heads)]
    reached = True
    for version in dict.fromkeys(one.version for one in files if one.version != ORIGINAL):
        total = sum(one.version == version for one in files)
        counts = [way.found.get(version, 0) for way in ways]
        cells = [f"{count} ({way.sure.get(version, 0)})" for count, way in zip(counts, ways, strict=True)]
        lines.append(row(f"{version} of {total}", [*cells, *(found.get(version, 0) for found in others)]))
        reached &= min(counts) >= ASKED.get(version, 0.0) * total
    return Result(["\n".join(lines)], reached)


def strangers(
    what: str, files: Sequence[Version], hashes: Sequence[PictureHashes], theirs: dict[str, list[str]]
) -> Result:
    """How many pairs of files that show different pictures are taken for one, whoever is asked."""
    false = catalogued.false_pairs(files, hashes)
    pairs = sum(one.base != other.base for at, one in enumerate(files) for other in files[at + 1 :])
    flat = sum(one.phash is None for one in hashes)
    lines = [f"false pairs of {pairs:,}: {what}{f', {flat} of them without detail' if flat else ''}"]
    lines.append(row("Creditline", [len(false)]))
    lines += [
        row(f"{name} <= {NEAR[name]}", [peer_false(files, all_, NEAR[name])]) for name, all_ in theirs.items()
    ]
    lines += [f"  {one}  {other}  {near.bits} bits, {near.how}" for one, other, near in false]
    return Result(["\n".join(lines)], not false)


def speed(ours: Report, other: Report | None) -> Iterator[str]:
    """Milliseconds for a picture that is decoded already."""
    yield "milliseconds of processor time for one picture, decoded"
    for name, taken in ours["milliseconds"].items():
        yield f"{name:32} {taken:8.2f}"
    for name, taken in (other["milliseconds"] if other else {}).items():
        ratio = taken / ours["milliseconds"]["Creditline, one hash"]
        yield f"{name:32} {taken:8.2f}  {ratio:.1f} times our one hash"


def measure(options: argparse.Namespace, folder: Path) -> Result:
    """All tables."""
    drawn = folder / "drawn"
    drawn.mkdir()
    files = versions_in(options.dir) if options.dir else draw_versions(drawn, DRAWN)
    apart = folder / "apart"
    apart.mkdir()
    different = draw_originals(apart, options.pictures)
    ours_command = [sys.executable, "-m", "benchmarks.likeness.ours_side"]
    both = [*files, *different]
    ours = report_of(ours_command, both, options.repeats)
    other = None if options.alone else report_of(peer.command(), both, options.repeats)
    theirs = other["hashes"] if other else {}
    cut = len(files)
    hashes = [catalogued.hash_file(one.path) for one in both]
    first = {name: all_[:cut] for name, all_ in theirs.items()}
    rest = {name: all_[cut:] for name, all_ in theirs.items()}
    results = [
        recall(files, hashes[:cut], first),
        strangers(f"{cut} files in versions", files, hashes[:cut], first),
        strangers(f"{len(different)} other drawings", different, hashes[cut:], rest),
    ]
    blocks = [", ".join([f"Python {platform.python_version()}", *([] if options.alone else peer.versions())])]
    blocks += [block for result in results for block in result.blocks]
    blocks.append("\n".join(speed(ours, other)))
    if options.size:
        blocks.append("\n".join([f"{options.size:,} pictures", *million.measure(options.size)]))
    return Result(blocks, all(result.reached for result in results))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; 1 where `--check` finds one that misses what is asked."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.similar", description="Pictures found again.")
    parser.add_argument("dir", nargs="?", type=Path, metavar="DIR", help="pictures in versions")
    parser.add_argument("--install", action="store_true", help="make ImageHash's environment first")
    parser.add_argument("--check", action="store_true", help="exit with 1 where what is asked is missed")
    parser.add_argument("--pictures", type=int, default=PICTURES, metavar="N", help="other drawings (200)")
    parser.add_argument("--size", type=int, default=SIZE, metavar="N", help="pictures to time with; 0: none")
    parser.add_argument("--repeats", type=int, default=5, metavar="N", help="how often each is hashed (5)")
    parser.add_argument("--alone", action="store_true", help="our hashes without ImageHash")
    options = parser.parse_args(arguments)
    if options.install:
        peer.install()
    if not options.alone and not peer.is_installed():
        parser.error("ImageHash is not installed as it is pinned: give --install, or --alone to do without")
    with tempfile.TemporaryDirectory() as folder:
        try:
            result = measure(options, Path(folder))
        except ValueError as error:
            parser.error(str(error))
    print("\n\n".join(result.blocks))
    return int(options.check and not result.reached)


if __name__ == "__main__":
    sys.exit(main())
