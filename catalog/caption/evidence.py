"""Which rule read each value from which words."""

from catalog.caption.party import Party
from catalog.caption.reading import Reading
from catalog.records import Evidence, HandoutSource
from catalog.vocabulary.codes import Kind


def evidence_of(
    reading: Reading, kinds: list[tuple[Kind, str, tuple[int, int]]], sources: tuple[HandoutSource, ...]
) -> tuple[Evidence, ...]:
    """For each value its rule and its words, in the order of the record's fields."""
    span = reading.cleaned.span
    credit = reading.credit
    found = [
        *(
            Evidence(field=field, rule=reading.zones[p.zone].rule, span=span(p.start, p.end))
            for field, parties in (("agencies", credit.agencies), ("creators", credit.creators))
            for p in parties
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
    found += [
        Evidence(field="dates", rule=d.rule, span=span(d.start, d.end))
        for d in reading.dates
        if d.has_year and (reading.date is None or d.start != reading.date.start)
    ]
    return tuple(found)


def _side(party: Party) -> str:
    return "suffix" if party.joint == "beside" else "part"


def unparsed_of(reading: Reading) -> tuple[tuple[int, int], ...]:
    """Credits in which nothing was recognised, and what an endless text holds between its head and tail."""
    read = {p.zone for p in reading.credit.parties}
    cleaned = reading.cleaned
    credits_ = [cleaned.span(z.start, z.end) for n, z in enumerate(reading.zones) if n not in read]
    return tuple(sorted(credits_ if cleaned.unread is None else [*credits_, cleaned.unread]))
