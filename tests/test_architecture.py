"""Rooms and who may know whom, beyond what import-linter checks."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FRAMEWORKS = ("sqlalchemy", "alembic", "flask", "PIL", "exifread", "click", "rich", "sqlite3")


@pytest.mark.parametrize(
    "room", ["catalog.caption", "catalog.agencies", "catalog.places", "catalog.provenance"]
)
def test_a_pure_room_loads_no_database_framework_or_image_library(room):
    code = f"import sys, {room}; print([m for m in {FRAMEWORKS!r} if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout.strip() == "[]"


def test_importing_the_caption_room_reads_no_data_file():
    code = "import catalog.caption.knowledge as k; print(set(vars(k.DEFAULT)) & {'agencies', 'gazetteer'})"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout.strip() == "set()"


def _sources():
    return [p for room in ("catalog", "web") for p in (ROOT / room).rglob("*.py") if "vendor" not in p.parts]


def test_no_file_is_longer_than_four_hundred_lines():
    long = {str(p.relative_to(ROOT)): n for p in _sources() if (n := len(p.read_text().splitlines())) > 400}
    assert long == {}


def test_no_module_has_a_name_where_names_go_to_die():
    assert [p.name for p in _sources() if p.stem in {"utils", "helpers", "manager", "misc", "common"}] == []


def test_every_package_says_what_it_is_for():
    packages = [p for p in _sources() if p.name == "__init__.py"]
    assert [str(p) for p in packages if not p.read_text().lstrip().startswith('"""')] == []
