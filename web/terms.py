"""A query's ANDed parts, so that each can be shown as a chip and dropped by a link."""

from catalog.search import All, And, FieldTerm, Or, Query, print_query


def parts_of(query: Query) -> tuple[Query, ...]:
    """The parts that a query ANDs; none for the query that finds every photo."""
    if isinstance(query, All):
        return ()
    return query.parts if isinstance(query, And) else (query,)


def less_part(query: Query, place: int) -> str:
    """The query's text less its part at `place`."""
    parts = parts_of(query)
    kept = parts[:place] + parts[place + 1 :]
    return print_query(And(kept) if len(kept) > 1 else kept[0] if kept else All())


def values_of(part: Query) -> tuple[FieldTerm, ...]:
    """The terms of a part that chooses among values of one field; empty for any other part."""
    terms = part.parts if isinstance(part, Or) else (part,)
    found = tuple(term for term in terms if isinstance(term, FieldTerm))
    same = len(found) == len(terms) and len({term.field for term in found}) == 1
    return found if same else ()
