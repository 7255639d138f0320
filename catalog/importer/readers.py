"""The pure rooms as an import uses them: with the catalog's own knowledge."""

from datetime import date

from catalog.caption import parse_caption
from catalog.desk.opening import knowledge_of, rules_of
from catalog.importer.item import Readers
from catalog.records import ParsedCaption
from catalog.settings import Settings

PARSER = "0.1"
"""Version of the parser, kept beside each parse so that older parses can be found and made again."""


def make_readers(settings: Settings) -> Readers:
    """Parser and assessment with a catalog's knowledge and worldview."""
    knowledge = knowledge_of(settings)

    def parse(text: str, received: date) -> ParsedCaption:
        return parse_caption(text, knowledge=knowledge, today=received)

    return Readers(parse=parse, parser=PARSER, assess=rules_of(knowledge))
