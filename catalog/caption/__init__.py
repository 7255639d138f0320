"""Captions and credit fields taken apart, with the words of every value; and the credit to publish."""

from catalog.caption.credit_fields import read_credit_fields
from catalog.caption.credit_styles import CreditStyle, credit_style, load_credit_styles
from catalog.caption.explanation import explain
from catalog.caption.house_credit import format_credit
from catalog.caption.knowledge import DEFAULT, Knowledge
from catalog.caption.parse import parse_caption
from catalog.caption.photo_credit import format_photo_credit
from catalog.caption.rule_meanings import meaning_of

__all__ = [
    "DEFAULT",
    "CreditStyle",
    "Knowledge",
    "credit_style",
    "explain",
    "format_credit",
    "format_photo_credit",
    "load_credit_styles",
    "meaning_of",
    "parse_caption",
    "read_credit_fields",
]
