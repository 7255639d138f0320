"""Text as both databases can keep it, and records as JSON text."""

import hashlib
import json
import os
import re
from typing import Any
from urllib.parse import quote_from_bytes, unquote_to_bytes

import msgspec

# PostgreSQL refuses U+0000 in text (manual, 8.3 "Character Types"); UTF-8 has no surrogates (RFC 3629, 3).
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_REPLACEMENT = "\ufffd"
# Two such columns in one index stay below the 2,704 bytes that PostgreSQL allows (source: nbtree.h,
# BTMaxItemSize with pages of 8 kB).
_INDEXED_BYTES = 1000
_FILE_URI = "file://"
_ESCAPED_NUL = r"\u0000"


def storable(text: str) -> str:
    """Replace U+0000 and lone surrogates by U+FFFD, one for one, so that spans stay true."""
    return _UNSTORABLE.sub(_REPLACEMENT, text)


def indexable(text: str) -> str:
    """Storable text that an index takes: the end of one that is too long gives way to its digest."""
    kept = storable(text)
    if len(kept.encode()) <= _INDEXED_BYTES:
        return kept
    end = f"\u2026{text_digest(kept)}"
    return kept.encode()[: _INDEXED_BYTES - len(end.encode())].decode(errors="ignore") + end


def text_digest(text: str) -> str:
    """Hex SHA-256 of storable text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def path_text(path: str) -> str:
    """An absolute path as text; one whose bytes are no UTF-8 becomes a file URI (RFC 8089)."""
    return path if storable(path) == path else _FILE_URI + quote_from_bytes(os.fsencode(path))


def path_of_text(text: str) -> str:
    """The path again, as `open` takes it; the inverse of `path_text`."""
    if not text.startswith(_FILE_URI):
        return text
    return os.fsdecode(unquote_to_bytes(text.removeprefix(_FILE_URI)))


def encode(record: msgspec.Struct) -> str:
    """A record as compact JSON text; unstorable letters inside it are replaced."""
    try:
        text = msgspec.json.encode(record).decode()
    except UnicodeEncodeError:
        text = _ESCAPED_NUL
    if _ESCAPED_NUL not in text:
        return text
    return json.dumps(_clean(msgspec.to_builtins(record)), ensure_ascii=False, separators=(",", ":"))


def _clean(value: Any) -> Any:  # noqa: ANN401 -- walks whatever JSON holds
    """The same plain value with storable text throughout."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dict):
        return {storable(str(key)): _clean(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(inner) for inner in value]
    return value
