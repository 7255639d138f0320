import os
import re
import signal
import socket
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path

import pytest

from catalog.errors import CatalogError
from catalog.settings import load_settings
from web.rooms import rooms_of
from web.serve import _listen, _Server, check_bind, serve

ROOT = Path(__file__).parents[2]
STARTER = """
import sys
from pathlib import Path
from catalog.settings import load_settings
from web.serve import serve
serve(load_settings({}, Path(sys.argv[1])), "127.0.0.1", 0)
"""


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "::1", "[::1]", "localhost"])
def test_loopback_may_be_served(host):
    check_bind(host)


EVERYWHERE = "0.0.0.0"  # noqa: S104 -- the address that must be refused


@pytest.mark.parametrize(
    "host", [EVERYWHERE, "::", "192.168.1.4", "example.org", "", "*", "localhost.example"]
)
def test_an_address_that_others_reach_is_refused(host):
    with pytest.raises(CatalogError, match="no accounts yet"):
        check_bind(host)


def test_serving_beyond_loopback_is_refused(settings):
    with pytest.raises(CatalogError):
        serve(settings, EVERYWHERE, 8000)


def test_a_port_in_use_is_one_line(settings):
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(CatalogError, match="cannot listen"):
        serve(settings, "127.0.0.1", taken.getsockname()[1])


@pytest.mark.usefixtures("rooms")
def test_the_workers_open_the_catalog_after_the_fork(settings, capsys):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = _Server(settings, listener, "http://127.0.0.1:1")
    os.close(int(server.cfg.settings["bind"].get()[0].removeprefix("fd://")))
    assert (server.cfg.workers, server.cfg.threads, server.cfg.preload_app) == (2, 4, False)
    with rooms_of(server.load()).store as store:
        assert store.count() == 12
    server.cfg.when_ready(None)
    assert capsys.readouterr().out == "Creditline is at http://127.0.0.1:1 (Ctrl-C stops it)\n"


def test_a_catalog_that_was_never_initialised_is_served_with_its_error(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = _Server(load_settings({}, tmp_path / "home"), listener, "")
    os.close(int(server.cfg.settings["bind"].get()[0].removeprefix("fd://")))
    assert server.load().test_client().get("/").status_code == 503


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_a_free_port_is_chosen_for_port_0(host):
    with _listen(host, 0) as listener:
        assert listener.getsockname()[1] > 0


def test_a_server_says_when_it_is_ready_and_ends_cleanly_on_ctrl_c(settings, rooms):
    assert rooms.store.count() == 12
    command = [sys.executable, "-c", STARTER, str(settings.home)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    server = subprocess.Popen(command, cwd=ROOT, **pipes)
    try:
        line = server.stdout.readline()
        address = re.fullmatch(r"Creditline is at (http://127\.0\.0\.1:\d+) \(Ctrl-C stops it\)\n", line)[1]
        host, _, port = address.removeprefix("http://").partition(":")
        asked = HTTPConnection(host, int(port), timeout=20)
        asked.request("GET", "/readyz")
        assert asked.getresponse().status == 200
        asked.close()
        server.send_signal(signal.SIGINT)
        out, err = server.communicate(timeout=20)
    finally:
        server.kill()
        server.wait()
    assert server.returncode == 0, err
    assert out == ""
    assert err == ""
