"""ImageHash under the clock, in an environment of its own: `python -m benchmarks.likeness.imagehash_side`."""

import imagehash  # type: ignore[import-not-found]  # in its own environment only
from PIL import Image

from benchmarks.likeness.clock import serve


def _phash(size: int, image: Image.Image) -> str:
    return str(imagehash.phash(image, hash_size=size))


if __name__ == "__main__":
    serve(
        {
            "ImageHash phash": lambda image: _phash(8, image),
            "ImageHash phash, 16": lambda image: _phash(16, image),
        }
    )
