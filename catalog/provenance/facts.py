"""What a caption and a file say, each value with its place, ready to be compared."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from catalog.agencies import Agencies
from catalog.places import Gazetteer
from catalog.records import FieldReading, FindingValue, ImageRecord, ParsedCaption, Span
from catalog.vocabulary.codes import Kind
from catalog.vocabulary.fields import load_fields

METADATA_BLOCKS = frozenset({"exif", "iim", "xmp"})
"""The blocks in which a file's metadata stands."""

# Writers stop one byte short of the limit, or up to three where a UTF-8 character would be cut.
_SHORT_OF_LIMIT = 1
_SHORT_OF_LIMIT_IN_CHARACTER = 3


class Said(NamedTuple):
    """One value as one block of a file states it.

    Attributes:
        field: Our field name.
        block: `exif`, `iim` or `xmp`.
        path: Where in the block.
        text: The value.
        cut: Whether it reaches its length limit in IIM, so that more may have followed.
    """

    field: str
    block: str
    path: str
    text: str
    cut: bool = False

    @property
    def value(self) -> FindingValue:
        """It as a finding's value."""
        return FindingValue(origin=f"{self.block} {self.path}", raw=self.text)


def said_in(image: ImageRecord | None, *fields: str) -> tuple[Said, ...]:
    """Every non-blank value of some fields, block by block; nothing where the file has none."""
    return tuple(said for field in fields for said in _said(image, field))


def _said(image: ImageRecord | None, field: str) -> Iterator[Said]:
    found = image.fields.get(field) if image is not None else None
    if found is None:
        return
    readings = found.all or (FieldReading(block=found.block, path=found.path, value=found.value),)
    for reading in readings:
        for text in [reading.value] if isinstance(reading.value, str) else reading.value:
            if text.strip():
                cut = reading.block == "iim" and _reaches_limit(field, text)
                yield Said(field, reading.block, reading.path, text, cut)


def _reaches_limit(field: str, text: str) -> bool:
    """Whether a value is as long as IIM lets its field be."""
    known = load_fields().get(field)
    if known is None or known.iim is None:
        return False
    slack = _SHORT_OF_LIMIT if text.isascii() else _SHORT_OF_LIMIT_IN_CHARACTER
    return len(text.encode("utf-8", "surrogatepass")) >= known.iim.max_bytes - slack


def in_caption(caption: ParsedCaption, span: Span) -> FindingValue:
    """Some words of the caption as a finding's value."""
    start, end = span
    return FindingValue(origin=f"caption[{start}:{end}]", raw=caption.caption[start:end])


@dataclass(frozen=True)
class Case:
    """A caption and a file to be looked at together, with what we know of the world.

    Attributes:
        caption: The parsed caption; None for a picture without words.
        image: The file; None for a caption without picture.
        agencies: Who is an agency.
        gazetteer: Which name means which place.
    """

    caption: ParsedCaption | None
    image: ImageRecord | None
    agencies: Agencies
    gazetteer: Gazetteer

    def said(self, *fields: str) -> tuple[Said, ...]:
        """What the file says in some fields."""
        return said_in(self.image, *fields)

    @cached_property
    def is_file_picture(self) -> bool:
        """Whether the caption says that the picture is older than its news."""
        return self.caption is not None and Kind.FILE in self.caption.kinds

    @cached_property
    def unreadable(self) -> frozenset[str]:
        """Metadata blocks in which something could not be read; they cannot be said to lack a value."""
        problems = self.image.problems if self.image is not None else ()
        return frozenset(problem.block for problem in problems) & METADATA_BLOCKS
