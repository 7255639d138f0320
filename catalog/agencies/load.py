"""Read the agencies' TOML files, ours and a catalog's own, into frozen records."""

import re
import tomllib
import zlib
from collections.abc import Iterator
from functools import lru_cache
from operator import attrgetter
from pathlib import Path

import msgspec

from catalog.agencies.forms import unknown_variables
from catalog.agencies.lookup import Agencies
from catalog.agencies.model import Agency
from catalog.errors import CatalogError

DATA = Path(__file__).parent / "data"
"""The folder of our own files, one for each agency."""

COMPILED = Path(__file__).parent / "compiled.msgpack"
"""The same records ready to load; used only while its checksum fits the TOML files."""

_AT = re.compile(r"^(?P<reason>.*?)(?: - at `\$\.?(?P<path>[^`]*)`)?$", re.DOTALL)
_KEY = re.compile(r" `(?P<key>[\w-]+)`")


class _Compiled(msgspec.Struct, frozen=True):
    """All agencies and the checksum of the files that they were read from."""

    checksum: int
    agencies: tuple[Agency, ...]


def load_agencies(overlay: Path | None = None) -> Agencies:
    """All agencies we know, with a catalog's own laid over them.

    Args:
        overlay: A folder of TOML files of the same shape. A file whose id we have replaces ours, another
            is added; a folder that does not exist adds nothing.

    Raises:
        CatalogError: A file cannot be read or is not of that shape; `where` names file, table and key.
    """
    if overlay is None or not overlay.is_dir():
        return _shipped()
    own = {agency.id: agency for agency in _parse(_read(overlay))}
    return Agencies(({agency.id: agency for agency in _shipped()} | own).values())


def compile_agencies(target: Path = COMPILED) -> None:
    """Write our files' records in the form that loads quickly, with the files' checksum."""
    files = _read(DATA)
    compiled = _Compiled(checksum=_checksum(files), agencies=tuple(_parse(files)))
    target.write_bytes(msgspec.msgpack.encode(compiled))


@lru_cache(maxsize=1)
def _shipped() -> Agencies:
    """Our own agencies, read once."""
    files = _read(DATA)
    return Agencies(_compiled(_checksum(files)) or _parse(files))


def _compiled(checksum: int, path: Path = COMPILED) -> tuple[Agency, ...]:
    """The compiled records, none where they are missing, damaged or of other files."""
    try:
        compiled = msgspec.msgpack.decode(path.read_bytes(), type=_Compiled)
    except (OSError, msgspec.DecodeError):
        return ()
    return compiled.agencies if compiled.checksum == checksum else ()


def _read(folder: Path) -> dict[Path, bytes]:
    """The TOML files of a folder, by name."""
    files = {}
    for path in sorted(folder.glob("*.toml"), key=attrgetter("name")):
        try:
            files[path] = path.read_bytes()
        except OSError as error:
            raise CatalogError(str(path), error.strerror or "cannot be read") from error
    return files


def _checksum(files: dict[Path, bytes]) -> int:
    """A checksum of names and contents."""
    return zlib.crc32(b"\0".join(path.name.encode() + b"\0" + content for path, content in files.items()))


def _parse(files: dict[Path, bytes]) -> Iterator[Agency]:
    """The agency of each file."""
    for path, content in files.items():
        try:
            agency = msgspec.convert(tomllib.loads(content.decode()), Agency, strict=True)
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise CatalogError(str(path), f"is no TOML: {error}") from error
        except msgspec.ValidationError as error:
            raise _misshapen(path, error) from error
        _check(path, agency)
        yield agency


def _misshapen(path: Path, error: msgspec.ValidationError) -> CatalogError:
    """Say file, table and key of a value that does not fit."""
    at = _AT.match(str(error))
    reason, table = (at["reason"], at["path"] or "") if at else (str(error), "")
    key = _KEY.search(reason)
    steps = [str(path), table, key["key"] if key and "field" in reason else ""]
    return CatalogError(": ".join(filter(None, steps)), reason)


def _check(path: Path, agency: Agency) -> None:
    """Refuse what would make look-ups wrong."""
    for key, reason in _faults(path.stem, agency):
        where = f"{path}: {key}"
        raise CatalogError(where, reason)


def _faults(stem: str, agency: Agency) -> Iterator[tuple[str, str]]:
    """Each key at fault and why, of what the shape alone does not tell."""
    if agency.id != stem:
        yield "id", f"is {agency.id!r}, but the file is called {stem}.toml"
    canonical = [name.text for name in agency.names if name.canonical]
    if len(canonical) != 1:
        yield "names: canonical", f"is true for {len(canonical)} names; it must be for one"
    elif agency.name != canonical[0].upper():
        yield "name", f"is {agency.name!r}; it must be the canonical spelling in capitals"
    for index, name in enumerate(agency.names):
        if name.from_ and name.until and name.from_ > name.until:
            yield f"names[{index}]: until", f"{name.until} lies before from, {name.from_}"
    for index, form in enumerate(agency.credit_forms):
        for variable in unknown_variables(form.template):
            yield f"credit_forms[{index}]: template", f"has the unknown variable ${variable}"
