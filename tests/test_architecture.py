"""Rooms and who may know whom, beyond what import-linter checks: what a room loads when it is imported."""

import subprocess
import sys

import pytest

from tests.house.sources import ROOT, uncounted

FRAMEWORKS = ("sqlalchemy", "alembic", "flask", "PIL", "exifread", "c2pa", "click", "rich", "sqlite3")


def answer(code):
    """What a fresh Python prints."""
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, env=uncounted(), capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.mark.parametrize(
    "room",
    [
        "catalog.caption",
        "catalog.agencies",
        "catalog.places",
        "catalog.provenance",
        "catalog.records",
        "catalog.vocabulary",
        "catalog.text",
        "catalog.dates",
    ],
)
def test_a_pure_room_loads_no_database_framework_or_image_library(room):
    assert answer(f"import sys, {room}; print([m for m in {FRAMEWORKS!r} if m in sys.modules])") == "[]"


def test_importing_the_caption_room_reads_no_data_file():
    code = "import catalog.caption.knowledge as k; print(set(vars(k.DEFAULT)) & {'agencies', 'gazetteer'})"
    assert answer(code) == "set()"
