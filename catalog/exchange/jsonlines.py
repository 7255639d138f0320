"""Read JSON Lines: one object a line, ours (a whole photo) or anybody's (named strings)."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from catalog.exchange.columns import locate, make_row, meaning
from catalog.exchange.encoding import Encoding
from catalog.exchange.feed import Feed, RawLine, raw_lines
from catalog.exchange.rows import BadRow, Row, SourceRow, unfit


def looks_like_object(text: str) -> bool:
    """Whether a text's first line that is not blank is a JSON object."""
    first = next((line for line in text.removeprefix("\ufeff").splitlines() if line.strip()), "")
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def read_json_lines(feed: Feed, encoding: Encoding) -> Iterator[Row]:
    """Read one row per line; blank lines are passed over.

    See https://jsonlines.org (UTF-8, one value a line).
    """
    for line in raw_lines(feed.chunks(), encoding.newline):
        if line.raw.strip():
            yield _read_line(line, encoding, feed.folder)


def _read_line(line: RawLine, encoding: Encoding, folder: Path) -> Row:
    if line.cut:
        return BadRow(line.number, line.raw, "a line of more than 8 MiB, kept in part")
    text, fault = encoding.decode(line.raw)
    if fault is not None:
        return BadRow(line.number, line.raw, fault)
    try:
        value = json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        return BadRow(
            line.number, line.raw, f"line {line.number}, column {error.colno}: not JSON: {error.msg}"
        )
    except (ValueError, RecursionError) as error:
        return BadRow(line.number, line.raw, f"line {line.number}: not JSON that can be read: {error}")
    if not isinstance(value, dict):
        return BadRow(line.number, line.raw, f"line {line.number}: a JSON object was expected")
    if isinstance(value.get("ref"), dict):
        return _own_photo(line, value, folder)
    cells = {key: _cell(member) for key, member in value.items() if member is not None}
    key = _caption_key(cells)
    if key is not None and not isinstance(value[key], str):
        return BadRow(line.number, line.raw, f"line {line.number}: {key!r} is not text")
    return make_row(line.number, line.raw, cells, folder)


def _caption_key(keys: Iterable[str]) -> str | None:
    """The key that a row's caption is taken from."""
    known = [
        (found.rank, key) for key in keys if (found := meaning(key)) is not None and found.field == "caption"
    ]
    return min(known)[1] if known else None


def _cell(value: Any) -> str:  # noqa: ANN401 - whatever JSON holds
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=True)


def _own_photo(line: RawLine, photo: dict[str, Any], folder: Path) -> Row:
    """A line of our own export: the photo's JSON, of which words and identity come back."""
    ref = photo["ref"]
    parsed = photo.get("caption")
    caption = parsed.get("caption") if isinstance(parsed, dict) else None
    image = photo.get("image")
    file = image.get("file") if isinstance(image, dict) else None
    extra = {"file": file} if isinstance(file, str) else {}
    if isinstance(image, dict) and isinstance(image.get("sha256"), str):
        extra["sha256"] = image["sha256"]
    for value in (caption, file, ref.get("provider"), ref.get("id")):
        if value is not None and (not isinstance(value, str) or unfit(value) is not None):
            return BadRow(
                line.number, line.raw, f"line {line.number}: a photo's caption, file and ref are text"
            )
    path = locate(file, folder) if isinstance(file, str) and file else None
    if caption is None and path is None:
        return BadRow(line.number, line.raw, "neither caption nor image")
    return SourceRow(
        number=line.number,
        raw=line.raw,
        caption=caption,
        # An export travels without its pictures; one that is not here is no fault of the row's words.
        image=path if path is not None and (caption is None or path.is_file()) else None,
        provider=ref.get("provider"),
        reference=ref.get("id"),
        extra=extra,
    )
