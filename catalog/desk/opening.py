"""The clusters of a catalog, with the search for pictures that look alike and the rules that weigh copies."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from catalog.caption import Knowledge
from catalog.desk.assessing import Assess
from catalog.desk.keeping import Clusters
from catalog.provenance import Neighbour, assess
from catalog.records import Finding, Handout, ImageRecord, ParsedCaption
from catalog.settings import Settings
from catalog.store import Store
from catalog.store.standing import read_images


@contextmanager
def open_clusters(settings: Settings, store: Store, by: Assess | None = None) -> Iterator[Clusters]:
    """The clusters of a catalog.

    Args:
        settings: The catalog's folders.
        store: Its records.
        by: The rules that weigh copies, where a caller has them ready.
    """

    def near(image: ImageRecord) -> Sequence[tuple[int, int]]:
        with store.reading() as session:
            images = read_images(session, store.photo_ids())
        asked = int(image.phash or "0", 16)
        found = [(n, (asked ^ int(one.phash, 16)).bit_count()) for n, one in images.items() if one.phash]
        return [(number, bits) for number, bits in found if bits <= 90]  # noqa: PLR2004 -- until search is there

    yield Clusters(store, near, by or rules_of(knowledge_of(settings)))


def knowledge_of(settings: Settings) -> Knowledge:
    """Our knowledge with the catalog's own laid over it, and its worldview."""
    return Knowledge(overlay=settings.knowledge_path, worldview=settings.worldview)


def rules_of(knowledge: Knowledge) -> Assess:
    """The rules by which captions, files and copies are weighed."""

    def weigh(
        caption: ParsedCaption | None, image: ImageRecord | None, neighbours: Sequence[Neighbour]
    ) -> tuple[Handout, tuple[Finding, ...]]:
        assessment = assess(caption, image, neighbours=neighbours, knowledge=knowledge)
        return assessment.handout, assessment.findings

    return weigh
