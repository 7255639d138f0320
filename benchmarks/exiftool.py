"""ExifTool as benchmarks use it: a program of the machine (libimage-exiftool-perl), never a dependency."""

import shutil
import subprocess

PROGRAM = "exiftool"
MISSING = "ExifTool is not installed (libimage-exiftool-perl)"


def is_there() -> bool:
    """Whether ExifTool is installed."""
    return shutil.which(PROGRAM) is not None


def version() -> str:
    """ExifTool's version.

    Raises:
        FileNotFoundError: There is none.
    """
    return subprocess.run([PROGRAM, "-ver"], capture_output=True, text=True, check=True).stdout.strip()  # noqa: S603 -- a program of the machine
