"""The sentence that sums up Content Credentials, the same in the shell and on pages; never a verdict."""

from collections.abc import Iterable, Iterator

from catalog.records import (
    ContentCredentials,
    CredentialCode,
    CredentialIngredient,
    CredentialSigner,
    TrustListUsed,
)
from catalog.vocabulary.codes import CredentialState
from catalog.vocabulary.credentials import load_credential_words

_UNKNOWN = "a part of the credentials"


def sum_up(said: ContentCredentials) -> str:
    """What became of a file's credentials, in words without a full stop."""
    if said.state is CredentialState.TRUSTED:
        return f"intact, signed by {_name(said.signer)} ({_list(said)}){_inside(said)}"
    if said.state is CredentialState.VALID:
        return f"intact, signer unknown{_inside(said)}"
    if said.state is CredentialState.REMOTE:
        return f"stored elsewhere at {said.url or 'an address that is not told'}, not fetched"
    if said.state is CredentialState.UNREADABLE:
        return f"not readable: {said.reason or 'no reason is told'}"
    return _does_not_hold(said.failures) or _hidden(said.ingredients) or "does not hold"


def sum_up_ingredient(said: CredentialIngredient) -> str:
    """What became of the credentials of a picture that this one was made from."""
    if said.state is None:
        return "carries no Content Credentials of its own"
    if said.state is CredentialState.TRUSTED:
        return f"intact when added, signed by {_name(said.signer)}"
    if said.state is CredentialState.VALID:
        return "intact when added, signer unknown"
    return _does_not_hold(said.failures) or "does not hold"


def _does_not_hold(failures: Iterable[CredentialCode]) -> str:
    """The defects in words: what was changed where anything was, else what is at fault."""
    defects = list({code.code: code for code in failures if code.is_defect}.values())
    known = load_credential_words().codes
    changed = [code for code in defects if code.code in known and known[code.code].kind == "changed"]
    covers = "; ".join(
        dict.fromkeys(code.covers or f"{_UNKNOWN} ({code.code})" for code in changed or defects)
    )
    if not covers:
        return ""
    return f"changed after signing: {covers}" if changed else f"does not hold: {covers}"


def _hidden(ingredients: tuple[CredentialIngredient, ...]) -> str:
    """The first defect in a picture that this one was made from, however deep."""
    for ingredient in _all(ingredients):
        words = _does_not_hold(ingredient.failures)
        if words:
            return f"{ingredient.title or 'a picture'}, from which it was made: {words}"
    return ""


def _inside(said: ContentCredentials) -> str:
    """That a picture within does not hold, which a clean check of the picture itself would hide."""
    broken = any(one.state is CredentialState.INVALID for one in _all(said.ingredients))
    if broken or any(code.is_defect for code in said.deltas):
        return "; a picture that it was made from does not hold"
    return ""


def _all(ingredients: tuple[CredentialIngredient, ...]) -> Iterator[CredentialIngredient]:
    for ingredient in ingredients:
        yield ingredient
        yield from _all(ingredient.ingredients)


def _name(signer: CredentialSigner | None) -> str:
    """What a certificate calls its holder."""
    if signer is None:
        return "a signer without a name"
    return signer.issuer or signer.common_name or "a signer without a name"


def _list(said: ContentCredentials) -> str:
    """The list that has the signer, with its date."""
    signers: list[TrustListUsed] = [one for one in said.trust_lists if one.kind != "identities"]
    found = next((one for one in signers if one.name == said.trusted_by), None)
    return f"list {found.name} dated {found.date}" if found else "on a list that was given"
