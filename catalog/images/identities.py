"""Named actors in Content Credentials (CAWG Identity Assertion 1.1), as far as the file itself can tell.

An actor with a certificate can be checked offline. For the other kind, identity claims aggregation, the SDK
may ask an address in the file for the issuer's key, so those are named and never checked.
"""

from typing import Any

from catalog.images.statements import Bounds, Manifest, codes_of, mapping, statements, text
from catalog.records import CredentialCode, CredentialIdentity

_LABEL = "cawg.identity"
_CERTIFICATE = "cawg.x509.cose"
_TRUSTED, _UNTRUSTED = "cawg.x509.credential.trusted", "cawg.x509.credential.untrusted"


def has_only_certificates(store: dict[str, Any]) -> bool:
    """Whether a report has identities and all, in every manifest, are certificates."""
    kinds = {
        text(mapping(mapping(one.get("data")).get("signer_payload")).get("sig_type"))
        for manifest in mapping(store.get("manifests")).values()
        for one in _listed(manifest)
        if str(one.get("label")).startswith(_LABEL)
    }
    return kinds == {_CERTIFICATE}


def _listed(manifest: object) -> list[dict[str, Any]]:
    """All assertions of a manifest, however many."""
    found = mapping(manifest).get("assertions")
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def read_identities(
    active: Manifest, named: dict[str, Any], bounds: Bounds
) -> tuple[tuple[CredentialIdentity, ...], tuple[CredentialCode, ...]]:
    """The named actors of a manifest, and what does not hold of what they signed.

    Args:
        active: The manifest as it is read without looking into identities.
        named: The report that looked into them, empty where that was not done.
        bounds: What may still be taken.
    """
    checks = mapping(mapping(named.get("validation_results")).get("activeManifest"))
    manifest = mapping(mapping(named.get("manifests")).get(str(named.get("active_manifest"))))
    holders = {label: mapping(data.get("signature_info")) for label, data in statements(manifest, Bounds())}
    failures = _of_identities(codes_of(checks.get("failure"), bounds))
    passed = {code.code for code in codes_of(checks.get("success"), Bounds())}
    found: list[CredentialIdentity] = []
    for label, data in statements(active, bounds):
        if label.startswith(_LABEL):
            own = tuple(code for code in failures if code.where in {label, ""})
            found.append(_identity(data, holders.get(label, {}), own, passed))
    return tuple(found), tuple(code for code in failures if code.is_defect)


def _of_identities(codes: tuple[CredentialCode, ...]) -> tuple[CredentialCode, ...]:
    return tuple(code for code in codes if code.code.startswith("cawg."))


def _identity(
    data: dict[str, Any], holder: dict[str, Any], failures: tuple[CredentialCode, ...], passed: set[str]
) -> CredentialIdentity:
    """One named actor."""
    payload = mapping(data.get("signer_payload"))
    trusted = None
    if holder:
        trusted = _TRUSTED in passed and not failures
    roles, refers = payload.get("role"), payload.get("referenced_assertions")
    return CredentialIdentity(
        kind=text(payload.get("sig_type")) or "unknown",
        name=text(holder.get("common_name")),
        organisation=text(holder.get("issuer")),
        roles=tuple(filter(None, map(text, roles))) if isinstance(roles, list) else (),
        refers_to=tuple(
            filter(None, ((text(mapping(one).get("url")) or "").rpartition("/")[2] for one in refers))
        )
        if isinstance(refers, list)
        else (),
        trusted=trusted,
        failures=failures,
    )
