"""A coverage-guided fuzzer's bytes for the image reader, by hand: whatever is raised is a fault of ours.

    make fuzz SECONDS=3600

Starts from drawn pictures. Finds are written to the folder where it is started, and can be given back to it.
"""

import sys
import tempfile
from io import BytesIO
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["catalog.images", "catalog.dates"]):
    from catalog.images.phash import perceptual_hash
    from catalog.images.pixels import decode
    from catalog.images.read import read_image

from tests.safety.mutants import FORMATS, drawn

_LONGEST = 1600


def read(data: bytes) -> None:
    """What a worker does with a file, in this process."""
    reading = read_image(BytesIO(data), name="fuzz")
    picture, problems = decode(BytesIO(data), _LONGEST)
    if picture is not None:
        perceptual_hash(picture)
    elif not (reading.record.problems or problems):
        raise AssertionError("no picture and no reason")  # noqa: EM101, TRY003 -- one place


def main() -> None:
    """Fuzz until time is up."""
    with tempfile.TemporaryDirectory() as corpus:
        for kind in FORMATS:
            Path(corpus, kind.lower()).write_bytes(drawn(kind))
        atheris.Setup([*sys.argv, corpus], read)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
