"""What a caption and a file say, each value with its place, ready to be compared."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from catalog.agencies import Agencies
from catalog.caption import Knowledge, read_credit_fields
from catalog.caption.field_values import values_of
from catalog.places import Gazetteer
from catalog.records import CreditFields, FindingValue, ImageRecord, ParsedCaption, Span
from catalog.vocabulary.codes import Kind

METADATA_BLOCKS = frozenset({"exif", "iim", "xmp"})
"""The blocks in which a file's metadata stands."""


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
    values = values_of(image.fields, *fields) if image is not None else ()
    return tuple(Said(value.name, value.block, value.path, value.raw, value.cut) for value in values)


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
        knowledge: Who is an agency, and which name means which place.
    """

    caption: ParsedCaption | None
    image: ImageRecord | None
    knowledge: Knowledge

    @property
    def agencies(self) -> Agencies:
        """Who is an agency."""
        return self.knowledge.agencies

    @property
    def gazetteer(self) -> Gazetteer:
        """Which name means which place."""
        return self.knowledge.gazetteer

    @cached_property
    def credits(self) -> CreditFields:
        """What the file's credit fields say, read as a caption's credit is."""
        return read_credit_fields(
            self.image.fields if self.image is not None else {}, knowledge=self.knowledge
        )

    def gives(self, said: Said, field: str, *rules: str) -> bool:
        """Whether a value gives a field of the file's credits, by one of the rules where any are named."""
        place = said.field, said.block, said.path, said.text
        return any(
            (one.name, one.block, one.path, one.raw) == place
            for one in self.credits.evidence
            if one.field == field and (not rules or one.rule in rules)
        )

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
