"""The pure rooms as an import uses them: with the day, which they may not ask for themselves."""

from datetime import UTC, datetime

from catalog.caption import parse_caption
from catalog.importer.item import Readers
from catalog.provenance import assess
from catalog.records import Finding, Handout, ImageRecord, ParsedCaption
from catalog.settings import Settings

PARSER = "0.1"
"""Version of the parser, kept beside each parse so that older parses can be found and made again."""


def make_readers(settings: Settings) -> Readers:  # noqa: ARG001 -- the catalog's own knowledge lies below settings.home
    """Parser and assessment with today's date."""
    today = datetime.now(UTC).date()

    def parse(text: str) -> ParsedCaption:
        return parse_caption(text, today=today)

    def weigh(
        caption: ParsedCaption | None, image: ImageRecord | None
    ) -> tuple[Handout, tuple[Finding, ...]]:
        assessment = assess(caption, image)
        return assessment.handout, assessment.findings

    return Readers(parse=parse, parser=PARSER, assess=weigh)
