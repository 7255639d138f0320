"""Last stage: photos into the catalog, in transactions short enough for people to write in between."""

import time
from collections.abc import Sequence

from catalog.importer.item import Item, Job
from catalog.importer.pace import Pace
from catalog.store import (
    CaptionDraft,
    PhotoDraft,
    add_problems,
    beat,
    move_originals,
    persist,
    save_photos,
)


class Keeper:
    """The stage that saves; it remembers its pace from batch to batch.

    Attributes:
        pace: Its pace.
        cancelled: Somebody asked the run to stop.
    """

    def __init__(self) -> None:
        self.pace = Pace()
        self.cancelled = False

    def __call__(self, job: Job, batch: list[Item]) -> list[Item]:
        """Save what is new, count what is not, keep the problems noted so far, give a sign of life."""
        rest = fresh = [item for item in batch if not item.settled]
        job.tally.unchanged += len(batch) - len(fresh)
        while rest:
            part, rest = rest[: self.pace.size], rest[self.pace.size :]
            began = time.monotonic()
            self._save(job, part)
            self.pace.learn(len(part), time.monotonic() - began)
        if job.problems or not fresh:
            self._save(job, [])
        return batch

    def _save(self, job: Job, items: Sequence[Item]) -> None:
        """One transaction, tried again where another writer was first: nothing is saved twice."""
        for outcome in persist(lambda: self._write(job, items)):
            job.tally.count(outcome)
        job.problems.clear()

    def _write(self, job: Job, items: Sequence[Item]) -> list[str]:
        """One transaction; what became of each row."""
        with job.store.writing(job.actor) as work:
            saved = save_photos(work, [_draft(job, item) for item in items], job.run_id)
            moved = {
                one.photo_id: str(item.moved) for one, item in zip(saved, items, strict=True) if item.moved
            }
            move_originals(work, moved)
            add_problems(work, job.run_id, job.problems)
            self.cancelled |= beat(work, job.run_id, job.tally.counts())
        return ["changed" if one.photo_id in moved else one.outcome for one in saved]


def _draft(job: Job, item: Item) -> PhotoDraft:
    """A row's photo as the store takes it."""
    if item.ref is None:
        message = "a row came to be kept without an identity"
        raise RuntimeError(message)
    caption = None
    if item.parsed is not None:
        caption = CaptionDraft(raw=item.raw, parsed=item.parsed, parser=job.readers.parser)
    return PhotoDraft(
        ref=item.ref,
        caption=caption,
        words=item.words,
        image=item.image,
        handout=item.handout,
        findings=item.findings,
    )
