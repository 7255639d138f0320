import random
import string

import pytest
from hypothesis import HealthCheck, given, settings, strategies

from catalog.records import Actor, Reference
from catalog.store import (
    PhotoDraft,
    RunCounts,
    RunProblem,
    add_problems,
    begin_run,
    end_run,
    save_photo,
    save_photos,
    set_value,
)
from catalog.vocabulary.codes import HandoutState
from tests.store.build import caption, draft, image, source


def save(store, *drafts, run_id=None):
    with store.writing(Actor(name="cli:import")) as work:
        return save_photos(work, drafts, run_id)


def test_a_saved_photo_reads_back_whole(store):
    saved = save(
        store,
        draft(
            1,
            "Gulls over a harbour wall. PORT OFFICE HANDOUT",
            source("Port Office"),
            picture=image("a" * 64),
        ),
    )

    photo = store.photo(saved[0].photo_id)

    assert saved[0].outcome == "added"
    assert photo.ref == Reference(provider="coastwire", id="A1")
    assert photo.caption.caption == "Gulls over a harbour wall. PORT OFFICE HANDOUT"
    assert photo.image.sha256 == "a" * 64
    assert photo.handout.state is HandoutState.STATED
    assert [party.name for party in photo.handout.from_] == ["Port Office"]
    assert [finding.rule for finding in photo.findings] == ["handout-stated"]
    assert photo.versions == 1
    assert photo.added.endswith("+00:00")


def test_saving_twice_changes_nothing(store):
    save(store, draft(1, "Gulls.", picture=image("a" * 64)), draft(2, "Boats."))
    before = store.last_seq(), store.verify_audit()

    saved = save(store, draft(1, "Gulls.", picture=image("a" * 64)), draft(2, "Boats."))

    assert [one.outcome for one in saved] == ["unchanged", "unchanged"]
    assert (store.last_seq(), store.verify_audit()) == before
    assert store.count() == 2


def test_new_words_make_a_version_and_the_old_one_is_kept(store):
    first = save(store, draft(1, "Gulls over a harbour."))[0]
    second = save(store, draft(1, "Gulls over the old harbour."))[0]

    versions = store.caption_versions(first.photo_id)

    assert second == (first.photo_id, "changed")
    assert [(one.version, one.text) for one in versions] == [
        (1, "Gulls over a harbour."),
        (2, "Gulls over the old harbour."),
    ]
    assert versions[0].raw == b"raw Gulls over a harbour."
    assert store.photo(first.photo_id).versions == 2
    assert store.photo(first.photo_id).caption.caption == "Gulls over the old harbour."


def test_words_of_an_older_version_make_no_third(store):
    save(store, draft(1, "First words."))
    save(store, draft(1, "Second words."))

    saved = save(store, draft(1, "First words."))

    assert saved[0].outcome == "unchanged"
    assert len(store.caption_versions(saved[0].photo_id)) == 2


def test_another_file_makes_an_image_version_and_leaves_the_words(store):
    save(store, draft(1, "Gulls.", picture=image("a" * 64, blocks=(("exif", b"old"),))))
    new = image("b" * 64, path="/pictures/new.jpg", blocks=(("iim", b"\x00\xff"), ("xmp", b"<x/>")))

    saved = save(store, draft(1, picture=new))[0]

    assert saved.outcome == "changed"
    assert store.photo(saved.photo_id).caption.caption == "Gulls."
    assert store.original(saved.photo_id).path == "/pictures/new.jpg"
    assert store.metadata_blocks(saved.photo_id) == [("iim", b"\x00\xff"), ("xmp", b"<x/>")]


def test_an_image_that_failed_is_taken_anew_once_it_can_be_read(store):
    save(store, draft(1, "Gulls.", picture=image("a" * 64, rendition="failed")))

    again = save(store, draft(1, "Gulls.", picture=image("a" * 64, rendition="failed")))[0]
    mended = save(store, draft(1, "Gulls.", picture=image("a" * 64)))[0]

    assert (again.outcome, mended.outcome) == ("unchanged", "changed")


def test_the_words_weighed_with_a_new_image_keep_their_handout_source(store):
    words = caption("Gulls. PORT OFFICE HANDOUT", source("Port Office"))
    save(store, draft(1, "Gulls. PORT OFFICE HANDOUT", source("Port Office")))

    saved = save(
        store,
        PhotoDraft(ref=Reference(provider="coastwire", id="A1"), words=words.parsed, image=image("c" * 64)),
    )[0]

    assert [party.id for party in store.photo(saved.photo_id).handout.from_] == ["port-office"]


def test_a_file_digest_means_the_same_photo_whoever_sends_it(store):
    ref = f"sha256:{'d' * 64}"
    with store.writing(Actor(name="t")) as work:
        first = save_photo(work, PhotoDraft(ref=Reference(provider="local", id=ref), image=image("d" * 64)))
    with store.writing(Actor(name="t")) as work:
        second = save_photo(
            work, PhotoDraft(ref=Reference(provider="coastwire", id=ref), image=image("d" * 64))
        )

    assert second == (first.photo_id, "unchanged")


def test_the_same_asset_id_of_two_providers_is_two_photos(store):
    saved = save(store, draft(1, "Gulls."), draft(1, "Boats.", provider="hillwire"))

    assert saved[0].photo_id != saved[1].photo_id


def test_a_photo_knows_the_runs_that_changed_it(store):
    with store.writing(Actor(name="t")) as work:
        runs = [begin_run(work, source=f"{name}.csv", provider=None) for name in "abc"]
    for run_id, text in zip(runs, ["One.", "Two.", "Two."], strict=True):
        saved = save(store, draft(1, text), run_id=run_id)
    save(store, draft(1, "Three."), run_id=runs[0])

    assert store.photo(saved[0].photo_id).runs == (runs[0], runs[1])


def test_letters_that_no_database_keeps_are_replaced_one_for_one(store):
    saved = save(store, draft(1, "a\x00b\ud800c", credit_line="x\udfff"))[0]

    assert store.photo(saved.photo_id).caption.caption == "a\ufffdb\ufffdc"
    assert store.caption_versions(saved.photo_id)[0].raw == b"raw a\x00b\xed\xa0\x80c"


def test_an_asset_id_or_a_name_longer_than_an_index_takes_is_kept_all_the_same(store):
    chance = random.Random(7)  # noqa: S311 -- letters that do not compress
    long = "".join(chance.choices(string.ascii_letters, k=9000))
    drafts = [draft(f"{long}{end}", "Boats.", source(f"{long}{end}"), provider=long) for end in "ab"]

    first = save(store, *drafts)
    again = save(store, *drafts)

    assert [one.outcome for one in first] == ["added", "added"]
    assert again == [(one.photo_id, "unchanged") for one in first]
    assert [party.name for one in first for party in store.photo(one.photo_id).handout.from_] == [
        f"{long}a",
        f"{long}b",
    ]


def test_bytes_and_texts_of_every_kind_come_back_from_every_column(store):
    """U+0000 and half a surrogate pair stay in the bytes; texts have U+FFFD in their place."""
    bad, good, raw = "a\x00b\ud800c", "a\ufffdb\ufffdc", b"a\x00b\xed\xa0\x80c\xff"
    kept = draft(
        bad, bad, source(bad, bad), picture=image("e" * 64, path="/m\udcf6we", blocks=(("exif", raw),))
    )
    with store.writing(Actor(name=bad, kind=bad)) as work:
        run_id = begin_run(work, source=bad, provider=bad, holder=bad)
        photo_id = save_photos(work, [kept], run_id)[0].photo_id
        add_problems(work, run_id, [RunProblem(line=1, where=bad, reason=bad, raw=raw)])
        set_value(work, photo_id, bad, bad)
        end_run(work, run_id, RunCounts(), said=bad, reason=bad)

    photo, run = store.photo(photo_id), store.run(run_id)
    assert (photo.ref.id, photo.caption.caption) == (f"A{good}", good)
    assert (photo.handout.from_[0].name, photo.values[good].human) == (good, good)
    assert store.metadata_blocks(photo_id) == [("exif", raw)]
    assert store.original(photo_id).path == "/m\udcf6we"
    assert store.problems(run_id) == [RunProblem(line=1, where=good, reason=good, raw=raw)]
    assert (run.source, run.provider, run.said, run.reason, run.actor) == (good,) * 5
    assert store.caption_versions(photo_id)[0].raw == b"raw a\x00b\xed\xa0\x80c"
    assert store.verify_audit().problems == ()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(strategies.text(strategies.characters()))
def test_any_text_reads_back_as_long_as_it_was(store, text):
    saved = save(store, draft(f"{store.count()}", text))[0]

    assert len(store.photo(saved.photo_id).caption.caption) == len(text)


@pytest.mark.parametrize("known", [False, True])
def test_saving_sends_as_many_queries_for_twice_the_photos(store, count_queries, known):
    def batch(start, size, words):
        return [
            draft(
                number,
                f"{words} {number}",
                source(f"Office {number}"),
                picture=image(f"{words[0]}{number:063}"),
            )
            for number in range(start, start + size)
        ]

    save(store, *batch(0, 30, "first"))
    if known:
        few = count_queries(lambda: save(store, *batch(0, 10, "second")))
        many = count_queries(lambda: save(store, *batch(10, 20, "second")))
    else:
        few = count_queries(lambda: save(store, *batch(100, 10, "first")))
        many = count_queries(lambda: save(store, *batch(200, 20, "first")))

    assert few == many
    assert many < 32
