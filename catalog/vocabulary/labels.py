"""What codes are called on pages and in reports, and what they mean."""

import re
import tomllib
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

import msgspec

from catalog.errors import CatalogError


class CodeText(NamedTuple):
    """A code in words.

    Attributes:
        label: Its name for people.
        meaning: What it means, in one sentence.
        source: Where the distinction is defined.
    """

    label: str
    meaning: str
    source: str


def label(code: StrEnum) -> str:
    """What people call a code: `How.PRESS_POOL` is a "Press pool"."""
    return describe(code).label


def describe(code: StrEnum) -> CodeText:
    """A code's label, meaning and source.

    Raises:
        KeyError: The code has no entry in `data/codes.toml`; a test keeps the two together.
    """
    return load_code_texts()[_list_name(type(code))][code.value]


def _list_name(codes: type[StrEnum]) -> str:
    """The name of a code list in the data: `SourceClass` is `source_class`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", codes.__name__).lower()


@lru_cache(maxsize=1)
def load_code_texts() -> dict[str, dict[str, CodeText]]:
    """All code lists in words: list name to code to text."""
    return read_code_texts(
        files("catalog.vocabulary").joinpath("data/codes.toml").read_text("utf-8"), "codes.toml"
    )


def read_code_texts(text: str, where: str) -> dict[str, dict[str, CodeText]]:
    """Read a file of code texts and put each source's title in place of its key.

    Args:
        text: TOML: one table per code list, one inline table per code, and `[sources]`.
        where: The file's name, for the error.

    Raises:
        CatalogError: It is no TOML, an entry has another shape, or a source is not listed.
    """
    try:
        data = tomllib.loads(text)
        sources = msgspec.convert(data.pop("sources", {}), dict[str, str])
        lists = msgspec.convert(data, dict[str, dict[str, dict[str, str]]])
        return {
            name: {
                code: CodeText(entry["label"], entry["meaning"], sources[entry["source"]])
                for code, entry in entries.items()
            }
            for name, entries in lists.items()
        }
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise CatalogError(where, str(error)) from error
    except KeyError as error:
        raise CatalogError(where, f"no entry {error}") from error
