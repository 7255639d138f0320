"""What an importer hands to the store: a photo before it has a number."""

from typing import NamedTuple

from msgspec import Struct

from catalog.records import Finding, Handout, ImageRecord, ParsedCaption, Reference


class CaptionDraft(Struct, frozen=True, kw_only=True):
    """A caption to be kept.

    Attributes:
        raw: The row exactly as received.
        parsed: Its parse; `parsed.caption` is the storable text.
        parser: Version of the parser that made it.
    """

    raw: bytes
    parsed: ParsedCaption
    parser: str


class ImageDraft(Struct, frozen=True, kw_only=True):
    """An image file to be kept by path and digest.

    Attributes:
        path: Where the original lies.
        record: What was read from it.
        raw: The row that named it, exactly as received.
        blocks: Kind and exact bytes of each metadata block.
        rendition: `made`; `none` where these bytes give no picture; `failed` where it may yet be made.
    """

    path: str
    record: ImageRecord
    raw: bytes = b""
    blocks: tuple[tuple[str, bytes], ...] = ()
    rendition: str = "none"


class PhotoDraft(Struct, frozen=True, kw_only=True):
    """A photo to be added or, where the reference is known, brought up to date.

    Attributes:
        ref: The provider's identity, or a digest of file or row.
        caption: None leaves the known caption as it is.
        words: The known caption that was weighed, where `caption` brings none.
        image: None leaves the known image as it is.
        handout: What caption and image together say about a handout.
        findings: What a person should see.
    """

    ref: Reference
    caption: CaptionDraft | None = None
    words: ParsedCaption | None = None
    image: ImageDraft | None = None
    handout: Handout = Handout()
    findings: tuple[Finding, ...] = ()


class Known(NamedTuple):
    """What the catalog has of a reference already.

    Attributes:
        photo_id: The photo.
        texts: SHA-256 of each caption version's text.
        files: SHA-256 of each image version's file.
        sha256: Digest of the current image file, None without one.
        path: Where that file lay.
        rendition: State of its renditions.
    """

    photo_id: int
    texts: frozenset[str]
    files: frozenset[str]
    sha256: str | None
    path: str | None
    rendition: str | None

    def to_read_again(self, sha256: str | None) -> bool:
        """Whether a file is the current one and no worker came to its end with it."""
        return self.sha256 == sha256 and self.rendition == "failed"


class Saved(NamedTuple):
    """What became of a draft: `added`, `changed` or `unchanged`."""

    photo_id: int
    outcome: str


class Assessed(NamedTuple):
    """What an assessment says of a photo.

    Attributes:
        photo_id: The photo.
        words: The parse that was weighed; its handout sources are linked.
        handout: What caption and image together say about a handout.
        findings: What a person should see.
    """

    photo_id: int
    words: ParsedCaption | None
    handout: Handout
    findings: tuple[Finding, ...]
