"""Exact counts of the values of a field among the photos that a query finds."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from catalog.errors import CatalogError
from catalog.search.columns import Integers
from catalog.search.document import FACETS
from catalog.search.evaluate import Evaluation
from catalog.search.names import Names
from catalog.search.query import Query
from catalog.search.refine import chosen_value, is_choice, own_terms, without


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a field and how many photos have it.

    Attributes:
        value: What a query writes after `field:=`.
        label: What people read.
        count: Photos that the query finds without its filter on this field, and that have the value.
        selected: Whether the query filters by it.
    """

    value: str
    label: str
    count: int
    selected: bool


class FacetCounts(NamedTuple):
    """One facet's values, most photos first (years: newest first), and how many more there are."""

    values: tuple[FacetValue, ...]
    more: int


def check_facets(facets: Sequence[str]) -> None:
    """Refuse names that are no facets.

    Raises:
        CatalogError: One of them is none.
    """
    for facet in facets:
        if facet not in FACETS:
            raise CatalogError(where="facets", reason=f"{facet} is no facet; there are {', '.join(FACETS)}")


def count_facet(
    connection: sqlite3.Connection, evaluation: Evaluation, query: Query, facet: str, *, limit: int
) -> FacetCounts:
    """Count one facet, leaving out the query's own filter on it; chosen values stay, even without photos."""
    names = evaluation.names
    chosen = _chosen(query, facet, names)
    counts = _counts(evaluation, without(query, facet), facet)
    present = np.flatnonzero(counts)
    rows = _rows(connection, _first(connection, counts, present, facet, limit))
    rows.update(_rows_of_values(connection, facet, chosen))
    found = [
        FacetValue(value, label, int(counts[code]) if code < len(counts) else 0, value in chosen)
        for code, (value, label) in rows.items()
    ]
    more = len(present) - sum(value.count > 0 for value in found)
    unknown = set(chosen) - {value.value for value in found}
    found.extend(
        FacetValue(value, _label(facet, value, names), 0, selected=True) for value in unknown if chosen[value]
    )
    return FacetCounts(tuple(_ordered(found, facet)), more)


def _chosen(query: Query, facet: str, names: Names) -> dict[str, bool]:
    """The facet's values by which the query filters, and whether they were surely meant as such."""
    return {chosen_value(term, names): is_choice(term) for term in own_terms(query, facet)}


def _label(facet: str, value: str, names: Names) -> str:
    """The label of a value that no photo ever had."""
    if facet == "country":
        return names.country_name(value)
    return (*names.agency_names(value), value)[0] if facet == "agency" else value


def _counts(evaluation: Evaluation, query: Query, facet: str) -> Integers:
    """The number of photos for each value number."""
    column = evaluation.columns.facets[facet]
    mask = evaluation.mask(query)
    return np.bincount(column.codes[mask[column.positions]])


def _first(
    connection: sqlite3.Connection, counts: Integers, present: Integers, facet: str, limit: int
) -> Sequence[int]:
    """The numbers of the values to show."""
    if facet == "year":
        rows = _rows(connection, present.tolist())
        return sorted(rows, key=lambda code: rows[code][0], reverse=True)[:limit]
    order = np.lexsort((present, -counts[present]))
    shown: list[int] = present[order[:limit]].tolist()
    return shown


def _rows(connection: sqlite3.Connection, codes: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Value and label of value numbers."""
    asked = "[" + ",".join(map(str, codes)) + "]"
    statement = "SELECT code, value, label FROM facet_value WHERE code IN (SELECT value FROM json_each(?))"
    return {code: (value, label) for code, value, label in connection.execute(statement, (asked,))}


def _rows_of_values(
    connection: sqlite3.Connection, facet: str, values: Iterable[str]
) -> dict[int, tuple[str, str]]:
    """Value and label by value number, of those values that any photo ever had."""
    statement = "SELECT code, value, label FROM facet_value WHERE facet = ? AND value = ?"
    found = (connection.execute(statement, (facet, value)).fetchone() for value in values)
    return {row[0]: (row[1], row[2]) for row in found if row}


def _ordered(values: list[FacetValue], facet: str) -> list[FacetValue]:
    """Most photos first, then by label; years from the newest."""
    if facet == "year":
        return sorted(values, key=lambda value: value.value, reverse=True)
    return sorted(values, key=lambda value: (-value.count, value.label, value.value))
