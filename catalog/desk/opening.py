"""The clusters of a catalog, with the search for pictures that look alike."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from catalog.desk.keeping import Clusters
from catalog.records import ImageRecord
from catalog.settings import Settings
from catalog.store import Store
from catalog.store.standing import read_images


@contextmanager
def open_clusters(settings: Settings, store: Store) -> Iterator[Clusters]:  # noqa: ARG001 -- until search is there
    """The clusters of a catalog.

    Args:
        settings: The catalog's folders.
        store: Its records.
    """

    def near(image: ImageRecord) -> Sequence[tuple[int, int]]:
        with store.reading() as session:
            images = read_images(session, store.photo_ids())
        asked = int(image.phash or "0", 16)
        found = [(n, (asked ^ int(one.phash, 16)).bit_count()) for n, one in images.items() if one.phash]
        return [(number, bits) for number, bits in found if bits <= 90]  # noqa: PLR2004 -- until search is there

    yield Clusters(store, near)
