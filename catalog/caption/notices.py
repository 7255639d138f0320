"""Restrictions and editors' notes: found first, then hidden from the other rules."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from catalog.caption.notice_parties import Out, Party, PartyTerm, find_outs, on_a_sign, read_parties
from catalog.caption.notice_rules import NoticeRule, NoticeRules
from catalog.caption.notice_terms import Parameters, merged, terms_of
from catalog.caption.notice_times import read_when
from catalog.caption.words import HOLE, Words
from catalog.records import NoticeTerm
from catalog.text import fold
from catalog.vocabulary.codes import Term

_AROUND = " \n,;/-–—"
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
_OPENING, _CLOSING = "([【（［{", ")]】）］}"
_PARTED_BEFORE = re.compile(r"(?P<sign>(?:[/|*•·+;,，、_=–—-]\s*)+)$")
_PARTED_AFTER = re.compile(r"\s*(?P<sign>[/|*•·+;,，、_=–—-]+)")
_COLON = re.compile(r"\s?[:：]")
_CREDIT_SIGN = re.compile(r"[/(](?:[^.\n]|\.(?!\s))*$")
_NEXT_WORD = re.compile(r"[\s,]+([^\s\d_]{2,})")
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

    found: list[_Found] = []
    for rule in sorted(rules.candidates(text), key=_waits):
        if rule.after is None or any(rule.after in notice.rule.terms for notice in found):
            matches = (_read(text, rule, match, words, party) for match in rule.pattern.finditer(text))
            found += [notice for notice in matches if notice]
    found += _outs(text, rules, party)
    found.sort(key=lambda notice: (notice.start, -notice.end))
    standing = _standing(text, found)
    said = {term.term for notice in standing if notice.rule.after is None for term in notice.terms}
    standing = [notice for notice in standing if notice.rule.after is None or notice.rule.after in said]
    labels = [notice for notice in standing if not notice.rule.hides]
    standing = [n for n in standing if not n.rule.hides or not any(_within(n, label) for label in labels)]
    joined = [run for hides in (True, False) for run in _join(text, standing, hides=hides)]
    return sorted(joined, key=lambda run: (run.start, run.end))


def mask(text: str, notices: list[NoticeMatch]) -> str:
    """The caption with holes where notices and the signs that part them stand, of the same length."""
    for notice in notices:
        if notice.hides:
            before = _PARTED_BEFORE.search(text, 0, notice.start)
            after = _PARTED_AFTER.match(text, notice.end)
            start = before.start("sign") if before else notice.start
            end = after.end("sign") if after else notice.end
            text = text[:start] + HOLE * (end - start) + text[end:]
    return text


def _read(text: str, rule: NoticeRule, match: re.Match[str], words: Words, party: PartyTerm) -> _Found | None:
    """One match with its parameters; None where a time or a party must follow and none does."""
    # Alternatives of one pattern give a group's name with any number of underscores.
    places = {
        name.rstrip("_"): match.span(name) for name, said in match.groupdict().items() if said is not None
    }
    end = match.end()
    until: str | None = None
    parties: tuple[Party, ...] = ()
    if "when" in places:
        when = read_when(text, places["when"][1], words)
        if when is None:
            return None
        end, until = max(end, when.end), when.until
    if "list" in places:
        parties = read_parties(text, places["list"][1], party)
        if not parties:
            return None
        end = max(end, parties[-1].end)
    start, end = _trim(text, match.start(), end)
    groups = {name: text[slice(*place)] for name, place in places.items()}
    said = Parameters(groups, until, tuple((text[p.start : p.end], p.term) for p in parties))
    return _Found(start, end, rule, terms_of(rule.terms, said, words)) if start < end else None


def _waits(rule: NoticeRule) -> bool:
    """Whether a rule asks for a notice that others find."""
    return rule.after is not None


def _outs(text: str, rules: NoticeRules, party: PartyTerm) -> Iterator[_Found]:
    """The lists before OUT; one that is not sure must stand apart."""
    for out in find_outs(text, party, rules.never_out) if "out" in text.casefold() else ():
        terms = tuple(NoticeTerm(term=p.term, who=text[p.start : p.end]) for p in out.parties)
        yield _Found(out.start, out.end, _out_rule(out), terms)


def _out_rule(out: Out) -> NoticeRule:
    """OUT in capitals behind names that we know needs no sign around it."""
    return NoticeRule("out", (), "", is_phrase=False, literals=None, anywhere=out.sure)


def _within(notice: _Found, other: _Found) -> bool:
    return other.start <= notice.start and notice.end <= other.end


def _standing(text: str, found: list[_Found]) -> list[_Found]:
    """Those notices that stand where a notice may: apart, in capitals among small letters, beside such."""
    standing: set[int] = set()
    open_: list[int] = []
    for run in _runs(text, found):
        start, end = found[run[0]].start, max(found[n].end for n in run)
        if (_apart_left(text, start) or _opens_after_credit(text, start)) and _apart_right(text, end):
            standing.update(run)
        else:
            standing.update(n for n in run if _stands_alone(text, found[n], end))
            open_ += run
    while more := {n for n in open_ if n not in standing and _beside(text, found, n, standing)}:
        standing |= more
    return [notice for number, notice in enumerate(found) if number in standing]


def _runs(text: str, found: list[_Found]) -> Iterator[list[int]]:
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


def _stands_alone(text: str, notice: _Found, end: int) -> bool:
    """Whether a notice of a run up to `end` may stand in running text: by rule, or as capitals in other."""
    if _is_telex(text, notice):
        return notice.rule.anywhere and _apart_right(text, end) and _in_credit(text, notice.start)
    return notice.rule.anywhere or (" " in notice.rule.look and _in_capitals(text, notice, end))


def _in_capitals(text: str, notice: _Found, end: int) -> bool:
    """Whether a notice is in capitals, is no part of a longer line of them and stands on no sign."""
    after = _NEXT_WORD.match(text, end)
    goes_on = after is not None and after.group(1).isupper() and "/" not in after.group(1)
    return (
        text[notice.start : notice.end].isupper()
        and not goes_on
        and not on_a_sign(text, notice.start, notice.end)
    )


def _is_telex(text: str, notice: _Found) -> bool:
    """Whether the caption around a notice is all in capitals."""
    rest = text[: notice.start] + text[notice.end :]
    return rest.isupper() and sum(map(str.isupper, rest)) > _TELEX_LETTERS


def _in_credit(text: str, position: int) -> bool:
    """Whether the sentence so far holds a slash or a bracket, as credits do."""
    return _CREDIT_SIGN.search(text, 0, position) is not None


def _opens_after_credit(text: str, start: int) -> bool:
    """Whether a new word begins behind a credit that nothing closes: "Foto: Ada Rowe/NTB Ikke for salg"."""
    return text[start].isalnum() and not text[start].islower() and _in_credit(text, start)


def _apart_left(text: str, start: int) -> bool:
    """Whether a sign or the caption's beginning stands before or opens what begins at `start`."""
    return (
        start == 0
        or text[start] in _OPENING
        or _APART_LEFT.search(text, max(0, start - 4), start) is not None
    )


def _apart_right(text: str, end: int) -> bool:
    """Whether a sign or the caption's end stands after or closes what ends at `end`."""
    return text[end - 1] in _CLOSING + ".。" or _APART_RIGHT.match(text, end) is not None


def _beside(text: str, found: list[_Found], number: int, standing: set[int]) -> bool:
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


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _AROUND:
        start += 1
    while start < end and text[end - 1] in _AROUND:
        end -= 1
    return start, end


def _join(text: str, found: list[_Found], *, hides: bool) -> Iterator[NoticeMatch]:
    """The runs of notices that hide their words, or of those that do not."""
    chosen = [notice for notice in found if notice.rule.hides is hides]
    for numbers in _runs(text, chosen):
        run = [chosen[number] for number in numbers]
        yield _run(text, run, max(notice.end for notice in run), hides=hides)


def _run(text: str, run: list[_Found], end: int, *, hides: bool) -> NoticeMatch:
    """One run; what only opens a notice says nothing beside others."""
    telling = [n for n in run if not n.rule.opens and any(t.term is not Term.OTHER for t in n.terms)]
    said = [n for n in run if not (n.rule.opens and telling)]
    terms = merged(term for notice in said for term in notice.terms)
    start, end = _frame(text, run[0].start, end)
    if colon := _COLON.match(text, end):
        end = colon.end()
    return NoticeMatch(start, end, tuple(n.rule.id for n in run), terms, hides)


def _frame(text: str, start: int, end: int) -> tuple[int, int]:
    """The run with the stars around it and the brackets that belong to it."""
    opened = sum(text.count(sign, start, end) for sign in _OPENING)
    closed = sum(text.count(sign, start, end) for sign in _CLOSING)
    left = len(text[:start].rstrip())
    right = end + len(text[end:]) - len(text[end:].lstrip(" ."))
    before = left > 0 and text[left - 1] in _OPENING
    after = right < len(text) and text[right] in _CLOSING
    if before and (closed > opened or (after and closed == opened)):
        start = left - 1
    if after and opened >= closed and (before or opened > closed):
        end = right + 1
    while start and text[start - 1] in "*=":
        start -= 1
    while end < len(text) and text[end] in "*=":
        end += 1
    return start, end
