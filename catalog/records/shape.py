"""The one JSON shape of the records, both ways."""

import json
from typing import Any, TypeVar

import msgspec

Record = TypeVar("Record", bound=msgspec.Struct)


def to_builtins(record: msgspec.Struct) -> dict[str, Any]:
    """The record as plain dicts, lists, strings and numbers, under its JSON names."""
    shaped: dict[str, Any] = msgspec.to_builtins(record)
    return shaped


def to_json(record: msgspec.Struct, *, indent: int | None = None) -> str:
    """The record as JSON text with only ASCII characters, so that any pipe carries it unharmed."""
    return json.dumps(to_builtins(record), ensure_ascii=True, indent=indent)


def from_json(text: str | bytes, record: type[Record]) -> Record:
    """Read a record back; the inverse of `to_json`.

    Raises:
        msgspec.ValidationError: The text has another shape.
    """
    return msgspec.json.decode(text, type=record)
