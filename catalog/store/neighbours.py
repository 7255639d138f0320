"""Copies that say handout, for the others of their cluster: as their own assessment stands."""

import hashlib
from collections.abc import Collection, Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from catalog.provenance import Neighbour
from catalog.records import Finding, from_json
from catalog.store.chunks import chunked
from catalog.store.cluster import ClusterMemberRow, ClusterRow
from catalog.store.photo import FindingRow
from catalog.store.reading import read_parties
from catalog.store.transaction import Work

MOST = 3
"""Copies that speak for a cluster, the first received: more would say the same at greater length."""
_SAYS = "handout-stated"
_DERIVED = "class"
"""Origin of a value that a rule derived and nobody wrote."""


def read_speakers(session: Session, clusters: Collection[int]) -> dict[int, tuple[Neighbour, ...]]:
    """The first copies of each cluster that say that the picture was handed out; () where none does."""
    member, finding = ClusterMemberRow, FindingRow
    chosen: dict[int, list[int]] = {number: [] for number in clusters}
    for chunk in chunked(clusters):
        rows = session.execute(
            select(member.cluster_id, member.photo_id)
            .join(finding, finding.photo_id == member.photo_id)
            .where(member.cluster_id.in_(chunk), finding.rule == _SAYS)
            .order_by(member.photo_id)
        )
        for cluster, photo in rows:
            if cluster is not None and len(chosen[cluster]) < MOST:
                chosen[cluster].append(photo)
    neighbours = _neighbours(session, [photo for photos in chosen.values() for photo in photos])
    return {cluster: tuple(neighbours[photo] for photo in photos) for cluster, photos in chosen.items()}


def _neighbours(session: Session, photos: Sequence[int]) -> dict[int, Neighbour]:
    """What photos that say handout say, and from whom."""
    found: dict[int, Neighbour] = {}
    for chunk in chunked(photos):
        parties = read_parties(session, chunk)
        rows = session.execute(
            select(FindingRow.photo_id, FindingRow.record)
            .where(FindingRow.photo_id.in_(chunk), FindingRow.rule == _SAYS)
            .order_by(FindingRow.photo_id, FindingRow.position.desc())
        )
        for photo, record in rows:
            said = from_json(record, Finding).values
            values = tuple(value for value in said if value.origin != _DERIVED)
            found[photo] = Neighbour(photo, values, tuple(parties.get(photo, ())))
    return found


def read_neighbours(session: Session, ids: Collection[int]) -> dict[int, tuple[Neighbour, ...]]:
    """For each photo of a cluster the other copies that say handout; photos that are alone are absent."""
    member = ClusterMemberRow
    clusters: dict[int, int] = {}
    for chunk in chunked(ids):
        rows = session.execute(
            select(member.photo_id, member.cluster_id).where(
                member.photo_id.in_(chunk), member.cluster_id.is_not(None)
            )
        )
        clusters |= {photo: cluster for photo, cluster in rows if cluster is not None}
    speakers = read_speakers(session, set(clusters.values()))
    return {
        photo: tuple(one for one in speakers[cluster] if one.photo != photo)
        for photo, cluster in clusters.items()
    }


def note_speakers(work: Work, clusters: Collection[int]) -> list[int]:
    """Remember what copies in these clusters say; those of the clusters where that is another thing now."""
    speakers = read_speakers(work.session, clusters)
    others: dict[int, str] = {}
    for chunk in chunked(clusters):
        rows = work.session.execute(select(ClusterRow.id, ClusterRow.said).where(ClusterRow.id.in_(chunk)))
        others |= {number: now for number, said in rows if (now := _digest(speakers[number])) != said}
    if others:
        work.session.execute(update(ClusterRow), [{"id": n, "said": said} for n, said in others.items()])
    return list(others)


def _digest(speakers: Sequence[Neighbour]) -> str:
    """Hex SHA-256 over what speakers say, "" where there are none."""
    if not speakers:
        return ""
    lines = [
        "\x1f".join([str(one.photo), *(party.id for party in one.parties), *(v.raw for v in one.values)])
        for one in speakers
    ]
    return hashlib.sha256("\x1e".join(lines).encode()).hexdigest()
