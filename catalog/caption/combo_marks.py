"""Words that point at one picture of a combo: "(L)", "top right,", "слева", "左图"."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from catalog.caption.combo_words import ORDER, PositionWord, load_combo_words
from catalog.caption.words import HOLE

_OPENS, _CLOSES = "(（[", ")）]"
_OPENING, _CLOSING = re.escape(_OPENS), re.escape(_CLOSES)
_JOINT = re.compile(r"[ -](?:of )?")
_SIGN = rf"[,;:.!?*/\n{HOLE}、，；：。"
_SIGN_BEHIND = re.compile(rf"\s*(?:$|{_SIGN}{_CLOSING}]|[–—-]\s)")
_SIGN_BEFORE = re.compile(rf"(?:^|{_SIGN}{_OPENING}{_CLOSING}]|\s[–—-])\s*$")
_SIGN_IN_BRACKET = re.compile(rf"\.?\s*(?:[,;:/、，；：{_CLOSING}]|\s[–—-]\s)")
_BRACKET = re.compile(rf"[^{_OPENING}{_CLOSING}]{{0,120}}[{_CLOSING}]")
_WORD_BEHIND = re.compile(r"\s*(\w+)")
_WORD_BEFORE = re.compile(r"(\w+)\s*$")
_BLANKS = 8  # code points before a word in which its bracket or comma stands
_REACH = 24  # code points in which the word before a mark is looked for
_COMMA_BEFORE = re.compile(r",\s*$")
_CREDIT_SIGN = re.compile(r"/|\bvia\b")


class Mark(NamedTuple):
    """Words of position.

    Attributes:
        start: First code point of the words.
        end: First code point after them.
        opens: Where the bracket before them opens; `start` where none does.
        closes: Behind that bracket's end; `end` where there is none.
        sides: What they point at (`left`, `top`, ...); `order` where they open a list of pictures.
        codes: Languages that have these words.
        loose: Whether neither signs nor brackets set them off.
    """

    start: int
    end: int
    opens: int
    closes: int
    sides: frozenset[str]
    codes: frozenset[str]
    loose: bool

    @property
    def is_order(self) -> bool:
        """Whether they open a list: "from left"."""
        return ORDER in self.sides


class _Hit(NamedTuple):
    """A word of position where it stands."""

    start: int
    end: int
    word: PositionWord


def find_marks(text: str) -> list[Mark]:
    """Every mark in a cleaned caption, in reading order, without overlaps."""
    hits = [_Hit(*found) for found in load_combo_words().positions(text)]
    fitting = [hit for hit in hits if hit.word.manner != "(" or _fills_bracket(text, hit)]
    marks = (_mark(text, run, in_row=in_row) for run, in_row in _runs(text, fitting))
    return [mark for mark in marks if mark is not None]


def _fills_bracket(text: str, hit: _Hit) -> bool:
    """Whether a sign ends a letter in brackets; "(c)" is of a copyright unless behind a name."""
    if not _SIGN_IN_BRACKET.match(text, hit.end):
        return False
    return hit.word.side != "middle" or _before(text, hit.start)[-1:].isalnum()


def _runs(text: str, hits: list[_Hit]) -> Iterator[tuple[list[_Hit], bool]]:
    """Neighbouring words as one mark ("top left"), and whether they open a list right behind another mark.

    Of overlapping words the longest counts, of equal ones the one that needs the least to set it off.
    """
    run: list[_Hit] = []
    in_row = False
    for hit in sorted(hits, key=lambda h: (h.start, -h.end, h.word.manner)):
        if run and hit.start < run[-1].end:
            continue
        if run:
            joined = _JOINT.fullmatch(text, run[-1].end, hit.start) is not None
            opens_list = hit.word.side == ORDER and run[0].word.side != ORDER
            if opens_list or not joined:
                yield run, in_row
                run, in_row = [], joined
        run.append(hit)
    if run:
        yield run, in_row


def _mark(text: str, run: list[_Hit], *, in_row: bool) -> Mark | None:
    """The mark of neighbouring words; None where nothing sets off words that must be.

    Args:
        text: The cleaned caption.
        run: The words.
        in_row: Whether they open a list right behind another mark: "top row from left".
    """
    start, end = run[0].start + (text[run[0].start] in _OPENS), run[-1].end
    before = _before(text, start)
    bracketed = before != "" and before[-1] in _OPENS
    opening = max(0, start - _BLANKS) + len(before) - 1
    behind_sign = bracketed or in_row or _follows_sign(text, start)
    set_off = behind_sign and _precedes_sign(text, end)
    words = [hit.word for hit in run]
    is_order = any(word.side == ORDER for word in words)
    if not (behind_sign if is_order else set_off or not all(word.manner for word in words)):
        return None
    bracket = _BRACKET.match(text, end) if bracketed else None
    return Mark(
        start,
        end,
        opening if bracket else start,
        bracket.end() if bracket else end,
        frozenset({ORDER} if is_order else (word.side for word in words)),
        frozenset.intersection(*(word.codes for word in words)) or words[0].codes,
        not set_off,
    )


def _before(text: str, start: int) -> str:
    """The few letters before a place, without the blanks between."""
    return text[max(0, start - _BLANKS) : start].rstrip()


def _follows_sign(text: str, start: int) -> bool:
    """Whether a sign, a word for "and" or a verb of showing stands before a place."""
    if _SIGN_BEFORE.search(text, max(0, start - 4), start):
        return True
    word = _WORD_BEFORE.search(text, max(0, start - _REACH), start)
    return word is not None and word[1].lower() in load_combo_words().joining


def _precedes_sign(text: str, end: int) -> bool:
    """Whether a sign or a word for "and" follows a place."""
    if _SIGN_BEHIND.match(text, end):
        return True
    word = _WORD_BEHIND.match(text, end)
    return word is not None and word[1].lower() in load_combo_words().joining


def without_marks(text: str, marks: Sequence[Mark], bounds: Sequence[int], label: re.Pattern[str]) -> str:
    """The text with blanks for the marks of a credit that point at two sides: it is read on over them.

    Args:
        text: The cleaned caption with holes for notices.
        marks: What `find_marks` found in it.
        bounds: Where its sentences begin.
        label: What opens a credit.
    """
    pointing = [m for m in marks if not m.loose and not m.is_order]
    if len({m.sides for m in pointing}) < 2:  # noqa: PLR2004 (one side parts nothing)
        return text
    letters = list(text)
    edges = [*bounds, len(text)]
    last, seen, credited = 0, -1, False
    for mark in pointing:
        number = bisect_right(edges, mark.start)
        if number != seen:
            sentence = edges[number - 1], edges[number]
            credited = (_CREDIT_SIGN.search(text, *sentence) or label.search(text, *sentence)) is not None
            seen = number
        if credited:
            start, end = _with_signs(text, mark)
            if text[last:start].strip().lower() in load_combo_words().joining:
                start = last  # "left and center": the word between two marks points at nobody
            letters[start:end] = " " * (end - start)
            last = end
    return "".join(letters)


def _with_signs(text: str, mark: Mark) -> tuple[int, int]:
    """A mark with the brackets around it, the comma before it or the sign behind it."""
    if mark.opens < mark.start and not text[mark.end : mark.closes].strip("." + _CLOSES):
        return mark.opens, mark.closes
    if (comma := _COMMA_BEFORE.search(text, max(0, mark.start - _BLANKS), mark.start)) is not None:
        return comma.start(), mark.end
    return mark.start, mark.end + (text[mark.end : mark.end + 1] in {",", ":", "："})
