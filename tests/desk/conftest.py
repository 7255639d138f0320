"""A catalog whose pictures look as a test says, once on SQLite and once on PostgreSQL."""

import pytest

from catalog.desk import Clusters
from tests.desk.looks import Gallery, silent
from tests.store.conftest import count_queries, settings, sqlite_settings, sqlite_store, store

__all__ = ["count_queries", "settings", "sqlite_settings", "sqlite_store", "store"]


@pytest.fixture
def gallery(store):
    return Gallery(store)


@pytest.fixture
def clusters(gallery):
    return Clusters(gallery.store, gallery, silent)
