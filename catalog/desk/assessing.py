"""Photos assessed again because a copy of them, or what it says, is another one now."""

from collections.abc import Callable, Collection, Sequence
from typing import Any, TypeAlias

from catalog.provenance import Neighbour
from catalog.records import Finding, Handout, ImageRecord, ParsedCaption, Photo, to_builtins
from catalog.store import Assessed, Work, save_assessments
from catalog.store.basis import photos_within, read_bases, unmoved, would_link
from catalog.store.chunks import chunked
from catalog.store.clusters import Placement
from catalog.store.neighbours import note_speakers, read_neighbours
from catalog.store.standing import read_fellows, read_standings

Assess: TypeAlias = Callable[
    [ParsedCaption | None, ImageRecord | None, Sequence[Neighbour]], tuple[Handout, tuple[Finding, ...]]
]
"""Caption and image, either of which may be missing, and copies that say handout, to what they say."""
_AT_ONCE = 1000
"""Photos that are read and compared at once; a picture may have more copies than memory should hold."""


def as_made(finding: Finding) -> dict[str, Any]:
    """A finding as the rules made it: that somebody dismissed it is a person's word, not theirs."""
    return {key: value for key, value in to_builtins(finding).items() if key not in {"id", "dismissed"}}


def is_other(photo: Photo, made: Assessed, links: Sequence[str]) -> bool:
    """Whether an assessment says something else than the one that stands.

    Args:
        photo: The photo as it stands.
        made: The assessment.
        links: The handout sources, by slug, that it names.
    """
    return (
        photo.handout.state != made.handout.state
        or [party.id for party in photo.handout.from_] != links
        or [as_made(one) for one in photo.findings] != [as_made(one) for one in made.findings]
    )


def assess_copies(work: Work, assess: Assess, changed: Collection[int], placement: Placement) -> list[int]:
    """Assess those again whose copies are others now, or say other things; the caller records the act.

    Args:
        work: The transaction, after pictures were put in place.
        assess: The rules.
        changed: Photos that changed.
        placement: What became of clusters.

    Returns:
        The photos of which something else is said now.
    """
    now = read_standings(work.session, {*changed, *placement.moved})
    clusters = {one.cluster for one in now.values()} | {before for before, _ in placement.moved.values()}
    others = note_speakers(work, sorted(number for number in clusters if number is not None))
    todo = {*placement.moved, *(n for n in changed if n in now and now[n].cluster is not None)}
    photos = chunked(sorted(todo.union(read_fellows(work.session, others))), _AT_ONCE)
    return [number for chunk in photos for number in _assess(work, assess, chunk)]


def _assess(work: Work, assess: Assess, photos: Sequence[int]) -> list[int]:
    """Assess photos, and keep what differs from what stands."""
    bases = read_bases(work.session, photos)
    # One that gets other words or another file just now comes again; one without a parse awaits a reparse.
    current = unmoved(work, bases)
    bases = [one for one in bases if one.photo_id in current and (one.parsed is not None or one.text is None)]
    neighbours = read_neighbours(work.session, photos)
    made = [
        Assessed(one.photo_id, one.parsed, *assess(one.parsed, one.image, neighbours.get(one.photo_id, ())))
        for one in bases
    ]
    links = would_link(work, made)
    before = {photo.id: photo for photo in photos_within(work, [one.photo_id for one in bases])}
    found = zip(made, links, strict=True)
    other = [one for one, own in found if is_other(before[one.photo_id], one, own)]
    save_assessments(work, other)
    return [one.photo_id for one in other]
