"""Lists out of the database: handout sources, import runs and their problems, changes."""

from collections.abc import Collection, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog.store.ledger import AuditEventRow, ChangeRow, HeadRow
from catalog.store.run import ImportRunRow, RunProblemRow
from catalog.store.source import HandoutSourceFormRow, HandoutSourceRow, PhotoHandoutSourceRow
from catalog.store.summaries import RunCounts, RunProblem, RunSummary, SourceSummary
from catalog.text import fold
from catalog.vocabulary.codes import SourceClass


def read_sources(session: Session, slug: str | None = None) -> list[SourceSummary]:
    """Handout sources with their spellings and photos, those of most photos first.

    Args:
        session: A session.
        slug: Only this one.
    """
    source, link = HandoutSourceRow, PhotoHandoutSourceRow
    listed = (
        select(source, func.count(link.photo_id))
        .outerjoin(link, link.source_id == source.id)
        .group_by(source.id)
        .order_by(source.id)
    )
    if slug is not None:
        listed = listed.where(source.slug == slug)
    found = session.execute(listed).all()
    spellings = read_spellings(session, None if slug is None else {row.id for row, _ in found})
    summaries = [
        SourceSummary(
            id=row.slug,
            name=row.name,
            class_=SourceClass(row.class_),
            country=row.country,
            forms=tuple(spellings.get(row.id, ())),
            photos=count,
        )
        for row, count in found
    ]
    # Not in the database: each server sorts letters in its own way.
    return sorted(summaries, key=lambda one: (-one.photos, fold(one.name), one.name))


def read_spellings(session: Session, sources: Collection[int] | None = None) -> dict[int, list[str]]:
    """The spellings of handout sources in the order met, the name among them.

    Args:
        session: A session.
        sources: Only these; None for all.
    """
    form = HandoutSourceFormRow
    rows = select(form.source_id, form.text).order_by(form.id)
    if sources is not None:
        rows = rows.where(form.source_id.in_(sources))
    spellings: dict[int, list[str]] = {}
    for number, text in session.execute(rows):
        spellings.setdefault(number, []).append(text)
    return spellings


def read_runs(session: Session, limit: int) -> list[RunSummary]:
    """Import runs, newest first."""
    rows = session.scalars(select(ImportRunRow).order_by(ImportRunRow.id.desc()).limit(limit))
    return [summarise_run(row) for row in rows]


def read_run(session: Session, run_id: int) -> RunSummary | None:
    """One import run; None where there is none of that number."""
    row = session.get(ImportRunRow, run_id)
    return summarise_run(row) if row else None


def summarise_run(row: ImportRunRow) -> RunSummary:
    """A run's row as other rooms see it."""
    return RunSummary(
        id=row.id,
        state=row.state,
        provider=row.provider,
        source=row.source,
        said=row.said,
        actor=row.actor,
        started=row.started,
        ended=row.ended,
        heartbeat=row.heartbeat,
        counts=RunCounts(
            read=row.read, added=row.added, changed=row.changed, unchanged=row.unchanged, failed=row.failed
        ),
        reason=row.reason,
    )


def read_problems(session: Session, run_id: int, limit: int) -> list[RunProblem]:
    """What an import could not take, in the order met."""
    rows = session.scalars(
        select(RunProblemRow).where(RunProblemRow.run_id == run_id).order_by(RunProblemRow.id).limit(limit)
    )
    return [RunProblem(line=row.line, where=row.place, reason=row.reason, raw=row.raw) for row in rows]


def read_last_seq(session: Session) -> int:
    """Number of the newest change; 0 in an empty catalog."""
    return session.scalar(select(HeadRow.seq)) or 0


def read_identity(session: Session) -> str:
    """Digest of the first audit event, which no other catalog has; empty where there is none."""
    return session.scalar(select(AuditEventRow.digest).where(AuditEventRow.number == 1)) or ""


def read_changes(session: Session, seq: int, limit: int) -> Sequence[tuple[int, int]]:
    """Changes after `seq` as (seq, photo id), oldest first."""
    rows = session.execute(
        select(ChangeRow.seq, ChangeRow.photo_id)
        .where(ChangeRow.seq > seq)
        .order_by(ChangeRow.seq)
        .limit(limit)
    )
    return [(number, photo) for number, photo in rows]
