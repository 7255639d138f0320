"""Environments of the programs that we are compared with; none becomes a dependency of the product."""

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

ROOT = Path(__file__).resolve().parent.parent
_ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1"
)


class Environment:
    """Pinned wheels in a folder of their own, below `.benchmarks/`.

    Args:
        name: `benchmarks/peers/NAME.txt` pins it.
        named: The packages whose versions a report names.
        folder: Where it lies, if elsewhere.
        pins: What is pinned, if elsewhere.
    """

    def __init__(
        self, name: str, named: Sequence[str], *, folder: Path | None = None, pins: Path | None = None
    ) -> None:
        self._folder = folder or ROOT / ".benchmarks" / name
        self._pins = pins or ROOT / "benchmarks/peers" / f"{name}.txt"
        self._named = named

    @property
    def python(self) -> Path:
        """The interpreter of the environment."""
        return self._folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")

    def is_installed(self) -> bool:
        """Whether the environment holds what is pinned today."""
        return self._mark.exists() and self._mark.read_text("utf-8") == self._digest()

    def install(self) -> None:
        """Make the environment and fill it with the pinned wheels, unless that is done.

        Raises:
            subprocess.CalledProcessError: pip found no wheel, or one whose hash is another.
        """
        if self.is_installed():
            return
        venv.create(self._folder, clear=True, with_pip=True)
        fill = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--only-binary=:all:"]
        subprocess.run(  # noqa: S603 - pip of the environment just made
            [self.python, *fill, "--require-hashes", "-r", self._pins], check=True
        )
        self._mark.write_text(self._digest(), "utf-8")

    def versions(self) -> list[str]:
        """The packages that matter, as `name version`."""
        found = dict(re.findall(r"(?m)^([\w.-]+)==([^ ;\\]+)", self._pins.read_text("utf-8")))
        return [f"{name} {found[name]}" for name in self._named]

    @property
    def _mark(self) -> Path:
        return self._folder / "pins.sha256"

    def _digest(self) -> str:
        return hashlib.sha256(self._pins.read_bytes()).hexdigest()


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
