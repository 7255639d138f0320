"""Read an image file once: what it is, what its three metadata blocks say, and what cannot be read."""

import hashlib
from collections.abc import Sequence
from typing import Any, BinaryIO, NamedTuple

from catalog.images.blocks import READ_HERE, Blocks, read_blocks
from catalog.images.container import Format, openable, opened, oversize, sniff
from catalog.images.credentials import read_credentials
from catalog.images.exif import ExifReading, read_exif, read_exif_file
from catalog.images.fields import reconcile
from catalog.images.iim import IimReading, digest_state, read_iim
from catalog.images.model import ImageReading, RawBlock
from catalog.images.notes import read_profile
from catalog.images.trust import TrustList
from catalog.images.xmp import NOTHING, XmpReading, read_xmp
from catalog.records import ImageField, ImageRecord, Policy, Problem

# Larger blocks are read but not kept: an answer has to pass through a worker's pipe.
_LARGEST_BLOCK = 4 * 1024 * 1024
# Where XMP names credentials stored elsewhere (C2PA Technical Specification 2.2, External manifests).
_PROVENANCE = "dcterms:provenance"


class Metadata(NamedTuple):
    """What an image file says, without its digest and its pixels.

    Attributes:
        kind: What the file is.
        size: Width and height in pixels, None where they cannot be read.
        fields: Field name to what the blocks say.
        shown: Block name to raw key and value.
        blocks: The metadata blocks themselves.
        credentials: Whether Content Credentials are embedded.
        address: Where credentials are stored elsewhere, empty where none is named.
        problems: What could not be read.
    """

    kind: Format
    size: tuple[int, int] | None
    fields: dict[str, ImageField]
    shown: dict[str, dict[str, Any]]
    blocks: tuple[RawBlock, ...]
    credentials: bool
    address: str
    problems: tuple[Problem, ...]


def read_image(
    file: BinaryIO,
    *,
    name: str = "",
    policy: Policy = "news",
    trust: Sequence[TrustList] = (),
    sidecar: bytes = b"",
) -> ImageReading:
    """Read an image file's container and metadata without decoding its pixels.

    Content never raises: what cannot be read is a problem in the record. `phash` stays None, because it
    needs the pixels; see `catalog.images.job`.

    Args:
        file: Seekable bytes.
        name: The name to record; it decides nothing.
        policy: The rule that chooses each field's value to show.
        trust: The lists to look up signers of Content Credentials in.
        sidecar: The XMP file that lies beside it, empty without one.
    """
    size, sha256 = _measure(file)
    found = read_metadata(file, policy=policy, sidecar=sidecar)
    credentials = read_credentials(file, embedded=found.credentials, address=found.address, trust=trust)
    problems = (*found.problems, *credentials.problems)
    record = ImageRecord(
        file=name,
        format=found.kind.name,
        mime=found.kind.mime,
        width=found.size[0] if found.size else None,
        height=found.size[1] if found.size else None,
        bytes=size,
        sha256=sha256,
        fields=found.fields,
        blocks=found.shown,
        policy=policy,
        c2pa=credentials.said,
        problems=problems if size else (Problem(block="file", reason="empty file"),),
    )
    return ImageReading(record=record, blocks=found.blocks)


def read_metadata(file: BinaryIO, *, policy: Policy = "news", sidecar: bytes = b"") -> Metadata:
    """Read what `read_image` reads, but for the file's digest and what its Content Credentials say.

    Args:
        file: Seekable bytes.
        policy: The rule that chooses each field's value to show.
        sidecar: The XMP file that lies beside it, empty without one.
    """
    problems: list[Problem] = []
    kind = sniff(file)
    blocks = _blocks(file, kind, problems)
    if kind.name == "heif" and "HEIF" not in openable():
        problems[:] = [Problem(block="pixels", reason="HEIC needs the extra heif; only its metadata is read")]
    exif = read_exif_file(file) if blocks.in_place else read_exif(blocks.exif)
    iim, xmp = read_iim(blocks.iim), read_xmp(blocks.xmp, blocks.extensions)
    beside = read_xmp((sidecar,)) if sidecar else NOTHING
    digest = digest_state(blocks.iim, blocks.digest)
    fields, unread = reconcile(exif, iim, xmp, beside, digest=digest, policy=policy)
    kept = _raw_blocks(blocks, problems, sidecar)
    return Metadata(
        kind=kind,
        size=blocks.size,
        fields=fields,
        shown=_shown(exif, iim, xmp, digest)
        | ({"sidecar": beside.properties} if beside.properties else {})
        | dict(blocks.notes)
        | read_profile(blocks.icc),
        blocks=kept,
        credentials=blocks.credentials,
        address=_provenance(xmp),
        problems=(*problems, *exif.problems, *iim.problems, *xmp.problems, *_of_sidecar(beside), *unread),
    )


def _provenance(xmp: XmpReading) -> str:
    """The address of credentials that are stored elsewhere, empty without one."""
    stated = xmp.properties.get(_PROVENANCE)
    return stated if isinstance(stated, str) else ""


def _blocks(file: BinaryIO, kind: Format, problems: list[Problem]) -> Blocks:
    """The metadata blocks; Pillow opens only what is not taken apart here."""
    if kind.name in READ_HERE:
        blocks = read_blocks(file, kind, None)
        if blocks.size is not None:
            problems.extend(oversize(blocks.size))
            return blocks
    with opened(file, problems) as image:
        blocks = read_blocks(file, kind, image)
        return blocks._replace(size=image.size) if image is not None else blocks


def _measure(file: BinaryIO) -> tuple[int, str]:
    """Size in bytes and SHA-256 of the whole file."""
    file.seek(0)
    digest = hashlib.sha256()
    size = 0
    while piece := file.read(1 << 18):
        digest.update(piece)
        size += len(piece)
    return size, digest.hexdigest()


def _shown(exif: ExifReading, iim: IimReading, xmp: XmpReading, digest: str) -> dict[str, dict[str, Any]]:
    """The blocks as key and value, only those that the file has; of IIM also charset and digest state."""
    shown: dict[str, dict[str, Any]] = {}
    if exif.shown:
        shown["exif"] = dict(exif.shown)
    if iim.values:
        shown["iim"] = {key: values[0] if len(values) == 1 else values for key, values in iim.values.items()}
        shown["iim"] |= {"charset": iim.charset, "charset_declared": iim.charset_declared, "digest": digest}
    if xmp.properties:
        shown["xmp"] = dict(xmp.properties)
    return shown


def _of_sidecar(beside: XmpReading) -> list[Problem]:
    """What could not be read of the file beside."""
    return [Problem(block="sidecar", reason=problem.reason) for problem in beside.problems]


def _raw_blocks(blocks: Blocks, problems: list[Problem], sidecar: bytes) -> tuple[RawBlock, ...]:
    """The blocks as the file, and the one beside it, hold them."""
    kept: list[RawBlock] = []
    for kind, parts in (
        ("exif", blocks.exif), ("iim", blocks.iim), ("xmp", blocks.xmp), ("xmp", blocks.extensions),
        ("icc", (blocks.icc,) if blocks.icc else ()), ("sidecar", (sidecar,) if sidecar else ()),
    ):  # fmt: skip
        for part in parts:
            if len(part) > _LARGEST_BLOCK:
                problems.append(Problem(block=kind, reason=f"{len(part)} bytes are too many to keep"))
            else:
                kept.append(RawBlock(kind=kind, data=part))
    return tuple(kept)
