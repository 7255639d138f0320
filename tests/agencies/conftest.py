import pytest

from catalog.agencies import Agencies, load_agencies


@pytest.fixture
def agencies() -> Agencies:
    return load_agencies()
