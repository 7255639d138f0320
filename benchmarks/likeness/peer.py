"""The environment of ImageHash, which our hashes are compared with."""

from benchmarks import environment

PINS = environment.pins_of("similar")
FOLDER = environment.folder_of("similar")
_NAMED = ("imagehash", "numpy", "pillow")


def is_installed() -> bool:
    """Whether the environment holds what is pinned today."""
    return environment.is_installed(FOLDER, PINS)


def install() -> None:
    """Make the environment and fill it, unless that is done."""
    environment.install(FOLDER, PINS)


def versions() -> list[str]:
    """The packages that matter, as `name version`."""
    return environment.versions(PINS, _NAMED)


def command() -> list[str]:
    """What starts ImageHash under the clock."""
    return [str(environment.python(FOLDER)), "-m", "benchmarks.likeness.imagehash_side"]
