"""What an import tells while it runs and when it ends."""

from dataclasses import dataclass

from msgspec import Struct

from catalog.store import RunCounts, RunProblem, RunSummary


class Progress(Struct, frozen=True, kw_only=True):
    """How far an import is.

    Attributes:
        done: Rows that were dealt with.
        total: How many there are, None while nobody knows.
        failed: Problems so far.
    """

    done: int
    total: int | None
    failed: int


class ImportReport(Struct, frozen=True, kw_only=True):
    """What became of an import.

    Attributes:
        run: The run as it ended, with its counts.
        said: What each source was taken for, one sentence each.
        problems: The first problems; the run keeps all of them.
    """

    run: RunSummary
    said: tuple[str, ...] = ()
    problems: tuple[RunProblem, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether everything was taken."""
        return self.run.counts.failed == 0


@dataclass(slots=True)
class Tally:
    """Counts that grow while an import runs; see `RunCounts`."""

    read: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    failed: int = 0

    def count(self, outcome: str) -> None:
        """Count one more `added`, `changed` or `unchanged` photo."""
        setattr(self, outcome, getattr(self, outcome) + 1)

    def counts(self) -> RunCounts:
        """The counts as they stand."""
        return RunCounts(
            read=self.read,
            added=self.added,
            changed=self.changed,
            unchanged=self.unchanged,
            failed=self.failed,
        )
