"""A real store and index of invented photos, shared by the tests of this folder, which only read."""

import pytest
from flask.testing import FlaskClient

from catalog.settings import load_settings
from tests.web import samples
from web import create_app
from web.rooms import Rooms


class ReadingClient(FlaskClient):
    """Reads every answer to its end, so that no file stays open."""

    def open(self, *args, **kwargs):
        return super().open(*args, **{"buffered": True, **kwargs})


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("desk")


@pytest.fixture(scope="session")
def settings(folder):
    return load_settings({}, folder / "home")


@pytest.fixture(scope="session")
def rooms(settings, folder):
    samples.fill(settings, folder).close()
    opened = Rooms(settings)
    yield opened
    opened.index.close()
    opened.store.close()


@pytest.fixture(scope="session")
def app(settings, rooms):
    made = create_app(settings, rooms=rooms)
    made.testing = True
    made.test_client_class = ReadingClient
    return made


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def page(client):
    """A page as a browser asks for it."""

    def get(path, status=200):
        answer = client.get(path, headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
        assert answer.status_code == status, answer.text
        return answer.text

    return get


@pytest.fixture
def empty_client(tmp_path):
    empty = load_settings({}, tmp_path / "home")
    samples.new(empty).close()
    opened = Rooms(empty)
    yield create_app(empty, rooms=opened).test_client()
    opened.index.close()
    opened.store.close()


@pytest.fixture(scope="session")
def number(rooms):
    """A photo's number by the reference that the samples gave it."""
    photos = rooms.store.photos(rooms.store.photo_ids())
    return {photo.ref.id: photo.id for photo in photos}.__getitem__
