"""The project's own files, as the house tests look at them."""

import os
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Made by tools, or by others and kept as they came.
_NOT_OURS = {
    ".benchmarks",
    ".git",
    ".hypothesis",
    ".import_linter_cache",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    ".venv",
    "__pycache__",
    "_build",
    "build",
    "catalog-demo",
    "catalog-home",
    "dist",
    "node_modules",
    "vendor",
}


def our_files(*suffixes, root=ROOT):
    """Every file below the root that was written here and has one of the suffixes, sorted."""
    found = []
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(set(folders) - _NOT_OURS)
        found.extend(Path(folder, name) for name in names if Path(name).suffix in suffixes)
    return sorted(found)


def shown(path, root=ROOT):
    return path.relative_to(root).as_posix()


def uncounted():
    """The environment without what counts covered lines; that loads modules and costs time of its own."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("COV_", "COVERAGE_"))}
