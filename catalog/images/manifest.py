"""The report of the C2PA SDK turned into a record; everything in it may be a stranger's words.

The report is the manifest store as JSON: manifests by label, the active one's checks, and for each ingredient
what the check finds now beside what its signer recorded.
"""

from collections.abc import Sequence
from typing import Any

from catalog.images.identities import read_identities
from catalog.images.ingredients import Checks, read_ingredients, unplaced
from catalog.images.statements import (
    Bounds,
    Manifest,
    codes_of,
    generators,
    mapping,
    read_actions,
    read_signer,
    source_types,
    statements,
    text,
    training,
)
from catalog.images.trust import TrustList
from catalog.records import ContentCredentials
from catalog.vocabulary.codes import CredentialState

Store = dict[str, Any]
"""A report."""
_STATES = {"Trusted": CredentialState.TRUSTED, "Valid": CredentialState.VALID}


def credentials_of(store: Store, named: Store, trust: Sequence[TrustList]) -> ContentCredentials:
    """The record of a report.

    Args:
        store: The report.
        named: The report that also looked into identities, empty where that was not done.
        trust: The lists that signers were looked up in.

    Raises:
        ValueError: The report names no manifest.
    """
    manifests = mapping(store.get("manifests"))
    active: Manifest = mapping(manifests.get(text(store.get("active_manifest")) or ""))
    if not active:
        message = "the report names no manifest"
        raise ValueError(message)
    bounds = Bounds()
    results = mapping(store.get("validation_results"))
    checks = mapping(results.get("activeManifest"))
    state = _STATES.get(str(store.get("validation_state")), CredentialState.INVALID)
    identities, broken = read_identities(active, named, bounds)
    now = Checks.of(results)
    actions = read_actions(active, bounds)
    ingredients = read_ingredients(active, manifests, now, bounds)
    return ContentCredentials(
        state=CredentialState.INVALID if broken else state,
        failures=(*codes_of(checks.get("failure"), bounds), *broken),
        informational=codes_of(checks.get("informational"), bounds),
        deltas=unplaced(now, bounds),
        signer=read_signer(active),
        trusted_by=_trusted_by(results, trust) if state is CredentialState.TRUSTED else None,
        specification=text(results.get("specVersion")),
        title=text(active.get("title")),
        generators=generators(active, bounds),
        actions=actions,
        source_types=source_types(active, actions),
        ingredients=ingredients,
        identities=identities,
        training=training(active, bounds),
        assertions=tuple(label for label, _ in statements(active, bounds)),
        left_out=bounds.left_out,
    )


def _trusted_by(results: dict[str, Any], trust: Sequence[TrustList]) -> str | None:
    """The list that has the signer; the SDK gives no name where a certificate is allowed by itself."""
    named = text(results.get("trustListUri"))
    allowed = (one.used.name for one in trust if one.used.kind == "allowed")
    return named or next(allowed, None)
