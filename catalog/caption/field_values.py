"""The values of a file's or row's fields, each with its place, and the evidence that rules give of them."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from catalog.caption.clean import clean
from catalog.records import FieldEvidence, FieldReading, ImageField, RawValue
from catalog.vocabulary.fields import load_fields

# Code points of a value that may be a name, a code or a credit: IIM holds 128 bytes at most, more is prose.
_LONGEST = 512
# Writers stop one byte short of IIM's limit, or up to three where a UTF-8 character would be cut.
_SHORT_OF_LIMIT = 1
_SHORT_OF_LIMIT_IN_CHARACTER = 3


class FieldValue(NamedTuple):
    """One value as one block states it.

    Attributes:
        name: The metadata field, by our name.
        block: `exif`, `iim` or `xmp`, or what else the words come from.
        path: Where in the block.
        raw: The value.
    """

    name: str
    block: str
    path: str
    raw: str

    @property
    def text(self) -> str:
        """The value made even in one line; empty where it is too long to be a name or a credit."""
        return " ".join(clean(self.raw).text.split()) if len(self.raw) <= _LONGEST else ""

    @property
    def cut(self) -> bool:
        """Whether it is as long as IIM lets its field be, so that more may have followed."""
        known = load_fields().get(self.name)
        if self.block != "iim" or known is None or known.iim is None:
            return False
        slack = _SHORT_OF_LIMIT if self.raw.isascii() else _SHORT_OF_LIMIT_IN_CHARACTER
        return len(self.raw.encode("utf-8", "surrogatepass")) >= known.iim.max_bytes - slack

    def evidence(self, field: str, rule: str) -> FieldEvidence:
        """That a rule read a field of the record from this value."""
        return FieldEvidence(
            field=field, rule=rule, name=self.name, block=self.block, path=self.path, raw=self.raw
        )

    def unread(self) -> RawValue:
        """The value as one in which no rule read anything."""
        return RawValue(name=self.name, block=self.block, path=self.path, raw=self.raw)


def values_of(fields: Mapping[str, ImageField], *names: str) -> Iterator[FieldValue]:
    """Every value of some fields that is not blank, block by block, the value to show first."""
    for name in names:
        field = fields.get(name)
        if field is None:
            continue
        shown = FieldReading(block=field.block, path=field.path, value=field.value)
        readings = sorted(field.all or (shown,), key=lambda reading: not _is_same_place(reading, shown))
        for reading in readings:
            for text in [reading.value] if isinstance(reading.value, str) else reading.value:
                if text.strip():
                    yield FieldValue(name, reading.block, reading.path, text)


def _is_same_place(one: FieldReading, other: FieldReading) -> bool:
    return (one.block, one.path) == (other.block, other.path)
