"""The pictures that a picture was made from, each with its own checks, however deep.

A defect in one of them does not show in the checks of the picture itself. It stands in what the signer
recorded when the picture was added (`validation_results`, or `validation_status` of version 1), or only in
what the check finds different now (`ingredientDeltas`). Both are kept (C2PA Technical Specification 2.2,
Ingredient).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Self

from catalog.images.statements import (
    Bounds,
    Manifest,
    codes_of,
    entries,
    generators,
    mapping,
    read_actions,
    read_signer,
    text,
)
from catalog.records import CredentialCode, CredentialIngredient
from catalog.vocabulary.codes import CredentialState

_DEEPEST = 8
_TRUSTED, _UNTRUSTED = "signingCredential.trusted", "signingCredential.untrusted"
# A list of version 1 holds successes beside failures and does not say which is which.
_SUCCESSES = (".match", ".validated", ".trusted", ".accessible", ".insideValidity", ".notRevoked")


@dataclass(slots=True)
class Checks:
    """What a check says of ingredients, by the address of their assertion.

    Attributes:
        by_address: Address to `success`, `informational` and `failure`.
        placed: Addresses that were shown.
    """

    by_address: dict[str, dict[str, Any]] = field(default_factory=dict)
    placed: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, results: dict[str, Any]) -> Self:
        """The checks of ingredients in a report's or an ingredient's results."""
        deltas = results.get("ingredientDeltas")
        found = {
            str(one.get("ingredientAssertionURI")): mapping(one.get("validationDeltas"))
            for one in (deltas if isinstance(deltas, list) else [])
            if isinstance(one, dict)
        }
        return cls(found)

    def at(self, address: str) -> dict[str, Any]:
        """What is said of one ingredient."""
        self.placed.add(address)
        return self.by_address.get(address, {})


def read_ingredients(
    manifest: Manifest, manifests: dict[str, Any], now: Checks, bounds: Bounds
) -> tuple[CredentialIngredient, ...]:
    """The ingredients of a manifest.

    Args:
        manifest: The manifest.
        manifests: All manifests by label.
        now: What the check finds now.
        bounds: What may still be taken.
    """
    return tuple(_Reading(manifests, now, bounds).below(manifest, [], 0))


def unplaced(now: Checks, bounds: Bounds) -> tuple[CredentialCode, ...]:
    """Failures and notes on ingredients that no manifest in the report lists."""
    return tuple(
        code
        for address, said in now.by_address.items()
        if address not in now.placed
        for kind in ("failure", "informational")
        for code in codes_of(said.get(kind), bounds)
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    """What all ingredients of a report share."""

    manifests: dict[str, Any]
    now: Checks
    bounds: Bounds

    def below(self, manifest: Manifest, recorded: list[Checks], depth: int) -> Iterator[CredentialIngredient]:
        """The ingredients of one manifest, and theirs."""
        label = text(manifest.get("label")) or ""
        for one in entries(manifest.get("ingredients"), self.bounds):
            if depth >= _DEEPEST or not self.bounds.ingredients:
                self.bounds.left_out += 1
                continue
            self.bounds.ingredients -= 1
            address = f"self#jumbf=/c2pa/{label}/c2pa.assertions/{one.get('label')}"
            yield self._one(one, address, recorded, depth)

    def _one(
        self, said: dict[str, Any], address: str, recorded: list[Checks], depth: int
    ) -> CredentialIngredient:
        """One ingredient."""
        own = mapping(self.manifests.get(str(said.get("active_manifest"))))
        results = mapping(said.get("validation_results"))
        then = _then(said, results)
        found = [self.now.at(address), *(checks.at(address) for checks in recorded)]
        passed = {code.code for one in (then, *found) for code in codes_of(one.get("success"), Bounds())}
        failures = self._codes("failure", then, found)
        deeper = [*recorded, Checks.of(results)]
        return CredentialIngredient(
            title=text(said.get("title")),
            relationship=text(said.get("relationship")),
            format=text(said.get("format")),
            state=_state(failures, passed, has_own=bool(own)),
            failures=failures,
            informational=self._codes("informational", then, found),
            signer=read_signer(own),
            generators=generators(own, self.bounds),
            actions=read_actions(own, self.bounds),
            ingredients=tuple(self.below(own, deeper, depth + 1)),
        )

    def _codes(
        self, kind: str, then: dict[str, Any], found: list[dict[str, Any]]
    ) -> tuple[CredentialCode, ...]:
        """Codes as found now, then as recorded; one that the check now takes back is left out."""
        now = codes_of(found[0].get(kind), self.bounds)
        before = [
            code for one in (then, *found[1:]) for code in codes_of(one.get(kind), self.bounds, recorded=True)
        ]
        cleared = {code.code for code in codes_of(found[0].get("success"), Bounds())}
        held = [c for c in before if not (c.code == _UNTRUSTED and _TRUSTED in cleared)]
        return tuple(dict.fromkeys([*now, *held]))


def _then(said: dict[str, Any], results: dict[str, Any]) -> dict[str, Any]:
    """What the signer recorded of an ingredient's own credentials when it was added."""
    if results:
        return mapping(results.get("activeManifest"))
    listed = said.get("validation_status")
    failures = [
        one
        for one in (listed if isinstance(listed, list) else [])
        if isinstance(one, dict) and not str(one.get("code")).endswith(_SUCCESSES)
    ]
    return {"failure": failures}


def _state(
    failures: tuple[CredentialCode, ...], passed: set[str], *, has_own: bool
) -> CredentialState | None:
    """What became of an ingredient's credentials."""
    if any(code.is_defect for code in failures):
        return CredentialState.INVALID
    if not has_own:
        return None
    listed = _TRUSTED in passed and all(code.code != _UNTRUSTED for code in failures)
    return CredentialState.TRUSTED if listed else CredentialState.VALID
