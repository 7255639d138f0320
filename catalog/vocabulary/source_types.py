"""Digital Source Types: the IPTC's terms for how pixels came about, however a writer spells them."""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Literal

import msgspec
from msgspec import Struct

Ai = Literal["all", "part", "perhaps"]

# Address, QCode or bare term (IPTC NewsCodes Guidelines); writers add `www.`, `https` and a last slash.
_SPELLING = re.compile(
    r"(?:https?://(?:www\.)?(?:cv\.iptc\.org/newscodes|c2pa\.org)/digitalsourcetype/|digsrctype:)?(\w+)/?",
    re.IGNORECASE,
)


class SourceType(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A term of the vocabulary.

    Attributes:
        label: Its name for people.
        ai: What it says of generative models, None where it says nothing.
        retired: The year in which the IPTC retired it; such terms stay in use.
    """

    label: str
    ai: Ai | None = None
    retired: int | None = None


@lru_cache(maxsize=1)
def load_source_types() -> dict[str, SourceType]:
    """Term to what it means."""
    text = files("catalog.vocabulary").joinpath("data/source_types.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), dict[str, SourceType])


def source_term(text: str) -> str | None:
    """The term that a text names, None where it names none that we know.

    Args:
        text: An address of the vocabulary, a QCode such as `digsrctype:print`, or a bare term.
    """
    spelt = _SPELLING.fullmatch(text.strip())
    return _terms().get(spelt[1].lower()) if spelt else None


@lru_cache(maxsize=1)
def _terms() -> dict[str, str]:
    """Terms by their letters in lower case."""
    return {term.lower(): term for term in load_source_types()}
