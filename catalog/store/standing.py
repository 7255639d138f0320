"""What clusters know of photos: what each is recognised by, and where it belongs."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.store.chunks import chunked
from catalog.store.cluster import ClusterMemberRow, ClusterProgressRow
from catalog.store.photo import PhotoRow


class Progress(NamedTuple):
    """How far clusters followed the change log, and how often they were written."""

    seq: int
    turn: int


class Standing(NamedTuple):
    """What clusters know of a photo.

    Attributes:
        photo_id: The photo.
        provider: Whose it is.
        reference: The provider's identity of it.
        catalogued: Neither withdrawn nor erased.
        image_version: Version of its image file, 0 without one.
        seen: The version that was last set beside the others, None where none was.
        hash: What that version is recognised by, "" where it cannot be.
        cluster: Its cluster, None where it is alone.
    """

    photo_id: int
    provider: str
    reference: str
    catalogued: bool
    image_version: int
    seen: int | None
    hash: str
    cluster: int | None

    @property
    def settled(self) -> bool:
        """Whether it was set beside the others as it is now."""
        if not self.catalogued:
            return self.seen is None
        return (self.seen or 0) == self.image_version


def read_progress(session: Session) -> Progress:
    """How far clusters followed the change log."""
    row = session.execute(select(ClusterProgressRow.seq, ClusterProgressRow.turn)).one()
    return Progress(row.seq, row.turn)


def read_standings(session: Session, ids: Iterable[int]) -> dict[int, Standing]:
    """What clusters know of these photos; numbers that mean none are absent."""
    member = ClusterMemberRow
    found: dict[int, Standing] = {}
    for chunk in chunked(ids):
        rows = session.execute(
            select(
                PhotoRow.id,
                PhotoRow.provider,
                PhotoRow.reference,
                PhotoRow.status,
                PhotoRow.image_version,
                member.image_version,
                member.hash,
                member.cluster_id,
            )
            .outerjoin(member, member.photo_id == PhotoRow.id)
            .where(PhotoRow.id.in_(chunk))
        )
        for number, provider, reference, status, version, seen, hash_, cluster in rows:
            whole = status == "catalogued"
            found[number] = Standing(number, provider, reference, whole, version, seen, hash_ or "", cluster)
    return found


def read_fellows(session: Session, clusters: Collection[int]) -> list[int]:
    """The members of these clusters."""
    member = ClusterMemberRow
    return [
        number
        for chunk in chunked(clusters)
        for number in session.scalars(select(member.photo_id).where(member.cluster_id.in_(chunk)))
    ]
