"""The wheel, and empty environments that it is installed into."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.install.pythons import SUPPORTED, find_python

ROOT = Path(__file__).parents[2]
RUNNING = "{}.{}".format(*sys.version_info)
# What of our environment could lead a program to the checkout instead of to what was installed.
_LEADS_HOME = ("PYTHON", "CATALOG_", "COV", "VIRTUAL_ENV")
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith(_LEADS_HOME)}


def build_wheel(source, target):
    """Build a project's wheel with the build backend that is installed here; the finished process."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)]
    return subprocess.run(command, cwd=source, env=ENVIRONMENT, capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    target = tmp_path_factory.mktemp("wheel")
    done = build_wheel(ROOT, target)
    assert done.returncode == 0, done.stderr
    (built,) = target.glob("*.whl")
    return built


class Installed:
    """A wheel in an environment that holds nothing but what it needs, and a folder far from the checkout.

    Args:
        python: The Python to make the environment with.
        folder: Where to make it.
    """

    def __init__(self, python, folder):
        self.folder = folder / "elsewhere"
        self.folder.mkdir()
        self.bin = folder / "environment/bin"
        subprocess.run([python, "-m", "venv", self.bin.parent], env=ENVIRONMENT, check=True)

    def pip(self, *arguments):
        command = [self.bin / "python", "-m", "pip", "--disable-pip-version-check", *arguments]
        done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def catalog(self, *arguments):
        """Run the installed command."""
        command = [self.bin / "catalog", *arguments]
        return subprocess.run(
            command, cwd=self.folder, env=ENVIRONMENT, capture_output=True, text=True, check=False
        )

    def start(self, *arguments):
        """Start the installed command and leave it running."""
        command = [self.bin / "catalog", *arguments]
        return subprocess.Popen(
            command,
            cwd=self.folder,
            env=ENVIRONMENT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )


def _versions():
    """The running Python always; the others are for `make wheels` and `make deep`."""
    return [
        pytest.param(version, marks=() if version == RUNNING else pytest.mark.deep, id=version)
        for version in SUPPORTED
    ]


@pytest.fixture(scope="session", params=_versions())
def installed(request, wheel, tmp_path_factory):
    python = sys.executable if request.param == RUNNING else find_python(request.param)
    if python is None:
        pytest.skip(f"no Python {request.param} on this machine")
    folder = tmp_path_factory.mktemp(f"python-{request.param}")
    empty = Installed(python, folder)
    empty.pip("install", "--require-hashes", "-r", str(ROOT / "requirements.lock"))
    empty.pip("install", "--no-deps", "--no-index", str(wheel))
    yield empty
    shutil.rmtree(folder)
