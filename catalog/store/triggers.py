"""Triggers that keep the ledger append-only; one function makes them, after every migration.

They stop a slip of a program or of a person with a database shell. Whoever owns the database can take
them off: that somebody was at work there, only the audit chain shows.
"""

from collections.abc import Mapping
from types import MappingProxyType

from sqlalchemy import Connection, inspect

APPEND_ONLY: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"audit_event": ("number",), "audit_value": ("number", "name"), "change": ("seq",)}
)
"""Tables whose rows stay as they were written, each with its key."""
_PREFIX = "tr_"
_FUNCTION = "keep_ledger"
_REFUSAL = "a row of {table} stays as it was written"
# A value may be erased once, whole, by an event that is named; its digest stays in the chain.
_UPDATES_ALLOWED = MappingProxyType(
    {
        "audit_value": "NEW.number = OLD.number AND NEW.name = OLD.name AND NEW.digest = OLD.digest"
        " AND OLD.value IS NOT NULL AND OLD.erased_by IS NULL"
        " AND NEW.value IS NULL AND NEW.salt IS NULL AND NEW.erased_by IS NOT NULL"
    }
)


def make_triggers(connection: Connection) -> None:
    """Make the triggers anew on the tables that there are; SQLite loses them when a table is rebuilt."""
    drop_triggers(connection)
    there = set(inspect(connection).get_table_names())
    tables = [table for table in APPEND_ONLY if table in there]
    if connection.dialect.name == "sqlite":
        statements = [one for table in tables for one in _sqlite_triggers(table)]
    else:
        statements = [_server_function(), *(one for table in tables for one in _server_triggers(table))]
    for statement in statements:
        connection.exec_driver_sql(statement)


def drop_triggers(connection: Connection) -> None:
    """Take the triggers off, so that a migration may move rows."""
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql(f"DROP FUNCTION IF EXISTS {_FUNCTION} CASCADE")
        return
    for name in trigger_names(connection):
        connection.exec_driver_sql(f"DROP TRIGGER {name}")


def trigger_names(connection: Connection) -> list[str]:
    """The names of our triggers that the database has, in order."""
    if connection.dialect.name == "sqlite":
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    return sorted(name for name in connection.exec_driver_sql(query).scalars() if name.startswith(_PREFIX))


def _condition(table: str) -> str:
    """When an update is refused: always, or unless it is the one that is allowed."""
    allowed = _UPDATES_ALLOWED.get(table)
    return f"WHEN (NOT ({allowed}))" if allowed else ""


def _sqlite_triggers(table: str) -> list[str]:
    """One trigger for each act.

    REPLACE takes a row away without firing the trigger of a deletion, so it has one of its own: SQLite
    documentation, "The ON CONFLICT Clause".
    """
    refuse = f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL.format(table=table)}'); END"
    same = " AND ".join(f"{column} = NEW.{column}" for column in APPEND_ONLY[table])
    there = f"EXISTS (SELECT 1 FROM {table} WHERE {same})"  # noqa: S608 -- names of our own tables
    return [
        f"CREATE TRIGGER {_PREFIX}{table}_update BEFORE UPDATE ON {table} {_condition(table)} {refuse}",
        f"CREATE TRIGGER {_PREFIX}{table}_delete BEFORE DELETE ON {table} {refuse}",
        f"CREATE TRIGGER {_PREFIX}{table}_replace BEFORE INSERT ON {table} WHEN {there} {refuse}",
    ]


def _server_function() -> str:
    """The function that PostgreSQL's triggers call."""
    before, after = _REFUSAL.split("{table}")
    return (
        f"CREATE FUNCTION {_FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" RAISE integrity_constraint_violation USING MESSAGE = '{before}' || TG_TABLE_NAME || '{after}';"
        " END $$"
    )


def _server_triggers(table: str) -> list[str]:
    """One trigger for each act; emptying a table is one that concerns no single row."""
    call = f"EXECUTE FUNCTION {_FUNCTION}()"
    row = f"ON {table} FOR EACH ROW"
    return [
        f"CREATE TRIGGER {_PREFIX}{table}_update BEFORE UPDATE {row} {_condition(table)} {call}",
        f"CREATE TRIGGER {_PREFIX}{table}_delete BEFORE DELETE {row} {call}",
        f"CREATE TRIGGER {_PREFIX}{table}_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {call}",
    ]
