"""Clusters of copies: where pictures are put, and what a number leads to."""

from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from catalog.store.chunks import chunked
from catalog.store.cluster import ClusterMemberRow, ClusterProgressRow, ClusterRow
from catalog.store.failures import ConflictError
from catalog.store.ledger import HeadRow
from catalog.store.summaries import ClusterSummary
from catalog.store.transaction import Work


class Placed(NamedTuple):
    """Where a picture belongs from now on, and by what it was recognised."""

    photo_id: int
    cluster: int | None
    image_version: int
    hash: str


class Placement(NamedTuple):
    """What becomes of clusters.

    Attributes:
        placed: Pictures that belong elsewhere than before, or were seen in another version.
        gone: Photos that are in no cluster and have nothing to be recognised by.
        moved: Those among both whose cluster is another one now: their cluster before and now.
        ended: Numbers without members from now on, each with the cluster that its pictures went to.
    """

    placed: tuple[Placed, ...] = ()
    gone: tuple[int, ...] = ()
    moved: Mapping[int, tuple[int | None, int | None]] = MappingProxyType({})
    ended: Mapping[int, int | None] = MappingProxyType({})


def place(work: Work, placement: Placement, *, turn: int, seq: int = 0) -> None:
    """Put pictures where they belong; the caller records the act where any of them moved.

    Args:
        work: The transaction.
        placement: What becomes of clusters.
        turn: The turn from which it was worked out.
        seq: How far the change log was followed to work it out.

    Raises:
        ConflictError: Clusters were written since; it must be worked out again.
    """
    row = work.session.execute(select(ClusterProgressRow).with_for_update()).scalar_one()
    if row.turn != turn:
        raise ConflictError(where="clusters", reason="were changed by another program meanwhile; try again")
    row.turn += 1
    row.seq = max(row.seq, seq)
    _open(work, {one.cluster for one in placement.placed if one.cluster is not None})
    for chunk in chunked([*(one.photo_id for one in placement.placed), *placement.gone]):
        work.session.execute(delete(ClusterMemberRow).where(ClusterMemberRow.photo_id.in_(chunk)))
    work.add_rows(
        ClusterMemberRow,
        [
            {
                "photo_id": one.photo_id,
                "cluster_id": one.cluster,
                "image_version": one.image_version,
                "hash": one.hash,
            }
            for one in placement.placed
        ],
    )
    if placement.ended:
        ends = [{"id": number, "into": into} for number, into in placement.ended.items()]
        work.session.execute(update(ClusterRow), ends)
    work.changed(sorted(placement.moved))


def skip_own_changes(work: Work, seq: int) -> None:
    """Count what this transaction itself changes as followed, where nothing else lies in between.

    Args:
        work: The transaction; this is the last that it writes.
        seq: How far the change log was followed.
    """
    locked = select(HeadRow).with_for_update().execution_options(populate_existing=True)
    if work.session.execute(locked).scalar_one().seq == seq:
        row = work.session.execute(select(ClusterProgressRow)).scalar_one()
        row.seq = seq + work.count_changed()


def _open(work: Work, numbers: Collection[int]) -> None:
    """Make sure that these clusters are there and lead nowhere else."""
    row = ClusterRow
    for chunk in chunked(numbers):
        found = work.session.execute(select(row.id, row.into).where(row.id.in_(chunk)))
        there = {one.id: one.into for one in found}
        work.add_rows(
            row, [{"id": number, "into": None, "said": ""} for number in chunk if number not in there]
        )
        again = [number for number, into in there.items() if into is not None]
        if again:
            work.session.execute(update(row).where(row.id.in_(again)).values(into=None))


def read_cluster(session: Session, number: int) -> ClusterSummary | None:
    """A cluster and its members by arrival, or the one that it became part of; None where there is none."""
    for now in _led(session, number):
        member = ClusterMemberRow
        members = session.scalars(
            select(member.photo_id).where(member.cluster_id == now).order_by(member.photo_id)
        ).all()
        if members:
            return ClusterSummary(id=now, photos=tuple(members))
    return None


def _led(session: Session, number: int) -> Iterator[int]:
    """The numbers that a number leads to, itself first; each was alive when it was led to, so it ends."""
    now: int | None = number
    while now is not None:
        yield now
        now = session.scalar(select(ClusterRow.into).where(ClusterRow.id == now))


def read_clusters(session: Session, limit: int, before: int | None = None) -> list[ClusterSummary]:
    """Clusters with members, the highest numbers first.

    Args:
        session: A session.
        limit: How many at most.
        before: Only those of lower numbers.
    """
    member = ClusterMemberRow
    wanted = select(member.cluster_id).where(member.cluster_id.is_not(None)).group_by(member.cluster_id)
    if before is not None:
        wanted = wanted.where(member.cluster_id < before)
    numbers = session.scalars(wanted.order_by(member.cluster_id.desc()).limit(limit))
    found: dict[int | None, list[int]] = {number: [] for number in numbers}
    for chunk in chunked(found):
        rows = session.execute(
            select(member.cluster_id, member.photo_id)
            .where(member.cluster_id.in_(chunk))
            .order_by(member.photo_id)
        )
        for number, photo in rows:
            found[number].append(photo)
    return [
        ClusterSummary(id=number, photos=tuple(photos))
        for number, photos in found.items()
        if number is not None
    ]
