"""Clusters over the real search for similar pictures."""

from catalog.desk import join, open_clusters, split
from catalog.desk.grouping import SURE
from catalog.desk.opening import _Pictures
from catalog.records import PictureHashes
from catalog.search.similar import Near
from tests.desk.looks import ANN, Gallery


def test_a_catalog_s_own_search_is_asked(settings, store):
    gallery = Gallery(store)
    with open_clusters(settings, store) as clusters:
        gallery.hang(clusters, "A", "A40", "B", "A85", "-")

        assert gallery.clusters() == {1: [1, 2, 4]}
        assert [(one.photo, one.bits) for one in clusters.possible([3])] == []


def test_what_is_not_sure_counts_as_possible_however_few_bits_differ():
    """A part of a picture must agree better than a whole one."""

    class Similar:
        def near(self, _hashes):
            return [
                Near(1, 60, "window", mirrored=False, sure=True),
                Near(2, 72, "window", mirrored=False, sure=False),
                Near(3, 88, "plain", mirrored=True, sure=False),
            ]

    assert _Pictures(Similar()).near(PictureHashes()) == [(1, 60), (2, SURE + 1), (3, 88)]


def test_catching_up_ends_when_nothing_is_missing():
    class Similar:
        missing = [700, 200, 0]  # noqa: RUF012 -- one test's

        def drain(self, _seconds):
            return self.missing.pop(0)

    _Pictures(Similar()).catch_up()

    assert Similar.missing == []


def test_what_may_be_a_copy_is_proposed_unless_a_person_refused_it(gallery, clusters):

    gallery.hang(clusters, "A", "A5", "A88", "A90", "B")
    assert [tuple(one) for one in clusters.possible([1, 2])] == [(3, 83), (4, 85)]

    join(clusters, [1, 4], actor=ANN, reason="x")
    split(clusters, [4], actor=ANN, reason="no")

    assert [tuple(one) for one in clusters.possible([1, 2])] == [(3, 83)]
