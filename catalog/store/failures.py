"""What a database's refusal means, and how it is told in one line."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from catalog.errors import CatalogError

# Sources: PostgreSQL manual, appendix A "Error Codes"; SQLite documentation, "Result and Error Codes".
# Codes, not words: a server may speak another language.
_TAKEN = frozenset({"23505", sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY})
_WAITED_FOR_EACH_OTHER = frozenset({"40P01", "40001"})
_BUSY = frozenset({"55P03", sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_DAMAGED = frozenset({sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT})
# Connection, authorisation, resources, an operator's order, the system, a read-only server, missing rights.
_SERVER_TROUBLE = re.compile("08|28|53|57|58|25006|42501")
_FILE_TROUBLE = frozenset(
    {
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_READONLY,
    }
)
_PRIMARY_CODE = 0xFF
"""The part of an extended SQLite code that names the sort of error."""
# libpq says which address it tried, then what the server answered, then what one might look at.
_LIBPQ_PREFIX = re.compile(r"^connection (?:failed|is bad): |^connection to server .*? failed: |^[A-Z]+:  ")


class ConflictError(CatalogError):
    """Another transaction was first; the same work done again will find what it left."""


class BusyError(CatalogError):
    """Another program has held the database for longer than a writer waits."""


def told(where: str, error: DBAPIError) -> CatalogError | None:
    """What to tell a person of a database's error; None where it is a fault of the program.

    Args:
        where: The database's name.
        error: What the database said.
    """
    code = _code(error)
    primary = code & _PRIMARY_CODE if isinstance(code, int) else code
    if code in _TAKEN:
        return ConflictError(where, "two writers took the same identity at once; try again")
    if code in _WAITED_FOR_EACH_OTHER:
        return ConflictError(where, "two writers waited for each other; try again")
    if primary in _BUSY:
        return BusyError(where, "another program is writing; try again in a moment")
    if primary in _DAMAGED:
        return CatalogError(where, f"is no catalog, or is damaged: {reason_of(error)}")
    if primary in _FILE_TROUBLE or (isinstance(code, str) and _SERVER_TROUBLE.match(code)):
        return CatalogError(where, f"cannot be used: {reason_of(error)}")
    if error.connection_invalidated:
        return CatalogError(where, f"the connection was lost: {reason_of(error)}")
    if code is None and error.statement is None:
        return CatalogError(
            where,
            f"cannot connect: {reason_of(error)}; is the server running and CATALOG_DATABASE_URL right?",
        )
    return None


def reason_of(error: DBAPIError) -> str:
    """What a database said, without addresses and advice, in one line."""
    said = getattr(getattr(error.orig, "diag", None), "message_primary", None) or str(error.orig)
    reason = next(iter(said.strip().splitlines()), "")
    while (shorter := _LIBPQ_PREFIX.sub("", reason)) != reason:
        reason = shorter
    return reason


@contextmanager
def telling(where: str) -> Iterator[None]:
    """Tell a database's errors in one line; faults of the program go on as they are.

    Args:
        where: The database's name.

    Raises:
        ConflictError: Another transaction was first.
        BusyError: Another program held the database for too long.
        CatalogError: It cannot be reached, read or written.
    """
    try:
        yield
    except DBAPIError as error:
        plain = told(where, error)
        if plain is None:
            raise
        raise plain from error


def _code(error: DBAPIError) -> str | int | None:
    """PostgreSQL's SQLSTATE or SQLite's extended result code; None where the driver gives none."""
    for name in ("sqlstate", "sqlite_errorcode"):
        code: str | int | None = getattr(error.orig, name, None)
        if code is not None:
            return code
    return None
