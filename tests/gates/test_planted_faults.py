"""Each gate is seen failing: one fault planted in a copy, judged by our own rules, named by the gate."""

import re
import sys

import pytest

from tests.gates.conftest import ROOT
from tests.install.conftest import build_wheel

pytestmark = pytest.mark.gates

# Gates of the Makefile whose faults are planted elsewhere, and where.
ELSEWHERE = {"faults": "this file", "browser": "tests/browser"}
MODULE = '"""A desk."""\n'

STYLE = [
    ("an import that nothing uses", MODULE + "\nimport json\n", "F401"),
    ("a public function that says nothing", MODULE + "\n\ndef sort() -> None:\n    return\n", "D103"),
    ("a room that prints", MODULE + '\nprint("here")\n', "T201"),
    ("a function without types", MODULE + '\n\ndef sort(a):\n    """Sort."""\n', "ANN001"),
    ("a file that is not formatted", MODULE + "\nNAMES = [ 'a' ]\n", "File would be reformatted"),
]


@pytest.mark.parametrize(("text", "named"), [pytest.param(*rest, id=name) for name, *rest in STYLE])
def test_ruff_refuses(project, text, named):
    project.write("catalog/desk.py", text)
    done = project.make("lint")
    assert done.returncode != 0
    assert named in done.stdout
    assert "catalog/desk.py" in done.stdout


def test_ruff_accepts_what_has_no_fault(project):
    project.write("catalog/desk.py", MODULE)
    assert project.make("lint").returncode == 0


@pytest.mark.parametrize("room", ["catalog", "web", "benchmarks", "migrations", "samples"])
def test_mypy_refuses_a_wrong_type(project, room):
    for name in {"catalog", "web", "benchmarks", "migrations", "samples"} - {room}:
        project.write(f"{name}/desk.py", MODULE)
    project.write(f"{room}/desk.py", MODULE + '\n\ndef size() -> int:\n    """A size."""\n    return "9"\n')
    done = project.make("types")
    assert done.returncode != 0
    assert f"{room}/desk.py:6: error: Incompatible return value type" in done.stdout


IMPORTS = {
    "Imports point down": ("catalog/vocabulary/codes.py", "import catalog.store.store"),
    "The pure rooms know no database, framework or image library": ("catalog/places/keys.py", "import click"),
    "Only images knows Pillow, ExifRead and the C2PA SDK": ("web/badges.py", "import PIL"),
    "Only store and search know SQL": ("catalog/importer/run.py", "import sqlite3"),
    "Only web knows Flask": ("catalog/exchange/rows.py", "import flask"),
}


def test_every_contract_between_rooms_is_seen_broken(project):
    project.copy("catalog", "web")
    for file, line in IMPORTS.values():
        project.append(file, f"\n{line}\n")
    done = project.make("contracts")
    assert done.returncode != 0
    assert set(re.findall(r"(?m)^(.+) BROKEN", done.stdout)) == set(IMPORTS)
    assert set(re.findall(r"(?m)^(.+) KEPT", done.stdout)) == set()
    assert "catalog.vocabulary.codes -> catalog.store.store" in done.stdout


def test_deptry_refuses_a_package_that_is_not_declared(project):
    project.copy("catalog", "web", "samples", "migrations")
    project.append("web/badges.py", "\nimport undeclared_package\n")
    done = project.make("deptry")
    assert done.returncode != 0
    assert re.findall(r"DEP\d+ '(\w+)'", done.stdout) == ["undeclared_package"]


def test_alembic_refuses_a_column_without_a_migration(project):
    project.copy("catalog", "migrations")
    project.append(
        "catalog/store/tables.py",
        "\nPhotoRow.__table__.append_column(__import__('sqlalchemy').Column('mood'))\n",
    )
    done = project.make("migrations")
    assert done.returncode != 0
    assert "New upgrade operations detected" in done.stdout
    assert "'mood'" in done.stdout


COUNTED = (
    MODULE + '\n\ndef tag(text):\n    """Tag."""\n    if text:\n        text = "#" + text\n    return text\n'
)


def measure(project, room, *, whole):
    """Lay a module with a branch into a room, count its lines in a run, and let the gate judge."""
    project.write("web/page.py", MODULE)
    # Enough lines elsewhere that the fault is a small part of all.
    project.write("catalog/rest.py", MODULE + "A = 1\n" * 100)
    project.write(f"catalog/{room}/desk.py", COUNTED)
    calls = "tag('x')" + ("; tag('')" if whole else "")
    code = f"import catalog.rest, web.page; from catalog.{room}.desk import tag; {calls}"
    project.write("run.py", code)
    assert project.run(sys.executable, "-m", "coverage", "run", "run.py").returncode == 0
    assert project.run(sys.executable, "-m", "coverage", "combine").returncode == 0
    return project.make("coverage")


@pytest.mark.parametrize("room", ["caption", "provenance", "agencies"])
def test_coverage_refuses_a_branch_that_no_test_takes(project, room):
    done = measure(project, room, whole=False)
    assert done.returncode != 0
    assert re.search(rf"catalog/{room}/desk\.py .* 6->8", done.stdout)
    assert set(re.findall(r"fail-under=\d+", done.stdout)) == {"fail-under=100"}


def test_coverage_accepts_a_branch_that_is_taken_both_ways(project):
    assert measure(project, "caption", whole=True).returncode == 0


def test_coverage_refuses_less_than_its_share_of_all(project):
    project.write("web/page.py", MODULE)
    project.write("catalog/rest.py", MODULE + "A = 1\n" * 10)
    project.write("run.py", "import web.page\n")
    assert project.run(sys.executable, "-m", "coverage", "run", "run.py").returncode == 0
    assert project.run(sys.executable, "-m", "coverage", "combine").returncode == 0
    done = project.make("coverage")
    assert done.returncode != 0
    assert re.search(r"total of \d+ is less than fail-under=95", done.stdout)


def test_the_documents_refuse_a_reference_that_leads_nowhere(project):
    project.copy("docs")
    project.append("docs/index.md", "\nSee {doc}`reference/nowhere`.\n")
    done = project.make("docs")
    assert done.returncode != 0
    assert "unknown document: 'reference/nowhere'" in done.stdout


def test_a_pure_room_that_knows_a_database_is_named(project):
    project.copy("catalog", "tests")
    project.append("catalog/caption/words.py", "\nimport sqlalchemy\n")
    done = project.run(
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "tests/test_architecture.py",
        "-k",
        "pure_room",
    )
    assert done.returncode == 1
    assert "pure_room_loads_no_database_framework_or_image_library[catalog.caption]" in done.stdout
    assert "'sqlalchemy'" in done.stdout


def test_a_wheel_without_samples_is_not_built(project, tmp_path):
    project.copy("catalog", "web", "migrations")
    done = build_wheel(project.folder, tmp_path / "dist")
    assert done.returncode != 0
    assert "samples/" in done.stderr


def test_every_gate_has_its_planted_fault():
    rules = (ROOT / "Makefile").read_text("utf-8")
    gates = re.search(r"(?m)^gates: ([^#\n]+)", rules)[1].split()
    text = (ROOT / "tests/gates/test_planted_faults.py").read_text("utf-8")
    planted = set(re.findall(r'\.make\("(\w+)"\)', text)) | {"wheel"}
    assert set(gates) - set(ELSEWHERE) == planted
    ci = re.search(r"(?m)^ci: ([a-z ]+) ##", rules)[1].split()
    assert set(ci) - {"test", "gates"} <= set(ELSEWHERE)
