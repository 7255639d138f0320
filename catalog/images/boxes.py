"""Boxes of ISO media files, passed over to see whether credentials are among them."""

import os
from collections.abc import Iterator
from typing import BinaryIO

_MOST = 10_000
_HEAD = 8
# The user type of the box in AVIF and HEIF (C2PA Technical Specification 2.2, annex A).
_BOX_TYPE = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")


def media_has_credentials(file: BinaryIO) -> bool:
    """Whether an AVIF or HEIF file has a box of Content Credentials at its top.

    Args:
        file: Seekable bytes that begin with a `ftyp` box.
    """
    return any(user == _BOX_TYPE for user in _user_boxes(file))


def _user_boxes(file: BinaryIO) -> Iterator[bytes]:
    """The user type of each `uuid` box at the top (ISO/IEC 14496-12, section 4.2)."""
    end = file.seek(0, os.SEEK_END)
    at = 0
    for _ in range(_MOST):
        file.seek(at)
        head = file.read(_HEAD)
        if len(head) < _HEAD:
            return
        size = int.from_bytes(head[:4], "big")
        if size == 1:
            size = int.from_bytes(file.read(8), "big")
        if head[4:] == b"uuid":
            yield file.read(16)
        at += size
        # A size of 64 bits may be larger than any place in a file.
        if size < _HEAD or at >= end:
            return
