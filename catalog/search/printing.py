"""Write a query back as text, so that `parse_query(print_query(query)) == query`."""

import re

from catalog.search.query import Age, All, And, DateTerm, FieldTerm, Not, Or, Phrase, Query, Similar, Word

_PLAIN_VALUE = re.compile(r'[^\s()"“”„=][^\s()"“”„]*')
_IN_QUOTES = re.compile(r'(["“”„\\])')


def print_query(query: Query) -> str:
    """The shortest text of the query that the language has; empty for every photo."""
    if isinstance(query, All):
        return ""
    if isinstance(query, Or):
        return " OR ".join(print_query(part) for part in query.parts)
    if isinstance(query, And):
        return " ".join(
            f"({print_query(part)})" if isinstance(part, Or) else print_query(part) for part in query.parts
        )
    if isinstance(query, Not):
        inside = print_query(query.part)
        return f"-({inside})" if isinstance(query.part, And | Or) else f"-{inside}"
    return _print_term(query)


def _print_term(query: Query) -> str:
    """A term without parts."""
    if isinstance(query, Word):
        return query.text
    if isinstance(query, Phrase):
        return _quote(query.text)
    if isinstance(query, FieldTerm):
        value = query.value if _PLAIN_VALUE.fullmatch(query.value) else _quote(query.value)
        return f"{query.field}:{'=' if query.exact else ''}{value}"
    if isinstance(query, Similar):
        return f"{query.field}:{query.photo_id}"
    if isinstance(query, Age):
        return f"{query.field}:{query.comparison}{query.amount}{query.unit}"
    if isinstance(query, DateTerm):
        if query.comparison == "..":
            return f"{query.field}:{query.value}..{query.until}"
        sign = "" if query.comparison == "=" else query.comparison
        return f"{query.field}:{sign}{query.value}"
    msg = f"no text for {query!r}"
    raise TypeError(msg)


def _quote(text: str) -> str:
    """The text in quotation marks."""
    return '"' + _IN_QUOTES.sub(r"\\\1", text) + '"'
