"""Restrictions and editors' notes: found first, then hidden from the other rules."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from catalog.caption.notice_parties import Out, PartyTerm, find_outs, read_parties
from catalog.caption.notice_rules import NoticeRule, NoticeRules
from catalog.caption.notice_terms import Parameters, merged, terms_of
from catalog.caption.notice_times import read_when
from catalog.caption.words import HOLE, Words
from catalog.records import NoticeTerm
from catalog.text import fold
from catalog.vocabulary.codes import Term

_AROUND = " \n,;/-–—"
_JOINT = re.compile(r"[\s,;:/|.*•·+&_–—=-]*(?:(?:and|und|et|y|e|og|och|en|i|и|та|ja)\s+)?", re.IGNORECASE)
# What sets a notice apart; a comma or a quote does not: a sign in the picture may say "No sales".
_APART_LEFT = re.compile(r"(?:^|[.!?…:;/|*+•·~_=<>()\[\]{}【】［］（）「」『』。！？：；／｜＊–—\n]|(?<![^\s-])-)[\s_-]*$")
_APART_RIGHT = re.compile(r"\s*(?:$|[.!?…:;/|*+•·~_=<>()\[\]{}【】［］（）「」『』。！？：；／｜＊–—\n]|-(?![^\s-]))")
_FRAMES = {"(": ")", "[": "]", "【": "】", "（": "）", "［": "］", "{": "}"}
_TELEX_LETTERS = 12  # capital letters beside the notice from which a text without others is a telex


@dataclass(frozen=True, slots=True)
class NoticeMatch:
    """A run of adjoining notices in the cleaned caption; `hides` says whether other rules may not read it."""

    start: int
    end: int
    rules: tuple[str, ...]
    terms: tuple[NoticeTerm, ...]
    hides: bool = True


@dataclass(frozen=True, slots=True)
class _Found:
    """One notice before it is joined with its neighbours."""

    start: int
    end: int
    rule: NoticeRule
    terms: tuple[NoticeTerm, ...]


def find_notices(text: str, words: Words, term_of: PartyTerm) -> list[NoticeMatch]:
    """Every run of notices, in order; matches that overlap or have only signs between them join.

    Args:
        text: The cleaned caption.
        words: The room's knowledge.
        term_of: Whether words name a country or an outlet, by the term of its being out.
    """
    rules = words.notices

    def party(name: str) -> Term | None:
        return rules.parties.get(fold(name)) or term_of(name)

    found = [
        notice
        for rule in rules.candidates(text)
        for match in rule.pattern.finditer(text)
        if (notice := _read(text, rule, match, words, party))
    ]
    found += _outs(text, rules, party)
    found.sort(key=lambda notice: (notice.start, -notice.end))
    standing = _standing(text, found)
    said = {term.term for notice in standing for term in notice.terms}
    standing = [notice for notice in standing if notice.rule.after is None or notice.rule.after in said]
    joined = [run for hides in (True, False) for run in _join(text, standing, hides=hides)]
    return sorted(joined, key=lambda run: (run.start, run.end))


def mask(text: str, notices: list[NoticeMatch]) -> str:
    """The caption with holes where notices stand, of the same length."""
    for notice in notices:
        if notice.hides:
            text = text[: notice.start] + HOLE * (notice.end - notice.start) + text[notice.end :]
    return text


def _read(
    text: str, rule: NoticeRule, match: re.Match[str], words: Words, party: PartyTerm
) -> _Found | None:
    """One match with its parameters; None where a time or a party must follow and none does."""
    end = match.end()
    groups = match.groupdict()
    until, parties = None, ()
    if groups.get("when") is not None:
        when = read_when(text, match.end("when"), words)
        if when is None:
            return None
        end, until = max(end, when.end), when.until
    if groups.get("list") is not None:
        parties = read_parties(text, match.end("list"), party)
        if not parties:
            return None
        end = max(end, parties[-1].end)
    start, end = _trim(text, match.start(), end)
    said = Parameters(groups, until, tuple((text[p.start : p.end], p.term) for p in parties))
    return _Found(start, end, rule, terms_of(rule.terms, said, words)) if start < end else None


def _outs(text: str, rules: NoticeRules, party: PartyTerm) -> Iterator[_Found]:
    """The lists before OUT; one that is not sure must stand apart."""
    for out in find_outs(text, party, rules.never_out) if "out" in text.casefold() else ():
        terms = tuple(NoticeTerm(term=p.term, who=text[p.start : p.end]) for p in out.parties)
        yield _Found(out.start, out.end, _out_rule(out), terms)


def _out_rule(out: Out) -> NoticeRule:
    """OUT in capitals behind names that we know needs no sign around it."""
    return NoticeRule("out", (), "", 0, None, anywhere=out.sure)


def _standing(text: str, found: list[_Found]) -> list[_Found]:
    """Those notices that stand where a notice may: set apart, beside another, or in capitals among small."""
    return [
        notice
        for number, notice in enumerate(found)
        if (notice.rule.anywhere and not _is_telex(text, notice))
        or _in_capitals(text, notice)
        or (_apart(text, found, number, left=True) and _apart(text, found, number, left=False))
    ]


def _in_capitals(text: str, notice: _Found) -> bool:
    """Whether a notice is in capitals in a caption that is not."""
    said = text[notice.start : notice.end]
    return notice.rule.id != "out" and said.isupper() and not _is_telex(text, notice)


def _is_telex(text: str, notice: _Found) -> bool:
    """Whether the caption around a notice is all in capitals."""
    rest = text[: notice.start] + text[notice.end :]
    return rest.isupper() and sum(map(str.isupper, rest)) > _TELEX_LETTERS


def _apart(text: str, found: list[_Found], number: int, *, left: bool) -> bool:
    """Whether a sign, the caption's end or another notice stands at one side of a notice."""
    notice = found[number]
    if left and _APART_LEFT.search(text[max(0, notice.start - 4) : notice.start] if notice.start else ""):
        return True
    if not left and _APART_RIGHT.match(text, notice.end):
        return True
    for other in found:
        if other is notice:
            continue
        near, far = (other.end, notice.start) if left else (notice.end, other.start)
        overlaps = other.start < notice.start <= other.end if left else other.start <= notice.end < other.end
        if overlaps or (near <= far and _JOINT.fullmatch(text, near, far)):
            return True
    return False


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _AROUND:
        start += 1
    while start < end and text[end - 1] in _AROUND:
        end -= 1
    return start, end


def _join(text: str, found: list[_Found], *, hides: bool) -> Iterator[NoticeMatch]:
    """The runs of notices that hide their words, or of those that do not."""
    run: list[_Found] = []
    end = 0
    for notice in (n for n in found if n.rule.hides is hides):
        if run and not (notice.start <= end or _JOINT.fullmatch(text, end, notice.start)):
            yield _run(text, run, end, hides=hides)
            run = []
        end = max(end, notice.end) if run else notice.end
        run.append(notice)
    if run:
        yield _run(text, run, end, hides=hides)


def _run(text: str, run: list[_Found], end: int, *, hides: bool) -> NoticeMatch:
    """One run; what only opens a notice says nothing beside others."""
    telling = [n for n in run if not n.rule.opens and any(t.term is not Term.OTHER for t in n.terms)]
    said = [n for n in run if not (n.rule.opens and telling)]
    terms = merged(term for notice in said for term in notice.terms)
    start, end = _frame(text, run[0].start, end)
    return NoticeMatch(start, end, tuple(n.rule.id for n in run), terms, hides)


def _frame(text: str, start: int, end: int) -> tuple[int, int]:
    """The run with the stars or the bracket around it."""
    left = len(text[:start].rstrip())
    right = end + len(text[end:]) - len(text[end:].lstrip())
    if left and right < len(text) and _FRAMES.get(text[left - 1]) == text[right]:
        return left - 1, right + 1
    while start and text[start - 1] in "*=":
        start -= 1
    while end < len(text) and text[end] in "*=":
        end += 1
    return start, end
