"""Content Credentials in a file: signed over its bytes, so that a changed copy cannot keep them."""

from collections.abc import Iterable

from catalog.images.jpeg import APP11, Segment

LEFT_OUT = "Content Credentials (C2PA) are left out: their signature holds for the original's bytes alone"

# A JUMBF box in APP11 begins with the common identifier, its instance number and a sequence number; then box
# length and type (ISO/IEC 19566-5, annex D.2).
_JUMBF = b"JP"
_HEAD = 8
# The content type of a manifest store, in the description box of the superbox (C2PA Technical Specification,
# "Use of JUMBF").
_MANIFEST_STORE = bytes.fromhex("6332706100110010800000aa00389b71")
_LOOKED_AT = 64


def manifest_starts(segments: Iterable[Segment]) -> set[int]:
    """Where the segments of a JPEG file's manifest store stand; other JUMBF boxes are not meant."""
    boxes: dict[bytes, list[Segment]] = {}
    for segment in segments:
        if segment.marker == APP11 and segment.body[:2] == _JUMBF:
            boxes.setdefault(segment.body[2:4], []).append(segment)
    return {
        segment.start
        for parts in boxes.values()
        if any(_MANIFEST_STORE in part.body[_HEAD : _HEAD + _LOOKED_AT] for part in parts)
        for segment in parts
    }
