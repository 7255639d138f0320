"""Commands that tests start, without those parts of our environment that would change their answer."""

import os
import subprocess


def environment_without(*beginnings):
    """Our environment without the variables whose names begin so."""
    return {name: value for name, value in os.environ.items() if not name.startswith(beginnings)}


def run(*command, folder=None, environment, together=False):
    """Run a command to its end, whatever that is.

    Args:
        command: The program and its arguments.
        folder: Where it runs; None, here.
        environment: All variables that it sees.
        together: Whether its errors stand among its output, in the order in which a reader would see them.

    Returns:
        The finished process with its text.
    """
    return subprocess.run(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT if together else subprocess.PIPE,
        text=True,
        check=False,
    )
