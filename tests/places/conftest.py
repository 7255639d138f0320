"""One gazetteer for the room's tests; opening it is cheap, its caches are worth keeping."""

import pytest

from catalog.places import load_gazetteer


@pytest.fixture(scope="module")
def gazetteer():
    return load_gazetteer()
