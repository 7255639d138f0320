"""The metadata blocks of each container, byte for byte."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import BinaryIO, NamedTuple

from PIL import Image

from catalog.images.boxes import media_has_credentials
from catalog.images.container import Format
from catalog.images.gif import read_gif_blocks
from catalog.images.items import read_item_blocks
from catalog.images.jpeg import read_jpeg_blocks
from catalog.images.notes import read_comments, read_jfif
from catalog.images.photoshop import EXIF, ICC, IIM, IIM_DIGEST, XMP, read_psd, read_resources
from catalog.images.png import read_png_blocks
from catalog.images.tiff import read_tiff_tags
from catalog.images.trailer import read_trailer
from catalog.images.webp import read_webp_blocks

# TIFF tags: XMP packet, IIM, Photoshop resources (Adobe TIFF technical notes; TIFF/EP).
TIFF_XMP, TIFF_IIM, TIFF_PHOTOSHOP = 0x02BC, 0x83BB, 0x8649
# Content Credentials in TIFF (C2PA Technical Specification 2.2, annex A).
_TIFF_CREDENTIALS = 0xCD41
# Formats whose size in pixels and colour profile are read here, so that Pillow need not open them.
READ_HERE = frozenset({"jpeg", "png", "gif", "psd", "webp", "avif", "heif"})

_NO_NOTES: Mapping[str, dict[str, str]] = MappingProxyType({})


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
        size: Width and height in pixels, None where they are not read here.
        credentials: Whether there are Content Credentials.
        notes: What else the container says: `jfif`, `png` or `comment` to key and text.
    """

    exif: tuple[bytes, ...] = ()
    iim: tuple[bytes, ...] = ()
    digest: bytes | None = None
    xmp: tuple[bytes, ...] = ()
    extensions: tuple[bytes, ...] = ()
    icc: bytes = b""
    in_place: bool = False
    size: tuple[int, int] | None = None
    credentials: bool = False
    notes: Mapping[str, dict[str, str]] = _NO_NOTES


def read_blocks(file: BinaryIO, kind: Format, image: Image.Image | None) -> Blocks:
    """Collect the metadata blocks of a file.

    Args:
        file: Seekable bytes.
        kind: What the file is.
        image: The file opened by Pillow, None where it refused; those of `READ_HERE` do without.
    """
    reader = _READERS.get(kind.name or "", _from_nothing)
    return reader(file, image)


def _from_jpeg(file: BinaryIO, _image: Image.Image | None) -> Blocks:
    found = read_jpeg_blocks(file)
    blocks = read_resource_blocks(found.photoshop)
    return blocks._replace(
        exif=found.exif or blocks.exif,
        xmp=found.xmp or blocks.xmp,
        extensions=found.extensions,
        icc=found.icc,
        iim=(*blocks.iim, *read_trailer(file)),
        size=found.size,
        credentials=found.credentials,
        notes=read_jfif(found.jfif) | read_comments(found.comments),
    )


def _from_png(file: BinaryIO, _image: Image.Image | None) -> Blocks:
    found = read_png_blocks(file)
    blocks = read_resource_blocks(found.photoshop)
    return blocks._replace(
        exif=found.exif,
        xmp=found.xmp,
        icc=found.icc,
        size=found.size,
        credentials=found.credentials,
        notes={"png": found.texts} if found.texts else {},
    )


def _from_psd(file: BinaryIO, _image: Image.Image | None) -> Blocks:
    found = read_psd(file)
    return read_resource_blocks(found.resources)._replace(size=found.size)


def _from_gif(file: BinaryIO, _image: Image.Image | None) -> Blocks:
    found = read_gif_blocks(file)
    return Blocks(
        xmp=found.xmp,
        icc=found.icc,
        size=found.size,
        notes=read_comments(found.comments),
        credentials=found.credentials,
    )


def _from_tiff(file: BinaryIO, image: Image.Image | None) -> Blocks:
    found = read_tiff_tags(file, {TIFF_XMP, TIFF_IIM, TIFF_PHOTOSHOP, _TIFF_CREDENTIALS})
    blocks = read_resource_blocks(found.get(TIFF_PHOTOSHOP, b""))
    return blocks._replace(
        iim=(found[TIFF_IIM],) if TIFF_IIM in found else blocks.iim,
        xmp=(found[TIFF_XMP],) if TIFF_XMP in found else blocks.xmp,
        icc=_info(image).get("icc_profile") or b"",
        in_place=True,
        credentials=_TIFF_CREDENTIALS in found,
    )


def _from_media(file: BinaryIO, _image: Image.Image | None) -> Blocks:
    """AVIF and HEIF."""
    found = read_item_blocks(file)
    return Blocks(
        exif=found.exif,
        xmp=found.xmp,
        icc=found.icc,
        size=found.size,
        credentials=media_has_credentials(file),
    )


def _from_nothing(_file: BinaryIO, _image: Image.Image | None) -> Blocks:
    """A file that is not recognised: raw formats have heads of their own, and EXIF may still be found."""
    return Blocks(in_place=True)


def _from_webp(file: BinaryIO, _image: Image.Image | None) -> Blocks:
    found = read_webp_blocks(file)
    return Blocks(
        exif=found.exif, xmp=found.xmp, icc=found.icc, size=found.size, credentials=found.credentials
    )


def read_resource_blocks(data: bytes) -> Blocks:
    """IIM, its digest, EXIF and XMP from Photoshop resources, or from bare IIM."""
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
        icc=next((r.data for r in resources if r.number == ICC), b""),
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
    "avif": _from_media,
    "heif": _from_media,
    "webp": _from_webp,
}
