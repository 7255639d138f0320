"""What a date is the date of: what its words say, else where in the caption it stands."""

import re
from bisect import bisect_right
from functools import partial

from catalog.caption import date_cues as cue
from catalog.caption.date_cues import Cues
from catalog.caption.date_governors import (
    CLAUSE,
    MENTIONED,
    RELEASED,
    RELEASED_AFTER,
    SAID,
    Around,
    Heard,
    Role,
    beside,
    followed,
    governed,
)
from catalog.caption.date_shapes import Found
from catalog.caption.date_signs import LETTERS
from catalog.text import fold
from catalog.vocabulary.codes import DateRole

_TOKEN = re.compile(rf"{LETTERS}(?:['’ʼ-]{LETTERS})*|\d+|--|[(),،;；:：\ue000—–]")
_WORD = re.compile(LETTERS)
_REACH = 180  # code points before a date that are read
_AFTER = 90  # code points after it
_SENTENCE = 600  # code points of a later sentence, before and after its date, that may tell a story
_SUBJECT = 4  # words that a dateline or slug has at most; a sentence about the picture has more
_PLACE = 5  # words beside a year that name a place and tell nothing
_BESIDE = 12  # code points in which ideographs say what a date is of
_HEADING = 110  # code points in which a dateline lies
_HEADING_WORDS = 12
_YEAR = len("2020~")
_PLAIN_YEAR = len("2020")
_LAST_LETTER = "\u2e7f"  # ideographs come after it
# A verb of the past behind its subject, in English; the past of Russian and Ukrainian; of Spanish, in -ó.
_PAST_VERB = re.compile(
    r"(?:^\W*|[\s.])(?:[A-Z][\w.'’-]*|[Tt]he [\w'’-]+|[a-z]+s|he|she|it|they|we|who)"
    r" (?:[a-z]+ly )?[a-z]{2,}ed\b(?! by\b)"
    r"|\b[а-яіїє]{4,}(?:л|ла|ло|ли|лся|лась|лись|вся|лася|лися)\b|\b[a-zñáéíú]{3,}ó\b"
)

STATED = Role(DateRole.TAKEN, "date/stated")
DATELINE = Role(DateRole.TAKEN, "date/dateline")
LATER = Role(DateRole.TAKEN, "date/later-sentence")
SHOWN = Role(DateRole.TAKEN, "date/year-shown")
TOLD = Role(DateRole.MENTIONED, "date/told")
RIGHTS = Role(DateRole.MENTIONED, "date/copyright")
PLAIN = frozenset({STATED, DATELINE, CLAUSE, LATER, SHOWN})
"""Roles of taking that no word says: a picture that is undated or drawn has none of them."""


class RoleReader:
    """Reads the roles of one caption's dates."""

    def __init__(self, text: str, bounds: list[int], found: list[Found], cues: Cues) -> None:
        """Prepare.

        Args:
            text: The cleaned caption, with holes where notices stood.
            bounds: Where its sentences begin.
            found: Its dates, left to right.
            cues: The words that give roles.
        """
        self.text = text
        self.bounds = bounds
        self.found = found
        self.cues = cues

    def role(self, number: int) -> Role:
        """The role of a date, by its place in the list."""
        date = self.found[number]
        sentence = bisect_right(self.bounds, date.start) - 1
        begin = self.bounds[sentence]
        end = self.bounds[sentence + 1] if sentence + 1 < len(self.bounds) else len(self.text)
        if len(date.edtf) == _PLAIN_YEAR and self._is_of_rights(begin, date.start):
            return RIGHTS
        floor = max(begin, self.found[number - 1].end if number else 0, date.start - _REACH)
        around = Around(
            self._heard(floor, date.start),
            self._heard(date.end, min(date.end + _AFTER, end)),
            partial(self._heard, max(begin, floor - _REACH), floor),
            self.is_combination,
        )
        said = beside(date, around) or governed(around)
        if said is None or said is CLAUSE:
            said = followed(around) or self._ideographs(date) or said
        return self._placed(date, sentence, end, said) if said is None or said is CLAUSE else said

    def is_combination(self) -> bool:
        """Whether the caption speaks of several pictures in one."""
        return self.has("combination")

    def has_sides(self) -> bool:
        """Whether the caption speaks of the sides of a picture of several pictures."""
        return self.has("side") and self.has("other-side")

    def has(self, name: str) -> bool:
        """Whether a pattern of the roles' table stands anywhere in the caption."""
        return self.cues.patterns[name].search(fold(self.text)) is not None

    def _heard(self, start: int, end: int) -> Heard:
        """The words and marks of a stretch."""
        written = _TOKEN.findall(self.text[start:end])
        return Heard(written, list(map(self.cues.of, written)))

    def _is_of_rights(self, begin: int, start: int) -> bool:
        """Whether a year stands behind the sign of a right."""
        before = self.text[max(begin, start - _AFTER) : start]
        return self.cues.patterns["copyright"].search(before) is not None

    def _ideographs(self, date: Found) -> Role | None:
        """What ideographs say that stand beside the date without a blank."""
        text, patterns = self.text, self.cues.patterns
        before, after = text[max(date.start - _BESIDE, 0) : date.start], text[date.end : date.end + _AFTER]
        if max(before[-1:], after[:1], text[date.end - 1]) <= _LAST_LETTER:
            return None
        if patterns["taken-before-ideographs"].search(before):
            return SAID
        if patterns["released-before-ideographs"].search(before):
            return RELEASED
        if patterns["since-after-ideographs"].search(after):
            return MENTIONED
        if patterns["released-after-ideographs"].search(after):
            return RELEASED_AFTER
        return SAID if patterns["taken-after-ideographs"].search(after) else None

    def _placed(self, date: Found, sentence: int, end: int, clause: Role | None) -> Role:
        """The role by the place of the date: in a dateline, in the first sentence, in a later one."""
        begin = max(self.bounds[sentence], date.start - _SENTENCE)
        in_head = not sentence or date.start < self._head_end()
        if in_head and date.read != "year-shown" and self._is_dateline(date):
            return DATELINE
        before = _WORD.findall(self.text[begin : date.start]) if sentence else []
        later = sentence and not self._opens_line(sentence)  # behind a credit's line the caption begins
        if self._stands_alone(date) or (in_head and not (later and self._tells(begin, date.start, before))):
            return SHOWN if date.read == "year-shown" else clause or STATED
        words = before + _WORD.findall(self.text[date.end : min(end, date.end + _SENTENCE)])
        is_year = len(date.edtf) <= _YEAR
        if date.read == "year-shown" or (is_year and sum(len(word) > 1 for word in words) > _PLACE):
            return TOLD
        return TOLD if self._tells(begin, date.start, words) else LATER

    def _opens_line(self, sentence: int) -> bool:
        """Whether a sentence is the first of a line."""
        return self.text[: self.bounds[sentence]].rstrip(" ").endswith("\n")

    def _head_end(self) -> int:
        """Where the caption's first real sentence ends: datelines and slugs before it belong to the head."""
        for start, stop in zip(self.bounds, self.bounds[1:], strict=False):
            words = _WORD.findall(self.text[start : min(stop, start + _SENTENCE)])
            if sum(len(word) > 1 for word in words) > _SUBJECT:
                return stop
        return len(self.text)

    def _stands_alone(self, date: Found) -> bool:
        """Whether a date stands for itself, after a credit or a dash, as in Korean and Japanese captions."""
        left = self.text[max(date.start - _AFTER, 0) : date.start].rstrip()
        right = self.text[date.end : date.end + _AFTER].lstrip(" .)")
        return (not left or left[-1] in ".。＝=-–—\ue000") and (not right or right[0] in "[(/（\ue000")

    def _is_dateline(self, date: Found) -> bool:
        """Whether a date at the head of the caption ends a dateline: "VELL, March 14, 2021 (Xinhua) --"."""
        if date.start > _HEADING:
            return False
        if not self.cues.patterns["dateline"].search(self.text[date.end : date.end + _AFTER]):
            return False
        return len(_WORD.findall(self.text[: date.start])) <= _HEADING_WORDS

    def _tells(self, begin: int, start: int, words: list[str]) -> bool:
        """Whether a later sentence tells what happened, instead of showing the picture once more."""
        cues = self.cues
        if words and cues.of(words[0]) & cue.DEICTIC:
            return False
        if any(cues.of(word) & (cue.PAST | cue.FUTURE | cue.PLANNED) for word in words):
            return True
        return _PAST_VERB.search(self.text[begin:start]) is not None
