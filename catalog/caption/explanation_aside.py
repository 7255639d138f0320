"""What was weighed and not taken, or set aside: other readings, places and dates of something else, notices.

What a record leaves out because it is no value (an agency in the prose, a day without a year) is looked for
once more, so that parsing itself pays nothing for being explained.
"""

from collections.abc import Iterable, Iterator

from catalog.caption.clean import clean
from catalog.caption.date_governors import SAID
from catalog.caption.date_roles import PLAIN
from catalog.caption.dates import read_dates
from catalog.caption.knowledge import Knowledge
from catalog.caption.words import load_words
from catalog.records import DateMention, ParsedCaption, Part, Reason, Span
from catalog.vocabulary.codes import DateRole
from catalog.vocabulary.labels import label

_PART, _LATE = "date/part", "date/after-today"
_OF_TAKING = frozenset(role.rule for role in (SAID, *PLAIN))
_NO_YEAR = "X"
_ELSEWHERE = ("place-not-taken", "place-relative")
_CLAUSE = 120  # characters before a place in which a clause about something else may begin
_MOST_BETWEEN = 2  # words before a place that tell nothing: a preposition, and an article with it


def refused_reasons(parsed: ParsedCaption) -> Iterator[Reason]:
    """What the record holds besides its values."""
    for other in parsed.alternatives:
        yield Reason(field=other.field, value=other.value, rule=other.rule, span=other.span)
    taken = {entry.span for entry in parsed.evidence if entry.field == "date"}
    taken |= {other.span for other in parsed.alternatives if other.rule == _LATE}
    for date in parsed.dates:
        if date.span not in taken:
            yield _other_date(parsed, date)
    for place in parsed.places_mentioned:
        rule = _why_no_place(parsed, place.span[0])
        yield Reason(field="places_mentioned", value=place.name, rule=rule, span=place.span)
    for notice in parsed.notices:
        terms = ", ".join(label(term.term).lower() for term in notice.terms)
        yield Reason(field="notices", value=terms or "no terms", rule="aside/notice", span=notice.span)


def _why_no_place(parsed: ParsedCaption, start: int) -> str:
    """Why a place is only named: by the words before it and its preposition, else for want of better."""
    words = load_words().patterns
    before = parsed.caption[max(start - _CLAUSE, 0) : start].split()
    heads = [" ".join([*before[: len(before) - less], ""]) for less in range(_MOST_BETWEEN + 1)]
    if any(words[name].search(head) for name in _ELSEWHERE for head in heads):
        return "aside/place-of-something-else"
    return "aside/other-place" if parsed.places else "aside/not-the-place"


def _other_date(parsed: ParsedCaption, date: DateMention) -> Reason:
    """A date that is not the picture's: its own rule says why, unless it only lost to another."""
    rules = (e.rule for e in parsed.evidence if e.field == "dates" and e.span == date.span)
    rule = next(rules, "")
    if date.role is DateRole.TAKEN:
        rule = _PART
    elif rule in _OF_TAKING or not rule:
        rule = "aside/other-date"
    return Reason(field="dates", value=f"{date.edtf} ({label(date.role).lower()})", rule=rule, span=date.span)


def unseen_reasons(parsed: ParsedCaption, knowledge: Knowledge) -> Iterator[Reason]:
    """What the record leaves out: agencies of the prose, days without a year, what was not understood."""
    cleaned = clean(parsed.caption)
    for span in parsed.unparsed:
        rule = "aside/unread" if span == cleaned.unread else "aside/unparsed"
        yield Reason(field="unparsed", value="nothing", rule=rule, span=span)
    known = {agency.id for agency in parsed.agencies}
    closed = [*_credited(parsed), *(notice.span for notice in parsed.notices), *parsed.unparsed]
    for hit in knowledge.agencies.scan(cleaned.text, prose=True, language=parsed.language):
        span = cleaned.span(hit.start, hit.end)
        if not _touches(span, closed):
            again = any(agency.id in known for agency in hit.agencies)
            rule = "aside/agency-again" if again else "aside/agency-in-prose"
            yield Reason(field="agencies", value=hit.agencies[0].name, rule=rule, span=span)
    closed += [*(date.span for date in parsed.dates), *(other.span for other in parsed.alternatives)]
    for date in read_dates(cleaned.text, knowledge.words):
        span = cleaned.span(date.start, date.end)
        if date.edtf.startswith(_NO_YEAR) and not _touches(span, closed):
            value = cleaned.text[date.start : date.end]
            yield Reason(field="dates", value=value, rule="aside/no-year", span=span)


def _credited(parsed: ParsedCaption) -> Iterator[Span]:
    """The words of everybody whom the caption credits, pictures of a combo included."""
    whole: list[ParsedCaption | Part] = [parsed, *parsed.parts]
    for one in whole:
        yield from (agency.span for agency in one.agencies)
        yield from (creator.span for creator in one.creators)
        yield from (source.span for source in one.handout_sources)


def _touches(span: Span, others: Iterable[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)
