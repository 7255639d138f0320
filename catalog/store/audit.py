"""The audit chain: what was done, by whom, so that a later change of the record shows.

Each event's digest covers the event before it and a salted digest of each of its values. The values
lie beside the chain: they can be erased, with a reason, and the chain still holds. Whoever rewrites
the whole chain from some event on is found out only by comparing with a head deposited elsewhere.
"""

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC

from msgspec import Struct
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from catalog.store.ledger import AuditEventRow, AuditValueRow, HeadRow

GENESIS = "0" * 64
"""What the first event follows."""
ERASE = "erase-audit-value"
"""Verb of the event by which a value was erased."""
_SALT_BYTES = 16


class AuditReport(Struct, frozen=True, kw_only=True):
    """The outcome of checking the chain.

    Attributes:
        events: How many events were checked.
        head: Digest of the newest; deposit it elsewhere to be able to prove a rewrite.
        erased: How many values were erased by an event that says so.
        problems: What does not hold, in plain words; empty when the chain is whole.
    """

    events: int
    head: str
    erased: int = 0
    problems: tuple[str, ...] = ()


def append_event(
    session: Session,
    head: HeadRow,
    event: AuditEventRow,
    values: Mapping[str, str],
) -> None:
    """Chain one event to `head`, which the caller holds locked.

    Args:
        session: Session of the transaction.
        head: The locked head row; it is moved on.
        event: Actor, moment, verb and subject; number, previous and digest are set here.
        values: The event's values by name.
    """
    number = head.audit_number + 1
    rows = []
    for name, value in sorted(values.items()):
        salt = secrets.token_bytes(_SALT_BYTES)
        digest = _value_digest(salt, value)
        rows.append({"number": number, "name": name, "digest": digest, "salt": salt, "value": value})
    event.number, event.previous = number, head.audit_digest
    event.digest = _event_digest(event, [(str(row["name"]), str(row["digest"])) for row in rows])
    session.add(event)
    session.flush()
    if rows:
        session.execute(insert(AuditValueRow), rows)
    head.audit_number, head.audit_digest = number, event.digest


def erase_value(session: Session, number: int, name: str, erased_by: int) -> bool:
    """Take a value and its salt away; False where there is none.

    Args:
        session: Session of the transaction that also records the erasure.
        number: The event whose value it is.
        name: The value's name.
        erased_by: Number that the recording event will have.
    """
    row = session.get(AuditValueRow, (number, name))
    if row is None or row.value is None:
        return False
    row.value, row.salt, row.erased_by = None, None, erased_by
    return True


def verify(session: Session) -> AuditReport:
    """Recompute the whole chain, oldest event first."""
    problems: list[str] = []
    values: dict[int, list[AuditValueRow]] = {}
    for value in session.scalars(select(AuditValueRow).order_by(AuditValueRow.number, AuditValueRow.name)):
        values.setdefault(value.number, []).append(value)
    events = {
        row.number: row for row in session.scalars(select(AuditEventRow).order_by(AuditEventRow.number))
    }
    previous = GENESIS
    for expected, event in enumerate(events.values(), 1):
        own = values.get(event.number, [])
        if event.number != expected:
            problems.append(f"event {expected} is missing")
            break
        if event.previous != previous or event.digest != _event_digest(
            event, [(value.name, value.digest) for value in own]
        ):
            problems.append(f"event {event.number} was altered")
        problems += [found for value in own if (found := _value_problem(value, events))]
        previous = event.digest
    head = session.execute(select(HeadRow)).scalar_one()
    if (head.audit_number, head.audit_digest) != (len(events), previous):
        problems.append(f"the head names event {head.audit_number}, which is not the last of the chain")
    erased = sum(value.value is None for own in values.values() for value in own)
    return AuditReport(events=len(events), head=previous, erased=erased, problems=tuple(problems))


def _value_problem(value: AuditValueRow, events: Mapping[int, AuditEventRow]) -> str | None:
    """What is wrong with one value, None when it is sound or rightly erased."""
    where = f"event {value.number}, value {value.name}"
    if value.value is not None:
        sound = value.salt is not None and _value_digest(value.salt, value.value) == value.digest
        return None if sound else f"{where} was altered"
    by = events.get(value.erased_by or 0)
    if by is None or by.verb != ERASE or by.subject != audit_subject(value.number, value.name):
        return f"{where} is gone and no event says who erased it"
    return None


def audit_subject(number: int, name: str) -> str:
    """How an erasure names the value that it erased."""
    return f"audit:{number}/{name}"


def _value_digest(salt: bytes, value: str) -> str:
    return hashlib.sha256(salt + value.encode()).hexdigest()


def _event_digest(event: AuditEventRow, values: Sequence[tuple[str, str]]) -> str:
    """Hex SHA-256 over the event's parts as canonical JSON."""
    parts = [
        event.number,
        event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        event.actor,
        event.actor_kind,
        event.verb,
        event.subject,
        event.previous,
        [list(value) for value in values],
    ]
    return hashlib.sha256(json.dumps(parts, separators=(",", ":")).encode()).hexdigest()
