"""Queries as facets change them: a field's own filter, the query without it, or with a value toggled."""

from catalog.search.fields import load_fields
from catalog.search.names import Names
from catalog.search.query import And, FieldTerm, Or, Query, all_of, any_of
from catalog.search.tokens import key


def _parts(query: Query) -> tuple[Query, ...]:
    """What stands beside each other at the top of a query."""
    return query.parts if isinstance(query, And) else (query,)


def _terms(part: Query, field: str) -> tuple[FieldTerm, ...]:
    """The values that one part offers in a field; empty where it asks for anything else too."""
    offered = part.parts if isinstance(part, Or) else (part,)
    terms = tuple(term for term in offered if isinstance(term, FieldTerm) and term.field == field)
    return terms if len(terms) == len(offered) else ()


def own_terms(query: Query, field: str) -> tuple[FieldTerm, ...]:
    """The values by which a query filters a field; `-agency:ap` and `agency:ap OR x` are no such filters."""
    return tuple(term for part in _parts(query) for term in _terms(part, field))


def without(query: Query, field: str) -> Query:
    """The query without its filter on a field."""
    return all_of(part for part in _parts(query) if not _terms(part, field))


def chosen_value(term: FieldTerm, names: Names) -> str:
    """The facet value that a term asks for: a country's code, an agency's id, the key of any other value."""
    if term.field == "country":
        return names.country_code(term.value) or term.value
    if term.field == "agency" and not term.exact:
        return names.agency_id(term.value) or key(term.value)
    return key(term.value)


def is_choice(term: FieldTerm) -> bool:
    """Whether a term names a whole value of its field, not only words in it."""
    return term.exact or load_fields()[term.field].type != "text"


def toggle(query: Query, field: str, value: str, names: Names) -> Query:
    """The query with a facet's value chosen, or no longer chosen.

    Chosen values of one field are joined by OR; words in the field (`from:ministry`) stay as they are.

    Args:
        query: The question so far.
        field: A facet.
        value: A value as `FacetValue.value` gives it.
        names: What the values of terms mean.
    """
    rest: list[Query] = []
    chosen: list[Query] = []
    dropped = False
    for part in _parts(query):
        terms = _terms(part, field)
        kept = [term for term in terms if chosen_value(term, names) != value]
        dropped = dropped or len(kept) < len(terms)
        if terms and len(kept) == len(terms) and not all(map(is_choice, terms)):
            rest.append(part)
        elif terms:
            chosen.extend(kept)
        else:
            rest.append(part)
    if not dropped:
        chosen.append(FieldTerm(field, value, exact=True))
    return all_of([*rest, any_of(chosen)] if chosen else rest)
