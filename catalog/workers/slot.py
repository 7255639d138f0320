"""One worker process and its pipe, replaced whenever it breaks."""

import json
import signal
import subprocess
import sys
import time
from dataclasses import asdict
from multiprocessing import Pipe
from typing import TYPE_CHECKING, Any

from catalog.workers.child import Answer, Job, Started
from catalog.workers.limits import Limits

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

# Starting Python and importing a target may take long on a busy machine; a job's own clock starts after.
_START = 60.0
_LEAVE = 1.0
# A fresh interpreter with our import path. `multiprocessing.Process` would import the parent's main script
# again, which for a console script is the whole command line; a fork would copy threads and connections.
_BOOT = """\
import json, sys
sys.path[:] = json.loads(sys.argv[2])
from catalog.workers.child import main
main(int(sys.argv[1]), json.loads(sys.argv[3]))
"""


class Slot:
    """A place for one process that does one job at a time.

    Args:
        limits: Bounds of the process.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._connection: Connection[Any, Any] | None = None
        self._job: Job | None = None
        self._deadline = 0.0
        self._done = 0

    @property
    def busy(self) -> bool:
        """Whether a job is under way."""
        return self._job is not None

    @property
    def connection(self) -> "Connection[Any, Any]":
        """The parent's end of the pipe, to wait on while `busy`."""
        if self._connection is None:
            message = "no process"
            raise RuntimeError(message)
        return self._connection

    @property
    def deadline(self) -> float:
        """When the job's time is up, in `time.monotonic` seconds."""
        return self._deadline

    def start(self, job: Job) -> Answer | None:
        """Give the process a job; an answer at once means that it could not be given."""
        if self._process is not None and (
            self._done >= self._limits.jobs or self._process.poll() is not None
        ):
            self.stop()
        if self._process is None:
            self._spawn()
        self._job = job
        self._deadline = time.monotonic() + _START + job.timeout
        try:
            self.connection.send(job)
        except OSError:
            return self._died()
        return None

    def poll(self) -> Answer | None:
        """The job's answer, its failure where time is up or the process is gone, None while it runs."""
        if self._job is None:
            return None
        try:
            while self.connection.poll():
                message = self.connection.recv()
                if isinstance(message, Started):
                    self._deadline = time.monotonic() + self._job.timeout
                    continue
                self._job = None
                self._done += 1
                return message if isinstance(message, Answer) else Answer(failure="unreadable answer")
        except (EOFError, OSError):
            return self._died()
        if time.monotonic() >= self._deadline:
            timeout = self._job.timeout
            self.kill()
            return Answer(failure=f"timeout after {timeout:g} s")
        return None

    def stop(self) -> None:
        """Let the idle process end by itself; kill it where it does not."""
        if not self.busy:
            self._disconnect()
            self._wait()
        self.kill()

    def kill(self) -> int | None:
        """End the process, whatever it does, and forget its job.

        Returns:
            Its exit code, None where there was no process.
        """
        process, self._process = self._process, None
        self._disconnect()
        self._job = None
        self._done = 0
        if process is None:
            return None
        process.kill()
        return process.wait()

    def _spawn(self) -> None:
        """Start a fresh process."""
        ours, theirs = Pipe()
        number = theirs.fileno()
        arguments = (str(number), json.dumps(sys.path), json.dumps(asdict(self._limits)))
        self._process = subprocess.Popen(  # noqa: S603 -- our own interpreter and our own code
            [sys.executable, "-c", _BOOT, *arguments], pass_fds=(number,), stdin=subprocess.DEVNULL
        )
        theirs.close()
        self._connection = ours

    def _disconnect(self) -> None:
        """Close our end of the pipe; an idle process takes that as the end."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _wait(self) -> None:
        """Give the process a moment to end by itself."""
        if self._process is not None:
            try:
                self._process.wait(_LEAVE)
            except subprocess.TimeoutExpired:
                return

    def _died(self) -> Answer:
        """The failure of a process that ended by itself."""
        # The pipe closes a moment before the exit code is known.
        self._wait()
        return Answer(failure=_ending(self.kill()))


def _ending(code: int | None) -> str:
    """An exit code in words."""
    if code is None or code >= 0:
        return f"crash: the process ended with status {code}"
    if -code == signal.SIGXCPU:
        return "timeout: out of CPU time"
    try:
        return f"crash: the process was ended by {signal.Signals(-code).name}"
    except ValueError:
        return f"crash: the process was ended by signal {-code}"
