"""A catalog of schema 0001 with rows in every table becomes one of today's, and loses nothing."""

import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner

from catalog.caption import DEFAULT
from catalog.cli.main import cli
from catalog.desk import Clusters, join
from catalog.desk.opening import rules_of
from catalog.errors import CatalogError
from catalog.records import Actor
from catalog.settings import load_settings
from catalog.store import Store, migrate, save_photos
from catalog.store.schema import REVISION
from catalog.store.triggers import trigger_names
from tests.desk.looks import Gallery
from tests.migrations.first_rows import ROWS, make_first_catalog
from tests.store.build import draft

ANN = Actor(name="ann", kind="person")


@pytest.fixture
def first(database):
    make_first_catalog(database)
    return database


@pytest.fixture
def open_store(tmp_path):
    def open_it(database):
        url = database.url.render_as_string(hide_password=False)
        return Store.open(load_settings({"CATALOG_DATABASE_URL": url}, tmp_path))

    return open_it


def test_the_first_catalog_has_rows_in_every_table(first):
    assert {name for name, rows in first.rows().items() if not rows} == set()
    assert sum(len(rows) for rows in first.rows().values()) == len(ROWS)


def test_every_row_is_still_there_after_the_upgrade(first):
    before = first.rows()

    done = migrate.upgrade(first.url)

    assert (done.before, done.now) == ("0001", REVISION)
    after = first.rows()
    assert {name: after[name] for name in before} == before
    new = {name: rows for name, rows in after.items() if name not in before}
    assert new == {"cluster": [], "cluster_member": [], "copy_word": [], "cluster_progress": [(1, 0, 0)]}
    assert first.run("SELECT version_num FROM alembic_version") == [(REVISION,)]


def test_an_upgraded_catalog_reads_as_it_was_written(first, open_store):
    migrate.upgrade(first.url)

    with open_store(first) as store:
        photos = store.photos([1, 2, 3])
        versions = store.caption_versions(2)
        report = store.verify_audit()

        assert [photo.ref.id for photo in photos] == ["A1", "A2", "A3"]
        assert photos[0].caption.date == "2021-05-02"
        assert [party.name for party in photos[0].handout.from_] == ["Port Office"]
        assert photos[0].values["place"].shown == "Stepford"
        assert photos[1].values["headline"].human == "Gulls"
        assert [version.text for version in versions] == [
            "Möwen über dem Hafen\ufffd. HILLWIRE",
            "Gulls over the harbour. HILLWIRE",
        ]
        assert versions[0].raw == "raw Möwen über dem Hafen\x00. HILLWIRE".encode()
        assert store.metadata_blocks(1)[0] == ("exif", b"MM\x00*\x00\xff")
        assert store.problems(1)[0].raw == b"A3,\xff\x00,\n"
        assert [(run.state, run.started.isoformat()[:10]) for run in store.runs()] == [
            ("failed", "2026-11-24"),
            ("done", "2026-11-24"),
        ]
        assert (report.events, report.erased, report.problems) == (11, 1, ())


def test_an_upgraded_catalog_takes_new_photos(first, open_store):
    migrate.upgrade(first.url)

    with open_store(first) as store:
        with store.writing(Actor(name="t")) as work:
            saved = save_photos(work, [draft(1, "Ferries leave Stepford."), draft(4, "A pier.")])

        assert [tuple(one) for one in saved] == [(1, "changed"), (4, "added")]
        assert store.changes_after(8, 10) == [(9, 1), (10, 4)] or store.changes_after(8, 10) == [
            (9, 4),
            (10, 1),
        ]
        assert store.verify_audit().problems == ()


def test_the_ledger_of_an_upgraded_catalog_is_append_only(first, open_store):
    migrate.upgrade(first.url)

    with open_store(first) as store, store.engine.connect() as connection:
        assert len(trigger_names(connection)) == 9


def test_clusters_go_with_their_tables_and_everything_else_stays(first, open_store):
    """The way back to 0002 takes people's words on copies away: the copy of the database keeps them."""
    migrate._run(first.url, "0002")
    before = first.rows()
    migrate.upgrade(first.url)
    with open_store(first) as store:
        joined = join(
            Clusters(store, Gallery(store), rules_of(DEFAULT)), [1, 2], actor=ANN, reason="the same"
        )
        assert [photo.cluster for photo in store.photos([1, 2, 3])] == [1, 1, None]
        assert store.verify_audit().problems == ()
    assert joined.moved == ((1, None, 1), (2, None, 1))

    migrate.downgrade(first.url, "0002")

    after = first.rows()
    moved_on = {"audit_event", "audit_value", "change", "head", "finding", "handout", "photo_handout_source"}
    assert after.keys() == before.keys()
    assert [name for name in after if name not in moved_on and after[name] != before[name]] == []
    assert first.run("SELECT verb FROM audit_event ORDER BY number")[-1] == ("join-copies",)


def test_the_copy_kept_before_an_upgrade_is_the_old_catalog(file):
    make_first_catalog(file)
    before = file.rows()

    copy = migrate.upgrade(file.url).copy

    assert copy == Path(file.url.database).with_name("catalog.db.schema-0001")
    kept = type(file)(file.url.set(database=str(copy)))
    assert kept.rows() == before
    assert kept.run("SELECT version_num FROM alembic_version") == [("0001",)]


def test_an_upgrade_without_room_for_the_copy_changes_nothing(file):
    make_first_catalog(file)
    folder = Path(file.url.database).parent
    (folder / "catalog.db.schema-0001.part").mkdir()

    with pytest.raises(CatalogError, match=r"copy before the upgrade cannot be kept: .*nothing was changed"):
        migrate.upgrade(file.url)

    assert file.run("SELECT version_num FROM alembic_version") == [("0001",)]


def test_a_copy_is_never_overwritten(file):
    make_first_catalog(file)
    taken = Path(file.url.database).with_name("catalog.db.schema-0001")
    taken.write_text("kept from last time")

    assert migrate.upgrade(file.url).copy == taken.with_name("catalog.db.schema-0001-2")
    assert taken.read_text() == "kept from last time"


def test_an_upgrade_while_people_read_is_harmless(file):
    make_first_catalog(file)
    reader = sqlite3.connect(file.url.database, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM photo").fetchone()

    migrate.upgrade(file.url)

    assert reader.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
    reader.close()


def test_init_says_what_it_upgraded_and_where_the_old_database_is(file):
    home = Path(file.url.database).parent
    make_first_catalog(file)

    runner = CliRunner(env={"CATALOG_DATABASE_URL": None})
    said = [runner.invoke(cli, ["--home", str(home), "init"], catch_exceptions=False) for _ in range(2)]

    assert said[0].output.splitlines() == [
        f"Upgraded the database from schema 0001 to {REVISION}",
        f"The database as it was before: {home / 'catalog.db.schema-0001'}",
        f"Catalog ready in {home}",
    ]
    assert said[1].output == f"Catalog ready in {home}\n"
