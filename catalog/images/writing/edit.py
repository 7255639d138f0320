"""What is written into each of a file's blocks, whatever its container."""

from collections.abc import Sequence

from catalog.images.packet import ILLEGAL_IN_XML
from catalog.images.writing.iim import edit_iim
from catalog.images.writing.model import FieldValue, Written
from catalog.images.writing.resources import digest_of, rebuild_resources
from catalog.images.writing.xmp import Packet, edit_packet, empty_packet, read_packet


class Edit:
    """The edit of one file; collects what was written and what is to be said of it.

    Args:
        values: What the copy is to say.
    """

    def __init__(self, values: Sequence[FieldValue]) -> None:
        self.notes: list[str] = []
        self._values = [self._fit(value) for value in values]
        self._written: list[Written] = []
        self._digest: bytes | None = None

    @property
    def written(self) -> tuple[Written, ...]:
        """What stands where, each place once."""
        return tuple({(one.block, one.path): one for one in self._written}.values())

    def iim(self, blocks: Sequence[bytes]) -> bytes:
        """One IIM block for the copy; to be asked for before the packet, which may hold its digest."""
        edit = edit_iim(blocks, self._values)
        self._written += edit.written
        self.note(*edit.notes)
        self._digest = digest_of(edit.block)
        return edit.block

    def resources(self, data: bytes, blocks: Sequence[bytes], *, without_xmp: bool = False) -> bytes:
        """Photoshop resources for the copy, with its IIM."""
        return rebuild_resources(data, self.iim(blocks), without_xmp=without_xmp)

    def packet(self, data: bytes | None, extensions: Sequence[bytes] = ()) -> Packet:
        """An XMP packet for the copy, made where the original has none."""
        packet = empty_packet() if data is None else read_packet(data, extensions)
        written, notes = edit_packet(packet, self._values, self._digest)
        self._written += written
        self.note(*notes)
        return packet

    def note(self, *lines: str) -> None:
        """Say something of the copy, once."""
        self.notes += [line for line in lines if line not in self.notes]

    def _fit(self, value: FieldValue) -> FieldValue:
        """A value without the characters that XML cannot hold, controls but tab and line ends."""
        texts = tuple(ILLEGAL_IN_XML.sub("", text) for text in value.texts)
        members = tuple((name, ILLEGAL_IN_XML.sub("", text)) for name, text in value.members)
        if (texts, members) == (value.texts, value.members):
            return value
        self.note(f"{value.name}: control characters that XMP cannot hold are left out")
        return FieldValue(name=value.name, texts=texts, members=members)
