import pytest

from catalog.records import Actor, Handout, HandoutParty, PlaceMention
from catalog.store import PhotoDraft, save_photos
from catalog.store.authority import slugify, spelling
from catalog.vocabulary.codes import SourceClass
from tests.store.build import draft, source


def save(store, *sources):
    """One photo for each handout source, in one batch; the slug of each."""
    drafts = [
        draft(f"{store.count()}-{number}", f"Words {number}", one) for number, one in enumerate(sources)
    ]
    with store.writing(Actor(name="t")) as work:
        ids = [saved.photo_id for saved in save_photos(work, drafts)]
    return [photo.handout.from_[0].id for photo in store.photos(ids)]


SAME = [
    (source("HARBOUR MINISTRY"), source("Harbour Ministry"), "case"),
    (source("The Harbour Ministry"), source("Harbour  Ministry"), "a leading article and double spaces"),
    (source("Ministère du Port"), source("Ministere du Port"), "accents"),
    (source("Harbour Ministry", "HM"), source("HM"), "a short form met beside the long one"),
    (source("HM"), source("Harbour Ministry", "HM"), "the same, the other way round"),
    (source("Port Office", country="AM"), source("PORT OFFICE", country="AM"), "one country"),
]
DIFFERENT = [
    (source("Harbour Ministry"), source("Harbour Ministry Press Service"), "a unit is not its parent"),
    (source("Foreign Ministry", country="AM"), source("Foreign Ministry", country="GE"), "two countries"),
    (source("Foreign Ministry", country="AM"), source("Foreign Ministry"), "a country told and none told"),
    (source("Harbour Ministry"), source("Harbour Minister"), "one letter"),
]


@pytest.mark.parametrize(("first", "second", "why"), SAME, ids=[row[2] for row in SAME])
@pytest.mark.parametrize("together", [True, False], ids=["one batch", "two batches"])
def test_spellings_of_one_party_meet(store, first, second, why, together):
    slugs = save(store, first, second) if together else save(store, first) + save(store, second)

    assert len(set(slugs)) == 1, why
    assert [one.photos for one in store.handout_sources()] == [2]


@pytest.mark.parametrize(("first", "second", "why"), DIFFERENT, ids=[row[2] for row in DIFFERENT])
@pytest.mark.parametrize("together", [True, False], ids=["one batch", "two batches"])
def test_different_parties_stay_apart(store, first, second, why, together):
    slugs = save(store, first, second) if together else save(store, first) + save(store, second)

    assert len(set(slugs)) == 2, why


def test_a_spelling_in_between_joins_two_within_one_batch(store):
    slugs = save(store, source("HM"), source("Harbour Ministry", "HM"), source("Harbour Ministry"))

    assert slugs == ["hm", "hm", "hm"]
    assert store.handout_source("hm").forms == ("HM", "Harbour Ministry")


def test_a_form_without_letters_is_no_spelling(store):
    save(store, source("Port Office", " "))

    assert store.handout_sources()[0].forms == ("Port Office",)


def test_slugs_of_equal_names_take_the_country_then_a_digest(store):
    slugs = save(
        store,
        source("Port Office"),
        source("Port Office", country="AM"),
        source("Port-Office", country="AM"),
        source("Port Office!", country="AM"),
    )

    assert slugs[:2] == ["port-office", "port-office-am"]
    assert slugs[2].startswith("port-office-am-")
    assert len(set(slugs)) == 4


def test_a_party_that_only_other_evidence_names_is_added(store):
    words = draft(1, "Boats. PORT OFFICE HANDOUT", source("Port Office", "PO"))
    parties = (
        HandoutParty(id="any", name="PO"),
        HandoutParty(id="any", name="Lighthouse Trust", class_=SourceClass.NGO, country="IE"),
        HandoutParty(id="any", name="  "),
    )
    both = PhotoDraft(ref=words.ref, caption=words.caption, handout=Handout(from_=parties))
    with store.writing(Actor(name="t")) as work:
        saved = save_photos(work, [both])[0]

    shown = store.photo(saved.photo_id).handout.from_

    assert [(one.name, one.class_, one.country) for one in shown] == [
        ("Port Office", SourceClass.GOVERNMENT, None),
        ("Lighthouse Trust", SourceClass.NGO, "IE"),
    ]


def test_a_photo_shows_the_other_spellings_of_its_handout_source(store):
    save(store, source("Port Office", "PO"))

    party = store.photos(store.photo_ids())[0].handout.from_[0]

    assert (party.name, party.forms) == ("Port Office", ("PO",))


def test_photos_change_when_their_handout_source_gets_another_spelling(store):
    save(store, source("Port Office"), source("Lighthouse Trust"))
    first, other = store.photo_ids()
    seq = store.last_seq()

    save(store, source("Port Office", "PO"))

    added = store.photo_ids()[-1]
    assert {photo for _, photo in store.changes_after(seq, 10)} == {first, added}
    assert store.photo(first).handout.from_[0].forms == ("PO",)
    assert store.photo(other).handout.from_[0].forms == ()
    seq = store.last_seq()
    save(store, source("Port Office", "PO"))
    assert [photo for _, photo in store.changes_after(seq, 10)] == [store.photo_ids()[-1]]


def test_sources_are_listed_by_their_photos(store):
    save(store, source("Rare Office"), source("Busy Office"), source("Busy Office"))

    listed = store.handout_sources()

    assert [(one.id, one.photos, one.forms) for one in listed] == [
        ("busy-office", 2, ("Busy Office",)),
        ("rare-office", 1, ("Rare Office",)),
    ]
    assert store.handout_source("rare-office") == listed[1]
    assert store.handout_source("none-such") is None


def test_sources_of_as_many_photos_are_listed_by_name_without_regard_to_case_or_accents(store):
    save(store, *[source(name) for name in ("Zoo", "école", "Eel Trust", "abbey", "Ferry Line")])

    assert [one.name for one in store.handout_sources()] == [
        "abbey",
        "école",
        "Eel Trust",
        "Ferry Line",
        "Zoo",
    ]


def test_listing_sources_sends_as_many_queries_for_twice_of_them(store, count_queries):
    save(store, *[source(f"Office {number}") for number in range(4)])
    few = count_queries(store.handout_sources)
    save(store, *[source(f"Bureau {number}") for number in range(4)])

    assert count_queries(store.handout_sources) == few == 2


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Ministère du Port", "ministere-du-port"),
        ("Порт", "port"),
        ("O'Neill & Sons", "oneill-sons"),
        ("...", "source"),
        ("x" * 200, "x" * 80),
    ],
)
def test_a_slug_is_plain_letters_digits_and_hyphens(name, slug):
    assert slugify(name) == slug


def test_a_spelling_keeps_an_article_that_is_no_article():
    assert spelling("Theatre Board") == "theatre board"
    assert spelling("THE Theatre Board") == "theatre board"


def test_places_do_not_matter_to_handout_sources(store):
    place = PlaceMention(name="Stepford", span=(0, 8))
    with store.writing(Actor(name="t")) as work:
        saved = save_photos(work, [draft(1, "Boats.", places=(place,))])[0]

    assert store.photo(saved.photo_id).handout.from_ == ()
