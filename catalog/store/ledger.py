"""Rows of the ledger: the head that orders all commits, the change log and the audit chain."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from catalog.store.base import Base


class HeadRow(Base):
    """The single row that every write transaction locks last: its order is the order of commits."""

    __tablename__ = "head"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int]
    audit_number: Mapped[int]
    audit_digest: Mapped[str]


class ChangeRow(Base):
    """A photo that a transaction touched; whoever keeps a projection reads from its last `seq` on."""

    __tablename__ = "change"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"), index=True)


class AuditEventRow(Base):
    """One act: who did what to which subject, chained to the event before by `previous`."""

    __tablename__ = "audit_event"
    __table_args__ = (Index(None, "subject"),)

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    actor: Mapped[str]
    actor_kind: Mapped[str]
    verb: Mapped[str]
    subject: Mapped[str]
    previous: Mapped[str]
    digest: Mapped[str]


class AuditValueRow(Base):
    """A value of an event, beside the chain.

    The chain covers `digest` only, so `value` and `salt` may be erased (both, lest the value be
    guessed); `erased_by` is then the number of the event that says who did it and why.
    """

    __tablename__ = "audit_value"

    number: Mapped[int] = mapped_column(ForeignKey("audit_event.number"), primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    digest: Mapped[str]
    salt: Mapped[bytes | None]
    value: Mapped[str | None]
    erased_by: Mapped[int | None]
