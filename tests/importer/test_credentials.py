"""Content Credentials on their way from a file into the catalog."""

import pytest

from catalog.errors import CatalogError
from catalog.vocabulary.codes import CredentialState
from tests.signing import Authority, signed


@pytest.fixture(scope="module")
def root():
    return Authority()


def photos(store):
    return store.photos(store.photo_ids())


def test_an_import_keeps_what_credentials_say(take, write, store, root):
    write("pictures/quay.jpg", signed(root.holder()))
    take(write("pictures/notes.txt", "").parent)
    said = photos(store)[0].image.c2pa
    assert (said.state, said.title, said.trust_lists) == (CredentialState.VALID, "quay.jpg", ())


def test_an_import_looks_signers_up_in_the_catalog_s_lists(take, write, store, root, settings):
    settings.trust_path.mkdir(parents=True)
    (settings.trust_path / "desks.pem").write_text(f"# date: 2026-08-05\n{root.pem}")
    write("pictures/quay.jpg", signed(root.holder()))
    take(write("pictures/notes.txt", "").parent)
    said = photos(store)[0].image.c2pa
    assert (said.state, said.trusted_by) == (CredentialState.TRUSTED, "desks")


def test_a_list_that_cannot_be_used_stops_an_import_before_it_begins(take, draw, store, settings):
    settings.trust_path.mkdir(parents=True)
    (settings.trust_path / "desks.pem").write_text("no list")
    with pytest.raises(CatalogError, match="holds no certificate"):
        take(draw("pictures/a.jpg"))
    assert not store.runs()
