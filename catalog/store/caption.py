"""Rows of captions: the words as received (truth) and the parse of the current ones (projection)."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from catalog.store.base import Base


class CaptionVersionRow(Base):
    """One version of a photo's caption.

    `raw` holds the bytes exactly as received; `text` is what was read from them, made storable;
    `text_digest` is the hex SHA-256 of `text`, by which the same words again are recognised.
    """

    __tablename__ = "caption_version"
    __table_args__ = (UniqueConstraint("photo_id", "text_digest"),)

    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    text_digest: Mapped[str]
    raw: Mapped[bytes]
    received: Mapped[datetime]
    run_id: Mapped[int | None] = mapped_column(ForeignKey("import_run.id"))


class ParseRow(Base):
    """The parse of a photo's current caption; `record` is a ParsedCaption as JSON."""

    __tablename__ = "parse"

    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"), primary_key=True)
    version: Mapped[int]
    parser: Mapped[str] = mapped_column(index=True)
    record: Mapped[str]
