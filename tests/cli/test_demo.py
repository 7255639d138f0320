import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request

import pytest

import catalog
from catalog.cli.demo import sample_sources
from catalog.errors import CatalogError


def test_a_demo_is_made_in_its_own_folder_and_only_once(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CATALOG_DATABASE_URL", f"sqlite:///{tmp_path}/desk.db")

    first = run("demo", "--no-serve")
    again = run("demo", "--no-serve")

    assert (tmp_path / "catalog-demo" / "catalog.db").is_file()
    assert not (tmp_path / "desk.db").exists()
    added = int(first.out.split()[1])
    assert added > 20
    assert again.out == f"Samples: 0 added, {added} there already\n"


def test_a_program_without_its_samples_says_so(monkeypatch, tmp_path):
    monkeypatch.setattr(catalog, "__file__", str(tmp_path / "catalog" / "__init__.py"))

    with pytest.raises(CatalogError, match="samples: the sample catalog is not part of this installation"):
        sample_sources()


def test_a_demo_is_served_until_it_is_stopped(program, tmp_path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    with program(
        "demo", "--port", port, home=tmp_path / "demo", stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as server:
        deadline = time.monotonic() + 120
        page = ""
        while not page and time.monotonic() < deadline and server.poll() is None:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
                    page = answer.read().decode()
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.2)
        server.send_signal(signal.SIGINT)
        server.stdout.read()

    assert "Armenian Foreign Ministry" in page
    assert server.returncode == 0
