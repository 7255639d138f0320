"""Rows of clusters: which pictures are copies of one, and what people said about it."""

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from catalog.store.base import Base


class ClusterRow(Base):
    """A cluster of copies (projection), or a number that once named one.

    `id` is the number of the photo that was received first. `into` is the cluster that this one's
    pictures went to; None while it has members, and where they are copies of nothing any more. `said` is a
    digest of who among its members says handout, as its members were last assessed by it.
    """

    __tablename__ = "cluster"

    id: Mapped[int] = mapped_column(ForeignKey("photo.id"), primary_key=True, autoincrement=False)
    into: Mapped[int | None] = mapped_column(ForeignKey("cluster.id"))
    said: Mapped[str] = mapped_column(default="")


class ClusterMemberRow(Base):
    """A picture that was set beside the others (projection); `cluster_id` is None where it is alone.

    `image_version` is the version that was looked at, and `hash` what it is recognised by ("" where it
    cannot be: a person may have joined it all the same).
    """

    __tablename__ = "cluster_member"

    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"), primary_key=True)
    cluster_id: Mapped[int | None] = mapped_column(ForeignKey("cluster.id"), index=True)
    image_version: Mapped[int]
    hash: Mapped[str]


class CopyWordRow(Base):
    """A person's word on two photos: copies of one picture, or not; the newest of a pair counts.

    `photo_a` is the lower number. `same` None gives the pair back to the machine. `event` is the number
    of the audit event of the act. Kept apart from the clusters so that a human's word outlives every rebuild.
    """

    __tablename__ = "copy_word"
    __table_args__ = (CheckConstraint("photo_a < photo_b", name="ordered"), Index(None, "photo_a", "photo_b"))

    id: Mapped[int] = mapped_column(primary_key=True)
    photo_a: Mapped[int] = mapped_column(ForeignKey("photo.id"))
    photo_b: Mapped[int] = mapped_column(ForeignKey("photo.id"), index=True)
    same: Mapped[bool | None]
    event: Mapped[int] = mapped_column(index=True)


class ClusterProgressRow(Base):
    """The single row that says how far clusters followed the change log.

    `turn` counts the times that clusters were written: whoever worked something out from an older turn
    works it out again.
    """

    __tablename__ = "cluster_progress"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int]
    turn: Mapped[int]
