"""Whose picture the words say it is, of what kind, by which road, and under what conditions."""

import re
from collections.abc import Sequence

from catalog.agencies import AgencyKind
from catalog.caption.credit import Credit
from catalog.caption.notices import NoticeMatch
from catalog.caption.party import Role
from catalog.caption.statements import Statement
from catalog.caption.words import Words
from catalog.caption.zone import Zone
from catalog.vocabulary.codes import How, Kind, Origin, SourceClass, Term

_HANDOUT = re.compile(r"hand-?out", re.IGNORECASE)
_ROLE_KINDS = {
    Role.POOL: Kind.POOL,
    Role.FILE: Kind.FILE,
    Role.STRINGER: Kind.STRINGER,
    Role.SOCIAL: Kind.SOCIAL,
}
_OWN_PHOTOGRAPHER = frozenset(
    {
        SourceClass.MILITARY,
        SourceClass.HEAD_OF_STATE,
        SourceClass.SCIENCE,
        SourceClass.INTERNATIONAL_ORGANISATION,
    }
)
_MICROSTOCK = frozenset(
    {"istock", "shutterstock", "alamy", "depositphotos", "dreamstime", "123rf", "adobe-stock", "fotolia"}
)
"""Stock houses that anybody sends pictures to: credited alone they name a contributor's."""
_START = 120


def says_handout(
    credit: Credit, statements: Sequence[Statement], notices: Sequence[NoticeMatch], text: str
) -> bool:
    """Whether any words say that a third party supplied the picture."""
    return bool(credit.said or statements) or any(notice_says_handout(n, text) for n in notices)


def notice_says_handout(notice: NoticeMatch, text: str) -> bool:
    """Whether a notice is one that only handouts carry."""
    third_party = (
        any(t.term is Term.THIRD_PARTY for t in notice.terms) and "service-to-clients" not in notice.rules
    )
    return third_party or _HANDOUT.search(text, notice.start, notice.end) is not None


def origin_of(credit: Credit, text: str, zones: Sequence[Zone], *, said: bool) -> Origin:
    """Whose picture it is; silence is `not-stated`."""
    own = _own_mark(credit, text, zones)
    if said:
        return Origin.CONFLICTING if own and not credit.sources and not credit.said else Origin.HANDOUT
    if credit.sources:
        return Origin.HANDOUT_LIKELY
    return Origin.OWN if own else Origin.NOT_STATED


def _own_mark(credit: Credit, text: str, zones: Sequence[Zone]) -> bool:
    """Whether the credit carries a house's positive mark of its own picture, with a person in it."""
    if not credit.creators:
        return False
    for party in credit.agencies:
        for agency in party.agencies:
            for template in agency.own_marks:
                head = template.strip("()").partition("$creator")[0]
                pattern = re.escape(head).replace(r"\ ", r"\s*")
                for zone in zones:
                    found = (
                        re.search(rf"(?<!\w){pattern}(?=\w)", text[zone.start : zone.end])
                        if head.strip()
                        else None
                    )
                    if found and any(c.start == zone.start + found.end() for c in credit.creators):
                        return True
    return False


def kinds_of(
    credit: Credit, text: str, zones: Sequence[Zone], words: Words, origin: Origin
) -> list[tuple[Kind, str, tuple[int, int]]]:
    """Kinds with the rule and the words that gave each, in the vocabulary's order."""
    found: dict[Kind, tuple[str, tuple[int, int]]] = {}
    for party in credit.parties:
        if party.role in _ROLE_KINDS:
            found.setdefault(_ROLE_KINDS[party.role], (f"credit/{party.role}", (party.start, party.end)))
    for number in words.kind_filter.candidates(text):
        rule = words.kinds[number]
        if rule.where == "credit":
            spans = [(z.start, z.end) for z in zones]
        elif rule.where == "start":
            spans = [(0, min(_START, len(text)))]
        else:
            spans = [(0, len(text))]
        for start, end in spans:
            match = rule.pattern.search(text, start, end)
            if match:
                found.setdefault(rule.kind, (rule.rule, match.span()))
    if Kind.FILE not in found and (shop := _contributor(credit)) is not None:
        found.setdefault(Kind.CONTRIBUTOR, ("credit/contributor", shop))
    if origin is Origin.OWN and not found:
        found[Kind.STAFF] = ("credit/own-mark", (credit.creators[0].start, credit.creators[0].end))
    return [(kind, *found[kind]) for kind in Kind if kind in found]


def _contributor(credit: Credit) -> tuple[int, int] | None:
    """A person or an archive credited with a stock house alone."""
    kinds = {a.kind for p in credit.agencies for a in p.agencies[:1]}
    if kinds and AgencyKind.STOCK in kinds and kinds <= {AgencyKind.STOCK, AgencyKind.DISTRIBUTOR}:
        party = credit.agencies[0]
        alone = len(credit.agencies) == 1 and not credit.creators
        micro = any(a.id in _MICROSTOCK for a in party.agencies)
        return None if alone and not micro else (party.start, party.end)
    return None


def how_of(
    credit: Credit, statements: Sequence[Statement], text: str, *, said: bool, classes: Sequence[SourceClass]
) -> How | None:
    """By which road the picture came; the prose's verb is closer than the credit's shape."""
    if credit.has(Role.POOL) and not said:
        named = any(
            p.role is Role.POOL and text[p.start : p.end].casefold() != "pool" for p in credit.parties
        )
        return How.HOUSE_POOL if named and not credit.creators else How.PRESS_POOL
    if statements:
        return statements[0].how
    if not credit.sources:
        return How.PROVIDED if credit.said else None
    if not said and credit.creators and set(classes) & _OWN_PHOTOGRAPHER:
        return How.OWN_PHOTOGRAPHER
    via = any(p.joint.startswith("via") for p in credit.parties if p.role is Role.AGENCY)
    return How.THIRD_PARTY_RELAY if via else How.PROVIDED
