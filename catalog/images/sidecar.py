"""XMP files that lie beside a picture and speak for it."""

from typing import BinaryIO

from catalog.images.exif import ExifReading
from catalog.images.fields import reconcile
from catalog.images.iim import read_iim
from catalog.images.packet import LARGEST_PACKET
from catalog.images.xmp import read_xmp
from catalog.records import ImageField

SUFFIX = ".xmp"
"""What is added to a picture's name: `boat.jpg.xmp`, so that `boat.jpg` and `boat.nef` have one each."""


def read_sidecar(file: BinaryIO) -> dict[str, ImageField]:
    """The fields that an XMP file states; none where it is no XMP.

    Args:
        file: Seekable bytes.
    """
    file.seek(0)
    xmp = read_xmp((file.read(LARGEST_PACKET + 1),))
    fields, _ = reconcile(ExifReading({}, {}), read_iim(()), xmp)
    return fields
