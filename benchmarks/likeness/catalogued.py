"""Files as a catalog holds them: read as an import reads them, then searched by the product's own code."""

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.likeness.versions import ORIGINAL, Version
from catalog.images import read_and_render
from catalog.records import Photo, PictureHashes
from catalog.search import Near, SimilarPictures


class HashStore:
    """A store of hashes alone; photo n is the n-th of them.

    Args:
        hashes: Of each photo.
    """

    def __init__(self, hashes: Sequence[PictureHashes]) -> None:
        self._hashes = hashes

    def last_seq(self) -> int:
        """One change for each photo."""
        return len(self._hashes)

    def identity(self) -> str:
        """None: no other store is meant."""
        return ""

    def changes_after(self, seq: int, limit: int) -> list[tuple[int, int]]:
        """The next changes."""
        return [(number, number) for number in range(seq + 1, min(seq + limit, len(self._hashes)) + 1)]

    def hashes(self, ids: Sequence[int]) -> dict[int, PictureHashes]:
        """The hashes of photos; flat pictures have none."""
        found = {number: self._hashes[number - 1] for number in ids}
        return {number: one for number, one in found.items() if one.phash is not None}

    def photos(self, ids: Sequence[int]) -> list[Photo]:  # noqa: ARG002 -- the source's signature
        """None: there is nothing but hashes."""
        return []

    def photo(self, photo_id: int) -> Photo | None:  # noqa: ARG002 -- the source's signature
        """None: there is nothing but hashes."""
        return None


def hash_file(path: Path) -> PictureHashes:
    """A file's hashes as an import keeps them."""
    record = read_and_render(str(path), ())[0].record
    return PictureHashes(phash=record.phash, phash_variants=record.phash_variants)


def search_each(stored: Sequence[PictureHashes], asked: Iterable[PictureHashes]) -> list[list[Near]]:
    """What a catalog of some pictures answers for each of others."""
    with tempfile.TemporaryDirectory() as folder:
        pictures = SimilarPictures(Path(folder) / "similar.db", HashStore(stored))
        pictures.drain(60)
        found = [pictures.near(one) for one in asked]
        pictures.close()
    return found


class Finds:
    """What one direction found.

    Attributes:
        sure: By version, how many pictures were found surely.
        found: By version, how many were found at all.
    """

    def __init__(self) -> None:
        self.sure: dict[str, int] = {}
        self.found: dict[str, int] = {}


def find(files: Sequence[Version], hashes: Sequence[PictureHashes], *, originals_stored: bool) -> Finds:
    """Ask a catalog of the originals for each copy, or a catalog of the copies for each original."""
    both = list(zip(files, hashes, strict=True))
    stored = [one for one in both if (one[0].version == ORIGINAL) is originals_stored]
    asked = [one for one in both if (one[0].version == ORIGINAL) is not originals_stored]
    finds = Finds()
    answers = search_each([one[1] for one in stored], [one[1] for one in asked])
    for (file, _), answer in zip(asked, answers, strict=True):
        for near in answer:
            other = stored[near.photo_id - 1][0]
            if other.base != file.base:
                continue
            version = other.version if file.version == ORIGINAL else file.version
            finds.found[version] = finds.found.get(version, 0) + 1
            finds.sure[version] = finds.sure.get(version, 0) + near.sure
    return finds


def false_pairs(files: Sequence[Version], hashes: Sequence[PictureHashes]) -> list[tuple[str, str, Near]]:
    """Files that find each other though they show different pictures, each pair once."""
    pairs: dict[frozenset[int], tuple[str, str, Near]] = {}
    for number, answer in enumerate(search_each(hashes, hashes), start=1):
        one = files[number - 1]
        for near in answer:
            other = files[near.photo_id - 1]
            if other.base != one.base:
                pairs.setdefault(frozenset((number, near.photo_id)), (one.path.name, other.path.name, near))
    return list(pairs.values())
