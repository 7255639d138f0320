"""What people do to clusters: join photos, split them off, undo either; their word outlives every rebuild."""

from collections.abc import Collection, Mapping, Sequence

from catalog.desk.grouping import Pair
from catalog.desk.keeping import Act, Clusters, Saying
from catalog.desk.region import Region
from catalog.errors import CatalogError
from catalog.records import Actor
from catalog.store.copy_words import Word, newest, read_act, read_words

_FEWEST = 2


def join(clusters: Clusters, photos: Collection[int], *, actor: Actor, reason: str) -> Act:
    """Say that photos are copies of one picture; the clusters that they are in become one.

    What was split before among them is given back: the newest word counts.

    Args:
        clusters: The catalog's clusters.
        photos: Two photos or more.
        actor: Who says so.
        reason: Why.

    Raises:
        CatalogError: They are too few, one is not there or withdrawn, or all were joined before.
    """
    wanted = sorted(set(photos))
    if len(wanted) < _FEWEST:
        raise CatalogError(where="join", reason="needs two photos or more")

    def words(region: Region) -> Mapping[Pair, bool | None]:
        _refuse_absent(region, wanted)
        whole = {number for one in region.clusters_of(wanted) for number in one}
        said = {pair: word.same for pair, word in region.words.items() if word.same is not None}
        given_back = [pair for pair, same in said.items() if not same and whole.issuperset(pair)]
        new: dict[Pair, bool | None] = dict.fromkeys(given_back)
        new |= {(wanted[0], other): True for other in wanted[1:] if not said.get((wanted[0], other))}
        if not new:
            raise CatalogError(where=named(wanted), reason="were joined by a person before")
        return new

    return clusters.carry_out(Saying("join-copies", f"photo:{wanted[0]}", wanted, words, reason), actor)


def split(clusters: Clusters, photos: Collection[int], *, actor: Actor, reason: str) -> Act:
    """Say that photos are no copies of the others in their cluster; what held only by them falls apart.

    Nothing is said of several photos among each other.

    Args:
        clusters: The catalog's clusters.
        photos: One photo or more of one cluster, not all of it.
        actor: Who says so.
        reason: Why.

    Raises:
        CatalogError: One is not there or withdrawn, or they are in no cluster, in several, or all of one.
    """
    wanted = sorted(set(photos))
    if not wanted:
        raise CatalogError(where="split", reason="needs a photo")

    def words(region: Region) -> Mapping[Pair, bool | None]:
        _refuse_absent(region, wanted)
        around = region.clusters_of(wanted)
        if len(around) > 1:
            raise CatalogError(where=named(wanted), reason="are not in one cluster")
        rest = sorted(around[0].difference(wanted))
        if not region.hashes.keys() & rest:
            raise CatalogError(where=named(wanted), reason="there is no other copy to split from")
        # What was joined through them stays joined without them.
        kept = dict.fromkeys(region.joined_through(wanted), True)
        return kept | {(min(one, other), max(one, other)): False for one in wanted for other in rest}

    return clusters.carry_out(Saying("split-copies", f"photo:{wanted[0]}", wanted, words, reason), actor)


def undo(clusters: Clusters, event: int, *, actor: Actor, reason: str) -> Act:
    """Take back what an act said: the words before it count again. Undoing that act does it once more.

    Args:
        clusters: The catalog's clusters.
        event: Number of the act's audit event.
        actor: Who takes it back.
        reason: Why.

    Raises:
        CatalogError: The event is no such act, or a later one spoke of the same photos.
    """
    with clusters.store.reading() as session:
        said = read_act(session, event)
    if not said:
        raise CatalogError(where=f"event {event}", reason="is no act of joining or splitting")
    photos = sorted({number for word in said for number in (word.a, word.b)})

    def words(_: Region) -> Mapping[Pair, bool | None]:
        with clusters.store.reading() as session:
            ever = read_words(session, photos)
        _refuse_touched(event, ever)
        before = newest(word for word in ever if word.event < event)
        pairs = ((word.a, word.b) for word in said)
        return {pair: before[pair].same if pair in before else None for pair in pairs}

    return clusters.carry_out(Saying("undo-copies", f"audit:{event}", photos, words, reason), actor)


def named(photos: Sequence[int]) -> str:
    """Photos by number, for an error."""
    return ("photo " if len(photos) == 1 else "photos ") + ", ".join(map(str, photos))


def _refuse_absent(region: Region, photos: Sequence[int]) -> None:
    """Refuse photos that are not there, or withdrawn."""
    for number in photos:
        if number not in region.standings:
            raise CatalogError(where=f"photo {number}", reason="there is no such photo")
        if number not in region.hashes:
            raise CatalogError(where=f"photo {number}", reason="was withdrawn")


def _refuse_touched(event: int, ever: Sequence[Word]) -> None:
    """Refuse to undo an act where people's words on its photos are others now than right after it."""
    then, now = newest(word for word in ever if word.event <= event), newest(ever)
    for pair, word in now.items():
        if word.same != (then[pair].same if pair in then else None):
            reason = (
                f"event {word.event} said something else of photo {pair[0]} or {pair[1]}; undo that first"
            )
            raise CatalogError(where=f"event {event}", reason=reason)
