"""The clusters of a catalog, with the search for pictures that look alike and the rules that weigh copies."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from catalog.caption import Knowledge
from catalog.desk.assessing import Assess
from catalog.desk.grouping import SURE
from catalog.desk.keeping import Clusters
from catalog.provenance import Neighbour, assess
from catalog.records import Finding, Handout, ImageRecord, ParsedCaption, PictureHashes
from catalog.search.similar import SimilarPictures
from catalog.settings import Settings
from catalog.store import Store

_PATIENCE = 30.0
"""Seconds of one turn of catching up; a catalog of a million pictures takes several."""


class _Pictures:
    """The search for pictures that look alike, as clusters ask it."""

    def __init__(self, similar: SimilarPictures) -> None:
        self._similar = similar

    def catch_up(self) -> None:
        """Take in every photo that was committed by now."""
        while self._similar.drain(_PATIENCE):
            pass

    def near(self, hashes: PictureHashes) -> list[tuple[int, int]]:
        """The photos that look like a picture.

        A part of a picture is only sure at fewer bits than a whole one: what is not, counts as possible.
        """
        return [
            (one.photo_id, min(one.bits, SURE) if one.sure else max(one.bits, SURE + 1))
            for one in self._similar.near(hashes)
        ]


@contextmanager
def open_clusters(settings: Settings, store: Store, by: Assess | None = None) -> Iterator[Clusters]:
    """The clusters of a catalog.

    Args:
        settings: The catalog's folders.
        store: Its records.
        by: The rules that weigh copies, where a caller has them ready.
    """
    similar = SimilarPictures.open(settings, store)
    try:
        yield Clusters(store, _Pictures(similar), by or rules_of(knowledge_of(settings)))
    finally:
        similar.close()


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
