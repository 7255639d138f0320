"""What a copy says of a handout reaches the others of its cluster, and leaves with it."""

import pytest
from sqlalchemy import update

from catalog.caption import DEFAULT, parse_caption
from catalog.desk import Clusters, join, split, undo
from catalog.desk.opening import rules_of
from catalog.records import Handout, Reference
from catalog.store import Assessed, CaptionDraft, PhotoDraft, save_assessments, save_photos
from catalog.store.caption import ParseRow
from catalog.store.cluster import ClusterMemberRow, ClusterRow
from catalog.vocabulary.codes import HandoutState
from tests.desk.looks import ANN, WIRE, Gallery, draft

LOST = "handout-mark-lost-in-copy"
HANDOUT = "Boats at Gorizia, Italy, 3 May 2019. EPA/LAMP MUSEUM HANDOUT"
SILENT = "Boats at Gorizia. EPA"


class Wires(Gallery):
    """A catalog whose photos have words; an import assesses each by itself, as the importer does."""

    def __init__(self, store):
        super().__init__(store)
        self.rules = rules_of(DEFAULT)
        self.clusters_ = Clusters(store, self, self.rules)

    def send(self, reference, name, caption, *, version=1):
        parsed = parse_caption(caption) if caption else None
        image = draft(reference, name, version=version).image if name else None
        handout, findings = self.rules(parsed, image.record if image else None, ())
        words = CaptionDraft(raw=caption.encode(), parsed=parsed, parser="1") if caption else None
        sent = PhotoDraft(
            ref=Reference(provider="coastwire", id=reference),
            caption=words, image=image, handout=handout, findings=findings,
        )  # fmt: skip
        with self.store.writing(WIRE) as work:
            number = save_photos(work, [sent])[0].photo_id
        self.clusters_.follow(WIRE)
        return number

    def state(self, number):
        photo = self.store.photo(number)
        lost = [v.origin.split("[")[0] for one in photo.findings if one.rule == LOST for v in one.values]
        return (
            photo.handout.state.value,
            [party.name for party in photo.handout.from_],
            list(dict.fromkeys(lost)),
        )


@pytest.fixture
def wires(store):
    return Wires(store)


def test_a_copy_without_the_mark_is_a_likely_handout_whichever_came_first(wires):
    for names in ((SILENT, HANDOUT), (HANDOUT, SILENT)):
        letter = "AB"[names[0] == HANDOUT]
        first, second = (wires.send(f"{letter}{n}", f"{letter}{n}", words) for n, words in enumerate(names))
        silent, says = (first, second) if names[0] == SILENT else (second, first)

        assert wires.state(silent) == (
            "likely", ["Lamp Museum"], ["caption", f"photo {says} caption"],
        )  # fmt: skip
        assert wires.state(says) == ("stated", ["Lamp Museum"], [])


def test_the_source_finds_the_copy_too_and_the_index_is_told(wires):
    first = wires.send("a", "A", SILENT)
    before = wires.store.last_seq()

    second = wires.send("b", "A1", HANDOUT)

    changed = {photo for _, photo in wires.store.changes_after(before, 100)}
    assert changed == {first, second}
    assert wires.store.handout_source("lamp-museum").photos == 2


def test_what_was_split_off_has_lost_nothing_and_undoing_brings_it_back(wires):
    says, silent = wires.send("a", "A", HANDOUT), wires.send("b", "A1", SILENT)
    likely = wires.state(silent)

    act = split(wires.clusters_, [silent], actor=ANN, reason="two frames")
    assert wires.state(silent) == ("not-indicated", [], [])

    undo(wires.clusters_, act.event, actor=ANN, reason="no")
    assert wires.state(silent) == likely
    assert wires.state(says)[0] == "stated"


def test_what_a_person_joins_is_assessed_at_once(wires):
    wires.send("a", "A", HANDOUT)
    other = wires.send("b", "B", SILENT)

    join(wires.clusters_, [1, other], actor=ANN, reason="a crop")

    assert wires.state(other)[0] == "likely"


def test_words_that_come_later_are_heard_by_the_copies(wires):
    first, second = wires.send("a", "A", SILENT), wires.send("b", "A1", SILENT)
    assert wires.state(second)[0] == "not-indicated"

    wires.send("a", None, HANDOUT)
    assert wires.state(second)[0] == "likely"

    wires.send("a", None, "Boats at Gorizia, seen from the pier. EPA")
    assert wires.state(second) == ("not-indicated", [], [])
    assert wires.state(first) == ("not-indicated", [], [])


def test_the_last_copy_that_says_it_leaves_with_its_word(wires):
    says, silent = wires.send("a", "A", HANDOUT), wires.send("b", "A1", SILENT)
    wires.send("c", "A2", SILENT)

    wires.withdraw(says)
    wires.clusters_.follow(ANN)

    assert wires.state(silent) == ("not-indicated", [], [])


def test_three_copies_speak_for_a_cluster(wires):
    for n in range(5):
        wires.send(f"a{n}", f"A{n}", f"Boats at Gorizia, Italy, {n + 1} May 2019. EPA/LAMP MUSEUM HANDOUT")
    silent = wires.send("b", "A9", SILENT)

    origins = wires.state(silent)[2]
    assert {origin for origin in origins if origin.startswith("photo")} == {
        f"photo {n} caption" for n in (1, 2, 3)
    }


def test_a_rebuild_assesses_what_it_moves(wires):
    says, silent = wires.send("a", "A", HANDOUT), wires.send("b", "A1", SILENT)
    likely = wires.state(silent)
    with wires.store.writing(ANN) as work:
        work.session.execute(update(ClusterMemberRow).values(cluster_id=None))
        work.session.execute(update(ClusterRow).values(said=""))
        save_assessments(work, [Assessed(silent, parse_caption(SILENT), Handout(), ())])
        work.record("test", "photos")

    assert [one.photo for one in wires.clusters_.rebuild(ANN)] == [says, silent]
    assert wires.state(silent) == likely


def test_a_parse_that_cannot_be_read_waits_for_a_reparse(wires):
    silent = wires.send("b", "A1", SILENT)
    with wires.store.writing(ANN) as work:
        work.session.execute(update(ParseRow).values(record='{"caption": 7}'))

    with wires.store.reading() as session:
        assert session.get(ParseRow, silent).record == '{"caption": 7}'
    gallery_number = wires.add(draft("c", "A2"))[0]
    wires.clusters_.follow(WIRE)

    assert wires.clusters() == {silent: [silent, gallery_number]}


def test_following_after_an_assessment_finds_nothing_more(wires):
    wires.send("a", "A", HANDOUT)
    wires.send("b", "A1", SILENT)
    before = wires.store.last_seq(), wires.store.verify_audit().events
    with wires.store.writing(ANN) as work:
        work.changed([1, 2])
        work.record("edit", "photo:1")

    wires.clusters_.follow(WIRE)

    assert (wires.store.last_seq(), wires.store.verify_audit().events) == (before[0] + 2, before[1] + 1)
    assert wires.store.photo(1).handout.state is HandoutState.STATED
