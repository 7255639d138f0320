"""Text in, record out."""

from datetime import date

from catalog.caption.assemble import assemble
from catalog.caption.knowledge import DEFAULT, Knowledge
from catalog.caption.reading import read
from catalog.records import ParsedCaption


def parse_caption(text: str, *, knowledge: Knowledge = DEFAULT, today: date | None = None) -> ParsedCaption:
    """Take a caption apart. Never raises on any text.

    Args:
        text: The caption with its credit, as published.
        knowledge: Agencies, map and words to read it with.
        today: A date of taking after it is impossible and becomes an alternative; None judges nothing.

    Returns:
        Every value beside the characters of `text` that it came from.
    """
    return assemble(read(text, knowledge), knowledge, today)
