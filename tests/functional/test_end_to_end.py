"""Import, search and page, as processes on a catalog of their own."""

import json
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(home, *arguments):
    command = [sys.executable, "-m", "catalog.cli", "--home", str(home), *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False, timeout=180)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("catalog")
    assert run(folder, "init").returncode == 0
    done = run(folder, "import", "samples/article.txt", "samples/folder")
    assert done.returncode == 0, done.stderr
    assert re.search(r"article\.txt: took the file for an article: 3 captions", done.stdout)
    return folder


@pytest.fixture(scope="module")
def address(home):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    command = [sys.executable, "-m", "catalog.cli", "--home", str(home), "serve", "--port", port]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as server:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5).close()
                break
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.2)
        yield f"http://127.0.0.1:{port}"
        server.terminate()


def fetch(url):
    with urllib.request.urlopen(url, timeout=30) as answer:  # noqa: S310 (our own server)
        return answer.read().decode()


def search(home, query):
    out = run(home, "search", "--json", query).stdout
    return [json.loads(line)["caption"]["caption"][:40] for line in out.splitlines()]


def test_the_source_of_a_handout_finds_its_two_pictures_and_not_the_agency_s_own(home):
    found = search(home, 'is:handout from:"armenian foreign ministry"')
    assert len(found) == 2
    assert all(caption.startswith("A handout photo made available") for caption in found)


def test_a_place_is_found_by_its_other_name(home):
    out = run(home, "search", "--json", "place:Aghdara").stdout
    assert [json.loads(line)["caption"]["date"] for line in out.splitlines()] == ["2020-09-30"]


def test_the_prose_of_an_article_is_left_alone(home):
    captions = search(home, "agency:=epa-efe")
    assert len(captions) == 3


@pytest.mark.parametrize("query", ["из:", 'from:"open', "(lamp", "date:2020-13", "lamp OR"])
def test_a_broken_query_is_an_error_with_its_place_and_never_everything(home, query):
    done = run(home, "search", "--", query)
    assert (done.returncode, done.stdout) == (2, "")
    assert "^" in done.stderr


def test_importing_again_changes_nothing(home):
    before = run(home, "export").stdout
    again = run(home, "import", "--json", "samples/article.txt", "samples/folder")
    counts = json.loads(again.stdout)["run"]["counts"]
    assert (counts["added"], counts["changed"], counts["failed"]) == (0, 0, 0)
    assert _without_runs(run(home, "export").stdout) == _without_runs(before)


def _without_runs(export):
    return [{k: v for k, v in json.loads(line).items() if k != "runs"} for line in export.splitlines()]


def test_the_audit_chain_is_whole_and_the_index_agrees(home):
    assert run(home, "audit", "verify").returncode == 0
    assert run(home, "index", "check").returncode == 0


def test_the_page_shows_the_badge_with_the_source_beside_it(address):
    page = fetch(f"{address}/?q=is:handout")
    assert re.search(r"HANDOUT.{0,400}Armenian Foreign Ministry", page, re.DOTALL)


def test_the_api_has_the_documented_keys(address):
    answer = json.loads(fetch(f"{address}/api/v1/photos?q=is:handout&facets=agency,from"))
    assert {"total", "items", "facets", "more", "next", "behind"} <= set(answer)
    assert {"value", "label", "count"} <= set(answer["facets"]["agency"][0])
