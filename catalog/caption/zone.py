"""A stretch of the caption that holds a credit, and what several searches for one share."""

import re
from typing import NamedTuple

MOST_CHARACTERS = 240
"""Characters of the longest credit."""
MOST_FRAGMENT_WORDS = 6
"""Words of a credit that is only a name."""
JOINED = re.compile(r"[/|｜ㅣ│=＝・]|\bvia\b|عبر| - |،|, ")
"""A sign that joins the parties of a credit."""
NAME_RUN = re.compile(
    r"(?:(?:\d++(?:st|nd|rd|th)?\b|[^\W\d_a-zß-öø-ÿа-џґα-ωά-ώա-և][\w.'’-]*+|\b(?:de|del|della|di|da|do|dos|das|du|la|le|el|al|van|von|der|den|bin|of|the|and)\b)\s?){1,9}$"
)
"""Words with capitals, and small ones between, up to a place."""
LEADING_SMALL = re.compile(r"^(?:(?:de|del|di|da|do|du|la|le|el|al|of|the|and|in|at)\s+)+")
"""Small words before a name that are no part of it."""


class Zone(NamedTuple):
    """A stretch of the cleaned caption that holds a credit, and the rule that found it."""

    start: int
    end: int
    rule: str
    opens: int
    """Where its label or bracket begins; `start` where it has none."""
