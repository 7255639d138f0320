"""What the file alone shows."""

from collections.abc import Iterator

from catalog.provenance.facts import METADATA_BLOCKS, Case
from catalog.provenance.rules import load_rules
from catalog.records import Finding, FindingValue, ImageRecord


def file_findings(case: Case) -> Iterator[Finding]:
    """Findings that need no caption."""
    image = case.image
    # A file that could not be opened, or a block that could not be read, is not without metadata.
    if image is None or image.format is None or case.unreadable or _has_metadata(image):
        return
    yield load_rules()["metadata-absent"].finding([FindingValue(origin="file", raw=image.file)])


def _has_metadata(image: ImageRecord) -> bool:
    stated = {field.block for field in image.fields.values()}
    return bool(stated & METADATA_BLOCKS) or any(image.blocks.get(block) for block in METADATA_BLOCKS)
