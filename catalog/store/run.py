"""Rows of import runs and of the rows that could not be taken."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from catalog.store.base import Base


class ImportRunRow(Base):
    """One import: who asked for what, how far it came, and who holds it now.

    `state` is `running`, `done`, `failed` or `cancelled`. `holder` and `lease_until` say which process
    works on it and until when it may be silent; `cancel` asks it to stop.
    """

    __tablename__ = "import_run"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(index=True)
    provider: Mapped[str | None]
    source: Mapped[str]
    said: Mapped[str] = mapped_column(default="")
    actor: Mapped[str]
    started: Mapped[datetime]
    ended: Mapped[datetime | None]
    heartbeat: Mapped[datetime]
    holder: Mapped[str | None]
    lease_until: Mapped[datetime | None]
    cancel: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str | None]
    read: Mapped[int] = mapped_column(default=0)
    added: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    failed: Mapped[int] = mapped_column(default=0)


class RunProblemRow(Base):
    """A row or file that an import could not take, with its bytes, so that it can be mended and retried."""

    __tablename__ = "run_problem"

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("import_run.id"), index=True)
    line: Mapped[int | None]
    place: Mapped[str]
    reason: Mapped[str]
    raw: Mapped[bytes]
