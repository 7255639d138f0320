"""Trust lists as they lie in a folder."""

import os
from hashlib import sha256

import pytest

from catalog.errors import CatalogError
from catalog.images.trust import load_trust_lists, read_trust_list
from tests.signing import Authority


@pytest.fixture(scope="module")
def pem():
    return Authority().pem


def test_lists_of_a_folder_by_name_then_those_of_files(tmp_path, pem):
    folder = tmp_path / "trust"
    folder.mkdir()
    for name in ("b.pem", "a.pem", "notes.txt"):
        (folder / name).write_text(pem)
    (tmp_path / "own.pem").write_text(pem)
    found = load_trust_lists(folder, [tmp_path / "own.pem"])
    assert [one.used.name for one in found] == ["a", "b", "own"]
    assert load_trust_lists(tmp_path / "none") == load_trust_lists(None) == ()


@pytest.mark.parametrize(
    ("name", "kind", "called"),
    [
        ("c2pa.pem", "signers", "c2pa"),
        ("people.identities.pem", "identities", "people"),
        ("iptc.allowed.pem", "allowed", "iptc"),
        ("v1.2.pem", "signers", "v1.2"),
    ],
)
def test_the_ending_of_a_name_says_what_a_list_is_for(tmp_path, pem, name, kind, called):
    (tmp_path / name).write_text(pem)
    used = read_trust_list(tmp_path / name).used
    assert (used.kind, used.name) == (kind, called)


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("# date: 2026-08-05\n", "2026-08-05"),
        ("Date 2025-01-31\n", "2025-01-31"),
        ("# A list of desks\n; DATE = 2024-02-29\n", "2024-02-29"),
        ("", "2001-09-09"),
        ("# updated: 2026-08-05\n", "2001-09-09"),
    ],
)
def test_a_list_is_dated_by_its_head_or_its_file(tmp_path, pem, head, date):
    path = tmp_path / "desks.pem"
    path.write_text(f"{head}{pem}# date: 1999-01-01\n")
    os.utime(path, (1_000_000_000, 1_000_000_000))
    used = read_trust_list(path).used
    assert (used.date, used.sha256) == (date, sha256(path.read_bytes()).hexdigest())


def test_words_between_certificates_are_left_out(tmp_path, pem):
    (tmp_path / "desks.pem").write_text(f"Subject: Größe\n{pem}\nSubject: b\n{Authority().pem}")
    found = read_trust_list(tmp_path / "desks.pem").certificates
    assert found.count("BEGIN CERTIFICATE") == 2
    assert "Subject" not in found


def test_purposes_lie_beside_a_list(tmp_path, pem):
    (tmp_path / "desks.pem").write_text(pem)
    (tmp_path / "desks.cfg").write_text("1.3.6.1.5.5.7.3.36\n")
    assert read_trust_list(tmp_path / "desks.pem").purposes == "1.3.6.1.5.5.7.3.36\n"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "holds no certificate"),
        ("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "cannot be taken apart"),
        ("-----BEGIN CERTIFICATE-----\nAA\n-----END CERTIFICATE-----\n", "cannot be taken apart"),
    ],
)
def test_a_list_that_cannot_be_used_is_an_error(tmp_path, text, reason):
    (tmp_path / "desks.pem").write_text(text)
    with pytest.raises(CatalogError, match=reason):
        read_trust_list(tmp_path / "desks.pem")


def test_one_bad_certificate_among_good_ones_is_an_error(tmp_path, pem):
    bad = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
    (tmp_path / "desks.pem").write_text(pem + bad + pem)
    with pytest.raises(CatalogError, match="cannot be taken apart"):
        read_trust_list(tmp_path / "desks.pem")


def test_a_list_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(CatalogError, match="No such file"):
        read_trust_list(tmp_path / "desks.pem")


def test_two_lists_of_one_name_are_an_error(tmp_path, pem):
    folder = tmp_path / "trust"
    folder.mkdir()
    for path in (folder / "desks.pem", folder / "desks.allowed.pem", tmp_path / "desks.pem"):
        path.write_text(pem)
    assert len(load_trust_lists(folder)) == 2
    with pytest.raises(CatalogError, match="a list of the same name as"):
        load_trust_lists(folder, [tmp_path / "desks.pem"])


def test_a_list_without_measure_is_an_error(tmp_path, pem, monkeypatch):
    monkeypatch.setattr("catalog.images.trust._LARGEST", 100)
    (tmp_path / "desks.pem").write_text(pem)
    with pytest.raises(CatalogError, match="is larger than the 100 bytes"):
        read_trust_list(tmp_path / "desks.pem")
