"""Rows of the authority list of handout sources: one party, many spellings."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from catalog.store.base import Base


class HandoutSourceRow(Base):
    """A party that hands pictures out; `slug` names its page, `class_` is `class` in the database."""

    __tablename__ = "handout_source"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    class_: Mapped[str] = mapped_column("class")
    country: Mapped[str | None]
    added: Mapped[datetime]


class HandoutSourceFormRow(Base):
    """A spelling of a party.

    `folded` is unique within a `country` ("" where the words tell none): "Foreign Ministry" said of
    two countries is two parties.
    """

    __tablename__ = "handout_source_form"
    __table_args__ = (UniqueConstraint("folded", "country"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("handout_source.id"), index=True)
    folded: Mapped[str]
    country: Mapped[str]
    text: Mapped[str]


class PhotoHandoutSourceRow(Base):
    """Who handed a photo out, as last assessed (projection); `position` keeps the credit's order."""

    __tablename__ = "photo_handout_source"

    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"), primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("handout_source.id"), primary_key=True, index=True)
    position: Mapped[int]
