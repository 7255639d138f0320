"""Which rule read each value from which words, and how firmly the value rests on them."""

from collections.abc import Sequence

from catalog.caption.date_refusals import Impossible
from catalog.caption.party import Party
from catalog.caption.reading import Reading
from catalog.records import Evidence, HandoutSource
from catalog.vocabulary.codes import Certainty, Kind, Origin


def certainty_of(
    reading: Reading,
    sources: tuple[HandoutSource, ...],
    refused: Sequence[Impossible] = (),
    *,
    said: bool,
    origin: Origin,
) -> dict[str, Certainty]:
    """How firmly each field rests on the words; a field without a value has none.

    Args:
        reading: What the steps found.
        sources: Who handed the picture out.
        refused: Dates that no calendar has: a month or year read within one is open.
        said: Whether any words say that it was handed out.
        origin: Whose picture it is.
    """
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
        if any(one.holds(reading.date) for one in refused):
            certainty["date"] = Certainty.OPEN
    if reading.whereabouts.taken:
        known = reading.whereabouts.taken[0].place is not None
        certainty["places"] = Certainty.LIKELY if known else Certainty.OPEN
    return certainty


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
