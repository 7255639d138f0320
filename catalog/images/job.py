"""The entry point that worker processes run: `catalog.images.job:read_and_render`."""

from pathlib import Path

import msgspec

from catalog.errors import CatalogError
from catalog.images.model import ImageReading, Rendition
from catalog.images.phash import hash_picture
from catalog.images.pixels import decode
from catalog.images.read import read_image
from catalog.images.renditions import LONGEST, encode_all
from catalog.records import PictureHashes


def read_and_render(
    path: str, longest: tuple[int, ...] = LONGEST
) -> tuple[ImageReading, tuple[Rendition, ...]]:
    """Read an image file, hash its picture and make its renditions, decoding once.

    Pixels that cannot be read are a problem in the record; then there are no renditions and no hash.

    Args:
        path: The file.
        longest: Longest edges of the renditions in pixels; without any, the pixels are only hashed.

    Raises:
        CatalogError: The file cannot be opened.
    """
    place = Path(path)
    try:
        file = place.open("rb")
    except OSError as error:
        raise CatalogError(path, error.strerror or str(error)) from error
    with file:
        reading = read_image(file, name=place.name)
        if reading.record.width is None:
            return reading, ()
        # One size for every caller, so that hashes of one picture are alike.
        picture, problems = decode(file, max((*longest, *LONGEST)))
        fresh = [problem for problem in problems if problem not in reading.record.problems]
        hashes = hash_picture(picture) if picture is not None else PictureHashes()
        record = msgspec.structs.replace(
            reading.record,
            phash=hashes.phash,
            phash_variants=hashes.phash_variants,
            problems=(*reading.record.problems, *fresh),
        )
        renditions = encode_all(picture, longest) if picture is not None else ()
    return msgspec.structs.replace(reading, record=record), renditions
