"""Clusters follow the change log: what came, what changed, what was withdrawn."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings, strategies
from sqlalchemy import delete, select, update

from catalog.desk import Clusters, join, split
from catalog.store import ConflictError
from catalog.store.cluster import ClusterMemberRow, ClusterRow
from catalog.store.ledger import AuditEventRow
from catalog.store.standing import read_progress
from tests.desk.looks import ANN, WIRE, Gallery, draft, look, silent

SECONDS = 60


def verbs(store):
    with store.reading() as session:
        return list(session.scalars(select(AuditEventRow.verb).order_by(AuditEventRow.number)))


def turn(store):
    with store.reading() as session:
        return read_progress(session).turn


def test_copies_are_a_cluster_under_the_number_of_the_first(gallery, clusters):
    numbers = gallery.hang(clusters, "A", "B", "A30", "A81", "C", "A5")

    assert gallery.clusters() == {1: [1, 3, 4, 6]}
    assert [photo.cluster for photo in gallery.store.photos(numbers)] == [1, None, 1, 1, None, 1]
    assert gallery.store.verify_audit().problems == ()


def test_what_may_be_a_copy_is_not_joined(gallery, clusters):
    gallery.hang(clusters, "A", "A85")

    assert gallery.clusters() == {}


def test_whoever_keeps_a_projection_is_told_of_every_photo_that_moved(gallery, clusters):
    gallery.hang(clusters, "A", "B")
    before = gallery.store.last_seq()

    gallery.hang(clusters, "A10")

    changes = gallery.store.changes_after(before, 100)
    assert [photo for _, photo in changes] == [3, 1, 3]
    assert verbs(gallery.store) == ["save-photos", "save-photos", "cluster-copies"]


def test_following_again_writes_nothing(gallery, clusters):
    gallery.hang(clusters, "A", "A10", "B")
    before = gallery.store.last_seq(), turn(gallery.store), gallery.asked

    assert clusters.follow(WIRE) == 0
    gallery.add(draft("P0", "A"), draft("P1", "A10"))
    clusters.follow(WIRE)

    assert (gallery.store.last_seq(), turn(gallery.store), gallery.asked) == before
    assert gallery.store.verify_audit().events == len(verbs(gallery.store)) == 2


def test_an_edit_of_words_has_no_picture_looked_at_again(gallery, clusters):
    gallery.hang(clusters, "A", "A10")
    asked = gallery.asked
    with gallery.store.writing(ANN) as work:
        work.changed([1, 2])
        work.record("edit", "photo:1")

    assert clusters.follow(WIRE) == 0
    assert gallery.asked == asked


def test_a_photo_that_gets_another_picture_leaves_and_joins(gallery, clusters):
    gallery.hang(clusters, "A", "A10", "B")

    gallery.add(draft("P1", "B5", version=2))
    clusters.follow(WIRE)

    assert gallery.clusters() == {2: [2, 3]}
    assert gallery.store.cluster(1) is None


def test_a_picture_that_comes_later_than_its_words_joins(gallery, clusters):
    gallery.hang(clusters, None, "A", "A10")
    assert gallery.clusters() == {2: [2, 3]}

    gallery.add(draft("P0", "A20"))
    clusters.follow(WIRE)

    assert gallery.clusters() == {1: [1, 2, 3]}
    assert gallery.store.cluster(2).id == 1


def test_a_withdrawn_photo_leaves_and_its_number_leads_on(gallery, clusters):
    gallery.hang(clusters, "A", "A10", "A20")

    gallery.withdraw(1)
    clusters.follow(ANN)

    assert gallery.clusters() == {2: [2, 3]}
    assert gallery.store.photo(1).cluster is None
    assert gallery.store.cluster(1).id == 2
    with gallery.store.reading() as session:
        assert session.get(ClusterMemberRow, 1) is None


def test_the_last_copy_is_alone_and_its_number_leads_nowhere(gallery, clusters):
    gallery.hang(clusters, "A", "A10")

    gallery.withdraw(2)
    clusters.follow(ANN)

    assert gallery.clusters() == {}
    assert gallery.store.cluster(1) is None
    assert gallery.store.cluster(77) is None


def test_a_number_leads_on_through_all_that_it_became(gallery, clusters):
    gallery.hang(clusters, "B", "A", "A1", "A2", "A3")
    for number in (2, 3):
        gallery.withdraw(number)
        clusters.follow(ANN)
    assert gallery.store.cluster(2).id == 4

    join(clusters, [1, 4], actor=ANN, reason="seen in print")

    assert [gallery.store.cluster(number).id for number in (1, 2, 3, 4)] == [1, 1, 1, 1]
    split(clusters, [1], actor=ANN, reason="was another one")
    assert [gallery.store.cluster(number).id for number in (2, 3, 4)] == [4, 4, 4]
    # Number 1 was the joined cluster's: it leads to what became of most of it.
    assert gallery.store.cluster(1).id == 4


def test_a_picture_without_detail_is_looked_at_once(gallery, clusters):
    gallery.hang(clusters, "-", "-", "A")
    asked = gallery.asked
    with gallery.store.writing(ANN) as work:
        work.changed([1, 2, 3])
        work.record("edit", "photo:1")

    assert clusters.follow(WIRE) == 0
    assert gallery.asked == asked == 1


def test_the_same_picture_many_times_is_asked_for_once(gallery, clusters):
    gallery.hang(clusters, *["A"] * 40)

    assert gallery.asked == 1
    assert gallery.clusters() == {1: list(range(1, 41))}


def test_clusters_are_listed_by_pages(gallery, clusters):
    gallery.hang(clusters, *("ABCD" * 2))

    first = gallery.store.clusters(3)
    assert [one.id for one in first] == [4, 3, 2]
    assert first[0].photos == (4, 8)
    assert [one.id for one in gallery.store.clusters(3, before=2)] == [1]


def by_reference(gallery):
    """The clusters as sets of references, which do not depend on numbers."""
    photos = {one.id: one.ref.id for one in gallery.store.photos(gallery.store.photo_ids())}
    return {frozenset(photos[n] for n in members) for members in gallery.clusters().values()}


NAMES = ["A", "A", "A30", "A70", "A100", "A175", "B", "B40", "B79", "B85", "C", "-", "D60", "D"]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(strategies.permutations(range(len(NAMES))), strategies.integers(1, len(NAMES)))
def test_the_order_of_arrival_does_not_count(sqlite_databases, order, size):
    with store_of(sqlite_databases) as store:
        gallery = Gallery(store)
        clusters = Clusters(store, gallery, silent)
        for start in range(0, len(order), size):
            gallery.add(*(draft(f"R{n}", NAMES[n]) for n in order[start : start + size]))
            clusters.follow(WIRE)

        assert by_reference(gallery) == {
            frozenset({"R0", "R1", "R2", "R3", "R4"}),
            frozenset({"R6", "R7", "R8", "R9"}),
            frozenset({"R12", "R13"}),
        }
        assert all(number == min(members) for number, members in gallery.clusters().items())
        assert list(clusters.rebuild(ANN, dry_run=True)) == []


def store_of(databases):
    from catalog.store import Store  # noqa: PLC0415 -- beside its one use
    from catalog.store.engine import make_engine  # noqa: PLC0415

    return Store(make_engine(databases.catalog()))


def test_a_rebuild_makes_good_what_was_lost(gallery, clusters):
    gallery.hang(clusters, "A", "A10", "B", "B10", "C")
    split(clusters, [2], actor=ANN, reason="two frames of one burst")
    with gallery.store.writing(ANN) as work:
        work.session.execute(delete(ClusterMemberRow).where(ClusterMemberRow.photo_id == 5))
        work.session.execute(update(ClusterMemberRow).values(cluster_id=3, hash="0" * 64))
        work.session.execute(delete(ClusterRow).where(ClusterRow.id == 1))
    before = gallery.store.last_seq(), gallery.clusters()

    looked = list(clusters.rebuild(ANN, dry_run=True))
    assert (gallery.store.last_seq(), gallery.clusters()) == before

    assert list(clusters.rebuild(ANN)) == looked == [(1, 3, None), (2, 3, None)]
    assert gallery.clusters() == {3: [3, 4]}
    assert verbs(gallery.store)[-1] == "cluster-copies"
    assert list(clusters.rebuild(ANN)) == []


def test_a_rebuild_of_a_new_catalog_leaves_nothing_to_follow(gallery, clusters):
    gallery.add(draft("P0", "A"), draft("P1", "A10"))

    assert [moved.photo for moved in clusters.rebuild(ANN)] == [1, 2]
    assert clusters.follow(WIRE) == 0
    assert gallery.clusters() == {1: [1, 2]}


def test_what_somebody_wrote_meanwhile_is_worked_out_again(gallery, clusters):
    gallery.hang(clusters, "A", "B")
    others = [lambda: join(clusters, [1, 2], actor=ANN, reason="same scan")]

    def interrupt():
        if others:
            others.pop()()

    gallery.add(draft("P9", "A10"))
    gallery.before_answer = interrupt
    clusters.follow(WIRE)

    assert gallery.clusters() == {1: [1, 2, 3]}


def test_whoever_always_loses_leaves_the_log_to_the_others(gallery, clusters):
    """Somebody else follows it faster each time; there is no need to do the same."""
    gallery.add(draft("P0", "A"), draft("P1", "A10"))

    def interrupt():
        with gallery.store.writing(ANN) as work:
            work.session.connection().exec_driver_sql("UPDATE cluster_progress SET turn = turn + 1")

    gallery.before_answer = interrupt
    assert clusters.follow(WIRE) == 0
    with pytest.raises(ConflictError, match="changed by another program"):
        join(clusters, [1, 2], actor=ANN, reason="x")

    gallery.before_answer = lambda: None
    assert clusters.follow(WIRE) == 2


def test_programs_that_import_at_once_miss_no_copy(gallery, clusters):
    """Each saves its photos first and follows the log then: whoever is later sees both."""
    start = threading.Barrier(3)

    def take_in(who):
        start.wait(SECONDS)
        for n in range(6):
            gallery.add(draft(f"{who}{n}", f"{'ABC'[n % 3]}{n}"))
            clusters.follow(WIRE)

    with ThreadPoolExecutor() as threads:
        for done in [threads.submit(take_in, who) for who in "xyz"]:
            done.result(SECONDS)
    clusters.follow(WIRE)

    assert sorted(map(len, gallery.clusters().values())) == [6, 6, 6]
    assert list(clusters.rebuild(ANN, dry_run=True)) == []
    assert gallery.store.verify_audit().problems == ()


def test_following_sends_as_many_queries_for_twice_the_photos(gallery, clusters, count_queries):
    known = {}
    gallery.near = lambda hashes: [(number, 0) for number in known.get(hashes.phash, ())]

    def batch(start, size):
        names = [f"{chr(ord('A') + n % 26)}{n // 26}" for n in range(start, start + size)]
        for name in names:
            known[look(name)] = gallery.add(*(draft(f"{name}-{copy}", name) for copy in "ab"))
        return count_queries(lambda: clusters.follow(WIRE))

    batch(0, 10)
    few, many = batch(10, 10), batch(20, 20)

    assert few == many == 37
