"""Turn what the steps found into the record, with every place counted in the raw caption."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from catalog.agencies import AgencyKind
from catalog.caption.credit import is_shop
from catalog.caption.dates import DateMatch
from catalog.caption.names import natural_case
from catalog.caption.origin import how_of, kinds_of, origin_of, says_handout
from catalog.caption.parties import Party, Role
from catalog.caption.places import PlaceMatch, other_names
from catalog.caption.sources import handout_sources
from catalog.caption.words import HOLE
from catalog.records import (
    AgencyCredit,
    Alternative,
    ConditionMention,
    CreatorCredit,
    DateMention,
    Evidence,
    HandoutSource,
    Notice,
    ParsedCaption,
    PlaceMention,
)
from catalog.text import fold
from catalog.vocabulary.codes import AgencyRole, Certainty, DateRole, Kind, Origin

if TYPE_CHECKING:
    from catalog.caption.knowledge import Knowledge
    from catalog.caption.parse import Reading

_OUTLETS = frozenset(
    {AgencyKind.NEWSPAPER, AgencyKind.BROADCASTER, AgencyKind.MAGAZINE, AgencyKind.NEWS_SITE}
)


def assemble(reading: Reading, knowledge: Knowledge) -> ParsedCaption:
    """The record of one reading."""
    cleaned, credit, text = reading.cleaned, reading.credit, reading.cleaned.text
    said = says_handout(credit, reading.statements, reading.notices, text)
    sources = handout_sources(cleaned, credit, reading.statements, knowledge)
    origin = origin_of(credit, text, reading.zones, said=said)
    if origin is Origin.NOT_STATED and sources:
        origin = Origin.HANDOUT_LIKELY
    handout = origin in {Origin.HANDOUT, Origin.HANDOUT_LIKELY} or said
    kinds = kinds_of(credit, text, reading.zones, knowledge.words, origin)
    names = [k for k, _, _ in kinds]
    date = reading.date
    return ParsedCaption(
        caption=cleaned.raw,
        language=reading.language,
        description=_description(reading),
        credit_line=_credit_line(reading),
        agencies=_agencies(reading),
        creators=_creators(reading, knowledge),
        handout=handout,
        origin=origin,
        how=how_of(credit, reading.statements, text, said=said, classes=[s.class_ for s in sources]),
        handout_sources=sources,
        kinds=tuple([Kind.HANDOUT] if handout else []) + tuple(k for k in names if k is not Kind.HANDOUT),
        places=tuple(_place(reading, m) for m in reading.whereabouts.taken),
        places_mentioned=tuple(_place(reading, m) for m in reading.whereabouts.mentioned),
        country=reading.whereabouts.country,
        date=date.edtf if date else None,
        date_text=text[date.start : date.end] if date else None,
        dates=tuple(_date(reading, d) for d in reading.dates if d.has_year),
        conditions=_conditions(reading, knowledge),
        notices=tuple(_notice(reading, n.start, n.end, n.terms) for n in reading.notices),
        certainty=_certainty(reading, sources, said=said, origin=origin),
        alternatives=tuple(
            Alternative(
                field="date", value=d.other, span=cleaned.span(d.start, d.end), rule="date/day-or-month-first"
            )
            for d in reading.dates
            if d.other
        ),
        evidence=_evidence(reading, kinds, sources),
        unparsed=_unparsed(reading),
    )


def _agencies(reading: Reading) -> tuple[AgencyCredit, ...]:
    parties = reading.credit.agencies
    return tuple(
        AgencyCredit(
            id=p.agencies[0].id if p.agencies else re.sub(r"\W+", "-", fold(_text(reading, p))).strip("-"),
            name=p.agencies[0].name if p.agencies else _text(reading, p).upper(),
            role=_role(p, number, len(parties)),
            span=reading.cleaned.span(p.start, p.end),
        )
        for number, p in enumerate(parties)
    )


def _text(reading: Reading, party: Party) -> str:
    return reading.cleaned.text[party.start : party.end]


def _role(party: Party, number: int, count: int) -> AgencyRole:
    """The first made it, the last distributes, those between are partners; papers and channels are outlets."""
    if party.role is Role.OUTLET or (party.agencies and party.agencies[0].kind in _OUTLETS):
        return AgencyRole.OUTLET
    if number and (number == count - 1 or any(is_shop(a) for a in party.agencies)):
        return AgencyRole.DISTRIBUTOR
    return AgencyRole.PARTNER if number else AgencyRole.MAKER


def _creators(reading: Reading, knowledge: Knowledge) -> tuple[CreatorCredit, ...]:
    return tuple(
        CreatorCredit(
            name=natural_case(_text(reading, p), reading.cleaned.text, knowledge.words),
            span=reading.cleaned.span(p.start, p.end),
        )
        for p in reading.credit.creators
    )


def _place(reading: Reading, match: PlaceMatch) -> PlaceMention:
    name = reading.cleaned.text[match.start : match.end]
    place = match.place
    span = reading.cleaned.span(match.start, match.end)
    if place is None:
        return PlaceMention(name=name, span=span)
    return PlaceMention(
        name=name,
        span=span,
        geonames_id=place.geonames_id,
        latitude=place.latitude,
        longitude=place.longitude,
        country=place.country,
        names=other_names(place, name),
        claims=place.claims,
    )


def _date(reading: Reading, match: DateMatch) -> DateMention:
    chosen = reading.date is not None and match.start == reading.date.start
    role = DateRole.TAKEN if chosen else match.role
    if role is DateRole.TAKEN and not chosen:
        role = DateRole.MENTIONED
    return DateMention(role=role, edtf=match.edtf, span=reading.cleaned.span(match.start, match.end))


def _conditions(reading: Reading, knowledge: Knowledge) -> tuple[ConditionMention, ...]:
    found = []
    for condition, pattern in knowledge.words.conditions:
        match = pattern.search(reading.cleaned.text)
        if match:
            found.append(ConditionMention(condition=condition, span=reading.cleaned.span(*match.span())))
    return tuple(found)


def _notice(reading: Reading, start: int, end: int, terms: tuple) -> Notice:  # type: ignore[type-arg]
    return Notice(text=reading.cleaned.text[start:end], span=reading.cleaned.span(start, end), terms=terms)


def _credit_line(reading: Reading) -> str | None:
    """The first credit that names an agency or a person, as written, with what directly follows it."""
    named = [
        p.zone
        for p in reading.credit.parties
        if p.role in {Role.AGENCY, Role.OUTLET, Role.CREATOR, Role.INSTITUTION}
    ]
    if not named:
        return None
    zone = reading.zones[named[0]]
    start, end = reading.cleaned.span(zone.start, zone.end)
    return reading.cleaned.raw[start:end].strip(" .,;:") or None


def _description(reading: Reading) -> str:
    """The prose: without notices, credits and the labels and brackets around them."""
    letters = list(reading.masked)
    for zone in reading.zones:
        letters[zone.opens : zone.end] = HOLE * (zone.end - zone.opens)
    bare = re.sub(rf"{HOLE}+\s*[)\]）】]*", " ", "".join(letters))
    return re.sub(r"\s+", " ", bare).strip(" -–—/|#*(")


def _certainty(
    reading: Reading, sources: tuple[HandoutSource, ...], *, said: bool, origin: Origin
) -> dict[str, Certainty]:
    rules = {z.rule for z in reading.zones}
    certainty: dict[str, Certainty] = {}
    if said or origin is Origin.HANDOUT_LIKELY:
        certainty["handout"] = Certainty.SURE if said else Certainty.LIKELY
    if sources:
        certainty["handout_sources"] = Certainty.SURE if said else Certainty.LIKELY
    if reading.credit.agencies:
        certainty["agencies"] = Certainty.LIKELY if "credit/glued" in rules else Certainty.SURE
    if reading.credit.creators:
        certainty["creators"] = Certainty.OPEN if "credit/fragment" in rules else Certainty.SURE
    if reading.date:
        ambiguous = reading.date.other is not None or reading.date.rule != "date/stated"
        certainty["date"] = Certainty.LIKELY if ambiguous and reading.date.other else Certainty.SURE
    if reading.whereabouts.taken:
        known = reading.whereabouts.taken[0].place is not None
        certainty["places"] = Certainty.LIKELY if known else Certainty.OPEN
    return certainty


def _evidence(
    reading: Reading, kinds: list[tuple[Kind, str, tuple[int, int]]], sources: tuple[HandoutSource, ...]
) -> tuple[Evidence, ...]:
    span = reading.cleaned.span
    credit = reading.credit
    found = [
        *(
            Evidence(field="agencies", rule=reading.zones[p.zone].rule, span=span(p.start, p.end))
            for p in credit.agencies
        ),
        *(
            Evidence(field="creators", rule=reading.zones[p.zone].rule, span=span(p.start, p.end))
            for p in credit.creators
        ),
        *(
            Evidence(field="handout", rule=f"credit/{p.role}-{_side(p)}", span=span(p.start, p.end))
            for p in credit.said
        ),
        *(
            Evidence(field="handout", rule=f"statement/{s.rule}", span=span(s.start, s.end))
            for s in reading.statements
        ),
        *(
            Evidence(
                field="handout_sources",
                rule="source/credit" if credit.sources else "source/statement",
                span=s.span,
            )
            for s in sources
        ),
        *(
            Evidence(field="kinds", rule=rule, span=span(*where))
            for kind, rule, where in kinds
            if kind is not Kind.HANDOUT
        ),
        *(
            Evidence(field="places", rule=m.rule, span=span(m.start, m.end))
            for m in reading.whereabouts.taken
        ),
    ]
    if reading.date:
        found.append(
            Evidence(field="date", rule=reading.date.rule, span=span(reading.date.start, reading.date.end))
        )
    return tuple(found)


def _side(party: Party) -> str:
    return "suffix" if party.joint == "beside" else "part"


def _unparsed(reading: Reading) -> tuple[tuple[int, int], ...]:
    """Credits in which nothing was recognised."""
    read = {p.zone for p in reading.credit.parties}
    return tuple(reading.cleaned.span(z.start, z.end) for n, z in enumerate(reading.zones) if n not in read)
