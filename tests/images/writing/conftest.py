"""Copies of files made byte by byte, put together as the parent process does."""

from io import BytesIO
from typing import NamedTuple

import pytest
from PIL import Image

from catalog.images.read import read_image
from catalog.images.writing import CopyPlan, FieldValue, check_copy, plan_copy


class Copied(NamedTuple):
    """A copy, and the plan it was made by."""

    plan: CopyPlan
    data: bytes

    @property
    def record(self):
        """What our reader makes of the copy."""
        return read_image(BytesIO(self.data), name="copy").record

    def pixels(self):
        """The decoded pixels of every frame."""
        return pixels(self.data)

    def iim(self, dataset):
        """A dataset's values, as a list."""
        value = self.record.blocks["iim"][dataset]
        return value if isinstance(value, list) else [value]


def pixels(data):
    """The decoded pixels of every frame of a picture."""
    with Image.open(BytesIO(data)) as image:
        frames = []
        for number in range(getattr(image, "n_frames", 1)):
            image.seek(number)
            frames.append((image.mode, image.size, image.tobytes()))
        return frames


def assembled(plan, data):
    """The bytes of a plan for these bytes."""
    return b"".join(p if isinstance(p, bytes) else data[p[0] : p[1]] for p in plan.pieces)


@pytest.fixture
def say():
    """Makes field values: `say(headline="A lamp", creators=["Ann", "Bo"])`."""

    def say(**fields):
        return tuple(
            FieldValue(name=name, texts=(texts,) if isinstance(texts, str) else tuple(texts))
            for name, texts in fields.items()
        )

    return say


@pytest.fixture
def copied(tmp_path):
    """Copies a file with values and checks that it reads back as it was written."""

    def copied(data, values):
        original = tmp_path / "original"
        original.write_bytes(data)
        plan = plan_copy(str(original), tuple(values))
        assert original.read_bytes() == data
        copy = tmp_path / "copy"
        copy.write_bytes(assembled(plan, data))
        if plan.sidecar is None:
            assert check_copy(str(copy), plan.written) == ()
        return Copied(plan, copy.read_bytes())

    return copied
