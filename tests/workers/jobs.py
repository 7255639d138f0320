"""Jobs for the worker tests; imported by the worker processes."""

import os
import time


def double(number):
    return number * 2


def work(kind, value=None):
    """Behave as told."""
    match kind:
        case "sleep":
            time.sleep(value)
        case "exit":
            os._exit(value)
        case "abort":
            os.abort()
        case "grow":
            return len(bytearray(value))
        case "raise":
            raise ValueError(value)
        case "lambda":
            return lambda: None
        case "spin":
            while True:
                pass
        case "pid":
            return os.getpid()
        case "write":
            with open(value, "wb") as file:  # noqa: PTH123 -- as plain as a library would
                file.write(b"x")
    return kind
