"""Restrictions and editors' notes: found first, then hidden from the other rules."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from catalog.caption.words import HOLE, Words
from catalog.records import NoticeTerm
from catalog.vocabulary.codes import Term

_LIST_SIGN = re.compile(r"[ ,]+(?:AND )?$")
_JOINT = re.compile(r"[\s,;/.*–—-]*")
_PARAMETERS = {
    Term.EXPIRES: "days",
    Term.EMBARGO: "until",
    Term.COUNTRY_OUT: "who",
    Term.MANDATORY_CREDIT: "who",
}


@dataclass(frozen=True, slots=True)
class NoticeMatch:
    """A run of adjoining notices in the cleaned caption."""

    start: int
    end: int
    rules: tuple[str, ...]
    terms: tuple[NoticeTerm, ...]


def find_notices(text: str, words: Words, is_party: Callable[[str], bool]) -> list[NoticeMatch]:
    """Every run of notices, in order; matches that overlap or have only signs between them join.

    Args:
        text: The cleaned caption.
        words: The room's knowledge.
        is_party: Whether words name a country or an outlet: what may be "OUT".
    """
    found: list[NoticeMatch] = []
    for rule in words.notices:
        for match in rule.pattern.finditer(text):
            start, end = _trim(text, *match.span())
            if Term.COUNTRY_OUT in rule.terms:
                start = _out_list(text, *match.span("who"), is_party)
            if start < end:
                terms = tuple(_term(term, match, text[start : match.end()]) for term in rule.terms)
                found.append(NoticeMatch(start, end, (rule.id,), terms))
    found.sort(key=lambda n: (n.start, -n.end))
    return _join(text, found)


def mask(text: str, notices: list[NoticeMatch]) -> str:
    """The caption with holes where notices stand, of the same length."""
    for notice in notices:
        text = text[: notice.start] + HOLE * (notice.end - notice.start) + text[notice.end :]
    return text


def _out_list(text: str, start: int, end: int, is_party: Callable[[str], bool]) -> int:
    """Where the list before OUT begins: its words name countries or outlets, those before it a creator."""
    begins = [start, *(start + m.end() for m in re.finditer(r"[ ,]+", text[start:end]))]
    begin, stop = begins[-1], end
    while True:
        named = [b for b in begins if b < stop and is_party(text[b:stop])]
        if not named:
            return begin
        begin = named[0]
        before = _LIST_SIGN.search(text, start, begin)
        if before is None:
            return begin
        stop = before.start()


def _term(term: Term, match: re.Match[str], said: str) -> NoticeTerm:
    groups = {k: v.strip() for k, v in match.groupdict().items() if v}
    if term is Term.COUNTRY_OUT:
        return NoticeTerm(term=term, who=said.removesuffix("OUT").strip())
    name = _PARAMETERS.get(term)
    if name is None or name not in groups:
        return NoticeTerm(term=term)
    if name == "days":
        return NoticeTerm(term=term, days=int(groups["days"]))
    return (
        NoticeTerm(term=term, until=groups["until"])
        if name == "until"
        else NoticeTerm(term=term, who=groups["who"])
    )


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " \n,;/-–—":
        start += 1
    while start < end and text[end - 1] in " \n,;/-–—":
        end -= 1
    return start, end


def _join(text: str, found: list[NoticeMatch]) -> list[NoticeMatch]:
    joined: list[NoticeMatch] = []
    for notice in found:
        last = joined[-1] if joined else None
        if last and (notice.start <= last.end or _JOINT.fullmatch(text, last.end, notice.start)):
            new = tuple(t for t in notice.terms if t not in last.terms)
            joined[-1] = NoticeMatch(
                last.start, max(last.end, notice.end), (*last.rules, *notice.rules), last.terms + new
            )
        else:
            joined.append(notice)
    return joined
