"""The metadata blocks of each container, byte for byte."""

from collections.abc import Callable, Mapping
from typing import BinaryIO, NamedTuple

from PIL import Image

from catalog.images.container import Format
from catalog.images.jpeg import read_jpeg_blocks
from catalog.images.photoshop import EXIF, IIM, IIM_DIGEST, XMP, read_psd_resources, read_resources
from catalog.images.png import read_png_blocks
from catalog.images.tiff import read_tiff_tags

# TIFF tags: XMP packet, IIM, Photoshop resources (Adobe TIFF technical notes; TIFF/EP).
TIFF_XMP, TIFF_IIM, TIFF_PHOTOSHOP = 0x02BC, 0x83BB, 0x8649
_LARGEST_GIF_SEARCHED = 64 * 1024 * 1024
_GIF_XMP = b"XMP DataXMP"
# The trailer that lets a GIF reader skip the packet (XMP Part 3, section 1.1.2).
_GIF_TRAILER = b"\x01\xff\xfe\xfd"


class Blocks(NamedTuple):
    """A file's metadata blocks.

    Attributes:
        exif: TIFF streams.
        iim: The data of each IIM resource.
        digest: The stored MD5 of the IIM, None without one.
        xmp: XMP packets.
        extensions: Parts of an extended XMP packet.
        icc: The colour profile, empty without one.
        in_place: Whether the file itself is the TIFF stream to read EXIF from.
    """

    exif: tuple[bytes, ...] = ()
    iim: tuple[bytes, ...] = ()
    digest: bytes | None = None
    xmp: tuple[bytes, ...] = ()
    extensions: tuple[bytes, ...] = ()
    icc: bytes = b""
    in_place: bool = False


def read_blocks(file: BinaryIO, kind: Format, image: Image.Image | None) -> Blocks:
    """Collect the metadata blocks of a file.

    Args:
        file: Seekable bytes.
        kind: What the file is.
        image: The file opened by Pillow, None where it refused; JPEG, PNG, GIF and PSD do without.
    """
    reader = _READERS.get(kind.name or "", _from_info)
    return reader(file, image)


def _from_jpeg(file: BinaryIO, _image: Image.Image | None) -> Blocks:
    found = read_jpeg_blocks(file)
    blocks = read_resource_blocks(found.photoshop)
    return blocks._replace(
        exif=found.exif or blocks.exif,
        xmp=found.xmp or blocks.xmp,
        extensions=found.extensions,
        icc=found.icc,
    )


def _from_png(file: BinaryIO, image: Image.Image | None) -> Blocks:
    found = read_png_blocks(file)
    blocks = read_resource_blocks(found.photoshop)
    return blocks._replace(exif=found.exif, xmp=found.xmp, icc=_info(image).get("icc_profile") or b"")


def _from_psd(file: BinaryIO, image: Image.Image | None) -> Blocks:
    return read_resource_blocks(read_psd_resources(file))._replace(icc=_info(image).get("icc_profile") or b"")


def _from_gif(file: BinaryIO, _image: Image.Image | None) -> Blocks:
    file.seek(0)
    data = file.read(_LARGEST_GIF_SEARCHED)
    start = data.find(_GIF_XMP)
    if start < 0:
        return Blocks()
    end = data.find(_GIF_TRAILER, start)
    return Blocks(xmp=(data[start + len(_GIF_XMP) : end if end > 0 else None],))


def _from_tiff(file: BinaryIO, image: Image.Image | None) -> Blocks:
    found = read_tiff_tags(file, {TIFF_XMP, TIFF_IIM, TIFF_PHOTOSHOP})
    blocks = read_resource_blocks(found.get(TIFF_PHOTOSHOP, b""))
    return blocks._replace(
        iim=(found[TIFF_IIM],) if TIFF_IIM in found else blocks.iim,
        xmp=(found[TIFF_XMP],) if TIFF_XMP in found else blocks.xmp,
        icc=_info(image).get("icc_profile") or b"",
        in_place=True,
    )


def _from_info(_file: BinaryIO, image: Image.Image | None) -> Blocks:
    """WebP and AVIF, whose boxes Pillow's libraries take apart."""
    info = _info(image)
    exif, xmp = info.get("exif") or b"", info.get("xmp") or b""
    return Blocks(
        exif=(exif.removeprefix(b"Exif\x00\x00"),) if exif else (),
        xmp=(xmp,) if xmp else (),
        icc=info.get("icc_profile") or b"",
    )


def _from_heif(file: BinaryIO, image: Image.Image | None) -> Blocks:
    """As above without EXIF, in which the decoder has set the orientation to upright."""
    return _from_info(file, image)._replace(exif=())


def read_resource_blocks(data: bytes) -> Blocks:
    """IIM, its digest, EXIF and XMP from Photoshop resources, or from bare IIM.

    Args:
        data: Resources of all segments joined; empty gives no blocks.
    """
    if data[:1] == b"\x1c":
        return Blocks(iim=(data,))
    resources = list(read_resources(data))
    by_number = {
        number: tuple(r.data for r in resources if r.number == number) for number in (EXIF, IIM, XMP)
    }
    return Blocks(
        exif=by_number[EXIF],
        iim=tuple(data for data in by_number[IIM] if data),
        digest=next((r.data for r in resources if r.number == IIM_DIGEST), None),
        xmp=by_number[XMP],
    )


def _info(image: Image.Image | None) -> Mapping[str, bytes]:
    """Pillow's notes on a file."""
    return image.info if image is not None else {}  # type: ignore[return-value]  # only bytes are asked for


_READERS: dict[str, Callable[[BinaryIO, Image.Image | None], Blocks]] = {
    "jpeg": _from_jpeg,
    "png": _from_png,
    "psd": _from_psd,
    "gif": _from_gif,
    "tiff": _from_tiff,
    "heif": _from_heif,
}
