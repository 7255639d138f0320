"""Jobs for the worker tests; imported by the worker processes."""

import os
import resource
import signal
import socket
import sys
import threading
import time
from pathlib import Path


def double(number):
    return number * 2


def peak():
    """The most memory that this program has held, in bytes.

    Linux's own mark (proc_pid_status(5), `VmHWM`, in KiB) begins anew with a program; getrusage's
    is handed down by the process that started it, here a long test run.
    """
    status = Path("/proc/self/status")
    if status.exists():
        marks = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(marks["VmHWM"].removesuffix("kB")) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def refuse(reason):
    raise ValueError(reason)


def spin():
    while True:
        pass


def hang_up_and_linger():
    """Answer, then close the pipe and stay for a while, as a library's own thread can make a process do."""

    def hang_up():
        time.sleep(0.2)
        with socket.socket(fileno=os.dup(int(sys.argv[1]))) as pipe:
            pipe.shutdown(socket.SHUT_RDWR)
        time.sleep(30)

    threading.Thread(target=hang_up, daemon=False).start()


ACTIONS = {
    "hang up": hang_up_and_linger,
    "sleep": time.sleep,
    "exit": os._exit,
    "abort": os.abort,
    "grow": lambda size: len(bytearray(size)),
    "raise": refuse,
    "local": lambda: lambda: None,
    "spin": spin,
    "pid": os.getpid,
    "xcpu": lambda: os.kill(os.getpid(), signal.SIGXCPU),
    "shout": lambda: os.write(1, b"noise") + os.write(2, b"noise"),
    "write": lambda path: Path(path).write_bytes(b"x"),
}


def work(kind, *values):
    """Behave as told."""
    return ACTIONS[kind](*values)
