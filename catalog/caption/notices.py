"""Restrictions and editors' notes: found first, then hidden from the other rules."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from catalog.caption.notice_parties import Out, Party, PartyTerm, find_outs, read_parties
from catalog.caption.notice_rules import NoticeRule, NoticeRules
from catalog.caption.notice_standing import CLOSING, OPENING, FoundNotice, runs_of, standing_notices
from catalog.caption.notice_terms import Parameters, merged, terms_of
from catalog.caption.notice_times import read_when
from catalog.caption.words import HOLE, Words
from catalog.records import NoticeTerm
from catalog.text import fold
from catalog.vocabulary.codes import Term

_AROUND = " \n,;/-–—"
_PARTED_BEFORE = re.compile(r"(?P<sign>(?:[/|*•·+;,，、_=–—-]\s*)+)$")
_PARTED_AFTER = re.compile(r"\s*(?P<sign>[/|*•·+;,，、_=–—-]+)")
_COLON = re.compile(r"\s?[:：]")
_LONGEST_SIGN = 40


@dataclass(frozen=True, slots=True)
class NoticeMatch:
    """A run of adjoining notices in the cleaned caption; `hides` says whether other rules may not read it."""

    start: int
    end: int
    rules: tuple[str, ...]
    terms: tuple[NoticeTerm, ...]
    hides: bool = True


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

    found: list[FoundNotice] = []
    for rule in sorted(rules.candidates(text), key=_waits):
        if rule.after is None or any(rule.after in notice.rule.terms for notice in found):
            matches = (_read(text, rule, match, words, party) for match in rule.pattern.finditer(text))
            found += [notice for notice in matches if notice]
    found += _outs(text, rules, party)
    found.sort(key=lambda notice: (notice.start, -notice.end))
    standing = standing_notices(text, found)
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
            before = _PARTED_BEFORE.search(text, max(0, notice.start - _LONGEST_SIGN), notice.start)
            after = _PARTED_AFTER.match(text, notice.end)
            start = before.start("sign") if before else notice.start
            # At the head the sign stays: a sentence begins behind it.
            end = after.end("sign") if after and text[:start].strip() else notice.end
            text = text[:start] + HOLE * (end - start) + text[end:]
    return text


def _read(
    text: str, rule: NoticeRule, match: re.Match[str], words: Words, party: PartyTerm
) -> FoundNotice | None:
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
    return FoundNotice(start, end, rule, terms_of(rule.terms, said, words)) if start < end else None


def _waits(rule: NoticeRule) -> bool:
    """Whether a rule asks for a notice that others find."""
    return rule.after is not None


def _outs(text: str, rules: NoticeRules, party: PartyTerm) -> Iterator[FoundNotice]:
    """The lists before OUT; one that is not sure must stand apart."""
    for out in find_outs(text, party, rules.never_out) if "out" in text.casefold() else ():
        terms = tuple(NoticeTerm(term=p.term, who=text[p.start : p.end]) for p in out.parties)
        yield FoundNotice(out.start, out.end, _out_rule(out), terms)


def _out_rule(out: Out) -> NoticeRule:
    """OUT in capitals behind names that we know needs no sign around it."""
    return NoticeRule("out", (), "", is_phrase=False, literals=None, anywhere=out.sure)


def _within(notice: FoundNotice, other: FoundNotice) -> bool:
    return other.start <= notice.start and notice.end <= other.end


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _AROUND:
        start += 1
    while start < end and text[end - 1] in _AROUND:
        end -= 1
    return start, end


def _join(text: str, found: list[FoundNotice], *, hides: bool) -> Iterator[NoticeMatch]:
    """The runs of notices that hide their words, or of those that do not."""
    chosen = [notice for notice in found if notice.rule.hides is hides]
    for numbers in runs_of(text, chosen):
        run = [chosen[number] for number in numbers]
        yield _run(text, run, max(notice.end for notice in run), hides=hides)


def _run(text: str, run: list[FoundNotice], end: int, *, hides: bool) -> NoticeMatch:
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
    opened = sum(text.count(sign, start, end) for sign in OPENING)
    closed = sum(text.count(sign, start, end) for sign in CLOSING)
    left = len(text[:start].rstrip())
    right = end + len(text[end:]) - len(text[end:].lstrip(" ."))
    before = left > 0 and text[left - 1] in OPENING
    after = right < len(text) and text[right] in CLOSING
    if before and (closed > opened or (after and closed == opened)):
        start = left - 1
    if after and opened >= closed and (before or opened > closed):
        end = right + 1
    while start and text[start - 1] in "*=":
        start -= 1
    while end < len(text) and text[end] in "*=":
        end += 1
    return start, end
