"""Rows of a photo: its identity, what people set, and what assessment makes of it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from catalog.store.base import Base


class PhotoRow(Base):
    """One picture as catalogued.

    `caption_version` and `image_version` number the current ones, 0 where there is none yet; older
    ones stay in their tables. `status` is `catalogued`, `withdrawn` or `erased`.
    """

    __tablename__ = "photo"
    # The reference comes first: a digest of a file identifies whichever provider sent it.
    __table_args__ = (UniqueConstraint("reference", "provider"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    provider: Mapped[str]
    reference: Mapped[str]
    added: Mapped[datetime]
    status: Mapped[str] = mapped_column(default="catalogued")
    caption_version: Mapped[int] = mapped_column(default=0)
    image_version: Mapped[int] = mapped_column(default=0)


class PhotoRunRow(Base):
    """Which import runs added or changed a photo."""

    __tablename__ = "photo_run"

    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"), primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("import_run.id"), primary_key=True, index=True)
    outcome: Mapped[str]


class EditRow(Base):
    """A value that a person set; the newest of a field counts, None gives the field back to the machine.

    Kept apart from the parse so that a human's word outlives every reparse.
    """

    __tablename__ = "edit"
    __table_args__ = (Index(None, "photo_id", "field"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"))
    field: Mapped[str]
    value: Mapped[str | None]
    actor: Mapped[str]
    at: Mapped[datetime]


class FindingRow(Base):
    """A finding of the last assessment (projection); `record` is its JSON."""

    __tablename__ = "finding"

    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    rule: Mapped[str] = mapped_column(index=True)
    severity: Mapped[str]
    record: Mapped[str]


class HandoutRow(Base):
    """What the last assessment says about a handout (projection); its parties are `photo_handout_source`."""

    __tablename__ = "handout"

    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"), primary_key=True)
    state: Mapped[str] = mapped_column(index=True)
