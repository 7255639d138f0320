"""Which field of a copy takes which words of the catalog: `data/copies.toml`."""

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Literal

import msgspec
from msgspec import Struct


class FieldRule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One field of a copy.

    Attributes:
        name: The field of the vocabulary.
        says: Which words it takes.
        machine: What a program's reading does to a value that the file has.
        rule: Why, with the standard that says so.
    """

    name: str
    says: str
    machine: Literal["replaces", "fills", "never"]
    rule: str


class HandoutWords(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a handout is said; `{sources}` stands for who handed the picture out.

    Attributes:
        stated: Where it is stated.
        likely: Where it is only likely.
        conflicting: Where statements differ.
        unnamed: In place of the sources, where nobody is named.
        joint: Between the parts of the instructions.
    """

    stated: str
    likely: str
    conflicting: str
    unnamed: str
    joint: str


class CopyRules(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`data/copies.toml`."""

    checked: str
    sources: tuple[str, ...]
    fields: tuple[FieldRule, ...]
    handout: HandoutWords


@lru_cache(maxsize=1)
def load_copy_rules() -> CopyRules:
    """The rules that come with the program, read once per process."""
    text = files("catalog.exchange").joinpath("data/copies.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), CopyRules)
