"""What one manifest of Content Credentials states: signer, actions, source types, permissions.

A manifest is what the C2PA SDK reports of it, in which any value may be missing, of another type, or endless.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from catalog.images.text import clean_text
from catalog.records import (
    CredentialAction,
    CredentialCode,
    CredentialSigner,
    SourceTypeSaid,
    TrainingPermission,
)
from catalog.vocabulary.codes import TimeSource
from catalog.vocabulary.credentials import load_credential_words
from catalog.vocabulary.source_types import load_source_types, source_term

Manifest = dict[str, Any]
"""A manifest as the SDK reports it."""
Entry = TypeVar("Entry")

# Photographs have a dozen actions and a handful of ingredients; a montage of hundreds is shown in part.
MOST_ENTRIES = 100
_LONGEST = 2_000
_MOST_PARAMETERS = 10
_METADATA = ("stds.iptc", "c2pa.metadata", "cawg.metadata")
_SOURCE_TYPE = "Iptc4xmpExt:DigitalSourceType"
_TRAINING = ("c2pa.training-mining", "cawg.training-mining")


@dataclass(slots=True)
class Bounds:
    """What a record may still take, and what was left out of it.

    Attributes:
        ingredients: Ingredients that may still be taken, at all depths together.
        left_out: Entries that were not.
    """

    ingredients: int = MOST_ENTRIES
    left_out: int = 0

    def first(self, entries: list[Entry]) -> list[Entry]:
        """The first entries of a list."""
        self.left_out += max(len(entries) - MOST_ENTRIES, 0)
        return entries[:MOST_ENTRIES]


def mapping(value: object) -> dict[str, Any]:
    """The value where it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def entries(value: object, bounds: Bounds) -> list[dict[str, Any]]:
    """The objects of a list, within bounds."""
    listed = value if isinstance(value, list) else []
    return [one for one in bounds.first(listed) if isinstance(one, dict)]


def text(value: object) -> str | None:
    """The value as clean text of one line; None where it is no text, number or truth value, or empty."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not isinstance(value, str | int | float):
        return None
    return " ".join(clean_text(str(value)[:_LONGEST]).split()) or None


def codes_of(value: object, bounds: Bounds, *, recorded: bool = False) -> tuple[CredentialCode, ...]:
    """Status codes in words, each once for a place."""
    known = load_credential_words().codes
    found: dict[CredentialCode, None] = {}
    for one in entries(value, bounds):
        code = text(one.get("code"))
        if code is None:
            continue
        covers = known[code].covers if code in known else ""
        where = (text(one.get("url")) or "").rpartition("/")[2]
        explanation = text(one.get("explanation")) or ""
        found[
            CredentialCode(code=code, covers=covers, where=where, explanation=explanation, recorded=recorded)
        ] = None
    return tuple(found)


def statements(manifest: Manifest, bounds: Bounds) -> Iterator[tuple[str, dict[str, Any]]]:
    """Label and data of each assertion."""
    for one in entries(manifest.get("assertions"), bounds):
        label = text(one.get("label"))
        if label is not None:
            yield label, mapping(one.get("data"))


def generators(manifest: Manifest, bounds: Bounds) -> tuple[str, ...]:
    """The programs that made a manifest: the line of version 1, and what of the list it does not name."""
    line = text(manifest.get("claim_generator"))
    listed = entries(manifest.get("claim_generator_info"), bounds)
    more = [_program(one) for one in listed if (text(one.get("name")) or "") not in (line or "")]
    return tuple(filter(None, [line, *(more if line else map(_program, listed))]))


def read_signer(manifest: Manifest) -> CredentialSigner | None:
    """What the certificate of a manifest's signature says of its holder; only a time stamp gives a time."""
    said = mapping(manifest.get("signature_info"))
    if not said:
        return None
    time = text(said.get("time"))
    return CredentialSigner(
        issuer=text(said.get("issuer")),
        common_name=text(said.get("common_name")),
        algorithm=text(said.get("alg")),
        time=time,
        time_from=TimeSource.AUTHORITY if time is not None else TimeSource.NONE,
    )


def read_actions(manifest: Manifest, bounds: Bounds) -> tuple[CredentialAction, ...]:
    """What a manifest says was done (assertions `c2pa.actions` of both versions)."""
    found: list[CredentialAction] = []
    for label, data in statements(manifest, Bounds()):
        if label.startswith("c2pa.actions"):
            agents = data.get("softwareAgents")
            found += [
                _action(one, agents if isinstance(agents, list) else [])
                for one in entries(data.get("actions"), bounds)
            ]
    return tuple(bounds.first(found))


def _action(said: dict[str, Any], agents: list[Any]) -> CredentialAction:
    """One action; its program stands in it, or in a list that it has the number of."""
    code = text(said.get("action")) or "c2pa.unknown"
    number = said.get("softwareAgentIndex")
    agent = said.get("softwareAgent")
    if isinstance(number, int) and 0 <= number < len(agents):
        agent = agents[number]
    stated = text(said.get("digitalSourceType"))
    return CredentialAction(
        action=code,
        label=load_credential_words().actions.get(code, ""),
        source_type=source_type(stated) if stated else None,
        software=_program(agent) if isinstance(agent, dict) else text(agent),
        when=text(said.get("when")),
        description=text(said.get("description")),
        changes=tuple(_changes(said)),
    )


def _changes(said: dict[str, Any]) -> Iterator[str]:
    """The parts that an action changed, then its parameters that are words or numbers."""
    parts = [text(part) for part in str(said.get("changed") or "").split(";")]
    parts += [text(part.get("description")) for part in entries(said.get("changes"), Bounds())]
    yield from filter(None, parts)
    # The SDK gives members of an object in no order.
    named = ((name, text(value)) for name, value in sorted(mapping(said.get("parameters")).items()))
    for name, value in islice(((n, v) for n, v in named if v), _MOST_PARAMETERS):
        yield f"{text(name)}: {value}"


def _program(said: dict[str, Any]) -> str | None:
    """A program's name and version."""
    return " ".join(filter(None, (text(said.get("name")), text(said.get("version"))))) or None


def source_type(value: str) -> SourceTypeSaid:
    """A statement on how pixels came about, with the term that it names."""
    term = source_term(value)
    if term is None:
        return SourceTypeSaid(value=value)
    known = load_source_types()[term]
    return SourceTypeSaid(value=value, term=term, label=known.label, ai=known.ai)


def source_types(manifest: Manifest, actions: tuple[CredentialAction, ...]) -> tuple[SourceTypeSaid, ...]:
    """All that a manifest says of how pixels came about, in its actions and its metadata, each once."""
    found = [action.source_type for action in actions if action.source_type is not None]
    for label, data in statements(manifest, Bounds()):
        stated = text(data.get(_SOURCE_TYPE)) if label.startswith(_METADATA) else None
        if stated is not None:
            found.append(source_type(stated))
    return tuple({one.term or one.value: one for one in reversed(found)}.values())[::-1]


def training(manifest: Manifest, bounds: Bounds) -> tuple[TrainingPermission, ...]:
    """What a manifest says of uses by machines (C2PA 1.4; CAWG Training and Data Mining 1.1)."""
    found: list[TrainingPermission] = []
    for label, data in statements(manifest, Bounds()):
        if not label.startswith(_TRAINING):
            continue
        for use, said in sorted(mapping(data.get("entries")).items()):
            permission = text(mapping(said).get("use"))
            if permission is not None:
                constraint = text(said.get("constraint_info"))
                found.append(
                    TrainingPermission(use=text(use) or "", permission=permission, constraint=constraint)
                )
    return tuple(bounds.first(found))
