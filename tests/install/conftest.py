"""The wheel, and empty environments that it is installed into."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import environment_without, run
from tests.install.pythons import SUPPORTED, find_python

ROOT = Path(__file__).parents[2]
RUNNING = "{}.{}".format(*sys.version_info)
# What of our environment could lead a program to the checkout instead of to what was installed.
ENVIRONMENT = environment_without("PYTHON", "CATALOG_", "COV", "VIRTUAL_ENV")


def build_wheel(source, target):
    """Build a project's wheel with the build backend that is installed here; the finished process."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)]
    return run(*command, folder=source, environment=ENVIRONMENT)


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
        done = run(*command, environment=ENVIRONMENT)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def catalog(self, *arguments):
        """Run the installed command."""
        return run(self.bin / "catalog", *arguments, folder=self.folder, environment=ENVIRONMENT)

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
