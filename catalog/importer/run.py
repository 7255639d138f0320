"""An import told in reading order: begin, take batches through the stages, end."""

import os
import socket
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from catalog.desk import open_clusters
from catalog.errors import CatalogError
from catalog.images import load_trust_lists, read_policy
from catalog.importer.identify import identify, recall, split_repeats
from catalog.importer.item import Item, Job, Readers, Stage
from catalog.importer.keep import Keeper
from catalog.importer.options import ImportOptions
from catalog.importer.picture import read_pictures
from catalog.importer.read import count_rows, read_batches
from catalog.importer.readers import make_readers
from catalog.importer.report import ImportReport, Progress
from catalog.importer.weigh import weigh
from catalog.importer.words import parse_words
from catalog.records import Actor
from catalog.settings import Settings
from catalog.store import RunSummary, Store, add_problems, begin_run, end_run
from catalog.workers import Workers

Tell = Callable[[Progress], None]
"""Takes each sign of progress."""
_PROBLEMS_SHOWN = 100


def run_import(
    store: Store,
    settings: Settings,
    paths: Sequence[Path],
    *,
    actor: Actor,
    provider: str | None = None,
    as_: str | None = None,
    progress: Tell | None = None,
    options: ImportOptions | None = None,
    readers: Readers | None = None,
) -> ImportReport:
    """Take sources into the catalog; importing them again changes nothing.

    A row or file that cannot be taken is kept as a problem of the run, with its line and bytes, and the
    import goes on.

    Args:
        store: The catalog's records.
        settings: The catalog's folders.
        paths: Files and folders; `-` is standard input.
        actor: Who asks.
        provider: Whose pictures they are; it wins over what rows say.
        as_: What the sources are taken for, None for a guess that is said.
        progress: Told after each batch; the sources are counted first where they can be read twice.
        options: Further choices; `provider` and `as_` win over those in it.
        readers: The pure rooms, where a caller has them ready.

    Raises:
        CatalogError: No source could be opened, the catalog cannot be written, or
            a trust list cannot be read, or the policy is none.
    """
    given = options or ImportOptions()
    chosen = ImportOptions(
        provider=provider or given.provider,
        as_=as_ or given.as_,
        image_timeout=given.image_timeout,
        workers=given.workers,
        renditions=given.renditions,
    )
    readers = readers or make_readers(settings)
    trust, policy = load_trust_lists(settings.trust_path), read_policy(settings.metadata_policy)
    source = "\n".join(str(path) for path in paths)
    with store.writing(actor) as work:
        holder = f"{socket.gethostname()}:{os.getpid()}"
        run_id = begin_run(work, source=source, provider=chosen.provider, holder=holder)
    with Workers(chosen.workers) as workers, open_clusters(settings, store, readers.assess) as clusters:
        media = settings.media_path
        job = Job(store, media, chosen, actor, readers, workers, clusters, run_id, trust, policy)
        return _run(job, paths, progress)


def _run(job: Job, paths: Sequence[Path], progress: Tell | None) -> ImportReport:
    """Take all batches through the stages and end the run, whatever happens."""
    keeper = Keeper()
    said: list[str] = []
    try:
        total = count_rows(paths, job.options.as_) if progress is not None else None
        for batch in read_batches(job, paths, said):
            _pass(job, batch, keeper)
            _follow(job)
            if progress is not None:
                progress(Progress(done=job.tally.read, total=total, failed=job.tally.failed))
            if keeper.cancelled:
                break
    except BaseException as error:
        # A run that dies says so, where it still can; then the error goes on.
        with suppress(CatalogError):
            _end(job, said, *_fate(error))
        raise
    run = _end(job, said, "cancelled" if keeper.cancelled else "done")
    problems = tuple(job.store.problems(job.run_id, _PROBLEMS_SHOWN))
    return ImportReport(run=run, said=tuple(said), problems=problems)


def _follow(job: Job) -> None:
    """Set what was kept beside the other pictures; whoever imports at the same time sees it by now too.

    That copies cannot be looked for is told once, and costs no photo: the next import catches up.
    """
    if not job.following:
        return
    try:
        job.clusters.follow(job.actor)
    except CatalogError as error:
        job.following = False
        job.refuse(error.where, f"copies were not looked for: {error.reason}")


def _pass(job: Job, batch: list[Item], keeper: Keeper) -> None:
    """Take one batch through the stages, in reading order."""
    stages: list[Stage] = [read_pictures, parse_words, weigh, keeper]
    for number, part in enumerate(split_repeats(identify(job, batch))):
        items = recall(job, part) if number else part
        for stage in stages:
            items = stage(job, items)


def _end(job: Job, said: Sequence[str], state: str, reason: str | None = None) -> RunSummary:
    """End the run with all that is still to be said of it."""
    with job.store.writing(job.actor) as work:
        add_problems(work, job.run_id, job.problems)
        return end_run(work, job.run_id, job.tally.counts(), state=state, said="\n".join(said), reason=reason)


def _fate(error: BaseException) -> tuple[str, str]:
    """State of a run that died, and why in one line."""
    if isinstance(error, KeyboardInterrupt):
        return "cancelled", "interrupted"
    reason = str(error) if isinstance(error, CatalogError) else f"a fault of the program: {error!r}"
    return "failed", reason
