"""The pixels of a file, encoded and decoded, for a comparison of an original with its copy."""

import hashlib
import struct
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageSequence

from catalog.images.container import REFUSALS, openable, sniff
from catalog.images.jpeg import read_segments

_WEBP_PICTURE = frozenset({b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF"})


def digests(path: str) -> tuple[str | None, str | None]:
    """SHA-256 of the encoded picture and of the decoded pixels of all frames; None where there are none.

    To be run in a worker.
    """
    data = Path(path).read_bytes()
    kind = sniff(BytesIO(data)).name
    encoded = {"jpeg": _jpeg, "png": _png, "webp": _webp, "tiff": _tiff}.get(kind or "", lambda whole: whole)(
        data
    )
    return (hashlib.sha256(encoded).hexdigest() if encoded else None), _decoded(data)


def _decoded(data: bytes) -> str | None:
    """SHA-256 of all pixels."""
    total = hashlib.sha256()
    try:
        with Image.open(BytesIO(data), formats=openable()) as image:
            for frame in ImageSequence.Iterator(image):
                total.update(f"{frame.mode} {frame.size}".encode())
                total.update((frame.convert("RGBA") if frame.mode == "P" else frame).tobytes())
    except REFUSALS:
        return None
    return total.hexdigest()


def _jpeg(data: bytes) -> bytes:
    """From the start of scan to the end of the file, further pictures and all."""
    file = BytesIO(data)
    for _ in read_segments(file):
        pass
    return data[file.tell() - 2 :]


def _png(data: bytes) -> bytes:
    """All IDAT chunks, with their checksums."""
    return b"".join(body for kind, body in _chunks(data, 8, ">") if kind == b"IDAT")


def _webp(data: bytes) -> bytes:
    """All chunks of pictures and their animation."""
    return b"".join(kind + body for kind, body in _chunks(data, 12, "<") if kind in _WEBP_PICTURE)


def _tiff(data: bytes) -> bytes:
    """The strips or tiles of the first picture."""
    order = "<" if data[:2] == b"II" else ">"
    (place,) = struct.unpack_from(f"{order}I", data, 4)
    (count,) = struct.unpack_from(f"{order}H", data, place)
    lists: dict[int, list[int]] = {}
    for number in range(count):
        tag, kind, size, value = struct.unpack_from(f"{order}HHII", data, place + 2 + number * 12)
        if tag not in {273, 279, 324, 325}:  # offsets and lengths of strips and tiles (TIFF 6.0)
            continue
        one = {3: "H", 4: "I"}[kind]
        at = place + 10 + number * 12 if struct.calcsize(one) * size <= 4 else value  # noqa: PLR2004 -- bytes
        lists[tag] = list(struct.unpack_from(f"{order}{size}{one}", data, at))
    offsets, lengths = lists.get(273, lists.get(324, [])), lists.get(279, lists.get(325, []))
    return b"".join(data[at : at + size] for at, size in zip(offsets, lengths, strict=False))


def _chunks(data: bytes, at: int, order: str) -> Iterator[tuple[bytes, bytes]]:
    """Chunks of PNG (length first, checksum behind) or RIFF (type first, padded)."""
    png = order == ">"
    while at + 8 <= len(data):
        kind, size = (
            (data[at + 4 : at + 8], data[at : at + 4]) if png else (data[at : at + 4], data[at + 4 : at + 8])
        )
        length = int.from_bytes(size, "big" if png else "little")
        yield kind, data[at + 8 : at + 8 + length + (4 if png else 0)]
        at += 8 + length + (4 if png else length % 2)
