"""What a worker process may use of the machine (POSIX resource limits; `man 2 setrlimit`)."""

import math
import resource
from dataclasses import dataclass
from pathlib import Path

_STATM = Path("/proc/self/statm")


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one worker process.

    Attributes:
        memory: Bytes of address space that jobs may add to what the imports took.
        files: Open files.
        jobs: Jobs after which the process is replaced, so that what libraries leak stays small.
    """

    memory: int = 1 << 30
    files: int = 64
    jobs: int = 500


def apply_limits(limits: Limits) -> None:
    """Bound this process for the rest of its life: memory, open files, no writing of files, no core dumps.

    To be called after the imports, which map far more address space than any job.
    """
    _lower(resource.RLIMIT_AS, _address_space() + limits.memory)
    _lower(resource.RLIMIT_NOFILE, limits.files)
    _lower(resource.RLIMIT_FSIZE, 0)
    _lower(resource.RLIMIT_CORE, 0)


def allow_seconds(seconds: float) -> None:
    """Let this process use so many more seconds of CPU; then the kernel ends it, even without a parent."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = used.ru_utime + used.ru_stime
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(spent + seconds) + 1, hard))


def _address_space() -> int:
    """Bytes of address space in use, 0 where the system does not tell."""
    try:
        pages = int(_STATM.read_text(encoding="ascii").split()[0])
    except (OSError, ValueError):
        return 0
    return pages * resource.getpagesize()


def _lower(kind: int, value: int) -> None:
    """Set the soft limit, never above the hard one."""
    _, hard = resource.getrlimit(kind)
    soft = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(kind, (soft, hard))
