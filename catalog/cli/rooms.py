"""The rooms that commands ask, opened from the settings."""

import getpass
from typing import TYPE_CHECKING

from catalog.caption import DEFAULT, Knowledge
from catalog.records import Actor
from catalog.settings import Settings

if TYPE_CHECKING:
    from catalog.search import Index
    from catalog.store import Store


def knowledge_for(settings: Settings) -> Knowledge:
    """Our knowledge with the catalog's own laid over it."""
    if settings.worldview == DEFAULT.worldview and not settings.knowledge_path.is_dir():
        return DEFAULT
    overlay = settings.knowledge_path if settings.knowledge_path.is_dir() else None
    return Knowledge(overlay=overlay, worldview=settings.worldview)


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


def open_index(settings: Settings, store: "Store") -> "Index":
    """The search index over the records, brought up to date as far as a moment allows."""
    from catalog.search import Index  # noqa: PLC0415 (loads only where a command needs it)

    index = Index.open(settings, store)
    index.drain(seconds=30)
    return index
