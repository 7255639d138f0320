"""Our hashes under the clock: `python -m benchmarks.likeness.ours_side`."""

from benchmarks.likeness.clock import serve
from catalog.images.phash import hash_picture, perceptual_hash

if __name__ == "__main__":
    serve(
        {
            "Creditline, one hash": lambda image: perceptual_hash(image) or "",
            "Creditline, with all parts": lambda image: hash_picture(image).phash or "",
        }
    )
