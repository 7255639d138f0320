"""Jobs for the worker tests; imported by the worker processes."""

import os
import signal
import time
from pathlib import Path


def double(number):
    return number * 2


def refuse(reason):
    raise ValueError(reason)


def spin():
    while True:
        pass


ACTIONS = {
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
