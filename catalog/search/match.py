"""Whether a query finds a document, in plain Python: the index must agree with it."""

from datetime import UTC, date, datetime

from catalog.search.dates import Days, compared_days
from catalog.search.document import IndexDocument, code, name_code
from catalog.search.fields import load_fields
from catalog.search.names import Names
from catalog.search.query import Age, All, And, DateTerm, FieldTerm, Not, Or, Phrase, Query, Word
from catalog.search.tokens import Pattern, pattern

EPOCH = date(1970, 1, 1).toordinal()
_DAY = 86_400
_AGES = {"h": 3_600, "d": _DAY, "w": 7 * _DAY, "m": 30 * _DAY, "y": 365 * _DAY}


def term_codes(term: FieldTerm, names: Names) -> tuple[str, ...]:
    """The codes of which a document must have one for a term that asks for a whole value."""
    if term.field == "country":
        return (code("country", names.country_code(term.value) or term.value),)
    whole = code(term.field, term.value)
    if term.field == "agency" and not term.exact:
        return whole, name_code("agency", term.value)
    return (whole,)


def asks_whole_value(term: FieldTerm) -> bool:
    """Whether a term is answered by codes, not by words."""
    return term.exact or load_fields()[term.field].type != "text"


def stretch(term: DateTerm) -> Days:
    """The days a date term asks for.

    Raises:
        ValueError: The term was not made by `parse_query`.
    """
    days = compared_days(term.comparison, term.value, term.until)
    if days is None:
        raise ValueError(term)
    return days


def added_between(term: DateTerm | Age, now: datetime) -> tuple[int, int]:
    """The first and last second since 1970 (UTC) of import that a term asks for."""
    if isinstance(term, Age):
        limit = int(now.timestamp()) - term.amount * _AGES[term.unit]
        forever = _DAY * (date.max.toordinal() - EPOCH)
        return (limit, forever) if term.comparison == "<" else (0, limit)
    first, last = stretch(term)
    return (first - EPOCH) * _DAY, (last - EPOCH + 1) * _DAY - 1


def matches(query: Query, document: IndexDocument, names: Names, now: datetime | None = None) -> bool:
    """Whether the query finds the document.

    `similar:` cannot be answered from one document; it raises TypeError.

    Args:
        query: The question.
        document: One photo.
        names: Turns a country's name into its code.
        now: What ages count from; the present where it is left out.
    """
    if isinstance(query, And):
        return all(matches(part, document, names, now) for part in query.parts)
    if isinstance(query, Or):
        return any(matches(part, document, names, now) for part in query.parts)
    if isinstance(query, Not):
        return not matches(query.part, document, names, now)
    return isinstance(query, All) or _matches_term(query, document, names, now or datetime.now(UTC))


def _matches_term(query: Query, document: IndexDocument, names: Names, now: datetime) -> bool:
    """Whether one term finds the document."""
    if isinstance(query, Word | Phrase):
        wanted = pattern(query.text)
        return any(_holds(text, wanted) for text in document.columns.values())
    if isinstance(query, FieldTerm):
        if asks_whole_value(query):
            return not document.codes.isdisjoint(term_codes(query, names))
        return _holds(document.columns[query.field], pattern(query.value))
    if isinstance(query, DateTerm) and query.field == "date":
        first, last = stretch(query)
        return document.days is not None and document.days[0] <= last and document.days[1] >= first
    if isinstance(query, DateTerm | Age):
        earliest, latest = added_between(query, now)
        return earliest <= document.added <= latest
    raise TypeError(query)


def _holds(text: str, wanted: Pattern) -> bool:
    """Whether tokens follow each other in a column."""
    padded = f" {text} "
    end = "" if wanted.prefix else " "
    return any(f" {' '.join(tokens)}{end}" in padded for tokens in wanted.readings)
