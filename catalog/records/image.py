"""An image file as its bytes and metadata blocks describe it."""

from typing import Any

from msgspec import Struct, field


class Problem(Struct, frozen=True, kw_only=True):
    """What could not be read, and why; absent, unreadable and different stay three results.

    Attributes:
        block: `file`, `exif`, `iim`, `xmp`, `pixels` or another container part.
        reason: One line for a person.
    """

    block: str
    reason: str


class FieldReading(Struct, frozen=True, kw_only=True):
    """One block's value of a field.

    Attributes:
        block: `exif`, `iim` or `xmp`.
        path: Where in the block: `0x9003`, `2:80`, `dc:creator`.
        value: The decoded value; repeatable fields are lists.
    """

    block: str
    path: str
    value: str | list[str]


class ImageField(Struct, frozen=True, kw_only=True):
    """A field of the vocabulary as the file states it: the value to show and all that were read.

    Attributes:
        value: The value chosen by the reconciliation policy.
        block: The block it was taken from.
        path: Where in that block.
        all: Every reading, the chosen one included.
        agree: Whether all readings say the same after folding case, space and truncation.
    """

    value: str | list[str]
    block: str
    path: str
    all: tuple[FieldReading, ...] = ()
    agree: bool = True


class PictureHashes(Struct, frozen=True, kw_only=True):
    """What a picture is found again by; the two keys of the image record of the same names.

    Attributes:
        phash: Hex perceptual hash (256 bit), None where pixels could not be read or have no detail.
        phash_variants: The hashes of the picture without its border (`trimmed`) and of parts of it, by name.
    """

    phash: str | None = None
    phash_variants: dict[str, str] = field(default_factory=dict)


class ImageRecord(Struct, frozen=True, kw_only=True):
    """What `catalog inspect --json` prints.

    Attributes:
        file: The name it was given under.
        format: Container format in lower case (`jpeg`, `png`), None where it is not recognised.
        mime: Media type.
        width: Stored width in pixels, before orientation.
        height: Stored height in pixels, before orientation.
        bytes: Size in bytes.
        sha256: Hex digest of the whole file.
        phash: Hex perceptual hash (256 bit), None where pixels could not be read or have no detail.
        phash_variants: Name to hash of the picture without its border, and of parts of it.
        fields: Field name (IPTC label in snake case) to what the blocks say.
        blocks: Block name to raw key and value.
        c2pa: Content Credentials, None where there are none.
        problems: What could not be read.
    """

    file: str
    format: str | None = None
    mime: str | None = None
    width: int | None = None
    height: int | None = None
    bytes: int = 0
    sha256: str = ""
    phash: str | None = None
    phash_variants: dict[str, str] = field(default_factory=dict)
    fields: dict[str, ImageField] = field(default_factory=dict)
    blocks: dict[str, dict[str, Any]] = field(default_factory=dict)
    c2pa: dict[str, Any] | None = None
    problems: tuple[Problem, ...] = ()
