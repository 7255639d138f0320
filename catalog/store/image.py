"""Rows of image files: where the original lies, what it says, and its metadata blocks byte for byte."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from catalog.store.base import Base


class ImageRow(Base):
    """One image file of a photo; originals stay where they are.

    `rendition` is `made`, `none` (nothing can be made of these bytes) or `failed` (to be tried again);
    `record` is an ImageRecord as JSON; `raw` is the row that named the file, exactly as received.
    """

    __tablename__ = "image"
    __table_args__ = (UniqueConstraint("photo_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"))
    version: Mapped[int]
    path: Mapped[str]
    sha256: Mapped[str] = mapped_column(index=True)
    size: Mapped[int]
    record: Mapped[str]
    raw: Mapped[bytes]
    rendition: Mapped[str]
    received: Mapped[datetime]
    run_id: Mapped[int | None] = mapped_column(ForeignKey("import_run.id"))


class MetadataBlockRow(Base):
    """One metadata block of an image file, bytes exact; `kind` is `exif`, `iim`, `xmp`, `icc` ..."""

    __tablename__ = "metadata_block"

    image_id: Mapped[int] = mapped_column(ForeignKey("image.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    data: Mapped[bytes]
