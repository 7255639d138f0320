"""Projections made again on real databases, whose parses were made by an older parser."""

import pytest
from sqlalchemy import select, text, update

from catalog.errors import CatalogError
from catalog.importer import Rebuild, make_readers
from catalog.importer import rebuild as rebuild_module
from catalog.records import Handout, HandoutSource, ParsedCaption
from catalog.settings import load_settings
from catalog.store import BusyError, CaptionDraft, PhotoDraft, save_photos, set_value
from catalog.store.caption import ParseRow
from catalog.store.source import HandoutSourceRow
from catalog.vocabulary.codes import HandoutState

TABLE = (
    "id,caption\n"
    "A1,Gulls on a wall at Stepford. COASTWIRE\n"
    "A2,Boats at dawn. PORT OFFICE HANDOUT\n"
    "A3,Boats at dusk. PORT OFFICE HANDOUT\n"
)


def newer(text, received):
    """A parser that reads more than the one of the other tests: a place, a day, and a better name."""
    named = (HandoutSource(name="Port Office", span=(0, 4)),) if "PORT OFFICE" in text else ()
    if "dusk" in text:
        named = (HandoutSource(name="Harbour Office", span=(0, 4)),)
    return ParsedCaption(
        caption=text,
        handout=bool(named),
        handout_sources=named,
        date=received.isoformat() if "Gulls" in text else None,
    )


@pytest.fixture
def settings(tmp_path, database_url):
    return load_settings({"CATALOG_DATABASE_URL": database_url}, tmp_path / "home")


@pytest.fixture
def catalog(store, take, write):
    take(write("desk.csv", TABLE))
    return store


@pytest.fixture
def newer_readers(readers):
    return readers._replace(parse=newer, parser="2")


@pytest.fixture
def rebuild(store, newer_readers, actor):
    def rebuild(*, dry_run=False, **replaced):
        return Rebuild(store, newer_readers._replace(**replaced), actor, dry_run=dry_run)

    return rebuild


def everything(store):
    """All that a reader or an auditor could see."""
    with store.reading() as session:
        tables = ("parse", "finding", "handout", "photo_handout_source", "handout_source", "audit_event")
        rows = [session.execute(text(f"SELECT * FROM {table} ORDER BY 1, 2")).all() for table in tables]  # noqa: S608
    return rows, store.last_seq(), store.photos(store.photo_ids())


def told(found):
    return [(one.photo, [(d.field, d.before, d.after) for d in one.differences]) for one in found]


def received(store):
    return store.caption_versions(1)[0].received.date().isoformat()


def expected(store):
    return [
        (1, [("date", "", received(store))]),
        (
            3,
            [
                ("handout_sources", "Port Office (unknown)", "Harbour Office (unknown)"),
                ("handout.from", "Port Office", "Harbour Office"),
            ],
        ),
    ]


def test_a_reparse_saves_what_is_read_otherwise_and_says_it_value_by_value(catalog, rebuild):
    seq = catalog.last_seq()
    work = rebuild()

    assert told(work.reparse()) == expected(catalog)

    photos = catalog.photos([1, 2, 3])
    assert photos[0].caption.date == received(catalog)
    assert [party.name for party in photos[2].handout.from_] == ["Harbour Office"]
    assert (work.report.photos, work.report.changed) == (3, 2)
    assert work.report.fields == {"date": 1, "handout_sources": 1, "handout.from": 1}
    assert [photo for _, photo in catalog.changes_after(seq, 100)] == [1, 3]
    assert catalog.verify_audit().problems == ()


def test_a_dry_run_says_the_same_and_leaves_everything_as_it_is(catalog, rebuild):
    before = everything(catalog)

    assert told(rebuild(dry_run=True).reparse()) == expected(catalog)

    assert everything(catalog) == before
    assert told(rebuild().reparse()) == expected(catalog)


def test_a_second_reparse_finds_nothing(catalog, rebuild):
    list(rebuild().reparse())
    before = everything(catalog)

    assert list(rebuild().reparse()) == []

    assert everything(catalog) == before


def test_a_parse_that_came_out_the_same_is_known_as_the_newer_parsers(catalog, rebuild):
    list(rebuild(dry_run=True).reparse())
    with catalog.reading() as session:
        assert set(session.scalars(select(ParseRow.parser))) == {"1"}

    list(rebuild().reparse())

    with catalog.reading() as session:
        assert set(session.scalars(select(ParseRow.parser))) == {"2"}


@pytest.mark.parametrize("dry_run", [True, False])
def test_what_a_person_set_stays_and_is_said_to_stay(catalog, rebuild, actor, dry_run):
    with catalog.writing(actor) as work:
        set_value(work, 1, "date", "2020-05-03")

    found = list(rebuild(dry_run=dry_run).reparse())

    assert [(one.field, one.human) for one in found[0].differences] == [("date", "2020-05-03")]
    value = catalog.photo(1).values["date"]
    assert (value.human, value.shown) == ("2020-05-03", "2020-05-03")
    assert value.machine == (None if dry_run else received(catalog))


def test_captions_are_judged_by_the_day_when_they_came(store, settings, actor, take, write):
    path = write("desk.csv", 'id,caption\nA1,"Gulls rest near Yerevan, Armenia, 3 May 2020. EPA/ANN REED"\n')
    take(path, readers=None)
    with store.writing(actor) as work:
        work.session.execute(text("UPDATE caption_version SET received = '2020-05-01 00:00:00'"))

    (found,) = Rebuild(store, make_readers(settings), actor, dry_run=True).reparse()

    assert ("date", "2020-05-03", "") in [(d.field, d.before, d.after) for d in found.differences]


def test_a_parse_in_a_shape_of_another_version_is_made_again(catalog, rebuild, actor):
    with catalog.writing(actor) as work:
        work.session.execute(update(ParseRow).where(ParseRow.photo_id == 2).values(record='{"caption": 7}'))

    dry = told(rebuild(dry_run=True).reparse())
    assert (2, [("parse", "in a shape that cannot be read", "made again")]) in dry
    with pytest.raises(CatalogError, match="photo 2: its parse cannot be read: run catalog reparse"):
        list(rebuild().reassess())
    list(rebuild().reparse())

    assert catalog.photo(2).caption.handout


def test_a_missing_parse_is_made(catalog, rebuild, actor):
    with catalog.writing(actor) as work:
        work.session.execute(text("DELETE FROM parse WHERE photo_id = 2"))
    assert catalog.photo(2).caption is None

    found = dict(told(rebuild().reparse()))

    assert ("handout", "", "yes") in found[2]
    assert catalog.photo(2).caption.handout


def test_a_picture_without_words_has_no_parse_to_make(store, outcome, draw, rebuild):
    outcome(draw("a.jpg"))

    work = rebuild()

    assert list(work.reparse()) == []
    assert list(work.reassess()) == []
    assert store.photo(1).caption is None


def strict(caption, _image, _neighbours):
    stated = caption is not None and caption.handout
    return Handout(state=HandoutState.STATED if stated else HandoutState.CONFLICTING), ()


def test_a_reassessment_leaves_parses_and_equal_assessments_alone(catalog, rebuild):
    parses = [photo.caption for photo in catalog.photos([1, 2, 3])]
    seq = catalog.last_seq()

    assert told(rebuild(assess=strict).reassess()) == [
        (1, [("handout.state", "not-indicated", "conflicting")])
    ]

    assert [photo.caption for photo in catalog.photos([1, 2, 3])] == parses
    assert catalog.photo(1).handout.state is HandoutState.CONFLICTING
    assert [photo for _, photo in catalog.changes_after(seq, 100)] == [1]
    assert list(rebuild(assess=strict).reassess()) == []


def test_a_dry_reassessment_leaves_everything_as_it_is(catalog, rebuild):
    before = everything(catalog)

    assert len(list(rebuild(assess=strict, dry_run=True).reassess())) == 1

    assert everything(catalog) == before


def test_a_link_that_got_lost_is_found_by_a_reassessment(catalog, rebuild, actor):
    with catalog.writing(actor) as work:
        work.session.execute(text("DELETE FROM photo_handout_source WHERE photo_id = 2"))

    assert told(rebuild().reassess()) == [(2, [("handout.from", "", "Port Office")])]


def test_a_dry_reassessment_adds_no_handout_source(catalog, rebuild, actor):
    with catalog.writing(actor) as work:
        for table in ("photo_handout_source", "handout_source_form", "handout_source"):
            work.session.execute(text(f"DELETE FROM {table}"))  # noqa: S608

    assert len(list(rebuild(dry_run=True).reassess())) == 2

    with catalog.reading() as session:
        assert session.scalars(select(HandoutSourceRow)).all() == []


@pytest.mark.parametrize("others_differ", [True, False])
def test_words_that_come_meanwhile_are_not_overwritten(catalog, rebuild, readers, actor, others_differ):
    """Another program saves a newer caption after the reparse has read the old one."""

    def parse_and_be_overtaken(words, day):
        if "Gulls" in words:
            late = ParsedCaption(caption="Gulls on a roof.", country="GB")
            caption = CaptionDraft(raw=b"", parsed=late, parser="1")
            with catalog.writing(actor) as other:
                save_photos(other, [PhotoDraft(ref=catalog.photo(1).ref, caption=caption)])
            return newer(words, day)
        return newer(words, day) if others_differ else readers.parse(words, day)

    found = list(rebuild(parse=parse_and_be_overtaken).reparse())

    assert [one.photo for one in found] == ([3] if others_differ else [])
    assert catalog.photo(1).caption.country == "GB"
    assert catalog.verify_audit().problems == ()


def test_a_transaction_that_lost_to_another_writer_is_tried_again(catalog, rebuild, monkeypatch):
    real, refusals = catalog.writing, iter([True, True])

    def writing(actor):
        if next(refusals, False):
            raise BusyError(where="catalog.db", reason="another program is writing")
        return real(actor)

    monkeypatch.setattr(catalog, "writing", writing)

    assert len(list(rebuild().reparse())) == 2


@pytest.mark.usefixtures("catalog")
def test_progress_is_told_after_each_batch(rebuild, monkeypatch):
    monkeypatch.setattr(rebuild_module, "PHOTOS", 2)
    steps = []

    list(rebuild().reparse(steps.append))

    assert [(one.done, one.total, one.failed) for one in steps] == [(2, 3, 0), (3, 3, 0)]
