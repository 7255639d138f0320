"""Recognise a source, say in one sentence what it was taken for, and read it row by row."""

import json
import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from catalog.agencies import load_agencies
from catalog.errors import CatalogError
from catalog.exchange.credits import Agencies
from catalog.exchange.encoding import Encoding, find_encoding
from catalog.exchange.feed import Feed, open_feed
from catalog.exchange.folder import is_image_name, read_folder, read_image_file
from catalog.exchange.jsonlines import looks_like_object, read_json_lines
from catalog.exchange.prose import Outline, outline, read_article, read_lines, read_paragraphs
from catalog.exchange.rows import KINDS, Source, SourceKind
from catalog.exchange.table import find_delimiter, read_table

_NAMES: dict[SourceKind, str] = {
    "csv": "a table",
    "jsonl": "JSON Lines",
    "lines": "captions",
    "paragraphs": "captions",
    "article": "an article",
    "folder": "pictures",
    "image": "a picture",
}
_BY_SUFFIX: dict[str, SourceKind] = {".csv": "csv", ".tsv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl"}


def read_source(path: Path, *, as_: str | None = None, agencies: Agencies | None = None) -> Source:
    """Recognise a source and read it, one row at a time.

    Args:
        path: A file, a folder, a named pipe, or `-` for standard input.
        as_: One of `KINDS`; it wins over what the source looks like.
        agencies: Who is an agency, for telling captions from prose; the shipped knowledge where None.

    Returns:
        What it was taken for, said in one sentence, and its rows. A row that cannot be read is a `BadRow`
        among them and never an exception.

    Raises:
        CatalogError: There is no such source, it is empty or binary, or it holds nothing to import.
    """
    if as_ is not None and as_ not in KINDS:
        raise CatalogError(as_, f"is no kind of source: {', '.join(KINDS)}")
    if str(path) != "-" and not path.exists():
        raise CatalogError(str(path), "no such file or folder")
    if path.is_dir():
        return _read_directory(path, as_)
    if as_ == "folder":
        raise CatalogError(str(path), "is not a folder")
    feed = open_feed(path)
    if as_ == "image" or (as_ is None and _is_picture(feed)):
        return _read_picture(feed)
    if as_ is None:
        _refuse_other_formats(feed)
    return _read_text(feed, as_, agencies)


def _read_directory(path: Path, as_: str | None) -> Source:
    if as_ not in (None, "folder"):
        raise CatalogError(str(path), f"is a folder and cannot be read as {as_}")
    found, rows = read_folder(path)
    return Source("folder", f"{path.name or path}: took the folder for pictures: {found}", rows)


def _read_picture(feed: Feed) -> Source:
    if feed.path is None:
        raise CatalogError(feed.name, "a picture cannot be read from a pipe: save it as a file")
    return Source("image", f"{feed.name}: took the file for a picture", read_image_file(feed.path))


@cache
def _signatures() -> dict[str, Any]:
    return tomllib.loads(files("catalog.exchange").joinpath("data/formats.toml").read_text("utf-8"))


def _is_picture(feed: Feed) -> bool:
    """Whether a file is a picture by its first bytes, or by a picture's name on bytes that are no text."""
    if any(feed.head.startswith(bytes.fromhex(entry["hex"])) for entry in _signatures()["pictures"]):
        return True
    return feed.path is not None and is_image_name(feed.path)


def _refuse_other_formats(feed: Feed) -> None:
    """Say what to do with a file that people take for captions and that holds something else."""
    for entry in _signatures()["binaries"]:
        if feed.head.startswith(bytes.fromhex(entry["hex"])):
            raise CatalogError(feed.name, f"is {entry['name']}, not text: {entry['advice']}")
    start = feed.head[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for entry in _signatures()["markup"]:
        if start.startswith(entry["begins"].encode()):
            raise CatalogError(feed.name, f"is {entry['name']}: {entry['advice']}")


def _read_text(feed: Feed, as_: str | None, agencies: Agencies | None) -> Source:
    encoding = find_encoding(feed)
    # The head may end within a character: only what it shows is looked at.
    text = feed.head.decode(encoding.codec, "ignore")
    if not text.strip("\ufeff \t\r\n\f\v\xa0"):
        raise CatalogError(feed.name, "holds only blank space")
    kind = as_ or _by_name_or_shape(feed, text)
    if kind == "csv":
        found, rows = read_table(feed, encoding, text)
        return Source("csv", _said(feed, "csv", found, encoding), rows)
    if kind == "jsonl":
        return Source(
            "jsonl", _said(feed, "jsonl", "one object a line", encoding), read_json_lines(feed, encoding)
        )
    return _read_prose(feed, encoding, as_, agencies)


def _by_name_or_shape(feed: Feed, text: str) -> str | None:
    suffix = feed.path.suffix.lower() if feed.path is not None else ""
    if suffix in _BY_SUFFIX:
        return _BY_SUFFIX[suffix]
    if looks_like_object(text):
        return "jsonl"
    if suffix == ".json" or _is_json_document(text):
        raise CatalogError(feed.name, "is one JSON document: write one object a line (JSON Lines)")
    found = find_delimiter(text)
    # One known word alone may be a caption's; a header has at least two columns.
    return "csv" if found is not None and len(found[1]) > 1 else None


def _is_json_document(text: str) -> bool:
    """Whether a text is JSON that spans lines."""
    if not text.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        return False
    try:
        json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        return False
    return True


def _read_prose(feed: Feed, encoding: Encoding, as_: str | None, agencies: Agencies | None) -> Source:
    known = agencies if agencies is not None else load_agencies()
    guess = outline(feed, encoding, known)
    if as_ == "lines" or (as_ is None and guess.kind == "lines"):
        return Source(
            "lines", _said(feed, "lines", _if_guessed(guess, "lines"), encoding), read_lines(feed, encoding)
        )
    if as_ == "paragraphs" or (as_ is None and guess.kind == "paragraphs"):
        found = _if_guessed(guess, "paragraphs")
        return Source(
            "paragraphs", _said(feed, "paragraphs", found, encoding), read_paragraphs(feed, encoding)
        )
    found = guess.said if guess.kind == "article" else "every paragraph with a credit is a caption"
    return Source(
        "article",
        _said(feed, "article", found, encoding),
        read_article(feed, encoding, known, by_line=guess.by_line),
    )


def _if_guessed(guess: Outline, kind: SourceKind) -> str:
    """What speaks for a kind, or only what it means where somebody asked for another than we guess."""
    return guess.said if guess.kind == kind else f"one a {kind.removesuffix('s')}"


def _said(feed: Feed, kind: SourceKind, found: str, encoding: Encoding) -> str:
    what = "input" if feed.path is None else "file"
    return f"{feed.name}: took the {what} for {_NAMES[kind]}: {found}{encoding.said}"
