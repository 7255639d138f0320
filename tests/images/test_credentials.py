"""Content Credentials of pictures that are drawn and signed here, in every state they can be in."""

import random
import sys
from io import BytesIO

import pytest
from PIL import Image

from catalog.images import read_image
from catalog.images.credentials import read_credentials
from catalog.images.trust import read_trust_list
from catalog.provenance.credential_words import sum_up
from catalog.records import from_json, to_json
from catalog.records.credentials import ContentCredentials
from catalog.vocabulary.codes import CredentialState, TimeSource
from tests import signing
from tests.signing import Authority, aggregated, drawn, made_from, manifest, named, signed, spoilt


@pytest.fixture(scope="module")
def root():
    return Authority()


@pytest.fixture(scope="module")
def desk(root):
    return root.holder()


@pytest.fixture
def lists(tmp_path):
    """Trust lists of the given names and certificates."""

    def lists(**texts):
        for name, text in texts.items():
            (tmp_path / f"{name.replace('_', '.')}.pem").write_text(f"# date: 2026-08-05\n{text}")
        return [read_trust_list(path) for path in sorted(tmp_path.glob("*.pem"))]

    return lists


def read(data, trust=()):
    """The credentials of a picture, and the problems with them."""
    record = read_image(BytesIO(data), name="quay.jpg", trust=trust).record
    return record.c2pa, [problem.reason for problem in record.problems if problem.block == "c2pa"]


def codes(found):
    return [code.code for code in found]


def test_a_picture_without_credentials_has_none_and_no_problem():
    assert read(drawn()) == (None, [])


def test_the_sdk_is_not_loaded_for_a_picture_without_a_sign_of_credentials(monkeypatch):
    monkeypatch.setitem(sys.modules, "c2pa", None)
    assert read(drawn()) == (None, [])


def test_an_unknown_signer_is_intact_and_not_trusted(desk):
    said, problems = read(signed(desk))
    assert (said.state, said.trusted_by, said.trust_lists, problems) == (CredentialState.VALID, None, (), [])
    assert codes(said.failures) == ["signingCredential.untrusted"]
    assert codes(said.informational) == ["signingCredential.ocsp.skipped"]
    assert sum_up(said) == "intact, signer unknown"
    assert said.revocation == "not checked"


def test_a_signer_on_a_list_is_trusted_and_the_list_is_told(desk, root, lists):
    said, _ = read(signed(desk), lists(desks=root.pem, others=Authority("Other Root").pem))
    assert (said.state, said.trusted_by, said.failures) == (CredentialState.TRUSTED, "desks", ())
    assert [(one.name, one.kind, one.date, len(one.sha256)) for one in said.trust_lists] == [
        ("desks", "signers", "2026-08-05", 64),
        ("others", "signers", "2026-08-05", 64),
    ]
    assert sum_up(said) == "intact, signed by Quay Wire (list desks dated 2026-08-05)"


def test_a_list_with_another_root_trusts_nobody(desk, lists):
    said, _ = read(signed(desk), lists(others=Authority().pem))
    assert (said.state, said.trusted_by) == (CredentialState.VALID, None)


def test_a_certificate_can_be_allowed_by_itself(desk, lists):
    said, _ = read(signed(desk), lists(publishers_allowed=desk.own))
    assert (said.state, said.trusted_by) == (CredentialState.TRUSTED, "publishers")


def test_what_was_signed_is_read_whole(desk):
    edited = {
        "action": "c2pa.color_adjustments",
        "parameters": {"name": "levels", "steps": 2, "map": {"a": 1}},
    }
    said, _ = read(signed(desk, manifest(signing.CREATED, edited, assertions=(signing.TRAINING,))))
    assert (said.title, said.generators) == ("quay.jpg", ("quay-desk 1.0",))
    assert (said.signer.common_name, said.signer.issuer, said.signer.algorithm) == (
        "Picture Desk",
        "Quay Wire",
        "Es256",
    )
    assert (said.signer.time, said.signer.time_from) == (None, TimeSource.NONE)
    first, second = said.actions
    assert (first.action, first.label, first.software, first.when, first.description) == (
        "c2pa.created",
        "Created",
        "Lens Box 2",
        "2026-01-02T03:04:05Z",
        "Taken on the quay",
    )
    assert (first.source_type.term, first.source_type.ai) == ("digitalCapture", None)
    assert second.changes == ("name: levels", "steps: 2")
    assert [one.term for one in said.source_types] == ["digitalCapture"]
    assert [(one.use, one.permission, one.constraint) for one in said.training] == [
        ("cawg.ai_generative_training", "notAllowed", None),
        ("cawg.data_mining", "constrained", "ask the desk"),
    ]
    assert said.assertions == ("c2pa.actions.v2", "cawg.training-mining")
    assert (said.sdk, said.specification) == (sys.modules["c2pa"].sdk_version(), "2.4.0")
    assert from_json(to_json(said), ContentCredentials) == said


@pytest.mark.parametrize(
    ("change", "code"),
    [
        pytest.param(spoilt, "assertion.dataHash.mismatch", id="a byte of the pixels"),
        pytest.param(
            lambda data: data[:2] + b"\xff\xed\x00\x10Photoshop 3.0\x00" + data[2:],
            "assertion.dataHash.mismatch",
            id="a segment of metadata",
        ),
        pytest.param(
            lambda data: data.replace(b"Taken on the quay", b"Taken on the rock"),
            "assertion.hashedURI.mismatch",
            id="a word of a statement",
        ),
    ],
)
def test_a_change_after_signing_is_told_by_what_it_covers(desk, root, lists, change, code):
    said, problems = read(change(signed(desk)), lists(desks=root.pem))
    assert (said.state, problems) == (CredentialState.INVALID, [])
    assert code in codes(said.failures)
    assert sum_up(said).startswith("changed after signing: ")


def test_a_caption_written_after_signing_is_told_as_such(desk):
    target = BytesIO()
    signed_ = signed(desk)
    Image.open(BytesIO(signed_)).save(target, "JPEG", comment="A quay")
    assert read(target.getvalue()) == (None, [])  # saved anew, the credentials are gone
    said, _ = read(signed_[:2] + b"\xff\xfe\x00\x08A quay" + signed_[2:])
    assert sum_up(said) == (
        "changed after signing: the file's bytes (its pixels, or metadata written after signing)"
    )


def test_credentials_elsewhere_are_told_and_not_fetched(desk):
    url = "https://credentials.example.org/quay.c2pa"
    said, problems = read(signed(desk, url=url, embed=False))
    assert (said.state, said.url, problems) == (CredentialState.REMOTE, url, [])
    assert sum_up(said) == f"stored elsewhere at {url}, not fetched"
    both, _ = read(signed(desk, url=url))
    assert (both.state, both.url) == (CredentialState.VALID, url)


@pytest.mark.parametrize(
    ("kind", "mime"),
    [
        ("PNG", "image/png"),
        ("WEBP", "image/webp"),
        ("TIFF", "image/tiff"),
        ("GIF", "image/gif"),
        ("AVIF", "image/avif"),
    ],
)
def test_every_container_shows_its_sign(desk, kind, mime):
    said, problems = read(signed(desk, picture=drawn(kind), mime=mime))
    assert (said.state, problems) == (CredentialState.VALID, [])
    assert read(drawn(kind)) == (None, [])


def test_a_defect_behind_a_clean_picture_is_shown(desk, root, lists):
    data = made_from(desk, ("first.jpg", spoilt(signed(desk))), ("plain.jpg", drawn()))
    said, _ = read(data, lists(desks=root.pem))
    assert (said.state, said.failures, said.deltas) == (CredentialState.TRUSTED, (), ())
    first, plain = said.ingredients
    assert (first.title, first.relationship, first.state) == (
        "first.jpg",
        "parentOf",
        CredentialState.INVALID,
    )
    assert [(code.code, code.recorded) for code in first.failures] == [("assertion.dataHash.mismatch", True)]
    assert (first.signer.issuer, first.generators) == ("Quay Wire", ("quay-desk 1.0",))
    assert [action.action for action in first.actions] == ["c2pa.created"]
    assert (plain.relationship, plain.state, plain.signer) == ("componentOf", None, None)
    assert codes(plain.informational) == ["ingredient.unknownProvenance"]


def test_ingredients_of_ingredients_are_read_to_the_first(desk, root, lists):
    chain = made_from(desk, ("second.jpg", made_from(desk, ("first.jpg", signed(desk)))))
    unknown, _ = read(chain)
    trusted, _ = read(chain, lists(desks=root.pem))
    for said, state in ((unknown, CredentialState.VALID), (trusted, CredentialState.TRUSTED)):
        second = said.ingredients[0]
        first = second.ingredients[0]
        assert [(one.title, one.state) for one in (second, first)] == [
            ("second.jpg", state),
            ("first.jpg", state),
        ]
        assert first.ingredients == ()


def test_an_ingredient_that_was_trusted_when_added_is_looked_up_anew(desk, root):
    """Its signer recorded trust; we give no list, so we take none from others."""
    import c2pa  # noqa: PLC0415 -- only this test sets a builder up by itself

    settings = {
        "trust": {"anchors": [{"trust_uri": "x", "trust_kind": "manifest", "trust_anchors": root.pem}]}
    }
    with c2pa.Context.from_dict(settings) as context:
        builder = c2pa.Builder(
            manifest({"action": "c2pa.opened", "parameters": {"ingredientIds": ["one"]}}), context=context
        )
        ingredient = '{"title": "a", "relationship": "parentOf", "label": "one", "instance_id": "one"}'
        builder.add_ingredient(ingredient, "image/jpeg", BytesIO(signed(desk)))
    target = BytesIO()
    info = c2pa.C2paSignerInfo(b"es256", desk.chain.encode(), desk.key.encode(), None)
    builder.sign(c2pa.Signer.from_info(info), "image/jpeg", BytesIO(drawn()), target)
    said, _ = read(target.getvalue())
    assert said.ingredients[0].state is CredentialState.VALID


def test_a_named_actor_is_looked_up_in_lists_of_identities_alone(desk, root, lists):
    people = Authority("People Root")
    data = named(desk, people.holder("Kari Nordmann", "Quay Wire"))
    said, _ = read(data, lists(desks=root.pem))
    actor = said.identities[0]
    assert (said.state, said.failures) == (CredentialState.TRUSTED, ())
    assert (actor.kind, actor.name, actor.organisation) == ("cawg.x509.cose", "Kari Nordmann", "Quay Wire")
    assert (actor.roles, actor.refers_to) == (("cawg.creator",), ("cawg.training-mining", "c2pa.hash.data"))
    assert (actor.trusted, codes(actor.failures)) == (False, ["cawg.x509.credential.untrusted"])
    said, _ = read(data, lists(people_identities=people.pem))
    assert (said.identities[0].trusted, said.identities[0].failures) == (True, ())


def test_a_list_of_identities_trusts_no_signer(desk, root, lists):
    said, _ = read(named(desk, root.holder("Kari Nordmann")), lists(people_identities=root.pem))
    assert (said.state, said.trusted_by) == (CredentialState.VALID, None)
    assert said.identities[0].trusted is True


def test_a_named_actor_whose_issuer_lies_elsewhere_is_not_looked_into(desk):
    said, _ = read(aggregated(desk, "did:web:people.example.org"))
    actor = said.identities[0]
    assert (said.state, actor.kind) == (CredentialState.VALID, "cawg.identity_claims_aggregation")
    assert (actor.name, actor.trusted, actor.failures) == (None, None, ())


@pytest.mark.parametrize(
    "data",
    [
        lambda data: data[:2000],
        lambda data: data[: len(data) // 2],
        lambda data: data[:200] + bytes(len(data) - 200),
    ],
)
def test_damage_is_a_problem_and_no_crash(desk, data):
    said, problems = read(data(signed(desk)))
    assert said.state is CredentialState.UNREADABLE
    assert problems == [said.reason]
    assert sum_up(said) == f"not readable: {said.reason}"


def test_a_report_that_is_too_long_is_not_taken(desk, monkeypatch):
    monkeypatch.setattr("catalog.images.credentials._LARGEST_TEXT", 1000)
    said, problems = read(signed(desk))
    assert said.state is CredentialState.UNREADABLE
    assert "is too long" in problems[0]


def test_without_the_extra_a_file_with_credentials_is_a_problem_that_names_it(desk, monkeypatch):
    with_them, elsewhere = signed(desk), signed(desk, url="https://a.example.org/b", embed=False)
    monkeypatch.setitem(sys.modules, "c2pa", None)
    assert read(with_them) == (None, ["Content Credentials are there; reading them needs the extra c2pa"])
    assert read(elsewhere) == (None, [])


def test_an_address_that_leads_nowhere_is_no_sign():
    assert read_credentials(BytesIO(drawn()), embedded=False, address="self#jumbf=/x").said is None


def test_a_sign_without_credentials_behind_it_is_nothing():
    said, problems = read_credentials(BytesIO(drawn()), embedded=True)
    assert (said, problems) == (None, ())


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_mutations_give_a_record_and_never_an_exception(desk, kind):
    data = signed(desk, picture=drawn(kind), mime=f"image/{kind.lower()}")
    chance = random.Random(7)  # noqa: S311 -- seeded, so that a failure can be repeated
    seen = set()
    for _ in range(150):
        bent = bytearray(data)
        for _ in range(chance.choice((1, 4, 20))):
            at = chance.randrange(len(bent))
            bent[at : at + 4] = chance.choice((b"", b"\xff\xff\xff\xff", bytes(4), bent[at : at + 40]))
        said, problems = read_credentials(BytesIO(bytes(bent)), embedded=True)
        seen.add(said.state if said else None)
        assert bool(problems) == (said is not None and said.state is CredentialState.UNREADABLE)
    assert {CredentialState.INVALID, CredentialState.UNREADABLE} <= seen
