"""What a source gives: rows that can be catalogued, and rows that cannot, with the reason."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias, get_args

SourceKind: TypeAlias = Literal["csv", "jsonl", "lines", "paragraphs", "article", "folder", "image"]
"""How a source is read; what `--as` accepts."""

KINDS: tuple[str, ...] = get_args(SourceKind)
"""All kinds, in the order that help texts list them."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One picture or caption of a source.

    Attributes:
        number: Physical line it begins on, or its place in a folder's walk; both count from 1.
        raw: Its bytes, exactly as they stand in the source; for a picture its path in the folder.
        caption: The published text, None for a picture without words.
        image: The image file it names, which may be missing: that is for the importer to report.
        provider: Who delivered it, by the row's own word.
        reference: The provider's id of the picture.
        extra: Further columns by their name; known ones under our names (`credit_line`, `headline`).
    """

    number: int
    raw: bytes
    caption: str | None = None
    image: Path | None = None
    provider: str | None = None
    reference: str | None = None
    extra: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be catalogued, kept with its bytes so that nothing is lost.

    Attributes:
        number: Physical line it begins on, or its place in a folder's walk.
        raw: Its bytes as they stand in the source.
        reason: One line for a person.
    """

    number: int
    raw: bytes
    reason: str


Row: TypeAlias = SourceRow | BadRow


@dataclass(frozen=True, slots=True)
class Source:
    """A source that was recognised and is ready to be read once, row by row.

    Attributes:
        kind: How it is read.
        said: One sentence for a person: what it was taken for, and why.
        rows: The rows in the source's order; consumed by reading.
    """

    kind: SourceKind
    said: str
    rows: Iterator[Row]


# U+0000 is refused by PostgreSQL's text type, lone surrogates by UTF-8: a text with either cannot be kept.
# PostgreSQL documentation, 8.3 "Character Types"; Unicode 16.0, D79.
def unfit(text: str) -> str | None:
    """Why a text cannot be kept, or None where it can."""
    if "\0" in text:
        return "a NUL character stands in it"
    if not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text):
        return "half a surrogate pair stands in it, which is no character"
    return None
