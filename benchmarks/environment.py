"""Environments of the programs that we are compared with; none ever becomes a dependency of the product."""

import hashlib
import json
import os
import re
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
_ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1"
)


def pins_of(name: str) -> Path:
    """The file that pins what a benchmark compares with."""
    return ROOT / f"benchmarks/peers/{name}.txt"


def folder_of(name: str) -> Path:
    """Where its environment lies."""
    return ROOT / f".benchmarks/{name}"


def python(folder: Path) -> Path:
    """The interpreter of an environment."""
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def is_installed(folder: Path, pins: Path) -> bool:
    """Whether an environment holds what is pinned today."""
    mark = folder / "pins.sha256"
    return mark.exists() and mark.read_text("utf-8") == _digest(pins)


def install(folder: Path, pins: Path) -> None:
    """Make an environment and fill it with the pinned wheels, unless that is done.

    Raises:
        subprocess.CalledProcessError: pip found no wheel, or one whose hash is another.
    """
    if is_installed(folder, pins):
        return
    venv.create(folder, clear=True, with_pip=True)
    fill = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--only-binary=:all:"]
    subprocess.run(  # noqa: S603 - pip of the environment just made
        [python(folder), *fill, "--require-hashes", "-r", pins], check=True
    )
    (folder / "pins.sha256").write_text(_digest(pins), "utf-8")


def versions(pins: Path, names: Sequence[str]) -> list[str]:
    """The packages that matter, as `name version`."""
    found = dict(re.findall(r"(?m)^([\w.-]+)==([^ ;\\]+)", pins.read_text("utf-8")))
    return [f"{name} {found[name]}" for name in names]


def ask(command: Sequence[str], order: object) -> Any:  # noqa: ANN401 - whatever the program answers
    """Start a program of this folder on one thread, give it an order as JSON and take its answer.

    Raises:
        subprocess.CalledProcessError: The program failed; its words stand on standard error.
    """
    # What counts covered lines would be timed too.
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("COV_", "COVERAGE_"))}
    done = subprocess.run(  # noqa: S603 - our own programs, named in this folder
        command,
        input=json.dumps(order),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        cwd=ROOT,
        env=kept | _ONE_THREAD,
    )
    return json.loads(done.stdout)


def _digest(pins: Path) -> str:
    return hashlib.sha256(pins.read_bytes()).hexdigest()
