"""What FotoStation, a picture desk's archive, writes behind the picture: IIM that stands nowhere else."""

import os
from typing import BinaryIO

# Each record ends with its kind (2 bytes), its size with this foot (4) and a signature (4), as ExifTool's
# documentation of FotoStation tags gives them.
_FOOT = 10
_SIGNATURE = b"\xa1\xb2\xc3\xd4"
_IIM = 1
_MOST_RECORDS = 16
_LARGEST_RECORD = 4 * 1024 * 1024


def read_trailer(file: BinaryIO) -> tuple[bytes, ...]:
    """The IIM blocks of a FotoStation trailer, the last first; none where there is no such trailer.

    Args:
        file: Seekable bytes.
    """
    end = file.seek(0, os.SEEK_END)
    found: list[bytes] = []
    for _ in range(_MOST_RECORDS):
        if end < _FOOT:
            break
        file.seek(end - _FOOT)
        foot = file.read(_FOOT)
        size = int.from_bytes(foot[2:6], "big")
        if foot[6:] != _SIGNATURE or not _FOOT <= size <= min(end, _LARGEST_RECORD):
            break
        if int.from_bytes(foot[:2], "big") == _IIM:
            file.seek(end - size)
            found.append(file.read(size - _FOOT))
        end -= size
    return tuple(found)
