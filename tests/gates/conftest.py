"""Copies of the project in which a fault may be planted, judged by our own Makefile and configuration."""

import shutil
import sys
from pathlib import Path

import pytest

from tests.commands import environment_without, run

ROOT = Path(__file__).parents[2]
# What a gate reads besides the code it is given.
_RULES = (
    "Makefile",
    "pyproject.toml",
    "README.md",
    "LICENSE",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "requirements-dev.lock",
)
# The map is large and no gate reads it.
_LEFT_OUT = shutil.ignore_patterns(
    "__pycache__", "*.bin", "*.jpg", "*.png", "vendor", "_build", "screenshots"
)
# Make and the counting of covered lines hand their settings to what they start.
_PARENTS = ("MAKE", "MFLAGS", "COV", "COUNT", "CI", "CATALOG_", "PYTEST_")


class Project:
    """A copy of the project's rules, with as much of its code as a gate needs."""

    def __init__(self, folder):
        self.folder = folder
        for name in _RULES:
            shutil.copy(ROOT / name, folder / name)
        # The tools are the ones that run this test.
        (folder / ".venv").mkdir()
        (folder / ".venv/bin").symlink_to(Path(sys.executable).parent)
        (folder / ".venv/.dev").touch()

    def copy(self, *names):
        for name in names:
            shutil.copytree(ROOT / name, self.folder / name, ignore=_LEFT_OUT)
        return self

    def write(self, name, text):
        """Write a file and make the packages that it stands in."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        for folder in path.relative_to(self.folder).parents[:-1]:
            if not (self.folder / folder / "__init__.py").exists():
                (self.folder / folder / "__init__.py").write_text(f'"""The {folder.name} room."""\n', "utf-8")
        path.write_text(text, encoding="utf-8")

    def append(self, name, text):
        """Put lines at the end of a file that is there."""
        path = self.folder / name
        path.write_text(path.read_text("utf-8") + text, encoding="utf-8")

    def run(self, *command):
        """Run a command in the copy, which it imports before anything that is installed."""
        environment = environment_without(*_PARENTS)
        environment |= {"PYTHONPATH": str(self.folder), "PYTHONDONTWRITEBYTECODE": "1", "NO_COLOR": "1"}
        return run(*command, folder=self.folder, environment=environment, together=True)

    def make(self, target):
        """Run a gate as the build server does, except that the environment is never made again."""
        return self.run("make", "--no-print-directory", "--old-file=.venv/.dev", target)


@pytest.fixture
def project(tmp_path):
    return Project(tmp_path)
