"""Database engines: how a connection is set up, and when a transaction takes the write lock."""

import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from catalog.errors import CatalogError

BUSY_MILLISECONDS = 5000
"""How long a writer waits for another one before it gives up."""
WRITE = "catalog_write"
"""Execution option of engines whose transactions write."""


def read_url(url: str) -> URL:
    """Take a database URL apart.

    Raises:
        CatalogError: It is none.
    """
    try:
        return make_url(url)
    except ArgumentError as error:
        raise CatalogError(where="CATALOG_DATABASE_URL", reason="is no database URL") from error


def database_file(url: URL) -> Path | None:
    """The file of an SQLite database; None for a server's."""
    return Path(url.database or "") if url.get_backend_name() == "sqlite" else None


def database_name(url: URL) -> str:
    """The database as a person knows it, without its password."""
    return str(database_file(url) or url.render_as_string(hide_password=True))


def make_engine(url: URL, *, foreign_keys: bool = True, pooled: bool = True) -> Engine:
    """An engine for this process; make it after a fork, never before.

    Args:
        url: Where the database is.
        foreign_keys: Whether SQLite enforces them; a migration turns them off.
        pooled: Whether connections are kept for the next transaction.

    Raises:
        CatalogError: There is no driver for this kind of database.
    """
    try:
        engine = create_engine(url) if pooled else create_engine(url, poolclass=NullPool)
    except (ImportError, ArgumentError) as error:
        raise CatalogError(database_name(url), f"this database cannot be used: {error}") from error
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine, foreign_keys=foreign_keys)
    return engine


def _prepare_sqlite(engine: Engine, *, foreign_keys: bool) -> None:
    """Take transactions over from the driver, which would begin them late and without a lock.

    Source: SQLAlchemy documentation, SQLite dialect, "Serializable isolation / Savepoints /
    Transactional DDL"; SQLite documentation, "BEGIN TRANSACTION" and "Write-Ahead Logging".
    """

    @event.listens_for(engine, "connect")
    def _connect(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A deferred transaction that turns to writing after another's commit fails at once, whatever
        # the busy timeout; so writers take the lock first.
        connection.exec_driver_sql(
            "BEGIN IMMEDIATE" if connection.get_execution_options().get(WRITE) else "BEGIN"
        )
