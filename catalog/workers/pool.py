"""A few worker processes for jobs that may crash, hang or grow.

`concurrent.futures` cannot end one job, and one dead process breaks its whole pool; here each job has its
own deadline, and a process that dies takes only its own job with it.
"""

import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import wait
from types import TracebackType
from typing import Any, Self

from catalog.workers.child import Answer, Job
from catalog.workers.limits import Limits
from catalog.workers.slot import Slot

# Jobs taken from the source beyond those under way, so that one slow job does not leave the others idle.
_AHEAD = 4
_LONGEST_WAIT = 1.0


class WorkerFailure(Exception):  # noqa: N818 -- the name that the rooms agreed on; `map` returns it as a value
    """A job that gave no result.

    Attributes:
        reason: One line: `timeout after 5 s`, `crash: ...`, `out of memory`, or what the job raised.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(slots=True)
class _Ticket:
    """A job taken from the source, and its answer once there is one."""

    args: tuple[Any, ...]
    answer: Answer | None = None


class Workers:
    """Worker processes, one job at a time each; a context manager that leaves none behind.

    To be used by one thread at a time. Processes start when a job first needs them.

    Args:
        count: How many processes.
        limits: What each may use.
    """

    def __init__(self, count: int, limits: Limits | None = None) -> None:
        self._slots = [Slot(limits or Limits()) for _ in range(max(count, 1))]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all processes."""
        for slot in self._slots:
            slot.stop()

    def run(self, target: str, *args: Any, timeout: float) -> Any:  # noqa: ANN401 -- whatever the target takes and gives
        """Do one job and wait for it.

        Args:
            target: `module:function`.
            args: Its arguments; they and the result pass through a pipe.
            timeout: Seconds it may take, the start of a process not counted.

        Raises:
            WorkerFailure: It took too long, its process died, or it raised.
        """
        _, result = next(self.map(target, [args], timeout))
        if isinstance(result, WorkerFailure):
            raise result
        return result

    def map(
        self, target: str, jobs: Iterable[tuple[Any, ...]], timeout: float
    ) -> Iterator[tuple[tuple[Any, ...], Any]]:
        """Do many jobs; results come in the order of the jobs, a failed one's is its `WorkerFailure`.

        Only a few jobs are taken from the source ahead of the results that were asked for.

        Args:
            target: `module:function`.
            jobs: Arguments of each job.
            timeout: Seconds each may take.
        """
        batch = _Batch(self._slots, target, iter(jobs), timeout)
        try:
            yield from batch.results()
        finally:
            batch.abandon()


class _Batch:
    """The jobs of one `map`: those under way, and those whose turn to be given back has not come."""

    def __init__(
        self, slots: Sequence[Slot], target: str, source: Iterator[tuple[Any, ...]], timeout: float
    ) -> None:
        self._slots = slots
        self._target = target
        self._source = source
        self._timeout = timeout
        self._waiting: deque[_Ticket] = deque()
        self._running: dict[int, _Ticket] = {}
        self._most = len(slots) * (1 + _AHEAD)

    def results(self) -> Iterator[tuple[tuple[Any, ...], Any]]:
        """Arguments and outcome of each job, in order."""
        while True:
            self._fill()
            if not self._waiting:
                return
            first = self._waiting[0]
            if first.answer is None:
                self._collect()
                continue
            self._waiting.popleft()
            failure = first.answer.failure
            yield first.args, first.answer.result if failure is None else WorkerFailure(failure)

    def abandon(self) -> None:
        """End the processes whose answers nobody will take."""
        for number in self._running:
            self._slots[number].kill()

    def _fill(self) -> None:
        """Give every idle process a job while the source has one."""
        for number, slot in enumerate(self._slots):
            if number in self._running or len(self._waiting) >= self._most:
                continue
            args = next(self._source, None)
            if args is None:
                return
            ticket = _Ticket(args, slot.start(Job(self._target, args, self._timeout)))
            self._waiting.append(ticket)
            if ticket.answer is None:
                self._running[number] = ticket

    def _collect(self) -> None:
        """Wait until a process answers, dies, or runs out of time, and note what it said."""
        busy = [self._slots[number] for number in self._running]
        left = min(slot.deadline for slot in busy) - time.monotonic()
        wait([slot.connection for slot in busy], timeout=min(max(left, 0.0), _LONGEST_WAIT))
        for number, ticket in list(self._running.items()):
            ticket.answer = self._slots[number].poll()
            if ticket.answer is not None:
                del self._running[number]
