"""The Pythons that this machine has of those that the product supports."""

import shutil
import subprocess
from functools import cache
from pathlib import Path

SUPPORTED = ("3.11", "3.12", "3.13")
_PYENV = Path("~/.pyenv/versions").expanduser()
_PROBE = "import ensurepip, sys, venv; print('%d.%d' % sys.version_info[:2])"


def _is(python, version):
    """Whether it is that version and can make environments; a version switcher's stub may do neither."""
    try:
        done = subprocess.run([python, "-c", _PROBE], capture_output=True, text=True, check=False, timeout=60)
    except OSError:
        return False
    return done.stdout.strip() == version


@cache
def find_python(version):
    """Path of a Python of that version, None where there is none."""
    candidates = [shutil.which(f"python{version}"), shutil.which("python3")]
    candidates += sorted(map(str, _PYENV.glob(f"{version}.*/bin/python")))
    return next((python for python in candidates if python and _is(python, version)), None)
