"""Hand-kept names beside the overlay: countries' usual names, peoples, abbreviations, ordinary words."""

import hashlib
import tomllib
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from catalog.errors import CatalogError

DATA = Path(__file__).parent / "data"
Content = TypeVar("Content", bound=Struct)


class _Sourced(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every file says about itself: where its facts were learnt, and when they were checked."""

    sources: tuple[str, ...]
    checked: str


class CountryNames(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A country's names beyond CLDR's.

    Attributes:
        show: The name to show, where CLDR's English one is not the one that captions print.
        names: Usual, short and official names.
        abbreviations: Spellings that need their capitals or full stop ("US", "U.S.").
        former: Names of earlier times for what is this country today.
        parts: Lands of it that captions print where a country belongs ("England", "Gaza Strip").
    """

    show: str = ""
    names: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


class CountryFile(_Sourced, frozen=True, kw_only=True):
    """`country_names.toml`: languages to take from CLDR, and names by alpha-2."""

    cldr_languages: tuple[str, ...]
    countries: dict[str, CountryNames]


class Land(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words for the people or the authorities of a land that is no country of its own.

    Attributes:
        place: An overlay place's name, or the ISO 3166-2 code of a subdivision.
        words: The words, with English endings where they bear a sign.
    """

    place: str
    words: tuple[str, ...]


class DemonymFile(_Sourced, frozen=True, kw_only=True):
    """`demonyms.toml` and the folder of its words.

    Attributes:
        endings: By language, a sign and the endings that a word bearing it takes.
        languages: By language, alpha-2 to adjectives and words for its people; from `demonyms/LANGUAGE.toml`.
        lands: The same for lands that are no country.
    """

    endings: dict[str, dict[str, tuple[str, ...]]]
    lands: tuple[Land, ...]
    languages: dict[str, dict[str, tuple[str, ...]]] = {}

    def expand(self, word: str, language: str) -> tuple[str, ...]:
        """All forms of a word: itself, or its stem with each ending of the sign that it bears."""
        endings = self.endings.get(language, {}).get(word[-1:])
        return (word,) if endings is None else tuple(word[:-1] + ending for ending in endings)


class WordFile(_Sourced, frozen=True, kw_only=True):
    """`demonyms/LANGUAGE.toml`: alpha-2 to adjectives and words for its people."""

    words: dict[str, tuple[str, ...]]


class RegionFile(_Sourced, frozen=True, kw_only=True):
    """`region_names.toml`: by ISO 3166-2 code, abbreviations and usual names of first-level subdivisions."""

    abbreviations: dict[str, tuple[str, ...]]
    names: dict[str, tuple[str, ...]]


class StopGroup(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Names that are ordinary words.

    Attributes:
        reason: Why a caption prints them without meaning the place.
        names: The words.
        unless_weight: Weight from which the place counts when written with a capital; else none does.
    """

    reason: str
    names: tuple[str, ...]
    unless_weight: float = float("inf")


class StopFile(_Sourced, frozen=True, kw_only=True):
    """`stop_names.toml`."""

    groups: tuple[StopGroup, ...]


def load_knowledge(file: str, content: type[Content], folder: Path = DATA) -> Content:
    """Read one hand-kept file.

    Raises:
        CatalogError: It is missing, is no TOML, or has a key or value that the format does not know.
    """
    path = folder / file
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), content)
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise CatalogError(str(path), str(error)) from error


def load_demonyms(folder: Path = DATA) -> DemonymFile:
    """Read the words for peoples in every language.

    Raises:
        CatalogError: As for `load_knowledge`.
    """
    names = sorted(path.name for path in (folder / "demonyms").glob("*.toml"))
    words = {
        name.removesuffix(".toml"): load_knowledge(f"demonyms/{name}", WordFile, folder) for name in names
    }
    common = load_knowledge("demonyms.toml", DemonymFile, folder)
    return msgspec.structs.replace(
        common, languages={language: file.words for language, file in words.items()}
    )


def inputs_digest(folder: Path = DATA) -> bytes:
    """SHA-256 over the hand-kept files that the build reads."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.toml")):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.digest()
