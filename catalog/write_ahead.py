"""SQLite files that readers and a writer use beside each other."""

import sqlite3
import time

_PAUSE = 0.01  # seconds between two tries


def write_ahead(connection: sqlite3.Connection, seconds: float) -> None:
    """Turn a file's write-ahead log on; the first connections to a new file may come at once.

    The switch gives up at once where another connection holds the file, whatever the busy timeout (SQLite
    documentation, "Write-Ahead Logging", and C interface, `sqlite3_busy_handler`).

    Args:
        connection: One that has begun no transaction.
        seconds: How long to wait for others.

    Raises:
        sqlite3.OperationalError: Others held the file all that time.
    """
    deadline = time.monotonic() + seconds
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(_PAUSE)
        else:
            return
