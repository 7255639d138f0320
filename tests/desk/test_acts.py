"""What people say of copies: it counts more than the machine's reading, outlives it, can be taken back."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings, strategies

from catalog.desk import Clusters, join, split, undo
from catalog.desk.grouping import Picture
from catalog.errors import CatalogError
from catalog.records import Actor
from catalog.store.ledger import AuditEventRow, AuditValueRow
from tests.desk.looks import ANN, WIRE, Gallery, draft, look, silent
from tests.desk.test_grouping import Slow, links_of
from tests.desk.test_keeping import store_of, verbs

BEN = Actor(name="ben", kind="person")


def test_photos_that_a_person_joins_are_one_cluster(gallery, clusters):
    gallery.hang(clusters, "A", "B", "C")

    act = join(clusters, [3, 1], actor=ANN, reason="the same scan, cropped hard")

    assert gallery.clusters() == {1: [1, 3]}
    assert act.moved == ((1, None, 1), (3, None, 1))
    with gallery.store.reading() as session:
        event = session.get(AuditEventRow, act.event)
        value = {
            name: session.get(AuditValueRow, (act.event, name)).value
            for name in ("photos", "reason", "moved")
        }
    assert (event.actor, event.actor_kind, event.verb, event.subject) == (
        "ann",
        "person",
        "join-copies",
        "photo:1",
    )
    assert value == {"photos": "1 3", "reason": "the same scan, cropped hard", "moved": "1 -> 1, 3 -> 1"}
    assert gallery.store.verify_audit().problems == ()


def test_clusters_that_a_person_joins_become_one_and_take_copies_of_both(gallery, clusters):
    gallery.hang(clusters, "A", "B", "B1", "A1", "A2", "B2", "B3")

    join(clusters, [2, 1], actor=ANN, reason="two crops")
    assert gallery.clusters() == {1: [1, 2, 3, 4, 5, 6, 7]}
    assert gallery.store.cluster(2).id == 1

    gallery.hang(clusters, "A5", "B5", "C")
    assert gallery.clusters() == {1: [1, 2, 3, 4, 5, 6, 7, 8, 9]}


def test_no_import_and_no_rebuild_splits_what_a_person_joined(gallery, clusters):
    gallery.hang(clusters, "A", "B")
    join(clusters, [1, 2], actor=ANN, reason="mirrored")

    gallery.add(draft("P0", "C", version=2), draft("P1", "D", version=2))
    clusters.follow(WIRE)
    list(clusters.rebuild(WIRE))

    assert gallery.clusters() == {1: [1, 2]}


def test_no_import_and_no_rebuild_joins_what_a_person_split(gallery, clusters):
    gallery.hang(clusters, "A", "A40", "A1")

    act = split(clusters, [2], actor=ANN, reason="another frame")
    assert act.moved == ((2, 1, None),)
    gallery.hang(clusters, "A20", "A39", "A2")
    list(clusters.rebuild(WIRE))

    assert gallery.clusters() == {1: [1, 3, 4, 6], 2: [2, 5]}


def test_what_held_only_by_the_picture_split_off_falls_apart(gallery, clusters):
    gallery.hang(clusters, "A", "A60", "A125")
    assert gallery.clusters() == {1: [1, 2, 3]}

    split(clusters, [2], actor=ANN, reason="a montage of both")

    assert gallery.clusters() == {}


def test_photos_split_off_together_may_be_copies_of_each_other(gallery, clusters):
    gallery.hang(clusters, "A", "A1", "A30", "A31")

    split(clusters, [3, 4], actor=ANN, reason="the next frame")

    assert gallery.clusters() == {1: [1, 2], 3: [3, 4]}


def test_joining_takes_back_what_was_split_between(gallery, clusters):
    gallery.hang(clusters, "A", "A1", "A2")
    split(clusters, [3], actor=ANN, reason="looks different")

    join(clusters, [1, 3], actor=BEN, reason="same after all")
    assert gallery.clusters() == {1: [1, 2, 3]}

    split(clusters, [1], actor=BEN, reason="no")
    assert gallery.clusters() == {2: [2, 3]}


def test_photos_without_picture_can_be_joined_by_hand_only(gallery, clusters):
    gallery.hang(clusters, None, "A", "-")

    join(clusters, [1, 2, 3], actor=ANN, reason="the print says so")
    assert gallery.clusters() == {1: [1, 2, 3]}
    split(clusters, [1], actor=ANN, reason="no")

    assert gallery.clusters() == {2: [2, 3]}


def test_what_was_joined_through_a_withdrawn_photo_stays_joined(gallery, clusters):
    gallery.hang(clusters, "A", "B", "C")
    join(clusters, [1, 2, 3], actor=ANN, reason="one picture")

    gallery.withdraw(1)
    clusters.follow(ANN)
    assert gallery.clusters() == {2: [2, 3]}

    split(clusters, [2], actor=ANN, reason="no")
    assert gallery.clusters() == {}
    with pytest.raises(CatalogError, match="photo 2: there is no other copy to split from"):
        split(clusters, [2], actor=ANN, reason="again")


def test_an_undone_act_leaves_the_clusters_as_they_were_before(gallery, clusters):
    gallery.hang(clusters, "A", "A1", "B", "B1", "C")
    before = gallery.clusters()

    for act in (
        lambda: join(clusters, [1, 3], actor=ANN, reason="x"),
        lambda: split(clusters, [2], actor=ANN, reason="x"),
        lambda: split(clusters, [1], actor=ANN, reason="x"),
    ):
        done = act()
        assert gallery.clusters() != before
        undone = undo(clusters, done.event, actor=BEN, reason="slip of the mouse")
        assert gallery.clusters() == before
        assert {(one.photo, one.after, one.before) for one in undone.moved} == set(done.moved)

    assert verbs(gallery.store)[-2:] == ["split-copies", "undo-copies"]


def test_undoing_an_undoing_does_it_again(gallery, clusters):
    gallery.hang(clusters, "A", "B")
    event = join(clusters, [1, 2], actor=ANN, reason="x").event
    again = undo(clusters, event, actor=ANN, reason="x").event

    undo(clusters, again, actor=ANN, reason="was right")

    assert gallery.clusters() == {1: [1, 2]}


def test_an_act_that_a_later_one_touched_is_not_undone(gallery, clusters):
    gallery.hang(clusters, "A", "B", "C")
    first = join(clusters, [1, 2], actor=ANN, reason="x").event
    second = join(clusters, [1, 3], actor=BEN, reason="x").event

    with pytest.raises(CatalogError) as caught:
        undo(clusters, first, actor=ANN, reason="x")
    assert str(caught.value) == (
        f"event {first}: event {second} said something else of photo 1 or 3; undo that first"
    )
    assert gallery.clusters() == {1: [1, 2, 3]}

    undo(clusters, second, actor=ANN, reason="x")
    undo(clusters, first, actor=ANN, reason="x")
    assert gallery.clusters() == {}
    with pytest.raises(CatalogError, match="said something else of photo 1 or 2"):
        undo(clusters, first, actor=ANN, reason="twice")


def test_an_import_after_an_act_does_not_hinder_undoing_it(gallery, clusters):
    gallery.hang(clusters, "A", "A1")
    event = split(clusters, [2], actor=ANN, reason="x").event
    gallery.hang(clusters, "A")
    assert gallery.clusters() == {1: [1, 3]}

    undo(clusters, event, actor=ANN, reason="x")

    assert gallery.clusters() == {1: [1, 2, 3]}


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda c: join(c, [1], actor=ANN, reason="x"), "join: needs two photos or more"),
        (lambda c: join(c, [2, 2], actor=ANN, reason="x"), "join: needs two photos or more"),
        (lambda c: join(c, [1, 99], actor=ANN, reason="x"), "photo 99: there is no such photo"),
        (lambda c: join(c, [1, 5], actor=ANN, reason="x"), "photo 5: was withdrawn"),
        (lambda c: join(c, [3, 4], actor=ANN, reason="x"), "photos 3, 4: were joined by a person before"),
        (lambda c: split(c, [], actor=ANN, reason="x"), "split: needs a photo"),
        (lambda c: split(c, [6], actor=ANN, reason="x"), "photo 6: there is no other copy"),
        (lambda c: split(c, [1, 2], actor=ANN, reason="x"), "photos 1, 2: there is no other copy"),
        (lambda c: split(c, [1, 3], actor=ANN, reason="x"), "photos 1, 3: are not in one cluster"),
        (lambda c: split(c, [5], actor=ANN, reason="x"), "photo 5: was withdrawn"),
        (lambda c: undo(c, 1, actor=ANN, reason="x"), "event 1: is no act of joining or splitting"),
        (lambda c: undo(c, 999, actor=ANN, reason="x"), "event 999: is no act of joining or splitting"),
    ],
)  # fmt: skip
def test_an_act_that_does_not_fit_is_refused_and_leaves_no_trace(gallery, clusters, act, said):
    gallery.hang(clusters, "A", "A1", "B", "C", "A2", "D")
    join(clusters, [3, 4], actor=ANN, reason="x")
    gallery.withdraw(5)
    clusters.follow(ANN)
    before = gallery.store.last_seq(), gallery.store.verify_audit(), gallery.clusters()

    with pytest.raises(CatalogError) as caught:
        act(clusters)

    assert str(caught.value).startswith(said)
    assert (gallery.store.last_seq(), gallery.store.verify_audit(), gallery.clusters()) == before


NAMES = ["A", "A1", "A60", "A125", "B", "B85", "A", "-"]
ACTS = strategies.lists(
    strategies.one_of(
        strategies.tuples(
            strategies.sampled_from(["join", "split"]),
            strategies.sets(strategies.integers(1, len(NAMES)), min_size=1, max_size=3),
        ),
        strategies.tuples(strategies.just("undo"), strategies.integers(1, 6)),
        strategies.tuples(strategies.just("rebuild"), strategies.just(0)),
    ),
    min_size=1,
    max_size=7,
)


class Model:
    """People's words as a list of states, the newest last; the clusters are the slow program's."""

    def __init__(self):
        self.words = [{}]
        self.pictures = [
            Picture(n, "" if name == "-" else look(name), "coastwire", f"P{n - 1}")
            for n, name in enumerate(NAMES, 1)
        ]

    def groups(self, words=None):
        heard = {pair: same for pair, same in (words or self.words[-1]).items() if same is not None}
        return Slow(self.pictures, links_of(NAMES), heard).run()

    def join(self, photos):
        first, *others = sorted(photos)
        if not others:
            return False
        now = self.words[-1]
        whole = {n for one in self.groups() if not set(one).isdisjoint(photos) for n in one}
        new = {p: None if same is False and whole.issuperset(p) else same for p, same in now.items()}
        new |= {(first, other): True for other in others}
        return self._take(new)

    def split(self, photos):
        around = [set(one) for one in self.groups() if not set(one).isdisjoint(photos)]
        if len(around) != 1 or not around[0] - photos:
            return False
        now = self.words[-1]
        pairs = {tuple(sorted((a, b))): False for a in photos for b in around[0] - photos}
        together = Slow(self.pictures, {}, {pair: True for pair, same in now.items() if same}).run()
        for one in together:
            if photos.intersection(one):
                pairs |= dict.fromkeys(pairwise(n for n in one if n not in photos), True)
        return self._take(now | pairs)

    def undo(self, index):
        """Undo the index-th act that was done."""
        if index >= len(self.words):
            return False
        before, after, now = self.words[index - 1], self.words[index], self.words[-1]
        said = {p for p in after if after[p] != before.get(p)}
        photos = {n for p in said for n in p}
        if any(now[p] != after.get(p) for p in now if photos.intersection(p)):
            return False
        return self._take(now | {p: before.get(p) for p in said})

    def _take(self, new):
        if {p: s for p, s in new.items() if s is not None} == {
            p: s for p, s in self.words[-1].items() if s is not None
        }:
            return False
        self.words.append(new)
        return True


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(ACTS)
def test_acts_do_what_a_simple_model_says(sqlite_databases, acts):
    with store_of(sqlite_databases) as store:
        gallery = Gallery(store)
        clusters = Clusters(store, gallery, silent)
        gallery.hang(clusters, *NAMES)
        model, events = Model(), [0]
        for verb, what in acts:
            if verb == "rebuild":
                assert list(clusters.rebuild(WIRE)) == []
                continue
            fits = getattr(model, verb)(what)
            try:
                if verb == "undo":
                    done = undo(clusters, events[what] if what < len(events) else 1, actor=ANN, reason="r")
                else:
                    done = {"join": join, "split": split}[verb](clusters, what, actor=ANN, reason="r")
            except CatalogError:
                assert not fits
            else:
                assert fits
                events.append(done.event)
            found = gallery.clusters()
            assert list(found.values())[::-1] == [one for one in model.groups() if len(one) > 1]
            assert all(number == members[0] for number, members in found.items())
        assert store.verify_audit().problems == ()
