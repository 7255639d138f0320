"""What runs inside a worker process: take a job, say that it began, do it, answer."""

import os
import pickle
import signal
from collections.abc import Callable
from importlib import import_module
from multiprocessing.connection import Connection
from typing import Any, NamedTuple

from catalog.errors import CatalogError
from catalog.workers.limits import Limits, allow_seconds, apply_limits


class Job(NamedTuple):
    """What the parent asks for.

    Attributes:
        target: `module:function`.
        args: The function's positional arguments.
        timeout: Seconds the job may take.
    """

    target: str
    args: tuple[Any, ...]
    timeout: float


class Started(NamedTuple):
    """The imports are done and the clock of the job runs."""


class Answer(NamedTuple):
    """How a job ended.

    Attributes:
        result: What the function returned.
        failure: Why it did not, None where it did.
    """

    result: Any = None
    failure: str | None = None


def main(handle: int, limits: dict[str, int]) -> None:
    """Serve the pipe that the parent handed over by number.

    Args:
        handle: File descriptor of the worker's end.
        limits: The fields of `Limits`.
    """
    # C libraries write of every damaged tag, and a program may be reading our parent's output.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)
    serve(Connection(handle), Limits(**limits))


def serve(connection: "Connection[Any, Any]", limits: Limits | None) -> None:
    """Answer jobs one after the other until the parent closes the connection.

    Args:
        connection: The worker's end of the pipe.
        limits: Bounds to set once the first target is imported, None for none.
    """
    bounded = False
    if limits is not None:
        # Ctrl-C reaches the whole terminal group; only the parent decides when to stop.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            job: Job = connection.recv()
        except (EOFError, OSError):
            return
        try:
            function = load_target(job.target)
        except Exception as error:  # noqa: BLE001 -- an entry point: whatever an import raises is told to the parent
            connection.send(Answer(failure=told(error)))
            continue
        if limits is not None:
            if not bounded:
                apply_limits(limits)
                bounded = True
            allow_seconds(job.timeout)
        connection.send(Started())
        _send(connection, answer(function, job.args))


def load_target(target: str) -> Callable[..., Any]:
    """The function that `module:function` names."""
    module, _, name = target.partition(":")
    function: Callable[..., Any] = getattr(import_module(module), name)
    return function


def answer(function: Callable[..., Any], args: tuple[Any, ...]) -> Answer:
    """Do one job; whatever it raises is its answer."""
    try:
        return Answer(result=function(*args))
    except MemoryError:
        return Answer(failure="out of memory")
    except Exception as error:  # noqa: BLE001 -- an entry point: a failed job must not end the process
        return Answer(failure=told(error))


def told(error: BaseException) -> str:
    """An exception in one line of at most 300 characters; one that a person can mend speaks for itself."""
    text = " ".join(str(error).split())
    if isinstance(error, CatalogError):
        return text[:300]
    return f"{type(error).__name__}: {text}"[:300] if text else type(error).__name__


def _send(connection: "Connection[Any, Any]", reply: Answer) -> None:
    """Send the answer; one that does not fit through a pipe is a failure too."""
    try:
        connection.send(reply)
    except (pickle.PicklingError, AttributeError, TypeError, ValueError, MemoryError) as error:
        connection.send(Answer(failure=f"the result cannot be sent: {told(error)}"))
