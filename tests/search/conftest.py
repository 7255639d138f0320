"""An index over photos in memory."""

import pytest

from catalog.search import Index, SimilarPictures
from tests.search.support import NAMES, MemorySource


@pytest.fixture
def make_index(tmp_path):
    """Make an index over photos; all are closed at the end."""
    made = []

    def make(*photos, names=NAMES, path=tmp_path / "index.db"):
        source = MemorySource(photos)
        index = Index(path, source, names, similar=SimilarPictures(path.with_name("similar.db"), source))
        made.append(index)
        return index

    yield make
    for index in made:
        index.close()
