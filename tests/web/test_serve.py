import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request

import pytest

from catalog.errors import CatalogError
from web.serve import check_bind, serve

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


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "example.org", "", "*", "localhost.evil.example"])
def test_an_address_that_others_reach_is_refused(host):
    with pytest.raises(CatalogError, match="no accounts yet"):
        check_bind(host)


def test_serving_beyond_loopback_is_refused(settings):
    with pytest.raises(CatalogError):
        serve(settings, "0.0.0.0", 8000)


def test_a_port_in_use_is_one_line(settings):
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(CatalogError, match="cannot listen"):
        serve(settings, "127.0.0.1", taken.getsockname()[1])


def test_a_server_says_when_it_is_ready_and_ends_cleanly_on_ctrl_c(settings, rooms):
    assert rooms.store.count() == 12
    command = [sys.executable, "-c", STARTER, str(settings.home)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=os.getcwd())
    try:
        line = server.stdout.readline()
        address = re.fullmatch(r"Creditline is at (http://127\.0\.0\.1:\d+) \(Ctrl-C stops it\)\n", line)[1]
        with urllib.request.urlopen(f"{address}/readyz", timeout=20) as answer:
            assert answer.status == 200
        server.send_signal(signal.SIGINT)
        out, err = server.communicate(timeout=20)
    finally:
        server.kill()
        server.wait()
    assert server.returncode == 0, err
    assert out == ""
    assert err == ""
