"""The command line on a server, from `init` to a restored backup, as the page on PostgreSQL tells it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from catalog.store import migrate
from catalog.store.engine import read_url
from catalog.store.schema import REVISION
from tests.databases import program

ROOT = Path(__file__).parents[2]


class Desk:
    """One machine's folder, and the commands that run on it."""

    def __init__(self, home, url):
        self.home = home
        self.url = url

    def run(self, *arguments, status=0, stdin=None):
        command = [sys.executable, "-m", "catalog.cli", "--home", str(self.home), *arguments]
        environment = os.environ | {"CATALOG_DATABASE_URL": self.url}
        done = subprocess.run(
            command, capture_output=True, text=True, cwd=ROOT, env=environment, check=False, input=stdin
        )
        assert done.returncode == status, done.stderr
        return done.stdout + done.stderr

    def found(self, query):
        return [json.loads(line)["ref"]["id"] for line in self.run("search", "--json", query).splitlines()]


def text_of(url):
    """A URL as people write it, without the driver."""
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


@pytest.fixture
def desk(tmp_path, postgres_databases):
    return Desk(tmp_path / "home", text_of(postgres_databases.empty()))


CAPTIONS = (
    "id,caption\n"
    'A1,"A handout photo made available by the Port Office shows ferries in Varna, 3 May 2019.'
    ' EPA/PORT OFFICE HANDOUT"\n'
    'A2,"Gulls over the quay in Varna, 4 May 2019. EPA/ADA ROWE"\n'
)


def test_a_catalog_on_a_server_is_made_filled_searched_and_checked(desk, tmp_path):
    captions = tmp_path / "captions.csv"
    captions.write_text(CAPTIONS)

    assert "run `catalog init`" in desk.run("import", str(captions), status=2)
    assert f"Catalog ready in {desk.home}, records in postgresql://creditline@/" in desk.run("init")
    assert "2 added" in desk.run("import", str(captions))
    assert "2 unchanged" in desk.run("import", str(captions))
    assert desk.found("is:handout from:port") == ["A1"]
    assert desk.found("varna date:2019-05") == ["A2", "A1"]
    assert "Port Office" in desk.run("sources", "list")
    assert "events, head" in desk.run("audit", "verify")
    assert len(desk.run("export").splitlines()) >= 2
    assert "records" in desk.run("index", "check")
    assert not (desk.home / "catalog.db").exists()


def test_an_older_catalog_on_a_server_is_upgraded_by_init_alone(desk):
    desk.run("init")
    migrate.downgrade(read_url(desk.url), "0001")

    assert "has the older schema 0001; run `catalog init` to upgrade it" in desk.run("search", "x", status=2)
    assert f"Upgraded the database from schema 0001 to {REVISION}" in desk.run("init")
    assert "0 found" in desk.run("search", "x")


def test_an_index_of_another_database_is_not_taken_for_that_of_a_new_one(desk, postgres_databases, tmp_path):
    captions = tmp_path / "captions.csv"
    captions.write_text(CAPTIONS)
    desk.run("init")
    desk.run("import", str(captions))
    other = Desk(desk.home, text_of(postgres_databases.empty()))

    other.run("init")
    other.run(
        "import",
        "-",
        "--as",
        "lines",
        stdin="Boats. EPA/ADA ROWE\nNets. EPA/ADA ROWE\nA pier. EPA/ADA ROWE\n",
    )

    assert len(other.found("")) == 3
    assert other.found("varna") == []


def test_the_demo_has_its_own_file_whatever_database_the_environment_names(tmp_path):
    demo = Desk(tmp_path / "demo", "postgresql://desk@nowhere.invalid/catalog")

    assert "Samples: " in demo.run("demo", "--no-serve")
    assert (demo.home / "catalog.db").exists()


def test_a_dump_restores_a_catalog_whole_with_its_triggers(
    desk, postgres_server, postgres_databases, tmp_path
):
    captions = tmp_path / "captions.csv"
    captions.write_text(CAPTIONS)
    desk.run("init")
    desk.run("import", str(captions))
    restored = postgres_databases.empty()
    place = ["--host", str(postgres_server.folder), "--username", "creditline"]
    dump = tmp_path / "creditline.dump"

    name = desk.url.partition("?")[0].rpartition("/")[2]
    subprocess.run([program("pg_dump"), *place, "--format=custom", f"--file={dump}", name], check=True)
    subprocess.run([program("pg_restore"), *place, f"--dbname={restored.database}", str(dump)], check=True)

    again = Desk(tmp_path / "restored", text_of(restored))
    assert again.run("audit", "verify") == desk.run("audit", "verify")
    assert again.run("index", "rebuild").startswith("2 photos")
    assert again.found("is:handout") == ["A1"]
    triggers = "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal"
    assert postgres_server.run(triggers, restored.database) == 9
