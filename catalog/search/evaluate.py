"""Answer a query on the index: each term a mask over all photos, combined by the query's tree."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

import numpy as np

from catalog.search.answers import Answers
from catalog.search.columns import Columns, Integers, Mask
from catalog.search.match import added_between, asks_whole_value, stretch, term_codes
from catalog.search.names import Names
from catalog.search.query import Age, All, And, DateTerm, FieldTerm, Not, Or, Phrase, Query, Similar, Word
from catalog.search.tokens import Pattern, pattern

# How many levels of AND and OR one FTS5 expression may hold: its parser has a small stack (100 entries).
_FTS_DEPTH = 4


def words_expression(wanted: Pattern) -> str:
    """A pattern as FTS5 writes it: its readings joined by OR."""
    star = " *" if wanted.prefix else ""
    readings = [f'"{" ".join(tokens)}"{star}' for tokens in wanted.readings]
    return readings[0] if len(readings) == 1 else f"({' OR '.join(readings)})"


def fts_expression(query: Query, names: Names, depth: int = _FTS_DEPTH) -> str | None:
    """The query in FTS5's own language; None where that cannot say it."""
    if isinstance(query, Word | Phrase):
        return words_expression(pattern(query.text))
    if isinstance(query, FieldTerm):
        if asks_whole_value(query):
            return "(" + " OR ".join(f'codes : "{code}"' for code in term_codes(query, names)) + ")"
        return f"({query.field} : {words_expression(pattern(query.value))})"
    if isinstance(query, And | Or) and depth:
        parts = [fts_expression(part, names, depth - 1) for part in query.parts]
        operator = " AND " if isinstance(query, And) else " OR "
        said = [part for part in parts if part is not None]
        return "(" + operator.join(said) + ")" if len(said) == len(parts) else None
    return None


class Evaluation:
    """One search's view of the index; answers are kept, so that facets may ask again.

    Attributes:
        columns: The photos.
        names: What knowledge adds to the words of a query.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        columns: Columns,
        *,
        names: Names,
        answers: Answers,
        now: datetime,
        find_similar: Callable[[Similar], Sequence[int]],
    ) -> None:
        self.columns = columns
        self._connection = connection
        self.names = names
        self._answers = answers
        self._now = now
        self._find_similar = find_similar
        self._known: dict[Query, Mask] = {}

    def mask(self, query: Query) -> Mask:
        """Which photos a query finds."""
        known = self._known.get(query)
        if known is None:
            known = self._known[query] = self._find(query)
        return known

    def _find(self, query: Query) -> Mask:
        if isinstance(query, Not):
            return ~self.mask(query.part)
        if isinstance(query, All):
            return ~self.columns.nothing()
        expression = fts_expression(query, self.names)
        if expression is not None:
            return self._full_text(expression)
        if isinstance(query, And | Or):
            return self._combine(query)
        if isinstance(query, DateTerm) and query.field == "date":
            first, last = stretch(query)
            columns = self.columns
            return (columns.first <= last) & (columns.last >= first)
        if isinstance(query, Similar):
            return np.isin(self.columns.ids, np.array(self._find_similar(query), dtype=np.int64))
        if isinstance(query, DateTerm | Age):
            earliest, latest = added_between(query, self._now)
            return (self.columns.added >= earliest) & (self.columns.added <= latest)
        raise TypeError(query)

    def _combine(self, query: And | Or) -> Mask:
        """The masks of the parts; those that FTS5 can answer together it answers in one go."""
        said = [part for part in query.parts if fts_expression(part, self.names, _FTS_DEPTH - 1) is not None]
        others = [part for part in query.parts if part not in said]
        masks = [self.mask(type(query)(tuple(said)) if len(said) > 1 else said[0])] if said else []
        masks.extend(map(self.mask, others))
        return _every(masks) if isinstance(query, And) else _any(masks)

    def _full_text(self, expression: str) -> Mask:
        """The photos of an FTS5 expression."""
        known = self._answers.get(self.columns.version, expression)
        if known is None:
            known = self._read(expression)
            self._answers.keep(self.columns.version, expression, known)
        return known

    def _read(self, expression: str) -> Mask:
        """The photos of an FTS5 expression, from the index."""
        row = self._connection.execute(
            # One text of all rows is read faster than rows one by one.
            "SELECT group_concat(rowid) FROM words WHERE words MATCH ?",
            (expression,),
        ).fetchone()
        if row[0] is None:
            return self.columns.nothing()
        rowids: Integers = np.fromstring(str(row[0]), dtype=np.int64, sep=",")
        return self.columns.mask_of(rowids)


def _every(masks: Iterable[Mask]) -> Mask:
    return np.logical_and.reduce(list(masks))  # type: ignore[no-any-return]  # numpy types reduce as Any


def _any(masks: Iterable[Mask]) -> Mask:
    return np.logical_or.reduce(list(masks))  # type: ignore[no-any-return]  # numpy types reduce as Any
