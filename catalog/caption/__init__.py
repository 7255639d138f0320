"""Captions taken apart: text in, a record with a span for every value out."""

from catalog.caption.knowledge import DEFAULT, Knowledge
from catalog.caption.parse import parse_caption

__all__ = ["DEFAULT", "Knowledge", "parse_caption"]
