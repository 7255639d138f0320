"""Tell a caption from prose: a caption ends (or begins) with a credit in a wire's way."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple, Protocol


class Hit(Protocol):
    """What `catalog.agencies.AgencyHit` offers here: the span of an agency's name."""

    @property
    def start(self) -> int:
        """Where the name begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


class Agencies(Protocol):
    """What `catalog.agencies.Agencies` offers here."""

    def scan(self, text: str) -> Sequence[Hit]:
        """All agencies' names in a text, from left to right."""


class _Habits(NamedTuple):
    """The compiled patterns of `data/credits.toml`."""

    opener_before: re.Pattern[str]
    opened_tail: re.Pattern[str]
    reporting_before: re.Pattern[str]
    followed: re.Pattern[str]
    name_words: re.Pattern[str]
    handout_or_chain: re.Pattern[str]


# A sentence's end, the quotes and brackets that close with it, and the space after it.
_SENTENCE_END = re.compile(r"[.!?…。！？]['\"”’»)\]]*\s+|[。！？]|\n\s*\n")
# A credit fits a line; a longer run of capitalised words is a headline or a table.
_LONGEST_CREDIT = 120
# IIM holds 2,000 bytes of caption; in a longer paragraph only its ends are looked at.
_LONGEST_CAPTION = 2000
_DATELINE = re.compile(r"\)\s*[-–—]")
_CLOSED = re.compile(r"(?:^|[.!?…。！？]['\"”’»)\]]*|[(\[（［【・|/／©@–—-])\s*$")


@cache
def _habits() -> _Habits:
    data = tomllib.loads(files("catalog.exchange").joinpath("data/credits.toml").read_text("utf-8"))
    openers = "|".join(sorted(data["openers"], key=len, reverse=True))
    joiners = "|".join(data["joiners"])
    # Possessive: a name is taken whole, so that no text makes the search try every way to split it.
    word = r"(?-i:[\"“]?[^\W\d_a-zß-öø-ÿ][\w.'’&-]*+)"
    return _Habits(
        opener_before=re.compile(rf"(?:\b(?:{openers})[.…]*\s*[:：/]?|©|\(c\))\s*$", re.IGNORECASE),
        opened_tail=re.compile(
            rf"(?:^|[.!?…)\]\"”]\s+|[(\[]\s*)(?:{openers})\s*(?:[:：]|(?<=by)\s|(?<=of)\s)[^.!?]*[.\s)\]]*$",
            re.IGNORECASE,
        ),
        reporting_before=re.compile(rf"\b(?:{'|'.join(data['reporting'])})\b[^.;]*$", re.IGNORECASE),
        followed=re.compile(
            rf"\s*(?:$|[/／)\]）］】|©]|\s[-–—*]\s|[.;,]\s*$|,\s*(?:via|file)\b|\.?\s*(?:{'|'.join(data['followers'])})\b|\.\s+(?-i:[A-Z]{{2,}}))",
            re.IGNORECASE,
        ),
        name_words=re.compile(
            rf"(?:{word}|(?:{joiners})\b|[/,|&+*()\[\]–—.:-])(?:[\s/,|&+*()\[\]–—.:-]+(?:{word}|(?:{joiners})\b))*+\W*",
            re.IGNORECASE,
        ),
        handout_or_chain=re.compile("|".join([*data["handout"], data["chain"]]), re.IGNORECASE),
    )


def carries_credit(text: str, agencies: Agencies) -> bool:
    """Whether a paragraph carries a picture credit.

    A known agency counts only where credits stand: after the last sentence, in brackets, after an opening
    word such as "Photo:", or in a slash chain. Naming an agency in a sentence makes no caption of it.

    Args:
        text: One paragraph.
        agencies: Who is an agency.
    """
    text = text.strip()
    if len(text) <= _LONGEST_CAPTION:
        return _is_captioned(text, agencies)
    return any(_is_captioned(end, agencies) for end in (text[:_LONGEST_CREDIT], text[-_LONGEST_CAPTION:]))


def _is_captioned(text: str, agencies: Agencies) -> bool:
    habits = _habits()
    if habits.handout_or_chain.search(text) or habits.opened_tail.search(text):
        return True
    return any(_in_credit_position(text, hit.start, hit.end, habits) for hit in agencies.scan(text))


def _in_credit_position(text: str, start: int, end: int, habits: _Habits) -> bool:
    left, right = text[:start], text[end:]
    if habits.reporting_before.search(left) or _DATELINE.match(right):
        return False
    opened = habits.opener_before.search(left) or _CLOSED.search(left)
    if opened and habits.followed.match(right):
        return True
    if right.startswith(("/", "／")):
        return _is_only_names(text[start:], habits)
    ends = (match.end() for match in _SENTENCE_END.finditer(left))
    last_sentence = max(ends, default=0)
    return last_sentence > 0 and _is_only_names(text[last_sentence:], habits)


def _is_only_names(tail: str, habits: _Habits) -> bool:
    """Whether a text's last words, an agency among them, are names only: `Jane Doe, AP`, `AFP/Jane Doe`."""
    return len(tail) < _LONGEST_CREDIT and habits.name_words.fullmatch(tail) is not None
