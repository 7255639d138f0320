"""What people said of two photos: copies of one picture, or not. Truth: nothing is ever taken out."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from catalog.store.chunks import chunked
from catalog.store.cluster import CopyWordRow
from catalog.store.ledger import HeadRow
from catalog.store.transaction import Work


class Word(NamedTuple):
    """What a person said of two photos, `a` the lower number.

    Attributes:
        a: One photo.
        b: The other one.
        same: Whether they are copies of one picture; None gives the pair back to the machine.
        event: Number of the audit event of the act.
    """

    a: int
    b: int
    same: bool | None
    event: int


def newest(words: Iterable[Word]) -> dict[tuple[int, int], Word]:
    """The words that count, by pair: of each pair the last one."""
    return {(word.a, word.b): word for word in words}


def read_words(session: Session, ids: Iterable[int]) -> list[Word]:
    """All that people ever said of these photos and any other, oldest first."""
    word = CopyWordRow
    found: dict[int, Word] = {}
    for chunk in chunked(ids):
        rows = session.execute(
            select(word.id, word.photo_a, word.photo_b, word.same, word.event).where(
                or_(word.photo_a.in_(chunk), word.photo_b.in_(chunk))
            )
        )
        found |= {number: Word(a, b, same, event) for number, a, b, same, event in rows}
    return [found[number] for number in sorted(found)]


def read_act(session: Session, event: int) -> list[Word]:
    """What one act said."""
    word = CopyWordRow
    rows = session.execute(
        select(word.photo_a, word.photo_b, word.same, word.event).where(word.event == event).order_by(word.id)
    )
    return [Word(a, b, same, number) for a, b, same, number in rows]


def save_words(work: Work, words: Mapping[tuple[int, int], bool | None]) -> int:
    """Keep a person's words on pairs of photos; the caller records the act next, before any other.

    Args:
        work: The transaction.
        words: By pair, the lower number first.

    Returns:
        The number that the act's audit event will have.
    """
    # The number is sure only while nobody else can append an event.
    locked = select(HeadRow).with_for_update().execution_options(populate_existing=True)
    event = work.session.execute(locked).scalar_one().audit_number + 1
    work.add_rows(
        CopyWordRow,
        [{"photo_a": a, "photo_b": b, "same": same, "event": event} for (a, b), same in words.items()],
    )
    return event
