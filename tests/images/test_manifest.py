"""Reports as the SDK may give them: every value may be missing, endless or of another type."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.images.identities import has_only_certificates
from catalog.images.manifest import credentials_of
from catalog.provenance import tell_credentials
from catalog.records import from_json, to_json
from catalog.records.credentials import ContentCredentials
from catalog.vocabulary.codes import CredentialState

UNTRUSTED = {"code": "signingCredential.untrusted", "url": "self#jumbf=/c2pa/b/c2pa.signature"}
TRUSTED = {"code": "signingCredential.trusted", "url": "self#jumbf=/c2pa/b/c2pa.signature"}
MISMATCH = {"code": "claimSignature.mismatch", "explanation": "a\x00b \u202e c"}


def report(active=None, *, others=None, state="Valid", results=None):
    manifests = {"a": {"label": "a", "title": "quay.jpg", **(active or {})}, **(others or {})}
    return {
        "active_manifest": "a",
        "manifests": manifests,
        "validation_state": state,
        "validation_results": results or {},
    }


def read(*given_, **more):
    return credentials_of(report(*given_, **more), {}, ())


def delta(address, **said):
    return {"ingredientAssertionURI": f"self#jumbf=/c2pa/{address}", "validationDeltas": said}


def ingredient(**more):
    return {"title": "first.jpg", "label": "c2pa.ingredient.v3", "active_manifest": "b", **more}


ADDRESS = "a/c2pa.assertions/c2pa.ingredient.v3"


@pytest.mark.parametrize("store", [{}, {"active_manifest": "a", "manifests": {"b": {}}}, {"manifests": 5}])
def test_a_report_without_a_manifest_is_refused(store):
    with pytest.raises(ValueError, match="names no manifest"):
        credentials_of(store, {}, ())


@pytest.mark.parametrize(
    ("state", "read_as"),
    [
        ("Trusted", "trusted"),
        ("Valid", "valid"),
        ("Invalid", "invalid"),
        ("Odd", "invalid"),
        (None, "invalid"),
    ],
)
def test_a_state_that_is_not_known_does_not_hold(state, read_as):
    assert read(state=state).state == read_as


@pytest.mark.parametrize(
    ("then", "now", "state", "codes"),
    [
        ({"failure": [UNTRUSTED]}, {}, CredentialState.VALID, [("signingCredential.untrusted", True)]),
        ({"failure": [UNTRUSTED]}, {"success": [TRUSTED]}, CredentialState.TRUSTED, []),
        ({"success": [TRUSTED]}, {}, CredentialState.TRUSTED, []),
        (
            {"success": [TRUSTED]},
            {"failure": [UNTRUSTED]},
            CredentialState.VALID,
            [("signingCredential.untrusted", False)],
        ),
        (
            {"success": [TRUSTED]},
            {"failure": [MISMATCH]},
            CredentialState.INVALID,
            [("claimSignature.mismatch", False)],
        ),
        (
            {"failure": [MISMATCH]},
            {"success": [TRUSTED]},
            CredentialState.INVALID,
            [("claimSignature.mismatch", True)],
        ),
        ({}, {}, CredentialState.VALID, []),
    ],
)
def test_an_ingredient_is_weighed_by_what_was_recorded_and_what_is_found_now(then, now, state, codes):
    one = ingredient(validation_results={"activeManifest": then})
    said = read(
        {"ingredients": [one]},
        others={"b": {"label": "b"}},
        results={"ingredientDeltas": [delta(ADDRESS, **now)]},
    )
    found = said.ingredients[0]
    assert (found.state, [(code.code, code.recorded) for code in found.failures]) == (state, codes)
    assert said.deltas == ()


def test_a_list_of_version_1_holds_successes_too():
    listed = [{"code": "claimSignature.validated"}, {"code": "assertion.dataHash.match"}, MISMATCH, 5]
    said = read({"ingredients": [ingredient(validation_status=listed)]}, others={"b": {"label": "b"}})
    assert [code.code for code in said.ingredients[0].failures] == ["claimSignature.mismatch"]
    assert said.ingredients[0].failures[0].explanation == "ab c"


def test_an_ingredient_whose_manifest_is_gone_does_not_hold():
    gone = {"code": "ingredient.manifest.missing", "url": f"self#jumbf=/c2pa/{ADDRESS}"}
    said = read(
        {"ingredients": [ingredient()]}, results={"ingredientDeltas": [delta(ADDRESS, failure=[gone])]}
    )
    assert said.ingredients[0].state is CredentialState.INVALID


def test_what_a_signer_recorded_of_an_ingredient_of_an_ingredient_is_kept():
    deep = "b/c2pa.assertions/c2pa.ingredient.v3"
    one = ingredient(validation_results={"ingredientDeltas": [delta(deep, failure=[MISMATCH])]})
    others = {"b": {"label": "b", "ingredients": [ingredient(title="zero.jpg", active_manifest="c")]}}
    said = read({"ingredients": [one]}, others={**others, "c": {"label": "c"}}, state="Invalid")
    zero = said.ingredients[0].ingredients[0]
    assert (zero.title, zero.state, zero.failures[0].recorded) == ("zero.jpg", CredentialState.INVALID, True)
    assert tell_credentials(said).sentence == (
        "zero.jpg, from which it was made: changed after signing: the signed claim itself, or its signature"
    )


def test_what_is_said_of_ingredients_that_nobody_lists_is_kept():
    said = read(results={"ingredientDeltas": [delta("x/c2pa.assertions/y", failure=[MISMATCH])]})
    assert [code.code for code in said.deltas] == ["claimSignature.mismatch"]


def test_a_circle_of_ingredients_ends():
    circle = {"label": "a", "ingredients": [ingredient(active_manifest="a")] * 3}
    said = read(circle)
    assert said.left_out > 0
    assert len(to_json(said)) < 200_000


def test_what_goes_beyond_the_bounds_is_counted():
    actions = [{"action": "c2pa.edited"}] * 103
    listed = [
        {"label": "c2pa.actions", "data": {"actions": actions}},
        {"label": "c2pa.actions.v2", "data": []},
    ]
    said = read({"assertions": listed})
    assert (len(said.actions), said.left_out) == (100, 3)
    assert tell_credentials(said).lines[-1].words == "3 more entries are left out"


@pytest.mark.parametrize(
    ("action", "software", "changes"),
    [
        ({"softwareAgent": "Lens Box"}, "Lens Box", ()),
        ({"softwareAgentIndex": 1}, "Two 2", ()),
        ({"softwareAgentIndex": 7, "softwareAgent": {"name": "Own"}}, "Own", ()),
        ({"softwareAgent": 5}, "5", ()),
        ({"changed": "sky; sea;"}, None, ("sky", "sea")),
        ({"changes": [{"description": "the mast"}, {}, 3]}, None, ("the mast",)),
        (
            {"parameters": {"name": "blur", "on": True, "off": False, "ingredients": []}},
            None,
            ("name: blur", "off: no", "on: yes"),
        ),
    ],
)
def test_programs_and_changes_are_read_in_every_form(action, software, changes):
    data = {"actions": [action], "softwareAgents": [{"name": "One"}, {"name": "Two", "version": "2"}]}
    found = read({"assertions": [{"label": "c2pa.actions.v2", "data": data}]}).actions[0]
    assert (found.action, found.software, found.changes) == ("c2pa.unknown", software, changes)


def test_a_source_type_in_metadata_counts_once():
    term = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
    listed = [
        {"label": "c2pa.actions", "data": {"actions": [{"digitalSourceType": f" {term}/"}]}},
        {"label": "cawg.metadata", "data": {"Iptc4xmpExt:DigitalSourceType": term}},
        {"label": "stds.iptc", "data": {"Iptc4xmpExt:DigitalSourceType": "made up"}},
    ]
    found = read({"assertions": listed}).source_types
    assert [(one.term, one.ai, one.value.strip("/")) for one in found] == [
        ("trainedAlgorithmicMedia", "all", term),
        (None, None, "made up"),
    ]


def identity(kind):
    return {"label": "cawg.identity", "data": {"signer_payload": {"sig_type": kind}}}


@pytest.mark.parametrize(
    ("kinds", "only"),
    [
        ([], False),
        (["cawg.x509.cose"], True),
        (["cawg.x509.cose", "cawg.identity_claims_aggregation"], False),
        ([None], False),
        (["cawg.x509.cose", 5], False),
    ],
)
def test_identities_are_looked_into_only_where_all_are_certificates(kinds, only):
    manifests = {str(n): {"assertions": [identity(kind)]} for n, kind in enumerate(kinds)}
    assert has_only_certificates({"manifests": {**manifests, "odd": 5, "none": {"assertions": 5}}}) is only


def test_an_identity_that_does_not_hold_makes_the_credentials_not_hold():
    active = {"assertions": [identity("cawg.x509.cose")]}
    broken = {
        "code": "cawg.x509.signature.mismatch",
        "url": "self#jumbf=/c2pa/a/c2pa.assertions/cawg.identity",
    }
    unknown = {"code": "signingCredential.untrusted"}
    named = report(
        {"assertions": [{"label": "cawg.identity", "data": {"signature_info": {"common_name": "Kari"}}}]},
        results={"activeManifest": {"failure": [unknown, broken]}},
    )
    said = credentials_of(report(active), named, ())
    assert said.state is CredentialState.INVALID
    assert [code.code for code in said.failures] == ["cawg.x509.signature.mismatch"]
    assert (said.identities[0].name, said.identities[0].trusted) == ("Kari", False)


KEYS = [
    "action", "actions", "active_manifest", "activeManifest", "alg", "assertions", "b", "changed",
    "changes", "code", "claim_generator", "claim_generator_info", "common_name", "constraint_info",
    "data", "description", "digitalSourceType", "entries", "explanation", "failure", "format",
    "informational", "ingredientDeltas", "ingredientAssertionURI", "ingredients", "issuer", "label",
    "manifests", "name", "parameters", "referenced_assertions", "relationship", "role", "sig_type",
    "signature_info", "signer_payload", "softwareAgent", "softwareAgentIndex", "softwareAgents",
    "specVersion", "success", "time", "title", "url", "use", "validation_results", "validation_status",
    "validationDeltas", "version", "when",
]  # fmt: skip
LABELS = ["a", "b", "c2pa.actions", "cawg.identity", "cawg.training-mining", "stds.iptc"]
LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 5), st.floats(), st.text(max_size=6), st.sampled_from(LABELS)
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5),
    max_leaves=40,
)
OBJECTS = st.dictionaries(st.sampled_from(KEYS), TREES, max_size=6)


@given(active=OBJECTS, other=OBJECTS, results=TREES, named=OBJECTS, state=LEAVES)
def test_whatever_a_report_holds_a_record_comes_of_it(active, other, results, named, state):
    store = report(active, others={"b": other}, state=state, results=results)
    said = credentials_of(store, {"active_manifest": "a", "manifests": {"a": named}}, ())
    has_only_certificates(store)
    assert from_json(to_json(said), ContentCredentials) == said
    assert said.state in {*CredentialState}
    told = tell_credentials(said)
    assert all(isinstance(line.words, str) and line.words for line in told.lines)


def test_revocation_is_always_said():
    assert get_args(ContentCredentials.__annotations__["revocation"]) == ("not checked",)
    assert ("Revocation", "Not checked", "") in tell_credentials(read()).lines


def test_entries_without_a_name_are_passed_over():
    listed = [
        {"data": {"actions": [{}]}},
        {"label": "c2pa.training-mining", "data": {"entries": {"c2pa.data_mining": {}, "x": 5}}},
    ]
    said = read({"assertions": listed}, results={"activeManifest": {"failure": [{"url": "x"}, {"code": []}]}})
    assert (said.assertions, said.training, said.failures) == (("c2pa.training-mining",), (), ())


@pytest.mark.parametrize(
    ("line", "listed", "found"),
    [
        (None, ["desk"], ("desk 1",)),
        ("desk/1", [], ("desk/1",)),
        ("desk/1", ["desk"], ("desk/1",)),
        ("dexx/1", ["desk"], ("dexx/1", "desk 1")),
        (None, [], ()),
    ],
)
def test_programs_that_differ_between_line_and_list_are_both_told(line, listed, found):
    named = [{"name": name, "version": "1"} for name in listed]
    assert read({"claim_generator": line, "claim_generator_info": named}).generators == found
