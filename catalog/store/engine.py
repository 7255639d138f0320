"""Database engines: how a connection is set up, and when a transaction takes the write lock."""

import os
import sqlite3
from pathlib import Path
from typing import Any
from weakref import WeakSet

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from catalog.errors import CatalogError
from catalog.write_ahead import write_ahead

BUSY_MILLISECONDS = 5000
"""How long a writer waits for another one before it gives up."""
WRITE = "catalog_write"
"""Execution option of engines whose transactions write."""

_SETTING = "CATALOG_DATABASE_URL"
_POSTGRESQL = frozenset({"postgresql", "postgres"})
# libpq waits for ever otherwise; the server's list of sessions shows the name. A URL may say otherwise.
_CONNECT = {"connect_timeout": "10", "application_name": "creditline", "client_encoding": "utf8"}
_SHOWN_OPTIONS = ("host", "port", "service")
_ENGINES: WeakSet[Engine] = WeakSet()


def read_url(url: str) -> URL:
    """Take a database URL apart; PostgreSQL is always reached through psycopg 3, whatever driver is named.

    Raises:
        CatalogError: It is none, or of a database that the catalog cannot use.
    """
    try:
        parts = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise CatalogError(_SETTING, "is no database URL") from error
    backend = parts.drivername.split("+")[0]
    if backend in _POSTGRESQL:
        return parts.set(drivername="postgresql+psycopg")
    if backend != "sqlite":
        raise CatalogError(_SETTING, f"{backend} cannot be used, only SQLite and PostgreSQL")
    if parts.database in (None, "", ":memory:"):
        raise CatalogError(_SETTING, "names no file")
    return parts


def database_file(url: URL) -> Path | None:
    """The file of an SQLite database; None for a server's."""
    return Path(url.database or "") if url.get_backend_name() == "sqlite" else None


def database_name(url: URL) -> str:
    """The database as a person knows it; nothing of it is secret."""
    file = database_file(url)
    if file is not None:
        return str(file)
    options = {name: value for name, value in url.query.items() if name in _SHOWN_OPTIONS}
    # Without a password at all: a URL may also carry one among its options.
    shown = URL.create("postgresql", url.username, None, url.host, url.port, url.database, options)
    return shown.render_as_string()


def make_engine(url: URL, *, foreign_keys: bool = True, pooled: bool = True) -> Engine:
    """An engine for this process; after a fork the child begins with no connections.

    Args:
        url: Where the database is.
        foreign_keys: Whether SQLite enforces them; a migration turns them off.
        pooled: Whether connections are kept for the next transaction.

    Raises:
        CatalogError: The driver for PostgreSQL is not installed.
    """
    if database_file(url) is not None:
        engine = create_engine(url) if pooled else create_engine(url, poolclass=NullPool)
        _prepare_sqlite(engine, foreign_keys=foreign_keys)
    else:
        engine = _server_engine(url, pooled=pooled)
    _ENGINES.add(engine)
    return engine


def reading_options(engine: Engine) -> dict[str, Any]:
    """Execution options under which a transaction sees one moment; SQLite's always do.

    PostgreSQL gives each statement its own moment otherwise, and a chain that grows between two reads
    would look broken (manual, 13.2 "Transaction Isolation").
    """
    if engine.dialect.name == "sqlite":
        return {}
    return {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


def _server_engine(url: URL, *, pooled: bool) -> Engine:
    """An engine whose connections outlive a restart of the server, and whose waiting ends."""
    given: dict[str, Any] = {
        "connect_args": {name: value for name, value in _CONNECT.items() if name not in url.query}
    }
    # A connection is tried before it is used again: the server may have been restarted meanwhile.
    given |= {"pool_pre_ping": True} if pooled else {"poolclass": NullPool}
    try:
        engine = create_engine(url, **given)
    except ImportError as error:
        reason = 'PostgreSQL needs its driver: pip install "creditline[postgres]"'
        raise CatalogError(database_name(url), reason) from error

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _entry: ConnectionPoolEntry) -> None:  # noqa: ANN401 -- psycopg may be missing
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, false)", [str(BUSY_MILLISECONDS)])
        connection.commit()

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
        write_ahead(connection, BUSY_MILLISECONDS / 1000)
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A deferred transaction that turns to writing after another's commit fails at once, whatever
        # the busy timeout; so writers take the lock first.
        connection.exec_driver_sql(
            "BEGIN IMMEDIATE" if connection.get_execution_options().get(WRITE) else "BEGIN"
        )


def _forget_connections() -> None:
    """Leave connections that a fork brought along to the process that made them.

    Source: SQLAlchemy documentation, "Using Connection Pools with Multiprocessing or os.fork()".
    """
    for engine in _ENGINES:
        engine.dispose(close=False)


os.register_at_fork(after_in_child=_forget_connections)
