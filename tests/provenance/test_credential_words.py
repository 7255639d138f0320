"""The sentences and lines on Content Credentials."""

import re

import pytest

from catalog.provenance import tell_credentials
from catalog.provenance.credential_words import sum_up, sum_up_ingredient
from catalog.records import (
    ContentCredentials,
    CredentialAction,
    CredentialCode,
    CredentialIdentity,
    CredentialIngredient,
    CredentialSigner,
    ImageRecord,
    SourceTypeSaid,
    TrainingPermission,
    TrustListUsed,
    from_json,
    to_json,
)
from catalog.vocabulary.codes import CredentialState
from catalog.vocabulary.credentials import load_credential_words

SIGNER = CredentialSigner(issuer="Quay Wire", common_name="Desk", time="2026-01-02T03:04:05+00:00")
LIST = TrustListUsed(name="desks", kind="signers", date="2026-08-05", sha256="0" * 64)
VERDICTS = re.compile(r"\b(fake|real|verified|authentic|genuine|true|false|original)\b", re.IGNORECASE)


def failing(*codes):
    known = load_credential_words().codes
    return tuple(
        CredentialCode(code=code, covers=known[code].covers if code in known else "") for code in codes
    )


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (
            {"state": "trusted", "signer": SIGNER, "trust_lists": (LIST,), "trusted_by": "desks"},
            "intact, signed by Quay Wire (list desks dated 2026-08-05)",
        ),
        ({"state": "trusted"}, "intact, signed by a signer without a name (on a list that was given)"),
        ({"state": "valid", "signer": SIGNER}, "intact, signer unknown"),
        (
            {"state": "valid", "deltas": failing("claimSignature.mismatch")},
            "intact, signer unknown; a picture that it was made from does not hold",
        ),
        (
            {"state": "valid", "deltas": failing("signingCredential.untrusted")},
            "intact, signer unknown",
        ),
        ({"state": "remote", "url": "https://a.b/c"}, "stored elsewhere at https://a.b/c, not fetched"),
        ({"state": "remote"}, "stored elsewhere at an address that is not told, not fetched"),
        ({"state": "unreadable", "reason": "cut off"}, "not readable: cut off"),
        (
            {
                "state": "invalid",
                "failures": failing("signingCredential.untrusted", "claimSignature.mismatch"),
            },
            "changed after signing: the signed claim itself, or its signature",
        ),
        (
            {
                "state": "invalid",
                "failures": failing("signingCredential.expired", "signingCredential.untrusted"),
            },
            "does not hold: the signer's certificate, which was not in its time of validity",
        ),
        (
            {"state": "invalid", "failures": failing("signingCredential.expired", "hashedURI.mismatch")},
            "changed after signing: a part that the credentials refer to",
        ),
        (
            {"state": "invalid", "failures": failing("brand.new")},
            "does not hold: a part of the credentials (brand.new)",
        ),
        ({"state": "invalid"}, "does not hold"),
    ],
)
def test_the_sentence_of_each_state(said, sentence):
    state = CredentialState(said.pop("state"))
    assert sum_up(ContentCredentials(state=state, **said)) == sentence


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({}, "carries no Content Credentials of its own"),
        ({"state": CredentialState.TRUSTED, "signer": SIGNER}, "intact when added, signed by Quay Wire"),
        ({"state": CredentialState.VALID}, "intact when added, signer unknown"),
        (
            {"state": CredentialState.INVALID, "failures": failing("assertion.missing")},
            "changed after signing: a statement that was taken out of the credentials",
        ),
        ({"state": CredentialState.INVALID}, "does not hold"),
    ],
)
def test_the_sentence_of_an_ingredient(said, sentence):
    assert sum_up_ingredient(CredentialIngredient(**said)) == sentence


def test_all_lines_of_credentials():
    said = ContentCredentials(
        state=CredentialState.INVALID,
        url="https://a.b/c",
        failures=failing("signingCredential.untrusted", "assertion.missing", "brand.new"),
        informational=failing("signingCredential.ocsp.skipped", "timeStamp.malformed"),
        signer=CredentialSigner(),
        actions=(CredentialAction(action="house.blurred"),),
        source_types=(SourceTypeSaid(value="made up"),),
        identities=(CredentialIdentity(kind="x", name="Kari", trusted=True), CredentialIdentity(kind="y")),
        ingredients=(
            CredentialIngredient(
                relationship="odd",
                state=CredentialState.INVALID,
                failures=failing("claim.missing", "signingCredential.untrusted"),
                informational=failing("ingredient.unknownProvenance", "timeStamp.malformed"),
                ingredients=(CredentialIngredient(title="zero.jpg", relationship="inputTo"),),
            ),
        ),
    )
    told = tell_credentials(said)
    assert [tuple(line) for line in told.lines] == [
        ("Does not hold", "A statement that was taken out of the credentials", "assertion.missing"),
        ("Does not hold", "Not explained", "brand.new"),
        ("Signature", "A certificate without a name (no time stamp)", ""),
        ("Trust lists", "None was given", ""),
        ("Revocation", "Not checked", ""),
        ("Also stored at", "https://a.b/c, not fetched", ""),
        ("Source type", "made up", ""),
        ("Action", "house.blurred", "house.blurred"),
        ("Named actor", "Kari (on a list)", "x"),
        ("Named actor", "Not looked into (not checked)", "y"),
        ("Note", "The time stamp, which is not in its form", "timeStamp.malformed"),
    ]
    source = told.sources[0]
    assert (source.title, source.relation, source.broken) == ("A picture without a name", "odd", True)
    assert [line.name for line in source.lines] == ["Found now", "Note"]
    assert (source.sources[0].relation, source.sources[0].broken) == ("input to a process", False)
    assert told.broken


@pytest.mark.parametrize("state", [CredentialState.REMOTE, CredentialState.UNREADABLE])
def test_what_was_not_read_was_not_looked_up_either(state):
    told = tell_credentials(ContentCredentials(state=state, url="https://a.b/c"))
    assert "Trust lists" not in {line.name for line in told.lines}
    assert ("Revocation", "Not checked", "") in told.lines


def test_no_word_is_a_verdict():
    words = load_credential_words()
    texts = [
        *words.actions.values(),
        *words.relationships.values(),
        *(one.covers for one in words.codes.values()),
    ]
    assert len(texts) > 80
    assert [text for text in texts if VERDICTS.search(text)] == []
    assert all(one.covers[0].islower() for one in words.codes.values())


def test_only_an_unknown_signer_is_no_defect():
    codes = load_credential_words().codes
    kinds = {one.kind: failing(code)[0].is_defect for code, one in codes.items()}
    assert kinds == {"changed": True, "signer": True, "structure": True, "trust": False, "note": False}


def test_an_older_record_without_credentials_is_still_read():
    record = from_json(b'{"file": "a.jpg", "c2pa": null}', ImageRecord)
    assert record.c2pa is None
    with_them = ImageRecord(file="a.jpg", c2pa=ContentCredentials(state=CredentialState.VALID))
    assert from_json(to_json(with_them), ImageRecord) == with_them


def test_entries_that_were_left_out_are_counted():
    told = tell_credentials(ContentCredentials(state=CredentialState.VALID, left_out=7))
    assert told.lines[-1].words == "7 more entries are left out"


BROKEN = CredentialIngredient(
    title="quay.jpg",
    state=CredentialState.INVALID,
    failures=(CredentialCode(code="assertion.dataHash.mismatch", covers="the file's bytes"),),
)
WITHIN = [
    (CredentialState.INVALID, (BROKEN,), (),
     "quay.jpg, from which it was made: changed after signing: the file's bytes"),
    (CredentialState.INVALID, (CredentialIngredient(title="a.jpg"),), (), "does not hold"),
    (CredentialState.VALID, (BROKEN,), (),
     "intact, signer unknown; a picture that it was made from does not hold"),
    (CredentialState.VALID, (), (CredentialCode(code="unheard.of"),),
     "intact, signer unknown; a picture that it was made from does not hold"),
]  # fmt: skip


@pytest.mark.parametrize(("state", "ingredients", "deltas", "sentence"), WITHIN)
def test_a_defect_within_is_never_hidden(state, ingredients, deltas, sentence):
    assert sum_up(ContentCredentials(state=state, ingredients=ingredients, deltas=deltas)) == sentence


@pytest.mark.parametrize(
    ("constraint", "words"), [(None, "notAllowed"), ("by licence", "notAllowed: by licence")]
)
def test_uses_by_machines_and_programs_are_told(constraint, words):
    use = TrainingPermission(
        use="cawg.ai_generative_training", permission="notAllowed", constraint=constraint
    )
    told = tell_credentials(
        ContentCredentials(state=CredentialState.VALID, generators=("Lamp 1", "Quay 2"), training=(use,))
    )
    assert [(line.name, line.words) for line in told.lines[-2:]] == [
        ("Made with", "Lamp 1, Quay 2"),
        ("Use by machines", words),
    ]
