"""The codes of Content Credentials in words: status codes, actions, relationships."""

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Literal

import msgspec
from msgspec import Struct

CodeKind = Literal["changed", "signer", "trust", "structure", "note"]


class StatusCode(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A status code of the C2PA or CAWG specification.

    Attributes:
        covers: What it is about, as words that complete a sentence.
        kind: Whether it says that bytes changed, or that the certificate, trust or the structure is at fault.
    """

    covers: str
    kind: CodeKind


class CredentialWords(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file `data/credentials.toml`.

    Attributes:
        codes: Status code to what it covers.
        actions: Action to what was done.
        relationships: Relationship to how another picture relates to this one.
    """

    codes: dict[str, StatusCode]
    actions: dict[str, str]
    relationships: dict[str, str]


@lru_cache(maxsize=1)
def load_credential_words() -> CredentialWords:
    """All codes in words."""
    text = files("catalog.vocabulary").joinpath("data/credentials.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), CredentialWords)
