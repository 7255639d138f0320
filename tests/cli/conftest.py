"""Commands run as a person runs them: by the console script's function, or as processes of their own."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image

from catalog.cli.imports import take_in
from catalog.cli.init import make_catalog
from catalog.cli.main import main
from catalog.settings import load_settings

ROOT = Path(__file__).parents[2]
CAPTIONS = (
    "A lamp is lit in Gorizia, Italy, 3 May 2019. EPA/LAMP MUSEUM HANDOUT\n"
    "Gulls rest on a wall near Yerevan, Armenia, May 5, 2020. (AP Photo/Ann Reed)\n"
    "Kites over Yerevan, Armenia, 4 May 2020. EPA-EFE/ARMENIAN PORT MINISTRY HANDOUT\n"
)


class Done(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def no_settings(monkeypatch):
    """The environment of a machine without a catalog."""
    for name in ("CATALOG_HOME", "CATALOG_DATABASE_URL", "CATALOG_WORLDVIEW"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def run(capfd, monkeypatch):
    """Runs a command in this process, as the console script would."""

    def run(*arguments, home=None):
        given = ["--home", str(home)] if home else []
        monkeypatch.setattr(sys, "argv", ["catalog", *given, *map(str, arguments)])
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capfd.readouterr()
        assert "Traceback" not in err
        return Done(ended.value.code, out, err)

    return run


@pytest.fixture
def program(tmp_path):
    """Starts a command as a process of its own, where terminal, pipes or signals matter."""

    def program(*arguments, home=None, **options):
        given = ["--home", str(home or tmp_path / "home")]
        command = [sys.executable, "-m", "catalog.cli", *given, *map(str, arguments)]
        return subprocess.Popen(command, cwd=ROOT, **options)

    return program


@pytest.fixture(scope="session")
def filled(tmp_path_factory):
    """A catalog with three captions, to be copied."""
    folder = tmp_path_factory.mktemp("filled")
    settings = load_settings({}, folder / "home")
    make_catalog(settings)
    captions = folder / "desk.txt"
    captions.write_text(CAPTIONS)
    take_in(settings, (captions,), as_="lines", provider="desk", quiet=True)
    return settings.home


@pytest.fixture
def home(filled, tmp_path):
    """A catalog of the test's own, with three captions."""
    return shutil.copytree(filled, tmp_path / "home")


@pytest.fixture
def picture(tmp_path):
    """Draws a small JPEG file with EXIF values."""

    def picture(name, **exif):
        path = tmp_path / name
        values = Image.Exif()
        for tag, value in exif.items():
            values[{"description": 0x010E, "artist": 0x013B}[tag]] = value
        Image.new("RGB", (64, 48), (90, 90, 40)).save(path, "JPEG", exif=values)
        return path

    return picture
