"""One page of the photos that a query finds, and the token for the next one."""

import base64
import binascii
import sqlite3
from typing import Literal, NamedTuple, get_args

import numpy as np

from catalog.errors import CatalogError
from catalog.search.columns import Columns, Integers
from catalog.search.evaluate import Evaluation, fts_expression
from catalog.search.query import Query, any_of, leaves

Sort = Literal["newest", "oldest", "added", "relevance"]
SORTS: tuple[Sort, ...] = get_args(Sort)
DEEPEST = 10_000
"""How far relevance can be paged: each page ranks everything before it again."""
MOST = 1_000
"""Photos on a page."""


class Page(NamedTuple):
    """Ids in order, and the token that `after` takes for the next page; None where there is none."""

    ids: list[int]
    next: str | None


class _Token(NamedTuple):
    """Where a page ended: two numbers whose meaning the sort knows."""

    sort: str
    major: int
    minor: int

    def __str__(self) -> str:
        text = f"{self.sort}:{self.major}:{self.minor}"
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read_token(text: str | None, sort: Sort) -> _Token | None:
    """The token of an earlier page.

    Raises:
        CatalogError: It is none, or one of another order.
    """
    if text is None:
        return None
    try:
        plain = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
        named, major, minor = plain.split(":")
        token = _Token(named, int(major), int(minor))
    except (ValueError, binascii.Error) as error:
        raise CatalogError(
            where="after", reason="this is no place to go on from; start at the first page"
        ) from error
    if token.sort != sort:
        raise CatalogError(where="after", reason=f"this place belongs to the order {token.sort}, not {sort}")
    return token


def check_sort(sort: str, limit: int) -> None:
    """Refuse an unknown order or page size.

    Raises:
        CatalogError: One of them cannot be.
    """
    if sort not in SORTS:
        raise CatalogError(where="sort", reason=f"{sort} is no order; there are {', '.join(SORTS)}")
    if not 0 <= limit <= MOST:
        raise CatalogError(where="limit", reason=f"a page holds 0 to {MOST:,} photos")


def find_page(
    connection: sqlite3.Connection,
    evaluation: Evaluation,
    query: Query,
    *,
    sort: Sort,
    limit: int,
    after: str | None,
) -> Page:
    """The page after a place; keyset for the orders of time, by offset for relevance.

    Raises:
        CatalogError: The place is none of this order.
    """
    token = _read_token(after, sort)
    if sort == "relevance":
        return _by_relevance(connection, evaluation, query, limit, token)
    hits = np.flatnonzero(evaluation.mask(query))
    columns = evaluation.columns
    if sort == "newest":
        return _newest(columns, hits, limit, token)
    if sort == "oldest":
        return _oldest(columns, hits, limit, token)
    return _added(columns, hits, limit, token)


def _page(columns: Columns, ordered: Integers, limit: int, sort: Sort) -> Page:
    """The first of the photos in order, and where to go on if more follow."""
    shown = ordered[:limit]
    following = None
    if len(ordered) > limit and limit:
        last = shown[-1]
        if sort == "added":
            following = str(_Token(sort, int(columns.added[last]), int(columns.ids[last])))
        else:
            following = str(_Token(sort, int(columns.rowids[last]), 0))
    return Page(columns.ids[shown].tolist(), following)


def _newest(columns: Columns, hits: Integers, limit: int, token: _Token | None) -> Page:
    """Newest date first; those without date come last, newest import first: descending rows."""
    if token:
        hits = hits[: np.searchsorted(columns.rowids[hits], token.major)]
    return _page(columns, hits[::-1][: limit + 1], limit, "newest")


def _oldest(columns: Columns, hits: Integers, limit: int, token: _Token | None) -> Page:
    """Oldest date first; those without date come last too, oldest import first."""
    undated = int(np.searchsorted(columns.rowids[hits], 0))
    ordered = np.concatenate([hits[undated:], hits[:undated]])
    if token:
        dated = ordered[: len(ordered) - undated]
        if token.major >= 0:
            start = int(np.searchsorted(columns.rowids[dated], token.major, side="right"))
        else:
            start = len(dated) + int(
                np.searchsorted(columns.rowids[hits[:undated]], token.major, side="right")
            )
        ordered = ordered[start:]
    return _page(columns, ordered[: limit + 1], limit, "oldest")


def _added(columns: Columns, hits: Integers, limit: int, token: _Token | None) -> Page:
    """Newest import first, then the higher id."""
    added, ids = columns.added[hits], columns.ids[hits]
    if token:
        before = (added < token.major) | ((added == token.major) & (ids < token.minor))
        hits, added, ids = hits[before], added[before], ids[before]
    if len(hits) > limit + 1:
        # Only photos at least as new as the last one of the page need sorting.
        edge = np.partition(added, len(added) - limit - 1)[len(added) - limit - 1]
        near = added >= edge
        hits, added, ids = hits[near], added[near], ids[near]
    return _page(columns, hits[np.lexsort((-ids, -added))], limit, "added")


def _scored(query: Query, evaluation: Evaluation) -> str | None:
    """What FTS5 scores: the query itself, else any of its terms; None where it has no words or codes."""
    whole = fts_expression(query, evaluation.names)
    if whole is not None:
        return whole
    said = [leaf for leaf in leaves(query, positive=True) if fts_expression(leaf, evaluation.names)]
    return fts_expression(any_of(said), evaluation.names) if said else None


def _by_relevance(
    connection: sqlite3.Connection,
    evaluation: Evaluation,
    query: Query,
    limit: int,
    token: _Token | None,
) -> Page:
    """Best match first (bm25), then newest; photos that no term of the query scores come last."""
    offset = token.major if token else 0
    columns = evaluation.columns
    scores = np.zeros(len(columns), dtype=np.float64)
    expression = _scored(query, evaluation)
    if expression:
        rows = connection.execute(
            "SELECT rowid, rank FROM words WHERE words MATCH ?", (expression,)
        ).fetchall()
        found = np.array([row[0] for row in rows], dtype=np.int64)
        scores[np.searchsorted(columns.rowids, found)] = [row[1] for row in rows]
    hits = np.flatnonzero(evaluation.mask(query))
    order = hits[np.lexsort((-hits, scores[hits]))]
    end = min(offset + limit, DEEPEST)
    goes_on = limit > 0 and end < min(len(order), DEEPEST)
    return Page(
        columns.ids[order[offset:end]].tolist(), str(_Token("relevance", end, 0)) if goes_on else None
    )
