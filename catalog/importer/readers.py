"""The pure rooms as an import uses them: with the catalog's own knowledge."""

from datetime import date

from catalog.caption import Knowledge, parse_caption
from catalog.importer.item import Readers
from catalog.provenance import assess
from catalog.records import Finding, Handout, ImageRecord, ParsedCaption
from catalog.settings import Settings

PARSER = "0.1"
"""Version of the parser, kept beside each parse so that older parses can be found and made again."""


def make_readers(settings: Settings) -> Readers:
    """Parser and assessment with a catalog's knowledge and worldview."""
    knowledge = Knowledge(overlay=settings.knowledge_path, worldview=settings.worldview)

    def parse(text: str, received: date) -> ParsedCaption:
        return parse_caption(text, knowledge=knowledge, today=received)

    def weigh(
        caption: ParsedCaption | None, image: ImageRecord | None
    ) -> tuple[Handout, tuple[Finding, ...]]:
        assessment = assess(caption, image, knowledge=knowledge)
        return assessment.handout, assessment.findings

    return Readers(parse=parse, parser=PARSER, assess=weigh)
