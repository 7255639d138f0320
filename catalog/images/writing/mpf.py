"""The index of a multi-picture JPEG file, whose offsets must follow when its first picture grows."""

import struct

from catalog.images.writing.model import CannotWriteError

SIGNATURE = b"MPF\x00"
# Tag and size of the entries (CIPA DC-007, 5.2.3.3).
_ENTRIES = 0xB002
_ENTRY = 16
_FIELD = 12


def move_pictures(body: bytes, *, grown: int, grown_before: int) -> bytes:
    """The index for a file whose first picture grew.

    Offsets count from the index's own byte order mark; the first picture's offset is zero (CIPA DC-007,
    5.2.3.3.3).

    Args:
        body: The APP2 segment's body, its signature included.
        grown: Bytes that the first picture grew by.
        grown_before: How many of them stand before the index.

    Raises:
        CannotWriteError: The index cannot be read, so that its pictures would be lost.
    """
    index = bytearray(body[len(SIGNATURE) :])
    try:
        _move(index, grown, grown_before)
    except (struct.error, OverflowError) as error:
        raise CannotWriteError(where="mpf", reason="the index of further pictures cannot be read") from error
    return SIGNATURE + bytes(index)


def _move(index: bytearray, grown: int, grown_before: int) -> None:
    order = {b"II": "<", b"MM": ">"}.get(bytes(index[:2]))
    if order is None:
        raise struct.error
    (directory,) = struct.unpack_from(f"{order}I", index, 4)
    (count,) = struct.unpack_from(f"{order}H", index, directory)
    for number in range(count):
        tag, _, size, at = struct.unpack_from(f"{order}HHII", index, directory + 2 + number * _FIELD)
        if tag != _ENTRIES:
            continue
        for entry in range(at, at + size, _ENTRY):
            length, offset = struct.unpack_from(f"{order}II", index, entry + 4)
            if offset:
                offset += grown - grown_before
            else:
                length += grown
            struct.pack_into(f"{order}II", index, entry + 4, length, offset)
