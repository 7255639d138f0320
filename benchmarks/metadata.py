"""Our reading of metadata beside ExifTool's, value by value, and beside other readers' speed, in one run.

    python -m benchmarks.metadata DIR ... [--install] [--all-differences] [--repeats N] [--check]

ExifTool must be on the path (Debian: `apt install libimage-exiftool-perl`); it is a second opinion, not the
truth. pyexiv2 gets an environment of its own. `docs/reference/benchmarks.md` says what is compared and how.
"""

import argparse
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks import exiftool
from benchmarks.environment import Environment
from benchmarks.reading import parity, speed

PEER = Environment("metadata", named=("pyexiv2",))
SHARE, PYEXIV2, EXIFTOOL = 0.99, 2.0, 10.0
"""Asked: share of the vocabulary, at most times pyexiv2's time, at least times faster than ExifTool."""
_SHOWN = 40
_PASSED_OVER = {".pem", ".cfg", ".json", ".md", ".txt"}


def files_of(folder: Path) -> list[Path]:
    """The files below a folder, those left out that are no pictures by their names."""
    return sorted(
        path for path in folder.rglob("*") if path.is_file() and path.suffix.lower() not in _PASSED_OVER
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print agreement, differences and speed; 1 where `--check` finds what is asked missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.metadata", description="Metadata read.")
    parser.add_argument(
        "folders", type=Path, nargs="+", metavar="DIR", help="pictures, also in folders below"
    )
    parser.add_argument("--install", action="store_true", help="make pyexiv2's environment first")
    parser.add_argument("--all-differences", action="store_true", help=f"list all, not the first {_SHOWN}")
    parser.add_argument("--repeats", type=int, default=5, metavar="N", help="how often each file is read (5)")
    parser.add_argument("--check", action="store_true", help="exit with 1 where what is asked is missed")
    options = parser.parse_args(arguments)
    files = [file for folder in options.folders for file in files_of(folder)]
    if not files:
        parser.error("no files")
    if not exiftool.is_there():
        parser.error(exiftool.MISSING)
    logging.getLogger("exifread").setLevel(logging.CRITICAL)
    if options.install:
        PEER.install()
    python = PEER.python if PEER.is_installed() else None
    found = parity.compare(files)
    print(f"ExifTool {exiftool.version()}", *PEER.versions(), sep=", ")
    print(*parity.table(found), sep="\n")
    lines = found.lines if options.all_differences else found.lines[:_SHOWN]
    print("", *lines, sep="\n")
    if len(lines) < len(found.lines):
        print(f"... and {len(found.lines) - len(lines)} more (--all-differences)")
    times = speed.measure(files, python, options.repeats)
    print("", *speed.table(times), sep="\n")
    if python is None:
        print("pyexiv2 is not installed as it is pinned: give --install")
    return int(options.check and not _reached(found, times))


def _reached(found: parity.Parity, times: speed.Times) -> bool:
    """Whether what is asked is reached."""
    share = found.same[parity.VOCABULARY] / max(1, found.stated[parity.VOCABULARY])
    total = {name: sum(values) for name, values in times.items()}
    mine = total[speed.OURS]
    return (
        share >= SHARE
        and total[speed.EXIFTOOL] >= EXIFTOOL * mine
        and mine <= PYEXIV2 * total.get(speed.PYEXIV2, mine)
    )


if __name__ == "__main__":
    sys.exit(main())
