"""The clock of both sides: files in, hashes and milliseconds out.

It runs in the other program's environment too, so it knows the standard library and Pillow and nothing else.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable
from typing import TypedDict

from PIL import Image

Hash = Callable[[Image.Image], str]


class Order(TypedDict):
    """Which files to hash, and how often each for the clock."""

    files: list[str]
    repeats: int


class Report(TypedDict):
    """By the name of a hash: each file's in hexadecimal, and milliseconds of processor time for one.

    Attributes:
        hashes: In the order of the files.
        milliseconds: The median over all files of the least that each took.
    """

    hashes: dict[str, list[str]]
    milliseconds: dict[str, float]


def carry_out(hashers: dict[str, Hash], order: Order) -> Report:
    """Hash every file in every way; a picture is decoded before the clock runs."""
    hashes: dict[str, list[str]] = {name: [] for name in hashers}
    taken: dict[str, list[float]] = {name: [] for name in hashers}
    for path in order["files"]:
        with Image.open(path) as file:
            image = file.convert("RGB")
        for name, hasher in hashers.items():
            laps = []
            for _ in range(order["repeats"]):
                start = time.process_time()
                found = hasher(image)
                laps.append(time.process_time() - start)
            hashes[name].append(found)
            taken[name].append(min(laps) * 1000)
    return Report(hashes=hashes, milliseconds={name: statistics.median(all_) for name, all_ in taken.items()})


def serve(hashers: dict[str, Hash]) -> None:
    """Carry out the order on standard input and write the report to standard output."""
    json.dump(carry_out(hashers, json.load(sys.stdin)), sys.stdout)
