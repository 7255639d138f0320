"""Read a folder of pictures with their side files, or one picture."""

import os
import stat
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

from catalog.errors import CatalogError
from catalog.exchange.encoding import find_encoding
from catalog.exchange.feed import HEAD_BYTES, Feed
from catalog.exchange.rows import BadRow, Row, SourceRow, unfit


@cache
def image_suffixes() -> frozenset[str]:
    """File name endings of pictures, lower case with their dot; what the bytes are, the reader decides."""
    text = files("catalog.exchange").joinpath("data/formats.toml").read_text("utf-8")
    return frozenset(tomllib.loads(text)["suffixes"])


def is_image_name(path: Path) -> bool:
    """Whether a file's name is that of a picture."""
    return path.suffix.lower() in image_suffixes()


def read_image_file(path: Path) -> Iterator[Row]:
    """One picture, with its side files."""
    yield _picture(1, path, path.parent)


def read_folder(folder: Path) -> tuple[str, Iterator[Row]]:
    """Read a folder's pictures, its sub-folders' too, in the order of their names.

    Returns:
        What to say about it, and its rows.

    Raises:
        CatalogError: There is no picture in it.
    """
    pictures = others = 0
    for path in _walk(folder, folder.resolve()):
        if isinstance(path, BadRow):
            continue
        pictures += is_image_name(path)
        others += not is_image_name(path)
    if not pictures:
        left = f"; it holds {others} other files: name the one with the captions" if others else ""
        raise CatalogError(str(folder), f"no pictures in this folder{left}")
    left = f", {others} other file{'s' * (others != 1)} beside them" if others else ""
    return f"{pictures} picture{'s' * (pictures != 1)}{left}", _rows(folder)


def _rows(folder: Path) -> Iterator[Row]:
    number = 0
    for found in _walk(folder, folder.resolve()):
        if isinstance(found, BadRow):
            number += 1
            yield BadRow(number, found.raw, found.reason)
        elif is_image_name(found):
            number += 1
            yield _picture(number, found, folder)


def _walk(folder: Path, root: Path) -> Iterator[Path | BadRow]:
    """Regular files below a folder, and what can be none, in the order of their names, hidden ones left out.

    Links are followed only to files inside the folder: a catalog of a folder holds what lies in it.
    """
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield BadRow(0, os.fsencode(folder), f"{folder.name}: cannot be listed: {error.strerror or error}")
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        path = Path(entry.path)
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(path, root)
        elif (reason := _refusal(entry, root)) is not None:
            yield BadRow(0, os.fsencode(path), f"{entry.name}: {reason}")
        else:
            yield path


def _refusal(entry: os.DirEntry[str], root: Path) -> str | None:
    """Why a directory entry is no file below `root`, None where it is one."""
    path = Path(entry.path)
    if entry.is_symlink():
        if not path.exists():
            return "a link to nothing"
        if not path.resolve().is_relative_to(root):
            return f"a link that leaves the folder, to {path.resolve()}"
    mode = entry.stat().st_mode
    if stat.S_ISDIR(mode):
        return "a link to a folder"
    return None if stat.S_ISREG(mode) else f"a {_special_kind(mode)}, not a file"


def _special_kind(mode: int) -> str:
    if stat.S_ISFIFO(mode):
        return "named pipe"
    return "socket" if stat.S_ISSOCK(mode) else "device"


def sidecar_of(path: Path) -> Path | None:
    """The XMP file that speaks for a picture beside it, None without one."""
    # `a.jpg.xmp` before `a.xmp`: the first names the very file, the second may belong to its raw twin.
    names = (path.with_name(path.name + ".xmp"), path.with_suffix(".xmp"))
    return next((sidecar for sidecar in names if sidecar.is_file() and sidecar != path), None)


def _picture(number: int, path: Path, folder: Path) -> Row:
    raw = os.fsencode(path.relative_to(folder))
    extra: dict[str, str] = {}
    sidecar = sidecar_of(path)
    if sidecar is not None:
        extra["sidecar"] = str(sidecar)
    for text in (path.with_name(path.name + ".txt"), path.with_suffix(".txt")):
        if text.is_file():
            return _captioned(number, raw, path, text, extra)
    return SourceRow(number, raw, image=path, extra=extra)


def _captioned(number: int, raw: bytes, path: Path, text: Path, extra: dict[str, str]) -> Row:
    """A picture whose caption stands in a text file beside it."""
    try:
        with text.open("rb") as file:
            head = file.read(HEAD_BYTES + 1)
        feed = Feed(text.name, text.parent, head, whole=True, path=text)
        caption, fault = find_encoding(feed).decode(head)
    except (OSError, CatalogError) as error:
        return BadRow(number, raw, f"the caption file beside it cannot be read: {error}")
    fault = fault or unfit(caption) or ("longer than 1 MiB" if len(head) > HEAD_BYTES else None)
    if fault is not None:
        return BadRow(number, raw, f"{text.name}: {fault}")
    caption = caption.removeprefix("\ufeff").strip()
    return SourceRow(number, raw, caption=caption or None, image=path, extra=extra)
