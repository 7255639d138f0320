import pytest
from sqlalchemy import text

from catalog.errors import CatalogError
from catalog.records import Actor
from catalog.store import save_photos, set_value
from catalog.store.audit import verify
from catalog.store.triggers import drop_triggers
from tests.store.build import draft


@pytest.fixture
def filled(store, actor):
    """Three events: one import batch, two edits by a person."""
    with store.writing(actor) as work:
        photo_id = save_photos(work, [draft(1, "Boats.")])[0].photo_id
    for value in ("Old Harbour", "New Harbour"):
        with store.writing(Actor(name="mira", kind="person")) as work:
            set_value(work, photo_id, "place", value)
    return store


def tamper(store, statement):
    """As the database's owner can, who takes the triggers off first."""
    with store.engine.begin() as connection:
        drop_triggers(connection)
        connection.execute(text(statement))


def test_a_whole_chain_has_no_problems(filled):
    report = filled.verify_audit()

    assert (report.events, report.erased, report.problems) == (3, 0, ())
    assert len(report.head) == 64


def test_an_empty_chain_is_whole(store):
    assert store.verify_audit().problems == ()


def test_an_erased_value_leaves_the_chain_whole(filled, actor):
    filled.erase_audit_value(2, "value", actor=actor, reason="a private address")

    report = filled.verify_audit()

    assert (report.events, report.erased, report.problems) == (4, 1, ())
    with filled.reading() as session:
        row = session.execute(
            text("SELECT value, salt FROM audit_value WHERE number = 2 AND name = 'value'")
        ).one()
    assert tuple(row) == (None, None)


@pytest.mark.parametrize(("number", "name"), [(2, "none-such"), (99, "value")])
def test_a_value_that_is_not_there_cannot_be_erased(filled, actor, number, name):
    with pytest.raises(CatalogError, match=f"audit event {number}: has no value {name}"):
        filled.erase_audit_value(number, name, actor=actor, reason="by mistake")

    assert filled.verify_audit().events == 3


def test_a_value_cannot_be_erased_twice(filled, actor):
    filled.erase_audit_value(2, "value", actor=actor, reason="a private address")

    with pytest.raises(CatalogError, match="has no value"):
        filled.erase_audit_value(2, "value", actor=actor, reason="again")


TAMPERING = [
    (
        "UPDATE audit_value SET value = 'Elsewhere' WHERE number = 2 AND name = 'value'",
        "event 2, value value was altered",
    ),
    (
        "UPDATE audit_value SET salt = NULL WHERE number = 2 AND name = 'value'",
        "event 2, value value was altered",
    ),
    (
        "UPDATE audit_value SET value = NULL WHERE number = 2 AND name = 'value'",
        "event 2, value value is gone",
    ),
    (
        "UPDATE audit_value SET value = NULL, erased_by = 3 WHERE number = 2 AND name = 'value'",
        "event 2, value value is gone",
    ),
    ("DELETE FROM audit_value WHERE number = 2 AND name = 'value'", "event 2 was altered"),
    ("UPDATE audit_event SET actor = 'somebody' WHERE number = 2", "event 2 was altered"),
    ("UPDATE audit_event SET at = '2001-01-01 00:00:00.000000' WHERE number = 3", "event 3 was altered"),
    (
        "DELETE FROM audit_value WHERE number = 2; DELETE FROM audit_event WHERE number = 2",
        "event 2 is missing",
    ),
    (
        "DELETE FROM audit_value WHERE number = 3; DELETE FROM audit_event WHERE number = 3",
        "not the last of the chain",
    ),
]


@pytest.mark.parametrize(("statements", "problem"), TAMPERING)
def test_tampering_shows(filled, statements, problem):
    for statement in statements.split("; "):
        tamper(filled, statement)

    assert any(problem in found for found in filled.verify_audit().problems)


def test_a_chain_that_grows_while_it_is_checked_is_whole(filled, actor):
    with filled.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM audit_event")) == 3
        with filled.writing(actor) as work:
            save_photos(work, [draft(2, "Gulls.")])

        report = verify(session)

    assert (report.events, report.problems) == (3, ())
    assert filled.verify_audit().events == 4
