"""Verbs of import runs: begin, give a sign of life, keep problems, end."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import update

from catalog.errors import CatalogError
from catalog.store.lists import summarise_run
from catalog.store.run import ImportRunRow, RunProblemRow
from catalog.store.summaries import RunCounts, RunProblem, RunSummary
from catalog.store.text import storable
from catalog.store.transaction import Work

LEASE = timedelta(minutes=5)
"""How long a run may be silent before another process may take it over; slow images take minutes."""


def begin_run(work: Work, *, source: str, provider: str | None, holder: str | None = None) -> int:
    """Begin an import run and record who asked for it.

    Args:
        work: The transaction.
        source: What is imported, one path a line.
        provider: Whose pictures they are, None where rows say it.
        holder: The process that works on it.

    Returns:
        The run's number.
    """
    row = ImportRunRow(
        state="running",
        provider=storable(provider) if provider else None,
        source=storable(source),
        actor=work.actor.name,
        started=work.now,
        ended=None,
        heartbeat=work.now,
        holder=storable(holder) if holder else None,
        lease_until=work.now + LEASE,
        reason=None,
    )
    work.session.add(row)
    work.session.flush()
    work.record("begin-import", f"run:{row.id}", {"source": source, "provider": provider or ""})
    return row.id


def beat(work: Work, run_id: int, counts: RunCounts) -> bool:
    """Give a sign of life with the counts so far; True when somebody asked the run to stop."""
    row = _run(work, run_id)
    _set_counts(row, counts)
    row.heartbeat, row.lease_until = work.now, work.now + LEASE
    return row.cancel


def end_run(
    work: Work,
    run_id: int,
    counts: RunCounts,
    *,
    state: str = "done",
    said: str = "",
    reason: str | None = None,
) -> RunSummary:
    """End a run and record how it went.

    Args:
        work: The transaction.
        run_id: The run.
        counts: How its rows went.
        state: `done`, `failed` or `cancelled`.
        said: What its sources were taken for, one sentence a line.
        reason: Why it failed.
    """
    row = _run(work, run_id)
    _set_counts(row, counts)
    row.state, row.ended, row.heartbeat = state, work.now, work.now
    row.holder, row.lease_until = None, None
    row.reason = storable(reason) if reason else None
    row.said = storable(said)
    values = {"state": state} | {name: str(getattr(counts, name)) for name in RunCounts.__struct_fields__}
    work.record("end-import", f"run:{run_id}", values)
    return summarise_run(row)


def cancel_run(work: Work, run_id: int) -> None:
    """Ask a run to stop at its next sign of life."""
    _run(work, run_id)
    work.session.execute(update(ImportRunRow).where(ImportRunRow.id == run_id).values(cancel=True))
    work.record("cancel-import", f"run:{run_id}")


def add_problems(work: Work, run_id: int, problems: Sequence[RunProblem]) -> None:
    """Keep rows that could not be taken, with their bytes."""
    work.add_rows(
        RunProblemRow,
        [
            {
                "run_id": run_id,
                "line": problem.line,
                "place": storable(problem.where),
                "reason": storable(problem.reason),
                "raw": problem.raw,
            }
            for problem in problems
        ],
    )


def _run(work: Work, run_id: int) -> ImportRunRow:
    row = work.session.get(ImportRunRow, run_id, with_for_update=True)
    if row is None:
        raise CatalogError(where=f"import {run_id}", reason="there is no such import")
    return row


def _set_counts(row: ImportRunRow, counts: RunCounts) -> None:
    for name in RunCounts.__struct_fields__:
        setattr(row, name, getattr(counts, name))
