"""Content Credentials as lines for people, the same in the shell and on pages; never a verdict."""

from collections.abc import Iterator
from typing import NamedTuple

from catalog.provenance.credential_words import sum_up, sum_up_ingredient
from catalog.records import (
    ContentCredentials,
    CredentialAction,
    CredentialCode,
    CredentialIdentity,
    CredentialIngredient,
    CredentialSigner,
    SourceTypeSaid,
)
from catalog.vocabulary.codes import CredentialState
from catalog.vocabulary.credentials import load_credential_words
from catalog.vocabulary.labels import label

_UNSAID = frozenset({"signingCredential.ocsp.skipped", "ingredient.unknownProvenance"})
"""Notes that another line says already."""
_UNREAD = frozenset({CredentialState.REMOTE, CredentialState.UNREADABLE})


class CredentialLine(NamedTuple):
    """A line: what it is about, its words, and the code behind them."""

    name: str
    words: str
    code: str = ""


class CredentialSource(NamedTuple):
    """A picture that another was made from.

    Attributes:
        title: Its name.
        relation: How it relates to the other.
        sentence: What became of its credentials.
        broken: Whether something does not hold.
        lines: What does not hold of it, and notes.
        sources: The pictures that it was made from.
    """

    title: str
    relation: str
    sentence: str
    broken: bool
    lines: tuple[CredentialLine, ...]
    sources: tuple["CredentialSource", ...]


class CredentialLines(NamedTuple):
    """All lines.

    Attributes:
        sentence: What became of the credentials.
        broken: Whether something does not hold.
        lines: Who signed, what was stated, what was not checked.
        sources: The pictures that this one was made from.
    """

    sentence: str
    broken: bool
    lines: tuple[CredentialLine, ...]
    sources: tuple[CredentialSource, ...]


def tell_credentials(said: ContentCredentials) -> CredentialLines:
    """What credentials say, and what became of them, line by line."""
    lines = (*_checked(said), *_stated(said), *_noted(said))
    broken = said.state is CredentialState.INVALID
    return CredentialLines(sum_up(said), broken, lines, tuple(map(_source, said.ingredients)))


def _checked(said: ContentCredentials) -> Iterator[CredentialLine]:
    """What does not hold, who signed, and where that was looked up."""
    yield from (_code("Does not hold", code) for code in said.failures if code.is_defect)
    if said.signer is not None:
        yield CredentialLine("Signature", _signature(said.signer))
    if said.state not in _UNREAD:
        lists = ", ".join(f"{one.name} dated {one.date}" for one in said.trust_lists)
        yield CredentialLine("Trust lists", lists or "None was given")
    yield CredentialLine("Revocation", said.revocation.capitalize())
    if said.url is not None and said.state is not CredentialState.REMOTE:
        yield CredentialLine("Also stored at", f"{said.url}, not fetched")


def _stated(said: ContentCredentials) -> Iterator[CredentialLine]:
    """What the signer states."""
    if said.generators:
        yield CredentialLine("Made with", ", ".join(said.generators))
    for stated in said.source_types:
        yield CredentialLine("Source type", stated.label or stated.value, stated.term or "")
    for action in said.actions:
        yield CredentialLine("Action", _action(action), action.action)
    for identity in said.identities:
        yield CredentialLine("Named actor", _identity(identity), identity.kind)
    for use in said.training:
        condition = f": {use.constraint}" if use.constraint else ""
        yield CredentialLine("Use by machines", f"{use.permission}{condition}", use.use)


def _noted(said: ContentCredentials) -> Iterator[CredentialLine]:
    """What else the check says."""
    yield from (_code("Note", one) for one in (*said.informational, *said.deltas) if one.code not in _UNSAID)
    if said.left_out:
        yield CredentialLine("Note", f"{said.left_out} more entries are left out")


def _source(one: CredentialIngredient) -> CredentialSource:
    """One picture, and what it was made from."""
    known = load_credential_words().relationships
    lines = [
        _code("Recorded when it was added" if code.recorded else "Found now", code)
        for code in one.failures
        if code.is_defect
    ]
    lines += [_code("Note", code) for code in one.informational if code.code not in _UNSAID]
    return CredentialSource(
        title=one.title or "A picture without a name",
        relation=known.get(one.relationship or "", one.relationship or "relation not told"),
        sentence=sum_up_ingredient(one),
        broken=one.state is CredentialState.INVALID,
        lines=tuple(lines),
        sources=tuple(map(_source, one.ingredients)),
    )


def _code(name: str, code: CredentialCode) -> CredentialLine:
    words = code.covers or code.explanation or "not explained"
    return CredentialLine(name, words[0].upper() + words[1:], code.code)


def _signature(signer: CredentialSigner) -> str:
    """The certificate's names, the time, and who stated it."""
    names = ", ".join(filter(None, (signer.common_name, signer.issuer))) or "A certificate without a name"
    when = f", {signer.time}" if signer.time else ""
    return f"{names}{when} ({label(signer.time_from).lower()})"


def _action(action: CredentialAction) -> str:
    """What was done, by which program, when, and what it changed."""
    parts = [action.label or action.action, _source_type(action.source_type), action.software, action.when]
    return ", ".join(filter(None, [*parts, action.description, *action.changes]))


def _source_type(stated: SourceTypeSaid | None) -> str:
    return "" if stated is None else stated.label or stated.value


def _identity(identity: CredentialIdentity) -> str:
    """Who put a name to it, and whether a list has that name."""
    names = ", ".join(filter(None, (identity.name, identity.organisation))) or "Not looked into"
    standing = {True: "on a list", False: "on no list that was given", None: "not checked"}[identity.trusted]
    roles = f", as {', '.join(identity.roles)}" if identity.roles else ""
    return f"{names}{roles} ({standing})"
