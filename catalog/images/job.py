"""The entry point that worker processes run: `catalog.images.job:read_and_render`."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from catalog.errors import CatalogError
from catalog.images.model import ImageReading, Rendition
from catalog.images.packet import LARGEST_PACKET
from catalog.images.phash import hash_picture
from catalog.images.pixels import decode
from catalog.images.read import read_image
from catalog.images.renditions import LONGEST, encode_all
from catalog.images.trust import TrustList
from catalog.records import PictureHashes, Policy, Problem


def read_and_render(
    path: str,
    longest: tuple[int, ...] = LONGEST,
    trust: Sequence[TrustList] = (),
    policy: Policy = "news",
    sidecar: str | None = None,
) -> tuple[ImageReading, tuple[Rendition, ...]]:
    """Read an image file, hash its picture and make its renditions, decoding once.

    Pixels that cannot be read are a problem in the record; then there are no renditions and no hash.

    Args:
        path: The file.
        longest: Longest edges of the renditions in pixels; without any, the pixels are only hashed.
        trust: The lists to look up signers of Content Credentials in.
        policy: The rule that chooses each field's value where blocks differ.
        sidecar: The XMP file that lies beside it; one that cannot be opened is a problem in the record.

    Raises:
        CatalogError: The file cannot be opened.
    """
    place = Path(path)
    try:
        file = place.open("rb")
    except OSError as error:
        raise CatalogError(path, error.strerror or str(error)) from error
    with file:
        packet, unread = _beside(sidecar)
        reading = read_image(file, name=place.name, trust=trust, policy=policy, sidecar=packet)
        if unread:
            problems = (*reading.record.problems, *unread)
            reading = msgspec.structs.replace(
                reading, record=msgspec.structs.replace(reading.record, problems=problems)
            )
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


def _beside(sidecar: str | None) -> tuple[bytes, list[Problem]]:
    """The bytes of a file beside the picture, none of one that cannot be read or is too long."""
    if sidecar is None:
        return b"", []
    try:
        with Path(sidecar).open("rb") as file:
            data = file.read(LARGEST_PACKET + 1)
    except OSError as error:
        return b"", [Problem(block="sidecar", reason=error.strerror or str(error))]
    if len(data) > LARGEST_PACKET:
        return b"", [Problem(block="sidecar", reason=f"longer than {LARGEST_PACKET // 1024**2} MiB")]
    return data, []
