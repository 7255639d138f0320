"""How an import is asked to behave."""

import os

from msgspec import Struct

_MOST_WORKERS = 4


class ImportOptions(Struct, frozen=True, kw_only=True):
    """Choices of one import.

    Attributes:
        provider: Whose pictures they are; it wins over what rows say.
        as_: What the sources are taken for, None for a guess that is said.
        image_timeout: Seconds that one image file may take to read and render.
        workers: Processes that read image files.
        renditions: Longest edges of the small pictures, in pixels.
    """

    provider: str | None = None
    as_: str | None = None
    image_timeout: float = 30.0
    workers: int = min(_MOST_WORKERS, os.cpu_count() or 1)
    renditions: tuple[int, ...] = (320, 1600)
