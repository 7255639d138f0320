"""Real servers on free ports over small real catalogs, and Debian's Chromium to look at them."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from catalog.settings import load_settings
from tests.browser.waiting import wait_for_keys
from tests.web import samples

ROOT = Path(__file__).parents[2]
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
STARTER = """
import sys
from pathlib import Path
from catalog.settings import load_settings
from web.serve import serve
serve(load_settings({}, Path(sys.argv[1])), "127.0.0.1", 0)
"""


def start(home):
    """Serve a catalog; the process and its address."""
    command = [sys.executable, "-c", STARTER, str(home)]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    said = server.stdout.readline()
    ready = re.search(r"http://[\d.:]+", said)
    if ready is None:
        stop(server)
        pytest.fail(f"the server did not start: {said!r}, status {server.returncode}")
    return server, ready[0]


def stop(server):
    server.terminate()
    server.communicate(timeout=20)


@pytest.fixture(scope="session")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("desk")
    samples.fill(load_settings({}, folder / "home"), folder).close()
    server, url = start(folder / "home")
    yield url
    stop(server)


@pytest.fixture(scope="session")
def empty_address(tmp_path_factory):
    settings = load_settings({}, tmp_path_factory.mktemp("empty") / "home")
    samples.new(settings).close()
    server, url = start(settings.home)
    yield url
    stop(server)


@pytest.fixture(scope="session")
def demo_address(tmp_path_factory):
    """The sample catalog as `catalog demo` makes it."""
    home = tmp_path_factory.mktemp("demo") / "home"
    command = [sys.executable, "-m", "catalog.cli", "--home", str(home), "demo", "--no-serve"]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    server, url = start(home)
    yield url
    stop(server)


@pytest.fixture(scope="session")
def chromium():
    if not Path(CHROMIUM).exists():
        pytest.skip("Debian's chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, address):
    """Open a path at a width and in a scheme; a script error or a refused resource fails the test."""
    contexts, troubles = [], []

    def opened(path="/", *, width=1440, height=900, scheme="light", base=address, **more):
        size = {"width": width, "height": height}
        context = chromium.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce", **more)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda said: said.type == "error" and troubles.append(said.text))
        page.goto(base + path)
        if more.get("java_script_enabled", True):
            wait_for_keys(page)
        return page

    opened.troubles = troubles
    yield opened
    for context in contexts:
        context.close()
    assert [trouble for trouble in troubles if "status of 40" not in trouble] == []
