"""Captions and credit fields taken apart: text in, a record with the words of every value out."""

from catalog.caption.credit_fields import read_credit_fields
from catalog.caption.knowledge import DEFAULT, Knowledge
from catalog.caption.parse import parse_caption

__all__ = ["DEFAULT", "Knowledge", "parse_caption", "read_credit_fields"]
