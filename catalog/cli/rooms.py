"""The rooms that commands ask, opened from the settings."""

import getpass
from typing import TYPE_CHECKING

from catalog.caption import CreditStyle, Knowledge, credit_style
from catalog.records import Actor
from catalog.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from catalog.search import Index, SearchPage, Sort
    from catalog.store import Store

_PAGE = 500
"""Photos that are asked of the index at once."""


def knowledge_for(settings: Settings) -> Knowledge:
    """Our knowledge with the catalog's own laid over it."""
    return Knowledge(overlay=settings.knowledge_path, worldview=settings.worldview)


def credit_style_for(settings: Settings, id_: str) -> CreditStyle:
    """A style of credits by its id, the catalog's own before ours.

    Raises:
        CatalogError: There is none of that id, or a file of the catalog's own is no style.
    """
    return credit_style(id_, settings.credit_styles_path)


def actor_for(command: str) -> Actor:
    """Who runs a command, for the audit: the machine's user name and the command."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):
        user = "unknown"
    return Actor(name=f"{user} (catalog {command})", kind="person")


def open_store(settings: Settings) -> "Store":
    """The catalog's records.

    Raises:
        CatalogError: There is no catalog, or it belongs to another version.
    """
    from catalog.store import Store  # noqa: PLC0415 (SQLAlchemy loads only where a command needs it)

    return Store.open(settings)


def open_index(settings: Settings, store: "Store", *, seconds: float = 30.0) -> "Index":
    """The search index over the records, brought up to date as far as so many seconds allow."""
    from catalog.search import Index  # noqa: PLC0415 (loads only where a command needs it)

    index = Index.open(settings, store)
    index.drain(seconds)
    return index


def bring_up_to_date(settings: Settings, store: "Store", *, seconds: float = 30.0) -> None:
    """Take the records' changes into the search index and the pictures' hashes, as far as time allows."""
    from catalog.search import SimilarPictures  # noqa: PLC0415 (loads only where a command needs it)

    open_index(settings, store, seconds=seconds).close()
    pictures = SimilarPictures.open(settings, store)
    pictures.drain(seconds)
    pictures.close()


def pages(index: "Index", query: str, sort: "Sort", limit: int = _PAGE) -> "Iterator[SearchPage]":
    """All pages of what a query finds, one after the other, at least one.

    Args:
        index: The index.
        query: The question.
        sort: In what order.
        limit: How many photos are wanted; a page may hold fewer.

    Raises:
        QueryError: The query cannot be read.
    """
    page = index.search(query, sort=sort, facets=(), limit=min(limit, _PAGE))
    yield page
    while page.next is not None:
        page = index.search(query, sort=sort, facets=(), limit=min(limit, _PAGE), after=page.next)
        yield page
