"""Where a notice may stand: set apart by signs, in capitals among small letters, or beside another notice."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from catalog.caption.notice_parties import on_a_sign
from catalog.caption.notice_rules import NoticeRule
from catalog.records import NoticeTerm

OPENING, CLOSING = "([【（［{", ")]】）］}"
"""Brackets, the opening ones in the order of those that close them."""

_JOINT = re.compile(
    r"[\s,;:/|.*•·+&_–—=()\[\]【】（）：；、，。-]*(?:(?:and|und|et|y|e|og|och|en|i|и|та|ja)\s+)?",
    re.IGNORECASE,
)
# What sets a notice apart; a comma or a quote does not: a sign in the picture may say "No sales".
_APART_LEFT = re.compile(
    r"(?:^|[.!?…:;/|*+•·~_=<>()\[\]{}【】［］（）「」『』。！？：；／｜＊–—\n]|(?<![^\s-])-)[\s_-]*$"
)
_APART_RIGHT = re.compile(
    r"\s*(?:$|[.!?…:;/|*+•·~_=<>()\[\]{}【】［］（）「」『』。！？：；／｜＊–—\n]|-(?![^\s-]))"
)
_CREDIT_SIGN = re.compile(r"[/(](?:[^.\n]|\.(?!\s))*$")
_LONGEST_CREDIT = 200
_NEXT_WORD = re.compile(r"[\s,]+([^\s\d_]{2,})")
_TELEX_LETTERS = 12  # capital letters beside the notice from which a text without others is a telex


@dataclass(frozen=True, slots=True)
class FoundNotice:
    """One match of a rule, before it is joined with its neighbours."""

    start: int
    end: int
    rule: NoticeRule
    terms: tuple[NoticeTerm, ...]


def standing_notices(text: str, found: list[FoundNotice]) -> list[FoundNotice]:
    """Those notices that stand where a notice may: apart, in capitals among small letters, beside such."""
    standing: set[int] = set()
    open_: list[int] = []
    for run in runs_of(text, found):
        start, end = found[run[0]].start, max(found[n].end for n in run)
        if (_apart_left(text, start) or _opens_after_credit(text, start)) and _apart_right(text, end):
            standing.update(run)
        else:
            standing.update(n for n in run if _stands_alone(text, found[n], end))
            open_ += run
    while more := {n for n in open_ if n not in standing and _beside(text, found, n, standing)}:
        standing |= more
    return [notice for number, notice in enumerate(found) if number in standing]


def runs_of(text: str, found: list[FoundNotice]) -> Iterator[list[int]]:
    """The numbers of notices that overlap or adjoin, in order."""
    run: list[int] = []
    end = 0
    for number, notice in enumerate(found):
        if run and not _joins(text, end, notice.start):
            yield run
            run = []
        end = max(end, notice.end) if run else notice.end
        run.append(number)
    if run:
        yield run


def _joins(text: str, end: int, start: int) -> bool:
    """Whether a notice that begins at `start` overlaps or adjoins one that ends at `end`."""
    return start <= end or _JOINT.fullmatch(text, end, start) is not None


def _stands_alone(text: str, notice: FoundNotice, end: int) -> bool:
    """Whether a notice of a run up to `end` may stand in running text: by rule, or as capitals in other."""
    if _is_telex(text, notice):
        return notice.rule.anywhere and _apart_right(text, end) and _in_credit(text, notice.start)
    return notice.rule.anywhere or (" " in notice.rule.look and _in_capitals(text, notice, end))


def _in_capitals(text: str, notice: FoundNotice, end: int) -> bool:
    """Whether a notice is in capitals, is no part of a longer line of them and stands on no sign."""
    after = _NEXT_WORD.match(text, end)
    goes_on = after is not None and after.group(1).isupper() and "/" not in after.group(1)
    return (
        text[notice.start : notice.end].isupper()
        and not goes_on
        and not on_a_sign(text, notice.start, notice.end)
    )


def _is_telex(text: str, notice: FoundNotice) -> bool:
    """Whether the caption around a notice is all in capitals."""
    rest = text[: notice.start] + text[notice.end :]
    return rest.isupper() and sum(map(str.isupper, rest)) > _TELEX_LETTERS


def _in_credit(text: str, position: int) -> bool:
    """Whether the sentence so far holds a slash or a bracket, as credits do."""
    return _CREDIT_SIGN.search(text, max(0, position - _LONGEST_CREDIT), position) is not None


def _opens_after_credit(text: str, start: int) -> bool:
    """Whether a new word begins behind a credit that nothing closes: "Foto: Ada Rowe/NTB Ikke for salg"."""
    return text[start].isalnum() and not text[start].islower() and _in_credit(text, start)


def _apart_left(text: str, start: int) -> bool:
    """Whether a sign or the caption's beginning stands before or opens what begins at `start`."""
    return (
        start == 0 or text[start] in OPENING or _APART_LEFT.search(text, max(0, start - 4), start) is not None
    )


def _apart_right(text: str, end: int) -> bool:
    """Whether a sign or the caption's end stands after or closes what ends at `end`."""
    return text[end - 1] in CLOSING + ".。" or _APART_RIGHT.match(text, end) is not None


def _beside(text: str, found: list[FoundNotice], number: int, standing: set[int]) -> bool:
    """Whether a sign or a notice that stands is at both sides of a notice."""
    notice = found[number]
    others = [found[n] for n in standing]
    left = (
        _opens_after_credit(text, notice.start)
        or _apart_left(text, notice.start)
        or any(o.start <= notice.start and _joins(text, o.end, notice.start) for o in others)
    )
    right = _apart_right(text, notice.end) or any(
        o.end >= notice.end and _joins(text, notice.end, o.start) for o in others
    )
    return left and right
