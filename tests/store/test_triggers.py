import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from catalog.store import save_photos, set_value
from catalog.store.engine import make_engine
from catalog.store.tables import Base
from catalog.store.triggers import APPEND_ONLY, drop_triggers, make_triggers, trigger_names
from tests.store.build import draft


@pytest.fixture
def filled(store, actor):
    """Two events, two changes, and values of events."""
    with store.writing(actor) as work:
        photo_id = save_photos(work, [draft(1, "Boats.")])[0].photo_id
    with store.writing(actor) as work:
        set_value(work, photo_id, "place", "Old Harbour")
    return store


def ledger(store):
    with store.reading() as session:
        tables = [Base.metadata.tables[name] for name in APPEND_ONLY]
        return [session.execute(select(table).order_by(*table.primary_key)).all() for table in tables]


def act(store, statement):
    with store.engine.begin() as connection:
        connection.execute(text(statement))


REFUSED = [
    "UPDATE audit_event SET actor = 'somebody'",
    "UPDATE audit_event SET number = number + 10",
    "DELETE FROM audit_event WHERE number = 2",
    "UPDATE change SET photo_id = photo_id",
    "DELETE FROM change",
    "DELETE FROM audit_value",
    "UPDATE audit_value SET value = 'New Harbour' WHERE name = 'value'",
    "UPDATE audit_value SET digest = 'x' WHERE name = 'value'",
    "UPDATE audit_value SET salt = NULL WHERE name = 'value'",
    "UPDATE audit_value SET value = NULL, salt = NULL WHERE name = 'value'",
    "UPDATE audit_value SET value = NULL, erased_by = 3 WHERE name = 'value'",
    "UPDATE audit_value SET value = NULL, salt = NULL, erased_by = 3, digest = 'x' WHERE name = 'value'",
]


@pytest.mark.parametrize("statement", REFUSED)
def test_a_row_of_the_ledger_stays_as_it_was_written(filled, statement):
    before = ledger(filled)

    with pytest.raises(IntegrityError, match="stays as it was written"):
        act(filled, statement)

    assert ledger(filled) == before


def test_a_value_is_erased_once_and_then_stays_erased(filled, actor):
    filled.erase_audit_value(2, "value", actor=actor, reason="a private address")

    with pytest.raises(IntegrityError, match="a row of audit_value stays"):
        act(filled, "UPDATE audit_value SET erased_by = 2 WHERE number = 2 AND name = 'value'")

    assert filled.verify_audit().problems == ()


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_a_row_cannot_be_replaced_by_another(sqlite_store, actor, table):
    with sqlite_store.writing(actor) as work:
        save_photos(work, [draft(1, "Boats.")])
    before = ledger(sqlite_store)

    with pytest.raises(IntegrityError, match=f"a row of {table} stays"):
        act(sqlite_store, f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")  # noqa: S608 -- our own tables

    assert ledger(sqlite_store) == before


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_a_table_of_the_ledger_cannot_be_emptied(postgres_databases, table):
    engine = make_engine(postgres_databases.catalog(), pooled=False)
    with engine.begin() as connection, pytest.raises(IntegrityError, match=f"a row of {table} stays"):
        connection.execute(text(f"TRUNCATE {table} CASCADE"))


def test_triggers_are_made_anew_as_often_as_one_likes_and_taken_off_whole(store):
    with store.engine.begin() as connection:
        made = trigger_names(connection)
        make_triggers(connection)
        assert trigger_names(connection) == made
        drop_triggers(connection)
        assert trigger_names(connection) == []

    assert len(made) == 3 * len(APPEND_ONLY)
