"""How long clusters take to follow an import: `python -m benchmarks.clusters [PHOTOS]`.

The photos are records without files: random hashes, every tenth a copy of an earlier one with some bits
turned over, every fiftieth the same placeholder. They are saved in batches of 250, as an import of rows saves
them, and each batch is followed. Then once more all at once, by a rebuild. Seconds are of the processor.
"""

import random
import sys
import tempfile
import time
from pathlib import Path

from catalog.desk import Clusters, open_clusters
from catalog.records import Actor, ImageRecord, Reference
from catalog.settings import load_settings
from catalog.store import ImageDraft, PhotoDraft, Store, save_photos

BATCH = 250
_BITS = 256
_MOST_TURNED = 60
_ACTOR = Actor(name="benchmark")


def hashes(count: int, chance: random.Random) -> list[int]:
    """Hashes as numbers: strangers, copies and a placeholder."""
    found: list[int] = []
    placeholder = chance.getrandbits(_BITS)
    for number in range(count):
        if number % 50 == 0:
            found.append(placeholder)
        elif number % 10 == 0:
            turned = chance.sample(range(_BITS), chance.randrange(_MOST_TURNED // 2))
            found.append(chance.choice(found) ^ sum(1 << bit for bit in turned))
        else:
            found.append(chance.getrandbits(_BITS))
    return found


def draft(number: int, look: int) -> PhotoDraft:
    """A photo that looks so."""
    record = ImageRecord(file=f"{number}.jpg", format="jpeg", sha256=f"{number:064x}", phash=f"{look:064x}")
    image = ImageDraft(path=f"/none/{number}.jpg", record=record, rendition="made")
    return PhotoDraft(ref=Reference(provider="benchmark", id=f"B{number}"), image=image)


def take_in(store: Store, clusters: Clusters, looks: list[int]) -> tuple[float, float, float]:
    """Save and follow all photos: CPU seconds of saving, of following, and of the longest batch."""
    saving = following = longest = 0.0
    for start in range(0, len(looks), BATCH):
        drafts = [draft(start + at, look) for at, look in enumerate(looks[start : start + BATCH])]
        began = time.process_time()
        with store.writing(_ACTOR) as work:
            save_photos(work, drafts)
        saved = time.process_time()
        clusters.follow(_ACTOR)
        took = time.process_time() - saved
        saving, following, longest = saving + saved - began, following + took, max(longest, took)
    return saving, following, longest


def main(count: int) -> None:
    """Print the figures."""
    looks = hashes(count, random.Random(7))  # noqa: S311 -- not secret, and the same each time
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings({}, Path(folder))
        with Store.open(settings) as store:
            store.migrate()
            with open_clusters(settings, store) as clusters:
                saving, following, longest = take_in(store, clusters, looks)
                found = store.clusters(count)
                print(f"photos              {count:,} in {len(found):,} clusters and alone")
                print(f"largest cluster     {max(len(one.photos) for one in found):,}")
                print(f"saving              {saving:.1f} s")
                print(f"following           {following:.1f} s, {1000 * following / count:.2f} ms a photo")
                print(f"longest batch       {longest:.2f} s for {BATCH} photos")
                began = time.process_time()
                moved = sum(1 for _ in clusters.rebuild(_ACTOR, dry_run=True))
                print(f"rebuild, dry        {time.process_time() - began:.1f} s, {moved} photos would move")
                drafts = [draft(count, looks[0])]
                with store.writing(_ACTOR) as work:
                    save_photos(work, drafts)
                began = time.process_time()
                clusters.follow(_ACTOR)
                print(f"one more copy       {1000 * (time.process_time() - began):.0f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
