"""Milliseconds a file for each reader of metadata, on the same files in one run.

Each reader reads every file several times on end, as in an import, whose code stays in the processor's
caches; the least time of a file counts, and all take turns file by file.
"""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import exifread

from benchmarks.exiftool import PROGRAM
from catalog.images.read import read_metadata

OURS, PYEXIV2, EXIFTOOL, EXIFREAD = "Creditline", "pyexiv2", "ExifTool -stay_open", "ExifRead alone"
Times = Mapping[str, list[float]]
"""Reader to milliseconds, in the order of the files."""

# Runs in the environment of pyexiv2, which never becomes a dependency of ours: its licence is the GPL.
_PEER = """\
import sys, json, time
import pyexiv2
pyexiv2.set_log_level(4)
for line in sys.stdin:
    path = json.loads(line)
    began = time.perf_counter()
    try:
        with pyexiv2.Image(path) as image:
            for read in (image.read_exif, image.read_iptc, image.read_xmp):
                try:
                    read()
                except UnicodeDecodeError:
                    pass
    except Exception:
        pass
    print((time.perf_counter() - began) * 1000, flush=True)
"""


class _Peer:
    """A reader in a process of its own, which times itself."""

    def __init__(self, python: Path) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - the environment's own interpreter
            [python, "-c", _PEER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _k: type[BaseException] | None, _e: BaseException | None, _t: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.communicate()

    def time(self, path: Path) -> float:
        """Milliseconds for one file."""
        print(json.dumps(str(path)), file=_open(self._process.stdin), flush=True)
        return float(_open(self._process.stdout).readline())


class _StayOpen(_Peer):
    """ExifTool kept running, timed from asking to its answer."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - a program of the machine
            [PROGRAM, "-stay_open", "True", "-@", "-"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            errors="replace",
        )

    def time(self, path: Path) -> float:
        """Milliseconds for one file."""
        began = time.perf_counter()
        print("-j", "-G1", "-struct", "-n", "--System:all", path, "-execute", sep="\n",
              file=_open(self._process.stdin), flush=True)  # fmt: skip
        while not _open(self._process.stdout).readline().startswith("{ready}"):
            pass
        return (time.perf_counter() - began) * 1000


def _open(stream: IO[str] | None) -> IO[str]:
    if stream is None:
        raise BrokenPipeError
    return stream


def measure(files: Sequence[Path], python: Path | None, repeats: int = 5) -> Times:
    """Time all readers.

    Args:
        files: What is read.
        python: The interpreter that has pyexiv2, None to go without.
        repeats: How often each file is read by each.
    """
    times: dict[str, list[float]] = {}
    with ExitStack() as stack:
        readers: dict[str, Callable[[Path], float]] = {OURS: _ours, EXIFREAD: _exifread}
        if python is not None:
            readers[PYEXIV2] = stack.enter_context(_Peer(python)).time
        readers[EXIFTOOL] = stack.enter_context(_StayOpen()).time
        for file in files:
            for name, read in readers.items():
                times.setdefault(name, []).append(min(read(file) for _ in range(repeats)))
    return times


def _ours(path: Path) -> float:
    began = time.perf_counter()
    with path.open("rb") as file:
        read_metadata(file)
    return (time.perf_counter() - began) * 1000


def _exifread(path: Path) -> float:
    began = time.perf_counter()
    try:
        with path.open("rb") as file:
            exifread.process_file(file)
    except Exception:  # noqa: BLE001, S110 - it raises what it likes
        pass
    return (time.perf_counter() - began) * 1000


def table(times: Times) -> Iterator[str]:
    """A line for each reader: all files, the median file, and how many times ours that is."""
    yield f"{sys.version.split()[0]}; {len(times[OURS]):,} files, all of their metadata, milliseconds:"
    yield f"{'':<22}{'all files':>11}{'median':>9}{'all / ours':>12}{'median of ratios':>18}"
    for name, values in times.items():
        ratios = [value / mine for value, mine in zip(values, times[OURS], strict=True)]
        yield (
            f"{name:<22}{sum(values):>11.1f}{statistics.median(values):>9.2f}"
            f"{sum(values) / sum(times[OURS]):>12.2f}{statistics.median(ratios):>18.2f}"
        )
