"""A real server on a free port over a small real catalog, and Debian's Chromium to look at it."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from catalog.settings import load_settings
from tests.web import samples

ROOT = Path(__file__).parents[2]
SCREENSHOTS = Path(__file__).parent / "screenshots"
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
    return server, re.search(r"http://[\d.:]+", server.stdout.readline())[0]


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

    def opened(path="/", *, width=1440, scheme="light", base=address, **more):
        context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, **more)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda said: said.type == "error" and troubles.append(said.text))
        page.goto(base + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [trouble for trouble in troubles if "status of 40" not in trouble] == []


@pytest.fixture
def screenshot():
    SCREENSHOTS.mkdir(exist_ok=True)

    def take(page, name):
        # Pictures below the fold load late, and a full page is never scrolled.
        page.evaluate("for (const image of document.images) image.loading = 'eager'")
        page.wait_for_load_state("networkidle")
        page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)

    return take
