"""A fresh catalog, rooms that read only what these tests need, and small pictures."""

import shutil

import pytest
from PIL import Image

from catalog.importer import ImportOptions, run_import
from catalog.importer.item import Readers
from catalog.records import Actor, Handout, HandoutSource, ParsedCaption
from catalog.settings import load_settings
from catalog.store import Store
from catalog.vocabulary.codes import HandoutState


@pytest.fixture(scope="session")
def empty_catalog(tmp_path_factory):
    home = tmp_path_factory.mktemp("empty")
    with Store.open(load_settings({}, home)) as store:
        store.migrate()
    return home / "catalog.db"


@pytest.fixture
def settings(tmp_path, empty_catalog):
    home = tmp_path / "home"
    home.mkdir()
    shutil.copy(empty_catalog, home / "catalog.db")
    return load_settings({}, home)


@pytest.fixture
def store(settings):
    with Store.open(settings) as store:
        yield store


@pytest.fixture
def actor():
    return Actor(name="cli:import")


@pytest.fixture
def readers():
    def parse(text, _received):
        named = (HandoutSource(name="Port Office", span=(0, 4)),) if "PORT OFFICE" in text else ()
        return ParsedCaption(caption=text, handout=bool(named), handout_sources=named)

    def assess(caption, image, _neighbours):
        stated = caption is not None and caption.handout
        if image is not None and "source" in image.fields:
            stated = True
        return Handout(state=HandoutState.STATED if stated else HandoutState.NOT_INDICATED), ()

    return Readers(parse=parse, parser="1", assess=assess)


@pytest.fixture
def take(store, settings, actor, readers):
    """Imports paths and gives the report."""

    def take(*paths, options=None, **more):
        given = {"options": options or ImportOptions(workers=1), "readers": readers} | more
        return run_import(store, settings, paths, actor=actor, **given)

    return take


@pytest.fixture
def outcome(take):
    """Imports paths and gives added, changed, unchanged and failed."""

    def outcome(*paths, **more):
        counts = take(*paths, **more).run.counts
        return counts.added, counts.changed, counts.unchanged, counts.failed

    return outcome


@pytest.fixture
def write(tmp_path):
    """Writes a file below the test's folder."""

    def write(name, content):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.fixture
def draw(tmp_path):
    """Draws a small JPEG file, with an EXIF description where one is given."""

    def draw(name, shade=90, description=None):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        exif = Image.Exif()
        if description:
            exif[0x010E] = description
        Image.new("RGB", (64, 48), (shade, shade, 40)).save(path, "JPEG", exif=exif)
        return path

    return draw
