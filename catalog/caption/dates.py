"""Dates in every order and language: what they say (EDTF) and what they are the date of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from catalog.caption.date_shapes import read_shape
from catalog.caption.sentences import sentence_start
from catalog.caption.words import HOLE, Words
from catalog.text import fold_with_offsets
from catalog.vocabulary.codes import DateRole

_CONTEXT = 90
# Arabic-Indic, Persian and Devanagari digits: one code point each, so that offsets hold.
_DIGITS = {zero + value: str(value) for zero in (0x0660, 0x06F0, 0x0966) for value in range(10)}
_WEEKDAY = re.compile(r"\b\w+day\s*,?\s*$|,\s*$")
_SHOWN_NEXT = re.compile(r"\s*,?\s*(?:shows?|showing|depicts?)\b")
_SUBJECT_WORDS = 4


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A date in the cleaned caption.

    Attributes:
        start: First code point.
        end: First code point after it.
        edtf: What it says; a day without a year is `XXXX-09-30`.
        role: What it is the date of.
        rule: Which rule gave the role.
        other: The second reading of an ambiguous order (EDTF), None where there is one.
    """

    start: int
    end: int
    edtf: str
    role: DateRole
    rule: str
    other: str | None = None

    @property
    def has_year(self) -> bool:
        """Whether the words settle the year."""
        return not self.edtf.startswith("X")


def find_dates(masked: str, bounds: list[int], words: Words) -> list[DateMatch]:
    """Every date, each with its role; at most one spot is the date of taking (see `taken`)."""
    head = _head_end(masked, bounds)
    found = []
    for start, end, edtf, other in _scan(masked, words):
        role, rule = _role(masked, (start, end), bounds, head, words)
        found.append(DateMatch(start, end, edtf, role, rule, other))
    return found


def taken(dates: list[DateMatch]) -> DateMatch | None:
    """The date of taking: one that says so, else the first that nothing speaks against; full dates first."""
    for rule in ("date/taken-said", "date/stated"):
        candidates = [d for d in dates if d.role is DateRole.TAKEN and d.rule == rule and d.has_year]
        full = [d for d in candidates if len(d.edtf) == len("2020-09-30")]
        if full or candidates:
            return (full or candidates)[0]
    return None


def _scan(masked: str, words: Words) -> Iterator[tuple[int, int, str, str | None]]:
    """The dates themselves, left to right; the shapes are tried in the order of their table."""
    folded = fold_with_offsets(masked.translate(_DIGITS))
    claimed = bytearray(len(folded.text) + 1)
    found = []
    for name, pattern in words.date_shapes:
        for match in pattern.finditer(folded.text):
            if any(claimed[match.start() : match.end()]):
                continue
            reading = read_shape(name, match, words.months)
            if reading is None:
                continue
            left, right = reading.span or match.span()
            claimed[left:right] = b"\1" * (right - left)
            start, end = folded.span(left, right)
            found.append((start, end, reading.edtf, reading.other))
    yield from sorted(found)


def _head_end(masked: str, bounds: list[int]) -> int:
    """Where the caption's first real sentence ends: datelines and slugs before it belong to the head."""
    for start, stop in zip(bounds, [*bounds[1:], len(masked)], strict=True):
        if len(re.findall(r"[^\W\d_]{2,}", masked[start:stop].replace(HOLE, " "))) > _SUBJECT_WORDS:
            return stop
    return len(masked)


def _role(
    masked: str, span: tuple[int, int], bounds: list[int], head: int, words: Words
) -> tuple[DateRole, str]:
    start, end = span
    patterns = words.patterns
    begin = max(sentence_start(bounds, start), start - _CONTEXT * 2)
    before = fold_with_offsets(masked[begin:start].replace(HOLE, ".")).text
    after = fold_with_offsets(masked[end : end + _CONTEXT]).text
    if patterns["date-taken"].search(before):
        return DateRole.TAKEN, "date/taken-said"
    if _is_release(before, after, words):
        return DateRole.RELEASED, "date/released"
    if patterns["date-released-after"].search(after):
        return DateRole.RELEASED, "date/released-after"
    if patterns["date-mentioned"].search(before[-_CONTEXT:]):
        return DateRole.MENTIONED, "date/mentioned"
    if start < head or _alone(masked, start, end):
        return DateRole.TAKEN, "date/stated"
    return DateRole.MENTIONED, "date/later-sentence"


def _is_release(before: str, after: str, words: Words) -> bool:
    """Whether the nearest verb before the date hands a picture out, and nothing shown stands between.

    A tent may be "made available" too: the sentence must be about a picture, unless the verb is a wire's own.
    """
    patterns = words.patterns
    released = patterns["date-released"].search(before)
    if released is None:
        return False
    if not patterns["picture-word"].search(before) and not patterns["picture-verb"].match(released.group()):
        return False
    shown = patterns["date-shows"].search(_WEEKDAY.sub("", released.group("between")))
    return shown is None or (shown.group() == "," and _SHOWN_NEXT.match(after) is not None)


def _alone(masked: str, start: int, end: int) -> bool:
    """Whether a date stands for itself, after a credit or a dash, as in Korean and Japanese captions."""
    left = masked[:start].rstrip()
    right = masked[end:].lstrip(" .)")
    return (not left or left[-1] in ".。＝=-–—" + HOLE) and (not right or right[0] in "[(/（" + HOLE)
