"""`inspect` of pictures with Content Credentials."""

import json
import re

import pytest

from tests.signing import TRAINING, Authority, made_from, manifest, signed, spoilt

BYTES = "the file's bytes (its pixels, or metadata written after signing)"


@pytest.fixture(scope="module")
def root():
    return Authority()


@pytest.fixture
def put(tmp_path):
    def put(name, data):
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return put


def block(out):
    """The lines on credentials, name and words of each."""
    lines = out.splitlines()
    start = lines.index("The file says (Content Credentials)") + 1
    return lines[start], [tuple(re.split("  +", line.strip(), maxsplit=1)) for line in lines[start + 1 :]]


def test_who_signed_what_was_done_and_what_was_not_checked(run, put, root):
    done = run("inspect", put("quay.jpg", signed(root.holder(), manifest(assertions=(TRAINING,)))))
    assert done.code == 0
    sentence, rows = block(done.out)
    assert sentence == "intact, signer unknown"
    assert rows == [
        ("Signature", "Picture Desk, Quay Wire (no time stamp)"),
        ("Trust lists", "None was given"),
        ("Revocation", "Not checked"),
        ("Made with", "quay-desk 1.0"),
        ("Source type", "Camera [digitalCapture]"),
        ("Action", "Created, Camera, Lens Box 2, 2026-01-02T03:04:05Z, Taken on the quay [c2pa.created]"),
        ("Use by machines", "notAllowed [cawg.ai_generative_training]"),
        ("Use by machines", "constrained: ask the desk [cawg.data_mining]"),
    ]


def test_signers_are_looked_up_in_lists_of_the_catalog_and_of_the_command(run, put, root, tmp_path):
    picture = put("quay.jpg", signed(root.holder()))
    own = tmp_path / "home" / "knowledge" / "trust"
    own.mkdir(parents=True)
    (own / "desks.pem").write_text(f"# date: 2026-08-05\n{root.pem}")
    other = put("other.pem", f"# date: 2025-01-01\n{Authority('Other').pem}".encode())

    by_catalog = run("inspect", picture, "--trust", other, home=tmp_path / "home").out
    (own / "desks.pem").rename(tmp_path / "desks.pem")
    by_command = run("inspect", picture, "--trust", other, "--trust", tmp_path / "desks.pem").out

    for out in (by_catalog, by_command):
        sentence, rows = block(out)
        assert sentence == "intact, signed by Quay Wire (list desks dated 2026-08-05)"
        assert ("Trust lists", "desks dated 2026-08-05") not in rows
        lists = dict(rows)["Trust lists"].split(", ")
        assert sorted(lists) == ["desks dated 2026-08-05", "other dated 2025-01-01"]


def test_ingredients_are_set_in_with_what_does_not_hold(run, put, root):
    desk = root.holder()
    first = made_from(desk, ("zero.jpg", spoilt(signed(desk))))
    sentence, rows = block(run("inspect", put("quay.jpg", made_from(desk, ("first.jpg", first)))).out)
    assert sentence == "intact, signer unknown; a picture that it was made from does not hold"
    at = rows.index(
        ("Made from", "first.jpg (this picture is a version of it): intact when added, signer unknown")
    )
    assert rows[at + 1 :] == [
        (
            "Made from",
            f"zero.jpg (this picture is a version of it): changed after signing: {BYTES}",
        ),
        (
            "Recorded when it was added",
            f"{BYTES.capitalize()} [assertion.dataHash.mismatch]",
        ),
    ]


def test_an_object_holds_the_credentials(run, put, root):
    done = run("inspect", "--json", put("quay.jpg", spoilt(signed(root.holder()))))
    said = json.loads(done.out)["c2pa"]
    assert (done.code, said["state"], said["revocation"]) == (0, "invalid", "not checked")
    assert [code["code"] for code in said["failures"]] == [
        "signingCredential.untrusted",
        "assertion.dataHash.mismatch",
    ]


@pytest.mark.parametrize(("text", "reason"), [("no list", "holds no certificate"), (None, "No such file")])
def test_a_list_that_cannot_be_used_ends_the_command(run, picture, tmp_path, text, reason):
    path = tmp_path / "desks.pem"
    if text is not None:
        path.write_text(text)
    done = run("inspect", picture("lamps.jpg"), "--trust", path)
    assert done.code == 2
    assert done.err.startswith(f"catalog: {path}: ")
    assert reason in done.err


def test_a_picture_without_credentials_has_no_such_lines(run, picture):
    assert "Content Credentials" not in run("inspect", picture("lamps.jpg")).out
